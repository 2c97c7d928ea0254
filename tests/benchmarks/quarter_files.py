"""The files of a quarter to measure with: a roster a region, and techniekplannen beside it.

About twenty schools a region, a third of them without deelname, and 500 plans for the nation of 78.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.grid import Row

REGIONS = 78
PLANS = 500
_PROFIELEN = ("D&P", "Z&W", "E&O", "HBR", "Groen", "PIE", "BWI", "M&T")
_DEELNAME = ("deelnemer", "deelnemer", "geen", "in gesprek", "aangemeld", "geen", "deelnemer")


def content(region: int, schools: int = 20) -> Mapping[str, Sequence[Row] | Mapping[str, Any]]:
    """Give a region's roster: so many schools, each with contacts, an offering and some plans."""
    codes = [
        f"{region % 90 + 10}{chr(65 + region // 90)}{chr(65 + n % 20)}{n:02}"
        for n in range(schools)
    ]
    numbers = range(schools)
    return {
        "tblRegio": {
            "Regionummer": f"STO26{region:03}",
            "Naam van de regio": f"Proefregio {region}",
            "Soort regio": "techniekregio",
            "Land": "Nederland",
            "Penvoerder: nummer bevoegd gezag": "40001",
            "Penvoerder: naam": "Stichting Proef",
            "Programmamanager: naam": "M. Vos",
            "Programmamanager: e-mail": "m.vos@sto.example",
            "Programmamanager: telefoon": "010 220 2121",
            "Ondertekenaar besluit: naam": "drs. P. Bos",
            "Ondertekenaar besluit: functie": "voorzitter stuurgroep",
            "Brieven: adres": "Postbus 1",
            "Brieven: postcode": "9401 AA",
            "Brieven: plaats": "Assen",
        },
        "tblScholen": [
            (
                codes[n],
                f"Vmbo De Hoek {n}",
                f"Weg {n}",
                "9401 AA",
                "Assen",
                "40001",
                "vmbo",
                "kernpartner",
                _DEELNAME[(n + region) % 7],
                dt.date(2026, 2, 1) if _DEELNAME[(n + region) % 7] != "geen" else None,
            )
            for n in numbers
        ],
        "tblContacten": [
            (
                codes[n],
                f"A. van den Berg {n}",
                "mevrouw",
                "teamleider",
                f"berg{n}@school.example",
                "010 220 2121",
                "STO-contact",
                "geadresseerde",
            )
            for n in numbers
        ],
        "tblAanbod": [
            (
                codes[n],
                _PROFIELEN[(n + k) % 8],
                leerweg,
                20 + n,
                "ja" if n % 3 else "nee",
                None,
                "nee",
                10,
            )
            for n in numbers
            for k in range(2)
            for leerweg in ("BB", "KB")
        ],
        "tblPartners": [
            (f"Partner {n}", soort, None, 1000 * n, "geld")
            for n, soort in enumerate(("po", "mbo", "bedrijf", "bedrijf"))
        ],
        "tblPlannen": [
            (
                f"P-{n}",
                codes[n],
                f"Robots in de klas {n}",
                "Z&W",
                None,
                40,
                "2025-2026",
                dt.date(2026, 3, 1),
                "goedgekeurd",
                5000,
                4000,
                dt.date(2026, 5, 1),
            )
            for n in range(-(-PLANS // REGIONS))
        ],
    }


_GOALS = ("Elke leerling Z&W kent robotica", "Docenten geven de lessen zelf")
_ANSWERS = (
    "De regiovisie vraagt om techniek voor wie geen technisch profiel heeft: bij ons de helft.",
    "Voor 1 december 2026 ronden 40 leerlingen het keuzevak af en geven zes docenten de lessen.",
    "We scholen zes docenten bij het ROC, richten het lokaal in en geven twee klassen tien lessen.",
    "De docenten zijn klaar op 31 oktober, het lokaal op 20 november en de lessen op 10 december.",
    "Met ROC Noord delen we het lokaal, een bouwbedrijf geeft gastlessen en groep 8 komt kijken.",
    "Robots, scholing van zes docenten en uren voor de lessen. De school betaalt de inrichting.",
)


def plan(region: int, number: int) -> Mapping[str, Sequence[Row] | Mapping[str, Any]]:
    """Give a techniekplan: that of a region's row in tblPlannen, with all its tables filled."""
    row = content(region)["tblPlannen"][number]  # type: ignore[index]
    answers = zip((column.heading for column in sheets.QUESTIONS), _ANSWERS, strict=True)
    activities = ("Docenten scholen", "Lokaal inrichten", "Keuzevak robotica")
    first = dt.date(2026, 9, 1)
    return {
        "tblPlan": {
            "Kenmerk": row[0],
            "Titel van het plan": row[2],
            "Vestiging": row[1],
            "School": f"Vmbo De Hoek {number}",
            "Adres": f"Weg {number}",
            "Postcode": "9401 AA",
            "Plaats": "Assen",
            "Regio": f"Proefregio {region}",
            "Programmamanager": "M. Vos",
            "Verschillende leerlingen": 40,
            "Ingevuld door": f"A. van den Berg {number}",
            "Functie": "teamleider",
            "E-mail": f"berg{number}@school.example",
            "Telefoon": "010 220 2121",
            "Akkoord schoolleiding": "ja",
            "Akkoord: naam": "B. Smit",
            "Akkoord: datum": dt.date(2026, 2, 20),
            **dict(answers),
        },
        "tblDoelen": [
            (_GOALS[0], "40 leerlingen ronden het keuzevak af voor 1 december 2026"),
            (_GOALS[1], "6 docenten hebben op 1 december 2026 hun certificaat"),
        ],
        "tblActiviteiten": [
            (
                activity,
                _GOALS[n % 2],
                "technisch keuzevak",
                "Z&W",
                "BB; KB",
                "3; 4",
                40,
                first + dt.timedelta(20 * n),
                first + dt.timedelta(20 * n + 70),
            )
            for n, activity in enumerate(activities)
        ],
        "tblMijlpalen": [
            (f"{activity} {step}", activity, day, day if step == "begonnen" else None)
            for n, activity in enumerate(activities)
            for step, after in (("begonnen", 10), ("klaar", 60))
            for day in (first + dt.timedelta(20 * n + after),)
        ],
        "tblSamenwerking": [
            ("Basisschool De Vlieger", "po", "Groep 8 komt op bezoek"),
            ("ROC Noord", "mbo", "Deelt het lokaal"),
            ("Bouwbedrijf De Balk", "bedrijf", "Geeft gastlessen"),
        ],
        "tblMiddelen": [
            (f"Post {n}", 10 + n, 40, (10 + n) * 40, bron)
            for n, bron in enumerate(("STO", "STO", "STO", "cofinanciering", "eigen middelen"))
        ],
    }


@dataclass
class RegionFiles:
    """The files of a region."""

    roster: Path
    plans: list[Path] = field(default_factory=list)


def written_for(folder: Path, regions: int) -> list[RegionFiles]:
    """Write the rosters of so many regions and their plans; give the paths."""
    given = [RegionFiles(folder / "rosters" / f"{number:04}.xlsx") for number in range(regions)]
    for number, region in enumerate(given):
        build.write_roster(region.roster, content(number))
    for every in range(PLANS * regions // REGIONS):
        n, number = divmod(every, regions)
        path = folder / "plans" / f"{number:04}" / f"plan {n}.xlsx"
        build.write_plan(path, plan(number, n))
        given[number].plans.append(path)
    return given
