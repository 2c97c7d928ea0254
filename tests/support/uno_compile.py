"""Compiles the VBA modules of add-ins in LibreOffice; runs in a Python that has `uno`.

    python uno_compile.py SOFFICE PROFILE FOLDER MODULE…

Every add-in in FOLDER is opened, a function is put behind each module, and called: it answers only
when all of that module compiles. Prints JSON: by file name, the modules that do not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

#: LibreOffice compiles all modules before it runs one; these two are not ours.
NOT_OURS = ("xlwings", "Dictionary")
_TRIES, _PAUSE = 300, 0.1


def value(name: str, content: object) -> Any:  # noqa: ANN401
    """Give a property of how a file is opened."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def desktop(soffice: str, profile: str) -> tuple[Any, subprocess.Popen[bytes]]:
    """Start LibreOffice; give its desktop and its process."""
    pipe = f"sto{Path(profile).name}"
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
            return there.ServiceManager.createInstanceWithContext(name, there), process
    sys.exit("LibreOffice did not start")


def not_compiled(book: Any, modules: list[str]) -> list[str]:  # noqa: ANN401
    """Give the modules that do not compile."""
    library = book.BasicLibraries.getByName("VBAProject")
    for name in NOT_OURS:
        library.removeByName(name)
    failed = []
    for name in modules:
        source = library.getByName(name)
        probe = f"Function Probe{name}()\nProbe{name} = 42\nEnd Function\n"
        library.replaceByName(name, f"{source}\n{probe}")
        where = (
            f"vnd.sun.star.script:VBAProject.{name}.Probe{name}?language=Basic&location=document"
        )
        answer, _, _ = book.getScriptProvider().getScript(where).invoke((), (), ())
        library.replaceByName(name, source)
        if answer != 42:
            failed.append(name)
    return failed


def main(soffice: str, profile: str, folder: str, *modules: str) -> None:
    """Compile, and tell."""
    office, process = desktop(soffice, profile)
    how = (
        value("Hidden", True),
        value("FilterName", "Calc MS Excel 2007 VBA XML"),
        value("MacroExecutionMode", 4),
    )
    told = {}
    for path in sorted(Path(folder).glob("*.xlam")):
        book = office.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
        told[path.name] = not_compiled(book, list(modules))
        book.close(True)
    sys.stdout.write(json.dumps(told))
    office.terminate()
    # Its profile is not to be deleted under its hands.
    process.wait(timeout=60)


main(*sys.argv[1:])
