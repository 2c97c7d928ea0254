"""How cells look, as far as it matters to what is written in them: numbers, wrapping, widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import attribute
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.measure import LINE, SIZE, WIDEST, room, text_height
from sto_xl.books.parts import elements

#: The number formats that have no code in a file, as far as they show days or times.
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
#: In East Asian Excels these show days as well.
_DAYS = frozenset({*range(27, 37), *range(50, 59)})
_NAMES = ("numFmt", "cellXfs", "cellStyleXfs", "dxfs", "cellStyles", "fonts", "font", "sz", "xf")
_DEFAULT_WIDTH = 9.14
#: What a column's width holds beside its text, in digits.
_PADDING = 0.71
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell shows numbers, how large its letters are, and whether its text wraps."""

    code: str = "General"
    size: float = SIZE
    wraps: bool = False
    indent: int = 0


@lru_cache(maxsize=50)
def formats(styles: bytes) -> Sequence[Format]:
    """Give the format of cells by its number."""
    if not styles:
        return ()
    codes: dict[int, str] = {}
    sizes: list[float] = []
    made: list[Format] = []
    section = ""
    for element in elements(styles, *_NAMES, "alignment"):
        name, said = element.name, element.attributes
        if name == "numFmt" and section != "dxfs":
            codes[int(said["numFmtId"])] = said["formatCode"]
        elif name == "font" and section == "fonts":
            sizes.append(SIZE)
        elif name == "sz" and section == "fonts" and sizes:
            sizes[-1] = float(said.get("val", SIZE))
        elif name == "xf" and section == "cellXfs":
            number, font = int(said.get("numFmtId", 0)), int(said.get("fontId", 0))
            code = codes.get(number) or _built_in(number)
            made.append(Format(code, sizes[font] if font < len(sizes) else SIZE))
        elif name == "alignment" and section == "cellXfs" and made:
            wraps = said.get("wrapText", "0") in _TRUE
            made[-1] = replace(made[-1], wraps=wraps, indent=int(said.get("indent", 0)))
        elif name not in ("numFmt", "font", "sz", "xf", "alignment"):
            section = name
    return tuple(made)


def _built_in(number: int) -> str:
    return "d-m-yyyy" if number in _DAYS else _BUILT_IN.get(number, "General")


class Columns:
    """The columns of a sheet: how wide they are, and the format of cells that are not there."""

    def __init__(self, rows: SheetRows) -> None:
        """Read them from what stands before the rows."""
        head = rows.masked[: rows.tag_start]
        found = markup.tag(b"sheetFormatPr", rows.prefix).search(head)
        said = found[1] if found else b""
        self.height = float(attribute(said, "defaultRowHeight") or LINE)
        self._width = float(attribute(said, "defaultColWidth") or _DEFAULT_WIDTH)
        self._columns = [
            (
                int(attribute(c[1], "min") or 1),
                int(attribute(c[1], "max") or 1),
                float(attribute(c[1], "width") or self._width),
                int(attribute(c[1], "style") or 0),
            )
            for c in markup.tag(b"col", rows.prefix).finditer(head)
        ]
        self._known: dict[int, tuple[float, int]] = {}

    def style(self, column: int) -> int:
        """Give the number of the format that a column has."""
        return self._column(column)[1]

    def width(self, column: int) -> float:
        """Give how many digits a column is wide."""
        return self._column(column)[0]

    def _column(self, column: int) -> tuple[float, int]:
        if column not in self._known:
            there = ((w, s) for low, high, w, s in self._columns if low <= column <= high)
            self._known[column] = next(there, (self._width, 0))
        return self._known[column]


def sure_to_fit(width: float, form: Format) -> float:
    """Give how many characters surely fit on a line, whichever they are."""
    return room(width - _PADDING, form.size, form.indent) / WIDEST


def height(text: str, width: float, form: Format) -> float:
    """Give how high a row must be for a text that wraps; 0 when one line is enough."""
    return text_height(text, width - _PADDING, form.size, form.indent)
