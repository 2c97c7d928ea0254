"""When two are one plan: the row of the roster that it is, and files that are one plan."""

from __future__ import annotations

import pytest

from sto_xl.model import PlanForm
from sto_xl.sheets import same_plan
from support.tables import read

ROWS = """
[tblPlannen]
Kenmerk | Vestiging | Titel
P-1 | 00AH17 | Robots in de klas
P-2 | 00AH17 | Domotica
 | 00AH18 | Domotica
"""


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (PlanForm(kenmerk="p-1", vestiging="00AH18", titel="Iets anders"), 0),
        (PlanForm(vestiging="00ah18", titel=" DOMOTICA "), 2),
        (PlanForm(vestiging="00AH17", titel="Domotica"), 1),
        # The region gave the kenmerk only now, and the row has none yet.
        (PlanForm(kenmerk="P-3", vestiging="00AH18", titel="Domotica"), 2),
        # Another kenmerk is another plan, whatever its title.
        (PlanForm(kenmerk="P-3", vestiging="00AH17", titel="Domotica"), None),
        (PlanForm(vestiging="00AH17"), None),
        (PlanForm(titel="Domotica"), None),
    ],
)
def test_a_plan_is_known_by_its_kenmerk_else_by_location_and_title(
    form: PlanForm, line: int | None
) -> None:
    roster = read(ROWS)
    found = same_plan.row_of(form, roster.plans, roster.key_of)
    assert (found.line if found else None) == line


@pytest.mark.parametrize(
    ("forms", "together"),
    [
        ([("P-9", "A"), ("p-9", "B"), ("", "A")], [(0, 1, 2)]),
        ([("P-8", "A"), ("P-9", "A")], [(0,), (1,)]),
        ([("P-8", "A"), ("", "B"), ("P-9", "a"), ("", "A")], [(0, 2, 3), (1,)]),
        # Both are the second row: one by its kenmerk, one by its title.
        ([("P-2", "Iets anders"), ("", "Domotica")], [(0, 1)]),
        # Without location, title or kenmerk nothing can be told.
        ([("", ""), ("", "")], [(0,), (1,)]),
        ([], []),
    ],
)
def test_files_are_one_plan_by_kenmerk_by_title_by_row_and_by_a_third(
    forms: list[tuple[str, str]], together: list[tuple[int, ...]]
) -> None:
    roster = read(ROWS)
    given = [
        PlanForm(kenmerk=kenmerk or None, vestiging="00AH17", titel=titel or None)
        for kenmerk, titel in forms
    ]
    rows = [same_plan.rows_of(form, roster.plans, roster.key_of) for form in given]
    assert list(same_plan.groups(given, rows, roster.key_of)) == together
