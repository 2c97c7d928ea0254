"""Cells as people write them are read as what they meant; nothing that stands in one raises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sto_xl import sheets
from sto_xl.grid import Value
from sto_xl.model import Leerweg, location_key, reference, vestiging_code
from sto_xl.model.findings import Severity
from sto_xl.region import invitations, routines
from sto_xl.sheets import Column, Kind, notation, roster
from sto_xl.sheets.conversion import PYDANTIC_ERRORS
from sto_xl.sheets.notation import Misread, Misreading
from support.guards import agree
from support.made_up import ANY_VALUE, tried
from support.tables import PEILDATUM, QUIET, book, read, snapshot


@tried(200)
@given(st.data())
def test_any_grid_of_values_gives_records_and_findings_and_never_an_exception(
    data: st.DataObject,
) -> None:
    content = {}
    for spec in sheets.ROSTER.input:
        width = 2 if spec.form else len(spec.columns)
        row = st.tuples(*[ANY_VALUE] * width)
        if spec.form:
            values = data.draw(st.lists(ANY_VALUE, min_size=24, max_size=24))
            content[spec.name] = tuple(
                (column.heading, value) for column, value in zip(spec.columns, values, strict=False)
            )
        else:
            content[spec.name] = tuple(data.draw(st.lists(row, max_size=4)))
    examined = routines.examine(book(content), PEILDATUM)
    assert len(routines.flag(examined)) == len(examined.basis.locations)
    routines.summarise(examined)
    invitations.invite(examined)
    for finding in examined.report.findings:
        assert finding.message
        assert "{" not in finding.remedy


def test_every_error_that_pydantic_raises_for_a_field_has_its_meaning() -> None:
    values = [
        *(None, True, 7, -7, 7.5, float("inf"), float("nan"), 10**40, Decimal("1.5"), b"x"),
        *("", "x", "12", "2026-01-01", "x" * 40_000, "\ud800", [], {}, object()),
        *(dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 12), dt.time(12), dt.timedelta(days=1)),
    ]
    seen = set()
    for spec in sheets.ROSTER.input:
        assert spec.record is not None
        for name, field in spec.record.model_fields.items():
            adapter: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())
            for value in values if name != "line" else ():
                try:
                    adapter.validate_python(value)
                except ValidationError as error:
                    seen |= {item["type"] for item in error.errors()}
    lacking = "{} has no meaning: add it to PYDANTIC_ERRORS in sto_xl/sheets/conversion.py"
    agree(PYDANTIC_ERRORS, seen, lacking)


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("1.250", Kind.WHOLE, Decimal(1250)),
        ("€ 50.000,-", Kind.AMOUNT, Decimal(50000)),
        ("50.000,50 euro", Kind.AMOUNT, Decimal("50000.50")),
        ("1.5", Kind.AMOUNT, Decimal("1.5")),
        ("<5", Kind.WHOLE, None),
        ("onbekend", Kind.WHOLE, None),
        ("10%", Kind.SHARE, Decimal("0.1")),
        ("7,5 %", Kind.SHARE, Decimal("0.075")),
        ("1-9-2025", Kind.DATE, dt.date(2025, 9, 1)),
        ("01/09/2025", Kind.DATE, dt.date(2025, 9, 1)),
        ("1 september 2025", Kind.DATE, dt.date(2025, 9, 1)),
        ("1 mrt. 2025", Kind.DATE, dt.date(2025, 3, 1)),
        ("2025-09-01", Kind.DATE, dt.date(2025, 9, 1)),
        (dt.datetime(2025, 9, 1, 14, 30), Kind.DATE, dt.date(2025, 9, 1)),
        (612345678, Kind.CODE, "612345678"),
        ("  De Brug\n", Kind.TEXT, "De Brug"),
    ],
)
def test_a_value_is_read_as_what_was_meant(typed: Value, kind: Kind, meant: object) -> None:
    assert notation.interpret(typed, Column("Kolom", "veld", kind)) == meant


@pytest.mark.parametrize(
    ("typed", "kind", "why"),
    [
        ("veertig", Kind.WHOLE, Misreading.NUMBER),
        ("12 klassen", Kind.WHOLE, Misreading.NUMBER),
        (dt.date(2025, 9, 1), Kind.WHOLE, Misreading.NUMBER),
        (True, Kind.AMOUNT, Misreading.NUMBER),
        ("31-2-2025", Kind.DATE, Misreading.DATE),
        (45901, Kind.DATE, Misreading.DATE),
        ("tien%", Kind.SHARE, Misreading.SHARE),
    ],
)
def test_what_cannot_be_read_says_why(typed: Value, kind: Kind, why: Misreading) -> None:
    read_ = notation.interpret(typed, Column("Kolom", "veld", kind))
    assert isinstance(read_, Misread)
    assert read_.why is why


def test_every_known_notation_of_a_profile_and_a_leerweg_is_read() -> None:
    profiel, leerweg = sheets.AANBOD.column("Profiel"), sheets.AANBOD.column("Leerweg")
    for known in reference.profielen().values():
        for typed in (known.naam, known.code.lower(), known.duo, *known.elementcodes):
            assert notation.interpret(typed, profiel) == known.code, typed
    for info in reference.leerwegen().values():
        for typed in (info.naam.upper(), *info.aliassen, f"VO-VMBO-{info.code}"):
            assert notation.interpret(typed, leerweg) == info.code, typed


def test_there_are_ten_profiles_five_of_them_technical() -> None:
    technical = [code for code in reference.profielen() if reference.is_technical(code)]
    assert len(reference.profielen()) == 10
    assert technical == ["BWI", "PIE", "M&T", "MVI", "MaT"]
    assert [info.code for info in reference.leerwegen().values()] == list(Leerweg)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("00ah17", "00AH17"),
        (" 00 AH 17 ", "00AH17"),
        ("0AH17", None),
        ("00AH1\u0667", None),
        (None, None),
    ],
)
def test_a_vestiging_is_known_by_its_code_case_and_blanks_aside(
    typed: str | None, code: str | None
) -> None:
    assert vestiging_code(typed) == code
    assert location_key("  De  Brug ") == "de brug"


def test_another_spelling_from_the_regions_own_list_leads_to_its_location() -> None:
    text = (
        QUIET
        + "[tblScholen]\nVestiging | School | Soort\n00AH17 | De Brug | vmbo\n"
        + "[tblAanbod]\nVestiging | Profiel | Leerweg\nBrug, loc. Zuid | D&P | BB\n"
    )
    plain = read(text)
    assert "00AH17" not in plain.offerings_by_location
    made = snapshot(text)
    aliases = book({"tblAliassen": (("Brug, loc. Zuid", "00AH17"),)}, optional=True)
    with_aliases = roster.read_roster(
        type(made)(
            made.name, (*made.sheets, *aliases.sheets[-1:]), (*made.tables, *aliases.tables[-1:])
        )
    )
    assert "00AH17" in with_aliases.offerings_by_location


@pytest.mark.parametrize(("typed", "code"), [("", "00AH17"), ("volgt", "00AH17"), ("41A", "41A")])
def test_the_code_that_a_name_is_known_by_is_that_of_a_school_without_one(
    typed: str, code: str
) -> None:
    text = f"""{QUIET}[tblScholen]
Vestiging | School | Soort
{typed} | Brug, loc. Zuid | vmbo
[tblAliassen]
Andere schrijfwijze | Vestiging van
brug, loc. zuid | 00AH17
"""
    (school,) = read(text).schools
    assert school.vestiging == code


def test_a_record_with_one_bad_cell_keeps_its_other_values() -> None:
    text = QUIET + "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Bereikt\n"
    found = read(text + "00AH17 | D&P | BB | 7,5 | -1\n")
    (offering,) = found.offerings
    assert (offering.profiel, offering.leerweg) == ("D&P", Leerweg.BB)
    assert (offering.leerlingen, offering.bereikt) == (None, None)
    assert {problem.misread.why for problem in found.book.problems} == {
        Misreading.WHOLE,
        Misreading.NEGATIVE,
    }


def test_findings_are_counted_as_they_are_listed() -> None:
    text = QUIET + "[tblScholen]\nVestiging | School | Sinds | Laatste contact\n"
    report = routines.examine(
        snapshot(text + "00AH17 | A | 1-1-2019 | 1-1-2019\n"), PEILDATUM
    ).report
    assert [finding.code for finding in report.findings].count("RST-060") == 2
    listed = [finding.severity for finding in report.findings]
    assert report.counts[Severity.WAARSCHUWING] == listed.count(Severity.WAARSCHUWING)
