"""The commands `quarter` and `demo`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import read_plans
from sto_xl.cli.options import (
    FILE,
    letter_date_option,
    plans_option,
    template_option,
    thorough_option,
)
from sto_xl.errors import Cause, Failure

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.intake import Expected, Given, PlanFiles
    from sto_xl.outcome import Outcome, Run
    from sto_xl.previous import Previous


@cli.command()
@click.argument("folder", type=FILE, default="demo", metavar="[DIR]")
def demo(folder: Path) -> None:
    """Run the whole job on three invented regions and their schools' plans, into DIR (demo).

    \b
    Examples:
      sto-xl demo
      sto-xl demo /tmp/voorbeeld
    """
    from sto_xl import demo as example
    from sto_xl import intake, outputs, routines, terminal
    from sto_xl import plans as school_plans
    from sto_xl.books.reading.file import read
    from sto_xl.build import write_plan, write_roster
    from sto_xl.findings import Severity
    from sto_xl.terminal.quarter import print_demo
    from sto_xl.terminal.report import print_flags, print_report

    outputs.new_folder(folder)
    paths = []
    for name, content in example.regions().items():
        path = folder / "regiobestanden" / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_roster(path, content)
        paths.append(path)
    plans = []
    for region, found in example.plans().items():
        for name, content in found.items():
            path = folder / "plannen" / region / f"{name}.xlsx"
            write_plan(path, content)
            plans.append(path)
    for path in paths:
        examined = routines.examine(read(path), example.PEILDATUM)
        terminal.out().rule(examined.facts.title)
        print_report(examined.report, path.name)
        terminal.out().print()
        print_flags(routines.flag(examined), path.name)
        terminal.out().print()
    checked = [school_plans.examine(read(path), example.PEILDATUM) for path in plans]
    worst = max(checked, key=lambda one: one.report.counts[Severity.FOUT])
    terminal.out().rule(f"Techniekplan {worst.plan.title}")
    print_report(worst.report, worst.plan.name)
    period, day = example.QUARTER, example.PEILDATUM
    done = _quarter(
        intake.rosters(paths),
        folder / period,
        period=period,
        peildatum=day,
        letter_date=day,
        plans=intake.plan_files(folder / "plannen"),
    )
    print_demo(folder, done, max(plans, key=lambda path: path.stat().st_size))


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
@click.option("--workers", type=click.IntRange(1, 61), help="How many processes; one per core.")
@template_option
@thorough_option
@letter_date_option
def quarter(  # noqa: PLR0913, PLR0917  (a command's options)
    period: str,
    rosters: tuple[Path, ...],
    output: Path,
    previous: Path | None,
    expected: Path | None,
    plans: Path | None,
    workers: int | None,
    template: Path | None,
    letter_date: dt.date | None,
    *,
    thorough: bool,
) -> int:
    """Process ROSTERS (files or folders) of a quarter: every region's report, and the nation's.

    Run again into the same folder, it replaces what it made there and leaves all else alone.

    \b
    Examples:
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --previous 2026-Q3 --expected regios.csv
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --plans plannen/
      sto-xl quarter 2026-Q4 noord.xlsx zuid.xlsx -o 2026-Q4 --workers 4
    """
    from sto_xl import intake, outputs
    from sto_xl import previous as earlier
    from sto_xl import quarter as quarters
    from sto_xl.terminal.quarter import print_run

    peildatum = quarters.last_day(period)
    if peildatum is None:
        message = f"{period!r} is not a quarter: write it as 2026-Q4."
        raise click.BadParameter(message, param_hint="QUARTER")
    if previous:
        with outputs.reachable(previous):
            if output.exists() and previous.exists() and output.samefile(previous):
                raise Failure(Cause.PREVIOUS_IS_OUTPUT, file=str(previous))
    done = _quarter(
        intake.rosters(rosters),
        output,
        period=period.upper(),
        peildatum=peildatum,
        letter_date=letter_date or peildatum,
        workers=workers,
        template=template,
        expected=intake.expected(expected) if expected else None,
        previous=earlier.previous(previous) if previous else None,
        plans=intake.plan_files(plans) if plans else None,
        thorough=thorough,
    )
    print_run(done)
    return FOUND if done.provisional else 0


def _quarter(  # noqa: PLR0913  (a run's settings)
    given: Given,
    folder: Path,
    *,
    period: str,
    peildatum: dt.date,
    letter_date: dt.date,
    workers: int | None = None,
    template: Path | None = None,
    expected: tuple[Expected, ...] | None = None,
    previous: Previous | None = None,
    plans: PlanFiles | None = None,
    thorough: bool = False,
) -> Run:
    from sto_xl import quarter as quarters
    from sto_xl import terminal

    workers = workers or os.cpu_count() or 1
    read = read_plans(plans, peildatum, workers) if plans else None
    with terminal.progress("regions", len(given.rosters)) as bar:

        def advance(_outcome: Outcome) -> None:
            bar.advance(bar.task_ids[0])

        return quarters.run(
            given,
            folder,
            period=period,
            peildatum=peildatum,
            letter_date=letter_date,
            template=template,
            workers=workers,
            expected=expected,
            previous=previous,
            thorough=thorough,
            plans=read,
            progress=advance,
        )
