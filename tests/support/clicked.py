"""Buttons of the pane, clicked: Python here, the script that speaks to Excel in node.

What goes back and forth between them is the pane's own; what carries it is this, in place of the
page and its worker. What `tests/web` does in a browser is the same with these two.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fake_excel.cells import Stored
from fake_excel.excel import FakeExcel
from fake_office.host import FakeOffice
from sto_xl.grid import address, area_of
from sto_xl.web import pane
from sto_xl.web.across import Reply
from support.pane import InNode

#: Where the name of the last run stands, of which no two are the same.
_RUN = ("Lijsten", "tblRun")
#: Files by their names.
Files = Mapping[str, bytes]


class Pane:
    """A pane that is open beside a workbook."""

    def __init__(self, node: InNode, excel: FakeExcel, folder: Path) -> None:
        """Open it; what Python needs of a disk lies in the folder."""
        self._node = node
        self._visit = pane.Pane(str(folder / "werk"))
        self.excel = excel
        self.office = FakeOffice(excel)
        self._call("prepare")
        #: What the device keeps of runs, by their names.
        self.kept: dict[str, str] = {}
        #: What is answered to a question, and the files that are chosen where some are asked for.
        self.yes = False
        self.files: Files = {}
        #: The questions that were asked.
        self.asked: list[str] = []
        #: The file that came of the last click, and how many syncs that took.
        self.made: tuple[str, bytes] = "", b""
        self.syncs = 0

    def click(self, button: str) -> str:
        """Click a button; give what is said at the end."""
        begun = self.office.syncs
        now = dt.datetime.now().isoformat()  # noqa: DTZ005  (as the user's clock has it)
        reply = self._visit.click(button, json.dumps(self._call("list")), now)
        while not {"said", "failure"} & (told := json.loads(reply.told)).keys():
            reply = self._answered(told)
        self._keep(told)
        self.made = reply.name, reply.data
        self.syncs = self.office.syncs - begun
        return str(told["said"] if "said" in told else told["failure"])

    def _answered(self, told: Mapping[str, Any]) -> Reply:
        if "read" in told:
            return self._go_on({"blocks": self._call("read", told["read"])})
        if "run" in told:
            return self._go_on({"run": self.kept.get(told["run"], "")})
        if "ask" in told:
            self.asked.append(told["question"])
            if told["ask"] == "yes":
                return self._go_on({"yes": self.yes})
            return self._go_on({"names": [*self.files]}, *self.files.values())
        if "write" in told:
            self._keep(told)
            return self._go_on(self._call("carryOut", told["write"]))
        return self._go_on({"taken_back": self._call("takeBack", told["take_back"])})

    def _go_on(self, answer: Mapping[str, Any], *files: bytes) -> Reply:
        return self._visit.go_on(json.dumps(answer), *files)

    def _keep(self, told: Mapping[str, Any]) -> None:
        self.kept |= {one["run"]: one["entry"] for one in told.get("keep", ())}
        for run in told.get("drop", ()):
            self.kept.pop(run, None)

    def _call(self, name: str, *given: object) -> Any:  # noqa: ANN401
        return self._node.call(self.office, name, *given)


def stands(excel: FakeExcel) -> Mapping[str, Any]:
    """Give all that stands in a workbook, but for the name of the last run.

    Nor for apostrophes: where a text stays the same, one need not be put before it.
    """
    found = excel.contents()
    sheet, table = _RUN
    if table in excel.tables:
        top, left, *_ = area_of(excel.table_ref(table))
        found["sheets"][sheet].pop(address(top + 1, left), None)
    cells: dict[str, dict[str, tuple[Stored, str | None, str]]] = {
        name: {place: (cell.value, cell.formula, cell.shown) for place, cell in held.items()}
        for name, held in found["sheets"].items()
    }
    if (moment := _moment(excel)) in cells[sheet]:
        # Between two clicks a minute may begin.
        cells[sheet][moment] = ("ooit", *cells[sheet][moment][1:])
    return {**found, "sheets": cells}


def _moment(excel: FakeExcel) -> str:
    """Give the cell that tells when the workbook was checked; empty where there is none."""
    if _RUN[1] not in excel.tables:
        return ""
    top, left, *_ = area_of(excel.table_ref(_RUN[1]))
    return address(top + 1, left + 1)


def differing(excel: FakeExcel, other: FakeExcel) -> Mapping[str, Any]:
    """Give what stands in one workbook and not so in another, cells by their place."""
    one, two = stands(excel), stands(other)
    cells = {
        f"{sheet}!{place}": (held.get(place), there.get(place))
        for sheet, held in one["sheets"].items()
        for there in [two["sheets"][sheet]]
        for place in held.keys() | there.keys()
        if held.get(place) != there.get(place)
    }
    rest = {part: (one[part], two[part]) for part in one if part != "sheets"}
    return cells | {part: both for part, both in rest.items() if both[0] != both[1]}
