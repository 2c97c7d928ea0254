"""Each rule finds what it is for, at the right cell, and keeps quiet otherwise.

The tables are text: on top of a quiet region stands what the case is about. Every rule has a case
that triggers it and one that does not; the last test of the cases proves that none is missing. The
rules about the workbook itself have theirs in `test_rules_workbook`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import pytest

from rules.test_plan import CASES as PLANS
from rules.test_workbook import BOOKS, GOOD_BOOK, OLDER, codes
from sto_xl import rules, sheets
from sto_xl.model.findings import Report
from sto_xl.rules import CATALOGUE, check
from sto_xl.rules._repair import question
from sto_xl.sheets import roster
from support.rule_texts import (
    BASE,
    BUDGET,
    CONTACT,
    CONTACTS,
    MAXIMUM,
    NORM,
    OFFER,
    OFFERINGS,
    with_contact,
    with_offering,
    with_partner,
    with_plan,
    with_region,
    with_school,
)
from support.tables import PEILDATUM, findings, snapshot

EMAIL, PHONE = "Programmamanager: e-mail", "Programmamanager: telefoon"
POSTCODE = "Brieven: postcode"

#: code: (what triggers it, where, what does not).
CASES: dict[str, tuple[str, str, str]] = {
    "WRK-012": (
        with_region(Sjabloonversie="najaar"),
        "Regio!B24",
        # What Excel makes of 1.0 when it takes it for a number.
        with_region(Sjabloonversie="1"),
    ),
    "WRK-024": (with_region(Sjabloonversie=""), "Regio!B24", with_region(Sjabloonversie="najaar")),
    "WRK-013": (
        with_region(Sjabloonversie="1.10"),
        "Regio!B24",
        with_region(Sjabloonversie="1,0"),
    ),
    "WRK-014": (
        with_region(Sjabloonversie="0.9"),
        "Regio!B24",
        with_region(Sjabloonversie=sheets.ROSTER.version),
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
    "RST-067": (
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH19",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH18",
            "00AH20 | D | 41234 | vmbo | geen | | | | 00AH18",
        ),
        "Scholen!R4",
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH19",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH17",
        ),
    ),
    "RST-069": (
        with_school("00AH19 | B | 41234 | vmbo | geen | | | | | | | 61").replace(
            OFFERINGS, OFFERINGS + "00AH19 | D&P | BB | 40 | nee\n"
        ),
        "Scholen!S3",
        # A number that is not known may make it up.
        with_school("00AH19 | B | 41234 | vmbo | geen | | | | | | | 61").replace(
            OFFERINGS, OFFERINGS + "00AH19 | D&P | BB | 40 | nee\n00AH19 | D&P | KB | <5 | nee\n"
        ),
    ),
    "RST-068": (
        with_school("00AH19 | B | 41234 | | geen"),
        "Scholen!G3",
        with_school(
            "00AH18 | B | 41234 | vmbo | geen",
            "00AH19 | C | 41234 | | geen",
            "00AH20 | D | 41234 | | geen | | | | 00AH17",
        ).replace(OFFERINGS, OFFERINGS + "00AH19 | | TL | 9\n"),
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
    "RST-108": (with_contact(" | A. Bos"), "Contacten!A2", with_contact("00ZZ00 | A. Bos")),
    "RST-150": (
        with_offering("00AH17 | PIE | BB | 9", "00ZZ00 | PIE | BB | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9"),
    ),
    "RST-164": (
        with_offering(" | PIE | BB | 9"),
        "Aanbod!A2",
        with_offering("00ZZ00 | PIE | BB | 9"),
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
    "RST-264": (with_plan("P1 | | concept"), "Plannen!B2", with_plan("P1 | 00ZZ00 | concept")),
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
    "RST-010": (with_region(**{"Soort regio": ""}), "Regio!B4", with_region()),
    "RST-011": (with_region(Land=""), "Regio!B5", with_region(Land="Caribisch Nederland")),
    "RST-012": (with_region(Tranche=""), "Regio!B17", with_region(Tranche="2027-2028")),
    "RST-013": (
        with_region(**{EMAIL: "m.vos@sto,example"}),
        "Regio!B9",
        with_region(**{EMAIL: "m.vos@sto.example"}),
    ),
    "RST-014": (
        with_region(**{PHONE: "06-12"}),
        "Regio!B10",
        with_region(**{PHONE: "06-12", "Land": "Caribisch Nederland"}),
    ),
    "RST-015": (
        with_region(**{POSTCODE: "9401"}),
        "Regio!B13",
        with_region(**{POSTCODE: "9401 sl"}),
    ),
    "RST-016": (
        with_region(**{"Peildatum leerlingen": "1-10-2026"}),
        "Regio!B22",
        with_region(**{"Peildatum leerlingen": "30-9-2026"}),
    ),
    "RST-017": (with_region(**{NORM: "9,9%"}), "Regio!B21", with_region(**{NORM: "10%"})),
    "RST-062": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | | geen"),
        "Scholen!M3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | | 010 - 220 2121"),
    ),
    "RST-063": (
        with_school("00AH18 | B | 41234 | vmbo | in gesprek | 1-9-2026 | | 1-7-2026"),
        "Scholen!O3",
        # Ninety days before the peildatum is not yet too long ago.
        with_school("00AH18 | B | 41234 | vmbo | aangemeld | | | 2-7-2026"),
    ),
    "RST-064": (
        with_school("00AH18 | B | 41234 | vmbo | gestopt | 1-10-2026"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | gestopt | 30-9-2026"),
    ),
    "RST-065": (
        with_school("00 ah18 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-066": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00ah18"),
        "Scholen!R3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17"),
    ),
    "RST-104": (
        with_contact("00AH17 | A. Bos"),
        "Scholen!A3",
        with_contact("00AH17 | A. Bos", "00 ah18 | B. Vos"),
    ),
    "RST-105": (
        with_contact("00AH17 | A. Bos"),
        "Contacten!E2",
        with_contact("00AH17 | A. Bos | | 010 220 2121"),
    ),
    "RST-106": (
        with_contact("00AH17 | A. Bos | | | | Mevrouw Bos"),
        "Contacten!C2",
        with_contact("00AH17 | A. Bos | | | | zeer geachte mevrouw Bos,"),
    ),
    "RST-107": (
        with_contact("00AH17 | A. Bos | | | | Geachte mevr. A.B. Bos"),
        "Contacten!C2",
        with_contact("00AH17 | A. Bos | | | | Geachte mevrouw Bos."),
    ),
    "RST-159": (
        with_offering(
            "00AH17 | Z&W | KB | 9 | nee | | | nee",
            "00AH17 | Z&W | BB | 9 | nee | | | nee",
            deelname="deelnemer",
        ),
        "Aanbod!B3",
        # In a technical profile, for a school without pupils in it, and for one that does not
        # take part, no way is asked for.
        with_offering(
            "00AH17 | Z&W | BB | 0 | nee | | | nee",
            "00AH17 | PIE | BB | 9 | nee | | | nee",
            "00AH18 | Z&W | BB | 9 | nee | | | nee",
            deelname="deelnemer",
        ),
    ),
    "RST-160": (
        with_offering("00AH17 | PIE | BB"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | <5", "00AH17 | PIE | KB | onbekend"),
    ),
    "RST-161": (
        with_offering("00AH17 | Z&W | BB | 9 | nee | | 5"),
        "Aanbod!H2",
        with_offering("00AH17 | Z&W | BB | 9 | nee | | 5 | ja", "00AH17 | PIE | BB | 9 | | | 5"),
    ),
    "RST-162": (
        with_offering("00AH17 | Z&W | BB | 9", deelname="deelnemer"),
        "Aanbod!B2",
        with_offering("00AH17 | Z&W | BB | 9 | nee", "00AH17 | D&P | BB | 9", deelname="deelnemer"),
    ),
    "RST-163": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17").replace(
            OFFERINGS, OFFER + "00AH17 | PIE | BB | 9\n00AH18 | PIE | BB | 8\n"
        ),
        "Aanbod!A3",
        # Nobody is left there, or the location stands there once more and counts.
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH17",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH17",
            "00AH19 | C | 41234 | vmbo | geen",
        ).replace(OFFERINGS, OFFER + "00AH18 | PIE | BB | 0\n00AH19 | PIE | BB | 8\n"),
    ),
    "RST-204": (
        with_school("00AH18 | B | 41234 | pro | geen"),
        "Scholen",
        with_school("00AH18 | B | 41234 | | geen"),
    ),
    "RST-205": (
        with_partner("X | bedrijf | 50 | geld", **{BASE: "500"}),
        "Regio!B21",
        with_partner("X | bedrijf | 50 | geld", **{BASE: "500", NORM: "10%"}),
    ),
    "RST-262": (
        with_plan("P1 | 00AH17 | concept | | | | | D&P; Zorg en wlezijn"),
        "Plannen!D2",
        with_plan("P1 | 00AH17 | concept | | | | | Dienstverlening en producten;zw ; "),
    ),
    "RST-263": (
        with_plan("P1 | 00AH17 | concept | | | | | | excursie"),
        "Plannen!E2",
        with_plan("P1 | 00AH17 | concept | | | | | | Technisch keuzevak; techniek in het profiel"),
    ),
    "RST-258": (
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | 2-9-2026"),
        "Plannen!L2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | 1-9-2026"),
    ),
    "RST-259": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{BUDGET: "80"}),
        "Regio!B20",
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{BUDGET: "90"}),
    ),
    "RST-260": (
        with_plan("P1 | 00AH17 | ingediend | 10 | | | 31-12-2024"),
        "Plannen!H2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | | 1-1-2025"),
    ),
    "RST-261": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | 1-10-2026 | 1-9-2026"),
        "Plannen!L2",
        # A concept counts, whenever it will be handed in.
        with_plan("P1 | 00AH17 | concept | 10 | | | 1-10-2026"),
    ),
}


def report(text: str) -> Report:
    """Check a text roster."""
    return check(roster.read_roster(snapshot(text)), PEILDATUM)


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_at_its_cell_and_is_quiet_otherwise(code: str) -> None:
    trigger, where, quiet = CASES[code]
    assert (code, where) in findings(trigger)
    assert code not in [found for found, _ in findings(quiet)]


def test_a_good_roster_gives_no_finding_at_all() -> None:
    assert codes(GOOD_BOOK) == []


def test_no_rule_is_without_its_case() -> None:
    assert sorted((*CASES, *BOOKS, *OLDER, *PLANS)) == sorted(CATALOGUE)


def test_no_code_is_used_twice_and_no_file_of_rules_is_forgotten() -> None:
    modules = (import_module(f"sto_xl.rules.{m.name}") for m in iter_modules(rules.__path__))
    every = [rule.code for module in modules for rule in getattr(module, "RULES", ())]
    assert sorted(every) == sorted(CATALOGUE)


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
    assert codes(book) == [("WRK-001", "Scholen")]


def test_no_message_has_an_open_placeholder_or_a_technical_word() -> None:
    for text, _, _ in CASES.values():
        for finding in report(text).findings:
            for sentence in (finding.message, finding.remedy):
                assert "{" not in sentence
                assert "None" not in sentence
                assert sentence.endswith((".", "?"))
                assert not {"string", "integer", "null", "validatie"} & set(sentence.split())


def test_personal_data_is_named_by_its_cell_and_not_repeated() -> None:
    text = with_contact("00AH17 | A. Bos | a.bos@school,nl | 06-12")
    about = [f for f in report(text).findings if f.code in {"RST-101", "RST-102"}]
    assert len(about) == 2
    assert not any("a.bos" in f.message or "06-12" in f.message for f in about)


KNOWN = frozenset({"00AH17", "00AH18", "12BC00"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0AH17", "00AH17"),  # a zero lost at the start
        ("00AH7", "00AH17"),
        ("12BC0", "12BC00"),  # or before the last digit
        ("00 ah-17", "00AH17"),
        ("OOAH17", "00AH17"),
        ("l2BCOO", "12BC00"),
        ("12CB00", "12BC00"),  # two signs swapped
        ("12BC000", "12BC00"),
        ("12BD00", "12BC00"),
        ("12BC", "12BC00"),  # the BRIN alone, of a school with one location
        ("00AH", None),
        ("00AH19", None),  # as near to 00AH17 as to 00AH18
        ("99ZZ99", None),
        ("De Werkhoek", None),
        ("", None),
        (None, None),
    ],
)
def test_a_code_that_the_roster_has_is_proposed_when_only_one_is_near(
    typed: str | None, meant: str | None
) -> None:
    assert question(typed, KNOWN) == (f" Bedoelde u {meant}?" if meant else "")


def test_for_a_school_a_code_is_proposed_that_the_other_sheets_have_or_else_any() -> None:
    assert question("0AH99", KNOWN, new=True) == " Bedoelde u 00AH99?"
    assert question("2BC00", KNOWN, new=True) == " Bedoelde u 12BC00?"
    text = with_school("00AH1 | B | 41234 | vmbo | geen")
    (found,) = [f for f in report(text).findings if f.code == "RST-051"]
    assert found.message.endswith("Bedoelde u 00AH18?")


@pytest.mark.parametrize(
    "text",
    [
        with_contact("00AH71 | A. Bos | | 010 220 2121"),
        with_offering("0AH17 | PIE | BB | 9"),
        with_plan("P1 | OOAH17 | concept"),
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH117"),
    ],
)
def test_where_a_location_is_unknown_the_nearest_is_proposed(text: str) -> None:
    asked = [f for f in report(text).findings if "Bedoelde u 00AH17?" in f.message]
    assert [f.code for f in asked] in (["RST-100"], ["RST-150"], ["RST-250"], ["RST-061"])


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Half", "Bedoelde u 00AH20?"),
        ("Dubbel", "dus hoort dit contact nergens bij."),
        (
            "Zonder Code",
            "De school met die naam heeft daar nog geen vestigingscode: vul die daar in.",
        ),
        (
            "Elders",
            "Vestiging ‘Elders’ staat niet op blad Scholen, dus hoort dit contact nergens bij.",
        ),
    ],
)
def test_where_a_name_stands_for_a_code_the_school_of_that_name_is_told(
    typed: str, asked: str
) -> None:
    text = with_school(
        " | Zonder Code | 41234 | vmbo | geen",
        "00AH18 | Dubbel | 41234 | vmbo | geen",
        "00AH19 | Dubbel | 41234 | vmbo | geen",
        "00AH20 | Half | 41234 | vmbo | geen",
        " | Half | 41234 | vmbo | geen",
    )
    found = report(text.replace(CONTACTS, f"{CONTACT}{typed} | A. Bos\n")).findings
    assert [f.message.endswith(asked) for f in found if f.code == "RST-100"] == [True]


def test_the_name_of_one_location_is_as_good_as_its_code() -> None:
    named = with_region().replace("00AH17 | A. Bos", "de  werkhoek | A. Bos")
    named = named.replace("00AH17 | D&P", "De Werkhoek | D&P")
    assert "De Werkhoek | D&P" in named
    assert findings(named) == findings(with_region()) == []
    read = roster.read_roster(snapshot(named))
    assert set(read.contacts_by_location) == set(read.offerings_by_location) == {"00AH17", "00AH18"}


def test_of_locations_merged_in_a_ring_those_outside_it_are_not_named() -> None:
    found = findings(CASES["RST-067"][0])
    assert [cell for code, cell in found if code == "RST-067"] == ["Scholen!R3", "Scholen!R4"]


def test_in_caribisch_nederland_no_dutch_postcode_or_phone_number_is_asked_for() -> None:
    abroad = {"Land": "Caribisch Nederland", POSTCODE: "geen", PHONE: "+599 1"}
    school = "00AH18 | B | 41234 | vmbo | geen | | geen | | | 717"
    texts = (
        with_school(school, **abroad),
        with_contact("00AH17 | A | | 717", "00AH18 | B | | 1", **abroad),
    )
    forms = {"RST-014", "RST-015", "RST-054", "RST-062", "RST-102"}
    for text in texts:
        assert not forms & {code for code, _ in findings(text)}
    dutch = {code for code, _ in findings(with_school(school, **abroad | {"Land": "Nederland"}))}
    assert dutch >= forms - {"RST-102"}


def test_a_rule_that_comes_later_and_finds_a_fout_keeps_the_others_quiet() -> None:
    found = [
        c for c, _ in findings(with_plan("P1 | 00AH17 | afgewezen | 1 | | 1-9-2024 | 1-9-2026"))
    ]
    assert "RST-260" in found
    assert "RST-258" not in found


def test_unknown_amounts_are_said_where_the_norm_is_not_reached() -> None:
    text = with_partner("X | bedrijf | 50 | geld", **{BASE: "1000", NORM: "10%"})
    (found,) = [f for f in report(text).findings if f.code == "RST-203"]
    assert "5% van de subsidiabele meerjarenbegroting van €\xa01.000" in found.message
    assert "De norm is 10%, dus €\xa0100. Van 2 partners is het bedrag niet" in found.message


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("in gesprek | | | ", "er is nog geen contact genoteerd"),
        ("aangemeld | | | 1-6-2026", "het laatste contact, op 1 juni 2026, is meer dan 90 dagen"),
        ("deelnemer | 1-1-2027 | | 1-6-2026", "De school is aangemeld"),
    ],
)
def test_a_conversation_that_stalled_is_told_with_its_last_date(row: str, says: str) -> None:
    text = with_school(f"00AH18 | B | 41234 | vmbo | {row}")
    (found,) = [f for f in report(text).findings if f.code == "RST-063"]
    assert says in found.message
