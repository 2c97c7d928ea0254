"""Commands about one roster: `new`, `adopt`, `check`, `flag`, `summary`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import (
    examine_roster,
    must_be_free,
    needed_register,
    read_plans,
    refuse_output,
    users_register,
    verdict,
)
from sto_xl.cli.letter_options import LetterChoice
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

    from sto_xl.letters import LetterKind


@cli.group()
def new() -> None:
    """Make a fresh workbook."""


@new.command("roster")
@click.argument("file", type=FILE)
@click.option(
    "--area",
    "area",
    multiple=True,
    metavar="PART",
    help="What lies in the region: a municipality (Zwolle), an RMC-regio (rmc:11) or a vestiging "
    "(00AH17). Its schools with vmbo come in, as the register knows them. Repeatable.",
)
@force_option
@date_option
def new_roster(file: Path, area: tuple[str, ...], peildatum: dt.date, *, force: bool) -> int:
    """Write a roster (regiobestand) to FILE: an empty one, or with the schools of an area.

    \b
    Examples:
      sto-xl new roster regiobestand.xlsx
      sto-xl new roster regiobestand.xlsx --area Zwolle --area Kampen
      sto-xl new roster regiobestand.xlsx --area rmc:11
    """
    from sto_xl.cli import terminal
    from sto_xl.system import outputs

    must_be_free(file, force=force)
    if not area:
        outputs.write(file, outputs.shipped("workbooks", "regiobestand.xlsx").read_bytes())
        terminal.made(file)
        return 0
    from sto_xl.cli.terminal.report import print_updated
    from sto_xl.region import completing, updating

    register = needed_register()
    updated = updating.fresh(completing.content(area, register), file.name, peildatum, register)
    outputs.write(file, updated.data)
    print_updated(updated)
    terminal.made(file)
    return 0


@new.command("template")
@click.argument("file", type=FILE)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="The language of the letter; the name of an English template ends in .en.docx.",
)
@click.option(
    "--letter",
    type=LetterChoice(),
    default="uitnodiging",
    show_default=True,
    help="Which letter.",
)
@force_option
def new_template(file: Path, language: str, letter: LetterKind, *, force: bool) -> None:
    """Write a built-in template to FILE: of a letter, to edit in Word; of a report, in Excel.

    A report is known by the name: samenvatting.xlsx, bevindingen.xlsx, verzendlijst.xlsx, ... They
    are used when they lie in a folder sjablonen beside the roster. So is the text of a mail:
    uitnodiging.mail.txt, in English uitnodiging.mail.en.txt, ... It is used when it lies beside the
    roster.

    \b
    Examples:
      sto-xl new template brief.docx
      sto-xl new template brief.en.docx --language en
      sto-xl new template besluit.docx --letter besluit
      sto-xl new template sjablonen/samenvatting.xlsx
      sto-xl new template uitnodiging.mail.txt
      sto-xl fields                                  what a template may use
    """
    from sto_xl.cli import terminal
    from sto_xl.letters.templates import language_of
    from sto_xl.model import Language
    from sto_xl.system import outputs

    if file.suffix.casefold() in {".xlsx", ".txt"}:
        from sto_xl.books.report import specs
        from sto_xl.letters.mail.kinds import EVERY

        known = [spec.file for spec in specs.EVERY]
        known += [mail.shipped(one).name for mail in EVERY for one in Language]
        fitting = [name for name in known if name.endswith(file.suffix.casefold())]
        if file.name not in fitting:
            of = "a report's template" if file.suffix.casefold() == ".xlsx" else "a mail's text"
            message = f"{of} has one of these names: {', '.join(fitting)}."
            raise click.BadParameter(message, param_hint="FILE")
        must_be_free(file, force=force)
        outputs.write(file, outputs.shipped("templates", file.name).read_bytes())
        terminal.made(file)
        return
    wanted = Language(language)
    if file.suffix.casefold() != ".docx" or language_of(file.name) is not wanted:
        ends = ".docx, and not in .en.docx" if wanted is Language.NL else ".en.docx"
        message = f"a template is known by its name: end it in {ends}."
        raise click.BadParameter(message, param_hint="FILE")
    must_be_free(file, force=force)
    outputs.write(file, letter.shipped(wanted).read_bytes())
    terminal.made(file)


@cli.command()
@click.argument("old", type=FILE, metavar="LIST")
@click.option("-o", "--output", type=FILE, required=True, help="The roster to write.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="'COLUMN=PLACE'",
    help="Say where a column goes: 'Locatie=School', 'Mobiel=Contacten:Telefoon', 'ZW=Z&W'; "
    "'Code=' sends it to Opmerking. Repeatable.",
)
@click.option(
    "--leave-out",
    "leave_out",
    multiple=True,
    metavar="SHEET",
    help="Leave a sheet out, such as 'oud 2021'. Repeatable.",
)
@force_option
@date_option
@json_option
def adopt(  # noqa: PLR0913  (what a user can say)
    old: Path,
    output: Path,
    mapping: tuple[str, ...],
    leave_out: tuple[str, ...],
    peildatum: dt.date,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Make a roster of LIST: any Excel list of schools, or a roster of an older template.

    Shows which column went where and why, and what was left out; LIST stays as it is. The roster is
    checked, flagged and summarised already, and opens at what matters.

    \b
    Examples:
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx --map 'Locatie=School' --map 'Code='
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx --leave-out 'oud 2021'
    """
    from functools import partial

    from sto_xl.adopt import UnknownSheetError, UnknownTargetError
    from sto_xl.adopt.of_file import adopt_file
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.adopted import adopted_json, print_adopted
    from sto_xl.region import updating
    from sto_xl.system import outputs, workers

    asked = dict(_asked(text) for text in mapping)
    refuse_output(old, output, force=force)
    adopted = workers.one(partial(adopt_file, asked, leave_out), old, file=old.name)()
    if isinstance(adopted, UnknownTargetError):
        raise click.BadParameter(str(adopted), param_hint="--map") from adopted
    if isinstance(adopted, UnknownSheetError):
        raise click.BadParameter(str(adopted), param_hint="--leave-out") from adopted
    updated = updating.fresh(adopted.content, output.name, peildatum, users_register())
    outputs.write(output, updated.data)
    examined = updated.examined
    if as_json:
        terminal.print_json(adopted_json(adopted, examined, old.name, output.name))
    else:
        print_adopted(adopted, examined, old.name, output)
    terminal.made(output)
    return verdict(examined)


def _asked(text: str) -> tuple[str, str]:
    """Take what was said with --map apart: the heading may hold an = itself."""
    heading, equals, place = text.rpartition("=")
    if not equals or not heading.strip():
        message = f"{text!r} is no mapping: write it as 'COLUMN=PLACE', or 'COLUMN=' for Opmerking."
        raise click.BadParameter(message, param_hint="--map")
    return heading.strip(), place.strip()


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
