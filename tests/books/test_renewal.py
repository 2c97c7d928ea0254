"""A roster of an older template gets what came later, or it is said what could not come."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.books.mending import Mended, Renewed, Repaired, renew, repair
from sto_xl.cli.demo import examples
from sto_xl.grid import Changes, ColumnCells, TailRows
from sto_xl.model import reference
from sto_xl.region import routines, write_back
from sto_xl.sheets.table_read import find
from support import offered
from support.packages import differing, parts
from support.tables import PEILDATUM, RELEASED
from support.tools import validate

LATER = {
    spec.name: [c.heading for c in spec.columns if not sheets.came_with(c.since, "1.0")]
    for spec in sheets.ROSTER.read
}
ROWS = (("00AH17", "De Werkhoek"), ("00BC18", "De Brug"), ("00CD19", "Het Anker"))


def released(version: str = "1.0") -> FileBook:
    """Give a roster as it was released with this version, with some schools in it."""
    book = FileBook.open(RELEASED / f"regiobestand-{version}.xlsx")
    rows = tuple((*row, *(None,) * 19) for row in ROWS)
    book.apply(Changes(tails=(TailRows("tblScholen", "Scholen", 1, 2, 1, rows),)))
    return book


def written(book: FileBook, sheet: str, row: int, column: int, text: str) -> None:
    """Put a text in a cell."""
    book.apply(Changes(columns=(ColumnCells("", "", sheet, row, column, (text,)),)))


@cache
def renewed() -> tuple[FileBook, Renewed | None]:
    book = released()
    return book, renew(book, sheets.ROSTER)


def test_it_gets_the_columns_and_lines_that_came_later() -> None:
    book, done = renewed()
    assert done is not None
    assert done.left == ()
    for spec in sheets.ROSTER.read:
        table = find(book.snapshot(), spec).table
        assert table is not None
        count = len(LATER[spec.name])
        there = [row[0] for row in table.rows] if spec.form else list(table.headings)
        assert there[len(there) - count :] == LATER[spec.name]
    figures = find(book.snapshot(), sheets.KERNCIJFERS).table
    assert figures is not None
    assert [row[0] for row in figures.rows][: len(sheets.KERNCIJFERS.rows)] == [
        c.naam for c in reference.roster_cijfers()
    ]
    area = book.table(sheets.ONTBREKEND.name)
    assert (area.sheet, area.rows) == ("Gebied", ((None,) * len(sheets.ONTBREKEND.columns),))
    assert len(done.added) == sum(map(len, LATER.values())) + 2


def test_nothing_that_stood_there_changes() -> None:
    before, (after, _) = released().snapshot(), renewed()
    for old, new in zip(before.sheets, after.snapshot().sheets, strict=True):
        if old.name == "Samenvatting":
            continue
        for row in range(old.top, old.bottom + 1):
            now = [new.value(row, column) for column in range(old.left, old.right + 1)]
            changed = [
                b
                for b, a in zip(old.cells(row, old.left, old.right), now, strict=True)
                if b not in {a, None}
            ]
            # Beneath the form of Regio stood nothing.
            assert set(changed) <= {"1.0", None} if new.name == "Regio" else not changed


def test_its_check_knows_of_no_newer_template() -> None:
    book, _ = renewed()
    found = routines.examine(book.snapshot(), PEILDATUM).report.findings
    assert not {f.code for f in found} & {"WRK-006", "WRK-007", "WRK-014", "WRK-017", "WRK-018"}
    before = routines.examine(released().snapshot(), PEILDATUM).report.findings
    assert "WRK-014" in {f.code for f in before}


@pytest.mark.slow
def test_what_came_offers_and_shows_what_a_new_roster_does() -> None:
    book, _ = renewed()
    now = offered.shown(book.data, (2, 3, 5_000), ("Scholen", "Plannen"))
    new = offered.shown(
        build.roster_bytes(examples.content("")), (2, 5_000), ("Scholen", "Plannen")
    )
    for there, here in (("S", "V"), ("A", "A")):
        for row in (2, 5_000):
            mine, its = now[f"Scholen!{here}{row}"], new[f"Scholen!{there}{row}"]
            assert (mine.offers, mine.notation) == (its.offers, its.notation)
            # What stood there keeps the rules that it had.
            assert (len(mine.colours), len(its.colours)) == (7 if here == "V" else 4, 7)
            assert f"{here}$1" in str(mine.colours)
    assert now["Plannen!R2"].offers == new["Plannen!Q2"].offers
    assert now["Plannen!Q2"].notation == "dd-mm-yyyy"
    name = offered.opened(book.data).defined_names["lstBesluit"].value
    area = name.partition("!")[2].replace("$", "")
    cells = [cell.value for (cell,) in offered.opened(book.data)["Lijsten"][area]]
    assert cells == list(sheets.lists()["lstBesluit"])


def test_each_figure_keeps_the_notation_of_its_line() -> None:
    book, _ = renewed()
    rows = {6 + at: c.naam for at, c in enumerate(reference.roster_cijfers())}
    old = offered.opened(book.data)["Samenvatting"]
    new = offered.opened(build.roster_bytes(examples.content("")))["Samenvatting"]
    for row in rows:
        for column in "ABCDEF":
            one, other = old[f"{column}{row}"], new[f"{column}{row}"]
            assert one.number_format == other.number_format, f"{column}{row}"
            assert one.font.b == other.font.b
        # New lines begin where those do that it had: parts of a figure a little further on.
        assert old[f"A{row}"].alignment.indent == old[f"A{row}"].value.startswith("waarvan")


@pytest.mark.slow
def test_it_is_done_once_and_there_is_nothing_to_repair_but_how_cells_are_coloured() -> None:
    book, _ = renewed()
    again = FileBook(book.data, "proef.xlsx")
    assert renew(again, sheets.ROSTER) is None
    assert again.data == book.data
    # The rules of its first template find what they found; those of now find more, as its hints
    # tell more.
    mended = repair(again, sheets.ROSTER)
    assert all(
        replace(one, colours=0, hints=0, coming=False) == Mended(one.sheet) for one in mended.sheets
    )
    assert repair(again, sheets.ROSTER) == Repaired()


def test_a_roster_of_the_present_template_stays_as_it_is() -> None:
    book = FileBook(build.roster_bytes(examples.content("")), "proef.xlsx")
    before = book.data
    assert renew(book, sheets.ROSTER) is None
    assert book.data is before


@pytest.mark.parametrize("version", ["", "2026", "9.9"])
def test_a_roster_of_an_unknown_or_newer_template_stays_as_it_is(version: str) -> None:
    book = released()
    written(book, "Regio", 27, 3, version)
    before = book.data
    assert renew(book, sheets.ROSTER) is None
    assert book.data is before


def test_a_column_is_not_put_where_something_stands() -> None:
    book = released()
    written(book, "Scholen", 4, 22, "nog bellen")
    done = renew(book, sheets.ROSTER)
    assert done is not None
    (left,) = done.left
    assert left == (
        "De kolom ‘Leerlingen totaal’ is niet toegevoegd: cel V4 op blad Scholen, rechts van de "
        "tabel, is in gebruik. Verplaats wat daar staat en probeer het opnieuw."
    )
    assert len(done.added) == 6
    sheet = book.snapshot().sheet("Scholen")
    assert sheet is not None
    assert sheet.value(4, 22) == "nog bellen"
    assert sheet.value(1, 22) is None
    examined = routines.examine(book.snapshot(), PEILDATUM)
    assert examined.roster.book.version == "1.0"
    # What it has now can be filled in as ever.
    book.apply(write_back.up_to_date(examined))


def test_a_protected_sheet_gets_no_column() -> None:
    made = offered.opened(released().data)
    made["Plannen"].protection.enable()
    book = FileBook(offered.saved(made), "proef.xlsx")
    done = renew(book, sheets.ROSTER)
    assert done is not None
    assert len(done.left) == 2
    assert all("blad Plannen is beveiligd" in text for text in done.left)


@pytest.mark.slow
def test_a_table_comes_to_a_sheet_that_has_none_and_to_no_protected_one(tmp_path: Path) -> None:
    made = offered.opened(released().data)
    for name in ("tblGebied", "tblAliassen"):
        del made["Gebied"].tables[name]
    book = FileBook(offered.saved(made), "proef.xlsx")
    done = renew(book, sheets.ROSTER)
    assert done is not None
    assert "de tabel ‘Ontbrekend’ op blad Gebied" in done.added
    rows = (("00AH17", "De Werkhoek", *[None] * 6),)
    book.apply(Changes({sheets.ONTBREKEND.name: rows}))
    assert book.table(sheets.ONTBREKEND.name).rows == rows
    (tmp_path / "tabel.xlsx").write_bytes(book.data)
    # What openpyxl writes of fonts is another matter.
    assert [told for told in validate(tmp_path / "tabel.xlsx") if "fonts" not in told] == []
    made["Gebied"].protection.enable()
    done = renew(FileBook(offered.saved(made), "proef.xlsx"), sheets.ROSTER)
    assert done is not None
    assert "blad Gebied is beveiligd" in done.left[0]


def test_lines_that_have_no_room_do_not_come_and_that_is_said() -> None:
    book = released()
    written(book, "Samenvatting", 53, 2, "mijn notitie")
    done = renew(book, sheets.ROSTER)
    assert done is not None
    (left,) = done.left
    assert "B53" in left
    assert len(done.added) == 7
    book.apply(write_back.up_to_date(routines.examine(book.snapshot(), PEILDATUM)))


def test_parts_that_have_nothing_to_do_with_it_are_the_bytes_they_were() -> None:
    book, _ = renewed()
    before = released().data
    allowed = r"xl/(workbook|styles|worksheets/sheet\d+|tables/table\d+)\.xml"
    allowed += r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|\[Content_Types\]\.xml"
    assert all(re.fullmatch(allowed, name) for name in differing(before, book.data))
    untouched = {"Contacten", "Aanbod", "Partners", "Controle"}
    for part in book.places.package.sheets:
        if part.name in untouched:
            assert parts(before)[part.path] == part.xml


@pytest.mark.slow
def test_the_renewed_roster_is_valid(tmp_path: Path) -> None:
    book, _ = renewed()
    book = FileBook(book.data, "proef.xlsx")
    book.apply(write_back.up_to_date(routines.examine(book.snapshot(), PEILDATUM)))
    path = tmp_path / "nieuw.xlsx"
    path.write_bytes(book.data)
    assert validate(path) == []
