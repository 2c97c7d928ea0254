"""Rosters of the whole country from DUO's open data, and the same figures counted directly.

One roster per RMC-regio stands in for the STO-regio's, whose composition is not published, and
one holds the locations that the address file does not have. DUO does not know who takes part:
here every location with a technical profile does, and no other.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.grid import Row, Value
from sto_xl.model import reference

#: Part of DUO's files, small enough to keep beside the tests.
SLICE = Path(__file__).parent / "duo_slice"
PUPILS = "leerlingen-vo-per-vestiging-naar-onderwijstype-2019.csv"
ADDRESSES = "alle-vestigingen-vo.csv"
LEERWEGEN = {"VMBO BL lj 3-4": "BB", "VMBO KL lj 3-4": "KB", "VMBO GL lj 3-4": "GL"}
LEERWEGEN |= {"VMBO TL lj 3-4": "TL"}
UNKNOWN = ("00", "RMC onbekend")
COUNTED_ON = dt.date(2019, 10, 1)
SINCE = dt.date(2025, 1, 1)


@dataclass(frozen=True)
class Row2019:
    """A vmbo row of the pupil file."""

    code: str
    name: str
    place: str
    leerweg: str
    profiel: str
    sector: str
    pupils: int


def folders() -> list[object]:
    """Give the folders with DUO's files that tests are run on: the slice, and the nation's."""
    whole = os.environ.get("STO_XL_DUO")
    reason = "STO_XL_DUO does not name the folder with DUO's files"
    marks = [pytest.mark.skipif(not whole, reason=reason), pytest.mark.slow]
    return [
        pytest.param(SLICE, id="slice"),
        pytest.param(Path(whole or ".").resolve(), id="nation", marks=marks),
    ]


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield {name: value.strip() for name, value in row.items()}


def pupil_rows(folder: Path) -> list[Row2019]:
    """Give the vmbo rows of leerjaar 3–4 that name one of the ten profiles, and those of TL."""
    by_name = {p.naam.casefold(): p.code for p in reference.profielen().values()}
    found = []
    for row in _csv(folder / PUPILS):
        leerweg = LEERWEGEN.get(row["ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"])
        profiel = by_name.get(row["AFDELING"].casefold(), "")
        if leerweg is None or (leerweg != "TL" and not profiel):
            continue
        years = (
            f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in "34" for sex in ("MAN", "VROUW")
        )
        found.append(
            Row2019(
                row["BRIN NUMMER"] + row["VESTIGINGSNUMMER"].zfill(2),
                row["INSTELLINGSNAAM VESTIGING"],
                row["PLAATSNAAM VESTIGING"],
                leerweg,
                profiel,
                row["VMBO SECTOR"],
                sum(int(row[year]) for year in years),
            )
        )
    beroepsgericht = {row.code for row in found if row.leerweg != "TL"}
    return [row for row in found if row.code in beroepsgericht]


def rosters(folder: Path) -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
    """Give the tables of a roster for each RMC-regio, by the roster's name."""
    rows = pupil_rows(folder)
    addresses = {row["VESTIGINGSNUMMER"]: row for row in _csv(folder / ADDRESSES)}
    by_region: dict[tuple[str, str], dict[str, list[Row2019]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        address = addresses.get(row.code)
        region = (address["RMC-REGIO CODE"], address["RMC-REGIO NAAM"]) if address else UNKNOWN
        by_region[region][row.code].append(row)
    return {
        f"{number} {name}": _roster(number, name, schools, addresses)
        for (number, name), schools in sorted(by_region.items())
    }


def _roster(
    number: str,
    name: str,
    schools: Mapping[str, list[Row2019]],
    addresses: Mapping[str, Mapping[str, str]],
) -> Mapping[str, tuple[Row, ...]]:
    boards = [addresses[code]["BEVOEGD GEZAG NUMMER"] for code in schools if code in addresses]
    region: dict[str, Value] = {
        "Regionummer": f"STO99{int(number):03}",
        "Naam van de regio": name,
        "Soort regio": "techniekregio",
        "Land": "Nederland",
        "Penvoerder: nummer bevoegd gezag": boards[0] if boards else None,
        "Peildatum leerlingen": COUNTED_ON,
        "Sjabloonversie": sheets.ROSTER.version,
    }
    return {
        "tblRegio": tuple((c.heading, region.get(c.heading)) for c in sheets.REGIO.columns),
        "tblScholen": tuple(
            _in_order(sheets.SCHOLEN, _school(code, rows, addresses.get(code)))
            for code, rows in sorted(schools.items())
        ),
        "tblAanbod": tuple(
            _in_order(sheets.AANBOD, line)
            for code, rows in sorted(schools.items())
            for line in _offering(code, rows)
        ),
    }


def _school(
    code: str, rows: list[Row2019], address: Mapping[str, str] | None
) -> Mapping[str, Value]:
    technical = any(reference.is_technical(row.profiel) and row.pupils for row in rows)
    school: dict[str, Value] = {
        "Vestiging": code,
        "School": rows[0].name,
        "Plaats": rows[0].place,
        "Soort": "vmbo",
        "Deelname": "deelnemer" if technical else "geen",
        "Sinds": SINCE if technical else None,
    }
    if address:
        street = f"{address['STRAATNAAM']} {address['HUISNUMMER-TOEVOEGING']}".strip()
        school |= {
            "Adres": street,
            "Postcode": address["POSTCODE"],
            "Bevoegd gezag": address["BEVOEGD GEZAG NUMMER"],
            "Telefoon": address["TELEFOONNUMMER"] or None,
        }
    return school


def _offering(code: str, rows: list[Row2019]) -> Iterator[Mapping[str, Value]]:
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        what = row.sector if row.leerweg == "TL" and row.sector != "N.v.t." else row.profiel
        sums[what, row.leerweg] += row.pupils
    for (what, leerweg), pupils in sums.items():
        yield {"Vestiging": code, "Profiel": what, "Leerweg": leerweg, "Leerlingen": pupils}


def _in_order(spec: sheets.TableSpec, values: Mapping[str, Value]) -> Row:
    return tuple(values.get(column.heading) for column in spec.columns)


def direct(folder: Path) -> Mapping[str, int]:
    """Count the national figures straight from the CSV, without any code of the product."""
    technical_names = {
        "bouwen, wonen en interieur",
        "produceren, installeren en energie",
        "mobiliteit en transport",
        "media, vormgeving en ict",
        "maritiem en techniek",
    }
    other_names = {
        "economie en ondernemen",
        "horeca, bakkerij en recreatie",
        "zorg en welzijn",
        "groen",
        "dienstverlening en producten",
    }
    locations, technical = set(), set()
    pupils = technical_pupils = 0
    tl: Counter[str] = Counter()
    for row in _csv(folder / PUPILS):
        kind = row["ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"]
        code = row["BRIN NUMMER"] + row["VESTIGINGSNUMMER"].zfill(2)
        total = sum(
            int(value)
            for name, value in row.items()
            if name.startswith("LEER-") and name[23:24] in "34"
        )
        if kind.startswith("VMBO TL lj"):
            tl[code] += total
        if kind[:7] not in {"VMBO BL", "VMBO KL", "VMBO GL"}:
            continue
        profile = row["AFDELING"].casefold()
        if profile in technical_names | other_names:
            locations.add(code)
            pupils += total
        if profile in technical_names:
            technical.add(code)
            technical_pupils += total
    return {
        "vmbo": len(locations),
        "technisch": len(technical),
        "leerlingen": pupils,
        "leerlingen_technisch": technical_pupils,
        "leerlingen_tl": sum(count for code, count in tl.items() if code in locations),
    }
