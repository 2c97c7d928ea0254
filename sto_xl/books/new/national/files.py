"""The sheets Bestanden and Controlegetallen: every file, exceptions first; the digests last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.new.reports.lists import write_listing
from sto_xl.books.new.reports.pages import Opening
from sto_xl.books.new.style import Writer
from sto_xl.books.report.contents import InputFile
from sto_xl.books.report.nation import DIGESTS, TAKEN_IN
from sto_xl.grid import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: What is said of a file with which nothing is the matter.
_PLAIN = ("verwerkt", "gelezen", "")


def write_files(
    writer: Writer,
    sheet: Worksheet,
    subtitle: str,
    rosters: Sequence[InputFile],
    plans: Sequence[InputFile],
) -> None:
    """Write what became of every file."""
    note = (
        "Bovenaan staat wat niet gewoon is verwerkt. De controlegetallen staan op het laatste blad."
    )
    opening = Opening("Bestanden", subtitle)
    write_listing(writer, sheet, TAKEN_IN, opening, taken_in(rosters, plans), note=note)


def write_digests(
    writer: Writer, sheet: Worksheet, subtitle: str, files: Sequence[InputFile]
) -> None:
    """Write the digest of every file that has one."""
    rows = [(one.file, one.sha256) for one in files if one.sha256]
    note = "Waaraan te zien is dat een bestand hetzelfde is als dat van deze cijfers."
    write_listing(writer, sheet, DIGESTS, Opening("Controlegetallen", subtitle), rows, note=note)


def taken_in(rosters: Sequence[InputFile], plans: Sequence[InputFile]) -> list[Row]:
    """Give the rows of `TAKEN_IN`, exceptions first."""
    given = [*((one, "regiobestand") for one in rosters), *((one, "techniekplan") for one in plans)]
    given.sort(key=lambda found: found[0].stand in _PLAIN and not found[0].note)
    return [(one.file, kind, one.region, one.stand, one.note, one.version) for one, kind in given]
