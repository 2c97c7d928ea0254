"""`new plan`: an empty techniekplan, or one that says already what the region's roster knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.inputs import begin_reading, examine_roster, must_be_free, refuse_output
from sto_xl.cli.new import new
from sto_xl.cli.options import FILE, date_option, force_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@new.command("plan")
@click.argument("file", type=FILE, metavar="FILE_OR_DIR")
@click.option("--roster", type=FILE, help="The region's roster, to pre-fill the plan from.")
@click.option(
    "--school",
    metavar="VESTIGING_OR_NAME",
    help="The school location in that roster, by its code, its name or a part of that; without it "
    "there is a plan for every school that is invited.",
)
@force_option
@date_option
def new_plan(
    file: Path, roster: Path | None, school: str | None, peildatum: dt.date, *, force: bool
) -> None:
    """Write an empty techniekplan to FILE, for a school to fill in.

    With --roster and --school it names the school, its region and its STO contact already. With
    --roster alone there comes one for every school that gets an uitnodiging, or got one not long
    ago, in DIR, a new or empty folder.

    \b
    Examples:
      sto-xl new plan techniekplan.xlsx
      sto-xl new plan plan.xlsx --roster regiobestand.xlsx --school 00AH17
      sto-xl new plan plan.xlsx --roster regiobestand.xlsx --school "het baken"
      sto-xl new plan nieuw --roster regiobestand.xlsx
    """
    from sto_xl.cli import terminal
    from sto_xl.system import outputs

    if school is not None and roster is None:
        message = "--school goes with --roster: give the roster that the school is in."
        raise click.UsageError(message)
    if roster is None:
        must_be_free(file, force=force)
        outputs.write(file, outputs.shipped("workbooks", "techniekplan.xlsx").read_bytes())
    elif school is not None:
        _write_prefilled(file, roster, school, force=force)
    elif not _write_every(file, roster, peildatum):
        return
    terminal.made(file)


def _write_prefilled(file: Path, roster: Path, school: str, *, force: bool) -> None:
    refuse_output(roster, file, force=force)
    snapshot = begin_reading(roster, thorough=False)
    from sto_xl.region import prefill
    from sto_xl.sheets.roster import read_roster
    from sto_xl.system import outputs

    read = read_roster(snapshot())
    outputs.write(file, prefill.plan(read, prefill.school_of(read, school)).data)


def _write_every(folder: Path, roster: Path, peildatum: dt.date) -> bool:
    """Write a plan for every school that is invited; tell whether there is any."""
    from sto_xl.cli import terminal
    from sto_xl.region import invitations, prefill
    from sto_xl.system import outputs

    if folder.suffix.casefold() == ".xlsx":
        message = "--roster without --school makes a plan for each school: give a folder."
        raise click.UsageError(message)
    examined = examine_roster(roster, peildatum)
    invited = invitations.invited(examined)
    terminal.say_all(invitations.told(examined, invited))
    if not invited:
        return False
    outputs.new_folder(folder)
    names = outputs.Names()
    with terminal.progress("plans", len(invited)) as advance:
        for one in invited:
            plan = prefill.plan(examined.roster, one.school)
            path = folder / names.give(plan.name.removesuffix(prefill.SUFFIX), prefill.SUFFIX)
            outputs.write(path, plan.data)
            terminal.out().tell(str(path))
            advance()
    return True
