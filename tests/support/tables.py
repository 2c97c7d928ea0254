"""Workbooks written as text tables, for tests: what stands in them is seen at one glance.

    [tblScholen]
    Vestiging | School      | Deelname
    00AH17    | De Werkhoek | geen

A table gets all columns of its spec; those not written are empty. Tables not written are there,
empty, unless `only` is asked for. Values are typed as in `sto_xl.cli.demo.examples`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import compress
from pathlib import Path

from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import ListObject, Row, Sheet, Snapshot
from sto_xl.plans import examination
from sto_xl.region import routines
from sto_xl.rules import check
from sto_xl.sheets import roster, techniekplan

PEILDATUM = dt.date(2026, 9, 30)
#: Empty workbooks as they were released, by template and version.
RELEASED = Path(__file__).parent / "released"

#: A region and partners of which no rule finds anything, for tests about other sheets.
QUIET = """
[tblRegio]
Regionummer | STO19072
Naam van de regio | Proefregio
Soort regio | techniekregio
Land | Nederland
Penvoerder: nummer bevoegd gezag | 41234
Programmamanager: naam | M. Vos
Programmamanager: e-mail | m.vos@sto.example
Tranche | 2025-2026
[tblPartners]
Partner | Soort
ROC | mbo
Basis | po
Bedrijf | bedrijf
"""


def snapshot(
    text: str, *, top: int = 1, left: int = 1, only: bool = False, version: str = ""
) -> Snapshot:
    """Make a snapshot of text tables; every table starts at `top`, `left` of its sheet.

    With a `version` it is of that template: what came later is not in it.
    """
    return book(examples.content(text), top=top, left=left, only=only, version=version)


def book(  # noqa: PLR0913  (how a workbook of a test can differ, each by name)
    content: Mapping[str, tuple[Row, ...]],
    *,
    top: int = 1,
    left: int = 1,
    only: bool = False,
    optional: bool = False,
    template: sheets.WorkbookSpec = sheets.ROSTER,
    version: str = "",
) -> Snapshot:
    """Make a snapshot of tables that are given as rows in the order of the spec's columns."""
    every = template.read if optional else template.input
    present = () if only else every
    specs = [spec for spec in template.read if spec.name in content or spec in present]
    own = version or template.version
    made = [_table(spec, content.get(spec.name) or (), own, (top, left)) for spec in specs]
    return Snapshot(
        "proef.xlsx", tuple(sheet for sheet, _ in made), tuple(table for _, table in made)
    )


def _table(
    spec: sheets.TableSpec, given: tuple[Row, ...], version: str, at: tuple[int, int]
) -> tuple[Sheet, ListObject]:
    there = [sheets.came_with(column.since, version) for column in spec.columns]
    headings = tuple(compress((column.heading for column in spec.columns), there))
    if spec.form:
        rows = given or tuple((heading, None) for heading in headings)
        rows = (sheets.FORM_HEADINGS, *(row for row in rows if row[0] in headings))
    else:
        body = given or ((None,) * len(there),)
        rows = (headings, *(tuple(compress(row, there)) for row in body))
    (top, left), width = at, len(rows[0])
    bottom, right = top + len(rows) - 1, left + width - 1
    return (
        Sheet(spec.sheet, rows, top, left),
        ListObject(spec.name, spec.sheet, top, left, bottom, right),
    )


def read(text: str) -> roster.Roster:
    """Read text tables as a roster."""
    return roster.read_roster(snapshot(text))


def examined(text: str) -> routines.Examined:
    """Read and check text tables on the peildatum of the tests."""
    return routines.examine(snapshot(text), PEILDATUM)


def plan_snapshot(text: str, *, top: int = 1, left: int = 1) -> Snapshot:
    """Make a snapshot of a techniekplan of text tables."""
    return book(examples.content(text), top=top, left=left, template=sheets.PLAN)


def examined_plan(text: str, beside: str = "", *others: str) -> examination.ExaminedPlan:
    """Read and check a techniekplan of text tables, with its region's roster `beside` it if any.

    `others` are plans that came with it.
    """
    came = tuple(techniekplan.read_techniekplan(plan_snapshot(other)) for other in others)
    return examination.examine(
        plan_snapshot(text), PEILDATUM, read(beside) if beside else None, came
    )


def plan_findings(text: str, beside: str = "", *others: str) -> list[tuple[str, str]]:
    """Check a techniekplan of text tables; give code and cell of each finding."""
    return [(f.code, f.where) for f in examined_plan(text, beside, *others).report.findings]


def findings(text: str, top: int = 1, left: int = 1) -> list[tuple[str, str]]:
    """Check text tables; give code and cell of each finding."""
    made = snapshot(text, top=top, left=left)
    report = check(roster.read_roster(made), PEILDATUM, [sheet.name for sheet in made.sheets])
    return [(finding.code, finding.where) for finding in report.findings]
