"""The workbooks people fill in, made from their descriptions in `sheets`.

`python -m sto_xl.build` rebuilds those that stand in the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sto_xl import outputs
from sto_xl.books.roster import Content, roster_bytes

__all__ = ["ROSTER", "WORKBOOKS", "Content", "build", "roster_bytes", "write_roster"]

#: Where the repository keeps the built workbooks.
WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
ROSTER = "regiobestand.xlsx"


def write_roster(path: Path, content: Content | None = None) -> None:
    """Write a roster, whole or not at all: the empty template, or one that holds this content."""
    outputs.write(path, roster_bytes(content))


def build(folder: Path = WORKBOOKS) -> tuple[Path, ...]:
    """Write every workbook of the repository into a folder; give their paths."""
    roster = folder / ROSTER
    write_roster(roster)
    return (roster,)


if __name__ == "__main__":
    for path in build():
        sys.stdout.write(f"{path}\n")
