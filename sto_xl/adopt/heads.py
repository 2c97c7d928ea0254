"""Which rows of a sheet hold headings: known ones, or texts above what is data by its looks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import pairwise

from sto_xl.adopt import legend
from sto_xl.adopt.headings import PARTNERS, PLANNEN, SCHOLEN, known, lookup
from sto_xl.adopt.periods import is_period
from sto_xl.adopt.values import deelname
from sto_xl.grid import is_blank
from sto_xl.grid.oldlist import Area, OldSheet, Position
from sto_xl.model import contact_details
from sto_xl.model.reference import spelling
from sto_xl.sheets import notation

#: A list's headings stand in one of the first rows of its sheet.
HEADER_SEARCH_ROWS = 30
_LONGEST_HEADING = 80

_CODE = re.compile(r"\d{1,2}[A-Z]{2}\d{0,2}", re.ASCII)
#: Nearly every cell is a heading.
_ALL = 0.9
#: A second list on a sheet is surely one when a heading says what its rows are called.
_NAMING = frozenset({"School", "Vestiging", "Partner", "Titel"})
ABOUT = (SCHOLEN, PARTNERS, PLANNEN)


def text_at(sheet: OldSheet, spot: Position) -> str:
    """Give what stands in a cell as a text, an error included."""
    cell = sheet.cell(*spot)
    return cell.problem or ("" if is_blank(cell.value) else notation.shown(cell.value))


def find_heads(sheet: OldSheet, rows: Mapping[int, list[int]]) -> list[tuple[int, ...]]:
    """Give the rows with headings of each list on a sheet, one or two for each.

    `rows` gives the filled columns of each row that has any.
    """
    return _Finder(sheet, rows).find()


class _Finder:
    """Looks for headings on one sheet."""

    def __init__(self, sheet: OldSheet, rows: Mapping[int, list[int]]) -> None:
        self.sheet, self.rows = sheet, rows

    def find(self) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        texts: list[set[str]] = []
        alone: list[tuple[int, ...]] = []
        for row, columns in self.rows.items():
            if found and row <= max(found[-1]):
                continue
            first = not found
            if first and row > HEADER_SEARCH_ROWS:
                break
            if not (first or self._names(row)) or self._score(row) < (0.5 if first else 0.7):
                continue
            if first and len(columns) == 1:
                # "Scholen" above a list is its title, and above names its heading.
                alone.append((row,))
                continue
            said = {spelling(text_at(self.sheet, (row, c))) for c in self.rows[row]}
            if said in texts:
                continue
            texts.append(said)
            found.append(self._with_group(row))
        return found or alone[:1] or self._by_shape()

    def _explains(self, row: int) -> bool:
        """Tell whether a row says what colours mean: "groen" and beside it "doet mee"."""
        texts = self._texts(row)
        pairs = sum(bool(legend.colour(a) and deelname(b)) for a, b in pairwise(texts))
        told = sum(bool(legend.entries(text)) for text in texts) + 2 * pairs
        return 2 * told > len(texts) and not self._names(row)

    def _names(self, row: int) -> bool:
        """Tell whether a heading says what the rows of a list are called."""
        texts = [spelling(text) for text in self._texts(row)]
        return any(
            text in known(about) and known(about)[text].heading in _NAMING
            for text in texts
            for about in ABOUT
        )

    def _score(self, row: int) -> float:
        """Give which share of a row's cells are headings; 0 when it cannot be a heading row.

        Years may stand among headings, and one value too, when the others are surely headings.
        """
        columns = self.rows[row]
        if self._explains(row):
            return 0
        surest: list[float] = []
        odd = 0
        for column in columns:
            value, text = self.sheet.cell(row, column).value, text_at(self.sheet, (row, column))
            if len(text) > _LONGEST_HEADING:
                return 0
            if is_period(value):
                continue
            if looks_like_value(value):
                odd += 1
            else:
                surest.append(max(_known(text, about) for about in ABOUT))
        exact, hits = surest.count(1), sum(surest)
        years = len(columns) - len(surest) - odd
        if odd > (exact > 2) or (years and not exact):  # noqa: PLR2004 - one of four at most
            return 0
        if (odd or years) and not (self._names(row) or exact == len(surest)):
            return 0
        if len(columns) == 1:
            alone = text_at(self.sheet, (row, columns[0]))
            below = self.rows.get(row + 1)
            return 1 if below == columns and spelling(alone) in known(SCHOLEN) else 0
        return hits / len(surest) if hits >= 2 else 0  # noqa: PLR2004 - one may be chance

    def _with_group(self, row: int) -> tuple[int, ...]:
        """Give the rows that hold the headings, when there is one above or below this one."""
        below, above = row + 1, row - 1
        if below in self.rows and self._is_group(row, below) and not self._has_values(below):
            return row, below
        if above in self.rows and self._is_group(above, row):
            return above, row
        return (row,)

    def _is_group(self, row: int, below: int) -> bool:
        """Tell whether a heading in `row` spans several in the row below it."""
        spans = [
            a
            for a in self.sheet.starting(row)
            if a.bottom == row and a.right > a.left and a.left in self.rows[row]
        ]
        width = len(self.rows[below])
        if len(self.rows[row]) == 1 and spans and spans[0].left == self.rows[below][0]:
            # A title over the first columns.
            return False
        if any(a.right - a.left + 1 < width for a in spans):
            return self._is_under(spans, below) or any(
                a.bottom == below for a in self.sheet.starting(row)
            )
        return self._is_above(row, below)

    def _is_under(self, spans: list[Area], below: int) -> bool:
        """Tell whether headings stand under merged ones: these may also be right above the data."""
        under = [text_at(self.sheet, (below, c)) for a in spans for c in _columns(a)]
        surely = [_known(text, SCHOLEN) for text in under if text and not is_period(text)]
        if len(surely) < len([text for text in under if text]):
            # Years under "Leerlingen": then nothing but headings stands beside them.
            return all(is_period(v) or _known(v, SCHOLEN) for v in self._texts(below))
        return 1 in surely and all(surely)

    def _is_above(self, row: int, below: int) -> bool:
        """Tell whether headings, without merged cells, leave blanks above nothing but headings."""
        if row not in self.rows or len(self.rows[row]) < 2:  # noqa: PLR2004 - one cell is a title
            return False
        years = all(is_period(text) for text in self._texts(below))
        if not set(self.rows[below]) - set(self.rows[row]):
            return False
        if not years and self._score(below) < _ALL:
            return False
        texts = self._texts(row)
        if any(legend.entries(text) or deelname(text) for text in texts):
            return False
        words = (_known(text, SCHOLEN) == 1 for text in texts)
        return any(words) and not self._has_values(row)

    def _has_values(self, row: int) -> bool:
        cells = [self.sheet.cell(row, c).value for c in self.rows[row]]
        return any(
            (looks_like_value(v) and not is_period(v)) or spelling(str(v)) in ("x", "ja", "nee")
            for v in cells
        )

    def _texts(self, row: int) -> list[str]:
        return [text_at(self.sheet, (row, column)) for column in self.rows[row]]

    def _by_shape(self) -> list[tuple[int, ...]]:
        """Find unknown headings: a row of texts above a row that holds a code, a mail or so."""
        rows = list(self.rows)
        for row, below in pairwise(rows):
            if row > HEADER_SEARCH_ROWS:
                break
            if len(self.rows[row]) < 2 or self._has_values(row):  # noqa: PLR2004 - one cell is a title
                continue
            if any(looks_like_value(self.sheet.cell(below, c).value) for c in self.rows[below]):
                return [(row,)]
        return []


def _columns(area: Area) -> range:
    return range(area.left, area.right + 1)


def _known(text: str, about: str) -> float:
    """Give how surely a text is a heading: 1, a half, or 0."""
    if spelling(text) in known(about):
        return 1
    return 0.5 if text and lookup(text, about) else 0


def looks_like_value(value: object) -> bool:
    """Tell whether a value is data rather than a heading: a number, a date, a code, an address."""
    if isinstance(value, bool | int | float | dt.date | dt.time):
        return True
    text = str(value or "").strip()
    return bool(
        contact_details.is_email(text)
        or (_CODE.fullmatch(text.upper()) and any(c.isdigit() for c in text))
        or contact_details.postcode(text)
        or re.fullmatch(r"[\d\s()+.,€%/-]{3,}", text)
    )
