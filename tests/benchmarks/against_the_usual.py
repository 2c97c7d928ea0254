"""What a user would otherwise write, and ours, in one run: CPU ratios, never seconds to hold to.

Run by hand: `python tests/benchmarks/against_the_usual.py`. Both sides do the same work on the same
roster of the demo; each figure is the best of several rounds in this process.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from docxtpl import DocxTemplate

from sto_xl.books.build import write_roster
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.letters.template import compile_template
from sto_xl.region import invitations, routines, workbooks
from sto_xl.system import outputs

ROUNDS = 7


def best(work: Callable[[], object]) -> float:
    """Give the least CPU time of a piece of work, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def usual_reading(path: Path) -> list[list[object]]:
    """Read every table as most people would."""
    book = openpyxl.load_workbook(path, data_only=True)
    tables = [sheet[table.ref] for sheet in book for table in sheet.tables.values()]
    return [[cell.value for row in table for cell in row] for table in tables]


def main() -> None:
    """Print the ratios."""
    content = examples.regions()["rivierenhoek"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rivierenhoek.xlsx"
        write_roster(path, content)
        examined = routines.examine(read_file(path), examples.PEILDATUM)
        data = outputs.shipped("templates", "uitnodiging.docx").read_bytes()
        invitation = invitations.invite(examined)[0][0]
        letter = invitation.letter(dt.date(2026, 9, 30))
        template = compile_template(data, "uitnodiging.docx")

        def usual_letter() -> None:
            document = DocxTemplate(io.BytesIO(data))
            document.init_docx()
            document.render(letter.fields(), jinja_env=_filters())
            document.save(io.BytesIO())

        lines = (
            ("reading a roster", best(lambda: usual_reading(path)), best(lambda: read_file(path))),
            ("making a letter", best(usual_letter), best(lambda: template.render(letter.fields()))),
        )
        for what, usual, ours in lines:
            sys.stdout.write(f"{what:24} {usual / ours:6.1f} × less CPU  ({ours:.2f} ms)\n")
        for name, work in (
            ("reading and checking", lambda: routines.examine(read_file(path), examples.PEILDATUM)),
            ("the summary workbook", lambda: workbooks.region_summary(examined)),
            ("the findings workbook", lambda: workbooks.findings(examined)),
        ):
            sys.stdout.write(f"{name:24} {'':17} ({best(work):.2f} ms)\n")


def _filters() -> object:
    import jinja2

    from sto_xl.model.wording import DUTCH

    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(DUTCH.filters)
    return environment


if __name__ == "__main__":
    main()
