"""Rosters of any size, made up, for tests of what a run costs."""

from __future__ import annotations

from collections.abc import Mapping

from sto_xl.books import build
from sto_xl.cli.demo import examples
from sto_xl.grid import Row

_DEELNAME = ("deelnemer", "geen", "deelnemer", "gestopt")
_PROFIEL = ("D&P", "Z&W", "PIE", "E&O")


def roster(schools: int, faulty: int) -> Mapping[str, tuple[Row, ...]]:
    """Give a roster with so many schools, two offering rows each, and about so many findings."""
    lines = ["[tblRegio]", "Regionummer | STO19072", "Naam van de regio | Proefregio"]
    lines += ["Soort regio | techniekregio", "Land | Nederland"]
    lines += ["Tranche | 2025-2026", "Programmamanager: naam | M. Vos"]
    lines += ["Programmamanager: telefoon | 010 220 2121"]
    lines += ["Programmamanager: e-mail | m.vos@sto.example", "Brieven: plaats | Assen"]
    lines += ["Brieven: adres | Postbus 1", "Brieven: postcode | 9401 AA", "[tblScholen]"]
    lines.append(
        "Vestiging | School | Adres | Postcode | Plaats | Soort | Deelname | Sinds | Telefoon"
    )
    codes = [f"{n // 100:02}A{chr(65 + n // 10 % 10)}{n % 10:02}" for n in range(schools)]
    for n, code in enumerate(codes):
        postcode = "geen" if n < faulty else "9401 AA"
        lines.append(
            f"{code} | School {n} | Weg {n} | {postcode} | Assen | vmbo | {_DEELNAME[n % 4]} | "
            "01-02-2026 | "
            "010 220 2121"
        )
    lines += ["[tblContacten]", "Vestiging | Naam | Telefoon"]
    lines += [f"{code} | Contact {n} | 010 220 2121" for n, code in enumerate(codes)]
    lines += ["[tblAanbod]", "Vestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak"]
    for n, code in enumerate(codes):
        for leerweg in ("BB", "KB"):
            lines.append(f"{code} | {_PROFIEL[n % 4]} | {leerweg} | {20 + n % 9} | ja")
    return examples.content("\n".join(lines))


LONG = "Een school met een naam die veel langer is dan een merkteken lang mag zijn " * 3

#: Rows whose keys hold what COUNTIFS reads in its own way, each beside a row it must not hit.
ODD_KEYS: build.Content = {
    "tblRegio": {"Regionummer": "STO1907", "Naam van de regio": "=1+1", "Ondersteuner": "-"},
    "tblScholen": [
        ("00AH17", "De Werkhoek"),
        (None, "Kan dit?"),
        (None, "Kan dit!"),
        (None, "Techniek*"),
        (None, "Techniek en meer"),
        (None, "A~B"),
        (None, "A~~B"),
        (None, LONG),
        (None, f"{LONG[:149]}X"),
        (None, "=1+1"),
        (None, "~*"),
        (None, "*"),
    ],
    "tblContacten": [("00AH17", "J. Vos"), ("00AH17", "A. Bos"), (None, "A. Bos")],
    "tblAanbod": [("00AH17", "Z&W", "BB"), ("00AH17", None, "TL"), ("00AH17", "Z&W", "KB")],
    "tblPartners": [("Bouwbedrijf ‘De Hoek’",), ('Bakkerij "Het Brood"',)],
    "tblPlannen": [("P-1", "00AH17", "Robots"), (None, "00AH17", "Robots"), ("0012", None, "x")],
    "tblAliassen": [("Werkhoek",), ("De hoek",)],
}


def with_plans(content: Mapping[str, tuple[Row, ...]]) -> Mapping[str, tuple[Row, ...]]:
    """Give a roster with a plan of every school, and who signs for it."""
    codes = [row[0] for row in content["tblScholen"]]
    lines = ["[tblPlannen]"]
    lines += ["Vestiging | Titel | Ingediend | Status | Gevraagd | Toegekend | Besluitdatum"]
    lines += [f"{code} | Kas | 1-3-2026 | goedgekeurd | 800 | 700 | 1-5-2026" for code in codes]
    more = examples.content("\n".join(lines))
    signed = tuple(
        (label, "H. Terlouw" if "Ondertekenaar" in str(label) else value)
        for label, value in content["tblRegio"]
    )
    return {**content, **more, "tblRegio": signed}
