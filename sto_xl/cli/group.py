"""The command `sto-xl` itself, to which the other files here add theirs; and its exit codes."""

from __future__ import annotations

import click

from sto_xl import __version__

#: Exit codes beside 0: something was found, nothing could be done, the program failed.
FOUND, NOTHING, FAILED = 3, 2, 1


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sto-xl")
def cli() -> None:
    """Check, summarise and answer the region rosters of Sterk Techniekonderwijs.

    \b
    Examples:
      sto-xl demo                                    three example regions, end to end
      sto-xl new roster regiobestand.xlsx            an empty roster to fill in
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx
      sto-xl check regiobestand.xlsx                 what is wrong, and what to do
      sto-xl update regiobestand.xlsx                a copy with all of it filled in
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4     every region's report
    """
