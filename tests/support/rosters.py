"""Rosters of any size, made up, for tests of what a run costs."""

from __future__ import annotations

from collections.abc import Mapping

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
