"""What stands around a list: the form Regio has a place for some of it."""

from __future__ import annotations

import re

from sto_xl.adopt.blocks import EXPLAINED, Aside, Page
from sto_xl.adopt.draft import Draft
from sto_xl.grid.oldlist import OldSheet
from sto_xl.model.reference import spelling

_REGIONUMMER = re.compile(r"\bSTO\d{5}\b", re.ASCII)
_REGION_WORDS = {
    "Regionummer": "regionummer|nummer regio|dossiernummer",
    "Naam van de regio": "regio|naam regio|sto regio|regionaam",
    "Penvoerder: naam": "penvoerder|penvoerend bestuur",
    "Programmamanager: naam": "programmamanager|programmaleider|regiocoordinator",
    "Programmamanager: e-mail": "e mail programmamanager|mail programmamanager",
    "Programmamanager: telefoon": "telefoon programmamanager|tel programmamanager",
    "Website van de regio": "website|website regio|website sto|site regio",
}


def around(draft: Draft, sheet: OldSheet, page: Page) -> None:
    """Keep what stands around a list that the form Regio has a place for; leave the rest out."""
    words = {spelling(w): h for h, texts in _REGION_WORDS.items() for w in texts.split("|")}
    asides = {(a.row, a.column): a for a in page.asides}
    done: set[tuple[int, int]] = set()
    for (row, column), aside in asides.items():
        if (row, column) in done or aside.reason == EXPLAINED:
            continue
        label, colon, value = aside.text.partition(":")
        heading = words.get(spelling(label), "")
        right = asides.get((row, column + 1))
        if heading and colon and value.strip():
            done |= _region(draft, aside, heading, value.strip())
        elif heading and right and not value.strip():
            done |= _region(draft, right, heading, right.text, label=aside)
        elif found := _REGIONUMMER.search(aside.text):
            said = _region(draft, aside, "Regionummer", found[0])
            # A title that names it stays a title.
            done |= said if found[0] == aside.text else set()
    for spot, aside in asides.items():
        if spot not in done:
            draft.asides.append(aside)
    told = {(row, c.index) for b in page.blocks for row in b.rows for c in b.columns}
    for spot, cell in sheet.cells.items():
        if cell.note and spot not in told:
            draft.leave((sheet.name, *spot), cell.note, "notitie buiten de rijen")


def _region(
    draft: Draft, aside: Aside, heading: str, value: str, label: Aside | None = None
) -> set[tuple[int, int]]:
    """Fill a line of the form Regio in; give the cells that are dealt with by that."""
    if heading in draft.region:
        return set()
    draft.region[heading] = value
    cells = [a for a in (label, aside) if a]
    for cell in cells:
        draft.place((cell.sheet, cell.row, cell.column), draft.region_line, heading)
    draft.remarks.append(f"{aside.where}: overgenomen op blad Regio bij {heading}")
    return {(cell.row, cell.column) for cell in cells}
