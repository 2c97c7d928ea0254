"""The commands `addin install`, `status` and `uninstall`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.options import dry_run_option, folder_option, json_option

if TYPE_CHECKING:
    from pathlib import Path


@cli.group()
def addin() -> None:
    """Put the tab STO into Excel, see how it does, or take it away."""


@addin.command("install")
@folder_option
@dry_run_option
def install_addin(folder: Path | None, *, dry_run: bool) -> int:
    """Make the add-in for this Python and put it where Excel looks for it; no admin rights needed.

    An add-in that was there before is kept. Afterwards it is looked at as `status` does.

    Excel trusts its own startup folder; a folder given with --folder it may not, until it is made a
    trusted location. A copy that came by e-mail or from the internet carries the Mark of the Web,
    and Windows blocks its macros: make the add-in on the computer that uses it.

    \b
    Examples:
      sto-xl addin install
      sto-xl addin install --dry-run
      sto-xl addin install --folder addins
    """
    from sto_xl.cli.terminal.addin import say_done
    from sto_xl.excel.addin import install

    place = _addin_folder(folder)
    say_done(install.install(place, dry_run=dry_run), "gemaakt", dry_run=dry_run)
    return 0 if dry_run else _addin_status(place)


@addin.command("status")
@folder_option
@json_option
def addin_status(folder: Path | None, *, as_json: bool) -> int:
    """See whether the buttons will work on this computer, and if not, what to do.

    \b
    Examples:
      sto-xl addin status
      sto-xl addin status --json
    """
    return _addin_status(_addin_folder(folder), as_json=as_json)


@addin.command("uninstall")
@folder_option
@dry_run_option
def uninstall_addin(folder: Path | None, *, dry_run: bool) -> None:
    """Take the add-in away; a copy is kept.

    \b
    Examples:
      sto-xl addin uninstall
    """
    from sto_xl.cli.terminal.addin import say_done
    from sto_xl.excel.addin import install

    done = install.uninstall(_addin_folder(folder), dry_run=dry_run)
    say_done(done, "verwijderd", dry_run=dry_run)


def _addin_folder(folder: Path | None) -> Path:
    from sto_xl.excel.addin.places import startup_folder

    place = folder or startup_folder()
    if place is None:
        message = "there is no Excel on this system, so say where the add-in goes: --folder DIR."
        raise click.UsageError(message)
    return place.absolute()


def _addin_status(folder: Path, *, as_json: bool = False) -> int:
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.addin import checks_json, print_checks
    from sto_xl.excel.addin import doctor

    checks = tuple(doctor.checks(doctor.look(folder)))
    if as_json:
        terminal.print_json(checks_json(checks))
    else:
        print_checks(checks)
    return FOUND if any(check.verdict is doctor.Verdict.FOUT for check in checks) else 0
