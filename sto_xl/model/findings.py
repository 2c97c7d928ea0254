"""What a check found: findings, and the report that sorts, groups and counts them.

Standard library, `grid` and `wording` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sto_xl.grid import address
from sto_xl.model.wording import DUTCH, counted


class Severity(StrEnum):
    """How serious a finding is, the worst first."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    TIP = "tip"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


#: How many of a severity are named: singular and plural.
PLURALS: Mapping[Severity, tuple[str, str]] = {
    Severity.FOUT: ("fout", "fouten"),
    Severity.WAARSCHUWING: ("waarschuwing", "waarschuwingen"),
    Severity.TIP: ("tip", "tips"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, as people find it: sheet, cell, what its row and column are called.

    Row and column are 1-based, and None when the finding is about a whole table. `mark` is how the
    workbook's conditional formats find the cell; empty where they cannot.
    """

    sheet: str
    row: int | None = None
    column: int | None = None
    label: str = ""
    heading: str = ""
    mark: str = ""

    @property
    def cell(self) -> str:
        """The cell's address as Excel shows it; empty when there is no one cell."""
        return address(self.row, self.column) if self.row and self.column else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to look at: what it is, what to do, and where."""

    severity: Severity
    code: str
    place: Place
    message: str
    remedy: str

    @property
    def where(self) -> str:
        """Sheet and cell, as `Scholen!A3`; the sheet alone when there is no one cell."""
        return f"{self.place.sheet}!{self.place.cell}" if self.place.cell else self.place.sheet


@dataclass(frozen=True, slots=True)
class Group:
    """Findings with the same message, which are read as one."""

    severity: Severity
    code: str
    sheet: str
    message: str
    remedy: str
    places: tuple[Place, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in order; a place that is no one cell has none."""
        return tuple(place.cell for place in self.places if place.cell)

    @property
    def named_cells(self) -> str:
        """The first cells, and how many more there are: "C3, C4 en nog 129"."""
        return _first(self.cells, _CELLS_NAMED)

    @property
    def named_rows(self) -> str:
        """What the first rows are called, and how many more there are."""
        return _first([place.label for place in self.places if place.label], _ROWS_NAMED)

    @property
    def headings(self) -> str:
        """The columns, each once."""
        return ", ".join(dict.fromkeys(place.heading for place in self.places if place.heading))


#: So many cells and rows of a group are named before the rest is counted.
_CELLS_NAMED, _ROWS_NAMED = 6, 3


def _first(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" en nog {more}" if more > 0 else "")


@dataclass(frozen=True)
class Report:
    """The findings of one workbook, in the order of severity, sheet, column-wise and down."""

    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding], sheets: Sequence[str]) -> Report:
        """Sort findings: by severity, then as one walks through the workbook."""
        order = {name: index for index, name in enumerate(sheets)}

        def position(finding: Finding) -> tuple[int, int, int, int, str]:
            place = finding.place
            return (
                finding.severity.rank,
                order.get(place.sheet, len(order)),
                place.row or 0,
                place.column or 0,
                finding.code,
            )

        return cls(tuple(sorted(findings, key=position)))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The findings with the same message on one sheet as one, with their cells in order."""
        found: dict[tuple[str, str, str, str], list[Finding]] = {}
        for f in self.findings:
            found.setdefault((f.code, f.place.sheet, f.message, f.remedy), []).append(f)
        return tuple(
            Group(
                group[0].severity,
                code,
                sheet,
                message,
                remedy,
                tuple(f.place for f in group),
            )
            for (code, sheet, message, remedy), group in found.items()
        )

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity there are: as many as are listed."""
        count = Counter(finding.severity for finding in self.findings)
        return {severity: count[severity] for severity in Severity}

    @property
    def summary(self) -> str:
        """The counts as a sentence part: "2 fouten, 1 waarschuwing en geen tips"."""
        return summary(self.counts)


def summary(counts: Mapping[Severity, int]) -> str:
    """Give counts of findings as a sentence part: "2 fouten, 1 waarschuwing en geen tips"."""
    return DUTCH.opsomming(counted(counts.get(s, 0), *words) for s, words in PLURALS.items())
