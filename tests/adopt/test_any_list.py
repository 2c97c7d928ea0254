"""Nothing of a list is lost: each cell is in the roster, is a heading, or is left out by name."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.adopt import Adopted, adopt
from sto_xl.adopt.contacts import LINKED
from sto_xl.adopt.draft import HOLDS_BACK, REST
from sto_xl.adopt.keys import SAME
from sto_xl.adopt.layout import Unlisted
from sto_xl.adopt.named import listed
from sto_xl.adopt.older import ONE_ONLY, UNSURE
from sto_xl.adopt.values import cross, deelname, first_of, unsure
from sto_xl.books.build import roster_bytes
from sto_xl.grid import Value, Visibility, is_blank
from sto_xl.grid.oldlist import Area, OldBook, OldCell, OldSheet
from sto_xl.model import reference
from sto_xl.sheets import Column
from sto_xl.sheets.notation import shown
from support import tables
from support.made_up import tried
from support.oldlists import book, made, of_snapshot

REASONS = {
    *("staat boven de lijst", "staat onder de lijst", "op dit blad is geen lijst herkend"),
    *("totaal", "herhaalde kop", "tussenkop zonder rijen", "legenda van kleuren"),
    *("volgnummers van de rijen", "betekent: geen contact"),
    *("notitie buiten de rijen", "past niet meer in Opmerking"),
    "past niet in één cel",
    *Unlisted,
    *(SAME, LINKED),
}
#: Words that say what stands behind them, which the roster's own headings say there.
LABELS = {"t", "m", "e", "tel", "mail", "mob", "mailto", "en", "b", "g", "profiel"}

HEADINGS = [
    *("School", "Naam school", "Vestiging", "BRIN", "Code", "Locatie", "Adres", "Postcode"),
    *("Plaats", "Huisnr", "Soort", "Rol", "Doet mee?", "Sinds", "Telefoon", "E-mail", "Naam"),
    *("Contactpersoon", "Contactpersoon 2", "E-mail 2", "Directeur", "Functie", "Tel / mail"),
    *("Voornaam", "Achternaam", "D&P", "Z&W", "PIE", "BB", "KB", "TL", "Profielen", "Leerweg"),
    *("Leerlingen", "Keuzevak", "Bereikt", "Opmerkingen", "Laatst gesproken", "Bedrijf"),
    *("BB 2024", "BB '25", "Schooljaar", "2023-2024", "Doet mee 2024", "Soort partner"),
    *("Bijdrage", "Titel", "Gevraagd", "Status", "Bestuur", "Onderwerpen", "Bla", "Nr"),
]
VALUES: list[Value] = [
    *("00AH17", "00AH", "0AJ4", 17, 4, "x", "X", "nee", "ja", "-", 0, 1, 31, 2.5, True, False),
    *("De Werkhoek", "Het Anker", "Aalten", "7001 AB", "7001AB Doetinchem", "vmbo", "kernpartner"),
    *("J. Bos", "J. Bos (directeur) 06-12345678 j.bos@w.nl", "K. Smit; L. Kok", "a@b.nl; c@d.nl"),
    *("Jan Bos en Piet Vis", "T: 0314-123456 / 06 1234 5678", 612345678, "info@w.nl", "teamleider"),
    *("D&P", "D&P, Z&W", "BB/KB", "BB t/m GL", "TL", "zorg", "doet mee", "gestopt", "in gesprek"),
    *("1-9-2023", "mrt 2024", 2021, dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 9, 30)),
    *("€ 5.000,-", "<5", "onbekend", "Totaal", "Kernpartners", "groen = doet mee", "regel\ntwee"),
    *("ja?", "(x)", "ca. 20", "idem", '"', "zie boven", "volgt", "(leeg)", "n.v.t.", "mavo", "PrO"),
    *(
        "GL/TL, D&P",
        "BB-profiel Z&W",
        "✅",
        "✖",
        "2023-2024",
        "2024/2025",
        "groen",
        "Gemeente Assen",
    ),
    *("groen = doet mee, rood = gestopt", "Jan Bos (zie Oost)", "A. Bos a.bos@w", "K. Vos, tel"),
    *("0592-123456 (b.g.g. 06-12345678)", "K. Vos docent 612345678", "bedrijf", "gemeente"),
    *("STO19072", "Regio: Oost", dt.time(9, 30), " \xa0 ", "Dorpsstraat 1, 7001 AB Aalten"),
]
#: What a cross means is in its column's heading.
CODES = {*reference.profielen(), "BB", "KB", "GL", "TL"}
WORD = st.text("abcdefgh", min_size=3, max_size=6)


@st.composite
def a_cell(draw: st.DrawFn) -> OldCell:
    kind = draw(st.integers(0, 9))
    value: Value = None
    if kind < 5:
        value = draw(st.sampled_from(VALUES))
    elif kind < 7:
        value = draw(st.sampled_from(HEADINGS))
    elif kind < 9:
        value = " ".join(draw(st.lists(WORD, min_size=1, max_size=3)))
    odd = draw(st.integers(0, 12))
    return OldCell(
        value,
        note=f"notitie {draw(WORD)}" if odd == 0 else "",
        fill=draw(st.sampled_from(["groen", "rood"])) if odd == 1 else "",
        ink="rood" if odd == 2 else "",
        struck=odd == 3,
        link=draw(st.sampled_from(["mailto:z@y.nl", "https://q.example"])) if odd == 4 else "",
        problem="foutwaarde #N/B" if value is None and odd == 5 else "",
    )


@st.composite
def a_sheet(draw: st.DrawFn, name: str) -> OldSheet:
    """Make a list: perhaps a title, one or two rows of headings, rows of anything, a tail."""
    width, height = draw(st.integers(1, 9)), draw(st.integers(0, 7))
    top = draw(st.integers(1, 4))
    cells: dict[tuple[int, int], OldCell] = {}
    if top > 1 and draw(st.booleans()):
        cells[1, 1] = draw(a_cell())
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))
    two = draw(st.booleans()) and width > 2
    merged = []
    if two:
        cells[top, 1] = OldCell(draw(st.sampled_from(["Contact", "Profielen", "Leerweg", "Bla"])))
        merged.append(Area(top, 1, top, 2))
        top += 1
    for column, heading in enumerate(headings, start=1):
        cells[top, column] = OldCell(heading)
    for row in range(top + 1, top + 1 + height):
        if draw(st.integers(0, 5)):
            for column in range(1, width + draw(st.integers(1, 2))):
                cells[row, column] = draw(a_cell())
        elif width > 1 and draw(st.booleans()):
            cells[row, 1] = OldCell(draw(st.sampled_from(["Kernpartners", "Totaal", "Oost:"])))
    if height > 2 and draw(st.booleans()):
        first = draw(st.integers(top + 1, top + height - 1))
        merged.append(Area(first, 1, first + 1, 1))
        cells.pop((first + 1, 1), None)
    if draw(st.booleans()):
        cells[top + height + 3, draw(st.integers(1, width))] = draw(a_cell())
    kept = {spot: cell for spot, cell in cells.items() if cell != OldCell()}
    return OldSheet(
        name,
        kept,
        tuple(merged),
        frozenset(draw(st.sets(st.integers(1, 12), max_size=2))),
        frozenset(draw(st.sets(st.integers(1, 9), max_size=2))),
        draw(st.sampled_from([Visibility.VISIBLE, Visibility.VISIBLE, Visibility.HIDDEN])),
    )


@st.composite
def wild(draw: st.DrawFn, name: str) -> OldSheet:
    """Make a grid in which headings and values lie about."""
    spots = st.tuples(st.integers(1, 8), st.integers(1, 7))
    cells = draw(st.dictionaries(spots, a_cell(), max_size=40))
    return OldSheet(name, {s: c for s, c in cells.items() if c != OldCell()})


BOOKS = (
    st.lists(
        st.sampled_from(["Blad1", "Scholen oud", "Scholen 2024", "Bedrijven", "Plannen"]),
        max_size=3,
    )
    .map(lambda names: list(dict.fromkeys(names)) or ["Blad1"])
    .flatmap(lambda names: st.tuples(*[st.one_of(a_sheet(n), wild(n)) for n in names]))
    .map(made)
)


def words(text: str) -> set[str]:
    # A number cell lost its first noughts; the roster may have put them back.
    return {word.lstrip("0") for word in re.findall(r"\w+", text.casefold())} - LABELS


def lost(old: OldBook, found: Adopted) -> list[str]:
    """Give the cells of a list of which nothing tells what became of them."""
    moved = defaultdict(set)
    for move in found.moved:
        moved[move.sheet, move.row, move.column].add((move.table, move.line, move.heading))
    left: defaultdict[tuple[str, int, int], str] = defaultdict(str)
    for aside in found.left_out:
        left[aside.sheet, aside.row, aside.column] += f" {aside.text}"
    heads = {(c.sheet, c.cell) for c in found.columns}
    rows_of_heads = {(s, re.sub("[A-Z]", "", cell)) for s, cell in heads}
    said = words(" ".join(c.heading for c in found.columns))
    missing = []
    for sheet in old.sheets:
        for (row, column), cell in sheet.cells.items():
            if not cell.filled:
                continue
            text = cell.problem or shown(cell.value)
            wanted = words(text)
            told = words(left[sheet.name, row, column])
            told_in_order: list[str] = []
            for table, line, _ in moved[sheet.name, row, column]:
                beside = " ".join(map(shown, _row(found, table, line)))
                told_in_order += re.findall(r"\w+", beside.casefold())
                told |= words(beside)
            # "7001AB" may have become "7001 AB".
            run = "".join(told_in_order)
            if all(word in told or (word[:1].isdigit() and word in run) for word in wanted):
                continue
            head = any((sheet.name, str(r)) in rows_of_heads for r in (row, row + 1))
            if head and wanted <= said:
                continue
            places = moved[sheet.name, row, column]
            if any(_meant(cell.value, _at(found, place)) for place in places):
                continue
            missing.append(f"{sheet.name} {row},{column} {text!r} → {places}")
    return missing


def _row(found: Adopted, table: str, line: int) -> list[Value]:
    row = found.content[table]
    if table == "tblRegio":
        return [cell for pair in row for cell in pair]
    return list(row[line])


def _at(found: Adopted, place: tuple[str, int, str]) -> Value:
    table, line, heading = place
    spec = next(s for s in sheets.ROSTER.read if s.name == table)
    if spec.form:
        return next(value for label, value in found.content[table] if label == heading)
    return found.content[table][line][[c.heading for c in spec.columns].index(heading)]


def _meant(value: Value, there: Value) -> bool:
    """Tell whether a cell of the roster says in its own notation what the list said."""
    if is_blank(there):
        return False
    ticked = cross(value)
    said = {deelname(value), shown(value).casefold().rstrip("s:")}
    said |= {*(listed(value, "profiel") or ()), *(listed(value, "leerweg") or ())}
    if ticked is not None:
        said |= {"ja" if ticked else "nee"} | (CODES if ticked else set())
    return there in said or _same_characters(value, there)


def _same_characters(value: Value, there: Value) -> bool:
    """Compare without punctuation and noughts: a code or number may have got its first one back."""
    if isinstance(there, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return there == day or str(there.year) in shown(value)
    bare, held = (re.sub(r"[\W_0]", "", shown(v)).upper() for v in (value, there))
    return bare in held


@tried(120, suppress_health_check=[HealthCheck.too_slow])
@given(BOOKS)
@example(book("School | D&P | BB\nA | nee | x"))
@example(book("School | Contactpersoon\nA | 0592-123456 (b.g.g. 06-12345678)"))
@example(book("School | Contactpersoon\nA | Telefoon"))
def test_every_cell_of_any_list_is_in_the_roster_or_left_out_by_name(old: OldBook) -> None:
    found = adopt(old)
    assert not lost(old, found)
    for aside in found.left_out:
        assert aside.reason in REASONS or aside.reason.startswith("betekent: geen")
    # What people wrote beside the cells is somewhere too.
    everything = " ".join(shown(v) for rows in found.content.values() for r in rows for v in r)
    everything += " ".join(aside.text for aside in found.left_out)
    for sheet in old.sheets:
        for cell in sheet.cells.values():
            assert cell.note in everything


@tried(60)
@given(st.data())
def test_every_cell_of_any_roster_stands_where_it_stood(data: st.DataObject) -> None:
    value = st.sampled_from([*VALUES, *HEADINGS, None, None])
    content = {}
    for spec in sheets.ROSTER.input:
        if spec.form:
            held = data.draw(st.lists(value, min_size=len(spec.columns) - 1, max_size=30))
            content[spec.name] = tuple(
                (c.heading, v) for c, v in zip(spec.columns[:-1], held, strict=False)
            )
        else:
            content[spec.name] = tuple(
                data.draw(st.lists(st.tuples(*[value] * len(spec.columns)), max_size=3))
            )
    old = of_snapshot(tables.book(content))
    found = adopt(old)
    # The labels of the form are headings.
    assert not [cell for cell in lost(old, found) if not cell.startswith("Regio ")]
    assert {aside.reason for aside in found.left_out} <= {UNSURE, ONE_ONLY}
    for spec in sheets.ROSTER.input:
        rows = [row for row in content[spec.name] if not all(map(is_blank, row))]
        if spec.form:
            told = {str(label): value for label, value in found.content[spec.name]}
            for heading, typed in rows:
                column = spec.column(str(heading))
                assert _stands(typed, told.get(column.heading), column, "")
        else:
            for row, made_row in zip(rows, found.content[spec.name], strict=True):
                for column, typed, there in zip(spec.columns, row, made_row, strict=True):
                    assert _stands(typed, there, column, REST[spec.name])


def _stands(value: Value, there: Value, column: Column, rest: str) -> bool:
    """Tell whether a cell of a roster stands as it stood, but for doubt and what a cell holds."""
    if unsure(value, column):
        return is_blank(there) if column.heading != HOLDS_BACK else shown(there) == shown(value)
    first = shown(first_of(value, column)[0])
    # Behind what stood among the remarks stands what had no place elsewhere.
    return shown(there) == first or (column.heading == rest and shown(there).startswith(first))


@pytest.mark.slow
def test_what_is_too_long_for_one_cell_is_left_out_by_name_and_the_roster_can_be_written() -> None:
    long = "a" * 32_767
    old = book(
        f"School | Locatie | Bla | Onderwerpen | Sinds\n{long} | {long}b | {long} | x | 1-1-0200"
    )
    found = adopt(old)
    assert {(a.cell, a.reason) for a in found.left_out} == {
        ("B2", "past niet in één cel"),
        ("C2", "past niet meer in Opmerking"),
    }
    assert roster_bytes(found.content)
