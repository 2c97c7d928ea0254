"""Files as DUO publishes them, of invented schools, with the headings of two periods."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sto_xl.register import DuoKind

_COUNTS = [
    f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in range(1, 7) for sex in ("MAN", "VROUW")
]
_ADDRESS = [
    *("VESTIGINGSNAAM", "STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM"),
    *("GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES"),
    *("ONDERWIJSSTRUCTUUR", "STRAATNAAM CORRESPONDENTIEADRES"),
    *("HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES", "POSTCODE CORRESPONDENTIEADRES"),
    *("PLAATSNAAM CORRESPONDENTIEADRES", "NODAAL GEBIED CODE", "NODAAL GEBIED NAAM"),
    *("RPA-GEBIED CODE", "RPA-GEBIED NAAM", "WGR-GEBIED CODE", "WGR-GEBIED NAAM"),
    *("COROPGEBIED CODE", "COROPGEBIED NAAM", "ONDERWIJSGEBIED CODE", "ONDERWIJSGEBIED NAAM"),
    *("RMC-REGIO CODE", "RMC-REGIO NAAM"),
]
_PUPILS = ["INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING", "PROVINCIE VESTIGING"]
_TYPE = ["ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", "VMBO SECTOR", "AFDELING"]
_EXAMEN = [
    *("INSTELLINGSNAAM VESTIGING", "GEMEENTENAAM VESTIGING", "PROVINCIE VESTIGING"),
    *("ONDERWIJSTYPE VO", "LEERWEG VMBO", "VMBO SECTOR", "AFDELING", "EXAMENKANDIDATEN"),
    *("GESLAAGDEN", "GEZAKTEN", "GEMIDDELD CIJFER SCHOOLEXAMEN"),
    *("GEMIDDELD CIJFER CENTRAAL EXAMEN", "GEMIDDELD CIJFER CIJFERLIJST"),
]
_OLD, _NEW = ["BRIN NUMMER", "VESTIGINGSNUMMER"], ["INSTELLINGSCODE", "VESTIGINGSCODE"]
_BOARD = ["PROVINCIE", "BEVOEGD GEZAG NUMMER"]
_SAMEN = "SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO"

#: The headings that DUO had about 2020, and those of today.
OLD: Mapping[DuoKind, Sequence[str]] = {
    DuoKind.VESTIGINGEN: [*_BOARD, *_OLD, *_ADDRESS],
    DuoKind.LEERLINGEN: [*_OLD, *_PUPILS, *_TYPE, "ELEMENTCODE", "OPLEIDINGSNAAM", *_COUNTS],
    DuoKind.EXAMEN: [*_OLD, *_EXAMEN],
}
NEW: Mapping[DuoKind, Sequence[str]] = {
    DuoKind.VESTIGINGEN: [*_BOARD, *_NEW, *_ADDRESS, "VAKANTIEREGIO"],
    DuoKind.LEERLINGEN: [
        *(*_NEW, *_PUPILS, _SAMEN, *_TYPE),
        *("ERKENDE OPLEIDINGSCODE", "OPLEIDINGSNAAM", *_COUNTS),
    ],
    DuoKind.EXAMEN: [*_NEW, *_EXAMEN],
}
#: What the tables in tests call a column, by what DUO calls it.
_SHORT = {
    **dict.fromkeys(("VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING"), "naam"),
    "STRAATNAAM": "straat",
    "HUISNUMMER-TOEVOEGING": "nr",
    "POSTCODE": "postcode",
    **dict.fromkeys(("PLAATSNAAM", "PLAATSNAAM VESTIGING"), "plaats"),
    **dict.fromkeys(("GEMEENTENAAM", "GEMEENTENAAM VESTIGING"), "gemeente"),
    "GEMEENTENUMMER": "gemeentenummer",
    "BEVOEGD GEZAG NUMMER": "bestuur",
    "TELEFOONNUMMER": "telefoon",
    "RMC-REGIO CODE": "rmc",
    "RMC-REGIO NAAM": "rmc-naam",
    "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR": "type",
    "ONDERWIJSTYPE VO": "type",
    "LEERWEG VMBO": "leerweg",
    "VMBO SECTOR": "sector",
    "AFDELING": "afdeling",
    "EXAMENKANDIDATEN": "kandidaten",
    **{name: name[23:].replace(" - ", "").lower() for name in _COUNTS},
}
#: What a file has where a test does not say it.
_USUAL = {
    "bestuur": "90001",
    "gemeentenummer": "0106",
    "rmc": "07",
    "rmc-naam": "Hoek",
    "telefoon": "0850001201",
    "type": "VMBO",
    "sector": "Techniek",
    "straat": "Sluisweg",
    "nr": "1",
    "postcode": "4191 KA",
    "plaats": "HOEK",
    "gemeente": "HOEK",
    "PROVINCIE": "Gelderland",
    "ONDERWIJSSTRUCTUUR": "VBO/MAVO",
    **dict.fromkeys((name[23:].replace(" - ", "").lower() for name in _COUNTS), "0"),
}

Rows = Iterable[Mapping[str, str]]


def table(text: str) -> list[dict[str, str]]:
    """Read a table of text: headings and rows with `|` between the cells."""
    head, *lines = [[c.strip() for c in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


def grid(kind: DuoKind, rows: Rows, headings: Sequence[str] | None = None) -> list[list[str]]:
    """Give a file of DUO as rows of cells, headings first; a column `code` fills both its own."""
    headings = NEW[kind] if headings is None else headings
    return [list(headings), *([_cell(kind, row, name) for name in headings] for row in rows)]


def _cell(kind: DuoKind, row: Mapping[str, str], heading: str) -> str:
    if heading in (_OLD[0], _NEW[0]):
        return row["code"][:4]
    if heading in (_OLD[1], _NEW[1]):
        return row["code"][4 if kind is DuoKind.LEERLINGEN else 0 :]
    short = _SHORT.get(heading, heading)
    return row.get(short, row.get(heading, _USUAL.get(short, "")))


def text(rows: Iterable[Sequence[str]], **dialect: object) -> str:
    """Write rows as DUO does: with semicolons, unless another dialect is given."""
    written = io.StringIO(newline="")
    kind = type("Dialect", (csv.excel,), {"delimiter": ";", **dialect})
    csv.writer(written, kind).writerows(rows)
    return written.getvalue()


def write(path: Path, kind: DuoKind, told: str, headings: Sequence[str] | None = None) -> Path:
    """Write a table of text as a file of DUO."""
    path.write_bytes(text(grid(kind, table(told), headings)).encode("cp1252"))
    return path
