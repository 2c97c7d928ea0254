"""What a run over many rosters is asked to do, as its door was told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sto_xl.books.report import HouseStyle
from sto_xl.quarter.input_files import Expected
from sto_xl.quarter.previous import Previous
from sto_xl.register import Register


@dataclass(frozen=True, slots=True)
class Settings:
    """A run's settings, made once and passed whole.

    Letters are made of `template`, else of each roster's own, else of the shipped one; one without
    any field when it may be `plain`. `expected` are the regions that should be there, `previous` is
    the run to compare with. `thorough` reads each roster with two readers. With `rosters` each
    region gets its own back, filled in; with `pdf` summaries and the national workbook get a PDF
    beside them. Summaries are made of `summary_template`, else of the one that lies beside the
    rosters, else of the shipped one. `workers` is how many processes there may be. Rosters are held
    beside the `register`, where there is one.
    """

    period: str
    peildatum: dt.date
    letter_date: dt.date
    template: Path | None = None
    summary_template: Path | None = None
    plain: bool = False
    expected: tuple[Expected, ...] | None = None
    previous: Previous | None = None
    thorough: bool = False
    rosters: bool = False
    pdf: bool = False
    workers: int = 1
    register: Register | None = None

    def style(self, roster: Path) -> HouseStyle:
        """Give the house style of the reports of a region."""
        return HouseStyle.beside(roster.parent, summary=self.summary_template)
