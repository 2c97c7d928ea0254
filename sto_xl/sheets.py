"""What each table of the roster looks like: sheet, columns, kinds, lists, widths, hints.

The form (`sto_xl.build`) and its reader (`sto_xl.roster`) both come from here, so that they cannot
drift apart. A new column means a new `TEMPLATE_VERSION`; headings of earlier versions stay here as
`Column.old`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sto_xl import model, reference
from sto_xl.grid import Wanted

TEMPLATE_VERSION = "1.0"

#: Joins the parts of a key, in a cell's mark (`Plek`) and in the workbook's conditional formats.
KEY_SEPARATOR = "·"
#: How much of a key a mark holds; the conditional formats cut it at the same length.
KEY_LENGTH = 150


class Kind(StrEnum):
    """How the values of a column are written, shown and read."""

    TEXT = "text"
    CODE = "code"
    LONG = "long text"
    WHOLE = "whole number"
    AMOUNT = "amount in euros"
    SHARE = "share"
    DATE = "date"
    CHOICE = "choice from a list"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a line of a form.

    `field` is the record's field that holds it ("" when nothing reads it); `choices` names a list
    of `lists()`; `filled` columns are written by the add-on and never read.
    """

    heading: str
    field: str = ""
    kind: Kind = Kind.TEXT
    width: float = 14
    hint: str = ""
    choices: str = ""
    key: bool = False
    filled: bool = False
    hidden: bool = False
    old: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the workbook. A `form` has one line per column: Gegeven | Waarde.

    `keys` says what a row is found by: the headings of the first key that is not empty, joined;
    `label` what it is called in a finding. `rows` holds the first cells of a table whose rows are
    fixed, because a chart stands on it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    record: type[model.Record] | None = None
    keys: tuple[tuple[str, ...], ...] = ()
    label: tuple[str, ...] = ()
    form: bool = False
    optional: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def wanted(self) -> Wanted:
        """What `grid.locate` looks for."""
        if self.form:
            headings: tuple[tuple[str, ...], ...] = tuple((h,) for h in FORM_HEADINGS)
        else:
            read = [c for c in self.columns if not c.filled]
            read.sort(key=lambda c: not c.key)
            headings = tuple((c.heading, *c.old) for c in read)
        return Wanted(self.name, self.sheet, headings, NEVER_INPUT)

    def column(self, heading: str) -> Column:
        """Give the column with this heading."""
        return next(c for c in self.columns if c.heading == heading)


FORM_HEADINGS = ("Gegeven", "Waarde")
#: Sheets on which no input is looked for.
NEVER_INPUT = frozenset({"controle", "samenvatting", "lijsten"})

_VESTIGING_HINT = "Zes tekens: BRIN plus twee cijfers, bijvoorbeeld 00AH17."
_WAY_HINT = "ja, nee, of leeg als u het niet weet."


def _choice(  # noqa: PLR0913  (a column's parts)
    heading: str, field: str, choices: str, width: float, hint: str = "", *, key: bool = False
) -> Column:
    return Column(heading, field, Kind.CHOICE, width, hint, choices, key=key)


def _filled(heading: str, kind: Kind, width: float, *, hidden: bool = False) -> Column:
    return Column(heading, "", kind, width, filled=True, hidden=hidden)


REGIO = TableSpec(
    "tblRegio",
    "Regio",
    (
        Column(
            "Regionummer",
            "regionummer",
            Kind.CODE,
            hint="Het nummer bij DUS-I: STO plus vijf cijfers, bijvoorbeeld STO19072.",
        ),
        Column("Naam van de regio", "naam", hint="Zoals de naam in brieven moet staan."),
        _choice(
            "Soort regio",
            "soort",
            "lstSoortRegio",
            0,
            "Techniekregio, of techniekluwe regio (maximaal € 4.000.000).",
        ),
        _choice("Land", "land", "lstLand", 0, "Bepaalt welke postcodes en nummers kloppen."),
        Column(
            "Penvoerder: nummer bevoegd gezag",
            "penvoerder_nummer",
            Kind.CODE,
            hint="Vijf cijfers, bijvoorbeeld 41234: een bestuur met een vmbo-school in de regio.",
        ),
        Column("Penvoerder: naam", "penvoerder", hint="De naam van het schoolbestuur."),
        Column(
            "Programmamanager: naam",
            "programmamanager",
            hint="Staat als afzender onder de uitnodigingen.",
        ),
        Column("Programmamanager: e-mail", "programmamanager_email"),
        Column("Programmamanager: telefoon", "programmamanager_telefoon", Kind.CODE),
        Column(
            "Ondersteuner",
            "ondersteuner",
            hint="De landelijke ondersteuner van uw regio, als u die hebt.",
        ),
        Column("Brieven: adres", "adres", hint="Straat en huisnummer, of Postbus en nummer."),
        Column("Brieven: postcode", "postcode", Kind.CODE, hint="Bijvoorbeeld 9401 SL."),
        Column("Brieven: plaats", "plaats", hint="Staat ook voor de datum van een brief."),
        Column("Ondertekenaar besluit: naam", "ondertekenaar_besluit"),
        Column("Ondertekenaar besluit: functie", "ondertekenaar_functie"),
        _choice("Tranche", "tranche", "lstTranche", 0, "De periode waarvoor u nu plannen maakt."),
        Column(
            "Subsidiemaximum 2025-2028",
            "subsidiemaximum",
            Kind.AMOUNT,
            hint="Hele euro's, voor de hele periode 2025-2028.",
        ),
        Column(
            "Subsidiabele meerjarenbegroting",
            "meerjarenbegroting",
            Kind.AMOUNT,
            hint="Het subsidiabele deel van de totale begroting: hierover geldt de "
            "cofinancieringsnorm.",
        ),
        Column(
            "Budget voor techniek in andere profielen",
            "budget_andere_profielen",
            Kind.AMOUNT,
            hint="Wat de regio hiervoor over de hele periode heeft bestemd.",
        ),
        Column(
            "Cofinancieringsnorm",
            "cofinancieringsnorm",
            Kind.SHARE,
            hint="Ten minste 10% volgens DUS-I; pas aan als dat verandert.",
        ),
        Column(
            "Peildatum leerlingen",
            "peildatum_leerlingen",
            Kind.DATE,
            hint="De datum waarop de leerlingen zijn geteld, meestal 1 oktober.",
        ),
        Column(
            "Briefsjabloon",
            "briefsjabloon",
            hint="Leeg laten voor het gewone sjabloon, of de naam van uw eigen Word-bestand.",
        ),
        Column(
            "Sjabloonversie",
            "sjabloonversie",
            Kind.CODE,
            hint="Laat dit staan: het hoort bij dit bestand.",
        ),
    ),
    model.Region,
    form=True,
)

SCHOLEN = TableSpec(
    "tblScholen",
    "Scholen",
    (
        Column("Vestiging", "vestiging", Kind.CODE, 11, _VESTIGING_HINT, key=True),
        Column("School", "school", width=32, hint="De naam van de locatie.", key=True),
        Column("Adres", "adres", width=24, hint="Straat en huisnummer, of Postbus en nummer."),
        Column("Postcode", "postcode", Kind.CODE, 11, "Bijvoorbeeld 9401 SL."),
        Column("Plaats", "plaats", width=16),
        Column(
            "Bevoegd gezag",
            "bevoegd_gezag",
            Kind.CODE,
            10,
            "Vijf cijfers, bijvoorbeeld 41234.",
        ),
        _choice("Soort", "soort", "lstSoortSchool", 10, "vmbo, pro, vso, havo/vwo of overig."),
        _choice("Rol", "rol", "lstRolSchool", 13, "Kernpartner of regiopartner."),
        _choice(
            "Deelname",
            "deelname",
            "lstDeelname",
            13,
            "deelnemer, aangemeld, in gesprek, geen of gestopt.",
        ),
        Column("Sinds", "sinds", Kind.DATE, 11, "Sinds wanneer de deelname is zoals ze nu is."),
        Column("Reden", "reden", Kind.LONG, 22, "Waarom de school (nog) niet meedoet."),
        _choice(
            "Techniek in onderbouw",
            "onderbouw",
            "lstJaNee",
            14,
            "Maken leerlingen in leerjaar 1 en 2 kennis met techniek? " + _WAY_HINT,
        ),
        Column(
            "Telefoon", "telefoon", Kind.CODE, 14, "Algemeen nummer, bijvoorbeeld 010 220 2121."
        ),
        _choice("Taal", "taal", "lstTaal", 7, "De taal van brieven: nl of en."),
        Column("Laatste contact", "laatste_contact", Kind.DATE, 10.5, "Wanneer u de school sprak."),
        Column(
            "Laatste brief",
            "laatste_brief",
            Kind.DATE,
            10.5,
            "Wordt ingevuld als u uitnodigingen maakt.",
        ),
        _choice(
            "Niet aanschrijven",
            "niet_aanschrijven",
            "lstJaNee",
            15,
            "ja: deze school krijgt geen uitnodiging.",
        ),
        Column(
            "Opgegaan in",
            "opgegaan_in",
            Kind.CODE,
            14,
            "Is de locatie opgegaan in een andere? Vul de vestigingscode daarvan in.",
        ),
        Column("Opmerking", "opmerking", Kind.LONG, 26),
        _filled("Signaal", Kind.LONG, 28),
        _filled("Volgende stap", Kind.LONG, 46),
    ),
    model.School,
    keys=(("Vestiging",), ("School",)),
    label=("School",),
)

CONTACTEN = TableSpec(
    "tblContacten",
    "Contacten",
    (
        Column("Vestiging", "vestiging", Kind.CODE, 11, _VESTIGING_HINT, key=True),
        Column("Naam", "naam", width=30, hint="Voorletters of voornaam en achternaam.", key=True),
        Column(
            "Aanhef",
            "aanhef",
            width=24,
            hint="Zoals de brief begint, bijvoorbeeld: Geachte mevrouw Jansen. Leeg mag.",
        ),
        Column("Functie", "functie", width=20),
        Column("E-mail", "email", width=30),
        Column("Telefoon", "telefoon", Kind.CODE, 15, "Bijvoorbeeld 06 5270 2892."),
        _choice("Rol", "rol", "lstRolContact", 13, "STO-contact, directie of overig."),
        _choice(
            "Brief",
            "brief",
            "lstBrief",
            15,
            "geadresseerde (één per school), kopie of nee.",
        ),
    ),
    model.Contact,
    keys=(("Vestiging", "Naam"),),
    label=("Naam",),
)

AANBOD = TableSpec(
    "tblAanbod",
    "Aanbod",
    (
        Column("Vestiging", "vestiging", Kind.CODE, 11, _VESTIGING_HINT, key=True),
        _choice(
            "Profiel",
            "profiel",
            "lstProfiel",
            16,
            "Een van de tien profielen. Bij TL: leeg, of de sector.",
            key=True,
        ),
        _choice("Leerweg", "leerweg", "lstLeerweg", 10, "BB, KB, GL of TL.", key=True),
        Column(
            "Leerlingen",
            "leerlingen",
            Kind.WHOLE,
            12,
            "Leerlingen in leerjaar 3 en 4. Weet u het niet, laat dit dan leeg.",
        ),
        _choice("Technisch keuzevak", "keuzevak", "lstJaNee", 12, "BB, KB en GL: " + _WAY_HINT),
        _choice(
            "Praktijkgericht programma",
            "praktijkgericht",
            "lstJaNee",
            16,
            "Technisch praktijkgericht programma, bij GL en TL: " + _WAY_HINT,
        ),
        _choice(
            "Techniek in het profiel",
            "in_profiel",
            "lstJaNee",
            14,
            "Techniek binnen een niet-technisch profiel: " + _WAY_HINT,
        ),
        Column(
            "Bereikt",
            "bereikt",
            Kind.WHOLE,
            10,
            "Hoeveel verschillende leerlingen zo kennismaken met techniek.",
        ),
        Column("Toelichting", "toelichting", Kind.LONG, 34),
    ),
    model.Offering,
    keys=(("Vestiging", "Profiel", "Leerweg"),),
    label=("Vestiging", "Profiel", "Leerweg"),
)

PARTNERS = TableSpec(
    "tblPartners",
    "Partners",
    (
        Column("Partner", "partner", width=34, key=True),
        _choice(
            "Soort", "soort", "lstSoortPartner", 12, "po, vo, vmbo, mbo, hbo, bedrijf of overheid."
        ),
        Column("Rol", "rol", width=24),
        Column(
            "Cofinanciering",
            "cofinanciering",
            Kind.AMOUNT,
            16,
            "Wat de partner over de hele periode bijdraagt, in hele euro's.",
        ),
        _choice("Vorm", "vorm", "lstVorm", 12, "geld of in natura."),
        Column("Contact", "contact", width=34),
    ),
    model.Partner,
    keys=(("Partner",),),
    label=("Partner",),
)

PLANNEN = TableSpec(
    "tblPlannen",
    "Plannen",
    (
        Column("Kenmerk", "kenmerk", Kind.CODE, 14, "Een eigen nummer per plan.", key=True),
        Column("Vestiging", "vestiging", Kind.CODE, 11, _VESTIGING_HINT, key=True),
        Column("Titel", "titel", width=32, key=True),
        Column(
            "Voor profiel",
            "profielen",
            width=16,
            hint="Een of meer profielen, met een puntkomma ertussen: D&P; Z&W.",
        ),
        Column(
            "Manier",
            "manieren",
            width=28,
            hint="Een of meer manieren van kennismaken, met een puntkomma ertussen.",
        ),
        Column("Leerlingen", "leerlingen", Kind.WHOLE, 12, "Verschillende leerlingen in het plan."),
        _choice("Tranche", "tranche", "lstTranche", 12),
        Column("Ingediend", "ingediend", Kind.DATE, 12),
        _choice(
            "Status",
            "status",
            "lstPlanstatus",
            14,
            "concept, ingediend, in gesprek, goedgekeurd, afgewezen of ingetrokken.",
        ),
        Column("Gevraagd", "gevraagd", Kind.AMOUNT, 13, "Gevraagd bedrag in hele euro's."),
        Column("Toegekend", "toegekend", Kind.AMOUNT, 13, "Toegekend bedrag in hele euro's."),
        Column("Besluitdatum", "besluitdatum", Kind.DATE, 15),
        Column("Voorwaarden", "voorwaarden", Kind.LONG, 26),
        Column("Open vragen", "open_vragen", Kind.LONG, 26),
        Column("Toelichting besluit", "toelichting_besluit", Kind.LONG, 26),
        Column("Bestand", "bestand", width=24),
    ),
    model.Plan,
    keys=(("Kenmerk",), ("Vestiging", "Titel")),
    label=("Titel",),
)

GEBIED = TableSpec(
    "tblGebied",
    "Gebied",
    (Column("Gemeente", "", width=30, key=True), Column("Toelichting", "", Kind.LONG, 44)),
    keys=(("Gemeente",),),
    optional=True,
)

ALIASSEN = TableSpec(
    "tblAliassen",
    "Gebied",
    (
        Column("Andere schrijfwijze", "", width=36, key=True),
        Column("Vestiging van", "", Kind.CODE, 16, _VESTIGING_HINT, key=True),
    ),
    keys=(("Andere schrijfwijze",),),
    optional=True,
)

CONTROLE = TableSpec(
    "tblControle",
    "Controle",
    (
        _filled("Ernst", Kind.TEXT, 14),
        _filled("Code", Kind.CODE, 10),
        _filled("Blad", Kind.TEXT, 12),
        _filled("Cel", Kind.CODE, 8),
        _filled("Rij", Kind.TEXT, 28),
        _filled("Kolom", Kind.TEXT, 20),
        _filled("Wat is er", Kind.LONG, 52),
        _filled("Wat te doen", Kind.LONG, 46),
        _filled("Plek", Kind.TEXT, 12, hidden=True),
        _filled("Ga naar", Kind.LINK, 12),
    ),
)

KERNCIJFERS = TableSpec(
    "tblKerncijfers",
    "Samenvatting",
    (
        _filled("Cijfer", Kind.TEXT, 44),
        _filled("Waarde", Kind.TEXT, 16),
        _filled("Eenheid", Kind.TEXT, 16),
        _filled("Bekend", Kind.TEXT, 30),
        _filled("Vorig", Kind.TEXT, 12),
        _filled("Verschil", Kind.TEXT, 12),
    ),
    rows=tuple((c.naam,) for c in reference.cijfers().values()),
)
STATUS = TableSpec(
    "tblStatus",
    "Samenvatting",
    (_filled("Deelname", Kind.TEXT, 30), _filled("Vmbo-locaties", Kind.WHOLE, 14)),
    rows=tuple((status.value,) for status in model.Status),
)
KLASSE = TableSpec(
    "tblKlasse",
    "Samenvatting",
    (
        _filled("Klasse", Kind.TEXT, 30),
        _filled("Vmbo-locaties", Kind.WHOLE, 14),
        _filled("Deelnemers", Kind.WHOLE, 12),
        _filled("Deelname", Kind.SHARE, 12),
        _filled("Bekend", Kind.TEXT, 22),
    ),
    rows=tuple((klasse.value,) for klasse in model.Klasse),
)
_PROFIEL_LEERWEG = (
    *(
        (profiel.naam, info.code.value)
        for profiel in reference.profielen().values()
        for info in reference.leerwegen().values()
        if info.beroepsgericht
    ),
    ("Theoretische leerweg", model.Leerweg.TL.value),
)
PROFIEL_LEERWEG = TableSpec(
    "tblProfielLeerweg",
    "Samenvatting",
    (
        _filled("Profiel", Kind.TEXT, 30),
        _filled("Leerweg", Kind.TEXT, 12),
        _filled("Vmbo-locaties", Kind.WHOLE, 14),
        _filled("Leerlingen", Kind.WHOLE, 12),
        _filled("Bereikt", Kind.WHOLE, 12),
        _filled("Bereik", Kind.SHARE, 12),
        _filled("Bekend", Kind.TEXT, 24),
    ),
    rows=_PROFIEL_LEERWEG,
)
MANIEREN = TableSpec(
    "tblManieren",
    "Samenvatting",
    (
        _filled("Manier", Kind.TEXT, 36),
        _filled("Vmbo-locaties", Kind.WHOLE, 14),
        _filled("Deelnemers", Kind.WHOLE, 12),
    ),
    rows=tuple((m.naam,) for m in reference.manieren().values()),
)
PLANSTATUS = TableSpec(
    "tblPlanstatus",
    "Samenvatting",
    (
        _filled("Status", Kind.TEXT, 20),
        _filled("Plannen", Kind.WHOLE, 12),
        _filled("Gevraagd", Kind.AMOUNT, 14),
        _filled("Toegekend", Kind.AMOUNT, 14),
    ),
    rows=tuple((status.value,) for status in model.PlanStatus),
)
SIGNALEN = TableSpec(
    "tblSignalen",
    "Samenvatting",
    (_filled("Signaal", Kind.TEXT, 44), _filled("Vmbo-locaties", Kind.WHOLE, 14)),
    rows=tuple((signaal.value,) for signaal in model.Signaal),
)
RUN = TableSpec("tblRun", "Lijsten", (_filled("Laatste run", Kind.CODE, 24),))

#: The tables that people fill in and rules read, in the order of the work.
INPUT = (REGIO, SCHOLEN, CONTACTEN, AANBOD, PARTNERS, PLANNEN)
#: Tables that may be absent without a finding.
OPTIONAL = (GEBIED, ALIASSEN)
#: The tables of the sheet Samenvatting, in the order in which they stand there.
SUMMARY = (KERNCIJFERS, STATUS, KLASSE, SIGNALEN, MANIEREN, PROFIEL_LEERWEG, PLANSTATUS)


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """Give the drop-down lists by the name they have in the workbook."""

    def values(choices: type[StrEnum]) -> tuple[str, ...]:
        return tuple(choice.value for choice in choices)

    return {
        "lstSoortRegio": values(model.RegionKind),
        "lstLand": values(model.Land),
        "lstTranche": values(model.Tranche),
        "lstSoortSchool": values(model.SchoolKind),
        "lstRolSchool": values(model.SchoolRole),
        "lstDeelname": values(model.Deelname),
        "lstJaNee": values(model.Answer),
        "lstTaal": values(model.Language),
        "lstRolContact": values(model.ContactRole),
        "lstBrief": values(model.LetterRole),
        "lstProfiel": (*reference.profielen(), *reference.sectoren()),
        "lstLeerweg": values(model.Leerweg),
        "lstSoortPartner": values(model.PartnerKind),
        "lstVorm": values(model.PartnerForm),
        "lstPlanstatus": values(model.PlanStatus),
    }
