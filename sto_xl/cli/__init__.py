"""The door on the command line: `sto-xl`, its commands, progress, exit codes.

Thin: a command reads its options, calls what decides, and lets `terminal` print. Exit codes: 0
good, 3 a finding of severity fout or an input that could not be processed, 2 nothing could be
processed, 1 the program failed. Imports what a command needs when it runs, so that `--help` and
`--version` answer at once.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys

import click

from sto_xl.cli import (
    addin,
    adopt,
    catalogue,
    demo,
    find,
    journal,
    letters,
    missing,
    new,
    new_plan,
    plan_letters,
    plans,
    quarter,
    register,
    roster,
    update,
    web,
)
from sto_xl.cli.group import FAILED, NOTHING, cli
from sto_xl.cli.printable import shown
from sto_xl.system.errors import Cause, Failure

__all__ = ["cli", "main"]

#: Importing them adds their commands.
COMMANDS = (
    *(new, adopt, roster, missing, update, new_plan, letters, plans, plan_letters, quarter),
    *(demo, catalogue, addin, journal, register, find, web),
)


def main() -> None:
    """Run the command line; turn what went wrong into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A school's name may hold letters that an old console does not have.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        _tell(str(failure))
        sys.exit(NOTHING)
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        _tell(told.getvalue().rstrip())
        sys.exit(NOTHING)
    except (click.Abort, KeyboardInterrupt):
        _tell("afgebroken")
        sys.exit(130)
    except BrokenPipeError:
        # Who reads our output has had enough.
        _write_nowhere()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  (the one guard of this door)
        from sto_xl.system import outputs, userdata

        if isinstance(error, OSError) and outputs.is_full(error):
            _write_nowhere()
            _tell(str(Failure(Cause.OUTPUT_FULL)))
            sys.exit(NOTHING)
        _tell(str(userdata.unexpected()))
        sys.exit(FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _tell(text: str) -> None:
    """Write to stderr; where that cannot be written, the exit code still tells."""
    with contextlib.suppress(OSError):
        click.echo(shown(text), err=True)


def _write_nowhere() -> None:
    """Let what is still to be written to stdout go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
