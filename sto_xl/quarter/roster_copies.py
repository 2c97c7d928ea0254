"""The roster of each region, filled in, in the region's own folder: what the buttons write in it.

Each copy is made in another process, apart from the other documents of its region: a roster that
cannot be filled in costs that copy alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from sto_xl.quarter.results import RegionResult
from sto_xl.region import copies, updating
from sto_xl.region.updating import Order
from sto_xl.register import Register
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

#: Fills in copies, and gives each with its number: a file, or what keeps it from being one.
Copying: TypeAlias = Callable[[Sequence[Order]], Iterable[tuple[int, bytes | str | Failure]]]


def with_copies(
    counted: Sequence[tuple[str, RegionResult]],
    made: Path,
    peildatum: dt.date,
    copying: Copying,
) -> tuple[tuple[str, RegionResult], ...]:
    """Write the copies into the folders of the regions, in `made`; give the results with them.

    A region that has its copy already keeps it.
    """
    results = dict(enumerate(counted))
    places = [place for place, (_, result) in results.items() if not result.copy]
    rosters = [counted[place][1] for place in places]
    orders = [Order(o.roster, peildatum, sha256=o.sha256) for o in rosters]
    for place, answer in copying(orders):
        number = places[place]
        region, result = results[number]
        if isinstance(answer, bytes):
            name = _name(made / region, result.roster)
            outputs.lay(made / region / name, answer)
            results[number] = region, replace(result, copy=name)
        else:
            results[number] = region, replace(result, not_copied=str(answer))
    return tuple(results[number] for number in range(len(counted)))


def copied(register: Register | None, order: Order) -> bytes | str:
    """Make a copy, or say what keeps it from that."""
    beside = replace(order, register=register)
    return copies.or_reason(lambda: updating.copy_of(beside).data)


def _name(folder: Path, roster: Path) -> str:
    """Give the roster's own name, unless something else in the folder has it."""
    names = outputs.Names()
    for path in folder.iterdir():
        names.give(path.stem, path.suffix)
    return names.give(roster.stem, roster.suffix)
