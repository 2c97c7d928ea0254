"""Profiles, leerwegen and kinds of school, also where they stand mixed in one cell."""

from __future__ import annotations

import pytest

from sto_xl.adopt.named import listed
from support.oldlists import adopted, rows

#: What stands under Profielen and Leerweg, what Aanbod has of it, and what else.
CELLS = [
    ("BWI |", "BWI", ""),
    ("TL |", "TL", ""),
    ("mavo |", "TL", ""),
    ("vmbo-tl |", "TL", ""),
    ("PrO |", "", "Soort pro"),
    ("praktijkonderwijs |", "", "Soort pro"),
    ("havo/vwo |", "", "Soort havo/vwo"),
    ("basis/kader |", "BB, KB", ""),
    ("D&P, TL | BB/KB", "D&P BB, D&P KB, TL", ""),
    ("GL/TL | GL TL", "GL, TL", ""),
    ("vmbo-gt |", "GL, TL", ""),
    ("BB-profiel Z&W | BB", "Z&W BB", ""),
    ("BWI/PIE | KB", "BWI KB, PIE KB", ""),
    ("D&P | K/B", "D&P KB, D&P BB", ""),
    ("D&P | B/K", "D&P BB, D&P KB", ""),
    ("| BB/KB D&P", "D&P BB, D&P KB", ""),
    ("| bkgt", "BB, KB, GL, TL", ""),
    ("| BB-KB", "BB, KB", ""),
    ("| PrO", "", "Soort pro"),
    ("n.v.t. | TL", "TL", "Profielen: n.v.t."),
    ("TL? | TL", "TL", "Profielen: TL?"),
    ("Groen (vanaf 2026) | BB", "BB", "Profielen: Groen (vanaf 2026)"),
]


@pytest.mark.parametrize(("cells", "offered", "other"), CELLS)
def test_what_stands_mixed_comes_where_it_belongs(cells: str, offered: str, other: str) -> None:
    # A second row tells what the columns are.
    found = adopted(f"School | Profielen | Leerweg\nA | {cells}\nZ | E&O | GL\nY | PIE | TL")
    told = [
        f"{row.get('Profiel', '')} {row.get('Leerweg', '')}".strip()
        for row in rows(found, "Aanbod")
        if row["Vestiging"] == "A"
    ]
    assert ", ".join(told) == offered
    school = rows(found, "Scholen")[0]
    soort = f"Soort {school['Soort']}" if "Soort" in school else ""
    assert school.get("Opmerking", soort) == other


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("BB t/m GL", "leerweg", ("BB", "KB", "GL")),
        ("BB-GL", "leerweg", None),
        ("mavo", "profiel", None),
        ("D&P + Z&W", "profiel", ("D&P", "Z&W")),
        ("Zorg en welzijn", "profiel", ("Z&W",)),
        ("bouwen, wonen en interieur", "profiel", ("BWI",)),
        ("mavo/havo", "leerweg", None),
        ("Bellen na 1 mei", "profiel", None),
    ],
)
def test_only_what_is_certain_is_a_list(text: str, kind: str, codes: tuple[str, ...]) -> None:
    assert listed(text, kind) == codes


def test_a_kind_of_school_is_known_by_its_other_names() -> None:
    found = adopted("School | Soort\nA | praktijkonderwijs\nB | VMBO\nC | vmbo?")
    assert [row.get("Soort") for row in rows(found, "Scholen")] == ["pro", "vmbo", None]


def test_pupils_of_praktijkonderwijs_make_no_row_of_aanbod() -> None:
    found = adopted("School | Profielen | Leerlingen\nA | PrO | 75\nB | PIE | 20")
    assert [row["Vestiging"] for row in rows(found, "Aanbod")] == ["B"]
    assert rows(found, "Scholen")[0]["Leerlingen totaal"] == 75


def test_one_row_about_a_school_twice_makes_its_offering_once() -> None:
    found = adopted(
        "Code | School | Profiel | Leerweg\n99AA00 | A | PIE | BB\n99AA00 | A | PIE | BB"
    )
    assert len(rows(found, "Aanbod")) == 1
