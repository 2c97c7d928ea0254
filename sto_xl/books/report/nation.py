"""What the national workbook is given: plain data, and the columns in which its rows come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.books.report.contents import Changed, Definitions, InputFile, PlansRead
from sto_xl.books.report.tables import listing
from sto_xl.grid import Row, Value
from sto_xl.sheets import Column, Kind, TableSpec

#: The columns of the sheet Regio's. The field of a column is the code of the figure in it, or what
#: a `RegionLine` holds beside its figures.
REGIONS = TableSpec(
    "tblRegios",
    "Regio's",
    (
        Column("Regionummer", "number", Kind.CODE, width=14),
        Column("Regio", "title", Kind.LONG, width=28),
        Column("Land", "land", Kind.LONG, width=13),
        Column("Stand", "stand", Kind.LONG, width=11),
        Column("Fouten", "bevindingen_fout", Kind.WHOLE, width=10),
        Column("Vmbo-locaties", "vmbo", Kind.WHOLE, width=12),
        Column("Deelnemers", "deelnemers", Kind.WHOLE, width=13.5),
        Column("Deelname", "deelname", Kind.SHARE, width=12),
        Column("Verschil met vorig kwartaal", "difference", Kind.SHARE, width=13),
        Column("Deelname bekend", "known", Kind.SHARE, width=11.5),
        Column("Deelname niet-technisch", "deelname_niet_technisch", Kind.SHARE, width=13.5),
        Column("Leerlingen BB, KB en GL", "leerlingen", Kind.WHOLE, width=13),
        Column("Bereikt", "bereikt", Kind.WHOLE, width=12.5),
        Column("Bereik", "bereik", Kind.SHARE, width=12.5),
        Column("Vraagt aandacht", "vraagt_aandacht", Kind.WHOLE, width=11),
        Column("Bereik onbekend", "bereik_onbekend", Kind.WHOLE, width=12),
        Column("Plannen", "plannen", Kind.WHOLE, width=11),
        Column("Concept", "concept", Kind.WHOLE, width=11),
        Column("Ingediend", "ingediend", Kind.WHOLE, width=12),
        Column("In gesprek", "in gesprek", Kind.WHOLE, width=11.5),
        Column("Goedgekeurd", "goedgekeurd", Kind.WHOLE, width=15),
        Column("Afgewezen", "afgewezen", Kind.WHOLE, width=13),
        Column("Toegekend", "toegekend", Kind.AMOUNT, width=14),
        Column("Openstaand", "openstaand", Kind.AMOUNT, width=14),
        Column("Budget over", "budget_over", Kind.AMOUNT, width=14),
        Column("Budget over na openstaande plannen", "budget_over_na", Kind.AMOUNT, width=16.5),
        Column("Cofinanciering van de begroting", "cofinanciering_aandeel", Kind.SHARE, width=17),
        Column("Norm", "norm", Kind.SHARE, width=9),
        Column("Verlopen mijlpalen", "mijlpalen_te_laat", Kind.WHOLE, width=12.5),
    ),
)
#: With this column the second half of the sheet begins: plans and money.
SECOND_HALF = "Plannen"


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A line of the sheet Regio's: a region, or the nation.

    `figures` holds at least those of the sheet, as shown, by code: a share is a fraction or "–", a
    count may be a text ("<5"). `beside` holds by the field of its column what is no figure: "land",
    "stand" ("verwerkt" or "voorlopig"), the numbers of plans by their status, the "norm", the share
    of the locations whose deelname is "known", and by how many points it rose ("difference").
    `unknown` counts the locations whose deelname is not known.
    """

    number: str
    title: str
    figures: Mapping[str, Value]
    beside: Mapping[str, Value] = field(default_factory=dict)
    unknown: int = 0

    def row(self, columns: Sequence[Column]) -> Row:
        """Give the line as a row of `REGIONS`, or of some of its columns."""
        held = {**self.figures, **self.beside, "number": self.number, "title": self.title}
        return tuple(held.get(column.field) for column in columns)


#: What `NationalReport.schools` holds: the locations with a signal, those that ask for attention
#: first, without anything of a person.
WITH_SIGNAL = listing(
    "tblMetSignaal",
    "Scholen",
    {
        "Regio": 34,
        "Vestiging": 11,
        "School": 34,
        "Plaats": 19,
        "Klasse": 30,
        "Deelname": 13,
        "Signaal": 43,
    },
)
#: What `NationalReport.shared` holds: a row for each further roster in which a location stands.
SHARED = listing(
    "tblDubbel",
    "Dubbel",
    {
        "Vestiging": 11,
        "School": 34,
        "Telt mee in regio": 26,
        "Deelname die telt": 18,
        "Staat ook in regio": 26,
        "Deelname in die regio": 18,
    },
)
#: What `NationalReport.missing` holds: the vestigingen with vmbo that are on no region's roster.
ON_NO_ROSTER = listing(
    "tblOntbrekend",
    "Ontbrekend",
    {
        "Vestiging": 11,
        "School": 36,
        "Plaats": 20,
        "Gemeente": 22,
        "Profielen": 28,
        "Leerlingen": 13,
        "Bevoegd gezag": 11,
        "Ligt in het gebied van": 34,
    },
    codes=("Vestiging", "Bevoegd gezag"),
)
#: What the chart of the regions is drawn from: those of which the deelname is known.
REGION_SHARES = TableSpec(
    "tblDeelname",
    "Deelname",
    (Column("Regio"), Column("Deelname", kind=Kind.SHARE)),
)
#: The files of a run, without their digests, and these apart.
TAKEN_IN = listing(
    "tblBronnen",
    "Bestanden",
    {
        "Bestand": 46,
        "Soort": 15,
        "Regio": 34,
        "Stand": 18,
        "Toelichting": 62,
        "Sjabloon": 11,
    },
    codes=("Sjabloon",),
)
DIGESTS = listing(
    "tblControlegetallen",
    "Controlegetallen",
    {"Bestand": 62, "SHA-256": 70},
    codes=("SHA-256",),
)
#: What `Changed.regions` holds: each region that counted in both quarters. Shares are fractions or
#: "–", their differences whole points. Scholen says how many of its schools changed, and how.
REGION_CHANGES = TableSpec(
    "tblRegioVerschil",
    "Verschil per regio",
    (
        Column("Regio", kind=Kind.LONG, width=34),
        Column("Deelnemers vorig", kind=Kind.WHOLE, width=13),
        Column("Deelnemers nu", kind=Kind.WHOLE, width=13),
        Column("Verschil deelnemers", kind=Kind.WHOLE, width=13),
        Column("Deelname vorig", kind=Kind.SHARE, width=12),
        Column("Deelname nu", kind=Kind.SHARE, width=12),
        Column("Verschil deelname", kind=Kind.SHARE, width=12),
        Column("Scholen", kind=Kind.LONG, width=66),
    ),
)


#: What `Changed.schools` holds: each school that changed, once.
SCHOOL_CHANGES = listing(
    "tblVeranderd",
    "Veranderingen",
    {
        "Regio": 34,
        "Vestiging": 11,
        "School": 38,
        "Wat": 25,
        "Van": 25,
        "Naar": 25,
        "Ook": 38,
    },
)


@dataclass(frozen=True, slots=True)
class ToDoLine:
    """Something to do: about which region or file, what, and where to look.

    `file` is where that is, seen from the folder of the run, or `sheet` the sheet of this workbook;
    both are "" where there is nothing to go to.
    """

    who: str
    what: str
    where: str
    file: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What there is to do under a heading; `nothing` is said where there are no lines.

    `number` is how many there are, when the last line tells of more than one.
    """

    heading: str
    lines: Sequence[ToDoLine] = ()
    nothing: str = "Niets."
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the nation is made of its regions: numbers of locations, vmbo locations, deelnemers.

    The nation is what the regions add up to, without what is double, without what has no code.
    """

    summed: tuple[int, int, int]
    double: tuple[int, int, int]
    uncoded: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class NationalReport:
    """The picture of a quarter over all regions that handed in a roster.

    `tables` as in `RegionReport`, with what is hidden (`summary.tables(…, disclosure=…)`). `nation`
    is a line of every location once; `schools` and `shared` are rows of `WITH_SIGNAL` and `SHARED`.
    `inputs` are all files of the run, those that could not be read included, and the regions that
    did not come; `absence` says what is known of these. `expected` is how many regions there should
    be, and `strangers` how many came that are not among them. `flyer` says how many regions are
    above the share in the national flyer. `missing` are rows of `ON_NO_ROSTER`; None where that is
    not known.
    """

    period: str
    peildatum: dt.date
    tables: Mapping[str, Sequence[Row]]
    nation: RegionLine
    regions: Sequence[RegionLine]
    schools: Sequence[Row]
    shared: Sequence[Row]
    inputs: Sequence[InputFile]
    reckoning: Reckoning
    definitions: Definitions
    absence: str
    stand: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    changed: Changed | None = None
    plans: PlansRead = field(default_factory=PlansRead)
    to_do: Sequence[ToDo] = ()
    expected: int | None = None
    strangers: int = 0
    flyer: str = ""
    missing: Sequence[Row] | None = None
