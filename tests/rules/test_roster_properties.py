"""What holds of the findings of any roster, however its rows stand, and of any workbook at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets.test_roster import ANY_VALUE
from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import Dropdown, ListObject, Notice, NoticeKind, Row, Sheet, Snapshot, Value
from sto_xl.rules import CATALOGUE, check
from sto_xl.sheets import Kind, TableSpec, roster
from support.tables import PEILDATUM, book

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


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_row_order_does_not_change_the_findings(seed: int) -> None:
    # A draw for each of a hundred cells would take hypothesis ten times as long as the check.
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    tables = {spec: lines(chance, spec) for spec in sheets.ROSTER.input}
    shuffled = {
        spec: body if spec.form else chance.sample(body, len(body)) for spec, body in tables.items()
    }
    one, other = (said(book(examples.content(text(each)))) for each in (tables, shuffled))
    assert one == other


def said(snapshot: Snapshot) -> Counter[tuple[str, ...]]:
    """Give what is found and at which columns, without rows; of twins the second may be another."""
    report = check(roster.read_roster(snapshot), PEILDATUM)
    assert {finding.code for finding in report.findings} <= set(CATALOGUE)
    return Counter((f.code, f.message, f.remedy, f.place.heading) for f in report.findings)


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


@settings(max_examples=300, deadline=None)
@given(snapshots())
def test_any_workbook_gives_findings_and_never_an_exception(snapshot: Snapshot) -> None:
    report = check(roster.read_roster(snapshot), PEILDATUM)
    assert report.findings
    for finding in report.findings:
        assert not {"{", "}"} & set(finding.remedy)
        assert finding.place.sheet
        assert (finding.place.row is None) == (finding.place.column is None)
