"""What becomes of files that are spoiled on purpose: by kind, the sentence and how long it took.

    PYTHONPATH=tests python tests/benchmarks/hostile_files.py [TEMPLATES [WORKBOOKS]]

Ends with 1 when one takes longer than a reader may. What is neither refused with a sentence nor
used is a traceback here.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random

from sto_xl.books.filling import FileBook
from sto_xl.grid import Changes, TailRows, area_of
from sto_xl.letters.template import compile_template
from sto_xl.system.errors import Failure
from support.hostile import spoiled_template, spoiled_workbook
from support.letterfiles import template
from support.treasures import SHEETS, TABLES

#: Seconds for one file.
MOST = 10.0
_USED = "(used)"


def letter(data: bytes) -> object:
    """Make a letter with a template."""
    return compile_template(data, "brief.docx").render({"school": "A & B"})


def filled(data: bytes) -> object:
    """Put a row into a table of a workbook."""
    book = FileBook(data, "proef.xlsx")
    name = min(TABLES)
    top, left, _, right = area_of(TABLES[name])
    row = ("x",) * (right - left + 1)
    return book.apply(Changes(tails=(TailRows(name, SHEETS[name], top, top + 1, left, (row,)),)))


def tried(templates: int, workbooks: int) -> Iterator[tuple[str, str, str, float]]:
    """Give what kind of file each is, how it is spoiled, what is said, and the seconds."""
    sound = template("Dag {{ school }}", title="Brief aan {{ school }}")
    for seed in range(templates):
        yield "template", *_told(letter, *spoiled_template(sound, seed))
    for seed in range(workbooks):
        yield "workbook", *_told(filled, *spoiled_workbook(Random(seed)))  # noqa: S311


def _told(use: Callable[[bytes], object], kind: str, data: bytes) -> tuple[str, str, float]:
    begun = time.perf_counter()
    try:
        use(data)
    except Failure as failure:
        said = str(failure)
    else:
        said = _USED
    return kind, said, time.perf_counter() - begun


def main(templates: int = 360, workbooks: int = 1500) -> int:
    """Print the table."""
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for file, kind, said, seconds in tried(templates, workbooks):
        # Places and names differ from file to file: one of each sentence is enough.
        same = re.sub(r"‘[^’]*’|\b[A-Z]*\d+\b", "…", said)
        found[file, kind, same].append(seconds)
    for (file, kind, said), times in sorted(found.items()):
        sys.stdout.write(f"{file:9} {kind:18} {len(times):5} × {max(times):6.3f} s  {said}\n")
    slowest = max(max(times) for times in found.values())
    sys.stdout.write(f"{sum(map(len, found.values()))} files, the slowest {slowest:.3f} s\n")
    return int(slowest > MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
