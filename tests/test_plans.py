"""School plans: which row of the roster a plan is."""

from __future__ import annotations

import pytest
from tables import read

from sto_xl import plans
from sto_xl.model import PlanForm

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
    found = plans.row_of(form, roster.plans, roster.key_of)
    assert (found.line if found else None) == line
