"""What a click on a button costs before and besides Excel: CPU ratios, never seconds to hold to.

Run by hand: `PYTHONPATH=tests python tests/benchmarks/click_cost.py`. Each figure is the best of
several whole processes, user and system, started as `RunPython` starts them, with all bytecode at
hand as after an installation. The fake Excel's coming and going is taken off; its answers to the
calls in between are not. A click should cost at most four times `import xlwings`.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sto_xl import sheets
from sto_xl.books.build import roster_bytes
from sto_xl.cli.demo import examples
from sto_xl.grid import Row, Value
from support import replay

ROUNDS = 9
SCHOOLS = 100
OFFERINGS_PER_SCHOOL = 2
AIM = 4


def content() -> Mapping[str, tuple[Row, ...]]:
    """Give a region of so many schools, with an oversight here and there."""
    schools: list[dict[str, Value]] = []
    contacts: list[dict[str, Value]] = []
    offerings: list[dict[str, Value]] = []
    for number in range(SCHOOLS):
        code = f"99{chr(65 + number // 26)}{chr(65 + number % 26)}00"
        schools.append(
            {
                "Vestiging": code,
                "School": f"Vakschool nummer {number}",
                "Adres": f"Schoolstraat {number + 1}",
                "Postcode": f"{4100 + number} AB",
                "Plaats": "Waterhoven",
                "Bevoegd gezag": f"{99001 + number % 7}",
                "Soort": "vmbo",
                "Rol": "regiopartner",
                "Deelname": ("deelnemer", "geen", "in gesprek", "geen")[number % 4],
                "Sinds": dt.date(2025, 1, 1 + number % 28) if number % 4 == 0 else None,
                "Techniek in onderbouw": ("ja", "nee", None)[number % 3],
                "Telefoon": f"085 000 {2000 + number}",
                "Taal": "nl",
                "Laatste contact": dt.date(2026, 1 + number % 9, 12),
            }
        )
        contacts.append(
            {
                "Vestiging": code,
                "Naam": f"P. Verbeek-{number}",
                "Functie": "teamleider",
                "E-mail": f"p.verbeek{number}@school.example" if number % 20 else "p.verbeek",
                "Rol": "directie",
                "Brief": "geadresseerde",
            }
        )
        offerings.extend(
            {
                "Vestiging": code,
                "Profiel": ("PIE", "Z&W", "D&P", "Groen")[(number + way) % 4],
                "Leerweg": ("BB", "KB")[way],
                "Leerlingen": 20 + number % 50 if number % 25 else "veertig",
                "Technisch keuzevak": ("ja", "nee")[number % 2],
            }
            for way in range(OFFERINGS_PER_SCHOOL)
        )
    example = examples.regions()["rivierenhoek"]
    return {
        **{name: example[name] for name in (sheets.REGIO.name, sheets.PARTNERS.name)},
        sheets.SCHOLEN.name: _rows(sheets.SCHOLEN, schools),
        sheets.CONTACTEN.name: _rows(sheets.CONTACTEN, contacts),
        sheets.AANBOD.name: _rows(sheets.AANBOD, offerings),
    }


def _rows(spec: sheets.TableSpec, records: Sequence[Mapping[str, Value]]) -> tuple[Row, ...]:
    headings = [column.heading for column in spec.columns]
    return tuple(tuple(record.get(heading) for heading in headings) for record in records)


def best(given: Sequence[str], folder: Path, kept: Path | None) -> float:
    """Give the least CPU time of a program, in milliseconds, its bytecode made beforehand."""
    bytecode = str(folder / "bytecode")
    without_b = [word for word in given if word != "-B"]
    replay.run(without_b, folder, kept, PYTHONPYCACHEPREFIX=bytecode)
    costs = []
    for _ in range(ROUNDS):
        done = replay.run(given, folder, kept, PYTHONPYCACHEPREFIX=bytecode)
        if done.code or done.err:
            raise SystemExit(done.err)
        costs.append(done.own_cpu)
    return min(costs) * 1000


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = replay.keep(roster_bytes(content()), folder)
        done = replay.click("check", kept, folder)
        if done.code or done.told is None:
            raise SystemExit(done.err)
        click = replay.arguments("import sto_xl.excel.macros; sto_xl.excel.macros.check()")
        bare = best(("-B", "-c", "pass"), folder, None)
        xlwings = best(("-B", "-c", "import xlwings"), folder, kept)
        checking = best(click, folder, kept)
    findings = len(done.told.tables[sheets.CONTROLE.name])
    size = f"{SCHOOLS} schools, {SCHOOLS * OFFERINGS_PER_SCHOOL} offerings, {findings} findings"
    for what, cost in (
        ("bare Python", bare),
        ("import xlwings", xlwings),
        ("Controleren", checking),
    ):
        sys.stdout.write(f"{what:24} {cost:8.1f} ms\n")
    sys.stdout.write(f"({size}, {done.told.calls} calls to Excel)\n")
    ratio = checking / xlwings
    sys.stdout.write(f"{'click / import xlwings':24} {ratio:8.2f} × (aim: at most {AIM})\n")


if __name__ == "__main__":
    main()
