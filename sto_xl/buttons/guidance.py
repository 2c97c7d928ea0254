"""The buttons that write nothing: Uitleg, Leeg regiobestand and Leeg techniekplan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.buttons import explain, roster
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_xl.buttons.click import Click


def at_selection(click: Click) -> str:
    """Tell what was found at the selected cell."""
    selected = click.book.selection()
    if selected is None:
        return "Kies eerst een cel, en klik dan opnieuw op de knop."
    with roster.no_roster_said_first(click):
        control = click.book.table(sheets.CONTROLE.name)
    return explain.at(click.snapshot, selected, control.sheet, control.top, control.rows)


def or_a_roster(action: Callable[[Click], str], click: Click) -> str:
    """Do what a button does and give what to tell; where the workbook is no roster, offer one."""
    try:
        return action(click)
    except Failure as failure:
        if failure.cause is not Cause.NOT_A_ROSTER:
            raise
        return empty_roster(click) if click.book.ask(str(failure)) else ""


def empty_roster(click: Click) -> str:
    """Open an empty roster, which speaks for itself."""
    click.book.open_copy(outputs.shipped("workbooks", "regiobestand.xlsx"))
    return ""


def empty_plan(click: Click) -> str:
    """Open an empty techniekplan, which speaks for itself."""
    click.book.open_copy(outputs.shipped("workbooks", sheets.PLAN.file))
    return ""
