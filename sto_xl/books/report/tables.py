"""The tables of reports whose rows are made here; those that are given stand in `contents`."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.model import reference
from sto_xl.sheets import Column, Kind, TableSpec

#: The columns of tblControle that serve a reader; Plek and Ga naar serve the roster itself.
FINDINGS = TableSpec(
    "tblBevindingen",
    "Bevindingen",
    tuple(
        Column(heading, kind=Kind.LONG, width=width, old=tuple(old))
        for heading, width, *old in (
            ("Ernst", 14),
            ("Code", 10),
            ("Blad", 12),
            ("Cel", 8),
            ("Rij", 24),
            ("Kolom", 17),
            ("Bevinding", 50, "Wat is er"),
            ("Wat te doen", 44),
        )
    ),
)
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

#: The tables behind the charts on the first pages of a summary, but for those of shares.
CHARTED = (sheets.STATUS, sheets.KLASSE, sheets.SIGNALEN, sheets.MANIEREN, sheets.PLANSTATUS)
#: What the chart of shares is drawn from: a share that is not known is a gap.
SHARES = TableSpec(
    "tblAandelen",
    sheets.KLASSE.sheet,
    (Column("Klasse"), Column("Deelname", kind=Kind.SHARE)),
    rows=sheets.KLASSE.rows,
)
#: The key figures in the order of the paper.
PRINTED = TableSpec(
    sheets.KERNCIJFERS.name,
    sheets.KERNCIJFERS.sheet,
    tuple(
        map(
            sheets.KERNCIJFERS.column,
            ("Cijfer", "Waarde", "Eenheid", "Vorig", "Verschil", "Bekend"),
        )
    ),
)
#: What a region's summary tells of an earlier quarter: a row for each sentence.
CHANGED = TableSpec(
    "tblVeranderingen",
    "Veranderingen",
    (
        Column("Onderwerp", kind=Kind.LONG, width=34),
        Column("Wat er is veranderd", kind=Kind.LONG, width=96),
    ),
)
#: The leerwegen that are counted together; reach in TL is another matter.
LEERWEGEN = tuple(info.code.value for info in reference.leerwegen().values() if info.beroepsgericht)
#: What the chart of reach is drawn from: of each non-technical profile the reach, or nothing.
REACH = TableSpec(
    "tblBereik",
    "Profielen",
    (Column("Profiel"), *(Column(leerweg, kind=Kind.SHARE) for leerweg in LEERWEGEN)),
    rows=tuple((p.naam,) for p in reference.profielen().values() if not p.techniek),
)
#: The list of profiles, those that nobody offers left out.
OFFERED = TableSpec(sheets.PROFIEL_LEERWEG.name, "Profielen", sheets.PROFIEL_LEERWEG.columns)

DEFINITIONS = TableSpec(
    "tblDefinities",
    "Verantwoording",
    (
        Column("Cijfer", kind=Kind.LONG),
        Column("Eenheid"),
        Column("Definitie", kind=Kind.LONG),
        Column("Bekend", kind=Kind.LONG),
    ),
)
TERMS = TableSpec(
    "tblBegrippen",
    "Verantwoording",
    (Column("Begrip", kind=Kind.LONG), Column("Soort"), Column("Betekenis", kind=Kind.LONG)),
)
#: Every file that a report was made from.
FILES = TableSpec(
    "tblBronnen",
    "Bestanden",
    (
        Column("Bestand", kind=Kind.LONG, width=42),
        Column("Soort", kind=Kind.LONG, width=14),
        Column("Regio", kind=Kind.LONG, width=24),
        Column("Stand", kind=Kind.LONG, width=42),
        Column("SHA-256", kind=Kind.LONG, width=36),
    ),
)
#: What a summary keeps of itself on the hidden sheet Stand, to be compared with next time.
KEPT = (sheets.STAND_REGIO, sheets.STAND_CIJFERS, sheets.STAND)
