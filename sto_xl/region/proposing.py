"""What schools without a code may be, after DUO: proposals, of which nothing is ever filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sto_xl.model import Land, School, SchoolKind, vestiging_code
from sto_xl.register import Register
from sto_xl.register.names import Candidate, Described
from sto_xl.sheets.roster import Roster


def proposals(
    read: Roster, register: Register, listed: Collection[str]
) -> Mapping[int, tuple[Candidate, ...]]:
    """Give by line of Scholen what a school may be that has no code, or something else in its cell.

    `listed` are the codes that the roster has. Of vso and Caribisch Nederland DUO's files have
    none, so there is nothing to propose.
    """
    uncoded = [school for school in read.schools if _asks(read, school)]
    if not uncoded or read.region.land is Land.CARIBISCH:
        return {}
    near = {one.rmc for code in listed if (one := register.vestiging(code)) and one.rmc}
    found = {
        school.line: register.names.proposals(_described(school), listed, near)
        for school in uncoded
    }
    return {line: proposed for line, proposed in found.items() if proposed}


def _asks(read: Roster, school: School) -> bool:
    known = vestiging_code(read.key_of(school.vestiging))
    return not known and school.soort is not SchoolKind.VSO


def _described(school: School) -> Described:
    """Give what a row says of its school; what stands for its code may be its name."""
    return Described(
        school.school or school.vestiging or "",
        school.plaats or "",
        school.postcode or "",
        school.bevoegd_gezag or "",
        school.vestiging or "",
    )
