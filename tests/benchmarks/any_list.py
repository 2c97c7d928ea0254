"""Lists of every shape read and adopted, once and twice as large: CPU ratios, never seconds.

Run by hand: `PYTHONPATH=tests python tests/benchmarks/any_list.py`. Twice the rows, cells or merged
ranges should cost at most twice the CPU, and to look whether each cell is spelt as usual at most a
tenth of reading.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from sto_xl.adopt import adopt
from sto_xl.books.build import write_roster
from sto_xl.books.reading.annotated import read_annotated
from sto_xl.books.reading.file import read_file
from sto_xl.books.reading.package import open_package
from sto_xl.books.reading.spelling import plain
from support import rosters

ROUNDS = 2
CELLS = 6_000
HEADINGS = ("School", "Plaats", "Contactpersoon", "E-mail", "Telefoon", "Opmerking")
_WORDS = ("school", "techniek", "bijlage", "overleg", "datum", "regio", "leerling", "bestuur")
_CHANCE = random.Random(1)  # noqa: S311 - no secret

Sheet = Any


def text() -> str:
    """Give a few words and a number."""
    return f"{' '.join(_CHANCE.choices(_WORDS, k=4))} {_CHANCE.randint(1, 99_999)}"


def row(number: int, school: str = "", place: str = "Waterhoven") -> list[object]:
    """Give a school with a contact."""
    name = school or f"School {number}"
    mail, phone = f"j{number}@school.example", f"06 {number:08}"
    return [name, place, f"J. Jansen {number}", mail, phone, text()]


def merged(sheet: Sheet, cells: int) -> None:
    """Merge two columns over each two rows."""
    for at in range(1, cells // 6, 2):
        sheet.write_row(at, 0, row(at))
        sheet.write_row(at + 1, 0, row(at + 1))
        sheet.merge_range(at, 0, at + 1, 0, f"School {at}")
        sheet.merge_range(at, 1, at + 1, 1, "Waterhoven")


def merged_beside_each_other(sheet: Sheet, cells: int) -> None:
    """Merge headings over two columns each, in one row."""
    for at in range(6, cells // 8, 2):
        sheet.merge_range(0, at, 0, at + 1, text())
        sheet.write_row(1, at, ["School", "Plaats"])
        sheet.write_row(2, at, [text(), text()])


def schools(sheet: Sheet, cells: int) -> None:
    """Write a school in each row."""
    for at in range(1, cells // 6):
        sheet.write_row(at, 0, row(at))


def one_school(sheet: Sheet, cells: int) -> None:
    """Write a contact of one school in each row."""
    for at in range(1, cells // 6):
        sheet.write_row(at, 0, row(at, "Vakschool"))


def namesakes(sheet: Sheet, cells: int) -> None:
    """Write a school in each row, all of one name and each in a place of its own."""
    for at in range(1, cells // 6):
        sheet.write_row(at, 0, row(at, "Vakschool", f"Plaats {at}"))


def texts(sheet: Sheet, cells: int) -> None:
    """Write texts of which no heading is known, next to a list."""
    sheet.write_row(0, 6, [text() for _ in range(14)])
    for at in range(1, cells // 20):
        sheet.write_row(at, 0, [text() for _ in range(20)])


def columns(sheet: Sheet, cells: int) -> None:
    """Write texts far to the right."""
    for at in range(1, 16):
        sheet.write_row(at, 0, [text() for _ in range(cells // 16)])


def titles(sheet: Sheet, cells: int) -> None:
    """Write a text that stands alone above each school."""
    for at in range(1, cells // 6, 2):
        sheet.write(at, 0, text())
        sheet.write_row(at + 1, 0, row(at))


SHAPES: Mapping[str, Callable[[Sheet, int], None]] = {
    f.__name__: f
    for f in (
        *(merged, merged_beside_each_other, schools, one_school, namesakes, texts, columns),
        titles,
    )
}


def best(work: Callable[[], object]) -> float:
    """Give the least CPU time of a piece of work, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.xlsx"
        for name, write in SHAPES.items():
            spent = []
            for cells in (CELLS, 2 * CELLS):
                book = xlsxwriter.Workbook(path)
                sheet = book.add_worksheet()
                sheet.write_row(0, 0, HEADINGS)
                write(sheet, cells)
                book.close()
                spent.append(best(lambda: adopt(read_annotated(path))))
            each = 1_000_000 * spent[1] / (2 * CELLS)
            ratio = spent[1] / spent[0]
            sys.stdout.write(f"{name:26} {ratio:5.2f} × for twice as much ({each:.0f} µs a cell)\n")
        for count in (100, 2_000):
            write_roster(path, rosters.roster(count, 0))
            parts = [sheet.xml for sheet in open_package(path).sheets]
            look = best(lambda: [plain(xml) for xml in parts])  # noqa: B023 - at once
            share = look / best(lambda: read_file(path))
            sys.stdout.write(
                f"{'looking at each cell':26} {share:5.0%} of reading {count} schools\n"
            )


if __name__ == "__main__":
    main()
