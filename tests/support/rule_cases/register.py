"""The cases of the rules that hold a roster beside DUO's open data, and the register that tells."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

from sto_xl.register import DuoKind, Register, importing
from support import duo_files
from support.rule_texts import (
    OFFER,
    OFFERINGS,
    SCHOOLS,
    with_offering,
    with_region,
    with_school,
)

_HEAD = "code   | naam | straat | nr | postcode | plaats | gemeente | bestuur\n"
_STAYED = """\
00AH17 | Openbare SGM De Werkhoek voor Mavo Vbo | Dorpsweg | 1 | 9401 SL | ASSEN | ASSEN | 41234
00AH18 | Het Anker | Dorpsweg | 2 | 9401 SL | ASSEN | ASSEN | 41234
00AH21 | De Sluis | Kanaal | 4 | 9411 AA | BEILEN | MIDDEN-DRENTHE | 55555
"""
#: What DUO listed in September 2025, and in March 2026: one was closed, one moved.
BEFORE = f"""{_HEAD}{_STAYED}\
00AH19 | De Oude Werkhoek | Dorpsweg | 1 | 9401 SL | ASSEN | ASSEN | 41234
00AH20 | De Vaart | Kade | 5 | 9711 AA | GRONINGEN | GRONINGEN | 41234
"""
NOW = f"""{_HEAD}{_STAYED}\
00AH20 | De Vaart | Dorpsweg | 9 | 9401 SL | ASSEN | ASSEN | 41234
"""
PUPILS = """
code   | naam        | plaats | type           | afdeling                     | 3man | 4man
00AH17 | De Werkhoek | ASSEN  | VMBO BL lj 3-4 | Dienstverlening en producten | 20   | 20
00AH18 | Het Anker   | ASSEN  | VMBO BL lj 3-4 | Dienstverlening en producten | 20   | 20
00AH18 | Het Anker   | ASSEN  | VMBO TL lj 3-4 |                              | 60   | <5
00AH20 | De Vaart    | ASSEN  | VMBO KL lj 3-4 | Groen                        | <5   | <5
00AH20 | De Vaart    | ASSEN  | VMBO BL lj 3-4 | Groen                        | 30   | <5
00AH20 | De Vaart    | ASSEN  | VMBO BL lj 3-4 | Bouwen, wonen en interieur   | 12   | 0
"""


@cache
def register() -> Register:
    """Give the register of the cases."""
    kinds = (
        ("eerst.csv", DuoKind.VESTIGINGEN, BEFORE, dt.date(2025, 9, 1)),
        ("nu.csv", DuoKind.VESTIGINGEN, NOW, dt.date(2026, 3, 1)),
        ("leerlingen-2025.csv", DuoKind.LEERLINGEN, PUPILS, None),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.sqlite"
        files = [
            importing.read(duo_files.write(Path(folder) / name, kind, text), day)
            for name, kind, text, day in kinds
        ]
        importing.put(path, files, dt.date(2026, 9, 30))
        return Register.open(path)


_AREA = "[tblGebied]\nGemeente | Hoort erbij\n"


def beside(row: str, **lines: str) -> str:
    """Write the quiet roster with one more school, whose address is told."""
    return with_region(**lines).replace(SCHOOLS, f"{SCHOOLS}{row}\n")


def offering(*rows: str) -> str:
    """Write the quiet roster with these rows of Aanbod beside its own."""
    return with_region().replace(OFFERINGS, OFFERINGS + "\n".join(rows) + "\n")


#: code: (what triggers it, where, what does not).
CASES: dict[str, tuple[str, str, str]] = {
    "REG-001": (
        beside("00AH99 | De Nieuwe | 41234 | vmbo"),
        "Scholen!A4",
        beside("00AH99 | De Nieuwe | 41234 | vso"),
    ),
    "REG-002": (
        beside("00AH19 | De Oude Werkhoek | 41234 | vmbo"),
        "Scholen!A4",
        with_school("00AH19 | De Oude Werkhoek | 41234 | vmbo | | | | | 00AH17"),
    ),
    "REG-003": (
        beside("00AH20 | De Vaart | 41234 | vmbo | | Kade 5 | 9711AA"),
        "Scholen!C4",
        beside("00AH20 | De Vaart | 41234 | vmbo | | Postbus 20 | 9400 AB"),
    ),
    "REG-004": (
        beside("00AH21 | College Het Baken | 55555 | vmbo"),
        "Scholen!B4",
        beside("00AH21 | Sluis, de (Beilen) | 55555 | vmbo"),
    ),
    "REG-005": (
        beside("00AH21 | De Sluis | 55555 | vmbo | | | | Assen"),
        "Scholen!E4",
        beside("00AH21 | De Sluis | 55555 | vmbo | | | | Beilen (DR)"),
    ),
    "REG-006": (
        beside("00AH21 | De Sluis | 41234 | vmbo"),
        "Scholen!F4",
        beside("00AH21 | De Sluis | 5555 | vmbo"),
    ),
    "REG-007": (
        beside("00AH21 | De Sluis | 55555 | vmbo") + f"{_AREA}Assen\n",
        "Scholen!A4",
        beside("00AH21 | De Sluis | 55555 | vmbo") + f"{_AREA}Assen\n00AH21\n",
    ),
    "REG-008": (
        with_region() + f"{_AREA}Asen\n",
        "Gebied!A2",
        with_region() + f"{_AREA}assen\n00AH21 | nee\n",
    ),
    "REG-020": (
        offering("00AH17 | PIE | BB | 9"),
        "Aanbod!B4",
        offering("00AH17 | PIE | BB | 0", "00AH17 | | TL | 9"),
    ),
    "REG-021": (
        beside("00AH20 | De Vaart | 41234 | vmbo"),
        "Scholen!A4",
        beside("00AH20 | De Vaart | 41234 | vmbo").replace(
            OFFERINGS, f"{OFFERINGS}00AH20 | Groen | BB | 33\n00AH20 | BWI | BB | 0\n"
        ),
    ),
    "REG-022": (
        with_offering("00AH17 | D&P | BB | 51"),
        "Aanbod!D2",
        with_offering("00AH17 | D&P | BB | 50"),
    ),
}


def pupils(code: str, *rows: str) -> str:
    """Write the quiet roster with this school and these rows of Aanbod only."""
    text = beside(f"{code} | De Vaart | 41234 | vmbo")
    return text.replace(OFFERINGS, OFFER + "".join(f"{code} | {row}\n" for row in rows))
