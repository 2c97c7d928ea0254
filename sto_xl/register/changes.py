"""What changed between two files of vestigingen, the one that is newest and the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sto_xl.model.reference import spelling
from sto_xl.register.duo import Address
from sto_xl.register.successors import Successor, successors


@dataclass(frozen=True, slots=True)
class AddressChanges:
    """The vestigingen that are new, gone, moved and renamed, in the order of their codes.

    `moved` and `renamed` are pairs of what was and what is. `successors` gives, by the code of one
    that is gone, where it was probably taken up. `compared` is False of the first file.
    """

    new: tuple[Address, ...] = ()
    gone: tuple[Address, ...] = ()
    moved: tuple[tuple[Address, Address], ...] = ()
    renamed: tuple[tuple[Address, Address], ...] = ()
    successors: Mapping[str, Successor] = field(default_factory=dict)
    compared: bool = True


NO_CHANGES = AddressChanges(compared=False)


def between(before: Mapping[str, Address], now: Mapping[str, Address]) -> AddressChanges:
    """Give what changed, by code; spelling of names, blanks and capitals aside."""
    both = [(before[code], now[code]) for code in sorted(before.keys() & now.keys())]
    gone = tuple(before[code] for code in sorted(before.keys() - now.keys()))
    return AddressChanges(
        tuple(now[code] for code in sorted(now.keys() - before.keys())),
        gone,
        tuple((old, new) for old, new in both if old.spot != new.spot),
        tuple((old, new) for old, new in both if spelling(old.name) != spelling(new.name)),
        successors(gone, now.values()),
    )
