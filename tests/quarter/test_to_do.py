"""What a quarter asks to be done: outcomes in as a text table, the sheet's lines out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sto_xl.books.report import ToDo
from sto_xl.figures.basis import OpenPlan
from sto_xl.quarter.outcome import opened_from
from sto_xl.quarter.results import RegionResult
from sto_xl.quarter.to_do import LatePlan, Outcome, TakingPart, Watched, to_do

#: The headings in their order, by the word that these tables have for them.
WORDS = ("bestand", "ontbreekt", "fouten", "daling", "wacht", "budget", "verlopen")


def outcome(text: str) -> Outcome:
    """Read regions: fouten, deelname then > now, budget > what is left, waiting, milestones."""
    return Outcome(tuple(_regions(text)), compared="2026-Q3", plans="Alles is gelezen.", missing=())


def _regions(text: str) -> Iterator[Watched]:
    for line in text.strip().splitlines():
        title, fouten, deelname, budget, waits, late = (cell.strip() for cell in line.split("|"))
        before, now = (_deelname(part) for part in _pair(deelname))
        was, left = (Decimal(part) if part else None for part in _pair(budget))
        yield Watched(
            title,
            f"{title}.xlsx",
            f"{title}/Bevindingen {title}.xlsx",
            f"{title}/Samenvatting {title}.xlsx",
            int(fouten or 0),
            before,
            now,
            was,
            left,
            opens=f"../regio's/{title}.xlsx",
            waiting=tuple(
                OpenPlan(name, None if days == "?" else int(days))
                for name, days in (plan.split(" ") for plan in waits.split(", ") if plan)
            ),
            late=tuple(
                LatePlan(name, f"{name}.xlsx", tuple(map(dt.date.fromisoformat, days)))
                for name, *days in (plan.split(" ") for plan in late.split(", ") if plan)
            ),
        )


def _pair(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(">")] if text else ["", ""]


def _deelname(text: str) -> TakingPart | None:
    return TakingPart(Decimal(text) / 100, round(int(text) / 10)) if text else None


def lines(found: Sequence[ToDo]) -> list[str]:
    """Give the lines as text: the heading's word, who and what; what else is said too."""
    told = []
    for word, one in zip(WORDS, found, strict=True):
        told += [f"{word} | {line.who} | {line.what}" for line in one.lines]
        if not one.lines and one.nothing != "Niets.":
            told.append(f"{word} | {one.nothing}")
    return told


QUIET = Outcome(missing=(), compared="2026-Q3", plans="Alles is gelezen.")


@pytest.mark.parametrize(
    ("given", "where", "expected"),
    [
        pytest.param(
            """
A | 1 ||||
B | 3 ||||
""",
            "Bevindingen {}.xlsx, blad Bevindingen",
            """
fouten | B | 3 fouten. Vraag de regio om een hersteld regiobestand.
fouten | A | 1 fout. Vraag de regio om een hersteld regiobestand.
""",
            id="the most fouten first",
        ),
        pytest.param(
            """
A || 60 > 50 |||
B || 60 > 40 |||
C || 40 > 60 |||
D || 50 > 50 |||
E ||    > 50 |||
F || 50 > 48 |||
G || 50 > 49 |||
H || 50 > 47 |||
I || 50 > 46 |||
""",
            "Samenvatting {}.xlsx, blad Veranderingen",
            """
daling | B | 20 punt minder: van 60% naar 40% (deelnemers: van 6 naar 4).
daling | A | 10 punt minder: van 60% naar 50% (deelnemers: van 6 naar 5).
daling | I | 4 punt minder: van 50% naar 46% (deelnemers: nog steeds 5).
daling | H | 3 punt minder: van 50% naar 47% (deelnemers: nog steeds 5).
daling | F | 2 punt minder: van 50% naar 48% (deelnemers: nog steeds 5).
""",
            id="five falls, and nothing that rose, stayed or is not known",
        ),
        pytest.param(
            """
A |||| P1 30, P2 ?, P3 300 |
B |||| P1 31, P4 1, P5 2, P6 3 |
""",
            "{}.xlsx, blad Plannen",
            """
wacht | A | Plan P3 wacht 300 dagen sinds het is ingediend.
wacht | B | Plan P1 wacht 31 dagen sinds het is ingediend.
wacht | A | Plan P1 wacht 30 dagen sinds het is ingediend.
wacht | B | Plan P6 wacht 3 dagen sinds het is ingediend.
wacht | B | Plan P5 wacht 2 dagen sinds het is ingediend.
""",
            id="five plans of all regions, and none without a date",
        ),
        pytest.param(
            """
A ||| 100 > 10 ||
B ||| 100 > 9 ||
C ||| 100 > -1 ||
D ||| > ||
E ||| 0 > 0 ||
""",
            "Samenvatting {}.xlsx, blad Samenvatting",
            """
budget | C | €\u00a01 tekort, bij een budget van €\u00a0100.
budget | B | Nog €\u00a09 van €\u00a0100.
""",
            id="below nought or under a tenth, not a tenth itself or no budget",
        ),
        pytest.param(
            """
A ||||| P1 2026-09-30
B ||||| P1 2026-10-02 2026-11-01
""",
            "P1.xlsx, blad Mijlpalen",
            """
verlopen | B | 2 mijlpalen van plan P1, de oudste van 2 oktober 2026.
verlopen | A | 1 mijlpaal van plan P1, die van 30 september 2026.
""",
            id="the most milestones first",
        ),
    ],
)
def test_what_a_quarter_asks_for_is_told_worst_first(given: str, where: str, expected: str) -> None:
    quiet = "verlopen | Niets. Alles is gelezen."
    found = to_do(outcome(given))
    assert [line for line in lines(found) if line != quiet] == expected.strip().splitlines()
    every = [line for one in found for line in one.lines]
    assert [line.where for line in every] == [where.format(line.who) for line in every]
    assert all(line.file.endswith(line.where.split(",")[0]) for line in every if line.file)
    assert all(line.file or "Mijlpalen" in line.where for line in every)


@pytest.mark.parametrize(
    ("roster", "copy", "opens"),
    [
        ("q4/regio's/a.xlsx", "", "../regio's/a.xlsx"),
        ("q4/uit/a.xlsx", "", "../uit/a.xlsx"),
        ("elders/a.xlsx", "", ""),
        ("elders/a.xlsx", "a.xlsx", "STO19072 A/a.xlsx"),
    ],
)
def test_the_roster_of_a_plan_that_waits_opens_where_that_gives_no_name_away(
    roster: str, copy: str, opens: str, tmp_path: Path
) -> None:
    one = RegionResult(tmp_path / roster, copy=copy)
    assert opened_from(tmp_path / "q4" / "uit", "STO19072 A", one) == opens


def test_files_that_are_no_use_and_missing_regions_are_named_with_what_to_do() -> None:
    found = replace(QUIET, troubles=[("kapot.xlsx", "is beschadigd; vraag het op.")], missing=["A"])
    assert lines(to_do(found))[:2] == [
        "bestand | kapot.xlsx | is beschadigd; vraag het op.",
        "ontbreekt | A | Vraag de programmamanager om het regiobestand.",
    ]
    assert to_do(found)[0].lines[0].sheet == "Bestanden"


def test_more_plans_of_a_region_with_milestones_past_due_are_told_together() -> None:
    days = dt.date(2026, 10, 2), dt.date(2026, 11, 1)
    late = (LatePlan("P1", "een.xlsx", days), LatePlan("P2", "twee.xlsx", days[1:]))
    (line,) = to_do(replace(QUIET, regions=[Watched("A", late=late)]))[6].lines
    assert line.what == "3 mijlpalen van de plannen P1 en P2, de oudste van 2 oktober 2026."
    assert line.where == "een.xlsx en twee.xlsx, blad Mijlpalen"


def test_beyond_ten_the_others_are_named_in_one_line() -> None:
    many = [f"R{number:02}" for number in range(12)]
    found = to_do(replace(QUIET, missing=many, regions=[Watched(m, fouten=1) for m in many]))
    for place in (1, 2):
        assert len(found[place].lines) == 11
        assert found[place].lines[-1].who == "Nog 2 regio's"
        assert "R10 en R11" in found[place].lines[-1].what


def test_where_there_is_nothing_to_do_it_says_so_under_each_heading() -> None:
    found = to_do(QUIET)
    assert [one.lines for one in found] == [()] * len(WORDS)
    assert all(one.nothing.startswith("Niets.") for one in found)


def test_what_was_not_given_is_not_called_nothing() -> None:
    assert lines(to_do(Outcome())) == [
        "ontbreekt | Niet nagegaan: er is geen lijst met verwachte regio's opgegeven (--expected).",
        "daling | Niet te zeggen: er is geen eerder kwartaal opgegeven (--previous).",
        "verlopen | Niet bekend: er zijn geen techniekplannen opgegeven (--plans).",
    ]


def test_amounts_that_are_not_known_make_it_less() -> None:
    one = Watched("A", budget=Decimal(100), left=Decimal(5), at_most=True)
    (line,) = to_do(replace(QUIET, regions=[one]))[5].lines
    assert line.what.endswith("van €\u00a0100; niet elk bedrag is bekend, dus het is minder.")
