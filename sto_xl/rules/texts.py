"""WRK: can each text be what its column asks: a name, an address, a condition? (020–049).

Of each kind there are two rules: a fout where a letter would print what stands there, or cannot do
without what does not; a waarschuwing elsewhere. What is not believed is read as not filled in.
"""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.model import Contact, ContactRole, LetterRole
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Checked, Hit, Rule, rule
from sto_xl.rules._sources import EXCEL
from sto_xl.rules.cells import misread
from sto_xl.sheets import CONTACTEN, REGIO
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.misreading import Misreading
from sto_xl.sheets.texts import stops_letters
from sto_xl.sheets.workbook import COLUMN_OF

_OWN = "Conventie van dit bestand"
#: Where a number or a day may be somebody's own, which no message repeats.
_PERSONAL = frozenset({"naam", "aanhef", "indiener", "akkoord_naam", "email", "telefoon"})
_ANYTHING = frozenset({Misreading.NO_NAME, Misreading.MADE_A_DATE})
#: What follows from a fout: of a region's own lines only that letters do without them.
_NO_LETTER, _UNSAID_IN_LETTERS = (
    "Zolang dit er staat, komt er geen brief.",
    "De cel is gelezen als niet ingevuld.",
)


def _unbelieved(checked: AnyChecked, *reasons: Misreading, in_letters: bool) -> Iterable[Hit]:
    """Give the texts that are not believed, those that letters would print or the others."""
    for why in reasons:
        for hit in misread(checked, why):
            if _stops_letters(checked, hit.spot, why) is in_letters:
                then = _UNSAID_IN_LETTERS if hit.spot.table == REGIO.name else _NO_LETTER
                hidden = why in _ANYTHING and hit.spot.field in _PERSONAL
                value = "…" if hidden else hit.values["value"]
                yield Hit(hit.spot, {**hit.values, "value": value, "then": then})


def _stops_letters(checked: AnyChecked, spot: Spot, why: Misreading) -> bool:
    if not stops_letters(COLUMN_OF[spot.table][spot.field or ""], why):
        return False
    if spot.table != CONTACTEN.name or not isinstance(checked, Checked):
        return True
    return any(_written(c) for c in checked.roster.contacts if c.line == spot.line)


def _written(contact: Contact) -> bool:
    """Tell whether a letter can name this contact."""
    if contact.brief is None:
        return contact.rol in (ContactRole.STO, ContactRole.DIRECTIE)
    return contact.brief is not LetterRole.NEE


@rule(
    "WRK-039",
    Severity.FOUT,
    message="‘{value}’ bij {heading} is een foutwaarde die als tekst is geplakt, geen gegeven. "
    "{then}",
    remedy="Typ zelf wat hier hoort, of maak de cel leeg.",
    source=EXCEL,
)
def error_in_a_letter(checked: AnyChecked) -> Iterable[Hit]:
    """An error value, pasted as a text, that a letter would print."""
    return _unbelieved(checked, Misreading.ERROR, in_letters=True)


@rule(
    "WRK-040",
    Severity.WAARSCHUWING,
    message="‘{value}’ bij {heading} is een foutwaarde die als tekst is geplakt; de cel is gelezen "
    "als niet ingevuld.",
    remedy="Typ zelf wat hier hoort, of maak de cel leeg.",
    source=EXCEL,
)
def error_as_text(checked: AnyChecked) -> Iterable[Hit]:
    """An error value that was pasted as a text."""
    return _unbelieved(checked, Misreading.ERROR, in_letters=False)


@rule(
    "WRK-041",
    Severity.FOUT,
    message="Bij {heading} staat een datum ({value}); misschien maakte Excel die van iets anders, "
    "zoals 10-2. {then}",
    remedy="Typ het opnieuw met een apostrof ervoor, bijvoorbeeld '10-2: dan laat Excel het staan.",
    source=EXCEL,
)
def date_in_a_letter(checked: AnyChecked) -> Iterable[Hit]:
    """A date where none belongs, which a letter would print."""
    return _unbelieved(checked, Misreading.MADE_A_DATE, in_letters=True)


@rule(
    "WRK-042",
    Severity.WAARSCHUWING,
    message="Bij {heading} staat een datum ({value}); misschien maakte Excel die van iets anders, "
    "zoals 10-2. De cel is gelezen als niet ingevuld.",
    remedy="Typ het opnieuw met een apostrof ervoor, bijvoorbeeld '10-2: dan laat Excel het staan.",
    source=EXCEL,
)
def date_as_text(checked: AnyChecked) -> Iterable[Hit]:
    """A date where none belongs."""
    return _unbelieved(checked, Misreading.MADE_A_DATE, in_letters=False)


_UNSAID = (Misreading.NO_NAME, Misreading.NOT_YET, Misreading.NOTHING)


@rule(
    "WRK-043",
    Severity.FOUT,
    message="‘{value}’ zegt niet wat er bij {heading} hoort. {then}",
    remedy="Vul in wat hier hoort, voluit, zoals het in een brief moet staan.",
    source=_OWN,
)
def nothing_for_a_letter(checked: AnyChecked) -> Iterable[Hit]:
    """A name without a letter, a nought, "volgt" or "zie boven", which a letter would print."""
    return _unbelieved(checked, *_UNSAID, in_letters=True)


@rule(
    "WRK-044",
    Severity.WAARSCHUWING,
    message="‘{value}’ bij {heading} is gelezen als niet ingevuld.",
    remedy="Is er niets, of weet u het nog niet, maak de cel dan leeg. Vul anders in wat hier "
    "hoort.",
    source=_OWN,
)
def nothing_said(checked: AnyChecked) -> Iterable[Hit]:
    """A name without a letter, "geen", "n.v.t." or "volgt" where letters can do without."""
    return _unbelieved(checked, *_UNSAID, in_letters=False)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
