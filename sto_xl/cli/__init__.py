"""The door on the command line: `sto-xl`, its commands, progress, exit codes.

Thin: a command reads its options, calls what decides, and lets `terminal` print. Exit codes: 0
good, 3 a finding of severity fout or an input that could not be processed, 2 nothing could be
processed, 1 the program failed. Imports what a command needs when it runs, so that `--help` and
`--version` answer at once.
"""

from __future__ import annotations

import io
import os
import sys

import click

from sto_xl.cli import (
    addin,
    catalogue,
    demo,
    journal,
    letters,
    new_plan,
    plan_letters,
    plans,
    quarter,
    roster,
    update,
)
from sto_xl.cli.group import FAILED, NOTHING, cli
from sto_xl.system.errors import Failure

__all__ = ["cli", "main"]

#: Importing them adds their commands.
COMMANDS = (
    *(roster, update, new_plan, letters, plans, plan_letters, quarter),
    *(demo, catalogue, addin, journal),
)


def main() -> None:
    """Run the command line; turn what went wrong into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A school's name may hold letters that an old console does not have.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli(standalone_mode=False)
    except Failure as failure:
        click.echo(str(failure), err=True)
        sys.exit(NOTHING)
    except click.ClickException as error:
        error.show()
        sys.exit(NOTHING)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Who reads our output has had enough; what is still to be written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001  (the one guard of this door)
        from sto_xl.system import userdata

        click.echo(str(userdata.unexpected()), err=True)
        sys.exit(FAILED)
    sys.exit(code if isinstance(code, int) else 0)
