"""Rebuild the committed workbooks from their descriptions: `python -m sto_xl.build`."""

from __future__ import annotations

import sys
from pathlib import Path

from sto_xl.books.template import Content, roster_bytes, write_roster

__all__ = ["WORKBOOKS", "Content", "build", "roster_bytes", "write_roster"]

WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"


def build(folder: Path = WORKBOOKS) -> tuple[Path, ...]:
    """Write every workbook that stands in the repository; give their paths."""
    roster = folder / "regiobestand.xlsx"
    write_roster(roster)
    return (roster,)


if __name__ == "__main__":
    for path in build():
        sys.stdout.write(f"{path}\n")
