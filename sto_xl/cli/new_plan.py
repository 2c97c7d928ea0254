"""`new plan`: an empty techniekplan, or one that says already what the region's roster knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.inputs import begin_reading, must_be_free, refuse_output
from sto_xl.cli.options import FILE, force_option
from sto_xl.cli.roster import new

if TYPE_CHECKING:
    from pathlib import Path


@new.command("plan")
@click.argument("file", type=FILE)
@click.option("--roster", type=FILE, help="The region's roster, to pre-fill the plan from.")
@click.option("--school", metavar="VESTIGING", help="The school location in that roster.")
@force_option
def new_plan(file: Path, roster: Path | None, school: str | None, *, force: bool) -> None:
    """Write an empty techniekplan to FILE, for a school to fill in.

    With --roster and --school it names the school, its region and its STO contact already.

    \b
    Examples:
      sto-xl new plan techniekplan.xlsx
      sto-xl new plan plan.xlsx --roster regiobestand.xlsx --school 00AH17
    """
    from sto_xl.cli import terminal
    from sto_xl.system import outputs

    if roster is None or school is None:
        if roster or school:
            message = "--roster and --school go together: give both, or neither."
            raise click.UsageError(message)
        must_be_free(file, force=force)
        outputs.write(file, outputs.shipped("workbooks", "techniekplan.xlsx").read_bytes())
    else:
        _write_prefilled(file, roster, school, force=force)
    terminal.made(file)


def _write_prefilled(file: Path, roster: Path, school: str, *, force: bool) -> None:
    refuse_output(roster, file, force=force)
    snapshot = begin_reading(roster, thorough=False)
    from sto_xl import sheets
    from sto_xl.books import build
    from sto_xl.plans import prefill
    from sto_xl.sheets.roster import read_roster

    known = prefill.prefilled(read_roster(snapshot()), school)
    build.write_plan(file, {sheets.PLAN.form.name: known})
