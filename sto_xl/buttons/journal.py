"""What a run changed in a workbook, kept so that it can be taken back: one file for each run.

The files lie in the user's own data folder, readable by no one else. Their names are the runs';
the run's name stands in the workbook too, so a renamed or copied workbook needs no path.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from sto_xl.grid import Cell, CellRow, Formula, TableWritten
from sto_xl.system import outputs, userdata

#: How many runs of one workbook are kept, and for how many days.
KEPT_RUNS = 10
KEPT_DAYS = 90
_NAME = re.compile(r"[\w .-]{1,60}")


@dataclass(frozen=True, slots=True)
class CellWritten:
    """A cell of a user's table, found by its row's key and its heading.

    Of rows with the same key it is number `occurrence`, from 0, of `of`; `row` tells them apart by
    a fingerprint of their other cells.
    """

    table: str
    heading: str
    key: str
    occurrence: int
    of: int
    row: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Entry:
    """One run: its name and that of the run before, what it wrote, the letters it made.

    `tails` are the last rows that it gave users' tables, by table.
    `beside` names what else it made in their folder. `earlier` names the runs before it that are
    still kept, the last one first.
    """

    run: str
    before: str
    made: dt.date
    action: str
    template: str
    tables: Mapping[str, TableWritten]
    cells: tuple[CellWritten, ...] = ()
    folder: str = ""
    letters: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    tails: Mapping[str, TableWritten] = field(default_factory=dict)


class Runs(Protocol):
    """Where runs are kept that can be taken back."""

    def keep(self, entry: Entry) -> None:
        """Keep a run. Raises `Failure`."""
        ...

    def find(self, run: str) -> Entry | None:
        """Give a run; None when it is not kept."""
        ...

    def drop(self, run: str) -> None:
        """Let go of a run."""
        ...


class Journal:
    """The runs that can be taken back, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take a folder; it is made when something is kept."""
        self.folder = folder

    @classmethod
    def of_the_user(cls) -> Journal:
        """Give the journal in the user's own data folder."""
        return cls(userdata.folder() / "journal")

    def keep(self, entry: Entry) -> None:
        """Keep a run, and let go of what is too old or too long ago. Raises `Failure`."""
        try:
            userdata.make_own(self.folder)
        except OSError as error:
            raise outputs.unwritable(self.folder, error) from error
        kept, past = in_line(entry, self.find(entry.before))
        path = self.folder / f"{entry.run}.json"
        outputs.write(path, as_json(kept))
        for one in (path, *self._kept()):
            userdata.close(one)
        for run in past:
            self.drop(run)
        self._drop_before(entry.made - dt.timedelta(days=KEPT_DAYS))

    def find(self, run: str) -> Entry | None:
        """Give a run; None when it is not kept, or cannot be read any more."""
        try:
            path = self._path(run)
            return from_json(path.read_bytes()) if path else None
        except OSError:
            return None

    def drop(self, run: str) -> None:
        """Let go of a run."""
        if path := self._path(run):
            with contextlib.suppress(OSError):
                path.unlink()

    def clear(self) -> int:
        """Let go of every run; gives how many there were."""
        paths = self._kept()
        for path in paths:
            path.unlink()
        return len(paths)

    def _path(self, run: str) -> Path | None:
        """Give where a run is kept; None for what is no name of one, but leads elsewhere."""
        return self.folder / f"{run}.json" if _NAME.fullmatch(run) else None

    def _kept(self) -> list[Path]:
        """Give all that lies here as runs do; nothing, where another folder was put in the way."""
        if outputs.leads_away(self.folder) or not self.folder.is_dir():
            return []
        return [path for path in self.folder.glob("*.json") if _NAME.fullmatch(path.stem)]

    def _drop_before(self, day: dt.date) -> None:
        oldest = dt.datetime.combine(day, dt.time()).timestamp()
        for path in self._kept():
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def in_line(entry: Entry, last: Entry | None) -> tuple[Entry, tuple[str, ...]]:
    """Give a run with the runs before it that stay kept, and those that are too long ago.

    `last` is the run before it, if that is kept.
    """
    line = (entry.before, *last.earlier) if last else ()
    return replace(entry, earlier=line[: KEPT_RUNS - 1]), line[KEPT_RUNS - 1 :]


def as_json(entry: Entry) -> bytes:
    """Give a run as it is kept."""
    content = asdict(entry) | {
        "made": entry.made.isoformat(),
        "tables": _tables_as_json(entry.tables),
        "tails": _tables_as_json(entry.tails),
        "cells": [
            asdict(c) | {"before": _plain(c.before), "after": _plain(c.after)} for c in entry.cells
        ],
    }
    return os.fsencode(json.dumps(content, ensure_ascii=True))


def from_json(kept: bytes) -> Entry | None:
    """Give a run as it was kept; None when it cannot be read any more."""
    try:
        return _entry(json.loads(kept))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _entry(content: dict[str, Any]) -> Entry:
    tables = _tables(content.pop("tables"))
    tails = _tables(content.pop("tails", {}))
    cells = tuple(
        CellWritten(**{**c, "before": _cell(c["before"]), "after": _cell(c["after"])})
        for c in content.pop("cells")
    )
    made = dt.date.fromisoformat(content.pop("made"))
    content |= {name: tuple(content.get(name, ())) for name in ("letters", "beside", "earlier")}
    entry = Entry(**content, made=made, tables=tables, cells=cells, tails=tails)
    names = (entry.run, entry.before, entry.action, entry.template, entry.folder)
    if not all(isinstance(n, str) for n in (*names, *entry.letters, *entry.beside, *entry.earlier)):
        raise TypeError(names)
    return entry


def _tables_as_json(tables: Mapping[str, TableWritten]) -> dict[str, object]:
    return {
        name: asdict(t) | {"before": _rows(t.before), "after": _rows(t.after)}
        for name, t in tables.items()
    }


def _tables(content: dict[str, Any]) -> Mapping[str, TableWritten]:
    return {
        name: TableWritten(
            **{**t, "before": _cell_rows(t["before"]), "after": _cell_rows(t["after"])}
        )
        for name, t in content.items()
    }


def _rows(rows: tuple[CellRow, ...]) -> list[list[object]]:
    return [[_plain(cell) for cell in row] for row in rows]


def _cell_rows(rows: list[list[Any]]) -> tuple[CellRow, ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _plain(cell: Cell) -> object:
    """Give a cell as JSON can hold it: what JSON has no word for, with its kind."""
    if isinstance(cell, Formula):
        return {"formula": cell.text}
    if isinstance(cell, dt.datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, dt.time):
        return {"time": cell.isoformat()}
    return cell


def _cell(plain: Any) -> Cell:  # noqa: ANN401  (what JSON holds)
    if not isinstance(plain, dict):
        return plain  # type: ignore[no-any-return]
    ((kind, text),) = plain.items()
    readers: Mapping[str, Callable[[str], Cell]] = {
        "formula": Formula,
        "datetime": dt.datetime.fromisoformat,
        "date": dt.date.fromisoformat,
        "time": dt.time.fromisoformat,
    }
    return readers[kind](text)
