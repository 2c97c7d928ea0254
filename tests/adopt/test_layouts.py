"""Lists as they lie on a sheet: beside each other, in parts, with years as headings, turned."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sto_xl.adopt import Unlisted
from sto_xl.system.errors import Cause
from support.commands import run
from support.oldlists import adopted, rows, went

#: A list, and of each school its name, its Deelname and its Opmerking.
LISTS = [
    pytest.param(
        """
        Doet mee |         |        | | Doet niet mee |        |
        Code     | School  | Plaats | | Code          | School | Plaats
        99AA00   | De Test | Assen  | | 99AC00        | Derde  | Zwolle
        99AB01   | Tweede  | Emmen  | | 99AD00        | Vierde | Kampen
        """,
        [
            ("De Test", "deelnemer", None),
            ("Tweede", "deelnemer", None),
            ("Derde", "geen", None),
            ("Vierde", "geen", None),
        ],
        id="two lists beside each other, with titles that tell",
    ),
    pytest.param(
        """
        Deelnemers |         | | Geen deelnemers |
        Code       | School  | | Code            | School
        99AA00     | De Test | | 99AC00          | Derde
        """,
        [("De Test", "deelnemer", None), ("Derde", "geen", None)],
        id="two lists beside each other, called deelnemers and geen deelnemers",
    ),
    pytest.param(
        """
        Scholen in Drenthe
        Regio Noord | <      | | Regio Zuid | <      | | Overig |
        School      | Plaats | | School     | Plaats | | School | Plaats
        A           | Assen  | | C          | Dalen  | | E      | Emmen
        """,
        [
            ("A", None, "Tussenkop: Regio Noord"),
            ("C", None, "Tussenkop: Regio Zuid"),
            ("E", None, "Tussenkop: Overig"),
        ],
        id="three lists, with titles of their own under one for all",
    ),
    pytest.param(
        """
        School | Plaats | School | Plaats
        A      | Assen  | C      | Dalen
        B      | Emmen  |        |
        """,
        [("A", None, None), ("B", None, None), ("C", None, None)],
        id="the same headings once more without a column between",
    ),
    pytest.param(
        """
        School | Plaats | | Doet mee | Opmerking
        A      | Assen  | | ja       | bellen
        """,
        [("A", "deelnemer", "bellen")],
        id="an empty column within a list",
    ),
    pytest.param(
        """
        Code           | School | Doet mee
        Gemeente Assen
        99AA00         | A      | ja
        Noord
        99AC00         | C      | nee
        """,
        [("A", "deelnemer", "Tussenkop: Gemeente Assen"), ("C", "geen", "Tussenkop: Noord")],
        id="a text alone where the codes stand",
    ),
    pytest.param(
        """
        School        | Plaats | Doet mee
        Assen
        Penta College | Assen  | ja
        De Boog       | Assen  | nee
        Emmen:
        Het Anker     | Emmen  | ja
        """,
        [
            ("Penta College", "deelnemer", "Tussenkop: Assen"),
            ("De Boog", "geen", "Tussenkop: Assen"),
            ("Het Anker", "deelnemer", "Tussenkop: Emmen"),
        ],
        id="a place alone where the names stand",
    ),
    pytest.param(
        """
        School        | Adres | Doet mee
        Penta College | Weg 1 | ja
        Het Anker
        Boog College
        Aeres         | Weg 3 | nee
        """,
        [
            ("Penta College", "deelnemer", None),
            ("Het Anker", None, None),
            ("Boog College", None, None),
            ("Aeres", "geen", None),
        ],
        id="a school of which only the name is known stays a school",
    ),
    pytest.param(
        """
        School | Plaats | Contactpersoon
        A      | Assen  | J. Bos
               |        | K. Vos
        B      | Emmen  | L. Das
        """,
        [("A", None, None), ("B", None, None)],
        id="a second contact alone in a row",
    ),
    pytest.param(
        """
        Scholen
        groen = doet mee

        School {groen} | Plaats
        A {groen}      | Assen {groen}
        B              | Emmen
        """,
        [("A", "deelnemer", None), ("B", None, None)],
        id="a title that is a heading elsewhere",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_every_school_is_found_and_what_stands_above_it_goes_with_it(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = rows(adopted(text), "Scholen")
    told = [(row["School"], row.get("Deelname"), row.get("Opmerking")) for row in found]
    assert told == expected


def test_a_text_alone_in_a_row_that_may_be_a_school_is_asked_about() -> None:
    found = adopted(
        """
        School | Adres | Doet mee
        Noord
        Penta  | Weg 1 | ja
        Boog   | Weg 2 | nee
        Anker  | Weg 3 | nee
        """
    )
    assert [row["School"] for row in rows(found, "Scholen")] == ["Penta", "Boog", "Anker"]
    assert found.asks == (
        (
            "Blad1!A2: ‘Noord’ staat alleen in de rij en is gelezen als tussenkop. Is het een "
            "school, voeg haar dan zelf toe"
        ),
    )


def test_partners_beside_schools_are_partners() -> None:
    found = adopted(
        "School | Plaats | | Bedrijf | Bijdrage\nA | Assen | | Metaal BV | 5000\nB | Emmen"
    )
    assert [row["School"] for row in rows(found, "Scholen")] == ["A", "B"]
    assert rows(found, "Partners") == [{"Partner": "Metaal BV", "Cofinanciering": 5000}]


@pytest.mark.parametrize(
    "text",
    [
        "Code | School | Plaats | 2024-2025 | 2025-2026\n99AA00 | A | Assen | 120 | 130",
        "Code | School | Plaats | 2024 | 2025\n99AA00 | A | Assen | 120 | 130",
        "Code | School | Plaats | 1-10-2024 | okt. 2025\n99AA00 | A | Assen | 120 | 130",
        "Code | School | Plaats | 06-12345678\n99AA00 | A | Assen | 120",
    ],
)
def test_a_year_or_one_value_among_known_headings_is_a_heading(text: str) -> None:
    found = adopted(text)
    headings = [cell.strip() for cell in text.partition("\n")[0].split("|")][3:]
    assert [row["School"] for row in rows(found, "Scholen")] == ["A"]
    assert [went(found)[heading] for heading in headings] == ["Scholen: Opmerking"] * len(headings)
    assert f"{headings[0]}: 120" in str(rows(found, "Scholen")[0]["Opmerking"])


PARTNERS = [
    "[partners]\nNaam | soort | contact | bijdrage\nMetaal BV | bedrijf | Jan | € 15.000",
    "[Externe partners]\nNaam | Type | Contact\nMetaal BV | Bedrijf | Jan",
    "[Blad3]\nNaam | Soort | Contact\nMetaal BV | bedrijf | Jan\nDrenthe College | ROC | Els",
]


@pytest.mark.parametrize("text", PARTNERS)
def test_a_sheet_is_of_partners_by_its_name_or_by_its_kinds(text: str) -> None:
    found = adopted(text)
    assert not rows(found, "Scholen")
    first = rows(found, "Partners")[0]
    assert (first["Partner"], first["Soort"], first["Contact"]) == ("Metaal BV", "bedrijf", "Jan")


@pytest.mark.parametrize(
    "text",
    [
        "[Kernpartners]\nNaam | Soort | Plaats\nPenta | vmbo | Assen",
        "[Scholen en partners]\nSchool | Soort | Plaats\nPenta | vmbo | Assen",
    ],
)
def test_kernpartners_and_schools_beside_partners_are_schools(text: str) -> None:
    assert [row["School"] for row in rows(adopted(text), "Scholen")] == ["Penta"]


TURNED = """
    Overzicht

    Naam school    | Penta  | Boog
    Plaats         | Assen  | Emmen
    Contactpersoon | J. Bos | K. Vos
    Doet mee       | ja     | nee
    """
CARDS = """
    [Penta]
    School:         | Penta
    Plaats:         | Assen
    Contactpersoon: | J. Bos
    [Boog]
    School:         | Boog
    Plaats:         | Emmen
    Contactpersoon: | K. Vos
    """


@pytest.mark.parametrize(
    ("text", "sheet", "how"),
    [(TURNED, "Blad1", Unlisted.TURNED), (CARDS, "Penta", Unlisted.CARDS)],
)
def test_a_list_that_is_turned_and_a_card_for_each_school_are_no_lists(
    text: str, sheet: str, how: Unlisted
) -> None:
    found = adopted(text)
    assert (found.columns, found.unlisted) == ((), (sheet, how))
    assert not rows(found, "Scholen")
    assert {a.reason for a in found.left_out} == {how}


def test_beside_a_list_a_card_is_left_out_and_named() -> None:
    found = adopted(CARDS + "\n[Lijst]\nSchool | Plaats\nDe Test | Dalen")
    assert [row["School"] for row in rows(found, "Scholen")] == ["De Test"]
    assert [ask.partition(":")[0] for ask in found.asks] == [
        "blad Penta is niet overgenomen",
        "blad Boog is niet overgenomen",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "cause"), [(3, Cause.LIST_TURNED), (2, Cause.LIST_OF_CARDS)])
def test_of_what_is_no_list_one_sentence_is_said_and_nothing_made(
    width: int, cause: Cause, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    for cells in (("School", "A", "B"), ("Plaats", "Assen", "Emmen"), ("Telefoon", "1", "2")):
        made.active.append(cells[:width])
    made.save(tmp_path / "lijst.xlsx")
    done = run("adopt", tmp_path / "lijst.xlsx", "-o", tmp_path / "uit.xlsx")
    told = cause.value.format(file="lijst.xlsx", sheet="Sheet")
    assert (done.code, done.err.strip()) == (2, told)
    assert not (tmp_path / "uit.xlsx").exists()
