"""WRK: are the tables there, under their own names? (001–025, with `headings` and `inside`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl import sheets
from sto_xl.grid import How, Notice, NoticeKind, address
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Hit, Rule, rule
from sto_xl.rules._sources import EXCEL, TEMPLATE
from sto_xl.sheets import FORM_HEADINGS, TableSpec
from sto_xl.sheets.conversion import Spot

#: Where no cell is meant for a person's name, address or number.
_WITHOUT_PERSONS = {spec.name for spec in (sheets.SCHOLEN, sheets.AANBOD, sheets.PLANNEN)}


def _located(checked: AnyChecked, *ways: How) -> Iterable[tuple[TableSpec, tuple[str, ...]]]:
    for entries in checked.book.tables.values():
        if entries.located.how in ways and not entries.spec.optional:
            yield entries.spec, entries.located.candidates


@rule(
    "WRK-001",
    Severity.FOUT,
    message="De tabel van blad {sheet} is niet gevonden; dit blad is niet gecontroleerd.",
    remedy="Zet het blad terug uit een leeg {template} en plak uw gegevens erin als waarden.",
    source=TEMPLATE,
)
def table_missing(checked: AnyChecked) -> Iterable[Hit]:
    """A table that rules read is nowhere."""
    for spec, _ in _located(checked, How.MISSING):
        yield Hit(Spot(spec.name), {"sheet": spec.sheet})


@rule(
    "WRK-002",
    Severity.WAARSCHUWING,
    message="De tabel van blad {sheet} is geen Excel-tabel meer; de lijst op {found} is gelezen.",
    remedy="Klik in de lijst, kies Invoegen > Tabel en noem de tabel {called}.",
    source=EXCEL,
)
def table_became_a_range(checked: AnyChecked) -> Iterable[Hit]:
    """A table was turned into a plain range, or saved by another program."""
    for spec, found in _located(checked, How.SHEET, How.ELSEWHERE):
        values = {"sheet": spec.sheet, "called": spec.called, "found": ", ".join(found)}
        yield Hit(Spot(spec.name), values)


@rule(
    "WRK-003",
    Severity.TIP,
    message="De tabel van blad {sheet} heet hier ‘{found}’: zo heet een kopie.",
    remedy="Hernoem haar bij Tabelontwerp > Tabelnaam tot {called}.",
    source=EXCEL,
)
def table_is_a_copy(checked: AnyChecked) -> Iterable[Hit]:
    """A table bears the name Excel gives to copies."""
    return _named_otherwise(checked, How.COPY)


def _named_otherwise(checked: AnyChecked, how: How) -> Iterable[Hit]:
    for entries in checked.book.tables.values():
        table = entries.table
        if entries.located.how is how and table is not None:
            spec = entries.spec
            values = {"sheet": spec.sheet, "called": spec.called, "found": table.name}
            yield Hit(Spot(spec.name), values)


@rule(
    "WRK-004",
    Severity.FOUT,
    message="Er is meer dan één tabel die bij blad {sheet} kan horen: {found}. Er is niet gekozen.",
    remedy="Laat één ervan staan, of geef de juiste de naam {called}.",
    source=TEMPLATE,
)
def table_is_ambiguous(checked: AnyChecked) -> Iterable[Hit]:
    """Two tables match equally well."""
    for spec, found in _located(checked, How.AMBIGUOUS):
        values = {"sheet": spec.sheet, "called": spec.called, "found": ", ".join(found)}
        yield Hit(Spot(spec.name), values)


@rule(
    "WRK-005",
    Severity.WAARSCHUWING,
    message="De kopregel van de tabel op {found} staat niet als kopregel aan; haar eerste regel is "
    "als kop gelezen.",
    remedy="Klik in de tabel, zet bij Tabelontwerp een vinkje bij Veldnamenrij, en verwijder de "
    "regel met koppen die er dan dubbel staat.",
    source=EXCEL,
)
def header_row_is_off(checked: AnyChecked) -> Iterable[Hit]:
    """A table's header row is not marked as one, and its headings stand there all the same."""
    for entries in checked.book.tables.values():
        if entries.located.unmarked:
            yield Hit(Spot(entries.spec.name), {"found": ", ".join(entries.located.candidates)})


@rule(
    "WRK-045",
    Severity.FOUT,
    message="De tabel op {found} heeft geen kopregel, zodat de kolommen niet te herkennen zijn.",
    remedy="Klik in de tabel, zet bij Tabelontwerp een vinkje bij Veldnamenrij, en typ daar de "
    "koppen van het sjabloon.",
    source=EXCEL,
)
def header_row_is_gone(checked: AnyChecked) -> Iterable[Hit]:
    """A table has no header row, and none of its rows is one."""
    for spec, found in _located(checked, How.HEADERLESS):
        yield Hit(Spot(spec.name), {"found": ", ".join(found)})


@rule(
    "WRK-019",
    Severity.WAARSCHUWING,
    message="De tabel van blad {sheet} heet nu ‘{found}’; zij is aan haar koppen herkend.",
    remedy="Hernoem haar bij Tabelontwerp > Tabelnaam tot {called}.",
    source=EXCEL,
)
def table_is_renamed(checked: AnyChecked) -> Iterable[Hit]:
    """A table bears another name, and is found by its headings."""
    return _named_otherwise(checked, How.RENAMED)


@rule(
    "WRK-023",
    Severity.WAARSCHUWING,
    message="Twee leesprogramma's lezen dit bestand niet hetzelfde{where}: {found}.",
    remedy="Kijk in Excel wat er staat, typ het daar opnieuw, en bewaar het bestand als nieuwe "
    "werkmap.",
    source=EXCEL,
)
def readers_disagree(checked: AnyChecked) -> Iterable[Hit]:
    """Read thoroughly, with two readers, they did not give the same."""
    for notice in checked.book.notices:
        if notice.kind is not NoticeKind.DISAGREEMENT:
            continue
        spot = _spot_of(checked, notice)
        at_cell = spot.field is not None
        cell = f" (blad {notice.sheet}, cel {address(notice.row, notice.column)})"
        where = "" if at_cell or not notice.sheet else cell
        # What stands there may be about a person, and is then not repeated.
        harmless = not notice.sheet or (at_cell and spot.table in _WITHOUT_PERSONS)
        found = notice.text if harmless else "het tweede leest iets anders"
        yield Hit(spot, {"where": where, "found": found})


@rule(
    "WRK-025",
    Severity.WAARSCHUWING,
    message="Blad ‘{found}’ lijkt een tweede lijst van blad {sheet} en is niet gelezen.",
    remedy="Neem de rijen die op blad {sheet} ontbreken daar over, en verwijder blad ‘{found}’.",
    source=EXCEL,
)
def second_list(checked: AnyChecked) -> Iterable[Hit]:
    """A sheet looks like another that was read: LibreOffice copies sheets without their tables."""
    for found, name in checked.book.unread:
        entries = checked.book.tables[name]
        sheet = entries.table.sheet if entries.table else entries.spec.sheet
        yield Hit(Spot(name), {"found": found, "sheet": sheet})


def _spot_of(checked: AnyChecked, notice: Notice) -> Spot:
    """Give the field that a notice is about, or else the table of its sheet, or the form."""
    nearest = Spot(checked.book.template.form.name)
    for entries in checked.book.tables.values():
        table = entries.table
        if table is None or table.sheet != notice.sheet:
            continue
        nearest = Spot(entries.spec.name)
        line, index = notice.row - table.row_of(0), notice.column - table.left
        if entries.spec.form:
            fields = entries.form_lines if index == entries.columns.get(FORM_HEADINGS[1]) else {}
            heading, line = next((h for h, at in fields.items() if at == line), None), 0
        else:
            heading = next((h for h, at in entries.columns.items() if at == index), None)
        field = entries.spec.column(heading).field if heading else ""
        if field and 0 <= line < len(table.rows):
            return Spot(entries.spec.name, line, field)
    return nearest


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
