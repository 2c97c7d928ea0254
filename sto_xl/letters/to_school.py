"""A letter of a region to a school: to whom it goes, and how it is mailed."""

from __future__ import annotations

from dataclasses import dataclass

from sto_xl.letters.addressee import Addressee, Known, addressee, copied, mail_of
from sto_xl.letters.mail.eml import Recipients, is_mailable, mailboxes
from sto_xl.model import Contact, Language, Region, School, contact_details
from sto_xl.model.wording import DUTCH

_NO_ADDRESS = "Het adres in de brief is niet volledig: vul op blad Scholen {fields} in."
_CHOOSE = "Kies op blad Contacten een geadresseerde met een e-mailadres."
_NO_MAIL = "Er is geen e-mailadres bekend."
_PROPOSED = (
    "De geadresseerde is een voorstel: de enige met een e-mailadres bij wie Brief nog leeg is. "
    "Klopt het, kies dan op blad Contacten geadresseerde."
)
_DOUBTED = "Kijk het e-mailadres na: dat klopt misschien niet."


@dataclass(frozen=True, slots=True)
class Addressing:
    """How a letter is mailed, as its list says: to whom, the address, the copies; and a remark.

    `recipients` are those of its addresses about which there is nothing to remark.
    """

    columns: tuple[str, str, str]
    remark: str
    recipients: Recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSchool:
    """A letter to a school, with those that it can go to.

    `checked_mail` tells whether nothing was found about the addresses that it is mailed to.
    """

    region: Region
    school: School
    contacts: tuple[Contact, ...]
    checked_mail: bool

    @property
    def language(self) -> Language:
        """The language of the letter."""
        return self.school.taal or Language.NL

    @property
    def addressee(self) -> Addressee:
        """To whom the letter goes, and how that is known."""
        return addressee(self.contacts)

    @property
    def recipients(self) -> Recipients:
        """To whom the letter is mailed."""
        return self.addressed().recipients

    def addressed(self) -> Addressing:
        """Give how the letter is mailed."""
        to, school, copies = self.addressee, self.school, copied(self.contacts)
        mails = [*filter(None, map(mail_of, copies))]
        said = []
        if not to.email:
            # Another contact's address may be known, of someone who gets no letters.
            said.append(_CHOOSE if any(map(mail_of, self.contacts)) else _NO_MAIL)
        elif not (self.checked_mail and all(map(is_mailable, (to.email, *mails)))):
            said.append(_DOUBTED)
        if to.known is Known.PROPOSED:
            said.append(_PROPOSED)
        land = self.region.land
        if gap := contact_details.lacking(school.adres, school.postcode, school.plaats, land):
            said.append(_NO_ADDRESS.format(fields=DUTCH.opsomming(gap)))
        recipients = Recipients()
        if self.checked_mail:
            sure = mailboxes([(to.name or school.school or "", to.email)])
            others = mailboxes((one.naam or "", mail_of(one)) for one in copies)
            recipients = Recipients(next(iter(sure), None), others)
        columns = (to.name or "de directie", to.email, "; ".join(mails))
        return Addressing(columns, " ".join(said), recipients)
