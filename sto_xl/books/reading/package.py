"""What is in an .xlsx package: known by its bytes, bounded before it is inflated, its parts."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sto_xl.books.parts import (
    DAMAGE,
    MAX_FILE,
    MAX_PARTS,
    MEGABYTE,
    Element,
    Parts,
    elements,
    once_for_all_files,
)
from sto_xl.books.reading.areas import corners
from sto_xl.grid import ListObject, Visibility
from sto_xl.model.wording import DUTCH
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How a web page begins, be it a whole one, a table of one, or one packed as an archive.
_WEB_PAGE = re.compile(
    rb"[\s\xfe\xff]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"(?:<!doctype\s+html|<(?:html|head|body|meta|title|script|style|table|div)[\s>]|"
    rb"mime-version:)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = 4096
_STRICT = "http://purl.oclc.org/ooxml/"
_RICH = ("sheetMetadata", "rdRichValue", "rdRichValueStructure")
#: Excel keeps 65,490 formats of cells, and number formats of 255 characters.
MAX_FORMATS, LONGEST_CODE = 200_000, 1_000
_FORMAT = re.compile(rb"<(?:[\w.-]+:)?(?:xf|numFmt)(?=[\s/>])")
_LONG_CODE = re.compile(
    rb"""formatCode\s*+=\s*+(?:"[^"<]{%d}|'[^'<]{%d})""" % (LONGEST_CODE, LONGEST_CODE)
)
STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the package holds it."""

    name: str
    visibility: Visibility
    xml: bytes = field(repr=False)
    tables: tuple[ListObject, ...]
    #: Where it lies in the package.
    path: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook that hold values. `data` is the whole file as it was read."""

    parts: Parts = field(repr=False, compare=False)
    file: str
    data: bytes = field(repr=False)
    sheets: tuple[SheetPart, ...]
    strings: bytes = field(repr=False)
    styles: bytes = field(repr=False)
    base_1904: bool
    #: The parts that tell which cells hold a picture: of metadata, values, structures.
    rich: tuple[bytes, bytes, bytes] = field(default=(b"", b"", b""), repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return outputs.digest(self.data)


#: Of the names of all sheets, which are to be read.
Choice = Callable[[Sequence[str]], Collection[str]]


def open_package(path: Path, choice: Choice = tuple) -> Package:
    """Read a workbook's parts into memory; a Failure for whatever is no whole .xlsx or .xlsm.

    Of the sheets only those of `choice` are read, and only they are in what is given.
    """
    return package_of(read_bytes(path), path.name or str(path), choice)


def package_of(data: bytes, file: str, choice: Choice = tuple) -> Package:
    """Take the bytes of a workbook apart; a Failure for whatever is no whole .xlsx or .xlsm."""
    _recognise(data, file)
    try:
        return _package(file, data, Parts(data, file), choice)
    except DAMAGE as error:
        raise Failure(Cause.DAMAGED, file=file) from error


def formats_in(styles: bytes) -> int:
    """Give how many formats of cells and of numbers there are."""
    return len(_FORMAT.findall(styles))


def read_bytes(path: Path) -> bytes:
    """Read a file that may be a workbook; a Failure for one that cannot be read or is too large."""
    file = path.name or str(path)
    if file.startswith("~$"):
        raise Failure(Cause.LOCK_FILE, file=file)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Failure(Cause.FOLDER, file=file)
        if not stat.S_ISREG(status.st_mode):
            raise Failure(Cause.NOT_EXCEL, file=file)
        if status.st_size > MAX_FILE:
            size = f"het bestand is {status.st_size // MEGABYTE} MB"
            raise Failure(Cause.TOO_LARGE, file=file, detail=size)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Failure(Cause.NOT_FOUND, file=str(path)) from error
    except PermissionError as error:
        raise Failure(Cause.NO_PERMISSION, file=file) from error
    except OSError as error:
        raise Failure(Cause.UNREADABLE, file=file) from error


def _recognise(data: bytes, file: str) -> None:
    """Let only what begins as a zip pass."""
    if not data:
        raise Failure(Cause.EMPTY, file=file)
    if data.startswith(_OLE):
        # A label encrypts with rights, not with a password (Microsoft's MS-OFFCRYPTO, 2.2).
        if any(name.encode("utf-16-le") in data for name in ("DRMEncrypted", "\tDRMContent")):
            raise Failure(Cause.LABELLED, file=file)
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Failure(Cause.ENCRYPTED, file=file)
        old = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book\0"))
        raise Failure(Cause.OLD_EXCEL if old else Cause.NOT_EXCEL, file=file)
    if not data.strip(b"\0"):
        # What an interrupted synchronisation leaves: the right size, all zeros.
        raise Failure(Cause.DAMAGED, file=file)
    if _WEB_PAGE.match(data[:_BEGINNING].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")):
        raise Failure(Cause.WEB_PAGE, file=file)
    if not data.startswith(b"PK"):
        raise Failure(Cause.NOT_EXCEL, file=file)
    if data.count(_ENTRY) > MAX_PARTS:
        raise Failure(Cause.DAMAGED, file=file)


def _package(file: str, data: bytes, parts: Parts, choice: Choice) -> Package:
    main = next((n for k, n in parts.relations("").values() if k == "officeDocument"), None)
    if main is None:
        raise Failure(Cause.NOT_EXCEL, file=file)
    if main.endswith(".bin"):
        raise Failure(Cause.BINARY_EXCEL, file=file)
    workbook = elements(parts.read(main), "sheet", "workbookPr")
    if workbook[0].name != "workbook":
        raise Failure(Cause.NOT_EXCEL, file=file)
    if workbook[0].namespace.startswith(_STRICT):
        raise Failure(Cause.STRICT, file=file)
    related = parts.relations(main)
    # What a file refers to and has not got is missed where it is needed: an absent look nowhere.
    single = {kind: name for kind, name in related.values() if name in parts}
    styles = parts.read(single["styles"]) if "styles" in single else b""
    _bound_formats(styles, file)
    properties = next((e.attributes for e in workbook if e.name == "workbookPr"), {})
    return Package(
        parts,
        file,
        data,
        tuple(_sheets(parts, workbook, related, choice)),
        parts.read(single["sharedStrings"]) if "sharedStrings" in single else b"",
        styles,
        properties.get("date1904", "0") in ("1", "true"),
        _rich(parts, single),
    )


def _rich(parts: Parts, single: Mapping[str, str]) -> tuple[bytes, bytes, bytes]:
    metadata, values, structures = (
        parts.read(single[kind]) if kind in single else b"" for kind in _RICH
    )
    return metadata, values, structures


def _bound_formats(styles: bytes, file: str) -> None:
    """Refuse formats without end: a reader looks at each, and at its number format each time."""
    count = formats_in(styles)
    detail = f"er staan {DUTCH.getal(count)} celopmaken in" if count > MAX_FORMATS else ""
    if _LONG_CODE.search(styles):
        detail = f"er staat een getalnotatie van meer dan {LONGEST_CODE} tekens in"
    if detail:
        raise Failure(Cause.TOO_MANY_FORMATS, file=file, detail=detail)


def _sheets(
    parts: Parts, workbook: list[Element], related: Mapping[str, tuple[str, str]], choice: Choice
) -> Iterator[SheetPart]:
    """Give the worksheets in the workbook's order; charts, dialogs and macro sheets hold none."""
    listed = [e.attributes for e in workbook if e.name == "sheet"]
    chosen = choice([sheet["name"] for sheet in listed])
    for sheet in listed:
        # Modules and macro sheets of old refer to nothing.
        kind, part = related.get(sheet.get("id", ""), ("", ""))
        if kind != "worksheet" or sheet["name"] not in chosen:
            continue
        tables = (n for k, n in parts.relations(part).values() if k == "table" and n in parts)
        yield SheetPart(
            sheet["name"],
            STATES.get(sheet.get("state", ""), Visibility.VISIBLE),
            parts.read(part),
            tuple(_table(parts.read(name), sheet["name"]) for name in tables),
            part,
        )


@once_for_all_files
def _table(xml: bytes, sheet: str) -> ListObject:
    attributes = elements(xml)[0].attributes
    found = corners(attributes["ref"])
    if found is None:
        message = f"a table with range {attributes['ref']!r}"
        raise ValueError(message)
    top, left, bottom, right = found
    return ListObject(
        name=attributes.get("displayName") or attributes["name"],
        sheet=sheet,
        top=top,
        left=left,
        bottom=bottom,
        right=right,
        header=attributes.get("headerRowCount", "1") != "0",
        totals=attributes.get("totalsRowCount", "0") != "0",
    )
