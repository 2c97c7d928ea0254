"""LibreOffice at work: started once, it answers requests until it is asked no more.

    python office.py SOFFICE

Runs in a Python that has `uno`. A request is a line of JSON on stdin, the answer one on stdout:
["convert", files, format, folder], ["edit", file, {target: lines}], ["print", files, folder] or
["compile", files, modules] gives {"answer": …}, or {"error": text}.

["open", file] leaves a workbook open: ["ask", file, member, …] calls an `open_book.OpenBook`,
["store", file, format, target] writes what it is by then, and ["close", file] ends it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from open_book import OpenBook

#: A profile of its own keeps the user's settings out, and lets LibreOffice calculate every formula
#: of a file it opens: left to itself it shows the values that stand in the file.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
#: By format and whether it is a letter: the filter that writes it.
FILTERS = {
    ("xlsx", False): "Calc MS Excel 2007 XML",
    ("csv", False): "Text - txt - csv (StarCalc)",
    ("html", False): "HTML (StarCalc)",
    ("pdf", False): "calc_pdf_Export",
    ("docx", True): "MS Word 2007 XML",
    ("pdf", True): "writer_pdf_Export",
}
#: Every sheet a csv file `BOOK-SHEET.csv`, UTF-8, values as shown.
ALL_SHEETS = "44,34,76,1,,0,false,true,false,false,false,-1"
#: LibreOffice compiles all modules before it runs one; these two are not ours.
NOT_OURS = ("xlwings", "Dictionary")
RUN_MACROS = 4
_TRIES, _PAUSE = 600, 0.1


def values(**given: object) -> tuple[Any, ...]:
    """Give properties of how a file is opened or written."""
    made = []
    for name, content in given.items():
        one = PropertyValue()
        one.Name, one.Value = name, content
        made.append(one)
    return tuple(made)


@contextmanager
def started(soffice: str) -> Iterator[Any]:
    """Give the desktop of a LibreOffice that ends when this does."""
    with tempfile.TemporaryDirectory(prefix="sto-office-", ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user").mkdir()
        (Path(profile) / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        pipe = Path(profile).name
        process = subprocess.Popen(
            [
                soffice,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        desktop = connected(pipe)
        try:
            yield desktop
        finally:
            # It may be gone before it could answer.
            with suppress(DisposedException):
                desktop.terminate()
            # Its profile is not to be deleted under its hands.
            process.wait(timeout=60)


def connected(pipe: str) -> Any:  # noqa: ANN401
    """Give the desktop of the LibreOffice that listens here, as soon as it does."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    for _ in range(_TRIES):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(_PAUSE)
        else:
            name = "com.sun.star.frame.Desktop"
            return there.ServiceManager.createInstanceWithContext(name, there)
    sys.exit("LibreOffice did not start")


def loaded(desktop: Any, path: str, **how: object) -> Any:  # noqa: ANN401
    """Open a document."""
    url = Path(path).as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, values(Hidden=True, **how))
    if document is None:
        message = f"LibreOffice cannot open {path}"
        raise RuntimeError(message)
    return document


@contextmanager
def opened(desktop: Any, path: str, **how: object) -> Iterator[Any]:  # noqa: ANN401
    """Give a document for as long as it is open."""
    document = loaded(desktop, path, **how)
    try:
        yield document
    finally:
        document.close(True)


def convert(desktop: Any, files: list[str], wanted: str, folder: str) -> None:  # noqa: ANN401
    """Write each file in another format, under its own name, all formulas calculated."""
    for path in files:
        how = {"FilterName": FILTERS[wanted, path.endswith(".docx")]}
        if wanted == "csv":
            how["FilterOptions"] = ALL_SHEETS
        target = (Path(folder) / Path(path).name).with_suffix(f".{wanted}")
        with opened(desktop, path) as document:
            document.storeToURL(target.as_uri(), values(**how))


def edit(desktop: Any, path: str, edits: Mapping[str, str]) -> None:  # noqa: ANN401
    """Save copies of a workbook, each edited by lines of Python in which it is called `book`."""
    for target, lines in edits.items():
        with opened(desktop, path) as book:
            exec(lines, {"book": book})  # noqa: S102  (the lines stand in our own tests)
            how = values(FilterName=FILTERS["xlsx", False])
            book.storeToURL(Path(target).as_uri(), how)


def print_pages(desktop: Any, files: list[str], folder: str) -> None:  # noqa: ANN401
    """Print workbooks to PDF."""
    for path in files:
        with opened(desktop, path) as book:
            printed(book, (Path(folder) / Path(path).name).with_suffix(".pdf"))


def printed(book: Any, target: Path) -> None:  # noqa: ANN401
    """Print a workbook; a row that is not of a height of its own gets that of its text."""
    for sheet in book.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        for at in range(cursor.RangeAddress.EndRow + 1):
            row = sheet.Rows.getByIndex(at)
            if row.OptimalHeight:
                row.OptimalHeight = True
    book.storeToURL(target.as_uri(), values(FilterName=FILTERS["pdf", False]))


#: The workbooks that stay open, by the files they were opened from.
BOOKS: dict[str, OpenBook] = {}


def open_book(desktop: Any, path: str) -> None:  # noqa: ANN401
    """Open a workbook and leave it open."""
    BOOKS[path] = OpenBook(loaded(desktop, path))


def ask(_desktop: Any, path: str, member: str, *arguments: object) -> object:  # noqa: ANN401
    """Do something in an open workbook."""
    return getattr(BOOKS[path], member)(*arguments)


def store(_desktop: Any, path: str, wanted: str, target: str) -> None:  # noqa: ANN401
    """Write an open workbook as it is, in some format."""
    book = BOOKS[path].document
    if wanted == "pdf":
        printed(book, Path(target))
    else:
        book.storeToURL(Path(target).as_uri(), values(FilterName=FILTERS[wanted, False]))


def close_book(_desktop: Any, path: str) -> None:  # noqa: ANN401
    """Close an open workbook."""
    BOOKS.pop(path).document.close(True)


def not_compiled(desktop: Any, files: list[str], modules: list[str]) -> dict[str, list[str]]:  # noqa: ANN401
    """Give for each add-in the modules that do not compile.

    A function is put behind each module, and called: it answers only when all of that module
    compiles.
    """
    told = {}
    how = {"FilterName": "Calc MS Excel 2007 VBA XML", "MacroExecutionMode": RUN_MACROS}
    for path in files:
        with opened(desktop, path, **how) as book:
            library = book.BasicLibraries.getByName("VBAProject")
            for name in NOT_OURS:
                library.removeByName(name)
            told[path] = [name for name in modules if not compiles(book, library, name)]
    return told


def compiles(book: Any, library: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether a module compiles."""
    source = library.getByName(name)
    probe = f"Function Probe{name}()\nProbe{name} = 42\nEnd Function\n"
    library.replaceByName(name, f"{source}\n{probe}")
    where = f"vnd.sun.star.script:VBAProject.{name}.Probe{name}?language=Basic&location=document"
    answer, _, _ = book.getScriptProvider().getScript(where).invoke((), (), ())
    library.replaceByName(name, source)
    return bool(answer == 42)


REQUESTS: Mapping[str, Callable[..., object]] = {
    "convert": convert,
    "edit": edit,
    "print": print_pages,
    "compile": not_compiled,
    "open": open_book,
    "ask": ask,
    "store": store,
    "close": close_book,
}


def main(soffice: str) -> None:
    """Answer requests until there are no more."""
    with started(soffice) as desktop:
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            try:
                told = {"answer": REQUESTS[name](desktop, *arguments)}
            except Exception as error:  # noqa: BLE001  (whatever it is, the test tells it)
                told = {"error": f"{type(error).__name__}: {error}"}
            sys.stdout.write(f"{json.dumps(told)}\n")
            sys.stdout.flush()


main(*sys.argv[1:])
