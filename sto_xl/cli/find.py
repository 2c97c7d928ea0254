"""The command `find`: whose a school is, and who is to be asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, NOTHING, cli
from sto_xl.cli.inputs import users_register
from sto_xl.cli.options import FILE, date_option, json_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

#: So many schools are told of; of more the question is too wide, and persons are read of each.
_TOLD = 20


@cli.command()
@click.argument("query", metavar="WORDS")
@click.argument("rosters", nargs=-1, type=FILE, required=True)
@date_option
@json_option
def find(query: str, rosters: tuple[Path, ...], peildatum: dt.date, *, as_json: bool) -> int:
    """Tell whose school is meant by WORDS: its region, whether it takes part, and whom to ask.

    WORDS are a name or parts of it, a place or a code. Of a school on none of ROSTERS (files or
    folders) the regions are told whose area it lies in. What rosters list is remembered, but for
    persons; a roster that changed is read again.

    \b
    Examples:
      sto-xl find "nassau gieten" rosters/
      sto-xl find 20LO03 rosters/
      sto-xl find assen rosters/ --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.find import found_json, print_found
    from sto_xl.find import answer, index, search
    from sto_xl.quarter import input_files
    from sto_xl.register.names import Described

    given = input_files.rosters(rosters)
    for folder in given.unopened:
        terminal.say(f"niet in gekeken: map {folder} (noem haar zelf in de opdracht)")
    processes = os.cpu_count() or 1
    with terminal.progress("rosters", len(given.rosters)) as advance:
        looked = index.of_rosters(given.rosters, processes, advance)
    register = users_register()
    every = search.schools(looked.rosters, register.all() if register else ())

    def misspelt(words: str) -> list[str]:
        near = register.names.proposals(Described(words)) if register else ()
        return [one.vestiging.code for one in near]

    hits = search.search(query, every, misspelt)
    meant = hits.schools[:_TOLD]
    told, unread = answer.answers(meant, looked.rosters, register, peildatum, processes)
    if as_json:
        terminal.print_json(found_json(query, hits, told))
    else:
        print_found(query, hits, told, len(looked.rosters))
    failures = (*looked.failures, *unread)
    terminal.say_all(str(failure) for failure in failures)
    if register is None:
        terminal.say(
            "alleen in de regiobestanden is gezocht: er is nog geen register van DUO (met ‘sto-xl "
            "register import’)"
        )
    if not looked.rosters:
        return NOTHING
    return FOUND if failures else 0
