"""What the register knows of the vestigingen of one roster, as plain data: what rules may ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sto_xl.register.duo import Address, DuoKind, Programme, Tally
from sto_xl.register.names import Candidate
from sto_xl.register.query import Register, Vestiging


@dataclass(frozen=True, slots=True)
class KnownVestiging:
    """A vestiging as DUO knows it, and what it offers after the newest files.

    `earlier` are the addresses that it had elsewhere before, the latest first.
    """

    vestiging: Vestiging
    offered: Mapping[Programme, Tally]
    examined: Mapping[Programme, Tally]
    earlier: tuple[Address, ...] = ()

    @property
    def profiles(self) -> frozenset[str]:
        """Its profiles: those with pupils, or with exam candidates."""
        every = (*self.offered.items(), *self.examined.items())
        return frozenset(p.profiel for p, number in every if p.profiel and number)


@dataclass(frozen=True, slots=True)
class KnownOfDuo:
    """What DUO tells of the vestigingen of a roster, by code; also of those they were taken up in.

    `listed_on` is the peildatum of the newest file of vestigingen, `counted_on` that of pupils;
    None without one. `area` are the codes in the region's area, None where it is not told, or not
    wholly. `unknown_parts` are the parts of it that DUO does not know, each with what was probably
    meant, if that can be told. `proposals` are what schools without a code may be, by their line.
    """

    vestigingen: Mapping[str, KnownVestiging]
    listed_on: dt.date | None = None
    counted_on: dt.date | None = None
    area: frozenset[str] | None = None
    unknown_parts: Mapping[str, str | None] = field(default_factory=dict)
    proposals: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)


def known_of(register: Register, codes: Iterable[str]) -> KnownOfDuo:
    """Ask the register what it knows of these codes; of an area nothing is said yet."""
    found: dict[str, KnownVestiging] = {}
    for code in codes:
        one = register.vestiging(code)
        into = register.vestiging(one.successor.code) if one and one.successor else None
        for here in filter(None, (one, into)):
            found.setdefault(here.code, _known(register, here))
    newest = {kind: register.newest(kind) for kind in DuoKind}
    listed, counted = newest[DuoKind.VESTIGINGEN], newest[DuoKind.LEERLINGEN]
    return KnownOfDuo(
        found, listed.peildatum if listed else None, counted.peildatum if counted else None
    )


def _known(register: Register, one: Vestiging) -> KnownVestiging:
    earlier = tuple(address for _, address in register.earlier(one.code))
    return KnownVestiging(one, register.offered(one.code), register.examined(one.code), earlier)
