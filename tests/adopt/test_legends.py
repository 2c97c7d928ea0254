"""Legends as people write them, and what is said of colours that none explains."""

from __future__ import annotations

import dataclasses

import pytest

from sto_xl.adopt import adopt
from sto_xl.adopt.legend import entries
from sto_xl.grid.oldlist import Area
from support.oldlists import adopted, book, made, rows

ALL = [("groen", "doet mee"), ("geel", "in gesprek"), ("rood", "wil niet")]
TEXTS = [
    "groen = doet mee, geel = in gesprek, rood = wil niet",
    "Legenda: groen = doet mee; geel = in gesprek; rood = wil niet.",
    "groen: doet mee / geel: in gesprek / rood: wil niet",
    "Groen is doet mee, geel is in gesprek en rood is wil niet",
    "groen = doet mee\ngeel = in gesprek\nrood = wil niet",
    "Kleuren (zie hieronder): groen - doet mee, geel - in gesprek, rood - wil niet",
    "groen -> doet mee | geel -> in gesprek | rood -> wil niet",
    "doet mee = groen; in gesprek = geel; wil niet = rood",
    "groene rijen = doet mee, gele cellen = in gesprek, rode regels = wil niet",
    "lichtgroen betekent doet mee, geel betekent in gesprek, rood betekent wil niet",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_legend_in_one_cell_tells_of_every_colour(text: str) -> None:
    assert list(entries(text)) == ALL
    found = adopted(
        f"""
        Scholenlijst
        {text.replace(chr(10), chr(92) + "n").replace("|", "·")}

        School    | Plaats
        A {{groen}} | Assen {{groen}}
        B {{geel}}  | Emmen {{geel}}
        C {{rood}}  | Dalen {{rood}}
        D         | Zwolle
        """
    )
    assert [row.get("Deelname") for row in rows(found, "Scholen")] == [
        "deelnemer",
        "in gesprek",
        "geen",
        None,
    ]


@pytest.mark.parametrize(
    "text",
    ["Let op: het rode boekje", "Groen", "De Groene Golf", "Gemeente Roden", "Groen, D&P", "ja"],
)
def test_a_text_with_a_colour_in_it_is_no_legend(text: str) -> None:
    assert not entries(text)


def test_a_colour_and_its_meaning_may_stand_in_cells_beside_each_other() -> None:
    found = adopted(
        "groen | doet mee | geel | in gesprek\n\n"
        "School | Plaats\nA {groen} | Assen {groen}\nB {geel} | Emmen {geel}"
    )
    assert [row["Deelname"] for row in rows(found, "Scholen")] == ["deelnemer", "in gesprek"]


def test_a_row_of_which_only_the_name_is_coloured_has_that_colour() -> None:
    found = adopted(
        "groen = doet mee\n\nCode | School | Plaats\n99AA00 | A {groen} | Assen\n99AB00 | B | Emmen"
    )
    assert [row.get("Deelname") for row in rows(found, "Scholen")] == ["deelnemer", None]


@pytest.mark.parametrize(
    "text",
    [
        "School | Groen | Doet mee\nA | x | ja\nB | | nee",
        "School | Plaats | Doet mee | | groen = in orde\nA | Assen | ja | | rood = nee\nB | | nee",
    ],
)
def test_headings_with_a_colour_among_them_are_headings(text: str) -> None:
    found = rows(adopted(text), "Scholen")
    assert [(row["School"], row["Deelname"]) for row in found] == [
        ("A", "deelnemer"),
        ("B", "geen"),
    ]


def test_two_meanings_of_one_colour_are_none_and_that_is_asked_about() -> None:
    found = adopted(
        "lichtgroen = aangemeld, donkergroen = doet mee\n\n"
        "School | Plaats\nA {groen} | Assen {groen}\nB | Emmen"
    )
    assert rows(found, "Scholen")[0] == {
        "School": "A",
        "Plaats": "Assen",
        "Opmerking": "Kleur: groen (aangemeld of doet mee)",
    }
    assert found.asks == (
        (
            "Blad1: groen betekent in de legenda ‘aangemeld’ en ‘doet mee’. Welke tint wat is, "
            "ziet STO niet; de kleur staat bij Opmerking"
        ),
    )


def test_doubt_in_a_legend_is_no_deelname() -> None:
    found = adopted("groen = doet mee?\n\nSchool | Plaats\nA {groen} | Assen {groen}\nB | Emmen")
    assert rows(found, "Scholen")[0]["Opmerking"] == "Kleur: groen (doet mee?)"


def test_what_white_means_is_not_said_of_a_school_for_a_row_on_an_older_sheet() -> None:
    found = adopted(
        """
        [Scholen 2026]
        groen = doet mee, wit = nog niet gesproken

        Code | School | Plaats
        00AH17 {groen} | A {groen} | Assen {groen}
        [Oud 2021]
        Code | School | Doet mee
        00AH17 | A | nee
        """
    )
    (school,) = rows(found, "Scholen")
    assert school["Deelname"] == "deelnemer"
    assert school["Opmerking"] == "Deelname volgens blad Oud 2021: nee"


def test_a_colour_of_the_legend_that_no_row_has_is_told_beside_one_that_it_lacks() -> None:
    found = adopted(
        "groen = doet mee, geel = in gesprek\n\n"
        "School | Plaats\nA {groen} | Assen {groen}\nB {oranje} | Emmen {oranje}"
    )
    assert rows(found, "Scholen")[1]["Opmerking"] == "Kleur: oranje"
    assert found.asks == (
        (
            "legenda: geen rij is geel, en wat oranje betekent staat er niet in. De kleur staat "
            "bij Opmerking: kijk na wat er bedoeld is"
        ),
    )


def test_rows_without_a_colour_are_asked_about_where_white_means_something() -> None:
    found = adopted(
        "groen = doet mee, wit = doet niet mee\n\n"
        "School | Plaats\nA {groen} | Assen {groen}\nB | Emmen"
    )
    assert rows(found, "Scholen")[1]["Opmerking"] == "Kleur: geen (wit = doet niet mee)"
    assert "Deelname" not in rows(found, "Scholen")[1]
    assert found.asks == (
        (
            "Blad1: wit is ‘doet niet mee’ in de legenda. Van 1 rij zonder kleur is Deelname "
            "daarmee nog niet ingevuld: vul haar in waar het klopt"
        ),
    )


@pytest.mark.parametrize(("area", "asked"), [(Area(2, 1, 30, 2), True), (Area(1, 9, 30, 9), False)])
def test_colours_by_a_condition_are_said(area: Area, *, asked: bool) -> None:
    (sheet,) = book("School | Plaats\nA | Assen").sheets
    found = adopt(made([dataclasses.replace(sheet, conditional=(area,))]))
    told = (
        "Blad1!A2:B30: hier geeft Excel cellen zelf een kleur of teken, op een voorwaarde. Dat is "
        "niet gelezen: zet wat het betekent in een kolom"
    )
    assert found.asks == ((told,) if asked else ())
