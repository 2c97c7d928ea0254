"""What commands that write letters have alike: where to, and a template that is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND
from sto_xl.cli.options import FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sto_xl.letters import LetterKind
    from sto_xl.region.mailing import Trial

output_option = click.option("-o", "--output", type=FILE, help="A new or empty folder.")
try_option = click.option(
    "--try",
    "tried",
    type=FILE,
    metavar="TEMPLATE",
    help="List the fields of TEMPLATE and make one sample letter, beside it or in the folder.",
)


def must_agree(output: Path | None, template: Path | None, tried: Path | None) -> None:
    """Raise a usage error for options that exclude each other, or for want of a folder."""
    if tried and template:
        message = "--try and --template do not go together."
        raise click.UsageError(message)
    if not tried and not output:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")


def new_folder(output: Path | None) -> Path:
    """Give the folder of the letters, made anew. Raises `Failure` when it holds something."""
    from pathlib import Path

    from sto_xl.system import outputs

    folder = output or Path()
    outputs.new_folder(folder)
    return folder


def make_sample(
    template: Path,
    kind: LetterKind,
    output: Path | None,
    make: Callable[[Trial], tuple[str, bytes]],
) -> int:
    """List what a template asks for, and write the letter made of it in `output` or beside it.

    `make` gives to whom or about what it is, and the letter.
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.catalogue import print_trial
    from sto_xl.region import mailing
    from sto_xl.system import outputs

    trial = mailing.Trial(mailing.compiled(template), kind)
    print_trial(trial)
    said, letter = make(trial)
    folder = output or template.parent
    path = outputs.fresh_file(folder, f"Proefbrief {template.stem}", template.suffix)
    outputs.write(path, letter)
    terminal.say(f"sample letter {said}")
    terminal.made(path)
    return FOUND if trial.unknown else 0
