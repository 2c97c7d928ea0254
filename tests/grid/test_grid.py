"""Finding a table in a workbook: the four steps, and where its body ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sto_xl.grid import (
    How,
    ListObject,
    Located,
    Row,
    Sheet,
    Snapshot,
    Value,
    Wanted,
    address,
    column_letters,
    column_number,
    is_blank,
    locate,
    plain,
)

WANTED = Wanted(
    "tblScholen",
    "Scholen",
    (("Vestiging", "Brin"), ("School",), ("Deelname", "Doet mee")),
    frozenset({"controle", "lijsten"}),
    also="Scholen",
)
SCHOOLS = """
Vestiging | School | Deelname
00AH17 | De Werkhoek | geen
00AH18 | Het Anker | deelnemer
"""


def sheet(text: str, name: str = "Scholen", *, top: int = 1, left: int = 1) -> Sheet:
    """Make a sheet of a text table; `-` is an empty cell."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, lines))
    rows = tuple(
        tuple(None if cell == "-" else cell for cell in line + ["-"] * (width - len(line)))
        for line in lines
    )
    return Sheet(name, rows, top, left)


def table(on: Sheet, name: str = "tblScholen", *, rows: int = 3) -> ListObject:
    """Declare a table over the first rows of a sheet."""
    return ListObject(name, on.name, on.top, on.left, on.top + rows - 1, on.right)


def found(*sheets: Sheet, tables: tuple[ListObject, ...] = ()) -> Located:
    """Look for the schools in a workbook of these sheets."""
    return locate(Snapshot("proef.xlsx", sheets, tables), WANTED)


def body(located: Located) -> list[Value]:
    """Give the keys of the table's rows."""
    assert located.table is not None
    return [row[0] for row in located.table.rows]


# The four steps.


@pytest.mark.parametrize("name", ["tblScholen", "TBLSCHOLEN"])
def test_a_table_is_found_by_its_name_on_whatever_sheet(name: str) -> None:
    elsewhere = sheet(SCHOOLS, "Blad7")
    located = found(sheet(SCHOOLS), elsewhere, tables=(table(elsewhere, name),))
    assert (located.how, located.grown) == (How.NAME, 0)
    assert located.table is not None
    assert located.table.sheet == "Blad7"
    assert located.table.headings == ("Vestiging", "School", "Deelname")
    assert located.table.rows[1] == ("00AH18", "Het Anker", "deelnemer")


@pytest.mark.parametrize("names", [("Tabel1", "scholen"), ("Scholen", "tblScholen")])
def test_another_name_is_as_good_but_its_own_comes_first(names: tuple[str, str]) -> None:
    one, two = sheet(SCHOOLS, "Blad1"), sheet(SCHOOLS, "Blad2")
    located = found(one, two, tables=(table(one, names[0]), table(two, names[1])))
    assert located.table is not None
    assert (located.how, located.table.sheet) == (How.NAME, "Blad2")


@pytest.mark.parametrize("name", ["tblScholen2", "tblScholen_13", "TblScholen7"])
def test_a_single_copy_is_taken_for_the_table(name: str) -> None:
    here = sheet(SCHOOLS)
    assert found(here, tables=(table(here, name),)).how is How.COPY


@pytest.mark.parametrize("name", ["tblScholenOud", "mijn_tblScholen", "tblScholen_"])
def test_a_name_that_only_resembles_is_no_copy_but_its_headings_tell(name: str) -> None:
    here = sheet(SCHOOLS)
    located = found(here, tables=(table(here, name),))
    assert (located.how, located.candidates) == (How.RENAMED, ())
    assert body(located) == ["00AH17", "00AH18"]


def test_a_renamed_table_ends_where_excel_says_and_knows_its_totals_row() -> None:
    here = sheet(SCHOOLS + "Som | - | -\n- | - | -\nzomaar | - | -")
    renamed = replace(table(here, "Tabel1"), bottom=4, totals=True)
    assert body(found(here, tables=(renamed,))) == ["00AH17", "00AH18"]


def test_of_several_copies_the_one_on_the_expected_sheet_is_taken() -> None:
    own, other = sheet(SCHOOLS), sheet(SCHOOLS, "Scholen (2)")
    tables = (table(other, "tblScholen5"), table(own, "tblScholen7"))
    located = found(other, own, tables=tables)
    assert located.how is How.COPY
    assert located.table is not None
    assert located.table.name == "tblScholen7"


def test_between_two_copies_nothing_is_guessed() -> None:
    one, two = sheet(SCHOOLS, "Blad1"), sheet(SCHOOLS, "Blad2")
    located = found(one, two, tables=(table(one, "tblScholen5"), table(two, "tblScholen7")))
    assert located == Located(None, How.AMBIGUOUS, ("Blad1!A1", "Blad2!A1"))


def test_a_copy_on_a_sheet_that_is_never_input_does_not_count() -> None:
    report = sheet(SCHOOLS, "Controle")
    assert found(report, tables=(table(report, "tblScholen2"),)).how is How.MISSING


def test_two_tables_of_one_name_are_never_chosen_between() -> None:
    one, two = sheet(SCHOOLS, "Blad1"), sheet(SCHOOLS, "Blad2")
    located = found(one, two, tables=(table(one), table(two, "TBLscholen")))
    assert (located.table, located.how) == (None, How.AMBIGUOUS)


def test_a_table_that_became_a_range_is_found_by_its_headings() -> None:
    text = "Regio Proef | - | -\n- | - | -" + SCHOOLS
    located = found(sheet(SCHOOLS, "Blad7"), sheet(text))
    assert (located.how, located.candidates) == (How.SHEET, ("Scholen!A3",))
    assert body(located) == ["00AH17", "00AH18"]


def test_headings_of_earlier_templates_and_in_another_spelling_count() -> None:
    text = " BRIN | school\u00a0 | Doet  mee\n00AH17 | De Werkhoek | ja"
    assert found(sheet(text)).how is How.SHEET


def test_headings_are_looked_for_on_other_sheets_at_last() -> None:
    located = found(sheet("Uitleg"), sheet(SCHOOLS, "Blad7", top=4, left=3))
    assert (located.how, located.candidates) == (How.ELSEWHERE, ("Blad7!C4",))


@pytest.mark.parametrize(
    ("headings", "how"),
    [
        ("Vestiging | School | Meedoen", How.SHEET),
        ("Vestiging | Naam | Meedoen", How.MISSING),
        ("Code | School | Deelname", How.MISSING),
    ],
)
def test_the_key_and_six_in_ten_of_the_headings_make_a_header_row(headings: str, how: How) -> None:
    assert found(sheet(f"{headings}\n00AH17 | De Werkhoek | geen")).how is how


@pytest.mark.parametrize(("top", "how"), [(20, How.SHEET), (21, How.MISSING)])
def test_a_header_row_is_looked_for_in_the_first_twenty_rows(top: int, how: How) -> None:
    assert found(sheet(SCHOOLS, top=top)).how is how


def test_a_header_row_on_a_sheet_that_is_never_input_does_not_count() -> None:
    assert found(sheet(SCHOOLS, "Controle"), sheet(SCHOOLS, "LIJSTEN")).how is How.MISSING


def test_between_two_header_rows_nothing_is_guessed() -> None:
    located = found(sheet(SCHOOLS, "Blad1"), sheet(SCHOOLS, "Blad2", top=3))
    assert located == Located(None, How.AMBIGUOUS, ("Blad1!A1", "Blad2!A3"))
    assert found(sheet(SCHOOLS + SCHOOLS)).how is How.AMBIGUOUS


def test_a_table_without_its_header_row_is_said() -> None:
    here = sheet(SCHOOLS)
    located = found(here, tables=(replace(table(here), header=False, top=2),))
    assert located == Located(None, How.HEADERLESS, ("Scholen!A2",))


def test_a_header_row_that_is_not_marked_is_known_by_its_headings() -> None:
    here = sheet(SCHOOLS)
    marked = found(here, tables=(table(here),))
    located = found(here, tables=(replace(table(here), header=False),))
    assert located.unmarked
    assert located.candidates == ("Scholen!A1",)
    assert (located.table, located.how) == (marked.table, How.NAME)


def test_a_table_on_a_sheet_that_is_not_there_is_missing() -> None:
    assert found(sheet("Uitleg"), tables=(table(sheet(SCHOOLS, "Weg")),)).how is How.MISSING


# Where the body begins and ends.


def test_references_are_right_wherever_the_table_stands() -> None:
    here = sheet("Kop\n-" + SCHOOLS, top=2, left=3)
    declared = ListObject("tblScholen", "Scholen", 4, 3, 6, 5)
    located = found(here, tables=(declared,))
    assert located.table is not None
    assert (located.table.top, located.table.left) == (4, 3)
    assert [located.table.row_of(line) for line in range(2)] == [5, 6]
    assert here.value(located.table.row_of(1), 3) == "00AH18"
    assert (here.bottom, here.right) == (6, 5)


def test_rows_typed_under_a_table_are_read_with_it_and_counted() -> None:
    here = sheet(SCHOOLS + "00AH19 | De Brug | geen\n- | Zonder code | -\n- | - | -\nLos | - | -")
    located = found(here, tables=(table(here),))
    assert body(located) == ["00AH17", "00AH18", "00AH19", None, None, "Los"]
    assert located.grown == 4


def test_what_stands_under_a_table_behind_a_blank_row_is_not_lost_up_to_the_next_table() -> None:
    here = sheet(SCHOOLS + "- | - | -\n00AH19 | De Brug | geen\nKop | - | -\nAnders | - | -")
    next_table = ListObject("tblAnders", "Scholen", 6, 1, 7, 3)
    located = found(here, tables=(table(here), next_table))
    assert body(located) == ["00AH17", "00AH18", None, "00AH19"]
    assert located.grown == 2


@pytest.mark.parametrize("total", ["Totaal", "TOTAAL:", " totaal : "])
def test_a_total_typed_under_a_table_is_no_row_of_it(total: str) -> None:
    here = sheet(SCHOOLS + f"{total} | 2 | -")
    located = found(here, tables=(table(here),))
    assert (body(located), located.grown) == (["00AH17", "00AH18"], 0)
    assert body(found(here)) == ["00AH17", "00AH18"]


def test_rows_under_a_total_typed_under_a_table_are_not_lost() -> None:
    here = sheet(SCHOOLS + "Totaal | 2 | -\n00AH19 | De Brug | geen")
    located = found(here, tables=(table(here),))
    assert (body(located), located.grown) == (["00AH17", "00AH18", "Totaal", "00AH19"], 2)


def test_a_totals_row_is_no_row_and_what_stands_under_it_is_not_read() -> None:
    here = sheet(SCHOOLS + "Totaal | 2 | -\n00AH19 | De Brug | geen")
    located = found(here, tables=(replace(table(here, rows=4), totals=True),))
    assert (body(located), located.grown) == (["00AH17", "00AH18"], 0)


def test_rows_typed_under_a_table_end_where_the_next_table_begins() -> None:
    here = sheet(SCHOOLS + "00AH19 | De Brug | geen\nPartner | Soort | Rol\nROC | mbo | kern")
    beside = ListObject("tblNaast", "Scholen", 4, 9, 5, 10)
    below = ListObject("tblPartners", "Scholen", 5, 1, 6, 3)
    located = found(here, tables=(table(here), beside, below))
    assert (body(located), located.grown) == (["00AH17", "00AH18", "00AH19"], 1)


def test_blank_rows_inside_a_table_keep_their_place() -> None:
    here = sheet("Vestiging | School | Deelname\n- | - | -\n00AH18 | Het Anker | -")
    assert body(found(here, tables=(table(here),))) == [None, "00AH18"]
    assert body(found(here)) == [None, "00AH18"]


def test_a_table_is_read_no_further_than_the_sheet_is_used() -> None:
    here = sheet(SCHOOLS)
    huge = ListObject("tblScholen", "Scholen", 1, 1, 1_048_576, 16_384)
    located = found(here, tables=(huge,))
    assert located.table is not None
    assert (len(located.table.headings), body(located), located.grown) == (
        3,
        ["00AH17", "00AH18"],
        0,
    )


def test_a_table_without_rows_has_none() -> None:
    here = sheet("Vestiging | School | Deelname")
    assert body(found(here, tables=(table(here, rows=2),))) == []
    assert body(found(here)) == []


def test_a_table_on_an_empty_sheet_has_no_headings_and_no_rows() -> None:
    located = found(Sheet("Scholen", ()), tables=(ListObject("tblScholen", "Scholen", 4, 3, 9, 8),))
    assert located.table is not None
    assert (located.table.headings, located.table.rows) == (("",), ())


def test_headings_that_are_no_text_are_shown_as_text() -> None:
    rows: tuple[Row, ...] = (("Vestiging ", 2026, None), ("00AH17", 1, 2))
    declared = ListObject("tblScholen", "Scholen", 1, 1, 2, 3)
    located = found(Sheet("Scholen", rows), tables=(declared,))
    assert located.table is not None
    assert located.table.headings == ("Vestiging", "2026", "")


# Small things that everything else stands on.


def test_columns_and_their_letters_are_each_others_inverse() -> None:
    assert [column_letters(c) for c in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_number(column_letters(c)) == c for c in range(1, 16_385))
    assert (column_number("xfd"), address(7, 28)) == (16_384, "AB7")


def test_a_cell_outside_the_used_range_is_empty() -> None:
    here = Sheet("Scholen", (("a",), ("b", "c")), top=4, left=3)
    assert [here.value(4, 3), here.value(5, 4), here.value(4, 4), here.value(3, 3)] == [
        "a",
        "c",
        None,
        None,
    ]
    assert [here.value(6, 3), here.value(4, 2), Sheet("Leeg", ()).value(1, 1)] == [None] * 3


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0\n\t\u202f"])
def test_what_looks_empty_is_blank(value: Value) -> None:
    assert is_blank(value)
    assert plain(value) == ""


@pytest.mark.parametrize("value", [0, False, 0.0, "0", "-"])
def test_what_can_be_seen_is_not_blank(value: Value) -> None:
    assert not is_blank(value)


def test_texts_compare_without_case_outer_blanks_and_line_breaks() -> None:
    assert plain(" Techniek in\u00a0het\nProfiel ") == plain("techniek  in het profiel")


def test_a_sheet_is_found_by_its_name_without_case() -> None:
    snapshot = Snapshot("proef.xlsx", (Sheet("Scholen", ()),), ())
    assert snapshot.sheet("SCHOLEN") is snapshot.sheets[0]
    assert snapshot.sheet("Aanbod") is None
