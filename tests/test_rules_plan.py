"""Each PLN rule finds what it is for in a techniekplan, at its cell, and is quiet otherwise."""

from __future__ import annotations

import pytest
from tables import plan_findings

#: A techniekplan of which no rule finds anything.
GOOD = """
[tblPlan]
Titel van het plan | Domotica in Zorg en welzijn
Vestiging | 00AH17
School | De Werkhoek
Adres | Weg 1
Postcode | 9401 AA
Plaats | Assen
Regio | Proefregio
Programmamanager | M. Vos
Verschillende leerlingen | 96
Ingevuld door | A. Bos
E-mail | a.bos@school.example
Akkoord schoolleiding | ja
Akkoord: naam | B. Smit
Akkoord: datum | 1-9-2026
Hoe past het plan in de Regiovisie? | De Regiovisie wil dat elke leerling in Zorg en welzijn met zorgtechnologie kennismaakt. Met dit plan doen onze vier klassen dat.
Wat zijn de specifieke doelen? | Eind 2027 hebben alle 96 leerlingen Z&W het keuzevak domotica gevolgd en geven zes docenten de lessen zelfstandig.
Welke activiteiten worden ondernomen? | We scholen zes docenten, richten een lokaal in met slimme hulpmiddelen en geven daar per klas tien lessen.
Wanneer worden de mijlpalen bereikt? | Het lokaal is klaar op 1 maart 2027, de docenten zijn geschoold voor de zomer en de lessen beginnen in september.
Met wie en hoe wordt er in de regio samengewerkt? | Met het ROC delen we het lokaal, en groep 8 van twee basisscholen komt op bezoek bij onze lessen.
Welke middelen zijn nodig? | Twaalf sets domotica, scholing van zes docenten en uren om lessen te maken. De school betaalt de inrichting zelf.
[tblDoelen]
Doel | Meetbaar resultaat
Elke leerling Z&W kent zorgtechnologie | 96 leerlingen ronden het keuzevak af, eind 2027
[tblActiviteiten]
Activiteit | Doel | Manier | Profiel | Leerweg | Leerjaar | Leerlingen | Start | Einde
Keuzevak domotica | Elke leerling Z&W kent zorgtechnologie | technisch keuzevak | Z&W | BB; KB | 3 | 96 | 1-2-2027 | 1-7-2027
[tblMijlpalen]
Mijlpaal | Activiteit | Datum
Lokaal ingericht | Keuzevak domotica | 1-3-2027
[tblSamenwerking]
Partner | Soort | Bijdrage
Basisschool De Vlieger | po | Groep 8 komt op bezoek
ROC Noord | mbo | Deelt het lokaal
[tblMiddelen]
Omschrijving | Aantal | Prijs | Bedrag | Bron
Sets domotica | 12 | 400 | 4800 | STO
Inrichting lokaal | 1 | 2000 | 2000 | eigen middelen
Hulpmiddelen thuiszorg | 1 | 1000 | 1000 | cofinanciering
"""  # noqa: E501  (answers are as long as they are)


def without(label: str) -> str:
    """Give the good plan with one line of its form left open."""
    kept = [line for line in GOOD.splitlines() if not line.startswith(f"{label} |")]
    assert len(kept) == len(GOOD.splitlines()) - 1
    return "\n".join(kept)


#: For each code a plan that triggers it, where it does, and one that does not.
CASES = {
    "PLN-001": (without("Wat zijn de specifieke doelen?"), "Plan!B20", GOOD),
}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_at_its_cell_and_is_quiet_otherwise(code: str) -> None:
    trigger, where, quiet = CASES[code]
    assert (code, where) in plan_findings(trigger)
    assert code not in [found for found, _ in plan_findings(quiet)]


def test_a_good_plan_gives_no_finding_at_all() -> None:
    assert plan_findings(GOOD) == []
