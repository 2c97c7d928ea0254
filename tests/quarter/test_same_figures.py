"""What the national workbook prints is what kerncijfers.csv holds, cell by cell, hidden or not."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.figures import basis
from sto_xl.figures.disclosure import Disclosure
from sto_xl.grid import Row, Snapshot, Value
from sto_xl.quarter import key_figures, national
from sto_xl.region import routines
from support import duo
from support.tables import book

#: Whose number it is, of which part, and which figure.
Key = tuple[str, str, str]
HIDDEN, NOTHING = {"<5", "afgeschermd"}, {"–", None}
NATION = "Landelijk"
#: What each table is split up by, how many of its columns name the part, and its figures.
SPLIT: Mapping[str, tuple[str, int, Mapping[str, str]]] = {
    "tblStatus": ("deelname", 1, {"Vmbo-locaties": "vmbo"}),
    "tblKlasse": (
        "klasse",
        1,
        {"Vmbo-locaties": "vmbo", "Deelnemers": "deelnemers", "Deelname": "deelname"},
    ),
    "tblSignalen": ("signaal", 1, {"Vmbo-locaties": "gesignaleerd"}),
    "tblManieren": ("manier", 1, {"Vmbo-locaties": "vmbo", "Deelnemers": "deelnemers"}),
    "tblPlanstatus": (
        "planstatus",
        1,
        {"Plannen": "plannen", "Gevraagd": "gevraagd", "Toegekend": "toegekend"},
    ),
    "tblProfielLeerweg": (
        "profiel",
        2,
        {
            "Vmbo-locaties": "vmbo",
            "Leerlingen": "leerlingen",
            "Bereikt": "bereikt",
            "Bereik": "bereik",
        },
    ),
}
#: The figures of the sheet Regio's.
OF_REGIONS = {
    "Vmbo-locaties": "vmbo",
    "Deelnemers": "deelnemers",
    "Deelname": "deelname",
    "Leerlingen BB, KB en GL": "leerlingen",
    "Bereikt": "bereikt",
    "Bereik": "bereik",
    "Deelname niet-technisch": "deelname_niet_technisch",
    "Vraagt aandacht": "vraagt_aandacht",
    "Bereik onbekend": "bereik_onbekend",
    "Plannen": "plannen",
    "Toegekend": "toegekend",
    "Openstaand": "openstaand",
    "Budget over": "budget_over",
    "Budget over na openstaande plannen": "budget_over_na",
    "Cofinanciering van de begroting": "cofinanciering_aandeel",
    "Verlopen mijlpalen": "mijlpalen_te_laat",
    "Fouten": "bevindingen_fout",
}


Rosters = Mapping[str, Mapping[str, tuple[Row, ...]]]


def rosters(which: str) -> tuple[Rosters, dt.date]:
    if which == "demo":
        return examples.regions(), examples.PEILDATUM
    folder = duo.SLICE if which == "slice" else Path(os.environ["STO_XL_DUO"])
    return duo.rosters(folder), dt.date(2026, 12, 31)


NO_DUO = pytest.mark.skipif("STO_XL_DUO" not in os.environ, reason="STO_XL_DUO names no folder")


@pytest.mark.parametrize(
    "which", ["demo", "slice", pytest.param("nation", marks=[pytest.mark.slow, NO_DUO])]
)
def test_each_figure_that_stands_in_both_is_the_same(which: str, tmp_path: Path) -> None:
    found, peildatum = rosters(which)
    every = [routines.examine(book(content), peildatum).basis for content in found.values()]
    disclosure = Disclosure(basis.nation(every))
    path = tmp_path / "landelijk.xlsx"
    path.write_bytes(national.workbook(disclosure, "2026-Q3", peildatum, inputs=[], absence=""))
    rows = _rows(key_figures.as_csv(disclosure))
    printed = list(_printed(read_file(path), rows))
    for key, value in printed:
        assert _same(value, rows.get(key)), (key, value, rows.get(key))
    told = {key for key, _ in printed}
    # On paper a profile that nobody offers is left out.
    of_nation = {key for key, row in rows.items() if key[0] == NATION and row["waarde"] != "0"}
    assert of_nation <= told
    assert {(key[0], code) for key in rows for code in OF_REGIONS.values()} <= {
        (who, code) for who, part, code in told if not part
    }
    hidden = {key for key, row in rows.items() if row["waarde"] in HIDDEN}
    assert len(hidden & told) == len([value for _, value in printed if value in HIDDEN])
    _stand_is_the_same(read_file(path), rows)


def _rows(text: bytes) -> Mapping[Key, Mapping[str, str]]:
    """Give the rows of kerncijfers.csv; a region by its number, which the workbook has too."""
    read = csv.DictReader(text.decode("utf-8-sig").splitlines(), delimiter=";")
    return {(row["regionummer"] or NATION, row["uitsplitsing"], row["cijfer"]): row for row in read}


def _printed(made: Snapshot, rows: Mapping[Key, Mapping[str, str]]) -> Iterator[tuple[Key, Value]]:
    """Give each cell of the workbook that holds a figure, and which it is."""
    by_name = {row["naam"]: row["cijfer"] for row in rows.values()}
    for row in _table(made, "tblKerncijfers"):
        yield (NATION, "", by_name[str(row["Cijfer"])]), row["Waarde"]
    for row in (*_table(made, "tblLandelijk"), *_table(made, "tblRegios")):
        for heading, code in OF_REGIONS.items():
            yield (str(row["Regionummer"] or NATION), "", code), row[heading]
    for name, (split, parts, codes) in SPLIT.items():
        for row in _table(made, name):
            part = " ".join(str(cell) for cell in [*row.values()][:parts])
            for heading, code in codes.items():
                tl = "_tl" if parts > 1 and part.endswith(" TL") and code != "vmbo" else ""
                yield (NATION, f"{split}: {part}", f"{code}{tl}"), row[heading]


def _table(made: Snapshot, name: str) -> Iterator[Mapping[str, Value]]:
    (table,) = (t for t in made.tables if t.name == name)
    sheet = made.sheet(table.sheet)
    assert sheet is not None
    headings = [str(h) for h in sheet.cells(table.top, table.left, table.right)]
    for row in range(table.top + 1, table.bottom + 1):
        yield dict(zip(headings, sheet.cells(row, table.left, table.right), strict=True))


def _same(value: Value, row: Mapping[str, str] | None) -> bool:
    """Tell whether a cell shows what a row holds: whole numbers, whole percents, half up."""
    if row is None or not row["waarde"]:
        return value in NOTHING
    if row["waarde"] in HIDDEN:
        return value == row["waarde"] and not row["teller"] and not row["noemer"]
    held = Decimal(row["waarde"].replace(",", "."))
    unit = Decimal("0.01") if row["eenheid"] == "%" else Decimal(1)
    shown = isinstance(value, int | float)
    return shown and Decimal(str(value)) == held.quantize(unit, ROUND_HALF_UP)


def _stand_is_the_same(made: Snapshot, rows: Mapping[Key, Mapping[str, str]]) -> None:
    """See that what the workbook keeps, hidden, for the next quarter is no other and no more."""
    for kept in _table(made, "tblStandCijfers"):
        row = rows[NATION, "", str(kept["Code"])]
        for heading in ("Teller", "Noemer"):
            told = row[heading.casefold()].replace(",", ".")
            value = kept[heading]
            assert (value is None) == (not told), (row, kept)
            if isinstance(value, int | float):
                assert abs(Decimal(str(value)) - Decimal(told)) < Decimal("1e-9")
