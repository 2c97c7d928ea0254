"""What must hold of the add-in, as named checks: each gives what is wrong, a line for each.

A check sees a file and the text that it should be made from, and knows nothing of how it was built.
None of them needs Excel; none of them sees everything.
"""

from __future__ import annotations

import inspect
import io
import re
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import olefile
from pyopenvba import ExcelFile
from pyopenvba.exceptions import PyOpenVBAError

from sto_xl.excel import macros
from support.open_addin import SPACE, XLWINGS_STUB, OpenAddin
from support.tools import not_compiled, validate

RIBBON = "customUI/customUI14.xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CONTENT_TYPES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    f"/{RIBBON}": "application/xml",
}
#: What a callback is handed, by the attribute that names it.
SIGNATURES = {
    "onLoad": r"\w+ As IRibbonUI",
    "onAction": r"\w+ As IRibbonControl",
    "getEnabled": r"\w+ As IRibbonControl, ByRef \w+",
}
#: Events that the add-in may listen to, with what they hand over.
EVENTS: Mapping[str, Mapping[str, str]] = {
    "Workbook": {"Open": ""},
    "Watched": {
        "WorkbookActivate": "ByVal Wb As Workbook",
        "WorkbookDeactivate": "ByVal Wb As Workbook",
        "ProtectedViewWindowActivate": "ByVal Pvw As ProtectedViewWindow",
        "ProtectedViewWindowDeactivate": "ByVal Pvw As ProtectedViewWindow",
    },
}
_PROCEDURE = re.compile(r"^(Public |Private |)(Sub|Function) (\w+)\(([^)]*)\)", re.MULTILINE)


@dataclass(frozen=True)
class Addin:
    """A built add-in, and the VBA that it should hold, by module name."""

    data: bytes
    sources: Mapping[str, str]

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """The parts of the package, by name."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def ribbon(self) -> ET.Element:
        """The customUI document."""
        return self.xml(RIBBON)

    def xml(self, part: str) -> ET.Element:
        """Give a part as XML."""
        return ET.fromstring(self.parts[part])  # noqa: S314  (our own file)

    def public(self) -> dict[str, str]:
        """Give the parameters of our public procedures, by name."""
        modules = [source for name, source in self.sources.items() if name != "ThisWorkbook"]
        procedures = [found for source in modules for found in _PROCEDURE.findall(source)]
        return {name: takes for scope, _, name, takes in procedures if scope != "Private "}

    def buttons(self) -> list[Mapping[str, str]]:
        """Give the attributes of each button."""
        return [button.attrib for button in self.ribbon.iter(f"{SPACE}button")]


def opens(addin: Addin, path: Path) -> Iterator[str]:
    """Three readers open the project, and find our modules as their sources are."""
    project = addin.parts.get("xl/vbaProject.bin", b"")
    if not olefile.isOleFile(data=project):
        yield "the project is no OLE file"
        return
    read = {}
    for reader, modules_of in (("olevba", _by_olevba), ("pyOpenVBA", _by_pyopenvba)):
        try:
            read[reader] = modules_of(path)
        except Exception as error:  # noqa: BLE001  (whatever a reader stumbles over is a finding)
            yield f"{reader}: {error}"
    for reader, modules in read.items():
        for name, source in addin.sources.items():
            if _body(modules.get(name, "")) != _body(source):
                yield f"{reader}: module {name} is not what its source is"
        rest = modules.keys() - addin.sources.keys() - {"xlwings", "Dictionary", "Sheet1"}
        yield from (f"{reader}: module {name} has no source" for name in rest)


def text(addin: Addin, path: Path) -> Iterator[str]:
    """Every line of our modules ends as VBA wants it, and no variable is made by a typing error."""
    with ExcelFile(path) as file:
        modules = file.vba_modules()
    for name in addin.sources:
        source = modules.get(name, "")
        if re.search(r"(?<!\r)\n|\r(?!\n)", source):
            yield f"{name}: a line does not end in CR and LF"
        if "Option Explicit" not in source:
            yield f"{name}: no Option Explicit"
        if f'Attribute VB_Name = "{name}"' not in source:
            yield f"{name}: another name inside"


def types(addin: Addin, _path: Path) -> Iterator[str]:
    """Every part has a type, and those that matter the right one."""
    listed = addin.xml("[Content_Types].xml")
    given = {t.attrib["PartName"]: t.attrib["ContentType"] for t in listed.iter(f"{TYPES}Override")}
    endings = {t.attrib["Extension"] for t in listed.iter(f"{TYPES}Default")}
    for part, wanted in CONTENT_TYPES.items():
        if given.get(part) != wanted:
            yield f"{part} has type {given.get(part)}"
    there = {f"/{part}" for part in addin.parts}
    yield from (f"{part} has a type and is not there" for part in given.keys() - there)
    untyped = [part for part in there - given.keys() if part.rpartition(".")[2] not in endings]
    yield from (f"{part} has no type" for part in untyped)


def relationships(addin: Addin, _path: Path) -> Iterator[str]:
    """Every part is reached, and nothing leads to a part that is not there."""
    reached = {"[Content_Types].xml"}
    for name in addin.parts:
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        base = PurePosixPath(name).parent.parent
        ids = []
        for relation in addin.xml(name).iter(f"{RELATIONS}Relationship"):
            ids.append(relation.attrib["Id"])
            target = relation.attrib["Target"]
            reached.add(target[1:] if target.startswith("/") else str(base / target))
        if len(ids) != len(set(ids)):
            yield f"{name} gives an id twice"
    yield from (f"nothing leads to {part}" for part in addin.parts.keys() - reached)
    yield from (f"{part} is missing" for part in reached - addin.parts.keys())


def code_names(addin: Addin, path: Path) -> Iterator[str]:
    """The workbook and each sheet carry the name of their own module."""
    found = [addin.xml("xl/workbook.xml").find(f"{MAIN}workbookPr")]
    sheets = [name for name in addin.parts if name.startswith("xl/worksheets/sheet")]
    found += [addin.xml(name).find(f"{MAIN}sheetPr") for name in sheets]
    names = {element.get("codeName") for element in found if element is not None}
    with ExcelFile(path) as file:
        project = file.vba_project()
        documents = {m.name for m in project.modules if "VB_Base" in m.source.split("Option")[0]}
    documents -= {"Dictionary"}
    if names != documents:
        yield f"the workbook names {sorted(map(str, names))}, the project {sorted(documents)}"


def schema(_addin: Addin, path: Path) -> Iterator[str]:
    """The Open XML SDK finds nothing wrong."""
    yield from validate(path)


def ribbon(addin: Addin, _path: Path) -> Iterator[str]:
    """No id or keytip is given twice, and each button says what it does."""
    ids = Counter(e.attrib["id"] for e in addin.ribbon.iter() if "id" in e.attrib)
    yield from (f"id {name} stands {n} times" for name, n in ids.items() if n > 1)
    keys = Counter(button.get("keytip", "") for button in addin.buttons())
    yield from (f"keytip {key} stands {n} times" for key, n in keys.items() if n > 1)
    for button in addin.buttons():
        for wanted in ("label", "screentip", "supertip", "imageMso", "keytip", "onAction"):
            if not button.get(wanted):
                yield f"{button['id']} has no {wanted}"


def callbacks(addin: Addin, _path: Path) -> Iterator[str]:
    """Every callback exists, is public, and takes what Excel hands it."""
    public = addin.public()
    for element in addin.ribbon.iter():
        for attribute, signature in SIGNATURES.items():
            name = element.get(attribute)
            if name and name not in public:
                yield f"{attribute}: there is no Sub {name}"
            elif name and not re.fullmatch(signature, public[name]):
                yield f"{attribute}: Sub {name} takes ({public[name]})"
        unknown = [a for a in element.attrib if re.match("(get|on)[A-Z]", a)]
        yield from (f"{a} is not checked" for a in unknown if a not in SIGNATURES)


def events(addin: Addin, _path: Path) -> Iterator[str]:
    """What ThisWorkbook listens to is an event of Excel, with its own arguments."""
    for scope, _kind, name, takes in _PROCEDURE.findall(addin.sources["ThisWorkbook"]):
        source, _, event = name.partition("_")
        if scope == "Private " and EVENTS[source].get(event) != takes:
            yield f"{source} has no event {event}({takes})"


def functions(addin: Addin, path: Path) -> Iterator[str]:
    """Every button runs a function of `macros`, each another one, and none is left out."""
    called = [command for command in _commands(addin, path).values() if command]
    known = {
        name
        for name, value in vars(macros).items()
        if inspect.isfunction(value) and value.__module__ == macros.__name__ and name[0] != "_"
    }
    # Python is told that it is to look in no folder but its own.
    wanted = {f"import sto_xl.excel.macros; sto_xl.excel.macros.{name}()|false" for name in known}
    yield from (f"no function: {command}" for command in sorted(set(called) - wanted))
    yield from (f"no button: {command}" for command in sorted(wanted - set(called)))
    yield from (f"twice: {command}" for command, n in Counter(called).items() if n > 1)


def runs(addin: Addin, path: Path) -> Iterator[str]:
    """Every button's Sub runs in pyOpenVBA's interpreter, and starts Python once."""
    for button, command in _commands(addin, path).items():
        if not command:
            yield f"{button} starts nothing"


def analysis(addin: Addin, path: Path) -> Iterator[str]:
    """Static analysis of the whole project finds nothing in our modules."""
    # Takes longer to import than most tests to run.
    from pyvbaanalysis import analyze_office_file

    for name, problems in analyze_office_file(path).items():
        if name in addin.sources:
            yield from (f"{name}: {problem.code}: {problem.message}" for problem in problems)


def compiles(addin: Addin, path: Path) -> Iterator[str]:
    """LibreOffice opens the file and compiles our modules."""
    failed = not_compiled({path.stem: addin.data}, addin.sources)
    yield from (f"{name} does not compile" for name in failed[path.stem])


CHECKS: Mapping[str, Callable[[Addin, Path], Iterator[str]]] = {
    check.__name__: check
    for check in (
        opens,
        text,
        types,
        relationships,
        code_names,
        schema,
        ribbon,
        callbacks,
        events,
        functions,
        runs,
        analysis,
        compiles,
    )
}


def problems(check: str, addin: Addin) -> list[str]:
    """Give what a check finds wrong; that it could not be done is a finding as well."""
    with tempfile.TemporaryDirectory(prefix="sto-addin-") as folder:
        path = Path(folder) / "sto.xlam"
        path.write_bytes(addin.data)
        return list(CHECKS[check](addin, path))


def _commands(addin: Addin, path: Path) -> dict[str, str]:
    """Click each button once, in a roster; give what was handed to Python."""
    from sto_xl.books import build

    roster = path.with_name("regiobestand.xlsx")
    roster.write_bytes(build.roster_bytes())
    found = {}
    for button in addin.buttons():
        name = button["id"]
        try:
            excel = OpenAddin(path, XLWINGS_STUB)
            excel.open(roster)
            excel.click(name)
        except PyOpenVBAError:
            found[name] = ""
        else:
            found[name] = "; ".join(excel.shell.commands) if not excel.told else ""
    return found


def _by_olevba(path: Path) -> dict[str, str]:
    """Give the modules that olevba finds, with their source."""
    with warnings.catch_warnings():
        # It is behind with the names of the parser that it uses.
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        found = {PurePosixPath(name).stem: s for _, _, name, s in parser.extract_all_macros()}
        parser.close()
    return found


def _by_pyopenvba(path: Path) -> dict[str, str]:
    """Give the modules that pyOpenVBA finds, with their source."""
    with ExcelFile(path) as file:
        return dict(file.vba_modules())


def _body(source: str) -> list[str]:
    """Give the lines of a module without its header, which each reader shows in its own way."""
    lines = source.splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith("'")), 0)
    return [line for line in lines[start:] if not line.startswith("Attribute ")]
