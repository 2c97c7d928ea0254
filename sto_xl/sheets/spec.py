"""What a table and a column are, and how a list and a filled column are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sto_xl import model
from sto_xl.grid import Row, Snapshot, Wanted, locate

#: Joins the parts of a key, in a cell's mark (`Plek`) and in the workbook's conditional formats.
KEY_SEPARATOR = "·"
#: How much of a key a mark holds; the conditional formats cut it at the same length.
KEY_LENGTH = 150
#: How long a mark is at most: COUNTIFS looks for no more signs.
MARK_LENGTH = 255
#: How a mark shows an error in a key, which every language of Excel writes in its own way.
SHOWN_ERROR = "#"
#: What every template began with.
FIRST_VERSION = "1.0"


class Kind(StrEnum):
    """How the values of a column are written, shown and read."""

    TEXT = "text"
    CODE = "code"
    LONG = "long text"
    WHOLE = "whole number"
    NUMBER = "number"
    AMOUNT = "amount in euros"
    SHARE = "share"
    DATE = "date"
    CHOICE = "choice from a list"
    LINK = "link"


# Columns and tables are told apart by identity: comparing all that they say takes time.
@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a table, or a line of a form.

    `field` is the record's field that holds it ("" when nothing reads it); `choices` names a list
    of `lists()`, from which a column of kind TEXT may hold several, with a semicolon between them;
    `filled` columns are written by the add-on and never read; `example` shows how it can be done.
    `since` is the version of the template that it came with: an older workbook does not lack it.
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
    example: str = ""
    since: str = FIRST_VERSION

    @property
    def several(self) -> bool:
        """Whether a cell may hold several choices."""
        return bool(self.choices) and self.kind is Kind.TEXT

    @property
    def known(self) -> tuple[str, ...]:
        """Its heading, and those it had before."""
        return (self.heading, *self.old)


@dataclass(frozen=True, slots=True, eq=False)
class TableSpec:
    """A table of the workbook. A `form` has one line per column: Gegeven | Waarde.

    `keys` says what a row is found by: the headings of the first key that is not empty, joined;
    `label` what it is called in a finding. `rows` holds the first cells of a table whose rows are
    fixed, because a chart stands on it; `renamed` pairs what a line was called with what it is
    called. `since` is the version of the template that it came with.
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
    since: str = FIRST_VERSION
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def called(self) -> str:
        """What people may call it: its name without what tells our tables from others."""
        return self.name.removeprefix("tbl")

    @property
    def wanted(self) -> Wanted:
        """What `grid.locate` looks for."""
        return _wanted(self)

    def as_written(self, snapshot: Snapshot) -> tuple[Row, ...] | None:
        """Give the rows of the table in a workbook made by this program; None in any other."""
        known = tuple(column.known for column in self.columns)
        table = locate(snapshot, Wanted(self.name, self.sheet, known)).table
        if table is None or len(table.headings) != len(known):
            return None
        as_ours = all(h in headings for h, headings in zip(table.headings, known, strict=True))
        return table.rows if as_ours else None

    def column(self, heading: str) -> Column:
        """Give the column with this heading."""
        return next(c for c in self.columns if c.heading == heading)


@dataclass(frozen=True, slots=True)
class WorkbookSpec:
    """A workbook that people fill in.

    `name` is what it is called, in sentences too (a word with "het"); the first table of `input`
    is its form. `optional` tables may be absent without a finding, `filled` ones are the add-on's.
    Without any of the tables in `telling` a workbook is another one altogether.
    """

    name: str
    version: str
    input: tuple[TableSpec, ...]
    telling: tuple[TableSpec, ...]
    filled: tuple[TableSpec, ...]
    optional: tuple[TableSpec, ...] = ()

    @property
    def file(self) -> str:
        """The name of the empty workbook's file."""
        return f"{self.name}.xlsx"

    @property
    def form(self) -> TableSpec:
        """The form, which tells the template's version."""
        return self.input[0]

    @property
    def read(self) -> tuple[TableSpec, ...]:
        """The tables that are read, in the order of the work."""
        return (*self.input, *self.optional)

    @property
    def choices(self) -> frozenset[str]:
        """The names of the lists that its columns are chosen from."""
        return frozenset(c.choices for spec in self.read for c in spec.columns if c.choices)


@cache
def _wanted(spec: TableSpec) -> Wanted:
    if spec.form:
        headings: tuple[tuple[str, ...], ...] = tuple((h,) for h in FORM_HEADINGS)
    else:
        read = [c for c in spec.columns if not c.filled]
        read.sort(key=lambda c: not c.key)
        headings = tuple(c.known for c in read)
    return Wanted(spec.name, spec.sheet, headings, NEVER_INPUT, spec.called if spec.record else "")


FORM_HEADINGS = ("Gegeven", "Waarde")
#: Sheets on which no input is looked for.
NEVER_INPUT = frozenset({"controle", "samenvatting", "lijsten"})


def version(text: str | None) -> tuple[int, ...] | None:
    """Give a version's numbers, to compare; None for what is no version.

    Excel may have made 1 of 1.0.
    """
    if not text or not re.fullmatch(r"\d{1,4}([.,]\d{1,4}){0,2}", text, re.ASCII):
        return None
    numbers = [int(part) for part in re.split("[.,]", text)]
    return tuple(numbers + [0] * (3 - len(numbers)))


def came_with(since: str, present: str | None) -> bool:
    """Tell whether a template of the `present` version has what came with version `since`.

    Of a version that is not known only what every template has is certain.
    """
    own = version(present) or version(FIRST_VERSION) or ()
    return (version(since) or ()) <= own


def choice(  # noqa: PLR0913  (a column's parts)
    heading: str,
    field: str,
    choices: str,
    width: float,
    hint: str = "",
    *,
    key: bool = False,
    since: str = FIRST_VERSION,
) -> Column:
    """Give a column that is chosen from a list."""
    return Column(heading, field, Kind.CHOICE, width, hint, choices, key=key, since=since)


def filled(  # noqa: PLR0913  (a column's parts)
    heading: str,
    kind: Kind,
    width: float,
    hint: str = "",
    *,
    hidden: bool = False,
    old: tuple[str, ...] = (),
) -> Column:
    """Give a column that the add-on fills."""
    return Column(heading, "", kind, width, hint, filled=True, hidden=hidden, old=old)
