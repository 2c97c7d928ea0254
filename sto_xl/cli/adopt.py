"""The command `adopt`: a roster made of any list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import cli
from sto_xl.cli.inputs import refuse_output, users_register, verdict
from sto_xl.cli.options import FILE, date_option, force_option, json_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


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
