"""Class, participation, signal and next step, as the definitions of the figures say."""

from __future__ import annotations

import pytest

from sto_xl.figures.participation import Location
from sto_xl.model import Klasse, Signaal, Status
from sto_xl.region import invitations, routines
from support.guards import agree
from support.tables import QUIET, examined

SCHOOLS = (
    "[tblScholen]\nVestiging | School | Soort | Deelname | Sinds | Laatste contact | Telefoon | "
    "Opgegaan in | Reden | Niet aanschrijven\n"
)
OFFERS = (
    "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | "
    "Praktijkgericht programma | Techniek in het profiel | Bereikt\n"
)


def only(school: str, *offers: str, contacts: str = "") -> routines.Flag:
    """Give what is flagged of one school."""
    text = f"{QUIET}{SCHOOLS}{school}\n{OFFERS}" + "\n".join(offers)
    if contacts:
        text += f"\n[tblContacten]\nVestiging | Naam | E-mail | Telefoon | Rol\n{contacts}"
    (flag,) = routines.flag(examined(text))
    return flag


def location(school: str, *offers: str) -> Location:
    return only(school, *offers).location


@pytest.mark.parametrize(
    ("offers", "klasse"),
    [
        (["00AH17 | PIE | BB | 9", "00AH17 | Z&W | BB | 9"], Klasse.TECHNISCH),
        (["00AH17 | Z&W | BB | 9", "00AH17 | | TL | 9"], Klasse.NIET_TECHNISCH),
        (["00AH17 | | TL | 9", "00AH17 | Techniek | TL | 9"], Klasse.ALLEEN_TL),
        ([], Klasse.ONBEKEND),
        (["00AH17 | onleesbaar | BB | 9", "00AH17 | Z&W | BB | 9"], Klasse.ONBEKEND),
        (["00AH17 | onleesbaar | BB | 9", "00AH17 | PIE | BB | 9"], Klasse.TECHNISCH),
        (["00AH17 | PIE | BB | 0", "00AH17 | Z&W | BB | 9"], Klasse.NIET_TECHNISCH),
        (["00AH17 | PIE | BB | "], Klasse.TECHNISCH),
        (["00AH17 | PIE | BB | <5"], Klasse.TECHNISCH),
    ],
)
def test_the_class_follows_from_the_rows_with_pupils(offers: list[str], klasse: Klasse) -> None:
    assert location("00AH17 | A | vmbo | geen", *offers).klasse is klasse


@pytest.mark.parametrize(
    ("school", "vmbo"),
    [
        ("00AH17 | A | vmbo | geen", True),
        ("00AH17 | A | | geen", True),
        ("00AH17 | A | vbmo? | geen", True),
        ("00AH17 | A | pro | geen", False),
    ],
)
def test_a_location_without_kind_is_vmbo_when_it_has_a_vmbo_leerweg(
    school: str,
    vmbo: bool,  # noqa: FBT001  (a case)
) -> None:
    assert location(school, "00ah17 | Z&W | BB | 9").vmbo is vmbo


def test_a_location_without_kind_and_without_offering_is_no_vmbo_location() -> None:
    assert not location("00AH17 | A | | geen").vmbo


@pytest.mark.parametrize(
    ("school", "status"),
    [
        ("00AH17 | A | vmbo | deelnemer", Status.DEELNEMER),
        ("00AH17 | A | vmbo | deelnemer | 30-9-2026", Status.DEELNEMER),
        ("00AH17 | A | vmbo | deelnemer | 1-10-2026", Status.AANGEMELD),
        ("00AH17 | A | vmbo | deelneemer", Status.ONBEKEND),
        ("00AH17 | A | vmbo | ", Status.ONBEKEND),
        ("00AH17 | A | vmbo | gestopt", Status.GESTOPT),
    ],
)
def test_who_joins_after_the_peildatum_is_still_aangemeld(school: str, status: Status) -> None:
    assert location(school).status is status


PHONE = "| 010 220 2121"
SIGNALS = [
    ("00AH17 | A | vmbo | geen", [], Signaal.NIEMAND),
    (f"00AH17 | A | vmbo | | | {PHONE}", [], Signaal.DEELNAME_ONBEKEND),
    (f"00AH17 | A | vmbo | aangemeld | | {PHONE}", [], Signaal.STILGEVALLEN),
    (f"00AH17 | A | vmbo | in gesprek | | 1-7-2026 {PHONE}", [], Signaal.STILGEVALLEN),
    (f"00AH17 | A | vmbo | in gesprek | | 2-7-2026 {PHONE}", [], None),
    (f"00AH17 | A | vmbo | in gesprek | 1-9-2026 | {PHONE}", [], None),
    (f"00AH17 | A | vmbo | geen | | {PHONE}", ["00AH17 | PIE | BB | 9"], Signaal.GEEN_TECHNISCH),
    (
        f"00AH17 | A | vmbo | geen | | {PHONE}",
        ["00AH17 | Z&W | BB | 9"],
        Signaal.GEEN_NIET_TECHNISCH,
    ),
    (f"00AH17 | A | vmbo | geen | | {PHONE}", ["00AH17 | | TL | 9"], Signaal.GEEN_TL),
    (f"00AH17 | A | vmbo | geen | | {PHONE}", [], Signaal.GEEN_ONBEKEND),
    (f"00AH17 | A | vmbo | gestopt | | {PHONE}", [], Signaal.GESTOPT),
    (
        f"00AH17 | A | vmbo | deelnemer | | {PHONE}",
        ["00AH17 | Z&W | GL | 9 | nee | nee | nee |", "00AH17 | D&P | BB | 9 | ja | | | 9"],
        Signaal.NIET_BEREIKT,
    ),
    (
        f"00AH17 | A | vmbo | deelnemer | | {PHONE}",
        ["00AH17 | Z&W | BB | 9 | nee | | nee |"],
        Signaal.NIET_BEREIKT,
    ),
    (
        f"00AH17 | A | vmbo | deelnemer | | {PHONE}",
        ["00AH17 | Z&W | BB | 9 | nee | | |"],
        Signaal.BEREIK_ONBEKEND,
    ),
    (
        f"00AH17 | A | vmbo | deelnemer | | {PHONE}",
        ["00AH17 | Z&W | BB | 9 | ja | | |"],
        Signaal.BEREIK_ONBEKEND,
    ),
    (
        f"00AH17 | A | vmbo | deelnemer | | {PHONE}",
        ["00AH17 | Z&W | BB | 9 | ja | | | 4"],
        None,
    ),
    (f"00AH17 | A | vmbo | deelnemer | | {PHONE}", ["00AH17 | PIE | BB | 9"], None),
    (f"00AH17 | A | pro | geen | | {PHONE}", [], None),
]


@pytest.mark.parametrize(("school", "offers", "signaal"), SIGNALS)
def test_a_location_gets_the_first_signal_that_holds(
    school: str, offers: list[str], signaal: Signaal | None
) -> None:
    flag = only(school, *offers)
    assert flag.signaal is signaal
    assert bool(flag.next_step) is (signaal is not None)


def test_every_signal_has_its_case() -> None:
    found = [signaal for *_, signaal in SIGNALS if signaal]
    agree(found, Signaal, "‘{}’ has no case: add a school that gets it to SIGNALS")


@pytest.mark.parametrize(
    ("contacts", "named", "by_role"),
    [
        ("", "Bel het algemene nummer 010 220 2121 en", "Bel het algemene nummer 010 220 2121 en"),
        (
            "00AH17 | B. Bos | rector | b@school.example | | directie",
            "Mail B. Bos, rector (b@school.example) en",
            "Mail de directie en",
        ),
        (
            (
                "00AH17 | B. Bos | | b@school.example | | directie\n"
                "00AH17 | C. Vos | | | 06 5270 2892 | STO-contact"
            ),
            "Bel C. Vos, STO-contact (06 5270 2892) en",
            "Bel de STO-contactpersoon van de school en",
        ),
        (
            "00AH17 | | | | 06 5270 2892 | directie",
            "Bel de directie (06 5270 2892) en",
            "Bel de directie en",
        ),
    ],
)
def test_the_next_step_names_whom_to_call_and_what_goes_further_only_by_role(
    contacts: str, named: str, by_role: str
) -> None:
    rows = f"[tblContacten]\nVestiging | Naam | Functie | E-mail | Telefoon | Rol\n{contacts}"
    found = examined(f"{QUIET}{SCHOOLS}00AH17 | A | vmbo | geen | | {PHONE}\n{rows}")
    for flag, step in (
        (routines.flag(found), named),
        (routines.flag(found, named=False), by_role),
    ):
        assert flag[0].next_step.startswith(step)


def test_without_a_general_number_anyone_known_is_named() -> None:
    someone = "00AH17 | K. Bos | | 06 5270 2892 | overig"
    step = only("00AH17 | A | vmbo | geen", contacts=someone).next_step
    assert step.startswith("Bel K. Bos (06 5270 2892) en vraag wat de school aanbiedt")


def test_a_location_that_merged_into_another_counts_no_more() -> None:
    rows = "00AH17 | A | vmbo | geen | | | | 00AH18\n00AH18 | B | vmbo | geen"
    (flag,) = routines.flag(examined(QUIET + SCHOOLS + rows))
    assert flag.location.code == "00AH18"


def test_the_same_code_twice_counts_once_and_rows_without_a_code_all_count() -> None:
    rows = "00AH17 | A | vmbo | geen\n00 ah17 | B | vmbo | geen\n | C | vmbo |\n | D | vmbo |"
    flags = routines.flag(examined(QUIET + SCHOOLS + rows))
    assert [flag.location.name for flag in flags] == ["A", "C", "D"]


def test_a_row_with_a_code_that_stands_there_twice_counts_once_also_when_it_is_no_code() -> None:
    rows = "0AH17 | A | vmbo | geen\n0ah17 | a | vmbo | geen"
    found = examined(f"{QUIET}{SCHOOLS}{rows}\n{OFFERS}0AH17 | PIE | BB | 40")
    assert [flag.location.name for flag in routines.flag(found)] == ["A"]
    assert [f.where for f in found.report.findings if f.code == "RST-052"] == ["Scholen!A3"]


def test_rows_with_a_placeholder_for_a_code_are_each_a_location_without_one() -> None:
    typed = ("volgt", "volgt", "-", "?", "n.v.t.", "onbekend", "volgt")
    rows = "\n".join(f"{code} | School {n} | vmbo | geen" for n, code in enumerate(typed))
    found = examined(f"{QUIET}{SCHOOLS}{rows}\n{OFFERS}volgt | PIE | BB | 40")
    locations = found.basis.locations
    assert [(v.code, v.name, v.offerings) for v in locations] == [
        (None, f"School {n}", ()) for n in range(len(typed))
    ]
    codes = [f.code for f in found.report.findings]
    assert codes.count("RST-051") == len(typed)
    assert "RST-052" not in codes
    (offering,) = [f.message for f in found.report.findings if f.code == "RST-164"]
    assert offering.startswith("Er is geen vestiging ingevuld (er staat ‘volgt’), dus")


def test_a_row_of_noughts_names_no_location() -> None:
    rows = "0 | 0 | vmbo | geen\n0 | 0 | vmbo | geen\n - | volgt | | "
    found = examined(QUIET + SCHOOLS + rows)
    assert found.basis.locations == ()
    assert {f.where for f in found.report.findings if f.code in ("RST-051", "WRK-043")} == {
        *("Scholen!A2", "Scholen!A3", "Scholen!A4", "Scholen!B2", "Scholen!B3", "Scholen!B4")
    }


def test_a_code_with_a_slip_links_its_sheets() -> None:
    found = examined(f"{QUIET}{SCHOOLS}12345 | A | vmbo | geen\n{OFFERS}12345 | PIE | BB | 40")
    assert [len(v.offerings) for v in found.basis.locations] == [1]


def test_two_schools_with_one_slip_are_two_and_what_can_be_of_either_is_of_none() -> None:
    rows = "12345 | A | vmbo | geen\n12345 | B | vmbo | geen\n12345 | a | vmbo | geen"
    found = examined(f"{QUIET}{SCHOOLS}{rows}\n{OFFERS}12345 | PIE | BB | 40")
    assert [(v.name, v.offerings) for v in found.basis.locations] == [("A", ()), ("B", ())]
    assert [f.where for f in found.report.findings if f.code == "RST-052"] == ["Scholen!A4"]
    (offering,) = [f.message for f in found.report.findings if f.code == "RST-150"]
    assert "op blad Scholen bij meer dan één school (‘A’ en ‘B’), dus" in offering


@pytest.mark.parametrize("typed", ["-", "n.v.t.", "volgt", "De Brug", "0AH18", "12345", "?"])
def test_what_is_no_code_merges_nothing_and_is_a_fout(typed: str) -> None:
    rows = f"00AH17 | A | vmbo | geen | | | | {typed}\n00AH18 | De Brug | vmbo | geen"
    found = examined(QUIET + SCHOOLS + rows)
    assert [v.name for v in found.basis.locations] == ["A", "De Brug"]
    assert found.basis.merged == ()
    assert [f.where for f in found.report.findings if f.code == "RST-069"] == ["Scholen!R2"]


def test_a_double_of_which_a_row_is_merged_counts_once_and_its_sentence_says_which() -> None:
    merged = "00AH17 | A | vmbo | geen | | | | 00AH18"
    other = "00AH18 | C | vmbo | geen"
    for first, second in ((merged, "00AH17 | B | vmbo | geen"), ("00AH17 | B | vmbo", merged)):
        found = examined(f"{QUIET}{SCHOOLS}{first}\n{second}\n{other}")
        assert [v.name for v in found.basis.locations] == ["B", "C"]
        assert found.basis.merged == ()
        (double,) = [f for f in found.report.findings if f.code == "RST-052"]
        assert "alleen de eerste rij die niet is opgegaan, telt." in double.message


def test_no_letter_is_sent_where_the_wish_cannot_be_read() -> None:
    row = f"00AH17 | A | vmbo | geen | | {PHONE} | | | misschien"
    meant, passed = invitations.invite(examined(QUIET + SCHOOLS + row))
    assert meant == ()
    assert [p.reason for p in passed] == ["wat er bij Niet aanschrijven staat, is niet te lezen"]


def test_letters_go_to_vmbo_locations_that_do_not_take_part() -> None:
    rows = (
        f"00AH17 | A | vmbo | geen | | {PHONE}\n00AH18 | B | vmbo | deelnemer\n"
        f"00AH19 | C | pro | geen\n00AH20 | D | vmbo | geen | | {PHONE} | | | ja"
    )
    meant, passed = invitations.invite(examined(QUIET + SCHOOLS + rows))
    assert [i.location.name for i in meant] == ["A"]
    assert [(p.location.name, p.reason) for p in passed] == [("D", "niet aanschrijven staat op ja")]
