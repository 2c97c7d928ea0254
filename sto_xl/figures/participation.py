"""Who takes part and who does not, and why a location is signalled.

The terms (row, V, class, D, Signaal) are defined once, in `data/cijfers.csv`;
this module is where they are computed, on a peildatum that the caller gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sto_xl.figures import distinct
from sto_xl.model import (
    Answer,
    Contact,
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


SIGNAL_OF_CLASS: Mapping[Klasse, Signaal] = {
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
        return SIGNAL_OF_CLASS[klasse]
    if status is Status.GESTOPT:
        return Signaal.GESTOPT
    if status is Status.DEELNEMER:
        profiles = by_non_technical_profile(present)
        if any(reached(rows) == "nee" for rows in profiles.values()):
            return Signaal.NIET_BEREIKT
        if any(reach_unknown(rows) for rows in profiles.values()):
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


def reach_unknown(rows: Sequence[Offering]) -> bool:
    """Tell whether of some of these rows it is not known how many pupils are reached."""
    return reached(rows) == "onbekend" or any(
        row.bereikt is None and reached((row,)) != "nee" for row in rows
    )
