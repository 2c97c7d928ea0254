"""WRK: can each cell be read as its column asks? (020–049)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sto_xl import sheets
from sto_xl.grid import NoticeKind
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Hit, Rule, rule
from sto_xl.rules._sources import EXCEL, TEMPLATE
from sto_xl.sheets.conversion import Unreadable
from sto_xl.sheets.notation import Misreading
from sto_xl.sheets.workbook import COLUMN_OF


def _unreadable(checked: AnyChecked, kind: NoticeKind) -> Iterable[Unreadable]:
    return (item for item in checked.book.unreadable if item.notice.kind is kind)


@rule(
    "WRK-020",
    Severity.FOUT,
    message="Hier staat de foutwaarde {found} in plaats van een gegeven.",
    remedy="Herstel de formule, of typ het gegeven zelf in de cel.",
    source=EXCEL,
)
def error_cell(checked: AnyChecked) -> Iterable[Hit]:
    """A cell holds an error value."""
    for item in _unreadable(checked, NoticeKind.ERROR):
        yield Hit(item.spot, {"found": item.notice.text})


@rule(
    "WRK-021",
    Severity.FOUT,
    message="De formule in deze cel heeft nog geen uitkomst, zodat er niets te lezen is.",
    remedy="Open het bestand in Excel, laat het doorrekenen en bewaar het opnieuw.",
    source=EXCEL,
)
def formula_without_value(checked: AnyChecked) -> Iterable[Hit]:
    """A formula was never calculated."""
    for item in _unreadable(checked, NoticeKind.NO_VALUE):
        yield Hit(item.spot)


@rule(
    "WRK-022",
    Severity.FOUT,
    message="Hier staat een getal dat als datum wordt getoond, maar geen datum kan zijn.",
    remedy="Typ de datum opnieuw, bijvoorbeeld 1-10-2026.",
    source=EXCEL,
)
def impossible_date(checked: AnyChecked) -> Iterable[Hit]:
    """A number that cannot be a date is shown as one."""
    for item in _unreadable(checked, NoticeKind.IMPOSSIBLE_DATE):
        yield Hit(item.spot)


@rule(
    "WRK-046",
    Severity.TIP,
    message="In deze cel staat een afbeelding; de cel telt als leeg.",
    remedy="Typ het gegeven in de cel, en zet de afbeelding ernaast: klik er met rechts op en kies "
    "‘Over cellen plaatsen’.",
    source=EXCEL,
)
def picture_in_a_cell(checked: AnyChecked) -> Iterable[Hit]:
    """A picture was placed in a cell."""
    for item in _unreadable(checked, NoticeKind.PICTURE):
        yield Hit(item.spot)


def misread(checked: AnyChecked, why: Misreading) -> Iterable[Hit]:
    """Give the cells that could not be read for this reason, with what their message names."""
    for problem in checked.book.problems:
        if problem.misread.why is why:
            spot, read = problem.spot, problem.misread
            heading = COLUMN_OF[spot.table][spot.field or ""].heading
            choices = sheets.lists().get(COLUMN_OF[spot.table][spot.field or ""].choices, ())
            asked = f" Bedoelde u ‘{read.suggestion}’?" if read.suggestion else ""
            values: Mapping[str, str] = {
                "value": read.shown,
                "heading": heading,
                "asked": asked,
                "choices": ", ".join(choices),
            }
            yield Hit(spot, values)


@rule(
    "WRK-030",
    Severity.FOUT,
    message="‘{value}’ is geen getal.",
    remedy="Vul bij {heading} alleen een getal in, zonder tekst erbij, bijvoorbeeld 24. Weet u het "
    "niet, laat de cel dan leeg.",
    source=TEMPLATE,
)
def not_a_number(checked: AnyChecked) -> Iterable[Hit]:
    """Text or a date where a number belongs."""
    return misread(checked, Misreading.NUMBER)


@rule(
    "WRK-031",
    Severity.FOUT,
    message="‘{value}’ is geen geheel getal.",
    remedy="Vul bij {heading} een aantal zonder cijfers achter de komma in.",
    source=TEMPLATE,
)
def not_whole(checked: AnyChecked) -> Iterable[Hit]:
    """A broken number where a count belongs."""
    return misread(checked, Misreading.WHOLE)


@rule(
    "WRK-032",
    Severity.FOUT,
    message="‘{value}’ is kleiner dan nul.",
    remedy="Vul bij {heading} nul of een positief getal in.",
    source="Bedragen en aantallen zijn nooit negatief",
)
def negative(checked: AnyChecked) -> Iterable[Hit]:
    """A count or an amount below zero."""
    return misread(checked, Misreading.NEGATIVE)


@rule(
    "WRK-033",
    Severity.FOUT,
    message="‘{value}’ is geen percentage tussen 0% en 100%.",
    remedy="Vul bij {heading} een percentage in, bijvoorbeeld 10%.",
    source=TEMPLATE,
)
def not_a_share(checked: AnyChecked) -> Iterable[Hit]:
    """A share outside 0–100 %."""
    return misread(checked, Misreading.SHARE)


@rule(
    "WRK-034",
    Severity.FOUT,
    message="‘{value}’ is geen datum.",
    remedy="Vul bij {heading} een dag, maand en jaar in, bijvoorbeeld 1-10-2026.",
    source=TEMPLATE,
)
def not_a_date(checked: AnyChecked) -> Iterable[Hit]:
    """Something else where a date belongs."""
    return misread(checked, Misreading.DATE)


@rule(
    "WRK-035",
    Severity.FOUT,
    message="‘{value}’ staat niet in de lijst van {heading}.{asked}",
    remedy="Kies uit de lijst: {choices}.",
    source=TEMPLATE,
)
def not_in_list(checked: AnyChecked) -> Iterable[Hit]:
    """A value that its drop-down list does not have."""
    return misread(checked, Misreading.CHOICE)


@rule(
    "WRK-036",
    Severity.FOUT,
    message="Deze tekst bij {heading} is te lang om te lezen.",
    remedy="Kort de tekst in tot ten hoogste 32.767 tekens.",
    source=EXCEL,
)
def text_too_long(checked: AnyChecked) -> Iterable[Hit]:
    """More text than a cell holds."""
    return misread(checked, Misreading.TEXT)


@rule(
    "WRK-037",
    Severity.FOUT,
    message="‘{value}’ is veel te groot.",
    remedy="Controleer bij {heading} of er cijfers te veel staan.",
    source=TEMPLATE,
)
def too_large(checked: AnyChecked) -> Iterable[Hit]:
    """A count or an amount that no region can have."""
    return misread(checked, Misreading.LARGE)


@rule(
    "WRK-038",
    Severity.FOUT,
    message="‘{value}’ is op meer dan één manier te lezen.{asked}",
    remedy="Schrijf bij {heading} duizendtallen zonder komma, bijvoorbeeld 1000 of 1.000, en laat "
    "nullen achter een komma weg.",
    source="In het Nederlands staat achter de komma een deel; in het Engels staan er duizendtallen",
)
def two_numbers(checked: AnyChecked) -> Iterable[Hit]:
    """A comma before three digits, which one reads as a thousandth and another as a thousand."""
    return misread(checked, Misreading.TWO_NUMBERS)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
