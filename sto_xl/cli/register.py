"""The commands `register import` and `register status`: DUO's open data, kept at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, NOTHING, cli
from sto_xl.cli.options import FILE, date_option, file_date_option, json_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.grid import Snapshot


@cli.group()
def register() -> None:
    """Keep DUO's open data at hand: which schools there are, and what they offer."""


@register.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@file_date_option
@json_option
def import_files(files: tuple[Path, ...], file_date: dt.date | None, *, as_json: bool) -> int:
    """Read files as DUO publishes them, CSV or XLSX, and tell what changed.

    Vestigingen, leerlingen per vestiging naar onderwijstype, and geslaagden, gezakten en cijfers;
    of any year, in any order: what the newest says holds. The register is in the user's own folder,
    or where STO_XL_REGISTER says.

    \b
    Examples:
      sto-xl register import 02.-alle-vestigingen-vo.csv 01.-leerlingen-vo-*.csv
      sto-xl register import vestigingen-van-vorig-jaar.csv --date 2025-10-01
    """
    import datetime as dt

    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.register import import_json, print_import
    from sto_xl.register import database, importing
    from sto_xl.system.errors import Failure

    given: list[importing.DatedFile] = []
    failures: list[Failure] = []
    with terminal.progress("files", len(files)) as advance:
        for file in files:
            try:
                given.append(importing.read(file, file_date, _workbook))
            except Failure as failure:
                failures.append(failure)
            advance()
    today = dt.datetime.now().astimezone().date()
    done = importing.put(database.path_of_the_user(), given, today) if given else ()
    failures += [one for one in done if isinstance(one, Failure)]
    imported = [one for one in done if not isinstance(one, Failure)]
    if as_json:
        terminal.print_json(import_json(imported, failures))
    else:
        print_import(imported, failures)
    if not imported:
        return NOTHING
    return FOUND if failures else 0


@register.command()
@date_option
@json_option
def status(peildatum: dt.date, *, as_json: bool) -> None:
    """Tell what is in the register, how old it is, and where DUO publishes the newest.

    \b
    Examples:
      sto-xl register status
      sto-xl register status --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.register import print_status, status_json
    from sto_xl.register import Register, database

    path = database.path_of_the_user()
    opened = Register.open(path)
    if as_json:
        terminal.print_json(status_json(opened, path, peildatum))
    else:
        print_status(opened, path, peildatum)


def _workbook(file: Path) -> Snapshot:
    """Read a workbook in another process, as a roster is."""
    from sto_xl.books.reading.file import read_file
    from sto_xl.system import workers

    return workers.one(read_file, file, file=file.name)()
