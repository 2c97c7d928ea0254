"""WRK: are a table's columns there, under which headings, and of which template? (001–024)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sto_xl import sheets
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Hit, Rule, rule
from sto_xl.rules._sources import TEMPLATE
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.table_read import HEADER, TableRead
from sto_xl.system import doors

#: What takes over what stands in an older workbook, by its template.
_MOVES = {sheets.ROSTER.name: "moves"}
#: What adds to a copy of an older workbook what it lacks, by its template.
_RENEWS = {sheets.ROSTER.name: "renews"}


def _missing(checked: AnyChecked, *, key: bool) -> Iterable[Hit]:
    for entries in checked.book.tables.values():
        if entries.table is None or entries.spec.optional:
            continue
        for column in checked.book.lacking(entries):
            if column.key is key and not column.filled:
                what = "Het gegeven" if entries.spec.form else "De kolom"
                values = {"what": what, "heading": column.heading, "sheet": entries.spec.sheet}
                yield Hit(Spot(entries.spec.name), values)


@rule(
    "WRK-006",
    Severity.FOUT,
    message="{what} ‘{heading}’ ontbreekt op blad {sheet}; wat ervan afhangt, is niet "
    "gecontroleerd.",
    remedy="Zet ‘{heading}’ terug, met precies deze naam.",
    source=TEMPLATE,
)
def key_column_missing(checked: AnyChecked) -> Iterable[Hit]:
    """A column is missing without which rows cannot be told apart."""
    return _missing(checked, key=True)


@rule(
    "WRK-007",
    Severity.WAARSCHUWING,
    message="{what} ‘{heading}’ ontbreekt op blad {sheet}; wat ervan afhangt, is niet "
    "gecontroleerd.",
    remedy="Zet ‘{heading}’ terug, met precies deze naam.",
    source=TEMPLATE,
)
def column_missing(checked: AnyChecked) -> Iterable[Hit]:
    """Another column, or a line of the form, is missing."""
    return _missing(checked, key=False)


@rule(
    "WRK-008",
    Severity.WAARSCHUWING,
    message="Op blad {sheet} komt de kop ‘{heading}’ meer dan eens voor; alleen de eerste is "
    "gelezen.",
    remedy="Verwijder de dubbele kolom, of geef haar een andere kop.",
    source=TEMPLATE,
)
def heading_twice(checked: AnyChecked) -> Iterable[Hit]:
    """A heading stands in the table twice."""
    for entries in checked.book.tables.values():
        known = {c.heading.casefold() for c in entries.spec.columns}
        for heading in entries.duplicates:
            if heading.casefold() in known:
                values = {"sheet": entries.spec.sheet, "heading": heading}
                yield Hit(Spot(entries.spec.name), values)


def _of_age(
    checked: AnyChecked, wanted: Literal["none", "unknown", "newer", "older"]
) -> Iterable[Hit]:
    """Point at the template's version when it is such a one, compared with this software's."""
    template, text = checked.book.template, checked.book.version
    if not checked.book.has(template.form.name, "sjabloonversie"):
        return
    found, own = sheets.version(text), sheets.version(template.version)
    if found is None or own is None:
        age = "unknown" if text else "none"
    else:
        age = "newer" if found > own else "older" if found < own else ""
    if age == wanted:
        spot = Spot(template.form.name, 0, "sjabloonversie")
        values = {"version": text or "", "known": template.version}
        by = _RENEWS if age == "older" else _MOVES
        yield Hit(spot, {**values, "by": doors.said(by.get(template.name))})


@rule(
    "WRK-012",
    Severity.WAARSCHUWING,
    message="Sjabloonversie ‘{version}’ is niet bekend; deze software werkt met versie {known}.",
    remedy="Vul de versie in die er stond. Weet u die niet, zet uw gegevens dan over in een "
    "nieuw {template}{by}.",
    source=TEMPLATE,
)
def template_version_unknown(checked: AnyChecked) -> Iterable[Hit]:
    """What stands for the template's version is no version."""
    return _of_age(checked, "unknown")


@rule(
    "WRK-024",
    Severity.WAARSCHUWING,
    message="Er is geen sjabloonversie ingevuld; deze software werkt met versie {known}.",
    remedy="Vul de versie in die er stond. Weet u die niet, zet uw gegevens dan over in een "
    "nieuw {template}{by}.",
    source=TEMPLATE,
)
def template_version_missing(checked: AnyChecked) -> Iterable[Hit]:
    """The template's version is empty."""
    return _of_age(checked, "none")


@rule(
    "WRK-013",
    Severity.WAARSCHUWING,
    message="Dit {template} heeft sjabloonversie {version}, nieuwer dan deze software kent "
    "({known}). Kolommen die er sindsdien bij zijn gekomen, zijn niet gelezen.",
    remedy="Installeer de nieuwste versie van de software en controleer opnieuw.",
    source=TEMPLATE,
)
def template_is_newer(checked: AnyChecked) -> Iterable[Hit]:
    """The template is of a later version than this software."""
    return _of_age(checked, "newer")


@rule(
    "WRK-014",
    Severity.TIP,
    message="Dit {template} heeft sjabloonversie {version}; er is een nieuwere, {known}. Wat er "
    "staat, is met de koppen van toen gelezen; wat er sindsdien bij is gekomen, hoeft hier niet.",
    remedy="Zet uw gegevens bij gelegenheid over in een nieuw {template}{by}.",
    source=TEMPLATE,
)
def template_is_older(checked: AnyChecked) -> Iterable[Hit]:
    """The template is of an earlier version; it is read through its old headings."""
    return _of_age(checked, "older")


def _otherwise(entries: TableRead, headings: Iterable[str]) -> Iterable[Hit]:
    """Point at headings and labels that were found under another text."""
    spec = entries.spec
    fields = {column.heading: column.field or None for column in spec.columns}
    for heading in headings:
        line = 0 if spec.form else HEADER
        spot = Spot(spec.name, line, fields[heading]) if heading in fields else Spot(spec.name)
        values = {"typed": entries.typed(heading), "heading": heading, "sheet": spec.sheet}
        yield Hit(spot, values)


@rule(
    "WRK-015",
    Severity.WAARSCHUWING,
    message="De kop ‘{typed}’ op blad {sheet} is gelezen als ‘{heading}’.",
    remedy="Verbeter de kop tot ‘{heading}’. Bedoelde u iets anders, kies dan een kop die er "
    "minder op lijkt.",
    source=TEMPLATE,
)
def heading_misspelt(checked: AnyChecked) -> Iterable[Hit]:
    """A heading is misspelt, and only one can be meant."""
    for entries in checked.book.tables.values():
        yield from _otherwise(entries, entries.misspelt)


@rule(
    "WRK-016",
    Severity.TIP,
    message="De kop ‘{typed}’ op blad {sheet} komt uit een ouder sjabloon; nu is het ‘{heading}’.",
    remedy="Verander de kop in ‘{heading}’. Er is niets verloren: wat eronder staat, is gelezen.",
    source=TEMPLATE,
)
def heading_of_an_older_template(checked: AnyChecked) -> Iterable[Hit]:
    """A heading is that of an earlier template."""
    for entries in checked.book.tables.values():
        yield from _otherwise(entries, entries.old)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
