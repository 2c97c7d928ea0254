"""The lists about plans: findings to mail back, and which plans a region takes in."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.sheets import Column, Kind, TableSpec

#: What `PlanCheck.findings` holds.
PLAN_FINDINGS = TableSpec(
    "tblBevindingen",
    "Bevindingen",
    tuple(
        Column(heading, kind=Kind.LONG, width=width, old=tuple(old))
        for heading, width, *old in (
            ("Ernst", 14),
            ("Blad", 14),
            ("Cel", 8),
            ("Vraag of regel", 26),
            ("Ingevuld", 28),
            ("Bevinding", 42, "Wat is er"),
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
HOW_TO_USE = "Herstel dit in het techniekplan zelf, en stuur dat opnieuw naar uw STO-regio."
NOTE = "Wat de knop Plannen inlezen van elk bestand op blad Plannen van het regiobestand zet."
