"""To whom a letter goes and how that is known, and how it begins."""

from __future__ import annotations

import pytest

from sto_xl.letters import Known, addressee
from sto_xl.letters.salutation import salutation
from sto_xl.model import Contact, Language
from support.correspondents import contact

MAIL = "a@school.example"


@pytest.mark.parametrize(
    ("contacts", "name", "email", "known"),
    [
        ((), "", "", Known.NOBODY),
        ((contact("A", brief="geadresseerde", email=MAIL),), "A", MAIL, Known.CHOSEN),
        ((contact(None, brief="geadresseerde", email=MAIL),), "", MAIL, Known.CHOSEN),
        ((contact("A", rol="STO-contact"),), "A", "", Known.ROLE),
        ((contact(None, rol="directie", email=MAIL),), "", MAIL, Known.ROLE),
        # Of several, the one to whom a letter may go and can be mailed.
        ((contact("A", email=MAIL),), "A", MAIL, Known.PROPOSED),
        ((contact("A", email=MAIL), contact("B")), "A", MAIL, Known.PROPOSED),
        ((contact("A", rol="overig", email=MAIL),), "A", MAIL, Known.PROPOSED),
        ((contact("A", email=MAIL), contact("B", brief="nee", email="b@x.nl")), "A", MAIL, None),
        ((contact("A", email=MAIL), contact("B", email="b@x.nl")), "", "", Known.NOBODY),
        ((contact("A", brief="nee", email=MAIL),), "", "", Known.NOBODY),
        ((contact("A", brief="kopie", email=MAIL),), "", "", Known.NOBODY),
        ((contact("A", rol="STO-contact"), contact("B", email=MAIL)), "A", "", Known.ROLE),
    ],
)
def test_who_gets_a_letter_is_chosen_or_has_the_role_or_is_proposed(
    contacts: tuple[Contact, ...], name: str, email: str, known: Known | None
) -> None:
    to = addressee(contacts)
    assert (to.name, to.email, to.known) == (name, email, known or Known.PROPOSED)


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        ("mevr. J. Jansen", "Geachte mevrouw Jansen", "Dear Ms Jansen"),
        ("Mw. drs. A.M. de Vries", "Geachte mevrouw De Vries", "Dear Ms De Vries"),
        ("dhr P. van 't Hof", "Geachte heer Van 't Hof", "Dear Mr Van 't Hof"),
        ("de heer Bos", "Geachte heer Bos", "Dear Mr Bos"),
        ("J. Jansen", "Geachte heer of mevrouw Jansen", "Dear J. Jansen"),
        ("Th.J. de Groot", "Geachte heer of mevrouw De Groot", "Dear Th.J. de Groot"),
        ("JP Smit", "Geachte heer of mevrouw Smit", "Dear JP Smit"),
        ("J. (Jan) Jansen", "Beste Jan Jansen", "Dear Jan Jansen"),
        ("Jan Jansen", "Beste Jan Jansen", "Dear Jan Jansen"),
        ("Jan Jansen (directeur)", "Beste Jan Jansen", "Dear Jan Jansen"),
        ("Anne-Marie el Amrani, teamleider", "Beste Anne-Marie el Amrani", None),
        ("dr. Jan Jansen", "Beste Jan Jansen", "Dear Jan Jansen"),
        # In Dutch that is a degree, in English a form of address.
        ("mr. J. Jansen", "Geachte heer of mevrouw Jansen", "Dear Mr Jansen"),
        *((name, "", "") for name in ("", "Jansen", "Directie", "de directeur", "Team Onderbouw")),
        *((name, "", "") for name in ("J. Jansen en P. Bos", "dhr./mevr. Bos", "Jan / Piet", "12")),
    ],
)
def test_a_letter_begins_with_the_name_as_far_as_it_tells(
    name: str, dutch: str, english: str | None
) -> None:
    assert salutation(name, Language.NL) == dutch
    told = dutch.replace("Beste", "Dear") if english is None else english
    assert salutation(name, Language.EN) == told
