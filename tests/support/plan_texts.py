"""Techniekplannen as text: a good one, and what tests leave out of it or put otherwise."""

from __future__ import annotations

from sto_xl import sheets

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
Hoe past het plan in de regiovisie? | De regiovisie wil dat elke leerling in Zorg en welzijn met zorgtechnologie kennismaakt. Met dit plan doen onze vier klassen dat.
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

#: The same without the form's dates: what a reader makes of a date's format is tested elsewhere.
UNDATED = "\n".join(line for line in GOOD.splitlines() if not line.startswith("Akkoord: datum"))


def with_line(label: str, value: str, plan: str = GOOD) -> str:
    """Write a plan, the good one, with one line of its form otherwise."""
    lines = [line for line in plan.splitlines() if not line.startswith(f"{label} |")]
    return "\n".join(lines).replace("[tblPlan]", f"[tblPlan]\n{label} | {value}")


def without(label: str) -> str:
    """Write the good plan with one line of its form left open."""
    return with_line(label, "")


def with_rows(table: str, *rows: str, plan: str = GOOD) -> str:
    """Write a plan, the good one, with these rows in a table, in the order of its columns."""
    spec = next(spec for spec in sheets.PLAN.input if spec.name == table)
    before, rest = plan.split(f"[{table}]")
    _rows, bracket, after = rest.partition("\n[")
    heading = " | ".join(column.heading for column in spec.columns)
    return f"{before}[{table}]\n" + "\n".join((heading, *rows)) + bracket + after
