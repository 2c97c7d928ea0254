"""The add-in holds what it must; each kind of error that could slip in is seen by a check."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from sto_xl.books import build
from sto_xl.books.new import addin as books_addin
from support.addin_checks import CHECKS, Addin, problems

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {"Interpreter_Win": r"C:\STO\python.exe", "STO_XL": r"C:\STO\sto_xl\__init__.py"}
XLWINGS = books_addin.xlwings_modules()


def made(sources: Mapping[str, str] | None = None, ribbon: bytes | None = None) -> Addin:
    """Build an add-in, from other text if that is given."""
    vba = build.vba() if sources is None else sources
    parts = (build.ribbon() if ribbon is None else ribbon, SETTINGS)
    return Addin(books_addin.addin_bytes({**XLWINGS, **vba}, *parts), vba)


@pytest.fixture(scope="module")
def addin() -> Addin:
    return made()


#: What looks at the whole project, or asks another program.
LONG = {"schema", "runs", "functions", "analysis", "compiles"}


def marked(name: str, check: str) -> object:
    return pytest.param(name, marks=pytest.mark.slow if check in LONG else ())


@pytest.mark.parametrize("check", [marked(check, check) for check in CHECKS])
def test_the_addin_passes(check: str, addin: Addin) -> None:
    assert problems(check, addin) == []


# An error planted in the text, in the ribbon or in the file, and the check that sees it.


def in_vba(module: str, old: str, new: str) -> Callable[[], Addin]:
    """Plant an error in a module."""

    def planted() -> Addin:
        sources = build.vba()
        assert old in sources[module]
        return made({**sources, module: sources[module].replace(old, new, 1)})

    return planted


def in_ribbon(old: str, new: str) -> Callable[[], Addin]:
    """Plant an error in the ribbon."""

    def planted() -> Addin:
        ribbon = build.ribbon().decode()
        assert old in ribbon
        return made(ribbon=ribbon.replace(old, new, 1).encode())

    return planted


def in_part(name: str, old: str, new: str) -> Callable[[], Addin]:
    """Plant an error in a part of the file."""

    def planted() -> Addin:
        sound = made()
        part = sound.parts[name].decode()
        changed = re.sub(old, new, part, count=1)
        assert changed != part
        return packed({**sound.parts, name: changed.encode()})

    return planted


def packed(parts: Mapping[str, bytes]) -> Addin:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return Addin(buffer.getvalue(), build.vba())


def with_other_source() -> Addin:
    """Build from text that was changed afterwards."""
    sources = build.vba()
    return Addin(made().data, {**sources, "StoStart": sources["StoStart"].replace("STO", "sto")})


def with_bare_newlines() -> Addin:
    """Write a module without carriage returns, past the build, which puts them there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sto.xlam"
        path.write_bytes(made().data)
        with ExcelFile(path) as file:
            file.set_module("StoStart", build.vba()["StoStart"])
            file.save()
        return Addin(path.read_bytes(), build.vba())


def cut_short() -> Addin:
    """Lose the end of the project."""
    parts = made().parts
    project = "xl/vbaProject.bin"
    return packed({**parts, project: parts[project][:4096]})


PLANTED: Mapping[str, tuple[str, Callable[[], Addin]]] = {
    "a callback that is not there": ("callbacks", in_ribbon('"StoCheck"', '"StoChek"')),
    "a callback without its argument": (
        "callbacks",
        in_vba("StoButtons", "StoUndo(control As IRibbonControl)", "StoUndo()"),
    ),
    "an answer that is not handed back": (
        "callbacks",
        in_vba("StoRibbon", ", ByRef enabled)", ", ByVal enabled)"),
    ),
    "an id that is given twice": ("ribbon", in_ribbon('id="stoUitleg"', 'id="stoMarkeren"')),
    "a keytip that is given twice": ("ribbon", in_ribbon('keytip="L"', 'keytip="C"')),
    "an attribute that does not exist": ("schema", in_ribbon("screentip=", "screnntip=")),
    "an event that Excel does not have": (
        "events",
        in_vba("ThisWorkbook", "Watched_WorkbookDeactivate", "Watched_WorkbookDeactivated"),
    ),
    "a function that does not exist": ("functions", in_vba("StoButtons", '"check"', '"chek"')),
    "two buttons for one function": ("functions", in_vba("StoButtons", '"flag"', '"check"')),
    "a button that does nothing": (
        "runs",
        in_vba("StoButtons", '    StartPython "letters"\n', ""),
    ),
    "a variable that is not declared": (
        "analysis",
        in_vba("StoStart", "    Dim reason As String\n", ""),
    ),
    "a procedure that is not there": (
        "analysis",
        in_vba("StoStart", "    RefreshRibbon\n", "    RefreshRibon\n"),
    ),
    "an argument too many": (
        "analysis",
        in_vba("StoStart", "Tell reason\n", 'Tell reason, "STO"\n'),
    ),
    "an If without its end": ("compiles", in_vba("StoRibbon", "    End If\n", "")),
    "a text without its end": ("runs", in_vba("StoButtons", '"explain"', '"explain')),
    "a module without Option Explicit": (
        "text",
        in_vba("StoRibbon", "Option Explicit\n", ""),
    ),
    "a module with another name inside": (
        "text",
        in_vba("StoRibbon", 'VB_Name = "StoRibbon"', 'VB_Name = "StoRibon"'),
    ),
    "text that was changed after the build": ("opens", with_other_source),
    "lines that end in LF alone": ("text", with_bare_newlines),
    "a project that was cut short": ("opens", cut_short),
    "no relationship to the ribbon": (
        "relationships",
        in_part("_rels/.rels", r'<Relationship Id="rIdRibbon"[^>]*/>', ""),
    ),
    "no relationship to the project": (
        "relationships",
        in_part("xl/_rels/workbook.xml.rels", r'<Relationship [^>]*vbaProject.bin"/>', ""),
    ),
    "the type of another kind of workbook": (
        "types",
        in_part("[Content_Types].xml", r"addin\.macroEnabled", "sheet.macroEnabled"),
    ),
    "a code name that no module has": (
        "code_names",
        in_part("xl/workbook.xml", 'codeName="ThisWorkbook"', 'codeName="DezeMap"'),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("planted", [marked(name, PLANTED[name][0]) for name in PLANTED])
def test_a_planted_error_is_seen(planted: str) -> None:
    check, plant = PLANTED[planted]
    assert problems(check, plant()) != []
