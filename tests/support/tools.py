"""Outside tools that tests look through: the Open XML SDK validator and LibreOffice.

`STO_XL_VALIDATOR` names the validator's program where it is neither on the PATH nor in
`node_modules/.bin`. A missing tool skips a test, except where CI=true: there it fails.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Runs in LibreOffice's Python.
UNO = ROOT / "tests" / "support" / "uno_compile.py"
_VALIDATOR = "ooxml-validator"
_TIMEOUT = 240
#: A profile of its own keeps the user's settings out, and lets LibreOffice calculate every formula
#: of a file it opens: left to itself it shows the values that stand in the file.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""
#: Prints each file to a PDF; a row that is not of a height of its own gets that of its text.
_PRINTING = """
Sub PrintAll(files As String, folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  how(0).Name = "FilterName"
  how(0).Value = "calc_pdf_Export"
  For Each url In Split(files, "|")
    book = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
    For Each sheet In book.Sheets
      cursor = sheet.createCursor()
      cursor.gotoEndOfUsedArea(False)
      For at = 0 To cursor.RangeAddress.EndRow
        row = sheet.Rows.getByIndex(at)
        If row.OptimalHeight Then row.OptimalHeight = True
      Next
    Next
    parts = Split(url, "/")
    stem = Split(parts(UBound(parts)), ".")
    book.storeToURL(folder & "/" & stem(0) & ".pdf", how())
    book.close(True)
  Next
  StarDesktop.terminate()
End Sub
"""


def validator() -> Path:
    """Give the validator's program, or skip."""
    named = os.environ.get("STO_XL_VALIDATOR")
    local = ROOT / "node_modules" / ".bin" / _VALIDATOR
    found = named or shutil.which(_VALIDATOR) or (str(local) if local.exists() else None)
    return Path(found) if found else _missing("the Open XML SDK validator")


def soffice() -> Path:
    """Give LibreOffice's program, or skip."""
    found = shutil.which("soffice")
    return Path(found) if found else _missing("LibreOffice")


def validate(path: Path) -> list[str]:
    """Give what the Open XML SDK finds wrong with a file, a line for each."""
    done = subprocess.run(
        [validator(), path], capture_output=True, text=True, check=False, timeout=_TIMEOUT
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return [f"the validator gave no answer (exit {done.returncode}): {done.stderr.strip()}"]
    errors = [json.dumps(error, ensure_ascii=False) for error in answer["errors"]]
    return errors or ([] if answer["ok"] and done.returncode == 0 else ["not ok"])


def soffice_convert(paths: Path | Iterable[Path], fmt: str, outdir: Path) -> list[Path]:
    """Convert files in one start of LibreOffice, all formulas calculated; give what was made.

    `fmt` is what `--convert-to` takes: "pdf", "xlsx", or `ALL_SHEETS` for a csv file a sheet.
    """
    sources = [paths] if isinstance(paths, Path) else list(paths)
    outdir.mkdir(parents=True, exist_ok=True)
    before = {p: p.stat().st_mtime_ns for p in outdir.iterdir()}
    told = _run_soffice("--convert-to", fmt, "--outdir", outdir, *sources)
    made = sorted(p for p in outdir.iterdir() if before.get(p) != p.stat().st_mtime_ns)
    if len(made) < len(sources):
        message = f"LibreOffice made {len(made)} of {len(sources)}: {told}"
        raise RuntimeError(message)
    return made


#: For `soffice_convert`: every sheet as a csv file `BOOK-SHEET.csv`, UTF-8, values as shown.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def render(paths: Path | Sequence[Path], outdir: Path, dpi: int = 70) -> list[Path]:
    """Give a picture (PNG) of every printed page of workbooks or letters, to look at.

    Rows are as high as their text needs, as Excel makes them; LibreOffice without a window does
    that when told to.
    """
    sources = [paths] if isinstance(paths, Path) else list(paths)
    outdir.mkdir(parents=True, exist_ok=True)
    pdftoppm = shutil.which("pdftoppm") or _missing("pdftoppm (poppler-utils)")
    pictures: list[Path] = []
    letters = [p for p in sources if p.suffix == ".docx"]
    if letters:
        soffice_convert(letters, "pdf", outdir)
    files = "|".join(p.resolve().as_uri() for p in sources if p not in letters)
    if files:
        _run_soffice(f'macro:///Standard.Module1.PrintAll("{files}","{outdir.resolve().as_uri()}")')
    for source in sources:
        stem = outdir / source.stem
        subprocess.run(
            [pdftoppm, "-r", str(dpi), "-png", stem.with_suffix(".pdf"), stem],
            check=True,
            timeout=_TIMEOUT,
        )
        pictures += sorted(outdir.glob(f"{source.stem}-*.png"))
    return pictures


def not_compiled(addins: Mapping[str, bytes], modules: Iterable[str]) -> dict[str, list[str]]:
    """Give, for each add-in by name, the modules of these that LibreOffice cannot compile."""
    program = soffice()
    pythons = ("/usr/bin/python3", str(program.resolve().parent / "python"))
    python = next((p for p in pythons if _imports_uno(p)), None) or _missing("python3-uno")
    with tempfile.TemporaryDirectory(prefix="sto-compile-") as folder:
        books, profile = Path(folder) / "books", Path(folder) / f"user{os.getpid()}"
        books.mkdir()
        for name, data in addins.items():
            (books / f"{name}.xlam").write_bytes(data)
        done = subprocess.run(
            [python, "-B", UNO, program, profile, books, *modules],
            capture_output=True,
            text=True,
            check=True,
            timeout=_TIMEOUT,
        )
    told: dict[str, list[str]] = json.loads(done.stdout)
    return {name: told[f"{name}.xlam"] for name in addins}


def _imports_uno(python: str) -> bool:
    if not Path(python).exists():
        return False
    return subprocess.run([python, "-c", "import uno"], check=False).returncode == 0


def edited(path: Path, edits: Mapping[str, str], outdir: Path) -> Mapping[str, Path]:
    """Let LibreOffice edit and save copies of a workbook, all in one start; give them by name.

    An edit is lines of its Basic in which `book` is the open workbook.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    made = {name: outdir / f"{name}.xlsx" for name in edits}
    opened = f'StarDesktop.loadComponentFromURL("{path.resolve().as_uri()}", "_blank", 0, hidden())'
    steps, subs = "", ""
    for number, (name, lines) in enumerate(edits.items()):
        saved = made[name].resolve().as_uri()
        steps += f'book = {opened}\nEdit{number}(book)\nbook.storeToURL("{saved}", how())\n'
        steps += "book.close(True)\n"
        subs += f"Sub Edit{number}(book As Object)\n{lines}\nEnd Sub\n"
    module = (
        "Sub EditAll\n"
        "Dim hidden(0) As New com.sun.star.beans.PropertyValue\n"
        "Dim how(0) As New com.sun.star.beans.PropertyValue\n"
        'hidden(0).Name = "Hidden"\nhidden(0).Value = True\n'
        'how(0).Name = "FilterName"\nhow(0).Value = "Calc MS Excel 2007 XML"\n'
        f"{steps}StarDesktop.terminate()\nEnd Sub\n{subs}"
    )
    told = _run_soffice("macro:///Standard.Module1.EditAll()", basic=module)
    lacking = [name for name, copy in made.items() if not copy.exists()]
    if lacking:
        message = f"LibreOffice did not make {lacking}: {told}"
        raise RuntimeError(message)
    return made


def _run_soffice(*arguments: str | Path, basic: str = _PRINTING) -> str:
    """Run LibreOffice with a fresh profile that knows these macros; give what it told."""
    program = soffice()
    with tempfile.TemporaryDirectory(prefix="sto-soffice-") as profile:
        user = Path(profile) / "user"
        library = user / "basic" / "Standard"
        library.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        module = _MODULE.format(html.escape(basic))
        (library / "Module1.xba").write_text(module, encoding="utf-8")
        done = subprocess.run(
            [program, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT,
        )
    return f"{done.stdout}{done.stderr}".strip()


def _missing(what: str) -> Path:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")
