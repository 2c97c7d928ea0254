"""A list on disk with all that it says: read with openpyxl, which knows notes, colours and merges.

Only read, never saved: openpyxl would lose half of what a user made.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sto_xl.books.reading import cells, file
from sto_xl.books.reading.colours import colour_name, rgb, theme_colours
from sto_xl.books.reading.package import Package, open_package
from sto_xl.books.reading.values import DUTCH_ERRORS, unescaped, value
from sto_xl.grid import Value, Visibility
from sto_xl.grid.oldlist import EMPTY, Area, OldBook, OldCell, OldSheet, Position
from sto_xl.system.errors import Cause, Failure

#: openpyxl makes an object of every cell, and takes a second for 50,000 of them.
MAX_CELLS = 500_000
#: From here on cells that only have a format are left out before openpyxl sees them.
MANY = 50_000

_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_EMPTY_ROW = re.compile(rb"<row\s[^>]*?(?:/>|>\s*</row>)")
#: What Excel writes above a conversation, for programs that do not know conversations.
_THREAD = re.compile(r"\[[^\]]*\]\s.*?(?:Comment|Opmerking):\s*", re.DOTALL)


def read_annotated(path: Path) -> OldBook:
    """Read every sheet of a workbook with what its cells say beside their value.

    Raises `Failure` for every file that is no readable workbook.
    """
    snapshot = file.read_file(path)
    package = open_package(path)
    data = _bounded(package)
    values, formulas = _load(package, data, data_only=True), _load(package, data, data_only=False)
    theme = theme_colours(values.loaded_theme)
    try:
        sheets = tuple(_sheet(sheet, formulas[sheet.title], theme) for sheet in values.worksheets)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        # On damaged parts openpyxl gives whatever it stumbled over.
        raise Failure(Cause.DAMAGED, file=package.file) from error
    return OldBook(snapshot, sheets)


def _bounded(package: Package) -> bytes:
    """Give the file, without the empty cells and rows of a sheet that has very many."""
    large: dict[bytes, bytes] = {}
    count = 0
    for part in package.sheets:
        xml = part.xml
        if xml.count(b"<c ") + xml.count(b"<row") > MANY:
            xml = large[part.xml] = _EMPTY_ROW.sub(b"", cells.without_blank_cells(xml))
        count += xml.count(b"<c ")
        if count > MAX_CELLS:
            detail = f"tot en met blad ‘{part.name}’ staan er {count} cellen in"
            raise Failure(Cause.TOO_LARGE, file=package.file, detail=detail)
    if not large:
        return package.data
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package.data)) as old,
        zipfile.ZipFile(packed, "w") as archive,
    ):
        for info in old.infolist():
            data = old.read(info)
            archive.writestr(info.filename, large.get(data, data))
    return packed.getvalue()


def _load(package: Package, data: bytes, *, data_only: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only)
        except Exception as error:
            # On damaged parts it raises whatever it stumbles over: eight kinds were counted.
            raise Failure(Cause.DAMAGED, file=package.file) from error


def _sheet(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    formulas: Any,  # noqa: ANN401 - openpyxl has no types
    theme: tuple[str, ...],
) -> OldSheet:
    found = dict(_cells(sheet, formulas, theme))
    merged = tuple(
        Area(a.min_row, a.min_col, a.max_row, a.max_col) for a in sheet.merged_cells.ranges
    )
    rows = frozenset(row for row, how in sheet.row_dimensions.items() if how.hidden)
    columns = frozenset(
        column
        for how in sheet.column_dimensions.values()
        if how.hidden
        for column in range(how.min or 1, (how.max or how.min or 1) + 1)
    )
    state = _STATES.get(sheet.sheet_state, Visibility.VISIBLE)
    return OldSheet(sheet.title, found, merged, rows, columns, state)


def _cells(
    sheet: Any,  # noqa: ANN401 - openpyxl has no types
    formulas: Any,  # noqa: ANN401 - openpyxl has no types
    theme: tuple[str, ...],
) -> Iterator[tuple[Position, OldCell]]:
    looks: dict[int, tuple[str, str, bool]] = {}
    # The cells that are there: iter_rows would make every cell between the first and the last.
    for spot, cell in sheet._cells.items():  # noqa: SLF001
        look = looks.get(cell.style_id)
        if look is None:
            look = looks[cell.style_id] = _look(cell, theme)
        made = OldCell(
            _value(cell), _note(cell), *look, _link(cell), _problem(cell, formulas.cell(*spot))
        )
        if made != EMPTY:
            yield spot, made


def _look(cell: Any, theme: tuple[str, ...]) -> tuple[str, str, bool]:  # noqa: ANN401 - openpyxl has no types
    """Give the fill and the ink of a cell by name, and whether it is struck through."""
    fill = ""
    if cell.fill.fill_type == "solid":
        fill = colour_name(rgb(cell.fill.fgColor, theme))
    ink = colour_name(rgb(cell.font.color, theme))
    # Black letters are the rule, and blue underlined ones are links.
    plain = ink in ("zwart", "grijs") or bool(cell.font.underline)
    return fill, "" if plain else ink, bool(cell.font.strike)


def _value(cell: Any) -> Value:  # noqa: ANN401 - openpyxl has no types
    if cell.data_type == "e":
        return None
    if isinstance(cell.value, dt.datetime) and cell.value < cell.parent.parent.epoch:
        return None
    given = value(cell.value)
    return unescaped(given) if isinstance(given, str) else given


def _problem(cell: Any, formula: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    if cell.data_type == "e":
        return f"foutwaarde {DUTCH_ERRORS.get(cell.value, cell.value)}"
    if isinstance(cell.value, dt.datetime) and cell.value < cell.parent.parent.epoch:
        return "onmogelijke datum"
    if cell.value is None and cell.data_type != "str" and formula.data_type == "f":
        text = formula.value
        return f"formule zonder uitkomst {getattr(text, 'text', None) or text}"
    return ""


def _note(cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    if cell.comment is None:
        return ""
    return _THREAD.sub("", str(cell.comment.text or ""), count=1).strip()


def _link(cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    return str(cell.hyperlink.target or "") if cell.hyperlink else ""
