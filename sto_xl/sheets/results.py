"""The tables that are filled by the add-on: findings, summary, the last run."""

from __future__ import annotations

from sto_xl import model
from sto_xl.model import reference
from sto_xl.sheets.spec import Kind, TableSpec, filled

CONTROLE = TableSpec(
    "tblControle",
    "Controle",
    (
        filled("Ernst", Kind.TEXT, 17),
        filled("Code", Kind.CODE, 10),
        filled("Blad", Kind.TEXT, 15),
        filled("Cel", Kind.CODE, 9),
        filled("Rij", Kind.TEXT, 28),
        filled("Kolom", Kind.TEXT, 20),
        filled("Bevinding", Kind.LONG, 52, old=("Wat is er",)),
        filled("Wat te doen", Kind.LONG, 46),
        filled("Plek", Kind.CODE, 12, hidden=True),
        filled("Ga naar", Kind.LINK, 12),
    ),
)

#: What stands above it until a workbook is checked.
NEVER_CHECKED = "nog niet gedaan"

_HERE = f"{CONTROLE.name}[[#This Row],"
#: The formula by which a finding leads to its cell; Excel calculates it from the row it stands in.
LINK = (
    f'=IF({_HERE}[Cel]]="","",HYPERLINK("#\'"&SUBSTITUTE({_HERE}[Blad]],"\'","\'\'")'
    f'&"\'!"&{_HERE}[Cel]],"Ga naar"))'
)

KERNCIJFERS = TableSpec(
    "tblKerncijfers",
    "Samenvatting",
    (
        filled("Cijfer", Kind.TEXT, 44),
        filled("Waarde", Kind.TEXT, 16),
        filled("Eenheid", Kind.TEXT, 16),
        filled("Bekend", Kind.TEXT, 30),
        filled("Vorig", Kind.TEXT, 12),
        filled("Verschil", Kind.TEXT, 12),
    ),
    rows=tuple((c.naam,) for c in reference.roster_cijfers()),
    renamed=tuple((was, c.naam) for c in reference.roster_cijfers() for was in c.eerder),
)
STATUS = TableSpec(
    "tblStatus",
    "Samenvatting",
    (filled("Deelname", Kind.TEXT, 30), filled("Vmbo-locaties", Kind.WHOLE, 14)),
    rows=tuple((status.value,) for status in model.Status),
)
KLASSE = TableSpec(
    "tblKlasse",
    "Samenvatting",
    (
        filled("Klasse", Kind.TEXT, 30),
        filled("Vmbo-locaties", Kind.WHOLE, 14),
        filled("Deelnemers", Kind.WHOLE, 12),
        filled("Deelname", Kind.SHARE, 12),
        filled("Bekend", Kind.TEXT, 22),
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
        filled("Profiel", Kind.TEXT, 30),
        filled("Leerweg", Kind.TEXT, 12),
        filled("Vmbo-locaties", Kind.WHOLE, 14),
        filled("Leerlingen", Kind.WHOLE, 12),
        filled("Bereikt", Kind.WHOLE, 12),
        filled("Bereik", Kind.SHARE, 12),
        filled("Bekend", Kind.TEXT, 24),
    ),
    rows=_PROFIEL_LEERWEG,
)
MANIEREN = TableSpec(
    "tblManieren",
    "Samenvatting",
    (
        filled("Manier", Kind.TEXT, 36),
        filled("Vmbo-locaties", Kind.WHOLE, 14),
        filled("Deelnemers", Kind.WHOLE, 12),
    ),
    rows=tuple((m.naam,) for m in reference.manieren().values()),
)
PLANSTATUS = TableSpec(
    "tblPlanstatus",
    "Samenvatting",
    (
        filled("Status", Kind.TEXT, 20),
        filled("Plannen", Kind.WHOLE, 12),
        filled("Gevraagd", Kind.AMOUNT, 14),
        filled("Toegekend", Kind.AMOUNT, 14),
    ),
    rows=(*((status.value,) for status in model.PlanStatus), ("onbekend",)),
)
SIGNALEN = TableSpec(
    "tblSignalen",
    "Samenvatting",
    (filled("Signaal", Kind.TEXT, 44), filled("Vmbo-locaties", Kind.WHOLE, 14)),
    rows=tuple((signaal.value,) for signaal in model.Signaal),
)
RUN = TableSpec(
    "tblRun",
    "Lijsten",
    (filled("Laatste run", Kind.CODE, 30), filled("Laatste controle", Kind.TEXT, 30)),
)

#: The schools that the region's area has and its roster has not.
ONTBREKEND = TableSpec(
    "tblOntbrekend",
    "Gebied",
    (
        filled(
            "Ontbrekende vestiging",
            Kind.CODE,
            13,
            "Vult STO in: wat volgens DUO in uw gebied ligt, een profiel in BB, KB of GL heeft, en "
            "niet op blad Scholen staat. Locaties met alleen TL staan er niet bij.",
        ),
        filled("School", Kind.TEXT, 34),
        filled("Plaats", Kind.TEXT, 20),
        filled("Profielen", Kind.TEXT, 24),
        filled("Leerlingen", Kind.TEXT, 12),
        filled("Bevoegd gezag", Kind.CODE, 10),
        filled("Doet dat bestuur al mee?", Kind.LONG, 34),
        filled("Staat al bij", Kind.LONG, 26),
    ),
    since="1.1",
)

#: What a summary keeps of itself, hidden, for the one of the next quarter to be compared with.
STAND = TableSpec(
    "tblStand",
    "Stand",
    (
        filled("Vestiging", Kind.CODE, 11),
        filled("Locatie", Kind.TEXT, 34),
        filled("Plaats", Kind.TEXT, 20),
        filled("Vmbo", Kind.TEXT, 8),
        filled("Klasse", Kind.TEXT, 30),
        filled("Deelname", Kind.TEXT, 14),
        filled("Signaal", Kind.TEXT, 44),
    ),
)
STAND_CIJFERS = TableSpec(
    "tblStandCijfers",
    "Stand",
    (
        filled("Code", Kind.CODE, 26),
        filled("Teller", Kind.TEXT, 14),
        filled("Noemer", Kind.TEXT, 14),
        filled("Bekend", Kind.TEXT, 10),
        filled("Totaal", Kind.TEXT, 10),
        filled("Definitieversie", Kind.TEXT, 14),
    ),
)
STAND_REGIO = TableSpec(
    "tblStandRegio",
    "Stand",
    (
        filled("Regionummer", Kind.CODE, 14),
        filled("Regio", Kind.TEXT, 34),
        filled("Peildatum", Kind.DATE, 14),
        filled("Kwartaal", Kind.TEXT, 10),
    ),
)
