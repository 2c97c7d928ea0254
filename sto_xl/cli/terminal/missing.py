"""The schools that a region misses, and how much of its area it has."""

from __future__ import annotations

from collections.abc import Mapping

from sto_xl.cli.terminal import columns, out
from sto_xl.figures.coverage import Coverage
from sto_xl.region import missing


def print_missing(found: Coverage, title: str) -> None:
    """Print what is missing, as on sheet Gebied."""
    console = out()
    console.tell((title, "bold"), f": {missing.told(found)}")
    others = any(one.elsewhere for one in found.missing)
    headings = ("Vestiging", "School", "Plaats", "Profielen", "Leerlingen", "Bestuur", "Doet mee?")
    table = columns(*headings, *(["Staat al bij"] if others else ()))
    for one in found.missing:
        cells = missing.texts(one)
        table.add_row(*(cells if others else cells[:-1]))
    if found.missing:
        console.print(table)
    console.tell((missing.ONLY_TL, "dim"))


def missing_json(found: Coverage, file: str) -> Mapping[str, object]:
    """Give what is missing as JSON content."""
    return {
        "file": file,
        "in_gebied": len(found.area),
        "op_regiobestand": len(found.area) - len(found.missing),
        "ontbrekend": [
            {
                "vestiging": one.vestiging.code,
                "school": one.vestiging.name,
                "plaats": missing.texts(one)[2],
                "profielen": list(one.profiles),
                "leerlingen": missing.pupils(one),
                "bevoegd_gezag": one.vestiging.board,
                "bestuur_doet_mee": any(location.participates for location in one.of_board),
                "staat_al_bij": list(one.elsewhere),
            }
            for one in found.missing
        ],
    }
