"""Three example regions and plans of their schools, with planted mistakes, in `data/`.

All schools, boards and persons in them are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable

from sto_xl import sheets
from sto_xl.grid import Row, Value
from sto_xl.sheets import Column, Kind, notation
from sto_xl.sheets.notation import Misread

#: The quarter of the example run; fixed, so that the demo tells the same story on any day.
QUARTER = "2026-Q3"
PEILDATUM = dt.date(2026, 9, 30)

_TYPED = frozenset({Kind.DATE, Kind.WHOLE, Kind.NUMBER, Kind.AMOUNT, Kind.SHARE})


def regions() -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
    """Give the example regions: file name without suffix, table name, rows in the spec's order."""
    return _contents(files("sto_xl.cli.demo").joinpath("data"))


def plans() -> Mapping[str, Mapping[str, Mapping[str, tuple[Row, ...]]]]:
    """Give the example plans of each region, by the region's file name; then as `regions` does."""
    folder = files("sto_xl.cli.demo").joinpath("data", "plannen")
    return {name: _contents(folder.joinpath(name)) for name in regions()}


def duo() -> Mapping[str, bytes]:
    """Give files as DUO publishes them of the schools in the example regions, by their name.

    Some of those schools stand on no roster; one was closed, one was taken up in another. Those of
    Caribisch Nederland are in none of DUO's files. Of a year ago there are the vestigingen too.
    """
    folder = files("sto_xl.cli.demo").joinpath("data", "duo")
    return {item.name: item.read_bytes() for item in sorted(folder.iterdir(), key=lambda i: i.name)}


def listed_on(name: str) -> dt.date:
    """Give the day that a file of vestigingen tells of, by its name."""
    return dt.date(2025 if "2025" in name else 2026, 9, 1)


def _contents(folder: Traversable) -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
    found = sorted(item.name for item in folder.iterdir() if item.name.endswith(".txt"))
    return {
        name.removesuffix(".txt"): content(folder.joinpath(name).read_text(encoding="utf-8"))
        for name in found
    }


def content(text: str) -> Mapping[str, tuple[Row, ...]]:
    """Read text tables: `[table]`, then headings and rows with `|` between the cells.

    A form's lines are `label | value`. Numbers and dates become numbers and dates where the
    column asks for them and they can be read; all else stays text, planted mistakes included.
    """
    specs = {spec.name: spec for template in sheets.TEMPLATES for spec in template.read}
    blocks: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            current = blocks.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            current.append([cell.strip() for cell in line.split("|")])
    return {
        name: _form(specs[name], lines) if specs[name].form else _rows(specs[name], lines)
        for name, lines in blocks.items()
    }


def _form(spec: sheets.TableSpec, lines: list[list[str]]) -> tuple[Row, ...]:
    typed = {label: _value(value, spec.column(label)) for label, value in lines}
    template = next(t for t in sheets.TEMPLATES if t.form is spec)
    typed.setdefault("Sjabloonversie", template.version)
    return tuple((column.heading, typed.get(column.heading)) for column in spec.columns)


def _rows(spec: sheets.TableSpec, lines: list[list[str]]) -> tuple[Row, ...]:
    headings, *body = lines
    rows = []
    for cells in body:
        by_heading = dict(zip(headings, cells, strict=False))
        rows.append(
            tuple(_value(by_heading.get(column.heading, ""), column) for column in spec.columns)
        )
    return tuple(rows)


def _value(text: str, column: Column) -> Value:
    if not text:
        return None
    if column.kind not in _TYPED:
        return text
    read = notation.interpret(text, column)
    if isinstance(read, Misread) or read is None:
        return text
    if isinstance(read, Decimal):
        return int(read) if read == int(read) else float(read)
    return read
