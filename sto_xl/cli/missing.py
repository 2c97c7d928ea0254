"""The command `missing`: the schools of a region's area that are not on its roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import cli
from sto_xl.cli.inputs import begin_reading, needed_register
from sto_xl.cli.options import FILE, date_option, json_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.figures.coverage import Coverage


@cli.command()
@click.argument("roster", type=FILE)
@click.option(
    "--rosters",
    "folder",
    type=FILE,
    metavar="DIR",
    help="Also tell on which roster in DIR each of them stands: another region's.",
)
@date_option
@json_option
def missing(roster: Path, folder: Path | None, peildatum: dt.date, *, as_json: bool) -> None:
    """List the schools with vmbo that lie in the area of ROSTER and are not on it.

    The area stands on sheet Gebied; which schools lie there, the register of DUO's open data tells
    (`sto-xl register import`). Locations with the theoretische leerweg alone are not asked for.

    \b
    Examples:
      sto-xl missing regiobestand.xlsx
      sto-xl missing regiobestand.xlsx --rosters rosters/
      sto-xl missing regiobestand.xlsx --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.missing import missing_json, print_missing
    from sto_xl.figures import coverage
    from sto_xl.region import missing as lists
    from sto_xl.region import routines
    from sto_xl.system.errors import Cause, Failure

    snapshot = begin_reading(roster, thorough=False)
    register = needed_register()
    examined = routines.examine(snapshot(), peildatum, register)
    found = examined.basis.coverage
    if found is None:
        raise Failure(Cause.NO_AREA)
    area = coverage.area_of(examined.roster.area, register)
    terminal.say_all(lists.doubts(area, examined.basis.locations))
    if folder:
        found = _elsewhere(found, folder, roster)
    if as_json:
        terminal.print_json(missing_json(found, roster.name))
    else:
        print_missing(found, roster.name)


def _elsewhere(found: Coverage, folder: Path, own: Path) -> Coverage:
    """Tell of what is missing on which other rosters it stands."""
    from sto_xl.cli import terminal
    from sto_xl.figures import coverage
    from sto_xl.quarter import input_files
    from sto_xl.sheets.roster import read_roster
    from sto_xl.system.errors import Failure

    on: dict[str, list[str]] = {}
    files = [f for f in input_files.rosters([folder]).rosters if f.resolve() != own.resolve()]
    with terminal.progress("rosters", len(files)) as advance:
        for file in files:
            try:
                read = read_roster(begin_reading(file, thorough=False)())
            except Failure as failure:
                terminal.say(str(failure))
            else:
                for code in coverage.listed_codes(read):
                    on.setdefault(code, []).append(read.region.naam or file.name)
            advance()
    return coverage.with_others(found, on)
