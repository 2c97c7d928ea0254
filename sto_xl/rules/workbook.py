"""WRK: are the tables there, whole, and of this version? (001–019)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl import sheets
from sto_xl.findings import Severity
from sto_xl.grid import How, Notice, NoticeKind, address
from sto_xl.records import Spot
from sto_xl.rules._rule import Checked, Hit, Rule, rule
from sto_xl.sheets import FORM_HEADINGS, TableSpec

_OWN = "Het regiobestand zelf (sjabloon)"
_EXCEL = "Werking van Excel"


def _located(checked: Checked, *ways: How) -> Iterable[tuple[TableSpec, tuple[str, ...]]]:
    for entries in checked.roster.tables.values():
        if entries.located.how in ways and not entries.spec.optional:
            yield entries.spec, entries.located.candidates


@rule(
    "WRK-001",
    Severity.FOUT,
    message="De tabel van blad {sheet} ({table}) is niet gevonden; dit blad is niet gecontroleerd.",
    remedy="Zet het blad terug uit een leeg regiobestand en plak uw gegevens erin als waarden.",
    source=_OWN,
)
def table_missing(checked: Checked) -> Iterable[Hit]:
    """A table that rules read is nowhere."""
    for spec, _ in _located(checked, How.MISSING):
        yield Hit(Spot(spec.name), {"sheet": spec.sheet, "table": spec.name})


@rule(
    "WRK-002",
    Severity.WAARSCHUWING,
    message="De tabel van blad {sheet} is geen Excel-tabel meer; de lijst op {found} is gelezen.",
    remedy="Klik in de lijst, kies Invoegen > Tabel en noem de tabel {table}.",
    source=_EXCEL,
)
def table_became_a_range(checked: Checked) -> Iterable[Hit]:
    """A table was turned into a plain range, or saved by another program."""
    for spec, found in _located(checked, How.SHEET, How.ELSEWHERE):
        values = {"sheet": spec.sheet, "table": spec.name, "found": ", ".join(found)}
        yield Hit(Spot(spec.name), values)


@rule(
    "WRK-003",
    Severity.TIP,
    message="De tabel van blad {sheet} heet hier {found}: zo heet een kopie.",
    remedy="Hernoem haar bij Tabelontwerp > Tabelnaam tot {table}.",
    source=_EXCEL,
)
def table_is_a_copy(checked: Checked) -> Iterable[Hit]:
    """A table bears the name Excel gives to copies."""
    for entries in checked.roster.tables.values():
        table = entries.table
        if entries.located.how is How.COPY and table is not None:
            spec = entries.spec
            values = {"sheet": spec.sheet, "table": spec.name, "found": table.name}
            yield Hit(Spot(spec.name), values)


@rule(
    "WRK-004",
    Severity.FOUT,
    message="Er is meer dan één tabel die bij blad {sheet} kan horen: {found}. Er is niet gekozen.",
    remedy="Laat één ervan staan, of geef de juiste de naam {table}.",
    source=_OWN,
)
def table_is_ambiguous(checked: Checked) -> Iterable[Hit]:
    """Two tables match equally well."""
    for spec, found in _located(checked, How.AMBIGUOUS):
        values = {"sheet": spec.sheet, "table": spec.name, "found": ", ".join(found)}
        yield Hit(Spot(spec.name), values)


@rule(
    "WRK-005",
    Severity.FOUT,
    message="De tabel {found} heeft geen kopregel, zodat de kolommen niet te herkennen zijn.",
    remedy="Klik in de tabel en zet bij Tabelontwerp een vinkje bij Veldnamenrij.",
    source=_EXCEL,
)
def header_row_is_off(checked: Checked) -> Iterable[Hit]:
    """A table's header row was switched off."""
    for spec, found in _located(checked, How.HEADERLESS):
        yield Hit(Spot(spec.name), {"found": ", ".join(found)})


def _missing(checked: Checked, *, key: bool) -> Iterable[Hit]:
    for entries in checked.roster.tables.values():
        if entries.table is None or entries.spec.optional:
            continue
        for column in entries.missing:
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
    source=_OWN,
)
def key_column_missing(checked: Checked) -> Iterable[Hit]:
    """A column is missing without which rows cannot be told apart."""
    return _missing(checked, key=True)


@rule(
    "WRK-007",
    Severity.WAARSCHUWING,
    message="{what} ‘{heading}’ ontbreekt op blad {sheet}; wat ervan afhangt, is niet "
    "gecontroleerd.",
    remedy="Zet ‘{heading}’ terug, met precies deze naam.",
    source=_OWN,
)
def column_missing(checked: Checked) -> Iterable[Hit]:
    """Another column, or a line of the form, is missing."""
    return _missing(checked, key=False)


@rule(
    "WRK-008",
    Severity.WAARSCHUWING,
    message="Op blad {sheet} komt de kop ‘{heading}’ meer dan eens voor; alleen de eerste is "
    "gelezen.",
    remedy="Verwijder de dubbele kolom, of geef haar een andere kop.",
    source=_OWN,
)
def heading_twice(checked: Checked) -> Iterable[Hit]:
    """A heading stands in the table twice."""
    for entries in checked.roster.tables.values():
        known = {c.heading.casefold() for c in entries.spec.columns}
        for heading in entries.duplicates:
            if heading.casefold() in known:
                values = {"sheet": entries.spec.sheet, "heading": heading}
                yield Hit(Spot(entries.spec.name), values)


@rule(
    "WRK-009",
    Severity.WAARSCHUWING,
    message="Onder de tabel op blad {sheet} {rows}.",
    remedy="Sleep de hoek rechtsonder in de tabel omlaag tot en met de laatste rij.",
    source=_EXCEL,
)
def rows_under_the_table(checked: Checked) -> Iterable[Hit]:
    """Rows were typed under a table that did not grow."""
    for entries in checked.roster.tables.values():
        if not entries.located.grown or entries.table is None:
            continue
        first = len(entries.table.rows) - entries.located.grown
        under = [line for line in entries.lines if line >= first]
        rows = (
            "staat 1 rij die niet bij de tabel hoort, maar wel is meegelezen"
            if len(under) == 1
            else f"staan {len(under)} rijen die niet bij de tabel horen, maar wel zijn meegelezen"
        )
        if under:
            values = {"sheet": entries.spec.sheet, "rows": rows}
            yield Hit(Spot(entries.spec.name, under[0]), values)


@rule(
    "WRK-010",
    Severity.TIP,
    message="Op blad {sheet} staan lege rijen tussen de ingevulde.",
    remedy="Verwijder de lege rijen; dan sorteert en filtert Excel zoals u verwacht.",
    source=_OWN,
)
def blank_rows(checked: Checked) -> Iterable[Hit]:
    """Blank rows stand between filled ones."""
    for entries in checked.roster.tables.values():
        for line in entries.blank if not entries.spec.form else ():
            yield Hit(Spot(entries.spec.name, line), {"sheet": entries.spec.sheet})


@rule(
    "WRK-011",
    Severity.WAARSCHUWING,
    message="De cellen {found} zijn samengevoegd; alleen de eerste cel heeft dan een waarde.",
    remedy="Selecteer de cellen, hef bij Start de samenvoeging op en vul elke cel afzonderlijk in.",
    source=_EXCEL,
)
def merged_cells(checked: Checked) -> Iterable[Hit]:
    """Cells inside a table are merged."""
    for entries in checked.roster.tables.values():
        table = entries.table
        if table is None:
            continue
        for notice in checked.roster.notices:
            inside = (
                notice.kind is NoticeKind.MERGED
                and notice.sheet == table.sheet
                and table.top <= notice.row <= table.top + len(table.rows)
                and table.left <= notice.column < table.left + len(table.headings)
            )
            if inside:
                line = max(notice.row - table.top - 1, 0)
                yield Hit(Spot(entries.spec.name, line), {"found": notice.text})


@rule(
    "WRK-012",
    Severity.WAARSCHUWING,
    message="Sjabloonversie ‘{version}’ is niet bekend; deze software werkt met versie {known}.",
    remedy="Gebruik het regiobestand en de software van dezelfde versie, en zet de sjabloonversie "
    "terug als zij per ongeluk is gewijzigd.",
    source=_OWN,
)
def template_version_unknown(checked: Checked) -> Iterable[Hit]:
    """The template's version is missing, or not one that this version reads."""
    version = checked.roster.region.sjabloonversie
    spot = Spot(sheets.REGIO.name, 0, "sjabloonversie")
    if checked.roster.has(*("tblRegio", "sjabloonversie")) and version != sheets.TEMPLATE_VERSION:
        yield Hit(spot, {"version": version or "(leeg)", "known": sheets.TEMPLATE_VERSION})


@rule(
    "WRK-019",
    Severity.WAARSCHUWING,
    message="Twee leesprogramma's lezen dit bestand niet hetzelfde{where}: {found}.",
    remedy="Kijk in Excel wat er staat, typ het daar opnieuw, en bewaar het bestand als nieuwe "
    "werkmap.",
    source=_EXCEL,
)
def readers_disagree(checked: Checked) -> Iterable[Hit]:
    """Read thoroughly, with two readers, they did not give the same."""
    for notice in checked.roster.notices:
        if notice.kind is not NoticeKind.DISAGREEMENT:
            continue
        spot = _spot_of(checked, notice)
        at_cell = spot.field is not None
        cell = f" (blad {notice.sheet}, cel {address(notice.row, notice.column)})"
        where = "" if at_cell or not notice.sheet else cell
        # What stands there about a person is not repeated.
        of_persons = spot.table == sheets.CONTACTEN.name
        found = "het tweede leest iets anders" if of_persons else notice.text
        yield Hit(spot, {"where": where, "found": found})


def _spot_of(checked: Checked, notice: Notice) -> Spot:
    """Give the field that a notice is about, or else the table of its sheet, or the form."""
    nearest = Spot(sheets.REGIO.name)
    for entries in checked.roster.tables.values():
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
