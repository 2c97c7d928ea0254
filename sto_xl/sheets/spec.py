"""What a table and a column are, and how a list and a filled column are written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sto_xl import model
from sto_xl.grid import Row, Snapshot, Wanted, locate

#: Joins the parts of a key, in a cell's mark (`Plek`) and in the workbook's conditional formats.
KEY_SEPARATOR = "·"
#: How much of a key a mark holds; the conditional formats cut it at the same length.
KEY_LENGTH = 150


class Kind(StrEnum):
    """How the values of a column are written, shown and read."""

    TEXT = "text"
    CODE = "code"
    LONG = "long text"
    WHOLE = "whole number"
    AMOUNT = "amount in euros"
    SHARE = "share"
    DATE = "date"
    CHOICE = "choice from a list"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a line of a form.

    `field` is the record's field that holds it ("" when nothing reads it); `choices` names a list
    of `lists()`; `filled` columns are written by the add-on and never read.
    """

    heading: str
    field: str = ""
    kind: Kind = Kind.TEXT
    width: float = 14
    hint: str = ""
    choices: str = ""
    key: bool = False
    filled: bool = False
    hidden: bool = False
    old: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the workbook. A `form` has one line per column: Gegeven | Waarde.

    `keys` says what a row is found by: the headings of the first key that is not empty, joined;
    `label` what it is called in a finding. `rows` holds the first cells of a table whose rows are
    fixed, because a chart stands on it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    record: type[model.Record] | None = None
    keys: tuple[tuple[str, ...], ...] = ()
    label: tuple[str, ...] = ()
    form: bool = False
    optional: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def wanted(self) -> Wanted:
        """What `grid.locate` looks for."""
        if self.form:
            headings: tuple[tuple[str, ...], ...] = tuple((h,) for h in FORM_HEADINGS)
        else:
            read = [c for c in self.columns if not c.filled]
            read.sort(key=lambda c: not c.key)
            headings = tuple((c.heading, *c.old) for c in read)
        return Wanted(self.name, self.sheet, headings, NEVER_INPUT)

    def as_written(self, snapshot: Snapshot) -> tuple[Row, ...] | None:
        """Give the rows of the table in a workbook made by this program; None in any other."""
        headings = tuple(column.heading for column in self.columns)
        table = locate(snapshot, Wanted(self.name, self.sheet, tuple((h,) for h in headings))).table
        return table.rows if table and table.headings == headings else None

    def column(self, heading: str) -> Column:
        """Give the column with this heading."""
        return next(c for c in self.columns if c.heading == heading)


FORM_HEADINGS = ("Gegeven", "Waarde")
#: Sheets on which no input is looked for.
NEVER_INPUT = frozenset({"controle", "samenvatting", "lijsten"})


def choice(  # noqa: PLR0913  (a column's parts)
    heading: str, field: str, choices: str, width: float, hint: str = "", *, key: bool = False
) -> Column:
    """Give a column that is chosen from a list."""
    return Column(heading, field, Kind.CHOICE, width, hint, choices, key=key)


def filled(heading: str, kind: Kind, width: float, *, hidden: bool = False) -> Column:
    """Give a column that the add-on fills."""
    return Column(heading, "", kind, width, filled=True, hidden=hidden)
