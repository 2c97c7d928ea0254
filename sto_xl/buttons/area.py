"""The buttons about a region's area: Ontbrekende scholen, and Scholen aanvullen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.buttons import roster
from sto_xl.buttons.sentences import unfiltered
from sto_xl.figures import coverage
from sto_xl.region import completing, missing
from sto_xl.register import Register, database
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.figures.coverage import Coverage
    from sto_xl.region.routines import Examined

_LIST = sheets.ONTBREKEND.name
_NOT_OURS = (
    "Hoort er een niet bij uw regio, verwijder dan haar rijen en zet op blad Gebied haar "
    "vestigingscode, met nee bij Hoort erbij."
)


def list_missing(click: Click) -> str:
    """Write the list of the schools that are missing."""
    register, examined, found = _examined(click)
    plan = click.look(missing.listed(found.missing))
    written = click.write(plan, roster.run(examined, "ontbrekende scholen"))
    click.book.show(plan, _LIST)
    said = missing.told(found)
    if found.missing:
        said += " Zij staan op blad Gebied; met Scholen aanvullen zet u ze in het regiobestand."
    doubts = _doubts(register, examined)
    return "\n\n".join((said, *doubts, missing.ONLY_TL)) + unfiltered(written)


def complete(click: Click) -> str:
    """Put the schools that are missing on sheets Scholen and Aanbod."""
    register, examined, found = _examined(click)
    if not found.missing:
        return missing.completed(())
    added = completing.added(found.missing, examined.roster, register)
    # What is added is missing no more.
    plan = click.look(replace(added, tables=missing.listed(()).tables))
    written = click.write(plan, roster.run(examined, "scholen aanvullen"))
    said = (missing.completed(found.missing), *_doubts(register, examined), _NOT_OURS)
    return "\n\n".join(said) + unfiltered(written)


def _examined(click: Click) -> tuple[Register, Examined, Coverage]:
    """Read the roster. Raises `Failure` when nobody can tell what is missing."""
    register = Register.open(database.path_of_the_user())
    examined = roster.examine(click)
    if examined.basis.coverage is None:
        raise Failure(Cause.NO_AREA)
    return register, examined, examined.basis.coverage


def _doubts(register: Register, examined: Examined) -> list[str]:
    area = coverage.area_of(examined.roster.area, register)
    return list(missing.doubts(area, examined.basis.locations))
