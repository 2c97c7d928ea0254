"""The tables of reports: what each is called, on which sheet it stands, its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.model import reference
from sto_xl.sheets import Column, Kind, TableSpec

#: What a heading was before.
_OLD = {"Bevinding": sheets.CONTROLE.column("Bevinding").old}


def listing(
    name: str, sheet: str, widths: Mapping[str, float], codes: Collection[str] = ("Vestiging",)
) -> TableSpec:
    """Describe a table of texts, but for `codes`: its headings, each so many characters wide."""
    columns = (
        Column(
            heading,
            kind=Kind.CODE if heading in codes else Kind.LONG,
            width=width,
            old=_OLD.get(heading, ()),
        )
        for heading, width in widths.items()
    )
    return TableSpec(name, sheet, tuple(columns))


#: The columns of tblControle that serve a reader; a row of them may be of several cells.
FINDINGS = listing(
    "tblBevindingen",
    "Bevindingen",
    {
        "Ernst": 17,
        "Code": 10,
        "Blad": 13,
        "Cel": 20,
        "Rij": 27,
        "Kolom": 22,
        "Bevinding": 50,
        "Wat te doen": 44,
    },
)
#: What `PlanCheck.findings` holds.
PLAN_FINDINGS = listing(
    "tblBevindingen",
    "Bevindingen",
    {
        "Ernst": 17,
        "Blad": 15,
        "Cel": 9,
        "Vraag of regel": 27,
        "Ingevuld": 29,
        "Bevinding": 43,
        "Wat te doen": 45,
        "Code": 11,
    },
)
#: What `RegionReport.schools` holds.
SCHOOLS = listing(
    "tblLocaties",
    "Scholen",
    {
        "Vestiging": 11,
        "School": 32,
        "Plaats": 17,
        "Klasse": 18,
        "Deelname": 12,
        "Signaal": 26,
        "Volgende stap": 52,
    },
)
#: What `RegionReport.missing` holds: the schools of the region's area that its roster lacks.
MISSING = listing(
    "tblOntbrekend",
    "Ontbrekend",
    {
        "Vestiging": 11,
        "School": 36,
        "Plaats": 20,
        "Profielen": 26,
        "Leerlingen": 13,
        "Bevoegd gezag": 11,
        "Doet dat bestuur al mee?": 38,
        "Staat al bij": 26,
    },
)
#: Every file that a report was made from.
FILES = listing(
    "tblBronnen",
    "Bestanden",
    {
        "Bestand": 42,
        "Soort": 14,
        "Regio": 24,
        "Stand": 42,
        "SHA-256": 36,
    },
)
#: What a region's summary tells of an earlier quarter: a row for each sentence.
CHANGED = listing(
    "tblVeranderingen",
    "Veranderingen",
    {
        "Onderwerp": 34,
        "Wat er is veranderd": 96,
    },
)


@dataclass(frozen=True, slots=True)
class MailingList:
    """The list beside a run of letters: the columns of those made, and of who gets none.

    `complete` stands there when there is nobody without a letter.
    """

    mailed: TableSpec
    left: TableSpec
    complete: str


#: The list beside uitnodigingen; its headings are the fields of a mail merge.
INVITED = MailingList(
    listing(
        "tblVerzendlijst",
        "Verzendlijst",
        {
            "Vestiging": 11,
            "School": 30,
            "Plaats": 16,
            "Ter attentie van": 20,
            "E-mail": 31,
            "Kopie": 31,
            "Bestand": 44,
            "Let op": 30,
        },
    ),
    listing(
        "tblGeenBrief",
        "Geen brief",
        {
            "Vestiging": 11,
            "School": 34,
            "Plaats": 19,
            "Deelname": 13,
            "Waarom geen brief": 64,
        },
    ),
    "Elke school die een brief zou krijgen, heeft er een.",
)
#: The list beside besluiten.
DECIDED = MailingList(
    listing(
        "tblBesluiten",
        "Verzendlijst",
        {
            "Kenmerk": 13,
            "Plan": 26,
            "Besluit": 13,
            "School": 24,
            "Ter attentie van": 20,
            "E-mail": 29,
            "Kopie": 25,
            "Bestand": 36,
            "Let op": 26,
        },
        codes=("Kenmerk",),
    ),
    listing(
        "tblGeenBesluit",
        "Geen brief",
        {
            "Kenmerk": 13,
            "Plan": 30,
            "School": 26,
            "Status": 13,
            "Waarom geen brief": 60,
        },
        codes=("Kenmerk",),
    ),
    "Over elk plan waarover een brief zou gaan, is er een.",
)

#: The columns of tblPlannen that an intake fills, as they are shown in a list to read.
FILLED = (
    *("Kenmerk", "Vestiging", "Titel", "Voor profiel", "Manier"),
    *("Leerlingen", "Tranche", "Ingediend", "Status", "Gevraagd"),
)
_WIDTHS = {"Manier": 20, "Voor profiel": 13.5, "Titel": 26, "Status": 13.5}
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
#: What a summary keeps of itself on the hidden sheet Stand, to be compared with next time.
KEPT = (sheets.STAND_REGIO, sheets.STAND_CIJFERS, sheets.STAND)
