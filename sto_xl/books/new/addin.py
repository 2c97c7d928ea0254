"""The add-in: a workbook without sheets to see, that carries the ribbon, its VBA, and its settings.

Made from text, on the computer that will use it: the VBA module of xlwings belongs to the version
that is installed, and the settings name the Python that the buttons start. The same input gives the
same bytes.

Sources: [MS-CUSTOMUI] for the ribbon's part and relationship; ECMA-376 part 2 for the package.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from sto_xl.books.parts import TYPES, WORKBOOK, references_part
from sto_xl.system.errors import Cause, Failure

NAME = "sto.xlam"
#: What xlwings calls the project: it looks for its settings on the sheet `sto.conf`.
PROJECT = "sto"
SHEET = f"{PROJECT}.conf"
RIBBON = "customUI/customUI14.xml"
WORKBOOK_CODE = "ThisWorkbook"

#: What xlwings' VBA asks for on the way to Python, with its value. What the sheet leaves out,
#: xlwings looks for in a file beside the user's workbook, and that file may be anyone's.
DEFAULTS: Mapping[str, str | int] = MappingProxyType(
    {
        "Interpreter_Win": "",
        "Conda Path": "",
        "Conda Env": "",
        # A number, because VBA writes True and False in the language of Office.
        "Show Console": 0,
        "Show_Error_Popups": "True",
        "Temp Dir": "%TEMP%",
    }
)
#: The procedures of xlwings' VBA that ask for a setting when a button is clicked.
_ASKING = ("ExecuteWindows", "ShowError")
_ASKED = re.compile(r'GetConfig\("([^"]+)"')

_CREATED = dt.datetime(2025, 1, 1)  # noqa: DTZ001  (a file property without a zone)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def _temporary() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory()
    except OSError as error:
        raise Failure(Cause.NO_TEMPORARY) from error


def addin_bytes(
    modules: Mapping[str, str], ribbon: bytes, settings: Mapping[str, str | int]
) -> bytes:
    """Give the add-in as a file.

    `modules` holds VBA by module name, that of `ThisWorkbook` among them; `ribbon` is the
    customUI document; `settings` are laid over `DEFAULTS`. Raises `Failure` when pyOpenVBA is not
    installed, and ValueError when a module holds a character that VBA cannot keep.
    """
    with _temporary() as folder:
        # pyOpenVBA gives a project to no other kind of file, and to none in memory.
        path = Path(folder) / "addin.xlsm"
        path.write_bytes(_sheet_of({**DEFAULTS, **settings}))
        _add_project(path, modules)
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    parts[RIBBON] = ribbon
    parts[TYPES] = _replaced(
        _replaced(parts[TYPES], _SHEET_TYPE, _ADDIN_TYPE),
        "</Types>",
        f'<Override PartName="/{RIBBON}" ContentType="application/xml"/></Types>',
    )
    rels = references_part("")
    parts[rels] = _replaced(
        parts[rels],
        "</Relationships>",
        f'<Relationship Id="rIdRibbon" Type="{_RIBBON_RELATION}" Target="{RIBBON}"/>'
        "</Relationships>",
    )
    parts[WORKBOOK] = _replaced(
        parts[WORKBOOK], "<workbookView ", '<workbookView visibility="hidden" '
    )
    return _zipped(parts)


def xlwings_modules() -> dict[str, str]:
    """Give the VBA that the installed xlwings brings for add-ins, by module name.

    Raises `Failure` when this version of xlwings has none that is known here, or when it asks for a
    setting that has no value here.
    """
    spec = importlib.util.find_spec("xlwings")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    try:
        # On a Mac the one cannot do without the other.
        source = (folder / "xlwings_custom_addin.bas").read_bytes().decode("cp1252")
        dictionary = (folder / "addin" / "Dictionary.cls").read_bytes().decode("cp1252")
    except OSError as error:
        raise Failure(Cause.XLWINGS_UNKNOWN) from error
    named = re.compile(r'^(Public Const PROJECT_NAME As String = )"\w+"', re.MULTILINE)
    source, times = named.subn(rf'\1"{PROJECT}"', source)
    known = {name.upper() for name in DEFAULTS}
    if times != 1 or not all(_asked(source, procedure) <= known for procedure in _ASKING):
        raise Failure(Cause.XLWINGS_UNKNOWN)
    return {"xlwings": source, "Dictionary": dictionary}


def _asked(source: str, procedure: str) -> set[str]:
    """Give the settings that a procedure asks for; one that is not there asks for its own name."""
    found = re.search(rf"(?ms)^(?:Sub|Function) {procedure}\(.*?^End (?:Sub|Function)", source)
    return {name.upper() for name in _ASKED.findall(found.group())} if found else {procedure}


def settings_of(data: bytes) -> dict[str, str] | None:
    """Give the settings that an add-in carries; None for a file that is none of ours."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        rows = book.get_sheet_by_name(SHEET).to_python()
    except (python_calamine.CalamineError, OSError, ValueError):
        return None
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1}


def _sheet_of(settings: Mapping[str, str | int]) -> bytes:
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
    book.set_properties(
        {
            # Excel shows these two in its list of add-ins.
            "title": "STO: Sterk Techniekonderwijs",
            "comments": "Controleert het regiobestand, maakt de samenvatting en de uitnodigingen.",
            "author": "sto_xl",
            "created": _CREATED,
        }
    )
    sheet = book.add_worksheet(SHEET)
    for row, (name, value) in enumerate(settings.items()):
        sheet.write_string(row, 0, name)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, value)
    book.close()
    return buffer.getvalue()


def _add_project(path: Path, modules: Mapping[str, str]) -> None:
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError as error:
        raise Failure(Cause.PYOPENVBA_MISSING) from error

    with ExcelFile(path) as file:
        project = file.add_vba_project()
        for name, source in sorted(modules.items()):
            # Checked here: what VBA cannot keep would become a question mark.
            text = "\r\n".join(source.encode("cp1252").decode("cp1252").splitlines()) + "\r\n"
            if name == WORKBOOK_CODE:
                file.set_module(name, text)
            elif text.startswith("VERSION "):
                project.add_module(name, text, kind=VBAModuleKind.other)
            else:
                project.add_module(name, text)
        file.save()


def _replaced(part: bytes, old: str, new: str) -> bytes:
    text = part.decode()
    if text.count(old) != 1:
        message = f"a part of the workbook holds {old!r} {text.count(old)} times"
        raise ValueError(message)
    return text.replace(old, new).encode()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        # The content types come first in a package; the rest in an order that does not change.
        for name in sorted(parts, key=lambda name: (name != TYPES, name)):
            package.writestr(zipfile.ZipInfo(name, _ZIP_TIME), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
