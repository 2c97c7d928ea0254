"""Lets a fresh program believe that Excel started it on Windows; Python imports this by itself.

Only with `STO_XL_REPLAY` set, to a workbook as `replay.keep` kept it: that one is then open in a
fake Excel with the window `STO_XL_REPLAY_HWND`. At exit, what happened is written to the file
`STO_XL_REPLAY_OUT`, and the workbook as it is then beside it. `STO_XL_REPLAY_SELECTED` chooses a
cell: `SHEET!ROW!COLUMN`; `STO_XL_REPLAY_CHOSEN` is the folder that is chosen; with
`STO_XL_REPLAY_DAMAGED` what pywin32 keeps of Excel's interface is damaged. Only xlwings' own
modules see Windows: for all others the platform is as it is.
"""

from __future__ import annotations

import os
import sys


def _replay() -> None:  # noqa: C901, PLR0915  (one story, told before anything is imported)
    # These are xlwings' own as well, so they are not the fake's to pay for.
    import copy  # noqa: F401
    import ctypes  # noqa: F401
    import datetime as dt  # noqa: F401
    import importlib.machinery
    import inspect  # noqa: F401
    import json
    import re  # noqa: F401
    import time
    import types
    import typing
    from pathlib import Path

    started = time.process_time()
    import atexit
    import builtins
    import pickle

    tests = str(Path(__file__).resolve().parents[2])
    sys.path.insert(0, tests)
    from fake_excel import objects as fake_objects  # noqa: F401
    from fake_excel import win32 as fake_win32
    from fake_excel.running import Running

    class Sys(types.ModuleType):
        """The module `sys`, on Windows."""

        platform = "win32"

        def __getattr__(self, name: str) -> object:
            return getattr(sys, name)

        def __setattr__(self, name: str, value: object) -> None:
            setattr(sys, name, value)

    windows = Sys("sys")

    def import_on_windows(name: str, *rest: typing.Any) -> object:  # noqa: ANN401
        return windows if name == "sys" else builtins.__import__(name, *rest)

    class OnWindows(importlib.machinery.SourceFileLoader):
        """Runs a module with an `import sys` that gives the one on Windows."""

        def exec_module(self, module: types.ModuleType) -> None:
            own = {**vars(builtins), "__import__": import_on_windows}
            module.__dict__["__builtins__"] = own
            super().exec_module(module)

    class Finder:
        """Finds the modules of xlwings before others do."""

        @staticmethod
        def find_spec(
            name: str,
            path: typing.Any = None,  # noqa: ANN401
            target: typing.Any = None,  # noqa: ANN401
        ) -> importlib.machinery.ModuleSpec | None:
            if name.partition(".")[0] != "xlwings":
                return None
            spec = importlib.machinery.PathFinder.find_spec(name, path, target)
            if spec and spec.origin and spec.origin.endswith(".py"):
                spec.loader = OnWindows(name, spec.origin)
            return spec

    sys.meta_path.insert(0, Finder)
    # xlwings takes it along wherever it is installed: for tests it is, for users it need not be.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    fake_win32._install_modules()  # noqa: SLF001 - `install` would import xlwings
    fake_win32._install_ctypes()  # noqa: SLF001
    fake_win32.CACHE.damaged = "STO_XL_REPLAY_DAMAGED" in os.environ
    # Programs that this one starts have no Excel behind them.
    kept = Path(os.environ.pop("STO_XL_REPLAY"))
    book = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    excel = Running([book], hwnd=int(os.environ["STO_XL_REPLAY_HWND"]))
    excel.chosen_folder = os.environ.get("STO_XL_REPLAY_CHOSEN")
    if "STO_XL_REPLAY_SELECTED" in os.environ:
        from fake_excel.areas import Area

        name, row, column = os.environ["STO_XL_REPLAY_SELECTED"].split("!")
        sheet = book.sheet(name)
        excel.activate(book, sheet)
        excel.selected[id(sheet)] = (Area(int(row), int(column), int(row), int(column)),)
    # What the fake uses of it is not the fake's to import for the program.
    for name in [name for name in sys.modules if name.partition(".")[0] == "sto_xl"]:
        del sys.modules[name]
    sys.path.remove(tests)

    def report() -> None:
        ended = time.process_time()
        modules = sorted({name.partition(".")[0] for name in sys.modules} - {"numpy"})
        sys.path.insert(0, tests)
        from fake_excel.excel import FakeExcel

        now = FakeExcel(book)
        told = {
            "messages": [[m.prompt, m.title, m.style] for m in excel.messages],
            "calls": len(excel.board.calls),
            "tables": {name: now.rows(name) for name in now.tables},
            "books": [open_book.name for open_book in excel.books],
            "modules": modules,
            "setup": setup,
        }
        told["report"] = time.process_time() - ended
        out = Path(os.environ["STO_XL_REPLAY_OUT"])
        out.with_suffix(".book").write_bytes(pickle.dumps(book))
        out.write_text(json.dumps(told), encoding="utf-8")

    atexit.register(report)
    setup = time.process_time() - started


if "STO_XL_REPLAY" in os.environ:
    _replay()
