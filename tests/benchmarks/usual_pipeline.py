"""What a user would otherwise write for a quarter: the usual way, and the strongest that we know.

The usual way reads with openpyxl, checks each row with a pydantic model, and opens the template of
each letter with docxtpl. The strong peer reads with calamine and opens a template once, of which
each letter is a copy. Both write workbooks with XlsxWriter; openpyxl is a second figure.
"""

from __future__ import annotations

import copy
import csv
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import jinja2
import openpyxl
from docxtpl import DocxTemplate
from pydantic import BaseModel, ValidationError, field_validator
from python_calamine import CalamineWorkbook

#: A table as it was read: its name, its headings and its rows.
Found = tuple[str, Sequence[str], Iterable[Sequence[Any]]]
#: A letter: its template, and what it says.
Told = tuple[Path, Mapping[str, Any]]
#: The filters that the templates ask for.
Filters = Mapping[str, Callable[..., Any]]


class School(BaseModel):
    """A row of Scholen, as a pydantic user would have it."""

    vestiging: str
    school: str
    deelname: str
    sinds: dt.datetime | None = None
    postcode: str | None = None

    @field_validator("vestiging")
    @classmethod
    def six(cls, code: str) -> str:
        """BRIN and two digits."""
        if len(code) != 6:
            message = "a vestiging has six characters"
            raise ValueError(message)
        return code


class Line(BaseModel):
    """A row of any other sheet, by its headings."""

    model_config = {"extra": "allow"}

    vestiging: str | None = None


class Activity(BaseModel):
    """A row of Activiteiten of a techniekplan."""

    activiteit: str
    doel: str | None = None
    leerlingen: int | None = None
    start: dt.datetime | None = None
    einde: dt.datetime | None = None


class Means(BaseModel):
    """A row of Middelen of a techniekplan."""

    omschrijving: str
    aantal: float | None = None
    prijs: float | None = None
    bedrag: float | None = None
    bron: str | None = None


MODELS = {"tblScholen": School, "tblActiviteiten": Activity, "tblMiddelen": Means}


def records(tables: Iterable[Found]) -> list[BaseModel]:
    """Check the tables of a roster or a techniekplan row by row; what is empty is left out."""
    good: list[BaseModel] = []
    for name, headings, rows in tables:
        model, names = MODELS.get(name, Line), [str(heading).lower() for heading in headings]
        for row in rows:
            try:
                good.append(model(**dict(zip(names, row, strict=True))))
            except ValidationError:
                continue
    return good


def with_openpyxl(path: Path) -> Iterator[Found]:
    """Read the tables of a workbook as most people would."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        for table in sheet.tables.values():
            head, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
            yield table.name, head, body


def with_calamine(path: Path) -> Iterator[Found]:
    """Read the tables of a workbook as who looks for speed would."""
    book = CalamineWorkbook.from_path(path, load_tables=True)
    for name in book.table_names or ():
        table = book.get_table_by_name(name)
        rows = table.to_python()
        yield name, table.columns, ([None if c == "" else c for c in row] for row in rows)


def letters(told: Iterable[Told], folder: Path, filters: Filters) -> list[Path]:
    """Write letters, the template opened anew for each, as most people would."""
    written = []
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters)
    for number, (template, fields) in enumerate(told):
        document = DocxTemplate(template)
        document.render(_as_tags_have_it(fields), jinja_env=environment)
        written.append(folder / f"{number:04} {template.name}")
        document.save(written[-1])
    return written


def letters_of_one_template(told: Iterable[Told], folder: Path, filters: Filters) -> list[Path]:
    """Write letters, the template opened once: docxtpl fills in a copy of what was opened."""
    written = []
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters)
    for number, (template, fields) in enumerate(told):
        document = DocxTemplate(template)
        document.docx = copy.deepcopy(opened(template))
        document.render(_as_tags_have_it(fields), jinja_env=environment)
        written.append(folder / f"{number:04} {template.name}")
        document.save(written[-1])
    return written


def _as_tags_have_it(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write what tags compare with as docxtpl leaves it in a tag: an ampersand stays escaped."""
    compared = [one.replace("&", "&amp;") for one in fields.get("profielen", ())]
    return {**fields, "profielen": compared}


@functools.cache
def opened(template: Path) -> Any:  # noqa: ANN401  (untyped)
    """Give a template as python-docx opened it, once."""
    return docx.Document(str(template))


def key_figures(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write a csv of figures."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
