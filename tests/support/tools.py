"""Outside tools that tests look through: the Open XML SDK validator and LibreOffice.

`STO_XL_VALIDATOR` names the validator's program where it is neither on the PATH nor in
`node_modules/.bin`. A missing tool skips a test, except where CI=true: there it fails.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

_VALIDATOR = "ooxml-validator"
_TIMEOUT = 240
#: For `soffice_convert`: every sheet as a csv file `BOOK-SHEET.csv`, UTF-8, values as shown.
ALL_SHEETS = "csv"


def validator() -> Path:
    """Give the validator's program, or skip."""
    named = os.environ.get("STO_XL_VALIDATOR")
    local = ROOT / "node_modules" / ".bin" / _VALIDATOR
    found = named or shutil.which(_VALIDATOR) or (str(local) if local.exists() else None)
    return Path(found) if found else missing("the Open XML SDK validator")


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
    """Convert files in LibreOffice, all formulas calculated; give what was made.

    `fmt` is "pdf", "xlsx", "docx", or `ALL_SHEETS` for a csv file a sheet.
    """
    sources = [paths] if isinstance(paths, Path) else list(paths)
    outdir.mkdir(parents=True, exist_ok=True)
    before = {p: p.stat().st_mtime_ns for p in outdir.iterdir()}
    asked("convert", _named(sources), fmt, str(outdir.resolve()))
    return sorted(p for p in outdir.iterdir() if before.get(p) != p.stat().st_mtime_ns)


def render(paths: Path | Sequence[Path], outdir: Path, dpi: int = 70) -> list[Path]:
    """Give a picture (PNG) of every printed page of workbooks or letters, to look at.

    Rows are as high as their text needs, as Excel makes them; LibreOffice without a window does
    that when told to.
    """
    sources = [paths] if isinstance(paths, Path) else list(paths)
    outdir.mkdir(parents=True, exist_ok=True)
    pdftoppm = shutil.which("pdftoppm") or missing("pdftoppm (poppler-utils)")
    pictures: list[Path] = []
    letters = [p for p in sources if p.suffix == ".docx"]
    soffice_convert(letters, "pdf", outdir)
    asked("print", _named(p for p in sources if p not in letters), str(outdir.resolve()))
    for source in sources:
        stem = outdir / source.stem
        subprocess.run(
            [pdftoppm, "-r", str(dpi), "-png", stem.with_suffix(".pdf"), stem],
            check=True,
            timeout=_TIMEOUT,
        )
        pictures += sorted(outdir.glob(f"{source.stem}-*.png"))
    return pictures


def pdf_facts(path: Path) -> tuple[Mapping[str, str], list[str], list[str]]:
    """Give what a PDF says of itself, its fonts that are not embedded, and what it is built of."""
    told = _poppler("pdfinfo", path)
    facts = {name: value.strip() for name, _, value in (t.partition(":") for t in told)}
    fonts = [line for line in _poppler("pdffonts", path)[2:] if " yes " not in line[50:]]
    parts = [line.split()[0] for line in _poppler("pdfinfo", "-struct", path) if line.split()]
    return facts, fonts, parts


def _poppler(program: str, *arguments: str | Path) -> list[str]:
    found = shutil.which(program) or missing(f"{program} (poppler-utils)")
    done = subprocess.run([found, *arguments], capture_output=True, check=True, timeout=_TIMEOUT)
    return done.stdout.decode().splitlines()


def not_compiled(addins: Mapping[str, bytes], modules: Iterable[str]) -> dict[str, list[str]]:
    """Give, for each add-in by name, the modules of these that LibreOffice cannot compile."""
    with tempfile.TemporaryDirectory(prefix="sto-compile-") as folder:
        paths = {name: Path(folder) / f"{name}.xlam" for name in addins}
        for name, data in addins.items():
            paths[name].write_bytes(data)
        told = asked("compile", _named(paths.values()), list(modules))
        return {name: told[str(path.resolve())] for name, path in paths.items()}


def edited(path: Path, edits: Mapping[str, str], outdir: Path) -> Mapping[str, Path]:
    """Let LibreOffice edit and save copies of a workbook; give them by name.

    An edit is lines of Python over UNO in which `book` is the open workbook.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    made = {name: outdir.resolve() / f"{name}.xlsx" for name in edits}
    asked("edit", *_named([path]), {str(made[name]): lines for name, lines in edits.items()})
    return made


def _named(paths: Iterable[Path]) -> list[str]:
    return [str(path.resolve()) for path in paths]


def asked(*request: object) -> Any:  # noqa: ANN401  (each request has its own answer)
    """Give LibreOffice's answer to a request; see `office`."""
    program = _office()
    assert program.stdin is not None
    assert program.stdout is not None
    end = threading.Timer(_TIMEOUT, _end, [program])
    end.start()
    try:
        program.stdin.write(f"{json.dumps(request)}\n")
        program.stdin.flush()
        line = program.stdout.readline()
    finally:
        end.cancel()
    told = json.loads(line) if line else {"error": "it ended, or took too long"}
    if "error" in told:
        # What it may have left open or half done is nobody's concern.
        with program:
            _end(program)
        _office.cache_clear()
        message = f"LibreOffice: {told['error']}"
        raise RuntimeError(message)
    return told["answer"]


@cache
def _office() -> subprocess.Popen[str]:
    """Start LibreOffice, once for all tests of a process; it ends when this process does."""
    program = Path(shutil.which("soffice") or missing("LibreOffice"))
    pythons = ("/usr/bin/python3", str(program.resolve().parent / "python"))
    python = next((p for p in pythons if _imports_uno(p)), None) or missing("python3-uno")
    office = ROOT / "tests" / "support" / "office.py"
    return subprocess.Popen(
        [python, "-B", office, program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def _end(program: subprocess.Popen[str]) -> None:
    """End a program at once, with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)


def _imports_uno(python: str) -> bool:
    if not Path(python).exists():
        return False
    return subprocess.run([python, "-c", "import uno"], check=False, timeout=60).returncode == 0


def missing(what: str) -> Path:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")
