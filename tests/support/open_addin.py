"""The add-in open in an Excel that runs VBA but is not there: pyOpenVBA's interpreter.

    addin = OpenAddin(path, XLWINGS_STUB)
    addin.open(roster)
    addin.click("stoControleren")
    addin.ran, addin.told, addin.enabled()

With `xlwings` left out, the module that xlwings itself brings runs, up to the command line that it
hands to Windows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import NOTHING, VBAInt, VBAObject, member, method, setter, to_text

from support import replay

SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
RIBBON = "customUI/customUI14.xml"
#: What is not ours to test: the module xlwings, cut down to what our modules call.
XLWINGS_STUB = """
Public Const PROJECT_NAME As String = "sto"
Public Function ExecuteWindows(IsFrozen As Boolean, PythonCommand As String, _
        PYTHON_WIN As String, Optional PYTHONPATH As String) As Integer
    ExecuteWindows = Shell.Run(PythonCommand & "|" & PYTHONPATH)
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = ThisWorkbook.Worksheets("sto.conf").Range("B1").Value & "|" & configKey
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = Shell.Exists(FileSpec)
End Function
Public Function SheetExists(wb As Workbook, sheetName As String) As Boolean
    Dim sht As Worksheet
    On Error Resume Next
    Set sht = wb.Sheets(sheetName)
    On Error GoTo 0
    SheetExists = Not sht Is Nothing
End Function
"""
#: VBA that the interpreter does not read: a comment behind a directive; events; deleting a file.
_REMARK = re.compile(r"(?m)^([ \t]*#.*?)[ \t]*'.*$")
_UNKNOWN = re.compile(r"(?m)WithEvents |^ *Kill .*$")
_KINDS = {"ThisWorkbook": "document", "Sheet1": "document", "Dictionary": "class"}


class Control(VBAObject):  # type: ignore[misc]
    """A control of the ribbon, as Excel hands it to a callback."""

    vba_type = "IRibbonControl"

    def __init__(self, element: ET.Element) -> None:
        self.attributes = element.attrib

    @member  # type: ignore[untyped-decorator]
    def Id(self) -> str:  # noqa: N802  (as VBA has it)
        """Give its id."""
        return self.attributes["id"]

    @member  # type: ignore[untyped-decorator]
    def Tag(self) -> str:  # noqa: N802
        """Give its tag."""
        return self.attributes.get("tag", "")


class Ribbon(VBAObject):  # type: ignore[misc]
    """The ribbon, as Excel hands it to `onLoad`."""

    vba_type = "IRibbonUI"

    def __init__(self) -> None:
        self.asked = 0

    @method  # type: ignore[untyped-decorator]
    def Invalidate(self) -> None:  # noqa: N802
        """Count that Excel was told to ask again."""
        self.asked += 1


class Shell(VBAObject):  # type: ignore[misc]
    """Windows' script host, and the files of that computer."""

    vba_type = "WshShell"

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.missing: set[str] = set()
        self.run: Callable[[str], int] = lambda _command: 0
        self.folder = r"\\server\regio"
        self.ran_from: list[str] = []

    @member  # type: ignore[untyped-decorator]
    def CurrentDirectory(self) -> str:  # noqa: N802
        """Give the current folder of Excel."""
        return self.folder

    @setter("CurrentDirectory")  # type: ignore[untyped-decorator]
    def _change(self, folder: object) -> None:
        """Make another folder the current one; a folder that is gone cannot be."""
        if str(to_text(folder)) in self.missing:
            raise VBARuntimeError(-2147024893, "The system cannot find the path specified.")
        self.folder = str(to_text(folder))

    @method  # type: ignore[untyped-decorator]
    def ExpandEnvironmentStrings(self, text: object = "") -> str:  # noqa: N802
        """Give a text with its variables filled in."""
        return str(to_text(text)).replace("%TEMP%", r"C:\Temp")

    @method  # type: ignore[untyped-decorator]
    def Run(self, command: object = "", _window: object = 0, _wait: object = False) -> VBAInt:  # noqa: FBT002, N802
        """Run a command; give its exit code."""
        self.commands.append(str(to_text(command)))
        self.ran_from.append(self.folder)
        return VBAInt(self.run(self.commands[-1]), "Long")

    @method  # type: ignore[untyped-decorator]
    def Exists(self, path: object = "") -> bool:  # noqa: N802
        """Whether there is such a file."""
        return not any(part in str(to_text(path)) for part in self.missing)


class OpenAddin:
    """The tab STO as its user has it."""

    def __init__(self, path: Path, xlwings: str | None = None) -> None:
        """Start Excel with the add-in; `xlwings` replaces the module of that name."""
        self.shell = Shell()
        self.ribbon = Ribbon()
        self.protected_view = False
        self.excel = ExcelApplication.open(path, with_vba=False)
        self._fill_in()
        with ExcelFile(path) as file:
            self.root = ET.fromstring(file._zip.read(RIBBON))  # noqa: S314, SLF001  (our own file)
            for module in file.vba_project().modules:
                source = xlwings if module.name == "xlwings" and xlwings else module.source
                kind = _KINDS.get(module.name, "standard")
                source = _UNKNOWN.sub("", _REMARK.sub(r"\1", source))
                self.excel.add_module(source, name=module.name, kind=kind)
        self.run("Workbook_Open", module="ThisWorkbook")
        self.run(self.root.attrib["onLoad"], self.ribbon)

    def _fill_in(self) -> None:
        """Give the interpreter what it refuses to have: files, Windows, and a window."""
        application, interpreter = self.excel.application, self.excel.interpreter
        inner, create = application.vba_get, interpreter.host.create
        own = application.active_book
        here = {"hwnd": VBAInt(replay.HWND, "Long"), "path": replay.APP.rpartition("\\")[0]}

        def get(name: str, *rest: Any) -> object:  # noqa: ANN401
            match name.lower():
                case "activeprotectedviewwindow":
                    return application if self.protected_view else NOTHING
                case "activeworkbook" if application.active_book is own:
                    # An add-in is never the workbook in front.
                    return NOTHING
                case "range" if rest and len(rest[0]) == 2:
                    # Two cells of one sheet make a range of that sheet, whichever is in front.
                    return rest[0][0].sheet.vba_get("Range", *rest)
                case known:
                    return here.get(known) or inner(name, *rest)

        def attributes(_vba: object, arguments: Sequence[object], _named: object) -> VBAInt:
            path = str(to_text(arguments[0]))
            if not path.endswith((".exe", ".py")) or not self.shell.Exists(path):
                raise VBARuntimeError(53, "File not found")
            return VBAInt(32, "Integer")

        def environment(_vba: object, arguments: Sequence[object], _named: object) -> str:
            system = str(to_text(arguments[0])).lower() == "systemroot"
            return r"C:\Windows" if system else r"C:\Users\M. Vos"

        application.vba_get = get
        interpreter.host.create = lambda name: (
            self.shell if name.lower() == "wscript.shell" else create(name)
        )
        known = interpreter.host.global_object
        interpreter.host.global_object = lambda name: self.shell if name == "shell" else known(name)
        interpreter._intrinsics |= {  # noqa: SLF001
            "getattr": attributes,
            "environ": environment,
        }

    def run(self, procedure: str, *arguments: object, module: str = "") -> object:
        """Run a procedure."""
        return self.excel.interpreter.run(procedure, list(arguments), module=module)

    def open(self, path: Path, folder: str = "") -> None:
        """Open a workbook; `folder` is where Excel believes that it lies."""
        book = self.excel.open_workbook(path)
        if folder:
            book.path = folder

    @property
    def buttons(self) -> dict[str, ET.Element]:
        """The buttons of the tab, by id."""
        return {button.attrib["id"]: button for button in self.root.iter(f"{SPACE}button")}

    def click(self, button: str) -> None:
        """Click a button."""
        element = self.buttons[button]
        self.run(element.attrib["onAction"], Control(element))

    def enabled(self) -> set[str]:
        """Give the buttons that are not grey."""
        from pyopenvba.interpreter._runtime import Slot

        lit = set()
        for name, element in self.buttons.items():
            answer = Slot(None, "Variant")
            self.run(element.attrib["getEnabled"], Control(element), answer)
            if answer.get() is True:
                lit.add(name)
        return lit

    def forget(self) -> None:
        """Lose all that VBA remembers, as when somebody stops it in its editor."""
        self.excel.interpreter.module("StoRibbon").variables["shown"].set(NOTHING)
        self._memory["watched"].set(NOTHING)

    @property
    def _memory(self) -> dict[str, Any]:
        """What the module ThisWorkbook remembers."""
        found: dict[str, Any] = self.excel.interpreter.module("ThisWorkbook").document.variables
        return found

    @property
    def watches(self) -> bool:
        """Whether the add-in hears what happens in Excel."""
        return self._memory["watched"].get() is self.excel.application

    @property
    def told(self) -> list[str]:
        """The texts of the message boxes."""
        return [prompt for _kind, prompt, _title, _style in self.excel.dialogs]
