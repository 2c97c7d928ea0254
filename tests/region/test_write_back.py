"""What a run writes back goes into the workbook that is there, be it of an older template."""

from __future__ import annotations

import pytest

from sto_xl import sheets
from sto_xl.model import reference
from sto_xl.region import routines, write_back
from support.rule_texts import with_region
from support.tables import PEILDATUM, snapshot


@pytest.mark.parametrize(
    ("version", "lines"),
    [
        ("1.0", [c.naam for c in reference.cijfers().values() if c.sjabloon == "1.0"]),
        (sheets.ROSTER.version, [c.naam for c in reference.roster_cijfers()]),
        # What cannot be read is taken for the newest.
        ("najaar", [c.naam for c in reference.roster_cijfers()]),
    ],
)
def test_a_summary_gets_the_figures_that_its_template_has_a_line_for(
    version: str, lines: list[str]
) -> None:
    made = snapshot(with_region(Sjabloonversie=version), version="1.0")
    changes = write_back.figures(routines.examine(made, PEILDATUM))
    assert [row[0] for row in changes.tables["tblKerncijfers"]] == lines
    assert len(lines) == (47 if version == "1.0" else len(sheets.KERNCIJFERS.rows))
