"""The tables that people fill in, sheet by sheet, and those that may be absent."""

from __future__ import annotations

from sto_xl import model
from sto_xl.sheets.spec import Column, Kind, TableSpec, choice, filled

_VESTIGING_HINT = "Zes tekens: BRIN plus twee cijfers, bijvoorbeeld 00AH17."
_WAY_HINT = "ja, nee, of leeg als u het niet weet."

REGIO = TableSpec(
    "tblRegio",
    "Regio",
    (
        Column(
            "Regionummer",
            "regionummer",
            Kind.CODE,
            hint="Het nummer van uw regio bij DUS-I, bijvoorbeeld STO19072.",
        ),
        Column("Naam van de regio", "naam", hint="Zoals de naam in brieven moet staan."),
        choice(
            "Soort regio",
            "soort",
            "lstSoortRegio",
            0,
            "Techniekregio, of techniekluwe regio (maximaal € 4.000.000).",
        ),
        choice(
            "Land",
            "land",
            "lstLand",
            0,
            "Bepaalt hoe postcodes en telefoonnummers worden gecontroleerd.",
        ),
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
        Column(
            "Website van de regio",
            "website",
            hint="Staat in de uitnodigingen, als u haar hebt: bijvoorbeeld www.sto-mijnregio.nl.",
            since="1.1",
        ),
        Column(
            "Website van de platforms",
            "website_platforms",
            hint="Waar scholen voorbeelden van de profielplatforms vinden, als u zo'n pagina kent.",
            since="1.1",
        ),
        Column("Brieven: adres", "adres", hint="Straat en huisnummer, of Postbus en nummer."),
        Column("Brieven: postcode", "postcode", Kind.CODE, hint="Bijvoorbeeld 9401 SL."),
        Column("Brieven: plaats", "plaats", hint="Staat ook voor de datum van een brief."),
        Column("Ondertekenaar besluit: naam", "ondertekenaar_besluit"),
        Column("Ondertekenaar besluit: functie", "ondertekenaar_functie"),
        choice("Tranche", "tranche", "lstTranche", 0, "De periode waarvoor u nu plannen maakt."),
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
            hint="Laat leeg voor het gewone sjabloon, of vul de naam van uw eigen Word-bestand in.",
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
        choice("Soort", "soort", "lstSoortSchool", 10, "vmbo, pro, vso, havo/vwo of overig."),
        choice("Rol", "rol", "lstRolSchool", 13, "Kernpartner of regiopartner."),
        choice(
            "Deelname",
            "deelname",
            "lstDeelname",
            13,
            "deelnemer, aangemeld, in gesprek, geen of gestopt.",
        ),
        Column("Sinds", "sinds", Kind.DATE, 11, "Sinds wanneer de deelname is zoals ze nu is."),
        Column("Reden", "reden", Kind.LONG, 22, "Waarom de school (nog) niet meedoet."),
        choice(
            "Techniek in onderbouw",
            "onderbouw",
            "lstJaNee",
            14,
            "Maken leerlingen in leerjaar 1 en 2 kennis met techniek? " + _WAY_HINT,
        ),
        Column(
            "Telefoon", "telefoon", Kind.CODE, 14, "Algemeen nummer, bijvoorbeeld 010 220 2121."
        ),
        choice("Taal", "taal", "lstTaal", 7, "De taal van brieven: nl of en."),
        Column(
            "Laatste contact",
            "laatste_contact",
            Kind.DATE,
            10.5,
            "Wanneer u de school het laatst sprak.",
        ),
        Column(
            "Laatste brief",
            "laatste_brief",
            Kind.DATE,
            10.5,
            "De datum van de laatste uitnodiging.",
        ),
        choice(
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
        Column(
            "Leerlingen totaal",
            "leerlingen_totaal",
            Kind.WHOLE,
            11,
            "Leerlingen in leerjaar 3 en 4, als u de aantallen per profiel en leerweg niet weet.",
            since="1.1",
        ),
        Column("Opmerking", "opmerking", Kind.LONG, 26),
        filled("Signaal", Kind.LONG, 28),
        filled("Volgende stap", Kind.LONG, 46),
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
            hint="Zoals de brief begint, bijvoorbeeld: Geachte mevrouw Jansen. Mag leeg blijven.",
        ),
        Column("Functie", "functie", width=20),
        Column("E-mail", "email", width=30),
        Column("Telefoon", "telefoon", Kind.CODE, 15, "Bijvoorbeeld 06 5270 2892."),
        choice("Rol", "rol", "lstRolContact", 13, "STO-contact, directie of overig."),
        choice(
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
        choice(
            "Profiel",
            "profiel",
            "lstProfiel",
            16,
            "Een van de tien profielen. Bij TL: leeg, of de sector.",
            key=True,
        ),
        choice("Leerweg", "leerweg", "lstLeerweg", 10, "BB, KB, GL of TL.", key=True),
        Column(
            "Leerlingen",
            "leerlingen",
            Kind.WHOLE,
            12,
            "Leerlingen in leerjaar 3 en 4. Weet u het niet, laat dit dan leeg.",
        ),
        choice("Technisch keuzevak", "keuzevak", "lstJaNee", 12, "BB, KB en GL: " + _WAY_HINT),
        choice(
            "Praktijkgericht programma",
            "praktijkgericht",
            "lstJaNee",
            16,
            "Technisch praktijkgericht programma, bij GL en TL: " + _WAY_HINT,
        ),
        choice(
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
        choice(
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
        choice("Vorm", "vorm", "lstVorm", 12, "geld of in natura."),
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
        choice("Tranche", "tranche", "lstTranche", 12),
        Column("Ingediend", "ingediend", Kind.DATE, 12),
        choice(
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
        Column(
            "Besluit verzonden",
            "besluit_verzonden",
            Kind.DATE,
            12,
            "De datum van de laatste brief over dit plan; Besluiten maken vult die in. Maak dit "
            "leeg om die brief nog eens te krijgen.",
            since="1.1",
        ),
        choice(
            "Verzonden als",
            "verzonden_als",
            "lstBesluit",
            15,
            "De status waarmee die brief is verzonden: goedgekeurd, in gesprek of afgewezen.",
            since="1.1",
        ),
        Column("Bestand", "bestand", width=24),
    ),
    model.Plan,
    keys=(("Kenmerk",), ("Vestiging", "Titel")),
    label=("Titel",),
)

GEBIED = TableSpec(
    "tblGebied",
    "Gebied",
    (
        Column(
            "Gemeente",
            "",
            width=30,
            hint="Een gemeente; of een hele RMC-regio (rmc:11), of één vestiging (00AH17).",
            key=True,
        ),
        choice(
            "Hoort erbij",
            "",
            "lstJaNee",
            14,
            "nee: hoort niet bij uw regio, met de reden bij Toelichting. Leeg is ja. Een vestiging "
            "gaat voor haar gemeente, en een gemeente voor haar RMC-regio.",
            since="1.1",
        ),
        Column("Toelichting", "", Kind.LONG, 44),
    ),
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
