"""Commands about one roster as it is: `check`, `flag`, `summary`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import examine_roster, must_be_free, read_plans, verdict
from sto_xl.cli.options import (
    FILE,
    date_option,
    force_option,
    json_option,
    pdf_option,
    plans_option,
    summary_template_option,
    thorough_option,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@cli.command()
@click.argument("roster", type=FILE)
@click.option("-o", "--output", type=FILE, help="Also write a findings workbook.")
@force_option
@date_option
@thorough_option
@json_option
def check(  # noqa: PLR0913  (a command's options)
    roster: Path,
    output: Path | None,
    peildatum: dt.date,
    *,
    force: bool,
    thorough: bool,
    as_json: bool,
) -> int:
    """Check ROSTER and print what is wrong, with its cell and what to do.

    \b
    Examples:
      sto-xl check regiobestand.xlsx
      sto-xl check regiobestand.xlsx -o bevindingen.xlsx
      sto-xl check regiobestand.xlsx --json --date 2026-12-31
      sto-xl check regiobestand.xlsx --thorough
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.report import checked_json, print_report
    from sto_xl.region import sentences

    examined = examine_roster(roster, peildatum, output, force=force, thorough=thorough)
    if as_json:
        terminal.print_json(checked_json(examined, roster.name))
    else:
        print_report(examined.report, roster.name)
    terminal.say_all(sentences.not_compared(examined.duo))
    if output:
        from sto_xl.books.report import HouseStyle, specs
        from sto_xl.region import workbooks
        from sto_xl.system import outputs

        style = HouseStyle.beside(roster.parent)
        outputs.write(output, workbooks.findings(examined, style))
        terminal.say_all(style.told(specs.FINDINGS))
        terminal.made(output)
    return verdict(examined)


@cli.command()
@click.argument("roster", type=FILE)
@date_option
@json_option
def flag(roster: Path, peildatum: dt.date, *, as_json: bool) -> int:
    """List the locations that ask for attention, with the next step for each.

    \b
    Examples:
      sto-xl flag regiobestand.xlsx
      sto-xl flag regiobestand.xlsx --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.report import flags_json, print_flags
    from sto_xl.region import routines

    examined = examine_roster(roster, peildatum)
    flags = routines.flag(examined)
    if as_json:
        terminal.print_json(flags_json(flags))
    else:
        print_flags(flags, roster.name)
    return verdict(examined)


@cli.command()
@click.argument("roster", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write.")
@click.option(
    "--previous",
    type=FILE,
    metavar="FILE",
    help="An earlier summary of the region to compare with.",
)
@plans_option
@summary_template_option
@pdf_option
@force_option
@date_option
def summary(  # noqa: PLR0913, PLR0917  (a command's options)
    roster: Path,
    output: Path,
    previous: Path | None,
    plans: Path | None,
    summary_template: Path | None,
    peildatum: dt.date,
    *,
    pdf: bool,
    force: bool,
) -> int:
    """Write the summary of a region as a workbook to print.

    \b
    Examples:
      sto-xl summary regiobestand.xlsx -o samenvatting.xlsx
      sto-xl summary regiobestand.xlsx -o nu.xlsx --previous "Samenvatting Noordrand.xlsx"
      sto-xl summary regiobestand.xlsx -o samenvatting.xlsx --plans plannen/
      sto-xl summary regiobestand.xlsx -o samenvatting.xlsx --pdf
    """
    from sto_xl.books.reading.file import read_file
    from sto_xl.books.report import HouseStyle, specs
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.pdf import print_pdfs
    from sto_xl.cli.terminal.plans import print_left_out
    from sto_xl.figures import stand
    from sto_xl.plans import account, handed_in
    from sto_xl.quarter import input_files
    from sto_xl.region import workbooks
    from sto_xl.system import outputs, workers
    from sto_xl.system import pdf as pdfs

    if pdf:
        if output.suffix.casefold() == pdfs.SUFFIX:
            message = "name the workbook; its PDF comes beside it."
            raise click.BadParameter(message, param_hint="--output")
        must_be_free(output.with_suffix(pdfs.SUFFIX), force=force)
    examined = examine_roster(roster, peildatum, output, force=force)
    earlier = workers.one(read_file, previous, file=previous.name)() if previous else None
    before = stand.read_own_stand(earlier, examined.basis) if earlier else None
    files = read_plans(input_files.plan_files(plans), peildatum, 1) if plans else ()
    own = [one for one in files if isinstance(one, handed_in.PlanFile)]
    examined, given = handed_in.beside(examined, own)
    told = account.plans_read(given)
    style = HouseStyle.beside(roster.parent, summary=summary_template)
    content = workbooks.region_summary(examined, before=before, plans=told, style=style)
    outputs.write(output, content)
    terminal.say_all(style.told(specs.SUMMARY))
    left_out = print_left_out(files, given)
    terminal.made(output)
    printed = print_pdfs([output] if pdf else [], pdfs.printer)
    return FOUND if left_out or given.faulty or not printed else verdict(examined)
