"""What a write does to a workbook, step by step: decided before anything is written. Pure.

    targets = look(places, changes)      # looks at every place first, or refuses with a sentence
    fill(targets.steps)                  # an open Excel and a file carry the same steps out
    targets.written(after)               # what has happened, by what stands there now

`places` is what a workbook shows of itself, be it open in Excel or a file.
"""

from __future__ import annotations

from sto_xl.books.steps.columns import ColumnTarget
from sto_xl.books.steps.looking import Present, Specs, look, present
from sto_xl.books.steps.places import Held, Places, SheetPlace, Step, TablePlace
from sto_xl.books.steps.tables import TableTarget
from sto_xl.books.steps.targets import Targets
from sto_xl.grid import Area

__all__ = [
    "Area",
    "ColumnTarget",
    "Held",
    "Places",
    "Present",
    "SheetPlace",
    "Specs",
    "Step",
    "TablePlace",
    "TableTarget",
    "Targets",
    "look",
    "present",
]
