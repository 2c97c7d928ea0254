"""What is in an .xlsx package: known by its bytes, bounded before it is inflated, its parts."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar
from xml.parsers import expat

from sto_xl.grid import ListObject, Visibility, column_number
from sto_xl.system.errors import Cause, Failure

Look = TypeVar("Look")

MEGABYTE = 1_000_000
#: A roster is about 0.1 MB, its parts 1 MB. Reading takes about eight times what is inflated.
MAX_FILE = 100 * MEGABYTE
MAX_INFLATED = 80 * MEGABYTE
#: Repetitive sheets reach 60 to 1; deflate cannot pass 1032 to 1. Small parts are always harmless.
MAX_RATIO = 250
RATIO_FLOOR = 20 * MEGABYTE
MAX_ELEMENTS = 200_000
#: Each part costs half a kilobyte, even when it is never inflated.
MAX_PARTS = 10_000

#: Files of one template share many small parts to the byte: each is looked at once, so many kept.
SHARED_PART, SHARED_PARTS = 32_000, 500

_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRY = b"PK\x01\x02"
#: What stands before a part (APPNOTE 4.3.7), and the flag that it is encrypted.
_LOCAL, _HEADER, _SCRAMBLED = b"PK\x03\x04", struct.Struct("<4s5H3L2H"), 1

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
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_RICH = ("sheetMetadata", "rdRichValue", "rdRichValueStructure")
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}

#: What the standard library raises on a damaged zip or part.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    expat.ExpatError,
    RuntimeError,  # a zip with a password
    LookupError,  # a part that is missing, an encoding that is none
    ValueError,
    OSError,  # a seek to where nothing is
)


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
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Element:
    """The start of an XML element; names without their prefix."""

    namespace: str
    name: str
    attributes: dict[str, str]


#: Of the names of all sheets, which are to be read.
Choice = Callable[[Sequence[str]], Collection[str]]


def open_package(path: Path, choice: Choice = tuple) -> Package:
    """Read a workbook's parts into memory; a Failure for whatever is no whole .xlsx or .xlsm.

    Of the sheets only those of `choice` are read, and only they are in what is given.
    """
    file = path.name or str(path)
    if file.startswith("~$"):
        raise Failure(Cause.LOCK_FILE, file=file)
    return unpack(_bytes(path, file), file, choice)


def unpack(data: bytes, file: str, choice: Choice = tuple) -> Package:
    """Give the parts of a workbook of which these are the bytes, as `open_package` does."""
    _recognise(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _package(file, data, Parts(archive, data, file), choice)
    except DAMAGE as error:
        raise Failure(Cause.DAMAGED, file=file) from error


def formats_in(package: Package) -> int:
    """Give how many formats of cells and of numbers a workbook has."""
    return package.styles.count(b"numFmt ") + package.styles.count(b"xf ")


def once_for_all_files(look: Callable[[bytes, str], Look]) -> Callable[[bytes, str], Look]:
    """Make a function of a part's bytes, and of a name, look at the same small bytes only once.

    What it gives is shared, so it must stay as it is.
    """
    remembered = lru_cache(maxsize=SHARED_PARTS)(look)

    @wraps(look)
    def looked(xml: bytes, name: str) -> Look:
        return (remembered if len(xml) <= SHARED_PART else look)(xml, name)

    return looked


def elements(xml: bytes, *names: str) -> list[Element]:
    """Give a part's root and its elements of these names, in order; ValueError for a bomb."""
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not found or local in names:
            plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            found.append(Element(namespace, local, plain))
        if not names:
            # The rest is only to be well-formed, and expat alone is fastest.
            parser.StartElementHandler = None
        if len(found) > MAX_ELEMENTS:
            refuse()

    def refuse(*_declaration: object) -> None:
        # No Office program writes a document type; it is how an XML bomb begins.
        message = "a part with a document type declaration, or with too many elements"
        raise ValueError(message)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(xml, True)  # noqa: FBT003 - pyexpat takes it by position only
    return found


def _bytes(path: Path, file: str) -> bytes:
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


class Parts:
    """The parts of a package by name: case-blind, each inflated when asked for, all bounded."""

    def __init__(self, archive: zipfile.ZipFile, data: bytes, file: str) -> None:
        """Begin with nothing inflated; `data` are the bytes that the archive lies in."""
        self._data = data
        self._file = file
        self._inflated = 0
        # Some programs write backslashes, or another case than the relationships do.
        self._infos = {i.filename.replace("\\", "/").lower(): i for i in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name.lower() in self._infos

    def read(self, name: str) -> bytes:
        """Give a part's bytes; KeyError when there is none of this name.

        Pictures and the like are never asked for, so they do not count. A part that is asked for
        twice counts twice; zipfile never inflates beyond what a part promises.
        """
        info = self._infos[name.lower()]
        if info.compress_type not in _COMPRESSIONS:
            message = "a compression that Excel does not know, which may reserve any memory"
            raise ValueError(message)
        self._inflated += info.file_size
        bomb = info.file_size > max(RATIO_FLOOR, MAX_RATIO * info.compress_size)
        if bomb or self._inflated > MAX_INFLATED:
            detail = f"uitgepakt {self._inflated // MEGABYTE} MB of meer"
            raise Failure(Cause.TOO_LARGE, file=self._file, detail=detail)
        return self._stored(info)

    def _stored(self, info: zipfile.ZipInfo) -> bytes:
        """Inflate a part from where it lies: `ZipFile.read` takes three times as long to do it."""
        header = self._data[info.header_offset : info.header_offset + _HEADER.size]
        if not header.startswith(_LOCAL) or len(header) < _HEADER.size:
            message = "a part that is not where the directory says"
            raise ValueError(message)
        if info.flag_bits & _SCRAMBLED:
            message = "a part with a password"
            raise ValueError(message)
        *_, name_length, extra_length = _HEADER.unpack(header)
        start = info.header_offset + _HEADER.size + name_length + extra_length
        part = self._data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_DEFLATED:
            # No limit is 0 here, and a part may promise to be empty.
            most = max(info.file_size, 1)
            part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(part, most)
        if len(part) != info.file_size or zlib.crc32(part) != info.CRC:
            message = "a part that is not what the directory says"
            raise ValueError(message)
        return part

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Give what a part refers to inside the package: by id, the kind and the part's name."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        return _related(self.read(rels), folder)


@once_for_all_files
def _related(xml: bytes, folder: str) -> Mapping[str, tuple[str, str]]:
    return {
        a["Id"]: (
            a["Type"].rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, a["Target"])).lstrip("/"),
        )
        for a in (e.attributes for e in elements(xml, "Relationship")[1:])
        if a.get("TargetMode") != "External"
    }


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
    known = ("sharedStrings", "styles", *_RICH)
    single = {kind: name for kind, name in related.values() if kind in known}
    properties = next((e.attributes for e in workbook if e.name == "workbookPr"), {})
    return Package(
        file,
        data,
        tuple(_sheets(parts, workbook, related, choice)),
        parts.read(single["sharedStrings"]) if "sharedStrings" in single else b"",
        parts.read(single["styles"]) if "styles" in single else b"",
        properties.get("date1904", "0") in ("1", "true"),
        _rich(parts, single),
    )


def _rich(parts: Parts, single: Mapping[str, str]) -> tuple[bytes, bytes, bytes]:
    metadata, values, structures = (
        parts.read(single[kind]) if kind in single and single[kind] in parts else b""
        for kind in _RICH
    )
    return metadata, values, structures


def _sheets(
    parts: Parts, workbook: list[Element], related: Mapping[str, tuple[str, str]], choice: Choice
) -> Iterator[SheetPart]:
    """Give the worksheets in the workbook's order; charts, dialogs and macro sheets hold none."""
    listed = [e.attributes for e in workbook if e.name == "sheet"]
    chosen = choice([sheet["name"] for sheet in listed])
    for sheet in listed:
        kind, part = related[sheet["id"]]
        if kind != "worksheet" or sheet["name"] not in chosen:
            continue
        tables = (n for k, n in parts.relations(part).values() if k == "table")
        yield SheetPart(
            sheet["name"],
            _STATES.get(sheet.get("state", ""), Visibility.VISIBLE),
            parts.read(part),
            tuple(_table(parts.read(name), sheet["name"]) for name in tables),
            part,
        )


@once_for_all_files
def _table(xml: bytes, sheet: str) -> ListObject:
    attributes = elements(xml)[0].attributes
    found = _RANGE.fullmatch(attributes["ref"])
    if found is None:
        message = f"a table with range {attributes['ref']!r}"
        raise ValueError(message)
    left, top, right, bottom = found.groups()
    return ListObject(
        name=attributes.get("displayName") or attributes["name"],
        sheet=sheet,
        top=int(top),
        left=column_number(left),
        bottom=int(bottom or top),
        right=column_number(right or left),
        header=attributes.get("headerRowCount", "1") != "0",
        totals=attributes.get("totalsRowCount", "0") != "0",
    )
