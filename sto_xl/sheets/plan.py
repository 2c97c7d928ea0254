"""The tables of the techniekplan: the form with the flyer's six questions, and five lists."""

from __future__ import annotations

from sto_xl import model
from sto_xl.sheets.spec import Column, Kind, TableSpec, choice

_SEVERAL = "Een of meer, met een puntkomma ertussen: "

#: The six questions that a plan answers, in the words of the national flyer for schools.
QUESTIONS = (
    Column(
        "Hoe past het plan in de regiovisie?",
        "regiovisie",
        Kind.LONG,
        old=("Hoe past het plan in de Regiovisie?",),
        hint="Noem het punt uit de regiovisie waaraan dit plan bijdraagt.",
        example="De regiovisie wil dat elke leerling in Zorg en welzijn met zorgtechnologie "
        "kennismaakt. Met dit plan doen onze vier klassen Z&W dat vanaf leerjaar 3.",
    ),
    Column(
        "Wat zijn de specifieke doelen?",
        "doelen",
        Kind.LONG,
        hint="Wat is er straks anders, voor wie en wanneer? Vul de doelen ook in op blad Doelen.",
        example="Eind 2027 hebben alle 96 leerlingen Z&W het keuzevak domotica gevolgd, en geven "
        "zes docenten die lessen zelfstandig.",
    ),
    Column(
        "Welke activiteiten worden ondernomen?",
        "activiteiten",
        Kind.LONG,
        hint="Vertel in een paar zinnen wat u gaat doen. Elke activiteit krijgt een regel op blad "
        "Activiteiten.",
        example="We scholen zes docenten, richten een lokaal in met slimme hulpmiddelen en geven "
        "daar per klas tien lessen domotica.",
    ),
    Column(
        "Wanneer worden de mijlpalen bereikt?",
        "mijlpalen",
        Kind.LONG,
        hint="Wanneer moet wat klaar zijn? Elke mijlpaal krijgt een regel op blad Mijlpalen.",
        example="Het lokaal is klaar op 1 maart 2027, de docenten zijn geschoold voor de "
        "zomervakantie en de eerste lessen beginnen in september.",
    ),
    Column(
        "Met wie en hoe wordt er in de regio samengewerkt?",
        "samenwerking",
        Kind.LONG,
        hint="Denk aan basisscholen, andere scholen, mbo en bedrijven. Elke partner krijgt een "
        "regel op blad Samenwerking.",
        example="Met het ROC delen we het lokaal, een thuiszorgorganisatie leent hulpmiddelen uit "
        "en groep 8 van twee basisscholen komt op bezoek.",
    ),
    Column(
        "Welke middelen zijn nodig?",
        "middelen",
        Kind.LONG,
        hint="Wat is er nodig, en wie betaalt het? Elke post krijgt een regel op blad Middelen.",
        example="Twaalf sets domotica, scholing van zes docenten en uren om lessen te maken. De "
        "school betaalt zelf het inrichten van het lokaal.",
    ),
)

PLAN_FORM = TableSpec(
    "tblPlan",
    "Plan",
    (
        Column(
            "Kenmerk",
            "kenmerk",
            Kind.CODE,
            hint="Het nummer dat de regio aan dit plan geeft. Hebt u dat nog niet? Laat het leeg.",
        ),
        Column(
            "Titel van het plan",
            "titel",
            hint="Kort en herkenbaar, bijvoorbeeld: Domotica in Zorg en welzijn.",
        ),
        Column(
            "Vestiging",
            "vestiging",
            Kind.CODE,
            hint="Zes tekens: BRIN plus twee cijfers, bijvoorbeeld 00AH17.",
        ),
        Column("School", "school", hint="De naam van de locatie, zoals zij in brieven staat."),
        Column("Adres", "adres", hint="Straat en huisnummer, of Postbus en nummer."),
        Column("Postcode", "postcode", Kind.CODE, hint="Bijvoorbeeld 9401 SL."),
        Column("Plaats", "plaats"),
        Column("Regio", "regio", hint="De STO-regio waaraan u het plan voorlegt."),
        Column(
            "Programmamanager", "programmamanager", hint="De programmamanager van die STO-regio."
        ),
        Column(
            "Verschillende leerlingen",
            "leerlingen",
            Kind.WHOLE,
            hint="Hoeveel verschillende leerlingen met dit plan kennismaken met techniek. Wie aan "
            "meer activiteiten meedoet, telt één keer.",
        ),
        Column("Ingevuld door", "indiener", hint="Wie bij vragen over dit plan te bereiken is."),
        Column("Functie", "functie"),
        Column("E-mail", "email"),
        Column("Telefoon", "telefoon", Kind.CODE),
        choice(
            "Akkoord schoolleiding",
            "akkoord",
            "lstJaNee",
            0,
            "Staat de schoolleiding achter dit plan?",
        ),
        Column("Akkoord: naam", "akkoord_naam", hint="Wie namens de schoolleiding akkoord gaf."),
        Column("Akkoord: datum", "akkoord_datum", Kind.DATE),
        *QUESTIONS,
        Column(
            "Sjabloonversie",
            "sjabloonversie",
            Kind.CODE,
            hint="De versie van dit bestand. Laat dit zo staan.",
        ),
    ),
    model.PlanForm,
    form=True,
)

DOELEN = TableSpec(
    "tblDoelen",
    "Doelen",
    (
        Column("Doel", "doel", width=44, hint="Eén doel per regel.", key=True),
        Column(
            "Meetbaar resultaat",
            "resultaat",
            Kind.LONG,
            48,
            "Waaraan ziet u dat het doel is bereikt? Noem een aantal of een datum.",
        ),
        Column("Toelichting", "toelichting", Kind.LONG, 40),
    ),
    model.Goal,
    keys=(("Doel",),),
    label=("Doel",),
)

ACTIVITEITEN = TableSpec(
    "tblActiviteiten",
    "Activiteiten",
    (
        Column("Activiteit", "activiteit", width=36, hint="Eén activiteit per regel.", key=True),
        Column("Doel", "doel", width=28, hint="Aan welk doel van blad Doelen draagt dit bij?"),
        choice(
            "Manier",
            "manier",
            "lstManier",
            24,
            "Hoe maken de leerlingen zo kennis met techniek?",
        ),
        Column(
            "Profiel",
            "profielen",
            width=14,
            hint=_SEVERAL + "D&P; Z&W. Leeg bij techniek in de onderbouw.",
            choices="lstProfiel",
        ),
        Column("Leerweg", "leerwegen", width=12, hint=_SEVERAL + "BB; KB.", choices="lstLeerweg"),
        Column("Leerjaar", "leerjaren", width=11, hint=_SEVERAL + "3; 4.", choices="lstLeerjaar"),
        Column(
            "Leerlingen",
            "leerlingen",
            Kind.WHOLE,
            12,
            "Hoeveel leerlingen aan deze activiteit meedoen.",
        ),
        Column("Start", "start", Kind.DATE, 12, "De eerste dag."),
        Column("Einde", "einde", Kind.DATE, 12, "De laatste dag."),
    ),
    model.Activity,
    keys=(("Activiteit",),),
    label=("Activiteit",),
)

MIJLPALEN = TableSpec(
    "tblMijlpalen",
    "Mijlpalen",
    (
        Column("Mijlpaal", "mijlpaal", width=44, hint="Wat is er dan klaar?", key=True),
        Column(
            "Activiteit",
            "activiteit",
            width=36,
            hint="Bij welke activiteit van blad Activiteiten hoort dit?",
        ),
        Column("Datum", "datum", Kind.DATE, 12, "Wanneer het klaar moet zijn."),
        Column("Bereikt op", "bereikt_op", Kind.DATE, 12, "Vul de dag in waarop het is gelukt."),
        Column("Toelichting", "toelichting", Kind.LONG, 40),
    ),
    model.Milestone,
    keys=(("Mijlpaal",),),
    label=("Mijlpaal",),
)

SAMENWERKING = TableSpec(
    "tblSamenwerking",
    "Samenwerking",
    (
        Column("Partner", "partner", width=40, hint="De naam van de organisatie.", key=True),
        choice(
            "Soort", "soort", "lstSoortPartner", 14, "po, vo, vmbo, mbo, hbo, bedrijf of overheid."
        ),
        Column("Bijdrage", "bijdrage", Kind.LONG, 60, "Wat de partner doet of inbrengt."),
    ),
    model.Cooperation,
    keys=(("Partner",),),
    label=("Partner",),
)

MIDDELEN = TableSpec(
    "tblMiddelen",
    "Middelen",
    (
        Column("Omschrijving", "omschrijving", width=44, hint="Eén post per regel.", key=True),
        Column("Aantal", "aantal", Kind.NUMBER, 11, "Hoeveel, bijvoorbeeld stuks of uren."),
        Column("Prijs", "prijs", Kind.AMOUNT, 15, "De prijs per stuk of per uur, in euro's."),
        Column("Bedrag", "bedrag", Kind.AMOUNT, 16, "Aantal × prijs; dit wordt uitgerekend."),
        choice(
            "Bron", "bron", "lstBron", 18, "Wie betaalt: STO, cofinanciering of eigen middelen."
        ),
        Column("Toelichting", "toelichting", Kind.LONG, 40),
    ),
    model.Means,
    keys=(("Omschrijving",),),
    label=("Omschrijving",),
)
