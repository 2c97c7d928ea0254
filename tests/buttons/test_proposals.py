"""What a school without a code may be, as Uitleg tells it after a check beside the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl.cli.demo import examples
from support.excel import DEMO, click, opened
from support.registers import demo_register


@pytest.mark.slow
def test_uitleg_at_a_school_without_a_code_proposes_one_and_fills_in_nothing(home: Path) -> None:
    demo_register(home / "data" / "sto_xl" / "register.sqlite")
    content = dict(examples.regions()[DEMO])
    first, *rest = content["tblScholen"]
    content["tblScholen"] = ((None, "Wilgenhoek, Vakcoll. de", *first[2:]), *rest)
    excel = opened(home, content)
    click(excel, "check")
    finding = next(row for row in excel.rows("tblControle") if row[1] == "RST-050")
    excel.select(str(finding[2]), str(finding[3]))
    said = click(excel, "explain")
    assert "Voorstel: 99AA00 (Vakcoll De Wilgenhoek, Sluisweg 12, Waterhoven: " in said
    assert excel.rows("tblScholen")[0][0] is None
