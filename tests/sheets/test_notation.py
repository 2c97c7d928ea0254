"""What people type is read as what it says, and doubt as doubt; nothing that is typed is believed.

Of every text a cell gives a value, or a finding that names the cell; never what it only looks like.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.grid import Value
from sto_xl.model import reference
from sto_xl.sheets import Column, Kind, notation
from sto_xl.sheets.cleaning import cleaned, disguised, is_empty
from sto_xl.sheets.misreading import Misread, Misreading
from sto_xl.sheets.placeholders import is_placeholder, key_of, says_later, says_none
from sto_xl.sheets.texts import stops_letters
from support.tables import QUIET, findings

STATUS = sheets.PLANNEN.column("Status")
YES_NO = sheets.SCHOLEN.column("Niet aanschrijven")
LEERWEG = sheets.AANBOD.column("Leerweg")
SOURCE = sheets.MIDDELEN.column("Bron")
WAY = sheets.ACTIVITEITEN.column("Manier")
COOPERATION = sheets.SAMENWERKING.column("Soort")
#: Signs that say something of the word that they stand with.
SIGNS = ["?", "!", "≠", "±", "~", "*", "(", ")", "[", "…", "..", "¬", "=", '"', "<", "#", "\u0338"]


@pytest.mark.parametrize(
    ("typed", "column", "asked"),
    [
        ("goedgekeurd?", STATUS, "goedgekeurd"),
        ("goedgekeurd ?", STATUS, "goedgekeurd"),
        ("goedgekeurd\uff1f", STATUS, "goedgekeurd"),
        ("(goedgekeurd)", STATUS, "goedgekeurd"),
        ("goedgekeurd...", STATUS, "goedgekeurd"),
        ("ca. goedgekeurd", STATUS, "goedgekeurd"),
        ("goedgekeurd (onder voorbehoud)", STATUS, "goedgekeurd"),
        ("nee?", YES_NO, "nee"),
        ("≠ja", YES_NO, "ja"),
        ("!nee", YES_NO, "nee"),
        ("±ja", YES_NO, "ja"),
        ("ja (volgt)", YES_NO, "ja"),
        ("j\u0336a\u0336", YES_NO, "ja"),  # with a line through it
        ("ja/nee", YES_NO, "ja’ of ‘nee"),
        ("не ja", YES_NO, "ja"),
        ('"', YES_NO, ""),
        ("idem", YES_NO, ""),
        ("aangemeld?", sheets.SCHOLEN.column("Deelname"), "aangemeld"),
        ("vmbo?", sheets.SCHOLEN.column("Soort"), "vmbo"),
        ("D&P?", sheets.AANBOD.column("Profiel"), "D&P"),
        ("K/B", LEERWEG, "KB’ of ‘BB"),
        ("B/K", LEERWEG, "BB’ of ‘KB"),
        ("K B", LEERWEG, "KB’ of ‘BB"),
        ("BB/KB", LEERWEG, "BB’ of ‘KB"),
        ("BB + TL", LEERWEG, "BB’ of ‘TL"),
        ("mbo/hbo", sheets.PARTNERS.column("Soort"), "mbo’ of ‘hbo"),
        ("STO/school", SOURCE, "STO’ of ‘eigen middelen"),
        ("school?", SOURCE, "eigen middelen"),
        ("gemeente", SOURCE, "cofinanciering"),
        ("subsidie", SOURCE, "STO"),
        ("beroepsgericht keuzevak", WAY, "technisch keuzevak"),
        ("zorginstelling", COOPERATION, "bedrijf"),
        ("gastles", WAY, ""),
    ],
)
def test_doubt_is_no_choice_and_is_asked_about(typed: str, column: Column, asked: str) -> None:
    read = notation.interpret(typed, column)
    assert isinstance(read, Misread)
    assert (read.why, read.suggestion) == (Misreading.CHOICE, asked)


@pytest.mark.parametrize(
    ("typed", "column", "meant"),
    [
        ("Goedgekeurd.", STATUS, "goedgekeurd"),
        ("in-gesprek", STATUS, "in gesprek"),
        (" J ", YES_NO, "ja"),
        ("ja\u200b", YES_NO, "ja"),
        ("\ufeffnee\u00a0", YES_NO, "nee"),
        ("onbekend", YES_NO, None),
        ("?", YES_NO, None),
        ("k.b.", LEERWEG, "KB"),
        ("havo / vwo", sheets.SCHOLEN.column("Soort"), "havo/vwo"),
        ("Maritiem & techniek", sheets.AANBOD.column("Profiel"), "MaT"),
        ("Z & W", sheets.AANBOD.column("Profiel"), "Z&W"),
        ("Gemeente", sheets.PARTNERS.column("Soort"), "overheid"),
        ("ROC", COOPERATION, "mbo"),
        ("Basisscholen", COOPERATION, "po"),
        ("school", SOURCE, "eigen middelen"),
        ("Eigen bijdrage", SOURCE, "eigen middelen"),
        ("STO-subsidie", SOURCE, "STO"),
        ("keuzevak", WAY, "technisch keuzevak"),
        ("in het profiel", WAY, "techniek in het profiel"),
        ("Onderbouw", WAY, "techniek in de onderbouw"),
        ("akkoord", YES_NO, "ja"),
    ],
)
def test_other_spellings_are_read_as_ever(typed: str, column: Column, meant: str | None) -> None:
    assert notation.interpret(typed, column) == meant


def test_every_known_notation_is_meant_for_certain() -> None:
    for kind in ("profiel", "leerweg", "sector"):
        known = reference.notations(kind)
        for typed, code in known.items():
            assert reference.meant(typed, known) == code
    for name, choices in sheets.lists().items():
        if name == "lstProfiel":  # of a sector that is also a profile the profile is meant
            continue
        column = Column("Kolom", "veld", Kind.CHOICE, choices=name)
        assert [notation.interpret(choice, column) for choice in choices] == list(choices)


CHOOSING = [
    c for t in sheets.TEMPLATES for s in t.input for c in s.columns if c.kind is Kind.CHOICE
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_choice_with_any_sign_that_says_something_is_never_taken_for_certain(
    data: st.DataObject,
) -> None:
    column = data.draw(st.sampled_from(CHOOSING))
    choice = data.draw(st.sampled_from(sheets.lists()[column.choices]))
    at = data.draw(st.integers(0, len(choice)))
    typed = choice[:at] + data.draw(st.sampled_from(SIGNS)) + choice[at:]
    assert isinstance(notation.interpret(typed, column), Misread)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([c for s in sheets.ROSTER.input for c in s.columns if c.field]),
    st.text(st.characters(), max_size=12),
)
def test_any_text_gives_a_value_that_it_says_or_a_finding(column: Column, typed: str) -> None:
    read = notation.interpret(typed, column)
    if isinstance(read, str) and column.kind in (Kind.TEXT, Kind.CODE, Kind.LONG):
        assert " ".join(read.split()) == " ".join(cleaned(typed).split())
    if column.kind is Kind.CHOICE and isinstance(read, str):
        assert not reference.doubted(cleaned(typed))


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("06\u20115270\u20112892", "06-5270-2892"),
        ("06 – 5270 — 2892", "06 - 5270 - 2892"),
        ("\u22125", "-5"),
        ("A.\u00a0Bos", "A. Bos"),
        ("A.\u202fBos\u2009jr.", "A. Bos jr."),
        ("zo\u00adgezegd\u200b\u200d\ufeff", "zogezegd"),
        ("\u202aa.bos@school.nl\u202c", "a.bos@school.nl"),
        ("✔\ufe0f", "✔"),
        ("een\r\ntwee\u2028drie\nvier", "een\ntwee\ndrie\nvier"),
        ("een\ttwee", "een twee"),
        ("mailto:a.bos@school.nl", "a.bos@school.nl"),
        ("MAILTO: a.bos@school.nl?subject=STO", "a.bos@school.nl"),
        ("mailto: volgt", "mailto: volgt"),
        ("café, één", "café, één"),
    ],
)
def test_what_cannot_be_seen_is_taken_away(typed: str, clean: str) -> None:
    assert cleaned(typed) == clean
    assert cleaned(clean) == clean


def test_a_cell_with_signs_only_that_cannot_be_seen_is_empty() -> None:
    assert is_empty("\u200b\u00a0\ufeff")
    assert not is_empty("-")
    assert not is_empty(0)
    text = QUIET + "[tblScholen]\nVestiging | School\n\u200b | \u00a0\u200e\n"
    assert not [where for _, where in findings(text) if where.startswith("Scholen!")]


def test_a_sentence_names_the_letter_that_looks_like_another() -> None:
    assert disguised("00\u0410H17") == "Let op: de ‘\u0410’ op plaats 3 is een Cyrillische letter."
    assert disguised("00AH1\x07") == "Let op: teken 6 is een onzichtbaar stuurteken."
    assert disguised("Café De Brug – één") == disguised("") == ""


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("3-4-25", Kind.DATE, dt.date(2025, 4, 3)),
        ("1-9-27", Kind.DATE, dt.date(2027, 9, 1)),
        ("1 sept. ’27", Kind.DATE, dt.date(2027, 9, 1)),
        ("1/9/99", Kind.DATE, dt.date(1999, 9, 1)),
        ("20250612", Kind.DATE, dt.date(2025, 6, 12)),
        (20250612, Kind.DATE, dt.date(2025, 6, 12)),
        ("2025/06/12", Kind.DATE, dt.date(2025, 6, 12)),
        ("1\u00a0–\u00a09\u00a0–\u00a02027", Kind.DATE, dt.date(2027, 9, 1)),
        ("1 250", Kind.WHOLE, Decimal(1250)),
        ("€ 1 250 000,50", Kind.AMOUNT, Decimal("1250000.50")),
        ("€\u202f12.500,–", Kind.AMOUNT, Decimal(12500)),
        ("50,=", Kind.AMOUNT, Decimal(50)),
        ("12,50", Kind.AMOUNT, Decimal("12.50")),
        ("0,125", Kind.NUMBER, Decimal("0.125")),
        ("1.000,125", Kind.NUMBER, Decimal("1000.125")),
    ],
)
def test_numbers_and_days_are_read_as_the_dutch_write_them(
    typed: Value, kind: Kind, meant: object
) -> None:
    assert notation.interpret(typed, Column("Kolom", "veld", kind)) == meant


@pytest.mark.parametrize(
    ("typed", "kind", "why", "asked"),
    [
        ("1,000", Kind.WHOLE, Misreading.TWO_NUMBERS, "1’ of ‘1000"),
        ("10,000", Kind.AMOUNT, Misreading.TWO_NUMBERS, "10’ of ‘10000"),
        ("€ 12,500", Kind.AMOUNT, Misreading.TWO_NUMBERS, "12,5’ of ‘12500"),
        ("1,250,000", Kind.AMOUNT, Misreading.TWO_NUMBERS, "1250000"),
        ("30 28", Kind.WHOLE, Misreading.NUMBER, ""),
        ("ca. 20", Kind.WHOLE, Misreading.NUMBER, ""),
        ("±20", Kind.WHOLE, Misreading.NUMBER, ""),
        ("20?", Kind.WHOLE, Misreading.NUMBER, ""),
        ("(20)", Kind.AMOUNT, Misreading.NUMBER, ""),
        ('"', Kind.WHOLE, Misreading.NUMBER, ""),
        ("1.25.000", Kind.AMOUNT, Misreading.NUMBER, ""),
        ("31-2-25", Kind.DATE, Misreading.DATE, ""),
        ("20251301", Kind.DATE, Misreading.DATE, ""),
        (45901, Kind.DATE, Misreading.DATE, ""),
        ("1 maandag 2025", Kind.DATE, Misreading.DATE, ""),
        ("1-9-2027?", Kind.DATE, Misreading.DATE, ""),
        ("idem", Kind.DATE, Misreading.DATE, ""),
    ],
)
def test_a_number_or_day_that_can_be_another_is_asked_about(
    typed: Value, kind: Kind, why: Misreading, asked: str
) -> None:
    read = notation.interpret(typed, Column("Kolom", "veld", kind))
    assert isinstance(read, Misread)
    assert (read.why, read.suggestion) == (why, asked)


NAME, ADDRESS = sheets.SCHOLEN.column("School"), sheets.SCHOLEN.column("Adres")
CONDITIONS = sheets.PLANNEN.column("Voorwaarden")


@pytest.mark.parametrize(
    ("typed", "column", "why", "stops"),
    [
        ("#N/B", NAME, Misreading.ERROR, True),
        ("#VERW!", ADDRESS, Misreading.ERROR, True),
        ("#DEEL/0!", sheets.CONTACTEN.column("Functie"), Misreading.ERROR, False),
        ("######", ADDRESS, Misreading.ERROR, True),
        (0, ADDRESS, Misreading.NOTHING, True),
        (12, NAME, Misreading.NO_NAME, True),
        ("12-14", ADDRESS, Misreading.NO_NAME, True),
        (True, NAME, Misreading.NO_NAME, True),
        (dt.date(2026, 2, 10), ADDRESS, Misreading.MADE_A_DATE, True),
        (dt.datetime(2026, 2, 10), CONDITIONS, Misreading.MADE_A_DATE, True),
        (
            dt.date(2026, 2, 1),
            sheets.ACTIVITEITEN.column("Leerjaar"),
            Misreading.MADE_A_DATE,
            False,
        ),
        ("volgt", NAME, Misreading.NOT_YET, True),
        ("zie boven", CONDITIONS, Misreading.NOT_YET, True),
        ("geen?", CONDITIONS, Misreading.NOT_YET, True),
        ('"', CONDITIONS, Misreading.NOT_YET, True),
        ("geen", CONDITIONS, Misreading.NOTHING, False),
        ("n.v.t.", CONDITIONS, Misreading.NOTHING, False),
        ("Geen bijzondere voorwaarden.", CONDITIONS, Misreading.NOTHING, False),
        ("(leeg)", sheets.REGIO.column("Ondersteuner"), Misreading.NOTHING, False),
        ("-", sheets.PLANNEN.column("Kenmerk"), Misreading.NOTHING, False),
        ("volgt", sheets.CONTACTEN.column("E-mail"), Misreading.NOT_YET, False),
        ("n.v.t.", sheets.PLAN_FORM.column(sheets.QUESTIONS[0].heading), Misreading.NOTHING, True),
    ],
)
def test_a_text_that_is_none_is_not_believed(
    typed: Value, column: Column, why: Misreading, *, stops: bool
) -> None:
    read = notation.interpret(typed, column)
    assert isinstance(read, Misread)
    assert (read.why, stops_letters(column, read.why)) == (why, stops)


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Geen zorgen, wij helpen", CONDITIONS),
        ("1 lokaal, geen computers", CONDITIONS),
        ("'s-Gravenhage", sheets.SCHOLEN.column("Plaats")),
        ("Postbus 12", ADDRESS),
        ("IJ 7", ADDRESS),
        ("X", NAME),
        ("Prof. dr. Ø", sheets.CONTACTEN.column("Naam")),
        ("北京路 5", ADDRESS),
        ("volgt", sheets.SCHOLEN.column("Opmerking")),
        ("geen", sheets.SCHOLEN.column("Reden")),
        ("een\ntwee – drie".replace(" – ", " - "), CONDITIONS),
    ],
)
def test_a_text_that_says_something_is_believed(typed: str, column: Column) -> None:
    assert notation.interpret(typed, column) == typed


@pytest.mark.parametrize(
    "typed", ["volgt", "-", "?", "onbekend", "n.v.t.", "0", "(leeg)", "—", "…"]
)
def test_a_placeholder_is_no_key(typed: str) -> None:
    assert is_placeholder(typed)
    assert says_none(typed) is not says_later(typed)
    assert key_of(typed) is None


@pytest.mark.parametrize("typed", ["12345", "0AH17", "00AH17", "De Brug", "geen idee school"])
def test_a_code_with_a_slip_and_a_name_are_keys(typed: str) -> None:
    assert key_of(typed) is not None


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("D&P; Z&W", ["D&P", "Z&W"]),
        ("D&P/Z&W", ["D&P", "Z&W"]),
        ("BB / KB;GL", ["BB", "KB", "GL"]),
        ("1 t/m 3", ["1 t/m 3"]),
        ("klas 1/2", ["klas 1", "2"]),
        (None, []),
    ],
)
def test_where_several_may_be_a_stroke_joins(typed: str | None, values: list[str]) -> None:
    assert list(notation.parts(typed)) == values


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BB", ["BB"]),
        ("BB/KB", ["BB", "KB"]),
        ("bb, kb en gl", ["BB", "KB", "GL"]),
        ("BBL + KBL", ["BB", "KB"]),
        ("basis & kader", ["BB", "KB"]),
        ("BB of KB", []),
        ("BB, havo", []),
        ("BB en KB?", []),
        ("alle", []),
    ],
)
def test_several_in_a_cell_are_meant_when_each_is_for_certain(typed: str, meant: list[str]) -> None:
    known = notation.choices("lstLeerweg")
    assert [one for part in notation.parts(typed) for one in notation.meant(part, known)] == meant


@pytest.mark.parametrize(
    "typed", ["zorg & welzijn, economie en ondernemen", "Z&W en E&O", "E&O Z&W", "ZW+EO"]
)
def test_a_word_that_joins_may_stand_within_a_name_as_well(typed: str) -> None:
    assert set(notation.meant(typed, reference.notations("profiel"))) == {"Z&W", "E&O"}


@pytest.mark.parametrize(
    ("typed", "heading", "meant"),
    [
        ("12 stuks", "Aantal", 12),
        ("1,5 uur", "Aantal", Decimal("1.5")),
        ("12x", "Aantal", 12),
        ("€ 400,- per stuk", "Prijs", 400),
        ("75/uur", "Prijs", 75),
        ("4 klassen", "Aantal", None),
        ("ca. 12 stuks", "Aantal", None),
        ("stuks", "Aantal", None),
        ("400 of 500 per stuk", "Prijs", None),
    ],
)
def test_what_a_number_counts_may_stand_behind_it(
    typed: str, heading: str, meant: Decimal | int | None
) -> None:
    read = notation.interpret(typed, sheets.MIDDELEN.column(heading))
    assert read == (meant if meant is not None else Misread(Misreading.NUMBER, typed))
