"""A roster of an older template, or any copy of ours: taken over clean, and without guesses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sto_xl.adopt import adopt
from sto_xl.books.fresh import roster_bytes
from sto_xl.books.reading.file import read_file
from sto_xl.grid import Snapshot, Value
from sto_xl.grid.oldlist import OldCell
from sto_xl.region import routines
from support import tables
from support.oldlists import adopted, book, made, of_snapshot, rows

SCHOOL = "Vestiging | School | Adres | Plaats | Soort | Deelname | Telefoon | Niet aanschrijven"


def older(row: str, also: str = "") -> Snapshot:
    """Make a roster of template 1.0 with one school."""
    form = "[tblRegio]\nSjabloonversie | 1.0\n"
    return tables.snapshot(f"{form}{also}[tblScholen]\n{SCHOOL}\n{row}", version="1.0")


def with_value(book: Snapshot, heading: str, value: Value) -> Snapshot:
    """Put a value under a heading of the only school."""
    sheet = next(s for s in book.sheets if s.name == "Scholen")
    head, row = sheet.rows
    at = head.index(heading)
    changed = replace(sheet, rows=(head, (*row[:at], value, *row[at + 1 :])))
    return replace(book, sheets=tuple(changed if s is sheet else s for s in book.sheets))


def test_what_cannot_be_seen_and_mailto_do_not_come_along() -> None:
    contact = "[tblContacten]\nVestiging | Naam | E-mail\n00AH17 | J.\u200b Bos | mailto:j@w.nl\n"
    mail = "Programmamanager: e-mail | mailto:m@sto.example\n"
    school = "00AH17 | De Werk\u200bhoek\ufeff | Weg\u00a01 | \u200b"
    found = adopt(of_snapshot(older(school, mail + contact)))
    assert rows(found, "Scholen") == [
        {"Vestiging": "00AH17", "School": "De Werkhoek", "Adres": "Weg 1"}
    ]
    assert rows(found, "Contacten") == [
        {"Vestiging": "00AH17", "Naam": "J. Bos", "E-mail": "j@w.nl"}
    ]
    assert ("Programmamanager: e-mail", "m@sto.example") in found.content["tblRegio"]


@pytest.mark.parametrize("heading", ["Adres", "School", "Plaats"])
def test_a_day_where_a_text_belongs_stays_one_and_is_asked_about(
    heading: str, tmp_path: Path
) -> None:
    old = with_value(older("00AH17 | A | Weg 1 | Assen | vmbo"), heading, dt.date(2026, 2, 10))
    path = tmp_path / "regiobestand.xlsx"
    path.write_bytes(roster_bytes(adopt(of_snapshot(old)).content))
    report = routines.examine(read_file(path), tables.PEILDATUM).report
    (told,) = (f for f in report.findings if f.code.startswith("WRK-04"))
    assert (told.code, "10-02-2026" in told.message) == ("WRK-041", True)


def test_a_day_among_the_house_numbers_of_a_list_is_no_house_number() -> None:
    (sheet,) = book("School | Straat | Huisnummer\nA | Weg | 10\nB | Weg | 4\nC | Weg | 6").sheets
    day = {(2, 3): OldCell(dt.date(2026, 2, 10))}
    found = adopt(made([replace(sheet, cells={**sheet.cells, **day})]))
    assert [row["Adres"] for row in rows(found, "Scholen")] == ["Weg", "Weg 4", "Weg 6"]
    assert rows(found, "Scholen")[0]["Opmerking"] == "Huisnummer: 10-02-2026"
    assert "‘10-02-2026’ bij Huisnummer is niet zeker" in found.asks[0]


DOUBT = ["deelnemer/aangemeld", "deelnemer of geen", "deelnemer [nog]", "n.v.t.", "aangemeld?"]
DOUBT += ["volgt", "geen, gestopt", "≠deelnemer", "ja en nee"]


@pytest.mark.parametrize("doubt", DOUBT)
def test_doubt_about_a_choice_stands_with_the_remarks_and_is_asked_about(doubt: str) -> None:
    school = {"Vestiging": "00AH17", "School": "A"}
    kept = [{**school, "Opmerking": f"Deelname: {doubt}"}]
    lifted = adopt(of_snapshot(older(f"00AH17 | A | | | | {doubt}")))
    assert rows(lifted, "Scholen") == kept
    (asked,) = lifted.asks
    assert asked == (
        f"Scholen!I2: ‘{doubt}’ bij Deelname is niet zeker, dus is Deelname niet ingevuld; het "
        "staat bij Opmerking. Vul Deelname zelf in als u het weet"
    )
    listed = adopted(f"Vestiging | School | Deelname\n00AH17 | A | {doubt}\n00AH18 | B | geen")
    assert rows(listed, "Scholen")[:1] == kept
    assert len(listed.asks) == 1


@pytest.mark.parametrize("typed", ["Deelnemer", "in gesprek", "onbekend", "deelneemer"])
def test_a_choice_and_a_slip_stay_where_they_stood(typed: str) -> None:
    found = adopt(of_snapshot(older(f"00AH17 | A | | | | {typed}")))
    assert rows(found, "Scholen")[0]["Deelname"] == typed
    assert not found.asks


def test_a_choice_of_the_form_that_is_in_doubt_is_left_out_by_name() -> None:
    found = adopt(of_snapshot(older("00AH17 | A", "Land | Nederland?\n")))
    assert "Land" not in [label for label, _ in found.content["tblRegio"]]
    assert "Land: Nederland?" in [aside.text for aside in found.left_out]


NUMBERS = ["0314-123456 / 06 12345678", "0314 123456; 06 12345678", "0314 123456 06 12345678"]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_of_two_numbers_or_addresses_the_first_stands_in_the_cell(numbers: str) -> None:
    people = f"Vestiging | Naam | E-mail | Telefoon\n00AH17 | J. Bos | j@w.nl; b@w.nl | {numbers}"
    school = f"00AH17 | A | Weg 1 | Assen | vmbo | deelnemer | {numbers}"
    lifted = adopt(of_snapshot(older(school, f"[tblContacten]\n{people}\n")))
    listed = adopted(
        "Vestiging | School | Schooltelefoon | Contactpersoon | E-mail | Telefoon\n"
        f"00AH17 | A | {numbers} | J. Bos | j@w.nl | {numbers}\n00AH18 | B | | K. Kok | k@w.nl |"
    )
    for found in (lifted, listed):
        made_school, contact = rows(found, "Scholen")[0], rows(found, "Contacten")[0]
        for told in (made_school, contact):
            assert "".join(filter(str.isdigit, str(told["Telefoon"]))) == "0314123456"
        assert contact["E-mail"] == "j@w.nl"
        assert "Telefoon van J. Bos: 06 12345678" in str(made_school["Opmerking"])
        checked = routines.examine(tables.book(found.content), tables.PEILDATUM).report
        assert not {"RST-062", "RST-101", "RST-102"} & {f.code for f in checked.findings}
    assert "E-mail van J. Bos: b@w.nl" in str(rows(lifted, "Scholen")[0]["Opmerking"])
