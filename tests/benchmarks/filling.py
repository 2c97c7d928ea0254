"""A roster filled in, as most people would and as we do: CPU ratios, never seconds to hold to.

Run by hand: `PYTHONPATH=tests python tests/benchmarks/filling.py`. Both sides put the same
findings, signals and figures into the same workbook; ours is what it takes above reading, theirs
loading, changing and saving. Each figure is the best of several rounds in this process.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from sto_xl.books.build import roster_bytes
from sto_xl.books.filling import FileBook
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.grid import Changes, Formula, a1, area_of
from sto_xl.region import routines, write_back
from support.rosters import roster

ROUNDS = 7
#: Of a roster with so many schools, the milliseconds that filling it in may take above reading.
AIMS = {20: 15, 100: 35, 2_000: 300}
LEAST_TIMES = 12


def wanted(path: Path) -> Changes:
    """Give what Controleren, Scholen markeren and Samenvatting bijwerken write."""
    examined = routines.examine(read_file(path), examples.PEILDATUM)
    figures = write_back.figures(examined).tables
    control = write_back.control(examined.report).tables
    return Changes({**control, **figures}, write_back.flags(examined).columns)


def ours(path: Path, changes: Changes) -> float:
    """Fill a roster in; give the CPU time above reading it, in milliseconds."""
    book = FileBook.open(path)
    book.snapshot()
    start = time.process_time()
    book.apply(changes)
    return (time.process_time() - start) * 1000


def usual(path: Path, changes: Changes) -> float:
    """Fill a roster in as most people would; give the CPU time, in milliseconds."""
    start = time.process_time()
    book = openpyxl.load_workbook(path)
    for name, rows in changes.tables.items():
        sheet = next(sheet for sheet in book if name in sheet.tables)
        top, left, _, right = area_of(sheet.tables[name].ref)
        for r, row in enumerate(rows, start=top + 1):
            for c, cell in enumerate(row, start=left):
                sheet.cell(r, c, cell.text if isinstance(cell, Formula) else cell)
        sheet.tables[name].ref = a1((top, left, top + max(len(rows), 1), right))
    for column in changes.columns:
        for line, cell in enumerate(column.cells):
            value = cell.text if isinstance(cell, Formula) else cell
            book[column.sheet].cell(column.top + line, column.column, value)
    book.save(io.BytesIO())
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        for schools, aim in AIMS.items():
            path = Path(folder) / f"{schools}.xlsx"
            path.write_bytes(roster_bytes(roster(schools, schools // 10)))
            changes = wanted(path)
            rounds = ROUNDS if schools < max(AIMS) else ROUNDS // 2
            # In turn, so that whatever else the computer does hinders both.
            times = [(ours(path, changes), usual(path, changes)) for _ in range(rounds)]
            filling, theirs = (min(times) for times in zip(*times, strict=True))
            findings = len(changes.tables["tblControle"])
            sys.stdout.write(
                f"{schools:5} schools, {findings:5} findings: {theirs / filling:5.1f} × less CPU "
                f"(at least {LEAST_TIMES})   {filling:6.1f} ms (at most {aim})\n"
            )


if __name__ == "__main__":
    main()
