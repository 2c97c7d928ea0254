"""The command `demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import cli
from sto_xl.cli.options import FILE
from sto_xl.cli.quarter import run_quarter

if TYPE_CHECKING:
    from pathlib import Path

    from sto_xl.plans.checks import PlanChecks
    from sto_xl.region.routines import Examined
    from sto_xl.register import Register


@cli.command()
@click.argument("folder", type=FILE, default="demo", metavar="[DIR]")
def demo(folder: Path) -> None:
    """Run the whole job on three invented regions and their schools' plans, into DIR (demo).

    \b
    Examples:
      sto-xl demo
      sto-xl demo /tmp/voorbeeld
    """
    from sto_xl.books.reading.file import read_file
    from sto_xl.cli import terminal
    from sto_xl.cli.demo import examples as example
    from sto_xl.cli.terminal.demo import print_demo
    from sto_xl.cli.terminal.missing import print_missing
    from sto_xl.cli.terminal.report import print_flags, print_report
    from sto_xl.cli.terminal.told import print_told
    from sto_xl.plans import checks as plan_checks
    from sto_xl.plans import given_back
    from sto_xl.quarter import input_files
    from sto_xl.quarter.settings import Settings
    from sto_xl.quarter.told import told
    from sto_xl.region import routines
    from sto_xl.system import outputs

    outputs.new_folder(folder)
    period, day = example.QUARTER, example.PEILDATUM
    rosters = _written(folder)
    register = _register(folder / "duo")
    checked: list[PlanChecks] = []
    for roster in rosters:
        examined = routines.examine(read_file(roster), day, register)
        terminal.out().rule(examined.basis.title)
        print_report(examined.report, roster.name)
        terminal.out().print()
        print_flags(routines.flag(examined), roster.name)
        terminal.out().print()
        if examined.basis.coverage:
            print_missing(examined.basis.coverage, roster.name)
            terminal.out().print()
        files = input_files.plan_files(folder / "plannen" / roster.stem).files
        checks = plan_checks.check(files, day, examined.roster)
        given_back.write(given_back.give_back(checks), folder / "nagekeken plannen" / roster.stem)
        _write_letters(checks, examined, folder)
        checked.append(checks)
    worst = max((one for checks in checked for one in checks.plans), key=lambda one: one.fouten)
    terminal.out().rule(f"Techniekplan {worst.plan.title}")
    print_report(worst.report, worst.file)
    given, plans = input_files.rosters(rosters), input_files.plan_files(folder / "plannen")
    settings = Settings(period, day, day, rosters=True, register=register)
    done = run_quarter(given, folder / period, settings, plans)
    terminal.out().rule("Wat er is gemaakt en gevonden")
    outcome = told(done, settings)
    print_told(outcome, given, done.folder, unchanged=0, published=done.published)
    print_demo(folder, done, worst.file)


def _written(folder: Path) -> list[Path]:
    """Write the rosters, the plans and files of DUO; give the paths of the rosters."""
    from sto_xl.books.build import write_plan, write_roster
    from sto_xl.cli.demo import examples as example
    from sto_xl.system import outputs

    for name, data in example.duo().items():
        outputs.write(folder / "duo" / name, data)
    rosters = []
    for region, content in example.regions().items():
        rosters.append(folder / "regiobestanden" / f"{region}.xlsx")
        write_roster(rosters[-1], content)
    for region, plans in example.plans().items():
        for name, content in plans.items():
            write_plan(folder / "plannen" / region / f"{name}.xlsx", content)
    return rosters


def _register(folder: Path) -> Register:
    """Make a register of its own of the files of DUO in a folder; the user's stays as it is."""
    from sto_xl.cli.demo import examples as example
    from sto_xl.register import Register, importing

    given = [importing.read(folder / name, example.listed_on(name)) for name in example.duo()]
    importing.put(folder / "register.sqlite", given, example.PEILDATUM)
    return Register.open(folder / "register.sqlite")


def _write_letters(checks: PlanChecks, examined: Examined, folder: Path) -> None:
    """Write the voorstel of each plan without fouten, and the region's besluiten."""
    from sto_xl.letters import LetterKind, mailing
    from sto_xl.letters.templates import Templates
    from sto_xl.plans import decisions, proposals

    region, day = examined.roster.region, examined.peildatum
    meant = [proposals.Proposed(one, region) for one in checks.plans if not one.fouten]
    templates = Templates(kind=LetterKind.VOORSTEL)
    for _letter in mailing.write_each(meant, templates, day, folder / "voorstellen"):
        pass
    if region.ondertekenaar_besluit:
        ready, waiting = decisions.decided(examined)
        templates = Templates(kind=LetterKind.BESLUIT)
        for _letter in mailing.post(ready, waiting, templates, day, folder / "besluiten"):
            pass
