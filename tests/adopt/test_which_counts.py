"""Where two places tell of one school the newest counts, and the other keeps its origin."""

from __future__ import annotations

import pytest

from sto_xl.adopt import LEFT_OUT, UnknownSheetError, adopt
from sto_xl.adopt.periods import is_period, year_of
from sto_xl.grid import Value
from support.oldlists import adopted, book, rows, went

#: A list, and of each school its Deelname, the pupils of its offering, and its Opmerking.
LISTS = [
    pytest.param(
        """
        Code   | School   | Plaats | 2024-2025 | <  | 2025-2026 | <
               |          |        | BB        | KB | BB        | KB
        99AA00 | De Test  | Assen  | 10        | 20 | 30        | 40
        """,
        [("De Test", None, "BB 30, KB 40", "2024-2025 – BB: 10; 2024-2025 – KB: 20")],
        id="two school years, the oldest first",
    ),
    pytest.param(
        """
        School | 1-10-2025 | <   | 1-10-2024 | <
        ^      | D&P       | Z&W | D&P       | Z&W
        A      | 14        | 0   | 12        | 13
        """,
        [("A", None, "D&P 14", "1-10-2024 – D&P: 12; 1-10-2024 – Z&W: 13")],
        id="two dates, the newest first",
    ),
    pytest.param(
        """
        School | BB '24 | BB '25 | Doet mee 2025 | Doet mee 2024
        A      | 10     | 12     | nee           | ja
        """,
        [("A", "geen", "BB 12", "BB '24: 10; Doet mee 2024: ja")],
        id="the year in the heading itself",
    ),
    pytest.param(
        """
        School | Leerlingen |      |
               | 2023       | 2024 | 2025
        A      | 10         | 12   | 14
        """,
        [("A", None, "14", "Leerlingen – 2023: 10; Leerlingen – 2024: 12")],
        id="years under one heading, not merged",
    ),
    pytest.param(
        """
        School | Schooljaar | BB | Doet mee
        A      | 2023-2024  | 10 | nee
        A      | 2024-2025  | 20 | ja
        B      | 2024-2025  | 5  | nee
        B      | 2023-2024  | 4  | nee
        """,
        [
            (
                "A",
                "deelnemer",
                "BB 20",
                (
                    "Schooljaar: 2024-2025; Schooljaar: 2023-2024; BB in 2023-2024: 10; "
                    "Deelname in 2023-2024: nee"
                ),
            ),
            (
                "B",
                "geen",
                "BB 5",
                "Schooljaar: 2024-2025; Schooljaar: 2023-2024; BB in 2023-2024: 4",
            ),
        ],
        id="a row for each year",
    ),
    pytest.param(
        """
        School | BB
        2023-2024:
        A      | 10
        2024-2025:
        A      | 12
        """,
        [("A", None, "BB 12", "Tussenkop: 2024-2025; BB in 2023-2024: 10; Tussenkop: 2023-2024")],
        id="a part for each year",
    ),
    pytest.param(
        """
        [Scholen 2023]
        School | Plaats | Doet mee | BB
        A      | Assen  | nee      | 9
        B      | Emmen  | ja       |
        C      | Dalen  | nee      |
        [Scholen 2024]
        School | Plaats | Doet mee | BB
        A      | Assen  | ja       | 8
        B      | Emmen  |          |
        """,
        [
            (
                "A",
                "deelnemer",
                "BB 8",
                "Deelname volgens blad Scholen 2023: nee; BB volgens blad Scholen 2023: 9",
            ),
            ("B", None, "", "Deelname volgens blad Scholen 2023: ja"),
            ("C", None, "", "Deelname volgens blad Scholen 2023: nee"),
        ],
        id="a sheet for each year: an older one fills no blank",
    ),
    pytest.param(
        """
        [Lijst]
        School | Contactpersoon
        A      | J. Bos
        [oud]
        School | Doet mee | Profielen
        A      | nee      | PIE
        """,
        [("A", None, "", "Deelname volgens blad oud: nee; Profielen volgens blad oud: PIE")],
        id="a sheet called old counts for nothing, also where the other says nothing",
    ),
    pytest.param(
        """
        [Blad1]
        Scholen, stand 2022

        School | Doet mee
        A      | nee
        [Blad2]
        Scholen, stand 2025

        School | Doet mee
        A      |
        """,
        [("A", None, "", "Deelname volgens blad Blad1: nee")],
        id="the title tells the year where the sheet's name does not",
    ),
    pytest.param(
        """
        [Noord]
        School | Doet mee | BB
        A      | nee      | 10
        [Zuid]
        School | Doet mee | BB
        A      | ja       | 12
        """,
        [("A", "deelnemer", "BB 12", "Deelname volgens blad Noord: geen")],
        id="of sheets without a year the last one",
    ),
    pytest.param(
        """
        [Lijst]
        groen = doet mee
        School {groen}
        A {groen}
        B
        [archief 2021]
        School | Doet mee
        A      | nee
        B      | nee
        """,
        [
            ("A", "deelnemer", "", "Deelname volgens blad archief 2021: nee"),
            ("B", None, "", "Deelname volgens blad archief 2021: nee"),
        ],
        id="a colour counts as much as a word",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_the_newest_counts_and_the_other_is_kept_with_its_origin(
    text: str, expected: list[tuple[str, str | None, str, str]]
) -> None:
    found = adopted(text)
    told = []
    for row in rows(found, "Scholen"):
        offered = [r for r in rows(found, "Aanbod") if r["Vestiging"] in row.values()]
        pupils = ", ".join(
            f"{r.get('Profiel', r.get('Leerweg', ''))} {r['Leerlingen']}" for r in offered
        )
        pupils = pupils or str(row.get("Leerlingen totaal") or "")
        told.append((row["School"], row.get("Deelname"), pupils, row.get("Opmerking")))
    assert told == expected


def test_it_is_said_which_year_of_a_column_counts() -> None:
    found = adopted("School | Lln 2024 | Lln 2025\nA | 10 | 12")
    assert went(found)["Lln 2024"] == "Scholen: Opmerking"
    assert [c.reason for c in found.columns if c.heading == "Lln 2024"] == [
        "de kop is ‘Lln 2024’, maar ‘Lln 2025’ is nieuwer en telt"
    ]


def test_what_an_older_sheet_says_is_named_and_so_are_the_schools_that_only_it_has() -> None:
    found = adopted(
        """
        [Scholen 2024]
        School | Doet mee
        A      | ja
        [Scholen 2023]
        School | Doet mee
        A      | nee
        D      | nee
        """
    )
    assert found.asks == (
        (
            "blad Scholen 2023 is ouder dan blad Scholen 2024: wat het zegt over Deelname telt "
            "niet en staat bij Opmerking (2 cellen). Laat het blad weg met --leave-out 'Scholen "
            "2023', of laat een kolom ervan tellen met --map"
        ),
        "alleen op het oudere blad Scholen 2023 staat: D. Kijk na of die nog op blad Scholen hoort",
    )


def test_where_only_an_older_sheet_tells_of_it_that_is_said() -> None:
    found = adopted(
        "[Scholen 2025]\nSchool | Plaats\nA | Assen\n[Deelname 2024]\nSchool | Doet mee\nA | ja"
    )
    assert rows(found, "Scholen")[0]["Deelname"] == "deelnemer"
    assert found.asks == (
        (
            "Deelname is van blad Deelname 2024, want het nieuwere blad Scholen 2025 zegt er niets "
            "over: kijk na of het nog klopt"
        ),
    )


def test_what_an_older_sheet_fills_in_where_a_newer_one_is_blank_is_said() -> None:
    found = adopted(
        """
        [Lijst]
        School | Plaats | Contactpersoon
        A      |        |
        B      | Emmen  | J. Bos
        [oud 2021]
        School | Plaats | Contactpersoon
        A      | Assen  | K. Vos
        B      | Emmen  | J. Bos
        """
    )
    assert rows(found, "Scholen")[0] == {"School": "A", "Plaats": "Assen"}
    assert found.asks == (
        (
            "blad oud 2021 is ouder dan blad Lijst, en vulde aan wat daar niet staat: Plaats (1 "
            "school), een contact (1 school). Kijk na of dat nog klopt"
        ),
    )


def test_map_makes_a_column_of_an_older_sheet_count() -> None:
    text = "[Lijst]\nSchool | Plaats\nA | Assen\n[oud 2021]\nSchool | Doet mee\nA | nee"
    assert "Deelname" not in rows(adopted(text), "Scholen")[0]
    found = adopted(text, {"oud 2021!Doet mee": "Deelname"})
    assert rows(found, "Scholen")[0]["Deelname"] == "geen"


def test_a_sheet_can_be_left_out_by_its_name() -> None:
    old = book("[Lijst]\nSchool | Plaats\nA | Assen\n[Oud 2021]\nSchool | Doet mee\nB | nee")
    found = adopt(old, leave_out=["oud 2021"])
    assert [row["School"] for row in rows(found, "Scholen")] == ["A"]
    assert {(a.sheet, a.cell, a.reason) for a in found.left_out} == {
        ("Oud 2021", cell, LEFT_OUT) for cell in ("A1", "B1", "A2", "B2")
    }
    assert not found.asks
    with pytest.raises(UnknownSheetError, match=r"no sheet 'oud'\. .* Lijst, Oud 2021"):
        adopt(old, leave_out=["oud"])


@pytest.mark.parametrize(
    "name", ["oud", "Oud 2021", "Scholen oud", "oude lijst", "OUDE LIJST", "Archief"]
)
def test_a_sheet_is_old_by_its_name(name: str) -> None:
    found = adopted(f"[Lijst]\nSchool | Doet mee\nA |\n[{name}]\nSchool | Doet mee\nA | nee")
    assert "Deelname" not in rows(found, "Scholen")[0]


@pytest.mark.parametrize("name", ["Oude IJsselstreek", "Oud-Beijerland", "Oudewater", "Goudriaan"])
def test_a_place_with_old_in_its_name_is_not_old(name: str) -> None:
    found = adopted(f"[Lijst]\nSchool | Plaats\nA |\n[{name}]\nSchool | Doet mee\nA | nee")
    assert rows(found, "Scholen")[0]["Deelname"] == "geen"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Scholen 2023", 2023),
        ("2023-2024", 2024),
        ("schooljaar 23/24", 2024),
        ("BB '25", 2025),
        ("bijgewerkt 3 sept. 2025", 2025),
        ("STO 2025-2028", None),
        ("06-12345678", None),
        ("Blad1", None),
    ],
)
def test_a_name_tells_its_last_year(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("2024-2025", True),
        (2024, True),
        ("1 okt. 2024", True),
        ("Scholen 2024", False),
        (120, False),
        ("ja", False),
    ],
)
def test_only_years_and_days_are_periods(value: Value, *, period: bool) -> None:
    assert is_period(value) is period
