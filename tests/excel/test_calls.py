"""What a click costs in calls to Excel: few, and as many on a large roster as on a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl.books import build
from support.excel import NAME, click
from support.rosters import roster, with_plans

#: Of the way to the workbook: from the window to the application, its workbooks, this one.
CALLER = 3
#: Ten of them see to it that nothing is lost: how far each sheet reaches, before it is read;
#: whether each place is still as it was looked at; that no macro of others hears of a write.
#: Of a sheet whose rows have no code one call asks whether any of them can be a sum.
BUDGET = {"check": 100, "flag": 150, "summarise": 150, "letters": 150, "undo": 150, "explain": 150}
BUDGET["decisions"] = 150
#: By the button how what it makes is told, where it might make nothing at all.
MADE = {"letters": "gemaakt in map", "decisions": "gemaakt in map"}
SEARCH = 120
#: Schools, and how many of them have something wrong, in a small roster and in a larger one.
SIZES = [
    pytest.param({"small": (20, 8), "large": (80, 32)}, id="80", marks=pytest.mark.slow),
    pytest.param({"small": (100, 40), "large": (1000, 400)}, id="1,000", marks=pytest.mark.slow),
]
each_size = pytest.mark.parametrize("sizes", SIZES, scope="module")


@pytest.fixture(scope="module")
def costs(
    sizes: dict[str, tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], int]:
    """Count the calls of every button on both rosters."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for size, (schools, faulty) in sizes.items():
            home = tmp_path_factory.mktemp(size)
            patch.setenv("XDG_DATA_HOME", str(home / "data"))
            data = build.roster_bytes(with_plans(roster(schools, faulty)))
            for button in BUDGET:
                excel = FakeExcel.open(data, name=NAME, path=str(home))
                if button in {"undo", "explain"}:
                    # Of all runs this one has the most to take back.
                    click(excel, "summarise")
                excel.reset_calls()
                said = click(excel, button)
                assert "ging iets mis" not in said
                assert MADE.get(button, "") in said
                found[size, button] = excel.count + CALLER
    return found


@each_size
@pytest.mark.parametrize("button", BUDGET)
def test_a_click_stays_within_its_budget(costs: dict[tuple[str, str], int], button: str) -> None:
    small, large = costs["small", button], costs["large", button]
    print(f"{button}: {small} calls on a small roster, {large} on a larger one")  # noqa: T201
    assert small <= BUDGET[button]
    assert large <= 1.05 * small


@each_size
def test_the_rosters_have_the_findings_they_are_meant_to(
    sizes: dict[str, tuple[int, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for schools, faulty in sizes.values():
        excel = FakeExcel.open(build.roster_bytes(roster(schools, faulty)), path=str(tmp_path))
        click(excel, "check")
        assert faulty <= len(excel.rows("tblControle")) <= faulty * 1.1 + 5


@pytest.mark.slow
def test_searching_for_a_table_costs_at_most_120_calls_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    excel = FakeExcel.open(build.roster_bytes(roster(100, 40)), path=str(tmp_path))
    excel.rename_table("tblPlannen", "tblPlannen_2")
    excel.reset_calls()
    click(excel, "check")
    print(f"check, when a table must be searched: {excel.count + CALLER} calls")  # noqa: T201
    assert excel.count + CALLER <= BUDGET["check"] + SEARCH
