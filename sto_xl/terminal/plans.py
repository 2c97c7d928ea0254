"""The techniekplannen that were handed in beside a roster: those that could not be used."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape

from sto_xl import handed_in
from sto_xl.handed_in import HandedIn, PlanFile, Unread
from sto_xl.terminal import out
from sto_xl.wording import DUTCH


def print_left_out(read: Sequence[PlanFile | Unread], given: HandedIn) -> bool:
    """Print which files do not count and why; tell whether there are any."""
    taken = {one.number for one in given.files}
    left = [(one.file, one.reason) for one in read if isinstance(one, Unread)]
    left += [
        (one.file, f"van geen regio: {handed_in.nobody_s(one)}")
        for one in read
        if isinstance(one, PlanFile) and one.number not in taken
    ]
    for group in given.double:
        files = DUTCH.opsomming(one.file for one in group)
        left.append((files, "zijn bestanden van hetzelfde plan; geen ervan telt mee"))
    for file, reason in left:
        out().print(f"[red]{escape(file)}[/]: {escape(reason)}", soft_wrap=True)
    return bool(left)
