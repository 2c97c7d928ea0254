"""Formulas as Excel shows and takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl.books.live.busy import has_no_such_member
from sto_xl.books.live.values import Block, rows_of

if TYPE_CHECKING:
    import xlwings


class FormulaBar:
    """Formulas as they are read and put: `Formula2`, or `Formula` in an Excel that has no other.

    Put by `Formula`, a formula that names several cells takes one of them only.
    """

    def __init__(self) -> None:
        """Begin with what newer versions have."""
        self._name = "Formula2"

    def read(self, cells: xlwings.Range) -> Block:
        """Give the formulas of a range, and of its other cells what they hold as text."""
        try:
            return rows_of(getattr(cells.api, self._name))
        except Exception as error:
            if self._name == "Formula" or not (has_no_such_member(error) or _is_unlisted(cells)):
                raise
        self._name = "Formula"
        return self.read(cells)

    def put(self, cells: xlwings.Range, text: str) -> None:
        """Put a formula in each cell of a range."""
        setattr(cells.api, self._name, text)


def _is_unlisted(cells: xlwings.Range) -> bool:
    """Tell whether pywin32 goes by a list that an older Excel made: then it looks like busy."""
    listed = getattr(type(cells.api._inner), "_prop_map_get_", None)  # noqa: SLF001
    return listed is not None and "Formula2" not in listed
