"""Each rule finds what it is for, at the right cell, and keeps quiet otherwise.

Every rule has a case that triggers it and one that does not: they stand in `support.rule_cases`,
for a roster, a plan and a workbook itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import pytest

from sto_xl import rules
from sto_xl.model.findings import Report
from sto_xl.rules import CATALOGUE, check
from sto_xl.sheets import roster
from sto_xl.sheets.meant import question
from support.guards import agree
from support.rule_cases import plan, register, workbook
from support.rule_cases.roster import CASES, PHONE, POSTCODE
from support.rule_cases.workbook import GOOD_BOOK, codes
from support.rule_texts import (
    BASE,
    CONTACT,
    CONTACTS,
    NORM,
    with_contact,
    with_offering,
    with_partner,
    with_plan,
    with_region,
    with_school,
)
from support.tables import PEILDATUM, findings, snapshot


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


def test_every_rule_has_its_case() -> None:
    tables = {"RST": "roster", "PLN": "plan", "WRK": "workbook", "REG": "register"}
    cases = Counter((*CASES, *workbook.CASES, *workbook.OLDER, *plan.CASES, *register.CASES))
    for family, table in tables.items():
        agree(
            cases,
            [code for code in CATALOGUE if code.startswith(family)],
            "{} has no case: add what triggers it, and what does not, to CASES in "
            f"tests/support/rule_cases/{table}.py",
        )
    agree(CATALOGUE, cases, "no rule has code {}: remove its case from tests/support/rule_cases")
    twice = [code for code, times in cases.items() if times > 1]
    assert not twice, f"leave one case of {twice} in tests/support/rule_cases"


def test_no_code_is_used_twice_and_no_file_of_rules_is_forgotten() -> None:
    modules = (import_module(f"sto_xl.rules.{m.name}") for m in iter_modules(rules.__path__))
    every = [rule.code for module in modules for rule in getattr(module, "RULES", ())]
    agree(CATALOGUE, every, "{} is not run: name its file of rules in sto_xl/rules/__init__.py")
    twice = [code for code, times in Counter(every).items() if times > 1]
    assert not twice, f"give one of the two rules {twice} the next code that is free"


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
        ("00AH17 (per 1-8)", "00AH17"),
        ("00AH17 of 00AH18", None),
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
    assert [f.code for f in asked] in (["RST-100"], ["RST-150"], ["RST-250"], ["RST-069"])


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
    abroad = {"Land": "Caribisch Nederland", POSTCODE: "BQ", PHONE: "+599 1"}
    school = "00AH18 | B | 41234 | vmbo | geen | | BQ | | | 717"
    texts = (
        with_school(school, **abroad),
        with_contact("00AH17 | A | | 717", "00AH18 | B | | 1", **abroad),
    )
    forms = {"RST-014", "RST-015", "RST-054", "RST-062", "RST-102"}
    for text in texts:
        assert not forms & {code for code, _ in findings(text)}
    dutch = {code for code, _ in findings(with_school(school, **abroad | {"Land": "Nederland"}))}
    assert dutch >= forms - {"RST-102"}


@pytest.mark.parametrize(
    ("aanhef", "found"),
    [
        ("Geachte mevrouw Jansen", []),
        ("Dag Jan", []),
        ("Hallo allemaal", []),
        ("Goedemorgen Fatima", []),
        ("Zeer geachte heer De Wit", []),
        ("Weledelgeboren heer", []),
        ("Geacht bestuur", []),
        ("L.S.", []),
        ("Dear Ms. Hassell", []),
        ("Dear Mr. and Mrs. Hassell", []),
        ("Dear Ms. A.B. Hassell", ["RST-107"]),
        ("Geachte dhr. Vos", ["RST-107"]),
        ("Geachte mevr. Vos", ["RST-107"]),
        ("Geachte mw Vos", ["RST-107"]),
        ("Geachte heer/mevr. Vos", ["RST-107"]),
        ("Beste J. Vos", ["RST-107"]),
        ("Beste Th. Vos", ["RST-107"]),
        ("Dagmar Vos", ["RST-106"]),
        ("Jan", ["RST-106"]),
        ("mevr. Vos", ["RST-106", "RST-107"]),
    ],
)
def test_a_greeting_is_known_as_one_and_what_is_shortened_in_it(
    aanhef: str, found: list[str]
) -> None:
    made = findings(with_contact(f"00AH17 | A. Bos | a.bos@s.example | | | {aanhef}", "00AH18 | B"))
    assert [code for code, where in made if where == "Contacten!C2"] == found


def test_a_postcode_with_two_blanks_in_it_is_one() -> None:
    assert "RST-054" not in [
        code for code, _ in findings(with_school("00AH18 | B | 41234 | vmbo | geen | | 9401  sl"))
    ]


def test_a_number_in_the_place_of_a_name_is_not_repeated() -> None:
    text = with_contact("00AH17 | 06 5270 2892 | | | geadresseerde")
    found = [f for f in report(text).findings if f.code == "WRK-043"]
    assert [f.where for f in found] == ["Contacten!B2"]
    assert not [f for f in report(text).findings if "5270" in f.message + f.remedy]


def test_a_look_alike_in_a_quoted_value_is_named() -> None:
    text = with_school("00\u0410H18 | B | 41234 | vmbo | geen")
    (found,) = [f for f in report(text).findings if f.code == "RST-051"]
    assert found.message.endswith("Let op: de ‘\u0410’ op plaats 3 is een Cyrillische letter.")


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
