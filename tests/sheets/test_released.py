"""What was released is not forgotten: an earlier workbook does not lack what came later."""

from __future__ import annotations

import pytest

from sto_xl import sheets
from sto_xl.sheets.spec import FIRST_VERSION

#: The columns, or the lines of a form, with which the tables of the first templates were released.
FIRST = """
tblRegio: Regionummer; Naam van de regio; Soort regio; Land; Penvoerder: nummer bevoegd gezag;
  Penvoerder: naam; Programmamanager: naam; Programmamanager: e-mail; Programmamanager: telefoon;
  Ondersteuner; Brieven: adres; Brieven: postcode; Brieven: plaats; Ondertekenaar besluit: naam;
  Ondertekenaar besluit: functie; Tranche; Subsidiemaximum 2025-2028; Subsidiabele
  meerjarenbegroting; Budget voor techniek in andere profielen; Cofinancieringsnorm; Peildatum
  leerlingen; Briefsjabloon; Sjabloonversie
tblScholen: Vestiging; School; Adres; Postcode; Plaats; Bevoegd gezag; Soort; Rol; Deelname;
  Sinds; Reden; Techniek in onderbouw; Telefoon; Taal; Laatste contact; Laatste brief; Niet
  aanschrijven; Opgegaan in; Opmerking; Signaal; Volgende stap
tblContacten: Vestiging; Naam; Aanhef; Functie; E-mail; Telefoon; Rol; Brief
tblAanbod: Vestiging; Profiel; Leerweg; Leerlingen; Technisch keuzevak; Praktijkgericht programma;
  Techniek in het profiel; Bereikt; Toelichting
tblPartners: Partner; Soort; Rol; Cofinanciering; Vorm; Contact
tblPlannen: Kenmerk; Vestiging; Titel; Voor profiel; Manier; Leerlingen; Tranche; Ingediend;
  Status; Gevraagd; Toegekend; Besluitdatum; Voorwaarden; Open vragen; Toelichting besluit;
  Bestand
tblPlan: Kenmerk; Titel van het plan; Vestiging; School; Adres; Postcode; Plaats; Regio;
  Programmamanager; Verschillende leerlingen; Ingevuld door; Functie; E-mail; Telefoon; Akkoord
  schoolleiding; Akkoord: naam; Akkoord: datum; Hoe past het plan in de Regiovisie?; Wat zijn de
  specifieke doelen?; Welke activiteiten worden ondernomen?; Wanneer worden de mijlpalen bereikt?;
  Met wie en hoe wordt er in de regio samengewerkt?; Welke middelen zijn nodig?; Sjabloonversie
tblDoelen: Doel; Meetbaar resultaat; Toelichting
tblActiviteiten: Activiteit; Doel; Manier; Profiel; Leerweg; Leerjaar; Leerlingen; Start; Einde
tblMijlpalen: Mijlpaal; Activiteit; Datum; Bereikt op; Toelichting
tblSamenwerking: Partner; Soort; Bijdrage
tblMiddelen: Omschrijving; Aantal; Prijs; Bedrag; Bron; Toelichting
"""
HEADINGS = {
    name: frozenset(" ".join(heading.split()) for heading in headings.split(";"))
    for name, _, headings in (
        table.partition(": ") for table in FIRST.replace("\n  ", " ").strip().splitlines()
    )
}


@pytest.mark.parametrize("name", HEADINGS)
def test_a_column_that_came_later_says_since_when(name: str) -> None:
    [spec] = [s for template in sheets.TEMPLATES for s in template.input if s.name == name]
    for column in spec.columns:
        if column.since == FIRST_VERSION:
            known = {column.heading, *column.old} & HEADINGS[name]
            assert known, f"{name} {column.heading} is new: give it the template's version as since"
