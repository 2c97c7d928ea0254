"""Each rule finds what it is for, at the right cell, and keeps quiet otherwise.

The tables are text: on top of a quiet region stands what the case is about. Every rule has a case
that triggers it and one that does not; the last test proves that none is missing.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tables import PEILDATUM, QUIET, findings, snapshot

from sto_xl import roster, sheets
from sto_xl.grid import ListObject, Notice, NoticeKind, Sheet, Snapshot
from sto_xl.rules import CATALOGUE, check

REGIO = "[tblRegio]\n"
SCHOOL = "[tblScholen]\nVestiging | School | Bevoegd gezag | Soort | Deelname | Sinds | "
GOOD = (
    "[tblScholen]\nVestiging | School | Bevoegd gezag | Soort | Deelname\n"
    "00AH17 | De Werkhoek | 41234 | vmbo | geen\n"
    "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak\n"
    "00AH17 | D&P | BB | 40 | nee\n"
)
CONTACT = "[tblContacten]\nVestiging | Naam | E-mail | Telefoon | Brief\n"
OFFER = (
    "[tblScholen]\nVestiging | School | Bevoegd gezag | Soort | Deelname\n"
    "00AH17 | De Werkhoek | 41234 | vmbo | geen\n"
    "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | "
    "Praktijkgericht programma | Bereikt\n"
)
PARTNER = "[tblPartners]\nPartner | Soort | Cofinanciering | Vorm\nROC | mbo | | \nB | po | | \n"
PLAN = "[tblPlannen]\nKenmerk | Vestiging | Status | Gevraagd | Toegekend | Besluitdatum\n"


def region(**lines: str) -> str:
    """Write a region of which no rule finds anything, but for these lines."""
    known = {
        "Regionummer": "STO19072",
        "Naam van de regio": "Proefregio",
        "Soort regio": "techniekregio",
        "Land": "Nederland",
        "Penvoerder: nummer bevoegd gezag": "41234",
        "Programmamanager: naam": "M. Vos",
        "Programmamanager: e-mail": "m.vos@sto.example",
    }
    merged = known | lines
    return REGIO + "".join(f"{label} | {value}\n" for label, value in merged.items())


def with_region(**lines: str) -> str:
    """Write the quiet roster with another region."""
    return QUIET.replace(QUIET[: QUIET.index("[tblPartners]")], region(**lines)) + GOOD


def with_school(row: str) -> str:
    """Write the quiet region with one more school."""
    head = "Vestiging | School | Bevoegd gezag | Soort | Deelname | Sinds | Postcode | "
    head += "Laatste contact | Opgegaan in\n"
    first = "00AH17 | De Werkhoek | 41234 | vmbo | geen\n"
    offering = GOOD[GOOD.index("[tblAanbod]") :] + "00AH18 | D&P | BB | 40 | nee\n"
    return QUIET + "[tblScholen]\n" + head + first + row + "\n" + offering


def with_contact(*rows: str) -> str:
    return QUIET + GOOD + CONTACT + "\n".join(rows)


def with_offering(*rows: str) -> str:
    return QUIET + OFFER + "\n".join(rows)


def with_partner(row: str) -> str:
    region_text = QUIET[: QUIET.index("[tblPartners]")]
    return region_text + GOOD + PARTNER + row


def with_plan(row: str, **lines: str) -> str:
    return with_region(**lines) + PLAN + row


MAXIMUM = "Subsidiemaximum 2025-2028"
BASE = "Subsidiabele meerjarenbegroting"
NORM = "Cofinancieringsnorm"

#: code: (what triggers it, where, what does not).
CASES: dict[str, tuple[str, str, str]] = {
    "WRK-012": (
        with_region(Sjabloonversie="0.1"),
        "Regio!B24",
        with_region(Sjabloonversie=sheets.TEMPLATE_VERSION),
    ),
    "WRK-010": (
        with_offering("00AH17 | PIE | BB | 9", " |  |  | ", "00AH17 | PIE | KB | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | KB | 9"),
    ),
    "WRK-030": (
        with_offering("00AH17 | PIE | BB | veertig"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | <5"),
    ),
    "WRK-031": (
        with_offering("00AH17 | PIE | BB | 7,5"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | 1.075"),
    ),
    "WRK-032": (
        with_partner("X | bedrijf | -5 | geld"),
        "Partners!D4",
        with_partner("X | bedrijf | 5 | geld"),
    ),
    "WRK-033": (with_region(**{NORM: "10"}), "Regio!B21", with_region(**{NORM: "10%"})),
    "WRK-034": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | najaar"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1 sept. 2025"),
    ),
    "WRK-035": (
        with_school("00AH18 | B | 41234 | vmbo | deelneemer"),
        "Scholen!I3",
        with_school("00AH18 | B | 41234 | VMBO | Geen"),
    ),
    "WRK-036": (
        with_school(f"00AH18 | {'x' * 32_768} | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school(f"00AH18 | {'x' * 32_767} | 41234 | vmbo | geen"),
    ),
    "WRK-037": (
        with_offering("00AH17 | PIE | BB | 1000000"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | 999999"),
    ),
    "RST-001": (with_region(Regionummer=""), "Regio!B2", with_region()),
    "RST-002": (with_region(Regionummer="19072"), "Regio!B2", with_region()),
    "RST-003": (with_region(**{"Naam van de regio": ""}), "Regio!B3", with_region()),
    "RST-004": (with_region(**{"Penvoerder: nummer bevoegd gezag": ""}), "Regio!B6", with_region()),
    "RST-005": (
        with_region(**{"Penvoerder: nummer bevoegd gezag": "4123"}),
        "Regio!B6",
        with_region(),
    ),
    "RST-006": (
        with_region(**{"Penvoerder: nummer bevoegd gezag": "49999"}),
        "Regio!B6",
        with_region(),
    ),
    "RST-007": (with_region(**{"Programmamanager: e-mail": ""}), "Regio!B9", with_region()),
    "RST-008": (with_region(**{"Programmamanager: naam": ""}), "Regio!B8", with_region()),
    "RST-009": (
        with_region(**{"Soort regio": "techniekluwe regio", MAXIMUM: "4000001"}),
        "Regio!B18",
        with_region(**{"Soort regio": "techniekluwe regio", MAXIMUM: "4000000"}),
    ),
    "RST-050": (with_school(" | B | 41234 | vmbo | geen"), "Scholen!A3", with_school("")),
    "RST-051": (
        with_school("0AH18 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00 ah18 | B | 41234 | vmbo | geen"),
    ),
    "RST-052": (
        with_school("00ah17 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-053": (
        with_school("00AH18 |  | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-054": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | 9401"),
        "Scholen!D3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | 9401sl"),
    ),
    "RST-055": (
        with_school("00AH18 | B | 4123 | vmbo | geen"),
        "Scholen!F3",
        with_school("00AH18 | B | 41235 | vmbo | geen"),
    ),
    "RST-056": (
        with_school("00AH18 | B | 41234 | vmbo | "),
        "Scholen!I3",
        with_school("00AH18 | B | 41234 | pro | "),
    ),
    "RST-057": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1-8-2025"),
    ),
    "RST-058": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1-10-2026"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 30-9-2026"),
    ),
    "RST-059": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 1-10-2026"),
        "Scholen!O3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 30-9-2026"),
    ),
    "RST-060": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 31-12-2019"),
        "Scholen!O3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 1-1-2020"),
    ),
    "RST-061": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00ZZ00"),
        "Scholen!R3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17"),
    ),
    "RST-100": (with_contact("00ZZ00 | A. Bos"), "Contacten!A2", with_contact("00ah17 | A. Bos")),
    "RST-101": (
        with_contact("00AH17 | A. Bos | a.bos@school,nl"),
        "Contacten!E2",
        with_contact("00AH17 | A. Bos | a.bos@school.example"),
    ),
    "RST-102": (
        with_contact("00AH17 | A. Bos | | 06-12"),
        "Contacten!F2",
        with_contact("00AH17 | A. Bos | | 06 5270 2892"),
    ),
    "RST-103": (
        with_contact("00AH17 | A | | | geadresseerde", "00AH17 | B | | | geadresseerde"),
        "Contacten!H3",
        with_contact("00AH17 | A | | | geadresseerde", "00AH17 | B | | | kopie"),
    ),
    "RST-150": (
        with_offering("00AH17 | PIE | BB | 9", "00ZZ00 | PIE | BB | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9"),
    ),
    "RST-151": (
        with_offering("00AH17 | PIE | | 9"),
        "Aanbod!C2",
        with_offering("00AH17 | PIE | VMBO BL | 9"),
    ),
    "RST-152": (
        with_offering("00AH17 | | BB | 9"),
        "Aanbod!B2",
        with_offering("00AH17 | | TL | 9"),
    ),
    "RST-153": (
        with_offering("00AH17 | Techniek | BB | 9"),
        "Aanbod!B2",
        with_offering("00AH17 | Techniek | TL | 9"),
    ),
    "RST-154": (
        with_offering("00AH17 | Z&W | BB | 9 | ja | | 10"),
        "Aanbod!H2",
        with_offering("00AH17 | Z&W | BB | 9 | ja | | 9"),
    ),
    "RST-155": (
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | BL | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | KB | 9"),
    ),
    "RST-156": (
        with_school("00AH19 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-157": (
        with_offering("00AH17 | Z&W | KB | 9 | | ja"),
        "Aanbod!F2",
        with_offering("00AH17 | Z&W | GL | 9 | | ja"),
    ),
    "RST-158": (
        with_offering("00AH17 | D&P | KB | 9"),
        "Aanbod!E2",
        with_offering("00AH17 | D&P | KB | 9 | nee"),
    ),
    "RST-200": (with_partner("X | | | "), "Partners!B4", with_partner("X | hbo | | ")),
    "RST-201": (with_partner("X | hbo | | "), "Partners", with_partner("X | bedrijf | | ")),
    "RST-202": (
        with_partner("X | bedrijf | 50 | "),
        "Partners!E4",
        with_partner("X | bedrijf | 50 | in natura"),
    ),
    "RST-203": (
        with_region(**{BASE: "1000", NORM: "10%"}),
        "Regio!B19",
        with_region(**{BASE: "1000", NORM: "0%"}),
    ),
    "RST-250": (
        with_plan("P1 | 00ZZ00 | concept"),
        "Plannen!B2",
        with_plan("P1 | 00AH17 | concept"),
    ),
    "RST-251": (with_plan("P1 | 00AH17 | "), "Plannen!I2", with_plan("P1 | 00AH17 | concept")),
    "RST-252": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 11 | 1-9-2026"),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | 1-9-2026"),
    ),
    "RST-253": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | "),
        "Plannen!L2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | "),
    ),
    "RST-254": (
        with_plan("P1 | 00AH17 | ingediend | 10 | 10 | "),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | "),
    ),
    "RST-255": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{MAXIMUM: "80"}),
        "Regio!B18",
        # What stands there twice, and what is decided after the peildatum, does not count.
        with_plan(
            "P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026\n"
            "p1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026\n"
            "P2 | 00AH17 | goedgekeurd | 90 | 90 | 1-10-2026",
            **{MAXIMUM: "90"},
        ),
    ),
    "RST-256": (
        with_plan("P1 | 00AH17 | concept | 90\n p 1 | 00AH17 | concept\nP1 | 00AH17 | concept"),
        "Plannen!A4",
        with_plan("P1 | 00AH17 | concept | 90\nP2 | 00AH17 | concept\n | 00AH17 | concept"),
    ),
    "RST-257": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | | 1-9-2026"),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 0 | 1-9-2026"),
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_at_its_cell_and_is_quiet_otherwise(code: str) -> None:
    trigger, where, quiet = CASES[code]
    assert (code, where) in findings(trigger)
    assert code not in [found for found, _ in findings(quiet)]


GOOD_BOOK = snapshot(QUIET + GOOD)


def _codes(book: Snapshot) -> list[tuple[str, str]]:
    report = check(roster.read(book), PEILDATUM, [sheet.name for sheet in book.sheets])
    return [(finding.code, finding.where) for finding in report.findings]


def _without_table(name: str) -> Snapshot:
    return replace(GOOD_BOOK, tables=tuple(t for t in GOOD_BOOK.tables if t.name != name))


def _changed_table(named: str, /, **changes: object) -> Snapshot:
    return replace(
        GOOD_BOOK,
        tables=tuple(
            replace(t, **changes) if t.name == named else t  # type: ignore[arg-type]
            for t in GOOD_BOOK.tables
        ),
    )


def _changed_sheet(name: str, change: dict[tuple[int, int], str]) -> Snapshot:
    def edit(sheet: Sheet) -> Sheet:
        rows = tuple(
            tuple(change.get((r, c), value) for c, value in enumerate(row))
            for r, row in enumerate(sheet.rows)
        )
        return replace(sheet, rows=rows) if sheet.name == name else sheet

    return replace(GOOD_BOOK, sheets=tuple(map(edit, GOOD_BOOK.sheets)))


def _noticed(kind: NoticeKind, text: str = "#N/B") -> Snapshot:
    book = _changed_sheet("Aanbod", {(1, 3): ""})
    return replace(book, notices=(Notice(kind, "Aanbod", 2, 4, text),))


def _second_table(name: str) -> Snapshot:
    twin = ListObject(name, "Partners", 1, 1, 2, 6)
    return replace(
        _without_table("tblPlannen"), tables=(*_without_table("tblPlannen").tables, twin)
    )


#: What is wrong with the workbook itself: code, the workbook, where it is found.
BOOKS: dict[str, tuple[Snapshot, str]] = {
    "WRK-001": (
        replace(
            _without_table("tblPlannen"),
            sheets=tuple(s for s in GOOD_BOOK.sheets if s.name != "Plannen"),
        ),
        "Plannen",
    ),
    "WRK-002": (_without_table("tblAanbod"), "Aanbod"),
    "WRK-003": (_changed_table("tblAanbod", name="tblAanbod_2"), "Aanbod"),
    "WRK-004": (
        replace(
            _changed_table("tblAanbod", name="tblAanbod_2"),
            tables=(
                *_changed_table("tblAanbod", name="tblAanbod_2").tables,
                ListObject("tblAanbod3", "Aanbod", 10, 1, 11, 9),
            ),
        ),
        "Aanbod",
    ),
    "WRK-005": (_changed_table("tblAanbod", header=False), "Aanbod"),
    "WRK-006": (_changed_sheet("Aanbod", {(0, 1): "Richting"}), "Aanbod"),
    "WRK-007": (_changed_sheet("Aanbod", {(0, 3): "Aantal"}), "Aanbod"),
    "WRK-008": (_changed_sheet("Aanbod", {(0, 8): "Leerlingen"}), "Aanbod"),
    "WRK-009": (_changed_table("tblAanbod", bottom=1), "Aanbod!A2"),
    "WRK-011": (
        replace(GOOD_BOOK, notices=(Notice(NoticeKind.MERGED, "Aanbod", 2, 1, "A2:B2"),)),
        "Aanbod!A2",
    ),
    "WRK-019": (_noticed(NoticeKind.DISAGREEMENT, "gelezen is niets"), "Aanbod!D2"),
    "WRK-020": (_noticed(NoticeKind.ERROR), "Aanbod!D2"),
    "WRK-021": (_noticed(NoticeKind.NO_VALUE, "=A1"), "Aanbod!D2"),
    "WRK-022": (_noticed(NoticeKind.IMPOSSIBLE_DATE, "-1"), "Aanbod!D2"),
}


@pytest.mark.parametrize("code", BOOKS)
def test_what_is_wrong_with_the_workbook_itself_is_found(code: str) -> None:
    book, where = BOOKS[code]
    assert (code, where) in _codes(book)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "where", "said"),
    [
        ("Aanbod", 2, 4, "Aanbod!D2", "hetzelfde: x"),
        ("Regio", 3, 2, "Regio!B3", "hetzelfde: x"),
        ("Aanbod", 90, 4, "Aanbod", "(blad Aanbod, cel D90): x"),
        ("Blad1", 2, 4, "Regio", "(blad Blad1, cel D2): x"),
        ("Contacten", 2, 2, "Contacten!B2", "hetzelfde: het tweede leest iets anders."),
        ("", 0, 0, "Regio", "hetzelfde: x"),
    ],
)
def test_where_two_readers_disagree_is_found_at_the_cell_or_said_in_words(
    sheet: str, row: int, column: int, where: str, said: str
) -> None:
    notice = Notice(NoticeKind.DISAGREEMENT, sheet, row, column, "x")
    book = replace(GOOD_BOOK, notices=(notice,))
    found = check(roster.read(book), PEILDATUM, []).findings
    (finding,) = (f for f in found if f.code == "WRK-019")
    assert finding.where == where
    assert said in finding.message


def test_a_good_roster_gives_no_finding_at_all() -> None:
    assert _codes(GOOD_BOOK) == []


def test_no_rule_is_without_its_case() -> None:
    assert set(CASES) | set(BOOKS) == set(CATALOGUE)
    assert not set(CASES) & set(BOOKS)


def test_positions_are_those_that_excel_shows_when_a_table_starts_at_c4() -> None:
    trigger = CASES["RST-154"][0]
    assert ("RST-154", "Aanbod!J5") in findings(trigger, top=4, left=3)


def test_a_rule_is_not_run_where_a_field_it_reads_has_a_fout_already() -> None:
    found = [code for code, _ in findings(with_offering("00AH17 | PIE | BB | veertig | | | 50"))]
    assert "WRK-030" in found
    assert "RST-154" not in found


def test_what_needs_a_missing_table_is_not_reported_school_by_school() -> None:
    book = replace(
        GOOD_BOOK,
        sheets=tuple(s for s in GOOD_BOOK.sheets if s.name != "Scholen"),
        tables=tuple(t for t in GOOD_BOOK.tables if t.sheet != "Scholen"),
    )
    assert _codes(book) == [("WRK-001", "Scholen")]


def test_no_message_has_an_open_placeholder_or_a_technical_word() -> None:
    for text, _, _ in CASES.values():
        report = check(roster.read(snapshot(text)), PEILDATUM)
        for finding in report.findings:
            for sentence in (finding.message, finding.remedy):
                assert "{" not in sentence
                assert "None" not in sentence
                assert sentence.endswith((".", "?"))
                assert not {"string", "integer", "null", "validatie"} & set(sentence.split())


def test_personal_data_is_named_by_its_cell_and_not_repeated() -> None:
    text = with_contact("00AH17 | A. Bos | a.bos@school,nl | 06-12")
    report = check(roster.read(snapshot(text)), PEILDATUM)
    about = [f for f in report.findings if f.code in {"RST-101", "RST-102"}]
    assert len(about) == 2
    assert not any("a.bos" in f.message or "06-12" in f.message for f in about)


def test_the_order_of_rows_does_not_change_what_is_found() -> None:
    rows = ("00AH17 | Z&W | BB | 9 | ja | | 10", "00ZZ00 | PIE | BB | 9", "00AH17 | | KB | 3")
    one = sorted(code for code, _ in findings(with_offering(*rows)))
    other = sorted(code for code, _ in findings(with_offering(*reversed(rows))))
    assert one == other
