"""Which texts that stand alone in a row are headings within a list, and which are schools."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sto_xl.adopt import values
from sto_xl.adopt.headings import SCHOLEN, known
from sto_xl.adopt.heads import looks_like_value, text_at
from sto_xl.grid.oldlist import OldSheet
from sto_xl.model.reference import spelling

_ROLES = {"kernpartners", "kernpartner", "regiopartners", "regiopartner"}
_AREA = re.compile(
    r"(?:gemeenten?|regio|deelregio|subregio|cluster|kern|plaats|provincie|bestuur|stichting|overige?|"
    r"scholen|schooljaar|tranche|groep|wijk|gebied)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"college|school|lyceum|gymnasium|mavo|vmbo|havo|atheneum|onderwijs|praktijk|\bpro\b|campus|"
    r"\b(?:r|c|o|p)?sg\b|locatie|vestiging|\b(?:de|het)\s+[a-z]|(?:^|\s)['’]t\s",
    re.IGNORECASE,
)


def tells(text: str) -> bool:
    """Tell whether a heading says what role or participation the schools under it have."""
    return spelling(text) in _ROLES or values.deelname(text) is not None


class Sections:
    """Knows of the texts that stand alone in a row of one list what they are."""

    def __init__(
        self, sheet: OldSheet, headings: Mapping[int, str], rows: Mapping[int, Sequence[int]]
    ) -> None:
        """Look at a list: the heading of each column, and the filled columns of each row."""
        self.sheet, self.headings, self.rows = sheet, headings, rows
        texts = known(SCHOLEN)
        meant = {c: texts[s] for c, h in headings.items() if (s := spelling(h)) in texts}
        self.names = {c for c, target in meant.items() if target.heading == "School"}
        self.codes = {c for c, target in meant.items() if target.heading == "Vestiging"}
        places = [c for c, target in meant.items() if target.heading == "Plaats"]
        self.places = {spelling(text_at(sheet, (row, c))) for row in rows for c in places}
        self.below = self._with_rows_below()
        self.often_alone = 3 * sum(len(filled) == 1 for filled in rows.values()) > len(rows)
        #: The texts that were taken for headings without more to tell it.
        self.guessed: list[tuple[int, int]] = []

    def _with_rows_below(self) -> set[int]:
        """Give the rows with one cell that stand right above a row with more."""
        pairs = pairwise(self.rows)
        return {a for a, b in pairs if len(self.rows[a]) == 1 and len(self.rows[b]) > 1}

    def holds(self, row: int, column: int) -> bool:
        """Tell whether the one filled cell of a row is a heading within the list."""
        text = text_at(self.sheet, (row, column))
        area = self.sheet.area(row, column)
        if (area and (area.top, area.left) == (row, column) and area.right > column) or tells(text):
            return True
        if text.endswith(":"):
            return True
        first = not self.headings or column == min(self.headings)
        cell = self.sheet.cell(row, column)
        if row not in self.below or cell.problem or looks_like_value(cell.value):
            return False
        if len(self.headings) == 1 or values.is_vestiging(cell.value):
            return False
        if column not in self.names and (column in self.codes or (first and self.names)):
            # No code and no name: it cannot be what the row is about.
            return True
        return column in self.names | ({column} if first else set()) and self._heading(row, column)

    def _heading(self, row: int, column: int) -> bool:
        """Tell whether a text where names of schools stand is no school."""
        text = text_at(self.sheet, (row, column))
        if _AREA.match(text) or spelling(text) in self.places:
            return True
        if _SCHOOL.search(text) or self.sheet.cell(row, column).fill or self.often_alone:
            return False
        self.guessed.append((row, column))
        return True
