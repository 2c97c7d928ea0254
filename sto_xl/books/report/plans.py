"""What a region makes of the plans it got: findings to mail back, and which plans it takes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.books.report.lists import write_findings, write_listing
from sto_xl.books.report.pages import Opening, one_line
from sto_xl.books.style import ACCENT, Writer
from sto_xl.grid import Row
from sto_xl.model.wording import DUTCH, capitalised
from sto_xl.sheets import Column, Kind, TableSpec

#: What `PlanCheck.findings` holds.
PLAN_FINDINGS = TableSpec(
    "tblBevindingen",
    "Bevindingen",
    tuple(
        Column(heading, kind=Kind.LONG, width=width)
        for heading, width in (
            ("Ernst", 14),
            ("Blad", 14),
            ("Cel", 8),
            ("Vraag of regel", 26),
            ("Ingevuld", 28),
            ("Wat is er", 42),
            ("Wat te doen", 44),
            ("Code", 10),
        )
    ),
)
#: The columns of tblPlannen that an intake fills, as they are shown in a list to read.
FILLED = (
    *("Kenmerk", "Vestiging", "Titel", "Voor profiel", "Manier"),
    *("Leerlingen", "Tranche", "Ingediend", "Status", "Gevraagd"),
)
_WIDTHS = {"Manier": 20, "Voor profiel": 10, "Titel": 26, "Status": 11}
#: What `intake_workbook` is given: the file, what becomes of it, why or what changes, the number
#: of its fouten, and the `FILLED` columns.
INTAKE = TableSpec(
    "tblInname",
    "Plannen",
    (
        Column("Bestand", kind=Kind.LONG, width=24),
        Column("Stand", kind=Kind.LONG, width=16),
        Column("Toelichting", kind=Kind.LONG, width=40),
        Column("Fouten", kind=Kind.WHOLE, width=10),
        *(
            Column(c.heading, kind=c.kind, width=_WIDTHS.get(c.heading, c.width))
            for c in (sheets.PLANNEN.column(heading) for heading in FILLED)
        ),
    ),
)
_HOW_TO_USE = "Herstel dit in het techniekplan zelf, en stuur dat opnieuw naar uw STO-regio."
_NOTE = "Wat de knop Plannen inlezen van elk bestand op blad Plannen van het regiobestand zet."


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a findings workbook says: of which plan, of when, how many, which.

    `counts` are those of fouten, waarschuwingen and tips; `findings` rows of `PLAN_FINDINGS`.
    """

    title: str
    school: str
    file: str
    date: dt.date
    counts: tuple[int, int, int]
    findings: Sequence[Row]


def plan_findings(check: PlanCheck) -> bytes:
    """Give the workbook Bevindingen of one plan, to read without anything beside it."""
    title = f"Bevindingen bij {check.title}"
    when = f"gecontroleerd op {DUTCH.datum(check.date)}"
    writer = _begin(title, check.date)
    subtitle = " · ".join(filter(None, (check.school, when, f"bestand {check.file}")))
    write_findings(
        writer,
        writer.sheet(PLAN_FINDINGS.sheet, tab=ACCENT),
        Opening(title, capitalised(subtitle)),
        check.counts,
        check.findings,
        spec=PLAN_FINDINGS,
        how_to_use=_HOW_TO_USE,
    )
    return writer.content()


def intake_workbook(region: str, file: str, date: dt.date, rows: Sequence[Row]) -> bytes:
    """Give the workbook Plannen: rows of `INTAKE`, of every file that was handed in."""
    title = f"Ingeleverde plannen {region}".rstrip()
    writer = _begin(title, date)
    write_listing(
        writer,
        writer.sheet(INTAKE.sheet, tab=ACCENT),
        INTAKE,
        Opening(title, f"{DUTCH.datum(date)} · naast regiobestand {file}"),
        rows,
        note=_NOTE,
        footer="Sterk Techniekonderwijs",
        empty="Er zijn geen plannen ingeleverd.",
    )
    return writer.content()


def _begin(title: str, date: dt.date) -> Writer:
    created = dt.datetime.combine(date, dt.time(), dt.UTC)
    return Writer(one_line(title), "Sterk Techniekonderwijs", created)
