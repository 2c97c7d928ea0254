"""Which schools of its area a region has on its roster, and which it misses. Pure.

Sheet Gebied tells the area; DUO knows which vestigingen lie there, and which of them offer vmbo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sto_xl.figures.participation import Location
from sto_xl.model import location_key, vestiging_code
from sto_xl.register import RMC, Programme, Register, Tally, Vestiging
from sto_xl.sheets.area import AreaPart
from sto_xl.sheets.roster import Roster


@dataclass(frozen=True, slots=True)
class RegionArea:
    """What lies in a region's area, by code.

    `unknown` are its parts that DUO does not know, each with what was probably meant; `unread`
    those of which cannot be read whether they belong to it; `unexplained` those that are taken out
    without a reason.
    """

    vestigingen: Mapping[str, Vestiging]
    unknown: Mapping[str, str | None]
    unread: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingSchool:
    """A vestiging that offers vmbo, lies in the area and is not on the roster.

    `programmes` are its profiles, with their pupils; `counted` tells whether those are pupils: else
    they are candidates of an examen. `of_board` are the roster's locations of the same board.
    `elsewhere` are the other regions that have it on their rosters.
    """

    vestiging: Vestiging
    programmes: Mapping[Programme, Tally]
    counted: bool
    of_board: tuple[Location, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def profiles(self) -> tuple[str, ...]:
        """Its profiles, in the order of DUO."""
        return tuple(dict.fromkeys(programme.profiel for programme in self.programmes))

    @property
    def pupils(self) -> Tally:
        """All pupils with a profile in leerjaar 3 and 4."""
        counts = self.programmes.values() if self.counted else ()
        return Tally(sum(c.known for c in counts), sum(c.masked for c in counts))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of its area a region has on its roster.

    `area` are the codes of the vestigingen there that offer vmbo, `missing` what the roster lacks
    of them.
    """

    area: frozenset[str]
    missing: tuple[MissingSchool, ...]


def area_of(parts: Sequence[AreaPart], register: Register) -> RegionArea:
    """Give what lies in an area: a vestiging goes before its municipality, that before its RMC."""
    found: dict[str, Vestiging] = {}
    unknown: dict[str, str | None] = {}
    for part in sorted(parts, key=_precision):
        here = register.in_area([part.name])
        unknown |= here.unknown
        for one in here.vestigingen:
            if part.within:
                found[one.code] = one
            elif part.within is False:
                found.pop(one.code, None)
    return RegionArea(
        dict(sorted(found.items())),
        unknown,
        tuple(part.name for part in parts if part.within is None),
        tuple(part.name for part in parts if part.within is False and not part.why),
    )


def _precision(part: AreaPart) -> tuple[int, bool]:
    """Give how precise a part is; of two of one kind the one that is taken out comes last."""
    rmc, one = part.name.casefold().startswith(RMC), vestiging_code(part.name) is not None
    return one - rmc, part.within is False


def coverage(
    roster: Roster, locations: Iterable[Location], register: Register | None
) -> Coverage | None:
    """Tell what a roster has of its area; None where no area is told, or nothing knows of DUO."""
    if register is None or not roster.area:
        return None
    within = area_of(roster.area, register).vestigingen
    offering = {code: one for code, one in within.items() if one.vmbo}
    listed = listed_codes(roster)
    boards = _by_board(roster, locations, register)
    missing = [
        missing_school(one, register, boards) for c, one in offering.items() if c not in listed
    ]
    missing.sort(key=order)
    return Coverage(frozenset(offering), tuple(missing))


def on_no_roster(listed: Collection[str], register: Register) -> tuple[MissingSchool, ...]:
    """Give all vestigingen that offer vmbo and are not among those that are listed."""
    every = (one for one in register.all() if one.vmbo and not one.gone)
    missing = (missing_school(one, register) for one in every if one.code not in listed)
    return tuple(sorted(missing, key=order))


def with_others(found: Coverage, on: Mapping[str, Sequence[str]]) -> Coverage:
    """Tell of what is missing on which other regions' rosters it stands, by code."""
    missing = (replace(m, elsewhere=tuple(on.get(m.vestiging.code, ()))) for m in found.missing)
    return replace(found, missing=tuple(missing))


def listed_codes(roster: Roster) -> frozenset[str]:
    """Give the codes of the vestigingen on a roster: as typed, or by another spelling of one."""
    aliases = roster.aliases or {}
    found = set[str | None]()
    for school in roster.schools:
        found.add(vestiging_code(roster.key_of(school.vestiging)))
        found.add(aliases.get(location_key(school.school) or ""))
    return frozenset(code for code in found if code)


def missing_school(
    one: Vestiging, register: Register, boards: Mapping[str, Sequence[Location]] | None = None
) -> MissingSchool:
    """Give what is told of a vestiging that is missing."""
    programmes = register.profiles(one.code)
    counted = any(p in register.offered(one.code) for p in programmes)
    return MissingSchool(one, programmes, counted, tuple((boards or {}).get(one.board, ())))


def order(missing: MissingSchool) -> tuple[str, str, str]:
    """Give what missing schools are sorted by: their place and their name."""
    one = missing.vestiging
    return one.place, one.name, one.code


def _by_board(
    roster: Roster, locations: Iterable[Location], register: Register
) -> Mapping[str, Sequence[Location]]:
    """Give the locations of each board: as DUO says whose they are, else as the roster does."""
    typed = {school.line: school.bevoegd_gezag for school in roster.schools}
    found: defaultdict[str, list[Location]] = defaultdict(list)
    for location in locations:
        known = register.vestiging(location.code) if location.code else None
        if board := (known.board if known else "") or typed.get(location.line):
            found[board].append(location)
    return found
