"""The command `quarter`."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import read_plans, users_register
from sto_xl.cli.letter_options import no_fields_option
from sto_xl.cli.options import (
    FILE,
    letter_date_option,
    plans_option,
    summary_template_option,
    template_option,
    thorough_option,
)
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.quarter.asked import RunAsked
    from sto_xl.quarter.input_files import Given, PlanFiles
    from sto_xl.quarter.kept import KeptRun
    from sto_xl.quarter.results import RunResult
    from sto_xl.quarter.settings import Settings


@cli.command()
@click.argument("period", metavar="QUARTER")
@click.argument("rosters", nargs=-1, type=FILE, required=True)
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="A new or empty folder, or that of this quarter's last run.",
)
@click.option("--previous", type=FILE, metavar="DIR", help="An earlier run to compare with.")
@click.option(
    "--expected",
    type=FILE,
    metavar="FILE",
    help="The regions that should be there: a CSV file with regionummer;naam.",
)
@plans_option
@click.option(
    "--rosters",
    "filled_in",
    is_flag=True,
    help="Also put each region's roster into its folder, filled in as `update` does: findings, "
    "signals and figures. Of --plans nothing is taken into it.",
)
@click.option("--workers", type=click.IntRange(1, 61), help="How many processes; one per core.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the computers of a dask cluster: its scheduler's address, such as "
    "tls://scheduler:8786, or the scheduler file.",
)
@template_option
@summary_template_option
@no_fields_option
@click.option(
    "--pdf",
    is_flag=True,
    help="Also make a PDF of each summary and of the nation's, beside them, by LibreOffice.",
)
@thorough_option
@letter_date_option
@click.option(
    "--fresh",
    is_flag=True,
    help="Process everything, also what is as it was in the last run into the folder.",
)
def quarter(  # noqa: PLR0913, PLR0917  (a command's options)
    period: str,
    rosters: tuple[Path, ...],
    output: Path,
    previous: Path | None,
    expected: Path | None,
    plans: Path | None,
    workers: int | None,
    cluster: str | None,
    template: Path | None,
    summary_template: Path | None,
    letter_date: dt.date | None,
    *,
    filled_in: bool,
    pdf: bool,
    plain: bool,
    thorough: bool,
    fresh: bool,
) -> int:
    """Process ROSTERS (files or folders) of a quarter: every region's report, and the nation's.

    Run again into the same folder, it processes what changed, replaces what it made there and
    leaves all else alone.

    \b
    Examples:
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --previous 2026-Q3 --expected regios.csv
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --plans plannen/
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --rosters
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --pdf
      sto-xl quarter 2026-Q4 noord.xlsx zuid.xlsx -o 2026-Q4 --workers 4
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --cluster tls://scheduler:8786
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.told import print_told
    from sto_xl.quarter import input_files, periods, told
    from sto_xl.quarter.asked import RunAsked
    from sto_xl.system import outputs, userdata

    peildatum = periods.last_day(period)
    if peildatum is None:
        message = f"{period!r} is not a quarter: write it as 2026-Q4."
        raise click.BadParameter(message, param_hint="QUARTER")
    if previous:
        with outputs.reachable(previous):
            if output.exists() and previous.exists() and output.samefile(previous):
                raise Failure(Cause.PREVIOUS_IS_OUTPUT, file=str(previous))
    given = input_files.rosters(rosters)
    handed_in = input_files.plan_files(plans) if plans else None
    for folder in handed_in.unopened if handed_in else ():
        terminal.say(f"niet in gekeken: map {folder}")
    day = letter_date or peildatum
    asked = RunAsked(
        (period.upper(), peildatum.isoformat(), day.isoformat(), plain, thorough, filled_in, pdf),
        given.rosters,
        given.unopened,
        handed_in.files if handed_in else None,
        userdata.register(),
        expected,
        previous,
        template,
        summary_template,
    )
    before = None if fresh else told.again(output, asked)
    if before:
        print_told(before, given, output, unchanged=before.rosters)
        return FOUND if before.found else 0
    # Only now is the rest of the program loaded.
    from sto_xl.quarter import previous as earlier
    from sto_xl.quarter import unchanged
    from sto_xl.quarter.settings import Settings

    settings = Settings(
        period.upper(),
        peildatum,
        day,
        template=template,
        summary_template=summary_template,
        expected=input_files.expected(expected) if expected else None,
        previous=earlier.previous(previous) if previous else None,
        plain=plain,
        thorough=thorough,
        rosters=filled_in,
        pdf=pdf,
        workers=workers or os.cpu_count() or 1,
        register=users_register(),
    )
    kept = None if fresh else unchanged.kept_in(output)
    done = run_quarter(given, output, settings, handed_in, kept, asked, cluster)
    outcome = told.told(done, settings)
    print_told(outcome, given, output, unchanged=done.unchanged, published=done.published)
    return FOUND if outcome.found else 0


def run_quarter(  # noqa: PLR0913, PLR0917  (all that a run is given)
    given: Given,
    folder: Path,
    settings: Settings,
    plans: PlanFiles | None = None,
    kept: KeptRun | None = None,
    asked: RunAsked | None = None,
    cluster: str | None = None,
) -> RunResult:
    """Process a quarter's files, showing progress; what was `kept` need not be done again.

    It is done on this computer, or on a cluster.
    """
    from sto_xl.cli import terminal
    from sto_xl.quarter import run as quarters
    from sto_xl.quarter import unchanged
    from sto_xl.quarter.kept import NOTHING
    from sto_xl.system.cluster import crew_of

    kept, read = kept or NOTHING, None
    rosters = len(given.rosters)
    # One PDF a region, and the nation's.
    title, steps = ("regions, PDFs", 2 * rosters + 1) if settings.pdf else ("regions", rosters)
    with crew_of(cluster) as crew:
        if plans:
            known = unchanged.plans_known(plans.files, kept, settings)
            read = read_plans(plans, settings.peildatum, settings.workers, known, crew)
        run = partial(quarters.run, given, folder, settings, plans=read, kept=kept, asked=asked)
        with terminal.progress(title, steps) as advance:
            done = run(crew=crew, progress=advance)
    terminal.say_all(crew.told())
    return done
