"""The roster that a command is about: read in another process, and never written."""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl.cli.group import FOUND
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sto_xl.grid import Snapshot
    from sto_xl.plans.checks import PlanChecks
    from sto_xl.plans.handed_in import PlanFile
    from sto_xl.plans.reading import Unread
    from sto_xl.quarter.input_files import PlanFiles
    from sto_xl.region.routines import Examined
    from sto_xl.register import Register
    from sto_xl.sheets.roster import Roster
    from sto_xl.system.shares import Crew


def examine_roster(
    roster: Path,
    peildatum: dt.date,
    output: Path | None = None,
    *,
    force: bool = False,
    thorough: bool = False,
) -> Examined:
    """Give a roster, read and checked. Raises `Failure`, also when `output` must not be written."""
    if output is not None:
        refuse_output(roster, output, force=force)
    snapshot = begin_reading(roster, thorough=thorough)
    # Meanwhile the rest of the program is loaded.
    from sto_xl.region import routines

    return routines.examine(snapshot(), peildatum, users_register())


def begin_reading(roster: Path, *, thorough: bool) -> Callable[[], Snapshot]:
    """Let another process read a roster: a file can be such that its reader dies of it."""
    from sto_xl.system import workers

    if thorough:
        from sto_xl.books.reading.thorough import read_thoroughly as read
    else:
        from sto_xl.books.reading.file import read_input as read
    return workers.one(read, roster, file=roster.name)


def read_plans(
    given: PlanFiles,
    peildatum: dt.date,
    workers: int,
    known: Mapping[int, PlanFile] = MappingProxyType({}),
    crew: Crew | None = None,
) -> tuple[PlanFile | Unread, ...]:
    """Read the techniekplannen that were given and are not `known`, showing progress."""
    from sto_xl.cli import terminal
    from sto_xl.plans import reading
    from sto_xl.system.shares import OWN_CREW

    with terminal.progress("plans", len(given.files) - len(known)) as advance:
        return reading.plan_files(
            given.files, peildatum, workers, advance, known, crew=crew or OWN_CREW
        )


def checked_plans(files: Sequence[Path], peildatum: dt.date, beside: Roster | None) -> PlanChecks:
    """Read and check techniekplannen with the roster beside them, showing progress."""
    from sto_xl.cli import terminal
    from sto_xl.plans import checks as plan_checks

    processes = os.cpu_count() or 1
    with terminal.progress("plans", len(files)) as advance:
        return plan_checks.check(files, peildatum, beside, processes=processes, progress=advance)


def users_register() -> Register | None:
    """Give the user's register of DUO; None without one that can be read."""
    from sto_xl.register import Register

    return Register.of_the_user()


def needed_register() -> Register:
    """Give the user's register of DUO. Raises `Failure` when there is none that can be read."""
    from sto_xl.register import Register, database

    return Register.open(database.path_of_the_user())


def refuse_output(source: Path, output: Path, *, force: bool) -> None:
    """Refuse an output that is the input itself, or that exists and must stay."""
    from sto_xl.system import outputs

    with outputs.reachable(source):
        given = source.exists()
    with outputs.reachable(output):
        if given and output.exists() and output.samefile(source):
            raise Failure(Cause.IS_INPUT, file=str(output))
    must_be_free(output, force=force)


def must_be_free(file: Path, *, force: bool) -> None:
    """Refuse an output that exists, unless it may be replaced: an ordinary file, no link."""
    import stat

    from sto_xl.system import outputs

    with outputs.reachable(file):
        try:
            there = file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return
    if not force:
        raise Failure(Cause.EXISTS, file=str(file))
    if not stat.S_ISREG(there.st_mode):
        raise Failure(Cause.NO_PLAIN_FILE, file=str(file))


def verdict(examined: Examined) -> int:
    """Give the exit code for what was found."""
    return FOUND if examined.basis.provisional else 0
