"""Who takes part and who does not, why a location is signalled, and the next step for each.

The terms (row, V, class, D, Signaal) are defined once, in `data/cijfers.csv`;
this module is where they are computed, on a peildatum that the caller gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from sto_xl.figures import distinct
from sto_xl.model import (
    Answer,
    Contact,
    ContactRole,
    Deelname,
    Klasse,
    Leerweg,
    Offering,
    School,
    SchoolKind,
    Signaal,
    Status,
    reference,
    vestiging_code,
)
from sto_xl.model.wording import DUTCH
from sto_xl.sheets.roster import Roster

#: After this many days without contact a conversation counts as stalled.
STALLED_AFTER = dt.timedelta(days=90)

Ways = tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """A row of Scholen that counts, with what follows from it on the peildatum.

    `code` is None where the roster has no valid one. `offerings` are the rows of Aanbod that are
    present (pupils not 0), a double one once. `unsplit` tells whether none of its rows, present or
    not, has a number of pupils; `pupils` are then the total that sheet Scholen says, if it does.
    Holds nothing of a person.
    """

    code: str | None
    line: int
    name: str
    place: str
    kind: SchoolKind | None
    vmbo: bool
    klasse: Klasse
    status: Status
    since: dt.date | None
    onderbouw: Answer | None
    offerings: tuple[Offering, ...]
    signaal: Signaal | None
    unsplit: bool = False
    pupils: int | None = None

    @property
    def participates(self) -> bool:
        """Whether it is one of D: a vmbo location that is deelnemer on the peildatum."""
        return self.vmbo and self.status is Status.DEELNEMER

    @property
    def beroepsgericht(self) -> tuple[Offering, ...]:
        """The rows BB, KB and GL."""
        return tuple(o for o in self.offerings if o.leerweg not in (Leerweg.TL, None))

    @property
    def non_technical(self) -> Mapping[str, tuple[Offering, ...]]:
        """The rows of each non-technical profile, by the profile's code."""
        return by_non_technical_profile(self.offerings)


def ways(offering: Offering) -> Ways:
    """Give the answers to the ways that the row's leerweg knows, and a ja to any other.

    A cell left empty because its way does not exist in the leerweg is not an unknown.
    """
    found = []
    for code, fitting in _ways_by_leerweg():
        answer: Answer | None = getattr(offering, code)
        if answer is Answer.JA or offering.leerweg is None or offering.leerweg in fitting:
            found.append(answer)
    return tuple(found)


@cache
def _ways_by_leerweg() -> tuple[tuple[str, frozenset[Leerweg]], ...]:
    return tuple(
        (manier.code, frozenset(manier.leerwegen))
        for manier in reference.manieren().values()
        if manier.leerwegen
    )


def reached(offerings: Iterable[Offering]) -> Literal["ja", "nee", "onbekend", "deels onbekend"]:
    """Tell whether pupils of these rows get acquainted with techniek by any way.

    "onbekend" when no way is known, "deels onbekend" when those known are nee.
    """
    answers = [answer for offering in offerings for answer in ways(offering)]
    if Answer.JA in answers:
        return "ja"
    if Answer.NEE not in answers:
        return "onbekend"
    return "nee" if None not in answers else "deels onbekend"


def has_profiel(offering: Offering) -> bool:
    """Tell whether a row is about one of the ten profiles; a TL row has a sector instead."""
    return offering.leerweg is not Leerweg.TL and reference.is_profiel(offering.profiel)


def locations(roster: Roster, peildatum: dt.date) -> tuple[Location, ...]:
    """Give the rows of Scholen that count, in their order."""
    kept, _again = distinct.schools(roster)
    return tuple(_location(roster, school, peildatum) for school in kept)


def _location(roster: Roster, school: School, peildatum: dt.date) -> Location:
    key = roster.key(school) or ""
    rows, _again = distinct.once(roster.offerings_by_location.get(key, ()), distinct.combination)
    present = tuple(o for o in rows if o.leerlingen != 0)
    vmbo = school.soort is SchoolKind.VMBO or (
        school.soort is None and any(o.leerweg for o in rows)
    )
    klasse, status = klasse_of(present), status_of(school, peildatum)
    contacts = roster.contacts_by_location.get(key, ())
    unsplit = all(o.leerlingen is None for o in rows)
    signaal = signaal_of(school, contacts, klasse, status, present, peildatum) if vmbo else None
    return Location(
        vestiging_code(key),
        school.line,
        school.school or school.vestiging or "",
        school.plaats or "",
        school.soort,
        vmbo,
        klasse,
        status,
        school.sinds,
        school.onderbouw,
        present,
        signaal,
        unsplit,
        school.leerlingen_totaal if unsplit else None,
    )


def klasse_of(present: Sequence[Offering]) -> Klasse:
    """Give the class of a location from its rows with pupils."""
    profielen = [o.profiel for o in present if has_profiel(o)]
    if any(map(reference.is_technical, profielen)):
        return Klasse.TECHNISCH
    unreadable = any(o.leerweg is not Leerweg.TL and not has_profiel(o) for o in present)
    if unreadable or not present:
        return Klasse.ONBEKEND
    return Klasse.NIET_TECHNISCH if profielen else Klasse.ALLEEN_TL


def status_of(school: School, peildatum: dt.date) -> Status:
    """Give the participation that counts: a deelnemer from a later date on is still aangemeld."""
    return status_on(peildatum, school.deelname, school.sinds)


def status_on(peildatum: dt.date, deelname: Deelname | None, since: dt.date | None) -> Status:
    """Give the participation that counts, of what stands in those two columns."""
    if deelname is None:
        return Status.ONBEKEND
    if deelname is Deelname.DEELNEMER and since and since > peildatum:
        return Status.AANGEMELD
    return Status(deelname.value)


_SIGNAL_OF_CLASS: Mapping[Klasse, Signaal] = {
    Klasse.TECHNISCH: Signaal.GEEN_TECHNISCH,
    Klasse.NIET_TECHNISCH: Signaal.GEEN_NIET_TECHNISCH,
    Klasse.ALLEEN_TL: Signaal.GEEN_TL,
    Klasse.ONBEKEND: Signaal.GEEN_ONBEKEND,
}


def signaal_of(  # noqa: PLR0911, PLR0913, PLR0917  (one line per signal, in the order of the definition)
    school: School,
    contacts: Sequence[Contact],
    klasse: Klasse,
    status: Status,
    present: Sequence[Offering],
    peildatum: dt.date,
) -> Signaal | None:
    """Give the first signal that holds for a vmbo location, or None."""
    if not school.telefoon and not any(c.email or c.telefoon for c in contacts):
        return Signaal.NIEMAND
    if status is Status.ONBEKEND:
        return Signaal.DEELNAME_ONBEKEND
    if status in (Status.AANGEMELD, Status.IN_GESPREK) and stalled(school, peildatum):
        return Signaal.STILGEVALLEN
    if status is Status.GEEN:
        return _SIGNAL_OF_CLASS[klasse]
    if status is Status.GESTOPT:
        return Signaal.GESTOPT
    if status is Status.DEELNEMER:
        profiles = by_non_technical_profile(present)
        if any(reached(rows) == "nee" for rows in profiles.values()):
            return Signaal.NIET_BEREIKT
        if any(_reach_unknown(rows) for rows in profiles.values()):
            return Signaal.BEREIK_ONBEKEND
    return None


def stalled(school: School, peildatum: dt.date) -> bool:
    """Tell whether nobody spoke with the school for 90 days; a date that is not known counts."""
    last = school.laatste_contact or school.sinds
    return last is None or peildatum - last > STALLED_AFTER


def by_non_technical_profile(
    offerings: Iterable[Offering],
) -> Mapping[str, tuple[Offering, ...]]:
    """Give the rows of each non-technical profile, by the profile's code."""
    found: dict[str, list[Offering]] = {}
    for o in offerings:
        if has_profiel(o) and o.profiel and not reference.is_technical(o.profiel):
            found.setdefault(o.profiel, []).append(o)
    return {profiel: tuple(rows) for profiel, rows in found.items()}


def _reach_unknown(rows: Sequence[Offering]) -> bool:
    return reached(rows) == "onbekend" or any(
        row.bereikt is None and reached((row,)) != "nee" for row in rows
    )


def next_step(
    location: Location, school: School, contacts: Sequence[Contact], *, named: bool
) -> str:
    """Tell the programme manager whom to call and about what; "" without a signal.

    A contact is `named`, with number or address, in the roster itself. What goes further tells of
    one by role only: there is nothing of a person in it.
    """
    signaal = location.signaal
    if signaal is None:
        return ""
    if signaal is Signaal.NIEMAND:
        return "Zoek een telefoonnummer of e-mailadres van de school en zet het op blad Contacten."
    whom = _whom(school, contacts, named=named)
    text = f"{whom} en {_about(signaal, location, school)}."
    if signaal in _SIGNAL_OF_CLASS.values() and school.niet_aanschrijven is Answer.JA:
        text += " De school krijgt geen brief."
    return text


#: Who is called first, and what they are called where nobody is named.
_CALLED: Mapping[ContactRole, str] = {
    ContactRole.STO: "de STO-contactpersoon van de school",
    ContactRole.DIRECTIE: "de directie",
}


def _whom(school: School, contacts: Sequence[Contact], *, named: bool) -> str:
    """Tell whom to call, else to mail: the STO-contact, the management, the school, anyone."""
    for role, called in _CALLED.items():
        people = [c for c in contacts if c.rol is role]
        if found := _reach(people, called, named=named):
            return found
    if school.telefoon:
        return f"Bel het algemene nummer {school.telefoon}"
    return _reach(contacts, "de contactpersoon op blad Contacten", named=named)


def _reach(people: Sequence[Contact], called: str, *, named: bool) -> str:
    """Tell how to reach the first of these people who can be called, else mailed; "" for nobody."""
    by_phone = ((c, "Bel", c.telefoon) for c in people if c.telefoon)
    by_mail = ((c, "Mail", c.email) for c in people if c.email)
    for contact, verb, where in chain(by_phone, by_mail):
        return f"{verb} {_name(contact, called)} ({where})" if named else f"{verb} {called}"
    return ""


def _name(contact: Contact, called: str) -> str:
    """Name a contact, with what makes them the one to call."""
    whose = contact.functie or {
        ContactRole.STO: "STO-contact",
        ContactRole.DIRECTIE: "directie",
    }.get(contact.rol or ContactRole.OVERIG, "")
    if not contact.naam:
        return contact.functie or called.removesuffix(" op blad Contacten")
    return f"{contact.naam}, {whose}" if whose else contact.naam


def _about(  # noqa: PLR0911  (one line per signal)
    signaal: Signaal, location: Location, school: School
) -> str:
    match signaal:
        case Signaal.DEELNAME_ONBEKEND:
            return "vraag of de school meedoet; vul daarna Deelname in"
        case Signaal.STILGEVALLEN:
            last = school.laatste_contact
            when = (
                f"het laatste contact was op {DUTCH.datum(last)}"
                if last
                else ("er is nog geen contact genoteerd")
            )
            return f"vraag hoe het met de deelname staat; {when}"
        case Signaal.GEEN_TECHNISCH:
            return "bespreek waarom de school met haar technische profiel nog niet meedoet"
        case Signaal.GEEN_NIET_TECHNISCH:
            return (
                f"bespreek hoe leerlingen van {_profiles(location)} kunnen kennismaken met techniek"
            )
        case Signaal.GEEN_TL:
            return "bespreek een technisch praktijkgericht programma of techniek in de onderbouw"
        case Signaal.GEEN_ONBEKEND:
            return "vraag wat de school aanbiedt; vul daarna blad Aanbod in en nodig haar uit"
        case Signaal.GESTOPT:
            reason = f" (reden: {school.reden})" if school.reden else ""
            return f"vraag wat er nodig is om weer mee te doen{reason}"
        case Signaal.NIET_BEREIKT:
            missed = _profiles(location, lambda rows: reached(rows) == "nee")
            return f"bespreek hoe ook leerlingen van {missed} kunnen kennismaken met techniek"
        case Signaal.BEREIK_ONBEKEND:
            unknown = _profiles(location, _reach_unknown)
            return (
                f"vraag hoeveel leerlingen van {unknown} kennismaken met techniek; "
                "vul daarna blad Aanbod in"
            )
        case _:
            return ""


def _profiles(
    location: Location, which: Callable[[Sequence[Offering]], bool] = lambda _rows: True
) -> str:
    """Name the non-technical profiles whose rows are meant."""
    found = [profiel for profiel, rows in location.non_technical.items() if which(rows)]
    return DUTCH.opsomming(found)
