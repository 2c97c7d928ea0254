"""What changes do to a workbook, or why they are refused: for every kind of `Places` the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sto_xl.grid import Changes, ColumnCells, TailRows, column_number
from sto_xl.system.errors import Cause
from support.drawn import row

STATUS = """
[Samenvatting B3 tblStatus]
Deelname  | Vmbo-locaties
deelnemer | 12
geen      | 3
"""
SCHOOLS = """
[Scholen A1 tblScholen]
Vestiging | School  | Laatste brief    | Van mij
00AH17    | Linde   | 2026-09-01       | 10
00AH18    | De Brug |                  | 20
00AH19    | Haven   | =B2+1 ~ 7        | 30
"""
DAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Case:
    """A workbook, changes, and the steps that these come to; or the cause of the refusal."""

    name: str
    book: str
    changes: Changes
    steps: tuple[str, ...] = ()
    refused: tuple[Cause, dict[str, str]] | None = None


def status(*lines: str) -> Changes:
    """Give tblStatus these rows."""
    return Changes({"tblStatus": tuple(row(line) for line in lines)})


def column(*cells: str, letters: str = "C", lines: frozenset[int] | None = None) -> Changes:
    """Give a column of tblScholen these cells, or only those in some lines."""
    asked = tuple(cell for text in cells for cell in row(text))
    at = column_number(letters)
    return Changes(
        columns=(ColumnCells("tblScholen", f"kolom {letters}", "Scholen", 2, at, asked, lines),)
    )


def tail(top: int, *lines: str, left: int = 1) -> Changes:
    """Give tblScholen these rows from a row of the sheet on."""
    rows = tuple(row(line) for line in lines)
    return Changes(tails=(TailRows("tblScholen", "Scholen", 1, top, left, rows),))


CASES = (
    Case(
        "as many rows",
        STATUS,
        status("deelnemer | 13", "geen | 2"),
        (
            "Samenvatting!B4: (deelnemer, 12 / geen, 3) -> (deelnemer, 13 / geen, 2)",
            "tblStatus: B3:C5 -> B3:C5",
        ),
    ),
    Case(
        "more rows",
        STATUS,
        status("a | 1", "geen | 2", "in gesprek | 1"),
        (
            "Samenvatting!B4: (deelnemer, 12 / geen, 3 / , ) -> (a, 1 / geen, 2 / in gesprek, 1)",
            "tblStatus: B3:C5 -> B3:C6",
        ),
    ),
    Case(
        "fewer rows",
        STATUS,
        status("deelnemer | 15"),
        (
            "Samenvatting!B4: (deelnemer, 12 / geen, 3) -> (deelnemer, 15)",
            "tblStatus: B3:C5 -> B3:C4",
        ),
    ),
    Case(
        "no rows at all",
        STATUS,
        status(),
        ("Samenvatting!B4: (deelnemer, 12 / geen, 3) -> (, )", "tblStatus: B3:C5 -> B3:C4"),
    ),
    Case(
        "rows that are narrower, and wider, than the table",
        STATUS,
        status("deelnemer", "geen | 2 | 99"),
        (
            "Samenvatting!B4: (deelnemer, 12 / geen, 3) -> (deelnemer,  / geen, 2)",
            "tblStatus: B3:C5 -> B3:C5",
        ),
    ),
    Case(
        "formulas come and go",
        "[Samenvatting B3 tblStatus]\nDeelname | Vmbo-locaties\ngeen | =6*7 ~ 42",
        status("geen | 42", "deelnemer | =1+1 ~ 2"),
        (
            "Samenvatting!B4: (geen, =6*7 / , ) -> (geen, 42 / deelnemer, =1+1)",
            "tblStatus: B3:C4 -> B3:C5",
        ),
    ),
    Case(
        "a table on another sheet",
        "[Cijfers A1 tblStatus]\nDeelname | Vmbo-locaties\ngeen | 1",
        status("geen | 2"),
        ("Cijfers!A2: (geen, 1) -> (geen, 2)", "tblStatus: A1:B2 -> A1:B2"),
    ),
    Case(
        "two tables on a sheet, in their order",
        STATUS
        + "[Samenvatting E3 tblSignalen]\nSignaal | Vmbo-locaties\nschool verdwenen | 1\n"
        + "[Lijsten A1 tblRun]\nLaatste run | Laatste controle\nr1 |",
        Changes(
            {
                "tblRun": (row("r2"),),
                "tblSignalen": (row("brief te oud | 2"),),
                "tblStatus": (row("geen | 1"),),
            }
        ),
        (
            "Lijsten!A2: (r1, ) -> (r2, )",
            "tblRun: A1:B2 -> A1:B2",
            "Samenvatting!E4: (school verdwenen, 1) -> (brief te oud, 2)",
            "tblSignalen: E3:F4 -> E3:F4",
            "Samenvatting!B4: (deelnemer, 12 / geen, 3) -> (geen, 1)",
            "tblStatus: B3:C5 -> B3:C4",
        ),
    ),
    Case(
        "a run's table of before it had its second column",
        "[Lijsten A1 tblRun]\nLaatste run\nr1",
        Changes({"tblRun": (row("r2 | vandaag"),)}),
        ("Lijsten!A2: (r1) -> (r2)", "tblRun: A1:A2 -> A1:A2"),
    ),
    Case(
        "an empty column of the user's own",
        "[Samenvatting A1 tblStatus]\nDeelname | Vmbo-locaties | Leeg\ngeen | 1 |",
        status("geen | 2"),
        ("Samenvatting!A2: (geen, 1, ) -> (geen, 2, )", "tblStatus: A1:C2 -> A1:C2"),
    ),
    Case(
        "what stands beside a table that grows",
        STATUS + "[Samenvatting D6]\nlet op",
        status("a | 1", "b | 2", "c | 3"),
        (
            "Samenvatting!B4: (deelnemer, 12 / geen, 3 / , ) -> (a, 1 / b, 2 / c, 3)",
            "tblStatus: B3:C5 -> B3:C6",
        ),
    ),
    Case(
        "something stands beneath a table that grows",
        STATUS + "[Samenvatting C6]\nlet op",
        status("a | 1", "b | 2", "c | 3"),
        refused=(Cause.NO_ROOM, {"sheet": "Samenvatting", "cell": "C6", "table": "tblStatus"}),
    ),
    Case(
        "a formula that shows nothing stands beneath a table that grows",
        STATUS + "[Samenvatting B7]\n=A1&A2",
        status("a | 1", "b | 2", "c | 3", "d | 4"),
        refused=(Cause.NO_ROOM, {"sheet": "Samenvatting", "cell": "B7", "table": "tblStatus"}),
    ),
    Case(
        "the table is gone",
        SCHOOLS,
        status(),
        refused=(Cause.TABLE_GONE, {"sheet": "Samenvatting", "table": "tblStatus"}),
    ),
    Case(
        "another heading",
        STATUS.replace("Vmbo-locaties", "Locaties"),
        status(),
        refused=(Cause.COLUMN_GONE, {"sheet": "Samenvatting", "column": "Vmbo-locaties"}),
    ),
    Case(
        "a column is gone",
        "[Samenvatting A1 tblStatus]\nDeelname\ngeen",
        status(),
        refused=(Cause.COLUMN_GONE, {"sheet": "Samenvatting", "column": "Vmbo-locaties"}),
    ),
    Case(
        "a column of the user's own with something in it",
        "[Samenvatting A1 tblStatus]\nDeelname | Vmbo-locaties | Noot\na | 1 |\nb | 2 | zie mail",
        status(),
        refused=(
            Cause.OWN_COLUMN,
            {"sheet": "Samenvatting", "table": "tblStatus", "column": "Noot"},
        ),
    ),
    Case(
        "a totals row",
        "[Samenvatting A1 tblStatus totals]\nDeelname | Vmbo-locaties\na | 1\nTotaal | 1",
        status(),
        refused=(Cause.TOTALS_ROW, {"sheet": "Samenvatting", "table": "tblStatus"}),
    ),
    Case(
        "a protected sheet",
        STATUS + "[Samenvatting protected]",
        status(),
        refused=(Cause.SHEET_PROTECTED, {"sheet": "Samenvatting"}),
    ),
    Case(
        "a column filled",
        SCHOOLS,
        column("a", "b", "c", letters="B"),
        ("Scholen!B2: (Linde / De Brug / Haven) -> (a / b / c)",),
    ),
    Case(
        "a column of which some lines are filled",
        SCHOOLS,
        column("", "2026-11-24", "x", lines=frozenset({1})),
        ("Scholen!C2: (2026-09-01 /  / =B2+1) -> (2026-09-01 / 24-11-2026 / =B2+1)",),
    ),
    Case(
        "a formula that shows what is asked stays, another goes",
        SCHOOLS.replace("2026-09-01 ", "=B1 ~ 5    "),
        column("5", "", "8"),
        ("Scholen!C2: (=B1 /  / =B2+1) -> (=B1 /  / 8)",),
    ),
    Case(
        "a day in a column for days",
        SCHOOLS + "[Scholen C2:C4 shows dd-mm-yyyy]",
        column("2026-11-24", "2026-11-24", "x"),
        ("Scholen!C2: (2026-09-01 /  / =B2+1) -> (2026-11-24 / 2026-11-24 / x)",),
    ),
    Case(
        "a day in cells that would show a number",
        SCHOOLS.replace("2026-09-01", "") + "[Scholen C2:C4 shows 0.00]",
        column("2026-11-24", "2026-11-24", "x"),
        ("Scholen!C2: ( /  / =B2+1) -> (24-11-2026 / 24-11-2026 / x)",),
    ),
    Case(
        "a day in a column of many formats",
        SCHOOLS + "[Scholen C3:C3 shows 0]\n[Scholen C4:C4 shows mmm-yy]",
        column("2026-11-24", "2026-11-24", "2026-11-24"),
        ("Scholen!C2: (2026-09-01 /  / =B2+1) -> (2026-11-24 / 24-11-2026 / 2026-11-24)",),
    ),
    Case(
        "a column on a protected sheet",
        SCHOOLS + "[Scholen protected]",
        column("a", "b", "c"),
        refused=(Cause.SHEET_PROTECTED, {"sheet": "Scholen"}),
    ),
    Case("a column without cells", SCHOOLS, column()),
    Case(
        "rows under a user's table",
        SCHOOLS,
        tail(5, "00AH20 | Nieuw | |", "00AH21 | Oud | |"),
        (
            "Scholen!A5, calculated: (, , ,  / , , , ) -> (00AH20, Nieuw, ,  / 00AH21, Oud, , )",
            "tblScholen: A1:D4 -> A1:D6",
        ),
    ),
    Case(
        "the same formula in each new row of a user's table",
        SCHOOLS,
        tail(5, "AH20 | =B2+1 | | 1", "AH21 | =B2+1 | | 2"),
        (
            "Scholen!A5, calculated: (, , ,  / , , , ) -> (AH20, =B2+1, , 1 / AH21, =B2+1, , 2)",
            "tblScholen: A1:D4 -> A1:D6",
        ),
    ),
    Case(
        "rows in place of a user's last ones",
        SCHOOLS,
        tail(4, "00AH20 | Nieuw | |"),
        (
            "Scholen!A4, calculated: (00AH19, Haven, =B2+1, 30) -> (00AH20, Nieuw, , )",
            "tblScholen: A1:D4 -> A1:D4",
        ),
    ),
    Case(
        "a user's last rows taken away",
        SCHOOLS,
        tail(3),
        (
            "Scholen!A3, calculated: (00AH18, De Brug, , 20 / 00AH19, Haven, =B2+1, 30) -> ()",
            "tblScholen: A1:D4 -> A1:D2",
        ),
    ),
    Case(
        "all of a user's rows taken away",
        "[Scholen A1 tblScholen]\nVestiging | School\n00AH17 | Linde\n00AH18 | De Brug",
        tail(2),
        (
            "Scholen!A2, calculated: (00AH17, Linde / 00AH18, De Brug) -> (, )",
            "tblScholen: A1:B3 -> A1:B2",
        ),
    ),
    Case(
        "rows under a list that is no table any more",
        SCHOOLS.replace(" tblScholen", ""),
        tail(5, "00AH20 | Nieuw | 1 | 2"),
        ("Scholen!A5, calculated: (, , , ) -> (00AH20, Nieuw, 1, 2)",),
    ),
    Case(
        "a day in new rows",
        SCHOOLS + "[Scholen C5:C5 shows dd-mm-yyyy]\n[Scholen D5:D5 shows 0]",
        tail(5, "00AH20 | Nieuw | 2026-11-24 | 2026-11-24"),
        (
            "Scholen!A5, calculated: (, , , ) -> (00AH20, Nieuw, 2026-11-24, 24-11-2026)",
            "tblScholen: A1:D4 -> A1:D5",
        ),
    ),
    Case(
        "something stands beneath a user's table",
        SCHOOLS + "[Scholen B6]\nlet op",
        tail(5, "00AH20 | Nieuw | |", "00AH21 | Oud | |"),
        refused=(Cause.NO_ROOM, {"sheet": "Scholen", "cell": "B6", "table": "tblScholen"}),
    ),
    Case(
        "a user's table with a totals row",
        SCHOOLS.replace("tblScholen", "tblScholen totals"),
        tail(4, "00AH20 | Nieuw | |"),
        refused=(Cause.TOTALS_ROW, {"sheet": "Scholen", "table": "tblScholen"}),
    ),
    Case(
        "rows on a protected sheet",
        SCHOOLS + "[Scholen protected]",
        tail(5, "00AH20 | Nieuw | |"),
        refused=(Cause.SHEET_PROTECTED, {"sheet": "Scholen"}),
    ),
)
