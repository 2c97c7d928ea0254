"""What Hypothesis makes up: any value of a cell, what people type, any workbook, any region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.figures import basis
from sto_xl.grid import Dropdown, ListObject, Notice, NoticeKind, Row, Sheet, Snapshot, Value
from sto_xl.region import routines
from sto_xl.sheets import Kind, TableSpec
from support.tables import PEILDATUM, book


def tried(times: int, suppress_health_check: Sequence[HealthCheck] = ()) -> settings:
    """Try so many examples; the fast set, few of them."""
    if settings.get_current_profile_name() == "fast":
        times = min(times, settings.get_profile("fast").max_examples)
    return settings(max_examples=times, suppress_health_check=suppress_health_check)


ANY_VALUE: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(), max_size=20),
    st.text("0123456789.,-€%<>/ ", max_size=12),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["ja", "vmbo", "deelnemer", "D&P", "BB", "00AH17", "10%", "<5", "1-9-2025"]),
)

CODES = ("00AH17", "00AH18", "12BC00", "0AH17", "00 ah19", "OOAH17", "school", "")
DATES = ("1-9-2026", "2-7-2026", "1-10-2026", "31-12-2019", "31-12-2024", "najaar", "")
#: What people type in the columns that are not chosen from a list, right and wrong.
TYPED: Mapping[str, tuple[str, ...]] = {
    "Vestiging": CODES,
    "Kenmerk": ("P1", "P2", "P3", ""),
    "Opgegaan in": CODES,
    "Bevoegd gezag": ("41234", "49999", "4123", ""),
    "Postcode": ("9401 SL", "9401", ""),
    "Telefoon": ("010 220 2121", "06-12", ""),
    "E-mail": ("a.bos@school.example", "a.bos@school,nl", ""),
    "Aanhef": ("Geachte mevrouw Bos", "mevr. A. Bos", ""),
    "Penvoerder: nummer bevoegd gezag": ("41234", "49999", "4123", ""),
}
BY_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.DATE: DATES,
    Kind.WHOLE: ("0", "5", "40", "<5", "veertig", ""),
    Kind.AMOUNT: ("0", "90", "4000001", "-5", ""),
    Kind.SHARE: ("10%", "5%", "tien", ""),
}


def cell(chance: Random, column: sheets.Column) -> str:
    """Give what can stand in a column: mostly what belongs there."""
    if known := sheets.lists().get(column.choices):
        return chance.choice((*known, known[0][:-1], ""))
    fallback = BY_KIND.get(column.kind, ("Naam", "Andere naam", ""))
    return chance.choice(TYPED.get(column.heading, fallback))


def lines(chance: Random, spec: TableSpec) -> list[str]:
    """Give the lines of a text table; some stand there twice.

    Two different rows of one key are left out: of those the first counts, so their order matters.
    """
    if spec.form:
        return [f"{column.heading} | {cell(chance, column)}" for column in spec.columns]
    by_key: dict[tuple[str, ...], str] = {}
    for _ in range(chance.randrange(7)):
        cells = {column.heading: cell(chance, column) for column in spec.columns}
        key = tuple(cells[heading] for heading in spec.keys[0])
        if any(key):
            by_key.setdefault(key, " | ".join(cells.values()))
    made = list(by_key.values())
    return made + made[: chance.randrange(3)]


def text(tables: Mapping[TableSpec, list[str]]) -> str:
    """Write text tables."""
    written = ""
    for spec, body in tables.items():
        heading = [] if spec.form else [" | ".join(column.heading for column in spec.columns)]
        written += "\n".join((f"[{spec.name}]", *heading, *body)) + "\n"
    return written


COLUMNS = [c for each in sheets.TEMPLATES for spec in each.input for c in spec.columns]
HEADINGS = sorted({column.heading for column in COLUMNS} | {"Waarde"})
NEARLY = st.sampled_from(HEADINGS).flatmap(
    lambda heading: st.integers(0, len(heading)).map(lambda at: heading[:at] + heading[at + 1 :])
)
CELL: st.SearchStrategy[Value] = st.one_of(ANY_VALUE, st.sampled_from(HEADINGS), NEARLY)
GRID = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), max_size=5).map(tuple)
)
PLACE = st.integers(1, 6)


@st.composite
def snapshots(draw: st.DrawFn, template: sheets.WorkbookSpec = sheets.ROSTER) -> Snapshot:
    """Give any workbook: sheets, tables, merged cells and lists with any names, anywhere."""
    names = [spec.sheet for spec in template.input] + ["Blad1", "Controle"]
    grids: list[tuple[str, tuple[Row, ...]]] = [
        (name, draw(GRID)) for name in draw(st.lists(st.sampled_from(names), unique=True))
    ]
    made = tuple(Sheet(name, grid, draw(PLACE), draw(PLACE)) for name, grid in grids)
    some = st.sampled_from(names)

    def area() -> tuple[int, int, int, int]:
        top, left = draw(PLACE), draw(PLACE)
        return top, left, top + draw(PLACE) - 1, left + draw(PLACE) - 1

    tables = tuple(
        ListObject(name, draw(some), *area(), draw(st.booleans()), draw(st.booleans()))
        for name in draw(
            st.lists(st.sampled_from([f"tbl{n}" for n in (*names, "Scholen_2")]), max_size=6)
        )
    )
    kinds = st.lists(st.sampled_from(list(NoticeKind)), max_size=4)
    notices = tuple(Notice(kind, draw(some), 2, 2, "B2:C3") for kind in draw(kinds))
    lists = tuple(Dropdown(draw(some), *area(), "lstJaNee") for _ in range(draw(st.integers(0, 3))))
    return Snapshot("proef.xlsx", made, tables, notices, draw(st.sampled_from([None, lists])))


LOCATIONS = [f"00A{letter}0{digit}" for letter in "ABC" for digit in "01"] + [None]
OFFERED: Mapping[str, st.SearchStrategy[Value]] = {
    "Vestiging": st.sampled_from(LOCATIONS),
    "School": st.sampled_from(["A", "B"]),
    "Soort": st.sampled_from(["vmbo", "vmbo", "pro", None, "?!"]),
    "Deelname": st.sampled_from(["deelnemer", "deelnemer", "geen", "gestopt", "aangemeld", None]),
    "Sinds": st.sampled_from([None, dt.date(2025, 1, 1), dt.date(2025, 8, 1), dt.date(2027, 1, 1)]),
    "Techniek in onderbouw": st.sampled_from(["ja", "nee", None]),
    "Profiel": st.sampled_from(["PIE", "D&P", "Z&W", None, "?!"]),
    "Leerweg": st.sampled_from(["BB", "GL", "TL", None]),
    "Leerlingen": st.sampled_from([None, 0, 3, 20, "<5", "veel"]),
    "Technisch keuzevak": st.sampled_from(["ja", "nee", None]),
    "Praktijkgericht programma": st.sampled_from(["ja", "nee", None]),
    "Techniek in het profiel": st.sampled_from(["ja", "nee", None]),
    "Bereikt": st.sampled_from([None, 0, 2, 30]),
    "Cofinanciering": st.sampled_from([None, 10, 12.5]),
    "Gevraagd": st.sampled_from([None, 100, 33]),
    "Status": st.sampled_from(["goedgekeurd", "ingediend", "concept", None]),
}


def rows_of(spec: sheets.TableSpec) -> st.SearchStrategy[tuple[Row, ...]]:
    cells = [OFFERED.get(column.heading, st.none()) for column in spec.columns]
    return st.lists(st.tuples(*cells), max_size=6).map(tuple)


def region_of(number: int) -> st.SearchStrategy[basis.RegionBasis]:
    form: dict[str, Value] = {"Regionummer": f"STO1900{number}", "Cofinancieringsnorm": 0.1}
    regio = tuple((c.heading, form.get(c.heading)) for c in sheets.REGIO.columns)

    def made(parts: tuple[tuple[Row, ...], ...]) -> basis.RegionBasis:
        names = ("tblScholen", "tblAanbod", "tblPartners", "tblPlannen")
        content = {"tblRegio": regio, **dict(zip(names, parts, strict=True))}
        return routines.examine(book(content), PEILDATUM).basis

    specs = (sheets.SCHOLEN, sheets.AANBOD, sheets.PARTNERS, sheets.PLANNEN)
    return st.tuples(*map(rows_of, specs)).map(made)
