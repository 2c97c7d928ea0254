"""Whether a template of one's own can be filled in: tried before a report is made with it.

What the writer cannot follow, and what is not known, is refused with its place and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NoReturn

from sto_xl.books.filling import markup
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.parts import DAMAGE
from sto_xl.books.report import foreign
from sto_xl.books.report.filled import OURS, ReportTemplate, compiled, shipped
from sto_xl.books.report.specs import ReportSpec
from sto_xl.books.report.tables import KEPT
from sto_xl.grid import Row, address
from sto_xl.model import reference
from sto_xl.system.errors import Cause, Failure

#: The column and the row, from 0, in which a picture or a chart begins.
_ANCHOR = re.compile(rb"<(?:\w+:)?from>\s*<(?:\w+:)?col>(\d+)</.*?<(?:\w+:)?row>(\d+)</", re.DOTALL)


@lru_cache(maxsize=16)
def must_fit(data: bytes, file: str, spec: ReportSpec) -> None:
    """Make sure that a template can be filled in, whatever the data; Failure with the place."""
    template = compiled(data, file, spec)
    try:
        if problem := foreign.brought(template.places.parts):
            _refuse(file, problem)
        for problem in _problems(template, spec):
            _refuse(file, problem)
    except DAMAGE as error:
        raise Failure(Cause.DAMAGED, file=file) from error
    try:
        template.attempt(_rows(template, spec))
    except Failure as failure:
        said = (
            str(failure)
            .replace("; er is niets gewijzigd", "")
            .replace(", dus er is niets gewijzigd", "")
        )
        detail = said[:1].lower() + said[1:].rstrip(".")
        _refuse(file, detail)


def _refuse(file: str, detail: str) -> NoReturn:
    raise Failure(Cause.REPORT_TEMPLATE, file=file, detail=detail)


def _problems(template: ReportTemplate, spec: ReportSpec) -> Iterator[str]:
    """Give what is in a template that is not known, in the way, or cannot be left out."""
    yield from _tables(template, spec)
    yield from _names(template, shipped(spec))
    for table in spec.tables:
        if table in KEPT and template.table(table.name) is None:
            yield (
                f"de tabel {table.name} op het verborgen blad {table.sheet} ontbreekt, zodat er "
                "een volgend kwartaal niet mee te vergelijken is: zet dat blad terug"
            )


def _tables(template: ReportTemplate, spec: ReportSpec) -> Iterator[str]:
    known = {table.name.casefold(): table.name for table in spec.tables}
    for sheet in template.places.every:
        for table in sheet.tables:
            own = table.name.casefold()
            if own.startswith("tbl") and own not in known:
                where = f"op blad {sheet.name} ({markup.named(table.area)})"
                yield f"de tabel {table.name} {where} {_unknown(own, known)}"
            if own in known and _grows(shipped(spec), known[own]):
                yield from _beneath(sheet, table)


def _names(template: ReportTemplate, whole: ReportTemplate) -> Iterator[str]:
    known = {name.casefold(): name for name in whole.names}
    for name, where in template.places.names.items():
        if not name.startswith(OURS):
            continue
        if name not in known:
            yield f"de naam {name} ({where}) {_unknown(name, known)}"
        elif name not in template.places.cells and ":" in where:
            yield f"de naam {name} ({where}) is niet die van één cel: geef één cel die naam"


def _unknown(name: str, known: Mapping[str, str]) -> str:
    near = reference.nearest(name, known)
    meant = f" (bedoelde u {known[near]}?)" if near else ""
    return f"is niet bekend{meant}: geef een andere naam, die niet met tbl of STO_ begint"


def _grows(whole: ReportTemplate, table: str) -> bool:
    found = whole.table(table)
    return found is not None and found.area[2] == found.area[0] + 1


def _beneath(sheet: FileSheet, table: FileTable) -> Iterator[str]:
    """Give the pictures and charts that lie where a table's rows will come."""
    _, left, bottom, right = table.area
    related = sheet.book.parts.relations(sheet.part.path).values()
    for drawing in (name for kind, name in related if kind == "drawing"):
        for column, row in _ANCHOR.findall(sheet.book.parts.read(drawing)):
            at = int(row) + 1, int(column) + 1
            if at[0] > bottom - 1 and left <= at[1] <= right:
                yield (
                    f"bij cel {address(*at)} op blad {sheet.name} staat een afbeelding of diagram "
                    f"onder de tabel {table.name}, die groeit: zet het erboven of ernaast"
                )


def _rows(template: ReportTemplate, spec: ReportSpec) -> Mapping[str, Sequence[Row]]:
    """Give as many rows for each table as there may be in its way, or as it is to have."""
    whole = shipped(spec)
    found: dict[str, Sequence[Row]] = {}
    for table in spec.tables:
        own, ours = template.table(table.name), whole.table(table.name)
        if own is None or ours is None:
            continue
        lines = ours.area[2] - ours.area[0]
        if _grows(whole, table.name):
            sheet = next(s for s in template.places.every if own in s.tables)
            lowest = (area[2] for area in (*sheet.merged, *sheet.pivots))
            last = max(sheet.sheet.bottom, *(t.area[2] for t in sheet.tables), *lowest)
            lines = last - own.area[0] + 2
        found[table.name] = [(f"{table.name} {n}",) * len(table.columns) for n in range(lines)]
    return found
