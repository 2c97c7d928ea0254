"""The command `journal clear`."""

from __future__ import annotations

from sto_xl.cli.group import cli


@cli.group()
def journal() -> None:
    """Manage what is kept for the button Ongedaan maken in Excel."""


@journal.command("clear")
def clear_journal() -> None:
    """Let go of every run: they can no longer be taken back.

    \b
    Examples:
      sto-xl journal clear
    """
    from sto_xl.buttons.journal import Journal
    from sto_xl.cli import terminal
    from sto_xl.model.wording import counted

    count = Journal.of_the_user().clear()
    terminal.say(f"vergeten: {counted(count, 'wijziging', 'wijzigingen')} door STO")
