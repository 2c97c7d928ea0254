"""The commands `new roster` and `new template`; `new plan` stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import cli
from sto_xl.cli.inputs import must_be_free, needed_register
from sto_xl.cli.letter_options import LetterChoice
from sto_xl.cli.options import FILE, date_option, force_option

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
