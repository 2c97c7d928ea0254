"""The buttons of the STO tab: one function each, called by Excel through xlwings.

What each does stands in `buttons`, imported when the button is clicked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl.excel.guard import button

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click


@button
def check(click: Click) -> str:
    """Controleren: the findings on sheet Controle, and their colours in the other sheets."""
    from sto_xl.buttons import control

    return control.check(click)


@button
def flag(click: Click) -> str:
    """Scholen markeren: Signaal and Volgende stap on sheet Scholen."""
    from sto_xl.buttons import roster

    return roster.flag(click)


@button
def summarise(click: Click) -> str:
    """Samenvatting bijwerken: the figures on sheet Samenvatting."""
    from sto_xl.buttons import roster

    return roster.summarise(click)


@button
def missing(click: Click) -> str:
    """Ontbrekende scholen: the schools of the region's area that are not on the roster."""
    from sto_xl.buttons import area

    return area.list_missing(click)


@button
def complete(click: Click) -> str:
    """Scholen aanvullen: those schools on sheets Scholen and Aanbod, with what DUO knows."""
    from sto_xl.buttons import area

    return area.complete(click)


@button
def plans(click: Click) -> str:
    """Plannen inlezen: the plans in a folder on sheet Plannen, and findings to mail back."""
    from sto_xl.buttons import plans

    return plans.read_in(click)


@button
def letters(click: Click) -> str:
    """Uitnodigingen maken: a letter to each school that does not take part, in a new folder."""
    from sto_xl.buttons import letters

    return letters.invitations(click)


@button
def proposal(click: Click) -> str:
    """Voorstel maken: the letter of the open techniekplan to the programme manager, beside it."""
    from sto_xl.buttons import plan_letters

    return plan_letters.proposal(click)


@button
def decisions(click: Click) -> str:
    """Besluiten maken: a letter about each plan that is decided on, in a new folder."""
    from sto_xl.buttons import plan_letters

    return plan_letters.decisions(click)


@button
def undo(click: Click) -> str:
    """Ongedaan maken: the last run taken back."""
    from sto_xl.buttons import undo

    return undo.last_run(click)


@button
def explain(click: Click) -> str:
    """Uitleg: what was found at the selected cell."""
    from sto_xl.buttons import guidance

    return guidance.at_selection(click)


@button
def new(click: Click) -> str:
    """Leeg regiobestand: a new workbook to fill in, not saved yet."""
    from sto_xl.buttons import guidance

    return guidance.empty_roster(click)


@button
def new_plan(click: Click) -> str:
    """Leeg techniekplan: a new plan to fill in, not saved yet."""
    from sto_xl.buttons import guidance

    return guidance.empty_plan(click)
