"""Missing schools put on a roster, with what DUO says of them: rows to add, none to change.

What a region typed stays as it is. Who takes part, the region itself has to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sto_xl import sheets
from sto_xl.books.fresh import Content
from sto_xl.figures.coverage import MissingSchool, missing_school, order
from sto_xl.grid import Changes, TailRows, Value
from sto_xl.model import Leerweg, SchoolKind, reference
from sto_xl.model.wording import DUTCH
from sto_xl.register import DuoKind, Programme, Register, Tally, capitals
from sto_xl.rules.region import EARLIEST
from sto_xl.sheets.roster import Roster
from sto_xl.system.errors import Cause, Failure

#: A row, by heading.
Cells = Mapping[str, Value]
#: Without these a school would be put where nobody finds it again.
_NEEDED: Mapping[str, Sequence[str]] = {
    sheets.SCHOLEN.name: ("Vestiging", "School"),
    sheets.AANBOD.name: ("Vestiging", "Profiel", "Leerweg"),
}


def added(schools: Sequence[MissingSchool], roster: Roster, register: Register) -> Changes:
    """Give sheets Scholen and Aanbod schools that are missing, under what stands there.

    Where Aanbod knows a school already, that stays all that it says. Raises `Failure` when one of
    the two cannot take them.
    """
    known = roster.offerings_by_location
    new = [one for one in schools if one.vestiging.code not in known]
    rows = {
        sheets.SCHOLEN.name: [school_cells(one, register) for one in schools],
        sheets.AANBOD.name: [cells for one in new for cells in offering_cells(one, register)],
    }
    tails = (_beneath(roster, name, own) for name, own in rows.items() if own)
    return Changes(tails=tuple(tail for tail in tails if tail))


def content(area: Sequence[str], register: Register) -> Content:
    """Give what a new roster of an area holds: its parts, and all schools in it.

    Raises `Failure` when DUO does not know one of the parts, or when no school lies there.
    """
    there = register.in_area(area)
    for part, near in there.unknown.items():
        asked = f" Bedoelde u {capitals.written(near)}?" if near else ""
        raise Failure(Cause.UNKNOWN_AREA, area=part, asked=asked)
    schools = [missing_school(one, register) for one in there.vestigingen if one.vmbo]
    if not schools:
        raise Failure(Cause.NO_SCHOOLS, area=DUTCH.opsomming(area))
    schools.sort(key=order)
    offerings = (cells for one in schools for cells in offering_cells(one, register))
    newest = register.newest(DuoKind.LEERLINGEN)
    return {
        # Of a count from before the programme the check would ask whether that can be.
        sheets.REGIO.name: {"Peildatum leerlingen": newest.peildatum}
        if newest and newest.peildatum >= EARLIEST
        else {},
        sheets.SCHOLEN.name: _in_order(
            sheets.SCHOLEN, (school_cells(s, register) for s in schools)
        ),
        sheets.AANBOD.name: _in_order(sheets.AANBOD, offerings),
        sheets.GEBIED.name: [(part,) for part in area],
    }


def school_cells(missing: MissingSchool, register: Register) -> Cells:
    """Give a school's row of sheet Scholen."""
    one = missing.vestiging
    found = {
        "Vestiging": one.code,
        "School": one.name,
        "Adres": f"{one.street} {one.number}".strip(),
        "Postcode": one.postcode,
        "Plaats": capitals.written(one.place),
        "Bevoegd gezag": one.board,
        "Soort": SchoolKind.VMBO.value,
        "Telefoon": one.phone,
        "Opmerking": _source(register, DuoKind.VESTIGINGEN),
    }
    return {heading: text for heading, text in found.items() if text}


def offering_cells(missing: MissingSchool, register: Register) -> Iterator[Cells]:
    """Give a school's rows of sheet Aanbod: its profiles, and its theoretische leerweg.

    The candidates of an examen are no pupils of leerjaar 3 and 4: their number is not known.
    """
    code = missing.vestiging.code
    theory = {p: n for p, n in register.offered(code).items() if not p.profiel and n}
    source = _source(register, DuoKind.LEERLINGEN)
    every = {**missing.programmes, **theory}
    for programme, tally in sorted(every.items(), key=lambda pair: _in_turn(pair[0])):
        counted = missing.counted or programme in theory
        yield {
            "Vestiging": code,
            "Profiel": programme.profiel or programme.sector or None,
            "Leerweg": programme.leerweg,
            "Leerlingen": _number(tally) if counted else None,
            "Toelichting": source if counted else _source(register, DuoKind.EXAMEN),
        }


def _in_turn(programme: Programme) -> tuple[bool, int, int]:
    """Give what a school's rows are sorted by: profiles and leerwegen, as the lists have them."""
    profiles, leerwegen = list(reference.profielen()), [*Leerweg]
    theory = programme.profiel not in profiles
    place = 0 if theory else profiles.index(programme.profiel)
    return theory, place, leerwegen.index(Leerweg(programme.leerweg))


def _number(tally: Tally) -> Value:
    """Give pupils for a cell: a number, or what DUO tells of one that it hides."""
    return tally.text if tally.exact is None else tally.exact


def _source(register: Register, kind: DuoKind) -> str:
    newest = register.newest(kind)
    what = f"{kind}, " if kind is DuoKind.EXAMEN else ""
    return f"Bron: DUO, {what}peildatum {DUTCH.datum(newest.peildatum)}" if newest else ""


def _in_order(spec: sheets.TableSpec, rows: Iterable[Cells]) -> list[Sequence[Value]]:
    return [tuple(cells.get(column.heading) for column in spec.columns) for cells in rows]


def _beneath(roster: Roster, name: str, rows: Iterable[Cells]) -> TailRows | None:
    """Give rows to stand beneath those of a table. Raises `Failure` where that cannot be."""
    table_read = roster.book.tables[name]
    sheet = table_read.spec.sheet
    if table_read.table is None:
        raise Failure(Cause.TABLE_GONE, sheet=sheet, table=name)
    for heading in _NEEDED[name]:
        if heading not in table_read.columns:
            raise Failure(Cause.COLUMN_GONE, sheet=sheet, column=heading)
    return table_read.tail([table_read.row(cells) for cells in rows])
