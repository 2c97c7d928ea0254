"""Which plans a region takes in, and what its table of plans then says of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.grid import Value
from sto_xl.plans import examination, registration
from sto_xl.plans.registration import Fate, Registered
from support.made_up import tried
from support.plan_texts import GOOD
from support.tables import PEILDATUM, plan_snapshot, read

DAY = dt.date(2026, 10, 5)
ROSTER = """
[tblScholen]
Vestiging | School
00AH17 | De Werkhoek
00AH18 | De Tuinhoek
[tblPlannen]
Kenmerk | Vestiging | Titel | Leerlingen | Ingediend | Status | Gevraagd | Toegekend | Toelichting besluit
P-1 | 00AH17 | Robots | 40 | 1-2-2026 | goedgekeurd | 9000 | 8000 | mooi plan
 | 00AH18 | Domotica | | | concept | 100 | |
P-7 | 00AH18 | Lassen
P-7 | 00AH18 | Lassen en meer
"""  # noqa: E501  (a table is as wide as it is)
GIVEN = "Domotica in Zorg en welzijn"


def form(**lines: str) -> str:
    """Give a plan of which only the form says something."""
    headings = {"kenmerk": "Kenmerk", "vestiging": "Vestiging", "titel": "Titel van het plan"}
    rows = "\n".join(f"{headings[name]} | {value}" for name, value in lines.items())
    return f"[tblPlan]\n{rows}"


def registered(*texts: str, roster: str = ROSTER) -> tuple[Registered, ...]:
    given = [
        examination.examine(replace(plan_snapshot(text), name=f"{number}.xlsx"), PEILDATUM)
        for number, text in enumerate(texts, start=1)
    ]
    return registration.register(given, read(roster), DAY)


def cells(text: str) -> Mapping[str, Value]:
    [one] = registered(text)
    return one.cells


def test_a_new_plan_gets_all_that_it_says_and_the_status_ingediend() -> None:
    assert cells(GOOD) == {
        "Vestiging": "00AH17",
        "Titel": GIVEN,
        "Voor profiel": "Z&W",
        "Manier": "technisch keuzevak",
        "Leerlingen": 96,
        "Tranche": "2027-2028",
        "Gevraagd": 4800,
        "Bestand": "1.xlsx",
        "Ingediend": DAY,
        "Status": "ingediend",
    }


def test_of_a_known_plan_only_what_differs_is_written_and_never_its_decision() -> None:
    plan = GOOD.replace(
        f"Titel van het plan | {GIVEN}", "Titel van het plan | Robots\nKenmerk | p-1"
    )
    found = cells(plan)
    assert found["Leerlingen"] == 96
    assert found["Gevraagd"] == 4800
    never = {"Kenmerk", "Titel", "Vestiging", "Ingediend", "Status", "Toegekend", "Besluitdatum"}
    never |= {"Besluit verzonden", "Verzonden als"}
    assert not never & found.keys()


def test_what_a_plan_leaves_open_stays_as_somebody_typed_it() -> None:
    assert cells(form(kenmerk="P-1", vestiging="00AH17", titel="Robots")) == {"Bestand": "1.xlsx"}


def test_a_known_plan_gets_the_day_and_the_kenmerk_that_its_row_lacks() -> None:
    found = cells(form(kenmerk="P-9", vestiging="00ah18", titel="domotica"))
    assert found == {"Kenmerk": "P-9", "Ingediend": DAY, "Bestand": "1.xlsx"}


@pytest.mark.parametrize(
    ("means", "asked"),
    [
        ("Sets | 12 | 400 | | STO", 4800),
        ("Sets | 1 | 400 | 400,50 | STO", 400.5),
        ("Sets | 1 | 400 | 400 | eigen middelen", 0),
        ("Sets | | | | STO", None),
        ("Sets | 1 | 400 | 400 |", None),
        # What was meant is not for us to reckon.
        ("Sets | 12 | 400 | veel | STO", None),
        ("", None),
    ],
)
def test_what_is_asked_is_the_sum_of_what_sto_pays_and_unknown_is_not_zero(
    means: str, asked: float | None
) -> None:
    text = form(vestiging="00AH17", titel="Nieuw")
    table = f"\n[tblMiddelen]\nOmschrijving | Aantal | Prijs | Bedrag | Bron\n{means}"
    assert cells(text + table if means else text).get("Gevraagd") == asked


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ({"titel": "Robots"}, "geen vestiging"),
        ({"titel": "Robots", "vestiging": "99ZZ99"}, "‘99ZZ99’ staat niet op blad Scholen"),
        ({"vestiging": "00AH17"}, "nog geen titel"),
        ({"kenmerk": "P-1", "vestiging": "00AH18", "titel": "X"}, "andere vestiging (00AH17)"),
        (
            {"kenmerk": "P-7", "vestiging": "00AH18", "titel": "X"},
            "meer dan één keer, op rij 4 en 5",
        ),
    ],
)
def test_a_plan_that_cannot_be_placed_stays_out_with_the_reason(
    plan: dict[str, str], reason: str
) -> None:
    [one] = registered(form(**plan))
    assert one.fate is Fate.LEFT
    assert reason in one.reason
    assert not one.cells


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kenmerk": "P-3", "titel": "A"}, {"kenmerk": "p-3", "titel": "B"}),
        ({"titel": "Drones"}, {"titel": " DRONES "}),
        ({"titel": "Drones"}, {"kenmerk": "P-3", "titel": "Drones"}),
        # One by its kenmerk and one by its title are the same row of the roster.
        ({"kenmerk": "P-1", "titel": "Iets anders"}, {"titel": "Robots"}),
    ],
)
def test_of_two_files_for_one_plan_neither_is_taken_in_and_both_are_named(
    one: dict[str, str], other: dict[str, str]
) -> None:
    texts = [form(vestiging="00AH17", **lines) for lines in (one, other)]
    first, second, third = registered(*texts, form(vestiging="00AH18", titel="Drones"))
    assert first.reason == second.reason == "van dit plan zijn er 2 bestanden: 1.xlsx en 2.xlsx"
    assert third.fate is Fate.NEW


def test_two_plans_of_one_title_with_a_kenmerk_each_are_two_plans() -> None:
    texts = [form(kenmerk=k, vestiging="00AH17", titel="Drones") for k in ("P-3", "P-4")]
    assert [one.fate for one in registered(*texts)] == [Fate.NEW, Fate.NEW]


def test_what_is_the_same_as_a_third_is_the_same() -> None:
    texts = [form(kenmerk=k, vestiging="00AH17", titel="Drones") for k in ("P-3", "P-4")]
    unnumbered = form(vestiging="00AH17", titel="Drones")
    assert [one.fate for one in registered(*texts, unnumbered)] == [Fate.LEFT] * 3


FORMS = st.fixed_dictionaries(
    {},
    optional={
        "kenmerk": st.sampled_from(["P-1", "P-3", "P-7", "x"]),
        "vestiging": st.sampled_from(["00AH17", "00ah18", "99ZZ99", "?"]),
        "titel": st.sampled_from(["Robots", "robots", "Drones", "Domotica"]),
    },
)


@given(st.lists(FORMS, max_size=5), st.randoms())
@tried(25)
def test_in_whatever_order_they_come_each_plan_fares_the_same(
    forms: list[dict[str, str]], random: Random
) -> None:
    order = list(range(len(forms)))
    random.shuffle(order)
    first = registered(*(form(**lines) for lines in forms))
    second = registered(*(form(**forms[i]) for i in order))
    assert [first[i].fate for i in order] == [one.fate for one in second]
    rows = [one.row.line for one in first if one.row]
    assert len(rows) == len(set(rows))


PEOPLE = """
[tblContacten]
Vestiging | Naam | E-mail | Rol | Brief
"""


@pytest.mark.parametrize(
    ("contacts", "added"),
    [
        ("", True),
        ("00AH17 | P. Bos | | directie |", True),
        ("00AH17 | L. Nee | l@school.example | | nee", True),
        ("00AH18 | Q. Vos | q@school.example | directie |", True),
        # Somebody is known to write to, or who filled it in stands there.
        ("00AH17 | P. Bos | p@school.example | directie |", False),
        ("00AH17 | P. Bos | p@school.example | | geadresseerde", False),
        ("00AH17 | P. Bos | p@school.example | |", False),
        ("00AH17 | a. bos | | | nee", False),
        ("00AH17 | | A.Bos@school.example | | kopie", False),
    ],
)
def test_who_filled_a_plan_in_comes_on_contacten_where_nobody_else_is_known(
    contacts: str, *, added: bool
) -> None:
    (one,) = registered(GOOD, roster=f"{ROSTER}{PEOPLE}{contacts}")
    author = {"Vestiging": "00AH17", "Naam": "A. Bos", "E-mail": "a.bos@school.example"}
    assert one.author == (author if added else {})


def test_who_filled_two_plans_in_comes_there_once() -> None:
    plans = registered(GOOD, GOOD.replace(GIVEN, "Drones"))
    assert [bool(one.author) for one in plans] == [True, False]


@pytest.mark.parametrize("mail", ["", "a.bos@school", "volgt"])
def test_without_an_address_that_can_be_right_nobody_is_added(mail: str) -> None:
    (one,) = registered(GOOD.replace("a.bos@school.example", mail))
    assert one.author == {}
