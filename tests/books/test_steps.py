"""What a write does, decided before it is done: the same over every kind of places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from fake_excel.excel import FakeExcel
from sto_xl.books import steps
from sto_xl.books.filling import FileBook
from sto_xl.books.live import LiveBook
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.steps import Places
from sto_xl.grid import Changes, Formula
from sto_xl.system.errors import Cause, Failure
from support.drawn import as_file, in_memory, row, told
from support.step_cases import CASES, SCHOOLS, STATUS, Case, column, status, tail

#: Each kind of places, made of a drawn workbook.
KINDS: dict[str, Callable[[str], Places]] = {
    "in memory": in_memory,
    "in a file": lambda text: FileBook(as_file(text), "proef.xlsx").places,
    "in Excel": lambda text: OpenSheets(FakeExcel.open(as_file(text)).book),
}


class InExcel:
    """A workbook open in the fake Excel."""

    def __init__(self, data: bytes) -> None:
        self.book = LiveBook(FakeExcel.open(data).book)
        self.apply = self.book.apply

    def places(self) -> Places:
        return OpenSheets(self.book.book)


class InAFile:
    """A workbook that lies in a file."""

    def __init__(self, data: bytes) -> None:
        self.book = FileBook(data, "proef.xlsx")
        self.apply = self.book.apply

    def places(self) -> Places:
        return FileBook(self.book.data, "proef.xlsx").places


Writer = InExcel | InAFile
WRITERS: dict[str, Callable[[bytes], Writer]] = {"in Excel": InExcel, "in a file": InAFile}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_kind
@each_case
def test_changes_come_to_these_steps(case: Case, kind: Callable[[str], Places]) -> None:
    places = kind(case.book)
    if case.refused is None:
        assert tuple(told(steps.look(places, case.changes).steps)) == case.steps
    else:
        with pytest.raises(Failure) as failure:
            steps.look(places, case.changes)
        assert (failure.value.cause, failure.value.values) == case.refused


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.refused], ids=lambda case: case.name
)
@pytest.mark.parametrize("kind", WRITERS.values(), ids=WRITERS)
def test_each_writer_makes_of_the_steps_what_memory_makes_of_them(
    case: Case, kind: Callable[[bytes], Writer]
) -> None:
    memory, writer = in_memory(case.book), kind(as_file(case.book))
    assert writer.apply(case.changes) == memory.write(memory.look(case.changes))
    for sheet in memory.every:
        there, area = writer.places().on(sheet.name), (1, 1, 12, 8)
        assert there.held(area).cells == sheet.held(area).cells
        for table in sheet.tables:
            found = there.table(table.name)
            assert found
            assert found.area == table.area


@each_kind
def test_names_are_found_whatever_their_capitals(kind: Callable[[str], Places]) -> None:
    places = kind(STATUS.replace("tblStatus", "TblSTATUS"))
    assert steps.look(places, status("geen | 1")).rows == {"tblStatus": (("geen", 1),)}
    assert places.on("SAMENVATTING").table("tblstatus")
    assert places.on("Samenvatting").table("tblKlasse") is None
    with pytest.raises(LookupError):
        places.on("Lijsten")


@each_kind
def test_a_table_of_the_add_on_is_read_as_it_is(kind: Callable[[str], Places]) -> None:
    found = steps.present(kind(STATUS), "tblStatus")
    assert (found.sheet, found.top) == ("Samenvatting", 4)
    assert found.rows == (("deelnemer", 12), ("geen", 3))
    for spoiled, cause in {
        STATUS.replace("tblStatus", "Tabel1"): Cause.TABLE_GONE,
        STATUS.replace("Deelname ", "Deelneemt"): Cause.COLUMN_GONE,
    }.items():
        with pytest.raises(Failure) as failure:
            steps.present(kind(spoiled), "tblStatus")
        assert failure.value.cause is cause


BOTH = STATUS + SCHOOLS + "[Scholen C2:C4 shows dd-mm-yyyy]\n[Samenvatting B7]\nlet op"
ALL = Changes(
    status("geen | 1").tables,
    column("1", "2", "3", letters="D").columns + column("a", "b", "c").columns,
    tail(4, "00AH20 | Nieuw | |").tails,
)


@each_kind
def test_what_was_looked_at_tells_how_all_stands_and_will(kind: Callable[[str], Places]) -> None:
    found = steps.look(kind(BOTH), ALL)
    assert found.rows == {"tblStatus": (("geen", 1),)}
    assert found.present == {"tblStatus": (("deelnemer", 12), ("geen", 3))}
    assert found.last_rows == {"tblScholen": (("00AH19", "Haven", Formula("=B2+1"), 30),)}
    meant = found.intended
    assert meant.tables["tblStatus"].heading == "Deelname"
    assert meant.tails["tblScholen"].ref_after == "A1:D4"
    assert [(c.heading, c.cells, before) for c, before in meant.columns] == [
        ("kolom D", (1, 2, 3), (10, 20, 30)),
        ("kolom C", ("a", "b", "c"), (dt.date(2026, 9, 1), None, Formula("=B2+1"))),
    ]
    there = found.written([step.before.cells for step in found.steps])
    assert there.tables["tblStatus"].after == there.tables["tblStatus"].before
    assert all(column.cells == before for column, before in there.columns)


@each_kind
def test_other_rows_take_the_place_of_those_that_were_asked(kind: Callable[[str], Places]) -> None:
    found = steps.look(kind(BOTH), ALL)
    other = found.with_rows({"tblStatus": tuple(row(f"{name} | 1") for name in "abc")})
    assert other.steps[0].ref_after == (3, 2, 6, 3)
    with pytest.raises(Failure) as failure:
        found.with_rows({"tblStatus": tuple(row(f"{name} | 1") for name in "abcd")})
    assert failure.value.values["cell"] == "B7"
    assert found.with_rows({}).with_tails({}).with_columns([]).steps == ()
    longer = found.with_tails({"tblScholen": (row("a | b"), row("c | d"))})
    assert longer.steps[-1].after == (row("a | b | |"), row("c | d | |"))


@each_kind
def test_what_was_there_comes_back_as_it_was(kind: Callable[[str], Places]) -> None:
    # The formula shows 7, and the cells a day as a number: neither matters when it comes back.
    book = SCHOOLS.replace("2026-09-01", "").replace("dd-mm-yyyy", "0")
    found = steps.look(kind(book), column("x", "y", "z"))
    day = dt.date(2026, 11, 24)
    (asked,) = column().columns
    back = found.with_columns([replace(asked, cells=(day, None, 7))], as_it_was=True)
    assert back.columns[0].column.cells == (day, None, 7)
    new = found.with_columns([replace(asked, cells=(day, None, 7))])
    assert new.columns[0].column.cells == ("24-11-2026", None, Formula("=B2+1"))


@each_kind
def test_an_area_is_read_with_what_lies_beyond_what_is_used(kind: Callable[[str], Places]) -> None:
    sheet = kind(SCHOOLS).on("Scholen")
    for area in ((4, 3, 6, 5), (1, 4, 2, 4), (40, 40, 41, 40)):
        held = sheet.held(area)
        top, left, bottom, right = area
        assert held.area == area
        for rows in (held.values, held.cells, held.raw):
            assert [len(line) for line in rows] == [right - left + 1] * (bottom - top + 1)
    held = sheet.held((4, 3, 5, 4))
    assert held.values == ((7, 30), (None, None))
    assert held.cells == ((Formula("=B2+1"), 30), (None, None))
    assert held.raw[1] == ("", "")
    assert "" not in held.raw[0]
    table = sheet.table_at(4, 4)
    assert table
    assert (table.name, table.area, table.totals) == ("tblScholen", (1, 1, 4, 4), False)
    assert sheet.table_at(5, 4) is None
    assert not sheet.protected


def test_a_table_of_headings_alone_has_a_blank_row_as_excel_shows_it() -> None:
    # XlsxWriter makes none such, and Excel writes none; other programs do.
    places = in_memory("[Samenvatting B3 tblStatus]\nDeelname | Vmbo-locaties")
    assert steps.present(places, "tblStatus").rows == ((None, None),)
    assert steps.look(places, status()).present == {"tblStatus": ((None, None),)}
    for asked, after in ((status(), "(, )"), (status("geen | 1"), "(geen, 1)")):
        assert tuple(told(steps.look(places, asked).steps)) == (
            f"Samenvatting!B4: (, ) -> {after}",
            "tblStatus: B3:C3 -> B3:C4",
        )
    places.on("Samenvatting").cells[4, 3] = "let op"
    with pytest.raises(Failure) as failure:
        steps.look(places, status())
    assert failure.value.values["cell"] == "C4"
