"""Who gets a letter, who is passed over, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sto_xl import letters
from sto_xl.cli.demo import examples
from sto_xl.grid import Notice, NoticeKind
from sto_xl.model import Status
from sto_xl.model.wording import DUTCH
from sto_xl.region import invitations, routines
from sto_xl.region.invitations import Selection
from support.tables import PEILDATUM, QUIET, book, examined

PHONE = "085 000 2100"
LETTERS = (
    "[tblScholen]\nVestiging | School | Soort | Deelname | Telefoon | Laatste brief | "
    "Niet aanschrijven | Taal\n"
)
EVERYONE = Selection()
AT_SCHOOL = "\n[tblContacten]\nVestiging | Naam | E-mail | Rol | Brief\n"


def chosen(rows: str, wanted: Selection = EVERYONE) -> tuple[list[str], dict[str, str]]:
    """Give the names of who gets a letter, and the reason of each who is passed over."""
    meant, passed = invitations.invite(examined(QUIET + LETTERS + rows), wanted)
    return [i.location.name for i in meant], {p.location.name: p.reason for p in passed}


def test_a_school_is_left_in_peace_for_180_days_after_a_letter() -> None:
    rows = f"00AH17 | A | vmbo | geen | {PHONE} | {{}}"
    last = PEILDATUM - dt.timedelta(days=179)
    reason = f"de laatste brief is van {DUTCH.datum(last)}, nog geen 180 dagen geleden"
    assert chosen(rows.format(f"{last:%d-%m-%Y}")) == ([], {"A": reason})
    before = PEILDATUM - dt.timedelta(days=180)
    assert chosen(rows.format(f"{before:%d-%m-%Y}")) == (["A"], {})


def test_a_letter_after_the_peildatum_counts_as_one_that_was_sent() -> None:
    later = PEILDATUM + dt.timedelta(days=3)
    written, passed = chosen(f"00AH17 | A | vmbo | geen | {PHONE} | {later:%d-%m-%Y}")
    assert written == []
    assert passed["A"].startswith(f"de laatste brief is van {DUTCH.datum(later)}")


def test_who_might_get_a_letter_if_its_deelname_were_filled_in_is_told() -> None:
    rows = (
        f"00AH17 | A | vmbo | | {PHONE}\n"
        f"00AH18 | B | vmbo | | {PHONE}\n"
        f"00AH19 | C | vmbo | wie weet | {PHONE}\n"
        f"00AH20 | D | pro | | {PHONE}\n"
    )
    silent = examined(QUIET + LETTERS + rows)
    nobody, empty = invitations.told(silent, ())
    assert nobody == invitations.NOBODY
    assert empty.startswith("Van 2 vmbo-scholen is op blad Scholen bij Deelname niets ingevuld;")
    named = Selection(only=frozenset({"00AH17"}))
    assert list(invitations.told(silent, (), named)) == [invitations.NOBODY]
    known = examined(QUIET + LETTERS + f"00AH17 | A | vmbo | geen | {PHONE}")
    assert list(invitations.told(known, invitations.invite(known)[0])) == []


def test_a_last_letter_that_cannot_be_read_may_be_a_recent_one() -> None:
    rows = f"00AH17 | A | vmbo | geen | {PHONE} | vorige week"
    assert chosen(rows) == ([], {"A": "de datum bij Laatste brief is niet te lezen"})
    assert chosen(rows, Selection(only=frozenset({"00AH17"}))) == (["A"], {})


def test_who_is_named_gets_a_letter_again_but_never_against_its_wish() -> None:
    recent = f"{PEILDATUM:%d-%m-%Y}"
    rows = (
        f"00AH17 | A | vmbo | geen | {PHONE} | {recent}\n"
        f"00AH18 | B | vmbo | geen | {PHONE} | {recent} | ja\n"
        f"00AH19 | C | vmbo | geen | {PHONE}"
    )
    written, passed = chosen(rows, Selection(only=frozenset({"00AH17", "00AH18"})))
    assert (written, passed) == (["A"], {"B": "niet aanschrijven staat op ja"})


def test_who_is_named_and_not_meant_is_told_why() -> None:
    rows = (
        "00AH17 | A | vmbo | deelnemer\n00AH18 | B | vmbo | in gesprek\n"
        "00AH19 | C | pro | geen\n00AH20 | D | vmbo | "
    )
    codes = frozenset({"00AH17", "00AH18", "00AH19", "00AH20"})
    assert chosen(rows, Selection(only=codes)) == (
        [],
        {
            "A": "de school doet al mee",
            "B": "de deelname is ‘in gesprek’",
            "C": "het is geen vmbo-locatie",
            "D": "de deelname is niet bekend",
        },
    )


def test_a_school_of_unknown_kind_is_passed_over_with_that_reason() -> None:
    rows = f"00AH17 | A | | geen | {PHONE}\n00AH18 | B | pro | geen | {PHONE}\n00AH19 | C | | "
    reason = "wat voor school het is, is niet bekend: vul bij Soort in of het vmbo is"
    assert chosen(rows) == ([], {"A": reason})


@pytest.mark.parametrize(
    ("row", "passed"),
    [
        ("00AH17 | A | vmbo | geen? | {phone}", {"A": "wat er bij Deelname staat, is niet"}),
        ("00AH17 | A | pro | geen? | {phone}", {}),
        ("00AH17 | A | vmbo? | geen | {phone}", {"A": "wat voor school het is, is niet bekend"}),
        ("00AH17 | A | vmbo | geen | {phone} | | nee?", {"A": "wat er bij Niet aanschrijven"}),
        ("00AH17 | A | vmbo | geen | {phone} | | | nl?", {"A": "bij Taal staat een fout"}),
        ("00AH17 | #N/B | vmbo | geen | {phone}", {"00AH17": "bij School staat een fout"}),
        ("00AH17 | 0 | vmbo | geen | {phone}", {"00AH17": "bij School staat een fout"}),
        ("00AH17 | volgt | vmbo | geen | {phone}", {"00AH17": "bij School staat een fout"}),
    ],
)
def test_doubt_and_what_is_no_name_send_nothing(row: str, passed: dict[str, str]) -> None:
    written, reasons = chosen(row.format(phone=PHONE))
    assert written == []
    assert reasons.keys() == passed.keys()
    assert all(reasons[name].startswith(reason) for name, reason in passed.items())


@pytest.mark.parametrize("name", ["0", "#N/B", "volgt", "n.v.t.", "12"])
def test_an_addressee_without_a_name_holds_the_letter_back(name: str) -> None:
    school = f"00AH17 | A | vmbo | geen | {PHONE}"
    written, reasons = chosen(f"{school}{AT_SCHOOL}00AH17 | {name} | | overig | geadresseerde")
    assert (written, list(reasons)) == ([], ["A"])
    # Whom no letter names holds none back.
    assert chosen(f"{school}{AT_SCHOOL}00AH17 | {name} | | overig | nee") == (["A"], {})


def test_letters_also_go_to_schools_of_another_deelname_that_is_asked_for() -> None:
    rows = "\n".join(
        f"00AH1{n} | School {n} | vmbo | {deelname} | {PHONE}"
        for n, deelname in enumerate(("geen", "aangemeld", "in gesprek", "gestopt", "deelnemer"))
    )
    also = frozenset({Status.IN_GESPREK, Status.GESTOPT})
    assert chosen(rows, Selection(also)) == (["School 0", "School 2", "School 3"], {})


@pytest.mark.parametrize(
    ("school", "contact", "reason"),
    [
        ("", "directie | geadresseerde", ""),
        ("| | | klingon", "directie | ", "bij Taal staat een fout (blad Scholen, cel N2)"),
        ("", "directie | misschien", "bij Brief staat een fout (blad Contacten, cel H2)"),
        ("", "baas | ", "bij Rol staat een fout (blad Contacten, cel G2)"),
        ("", "baas | nee", ""),
    ],
)
def test_no_letter_goes_where_it_might_go_astray(school: str, contact: str, reason: str) -> None:
    rows = f"00AH17 | A | vmbo | geen | {PHONE} {school}"
    people = f"{AT_SCHOOL}00AH17 | J. Jansen | j@s.example | {contact}"
    assert chosen(rows + people) == (([], {"A": reason}) if reason else (["A"], {}))


def test_an_error_in_a_cell_of_the_address_stops_the_letter() -> None:
    notice = Notice(NoticeKind.ERROR, "Scholen", 2, 3, "#N/B")
    content = examples.content(f"{QUIET}{LETTERS}00AH17 | A | vmbo | geen | {PHONE}")
    snapshot = replace(book(content), notices=(notice,))
    _, passed = invitations.invite(routines.examine(snapshot, PEILDATUM))
    assert [p.reason for p in passed] == ["bij Adres staat een fout (blad Scholen, cel C2)"]


def test_the_letter_knows_how_school_and_region_stand() -> None:
    rows = (
        f"00AH17 | A | vmbo | geen | {PHONE}\n00AH18 | B | vmbo | deelnemer\n"
        "00AH19 | C | vmbo | deelnemer\n00AH20 | D | pro | deelnemer"
    )
    meant, _ = invitations.invite(examined(QUIET + LETTERS + rows))
    assert [i.stand for i in meant] == [letters.Situation(Status.GEEN, 2, 3)]
