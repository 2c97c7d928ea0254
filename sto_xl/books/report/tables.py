"""The tables of reports: what each is called, on which sheet it stands, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.model import reference
from sto_xl.sheets import Column, Kind, TableSpec


def _list(name: str, sheet: str, headings: Sequence[str], widths: Sequence[float]) -> TableSpec:
    """Describe a table of texts, but for codes, whose columns are so many characters wide."""
    columns = (
        Column(
            heading,
            kind=Kind.CODE if heading in _CODES else Kind.LONG,
            width=width,
            old=_OLD.get(heading, ()),
        )
        for heading, width in zip(headings, widths, strict=True)
    )
    return TableSpec(name, sheet, tuple(columns))


_CODES = frozenset({"Vestiging", "Kenmerk"})
#: What a heading was before.
_OLD = {"Bevinding": sheets.CONTROLE.column("Bevinding").old}
#: The columns of tblControle that serve a reader; a row of them may be of several cells.
FINDINGS = _list(
    "tblBevindingen",
    "Bevindingen",
    ("Ernst", "Code", "Blad", "Cel", "Rij", "Kolom", "Bevinding", "Wat te doen"),
    (17, 10, 13, 20, 27, 22, 50, 44),
)
#: What `PlanCheck.findings` holds.
PLAN_FINDINGS = _list(
    "tblBevindingen",
    "Bevindingen",
    ("Ernst", "Blad", "Cel", "Vraag of regel", "Ingevuld", "Bevinding", "Wat te doen", "Code"),
    (17, 15, 9, 27, 29, 43, 45, 11),
)
#: What `RegionReport.schools` holds.
SCHOOLS = _list(
    "tblLocaties",
    "Scholen",
    ("Vestiging", "School", "Plaats", "Klasse", "Deelname", "Signaal", "Volgende stap"),
    (11, 32, 17, 18, 12, 26, 52),
)
#: What `RegionReport.missing` holds: the schools of the region's area that its roster lacks.
MISSING = _list(
    "tblOntbrekend",
    "Ontbrekend",
    (
        *("Vestiging", "School", "Plaats", "Profielen", "Leerlingen"),
        *("Bevoegd gezag", "Doet dat bestuur al mee?", "Staat al bij"),
    ),
    (11, 36, 20, 26, 13, 11, 38, 26),
)
#: Every file that a report was made from.
FILES = _list(
    "tblBronnen",
    "Bestanden",
    ("Bestand", "Soort", "Regio", "Stand", "SHA-256"),
    (42, 14, 24, 42, 36),
)
#: What a region's summary tells of an earlier quarter: a row for each sentence.
CHANGED = _list("tblVeranderingen", "Veranderingen", ("Onderwerp", "Wat er is veranderd"), (34, 96))


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
    _list(
        "tblVerzendlijst",
        "Verzendlijst",
        (
            *("Vestiging", "School", "Plaats", "Ter attentie van"),
            *("E-mail", "Kopie", "Bestand", "Let op"),
        ),
        (11, 30, 16, 20, 31, 31, 44, 30),
    ),
    _list(
        "tblGeenBrief",
        "Geen brief",
        ("Vestiging", "School", "Plaats", "Deelname", "Waarom geen brief"),
        (11, 34, 19, 13, 64),
    ),
    "Elke school die een brief zou krijgen, heeft er een.",
)
#: The list beside besluiten.
DECIDED = MailingList(
    _list(
        "tblBesluiten",
        "Verzendlijst",
        (
            *("Kenmerk", "Plan", "Besluit", "School", "Ter attentie van"),
            *("E-mail", "Kopie", "Bestand", "Let op"),
        ),
        (13, 26, 13, 24, 20, 29, 25, 36, 26),
    ),
    _list(
        "tblGeenBesluit",
        "Geen brief",
        ("Kenmerk", "Plan", "School", "Status", "Waarom geen brief"),
        (13, 30, 26, 13, 60),
    ),
    "Over elk plan waarover een brief zou gaan, is er een.",
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
