"""A module of the pane over Microsoft's Office.js, in node, with a fake Excel behind it."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fake_office.host import FakeOffice
from sto_xl.web import site
from support.house import ROOT
from support.tools import missing

#: Office.js as it runs in Excel; in a browser the same, but it looks around for one.
OFFICE = ROOT / "node_modules" / "@microsoft" / "office-js" / "dist" / "excel-mac-16.00.js"
BRIDGE = ROOT / "tests" / "web" / "office"
#: What the Excel of a page can do: that of 2021.
NEWEST = "1.14"
#: Longer no call takes.
_TIMEOUT = 60


class OfficeError(Exception):
    """What a call threw: its name or Excel's code, and what it says."""

    def __init__(self, thrown: dict[str, Any]) -> None:
        super().__init__(thrown.get("message"), thrown.get("at"))
        self.code = thrown.get("code") or thrown.get("name")


class InNode:
    """A module of the pane's own, loaded in node; ends when it is left."""

    def __init__(self, folder: Path, module: str) -> None:
        """Load a module of these sources, laid in a folder where node takes them for modules."""
        node = shutil.which("node") or missing("node")
        if not OFFICE.exists():
            missing("Office.js")
        for source in (*site.SOURCES.glob("*.js"), *BRIDGE.glob("*.js")):
            shutil.copy(source, folder)
        (folder / "package.json").write_text('{"type": "module"}')
        self._node = subprocess.Popen(
            [node, folder / "in_node.js", OFFICE, folder / module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._node:
            self._node.kill()

    def call(self, office: FakeOffice, name: str, *given: object) -> Any:  # noqa: ANN401
        """Call a function over this Excel; give its result. Raises `OfficeError`."""
        end = threading.Timer(_TIMEOUT, self._node.kill)
        end.start()
        try:
            self._say({"call": name, "given": given})
            while "asked" in (heard := self._hear()):
                self._say(office.answer(heard["asked"], heard["flags"]))
        finally:
            end.cancel()
        if "thrown" in heard:
            raise OfficeError(heard["thrown"])
        return heard["given"]

    def _say(self, message: object) -> None:
        assert self._node.stdin is not None
        self._node.stdin.write(f"{json.dumps(message)}\n")
        self._node.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        assert self._node.stdout is not None
        line = self._node.stdout.readline()
        assert line, "node ended, or took too long"
        heard: dict[str, Any] = json.loads(line)
        return heard


def office_script() -> str:
    """Give a script that is Office.js in a page, whose host the page's `excelAnswers` is."""
    bridge = (BRIDGE / "bridge.js").read_text(encoding="utf-8").replace("export ", "")
    asks = f"connect((asked, flags) => excelAnswers(asked, flags), '{NEWEST}');"
    return "\n".join((OFFICE.read_text(encoding="utf-8"), f"{{ {bridge}\n{asks} }}"))
