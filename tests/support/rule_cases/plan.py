"""The cases of the rules about a techniekplan.

A case is a plan, or a plan with the roster of its region beside it and the school's other plan.
"""

from __future__ import annotations

from typing import NamedTuple

from sto_xl.sheets import QUESTIONS
from support.plan_texts import GOOD, with_line, with_rows, without
from support.rule_texts import BUDGET, PLAN, with_offering, with_region, with_school
from support.tables import plan_findings


class Given(NamedTuple):
    """A plan with what is at hand beside it."""

    plan: str
    beside: str = ""
    other: str = ""

    @property
    def found(self) -> list[tuple[str, str]]:
        """Code and cell of each finding."""
        return plan_findings(self.plan, self.beside, *filter(None, (self.other,)))


GOAL = "Elke leerling Z&W kent zorgtechnologie"
#: The good plan's activity, as it stands and to be written otherwise.
ACTIVITY = {
    "Activiteit": "Keuzevak domotica",
    "Doel": GOAL,
    "Manier": "technisch keuzevak",
    "Profiel": "Z&W",
    "Leerweg": "BB; KB",
    "Leerjaar": "3",
    "Leerlingen": "96",
    "Start": "1-2-2027",
    "Einde": "1-7-2027",
}


def activity(**otherwise: str) -> str:
    """Write the row of the good plan's activity with some cells otherwise."""
    return " | ".join((ACTIVITY | otherwise).values())


def with_activity(**otherwise: str) -> str:
    """Write the good plan with its activity otherwise."""
    return with_rows("tblActiviteiten", activity(**otherwise))


def with_milestone(row: str) -> str:
    """Write the good plan with this milestone only."""
    return with_rows("tblMijlpalen", row)


def with_means(*rows: str) -> str:
    """Write the good plan with these means only."""
    return with_rows("tblMiddelen", *rows)


ASKED = "Sets domotica | 12 | 400 | 4800 | STO"
PROMISED = "Hulpmiddelen | 1 | 1000 | 1000 | cofinanciering"
#: The roster of a region in which the good plan's school offers what the plan is for.
REGION = with_offering("00AH17 | Z&W | BB | 48", "00AH17 | Z&W | KB | 48", "00AH18 | D&P | BB | 40")
#: The good plan as an earlier plan of the same school, and as one of another school.
EARLIER = with_line("Titel van het plan", "Robots in de zorg")
ELSEWHERE = with_line("Vestiging", "00AH18", EARLIER)
VISION, AIMS, MEANS = QUESTIONS[0].heading, QUESTIONS[1].heading, QUESTIONS[5].heading
PUPILS, CONSENT = "Verschillende leerlingen", "Akkoord schoolleiding"


def registered(row: str, **lines: str) -> str:
    """Write the region's roster with a plan in it."""
    return with_region(**lines) + PLAN + row


#: For each code what triggers it, where it does, and what does not.
CASES: dict[str, tuple[str | Given, str, str | Given]] = {
    "PLN-001": (without(AIMS), "Plan!B20", GOOD),
    "PLN-002": (
        with_line(VISION, "Dat past er heel goed in."),
        "Plan!B19",
        with_line(VISION, "Leerlingen van Z&W leren bij ons werken met zorgtechnologie."),
    ),
    "PLN-003": (
        with_line(MEANS, f"{MEANS} {QUESTIONS[5].example}"),
        "Plan!B24",
        with_line(MEANS, f"{MEANS} Wij hebben twaalf sets nodig en scholing van zes docenten."),
    ),
    "PLN-004": (
        with_line(
            AIMS, "Alle leerlingen Z&W hebben in 2027 het keuzevak domotica gevolgd."
        ).replace(
            "Twaalf sets domotica, scholing van zes docenten en uren om lessen te maken. De school "
            "betaalt de inrichting zelf.",
            "Alle leerlingen Z&W hebben in 2027 het keuzevak domotica gevolgd.",
        ),
        "Plan!B24",
        GOOD,
    ),
    "PLN-010": (without("Titel van het plan"), "Plan!B3", GOOD),
    "PLN-011": (without("Vestiging"), "Plan!B4", GOOD),
    "PLN-012": (with_line("Vestiging", "0AH17"), "Plan!B4", with_line("Vestiging", "00 ah17")),
    "PLN-013": (with_line("Vestiging", "00 ah17"), "Plan!B4", GOOD),
    "PLN-014": (without("School"), "Plan!B5", GOOD),
    "PLN-015": (
        with_line("Postcode", "9401"),
        "Plan!B7",
        Given(with_line("Postcode", "Kralendijk"), with_region(Land="Caribisch Nederland")),
    ),
    "PLN-016": (without("Regio"), "Plan!B9", Given(without("Regio"), REGION)),
    "PLN-017": (without(CONSENT), "Plan!B16", with_line(CONSENT, "nee")),
    "PLN-018": (with_line(CONSENT, "nee"), "Plan!B16", GOOD),
    "PLN-019": (
        without("Akkoord: naam"),
        "Plan!B17",
        with_line("Akkoord: naam", "", with_line(CONSENT, "nee")),
    ),
    "PLN-020": (
        with_line("Akkoord: datum", "1-10-2026"),
        "Plan!B18",
        with_line("Akkoord: datum", "30-9-2026"),
    ),
    "PLN-021": (without("E-mail"), "Plan!B14", GOOD),
    "PLN-022": (with_line("E-mail", "a.bos@school,nl"), "Plan!B14", GOOD),
    "PLN-023": (
        with_line("Telefoon", "06-12"),
        "Plan!B15",
        with_line("Telefoon", "010 220 2121"),
    ),
    "PLN-024": (with_line(PUPILS, "0"), "Plan!B11", with_line(PUPILS, "1")),
    "PLN-030": (with_rows("tblDoelen"), "Doelen", with_rows("tblDoelen", "| 96 leerlingen")),
    "PLN-031": (with_rows("tblDoelen", "| 96 leerlingen"), "Doelen!A2", with_rows("tblDoelen")),
    "PLN-032": (with_rows("tblDoelen", GOAL), "Doelen!B2", GOOD),
    "PLN-033": (
        with_rows("tblDoelen", f"{GOAL} | Leerlingen vinden techniek leuker"),
        "Doelen!B2",
        with_rows("tblDoelen", f"{GOAL} | Zes docenten geven de lessen zelf"),
    ),
    "PLN-034": (
        with_rows("tblDoelen", f"{GOAL} | 96 leerlingen", f"{GOAL.upper()}. | 9 leerlingen"),
        "Doelen!A3",
        with_rows("tblDoelen", f"{GOAL} | 96 leerlingen", "| 9 leerlingen", "| 9 leerlingen"),
    ),
    "PLN-035": (
        with_rows("tblDoelen", f"{GOAL} | 96 leerlingen", "Docenten scholen | 6 docenten"),
        "Doelen!A3",
        # It is told of the activity that it names none, or one that is spelt otherwise.
        with_rows("tblActiviteiten", activity(Doel=""), activity(Doel=GOAL[:-3])),
    ),
    "PLN-040": (with_rows("tblMijlpalen"), "Mijlpalen", GOOD),
    "PLN-041": (with_milestone("Lokaal klaar | Keuzevak domotica"), "Mijlpalen!C2", GOOD),
    "PLN-042": (
        with_milestone("Lokaal klaar | Keuzevak | 1-3-2027"),
        "Mijlpalen!B2",
        with_milestone("Lokaal klaar | keuzevak  Domotica | 1-3-2027"),
    ),
    "PLN-043": (
        with_milestone("Lokaal klaar | Keuzevak domotica | 2-7-2027"),
        "Mijlpalen!C2",
        with_milestone("Lokaal klaar | Keuzevak domotica | 1-7-2027"),
    ),
    "PLN-044": (
        with_milestone("Lokaal klaar | Keuzevak domotica | 1-3-2027 | 1-10-2026"),
        "Mijlpalen!D2",
        # What has to be ready before the activity begins may well be.
        with_milestone("Lokaal klaar | Keuzevak domotica | 1-1-2027 | 30-9-2026"),
    ),
    "PLN-045": (
        with_milestone("Lokaal klaar | Keuzevak domotica | 1-1-2029"),
        "Mijlpalen!C2",
        with_milestone("Lokaal klaar | Keuzevak domotica | 1-1-2025 | 31-12-2028"),
    ),
    "PLN-046": (
        with_milestone("Lokaal klaar | Keuzevak domotica | 30-9-2026"),
        "Mijlpalen!D2",
        with_milestone("Lokaal klaar | Keuzevak domotica | 30-9-2026 | 30-9-2026"),
    ),
    "PLN-050": (with_rows("tblActiviteiten"), "Activiteiten", GOOD),
    "PLN-051": (with_activity(Manier="onbekend"), "Activiteiten!C2", GOOD),
    "PLN-052": (
        with_activity(Doel=f"{GOAL}; Docenten"),
        "Activiteiten!B2",
        with_activity(Doel=f"{GOAL.lower()}; "),
    ),
    "PLN-053": (
        with_activity(Start="31-12-2024"),
        "Activiteiten!H2",
        with_activity(Start="1-1-2025", Einde="31-12-2028"),
    ),
    "PLN-054": (
        with_activity(Einde="31-1-2027"),
        "Activiteiten!I2",
        with_activity(Einde="1-2-2027"),
    ),
    "PLN-055": (
        with_activity(Start="31-12-2026"),
        "Activiteiten!I2",
        with_activity(Start="1-1-2027", Einde="31-12-2028"),
    ),
    "PLN-056": (
        with_rows("tblActiviteiten", activity(), activity()),
        "Activiteiten!A3",
        with_rows("tblActiviteiten", activity(Activiteit=""), activity(Activiteit="")),
    ),
    "PLN-057": (with_activity(Leerlingen="onbekend"), "Activiteiten!G2", GOOD),
    "PLN-058": (with_activity(Leerlingen="0"), "Activiteiten!G2", with_activity(Leerlingen="")),
    "PLN-059": (
        with_activity(Profiel="Z&W; Zorg en wlezijn"),
        "Activiteiten!D2",
        with_activity(Profiel="zorg en welzijn;Techniek", Leerweg="tl"),
    ),
    "PLN-060": (
        with_activity(Leerweg="BB; havo"),
        "Activiteiten!E2",
        with_activity(Leerweg="vmbo-kader; basis;theoretisch;G"),
    ),
    "PLN-061": (
        with_activity(Leerjaar="3; 5"),
        "Activiteiten!F2",
        with_activity(Leerjaar="klas 3 en 4; 3-4; 3e leerjaar"),
    ),
    "PLN-062": (
        with_activity(Leerweg=""),
        "Activiteiten!E2",
        with_activity(Manier="techniek in de onderbouw", Leerweg="", Profiel="", Leerjaar="1"),
    ),
    "PLN-063": (
        with_activity(Leerweg="BB; TL"),
        "Activiteiten!C2",
        with_activity(Manier="techniek in de onderbouw", Leerweg="BB; TL"),
    ),
    "PLN-064": (
        with_activity(Leerjaar="2; 3"),
        "Activiteiten!F2",
        with_activity(Manier="techniek in de onderbouw", Leerjaar="onderbouw"),
    ),
    "PLN-065": (
        with_line(PUPILS, "97"),
        "Plan!B11",
        # Nobody knows how many take part in the second activity.
        with_rows(
            "tblActiviteiten", activity(), activity(Leerlingen=""), plan=with_line(PUPILS, "97")
        ),
    ),
    "PLN-066": (with_line(PUPILS, "95"), "Plan!B11", with_line(PUPILS, "96")),
    "PLN-070": (with_rows("tblSamenwerking"), "Samenwerking", GOOD),
    "PLN-071": (
        with_rows("tblSamenwerking", "ROC Noord | | Deelt het lokaal"),
        "Samenwerking!B2",
        GOOD,
    ),
    "PLN-072": (
        with_rows("tblSamenwerking", "ROC Noord | mbo | Deelt het lokaal"),
        "Samenwerking",
        # What kind it is, is asked first.
        with_rows("tblSamenwerking", "ROC Noord | | Deelt het lokaal"),
    ),
    "PLN-080": (with_means(), "Middelen", GOOD),
    "PLN-081": (with_means("| 12 | 400 | 4800 | STO"), "Middelen!A2", GOOD),
    "PLN-082": (
        with_means("Sets domotica | 12 | | | STO"),
        "Middelen!D2",
        with_means("Sets domotica | 12 | 400 | | STO"),
    ),
    "PLN-083": (
        with_means("Sets domotica | 12 | 400 | 4700 | STO"),
        "Middelen!D2",
        with_means("Sets domotica | 3 | 33,333 | 100 | STO"),
    ),
    "PLN-084": (with_means("Sets domotica | 12 | | 4800 | STO"), "Middelen!C2", GOOD),
    "PLN-085": (with_means("Sets domotica | 12 | 400 | 4800"), "Middelen!E2", GOOD),
    "PLN-086": (with_means(PROMISED), "Middelen", with_means(PROMISED, "Sets | 12 | 400 | 4800")),
    "PLN-087": (
        with_means(ASKED, "Hulpmiddelen | 1 | 533,32 | 533,32 | cofinanciering"),
        "Middelen",
        with_means(ASKED, "Hulpmiddelen | 1 | 533,34 | 533,34 | cofinanciering"),
    ),
    "PLN-088": (with_means(ASKED, PROMISED, ASKED), "Middelen!A4", GOOD),
    "PLN-089": (
        with_rows(
            "tblActiviteiten",
            activity(Activiteit="Docenten scholen", Start="1-10-2026", Einde="31-12-2026"),
            activity(),
        ),
        "Middelen",
        with_rows(
            "tblActiviteiten",
            activity(Activiteit="Docenten scholen", Start="1-10-2026", Einde="31-12-2026"),
            activity(),
            plan=with_means(f"{ASKED} | 2025-2026", f"{PROMISED} | 2027-2028"),
        ),
    ),
    "PLN-090": (Given(with_line("Vestiging", "00AH19"), REGION), "Plan!B4", Given(GOOD, REGION)),
    "PLN-091": (
        Given(with_line("School", "De Werkplaats"), REGION),
        "Plan!B5",
        Given(with_line("School", "de werkhoek"), REGION),
    ),
    "PLN-092": (
        Given(
            with_line("Vestiging", "00AH18"),
            with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17"),
        ),
        "Plan!B4",
        Given(GOOD, with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17")),
    ),
    "PLN-093": (
        Given(with_line("Regio", "Rivierenhoek"), REGION),
        "Plan!B9",
        Given(with_line("Regio", "STO Proefregio"), REGION),
    ),
    "PLN-094": (
        Given(with_line("Kenmerk", "P1"), registered("P1 | 00AH18 | ingediend")),
        "Plan!B2",
        Given(with_line("Kenmerk", "p1"), registered("P1 | 00ah17 | ingediend")),
    ),
    "PLN-095": (
        Given(with_line("Kenmerk", "P2"), registered("P1 | 00AH17 | ingediend")),
        "Plan!B2",
        Given(with_line("Kenmerk", "P1"), registered("P1 | 00AH17 | ingediend")),
    ),
    "PLN-096": (
        Given(
            GOOD, registered("P1 | 00AH18 | goedgekeurd | 300 | 300 | 1-9-2026", **{BUDGET: "5000"})
        ),
        "Middelen",
        # Decided on after the peildatum, so not yet granted; and the plan itself, granted already.
        Given(
            with_line("Kenmerk", "P2"),
            registered(
                "P1 | 00AH18 | goedgekeurd | 300 | 300 | 1-10-2026\n"
                "P2 | 00AH17 | goedgekeurd | 4800 | 4800 | 1-9-2026",
                **{BUDGET: "5000"},
            ),
        ),
    ),
    "PLN-097": (
        Given(GOOD, "", EARLIER),
        "Middelen!A2",
        Given(GOOD, "", ELSEWHERE),
    ),
    "PLN-098": (
        Given(with_line("Kenmerk", "P1"), registered("P1 | 00AH17 | afgewezen")),
        "Plan!B2",
        Given(with_line("Kenmerk", "P1"), registered("P1 | 00AH17 | goedgekeurd")),
    ),
    "PLN-101": (
        Given(with_activity(Profiel="Z&W; PIE"), REGION),
        "Activiteiten!D2",
        Given(with_activity(Profiel="PIE", Leerweg="TL"), REGION),
    ),
    "PLN-102": (
        Given(with_activity(Manier="technisch praktijkgericht programma", Leerweg=""), REGION),
        "Activiteiten!C2",
        Given(
            with_activity(Manier="technisch praktijkgericht programma", Leerweg=""),
            with_offering("00AH17 | Z&W | BB | 48", "00AH17 | Z&W | GL | 48"),
        ),
    ),
    "PLN-103": (
        Given(
            with_activity(Profiel="PIE"),
            with_offering("00AH17 | Z&W | BB | 48", "00AH17 | PIE | BB | 48"),
        ),
        "Activiteiten",
        Given(
            with_activity(Profiel="PIE"),
            with_offering("00AH17 | Z&W | BB | 0", "00AH17 | PIE | BB | 48"),
        ),
    ),
}


def given(case: str | Given) -> Given:
    """Give a case as a plan with what is at hand beside it."""
    return Given(case) if isinstance(case, str) else case
