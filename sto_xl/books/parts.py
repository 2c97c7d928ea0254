"""The parts of a package, for reading and writing: bounded before they are inflated."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar
from urllib.parse import unquote
from xml.parsers import expat

from sto_xl.system.errors import Cause, Failure

Look = TypeVar("Look")

#: The part that says of what type each part is.
TYPES = "[Content_Types].xml"
#: The part that lists the sheets, in a workbook that is written here; in others it may be another.
WORKBOOK = "xl/workbook.xml"
#: What parts are to each other: the namespace of what one refers to, and of its kinds in Office.
REFERENCES = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

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
#: What stands before a part (APPNOTE 4.3.7), and the flag that it is encrypted.
_LOCAL, _HEADER, _SCRAMBLED = b"PK\x03\x04", struct.Struct("<4s5H3L2H"), 1

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
class Element:
    """The start of an XML element; names without their prefix."""

    namespace: str
    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a part refers to, in its own words: by which id, of what kind, where, in what mode."""

    id: str
    kind: str
    target: str
    mode: str = ""

    @property
    def outside(self) -> bool:
        """Whether it is outside the package: what has an address is, whatever is said of it."""
        target = unquote(self.target)
        addressed = ":" in target or target.startswith("//") or r"\\" in target
        return addressed or self.mode.casefold() == "external"

    def part(self, folder: str) -> str:
        """Give the name of the part that it is, seen from the folder of who refers to it."""
        return posixpath.normpath(posixpath.join("/", folder, self.target)).lstrip("/")

    def refused(self, kinds: Mapping[str, str], fetched: str) -> str:
        """Give what is wrong with it in a document that goes to others; "" for nothing.

        `kinds` tell it of what may not be there at all, in small letters, and `fetched` of what a
        program fetches when the document is opened: for a hyperlink it waits until one clicks.
        """
        if problem := kinds.get(self.kind.casefold()):
            return problem
        return fetched if self.outside and self.kind != "hyperlink" else ""


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


def references_part(name: str) -> str:
    """Give the name of the part that says what a part refers to, or "" the package itself."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def references(xml: bytes) -> list[Reference]:
    """Give what a part refers to, from the part that says so; LookupError when one does not."""
    said = (element.attributes for element in elements(xml, "Relationship")[1:])
    return [
        Reference(a["Id"], a["Type"].rpartition("/")[2], a["Target"], a.get("TargetMode", ""))
        for a in said
    ]


class Parts:
    """The parts of a package by name: case-blind, each inflated when asked for, all bounded."""

    def __init__(self, data: bytes, file: str) -> None:
        """Begin with nothing inflated; `data` are the bytes of the whole package."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = archive.infolist()
            self.comment = archive.comment
        self.size = len(data)
        self._data = data
        self._file = file
        self._inflated = 0
        self._kept: dict[str, bytes] | None = None
        # Some programs write backslashes, or another case than the relationships do.
        self._infos = {i.filename.replace("\\", "/").lower(): i for i in self.members}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name.lower() in self._infos

    def read(self, name: str) -> bytes:
        """Give a part's bytes; KeyError when there is none of this name.

        Pictures and the like are never asked for, so they do not count. A part that is asked for
        twice counts twice; zipfile never inflates beyond what a part promises.
        """
        if self._kept is not None and name.lower() in self._kept:
            return self._kept[name.lower()]
        info = self._infos[name.lower()]
        if info.compress_type not in _COMPRESSIONS:
            message = "a compression that Excel does not know, which may reserve any memory"
            raise ValueError(message)
        self._inflated += info.file_size
        bomb = info.file_size > max(RATIO_FLOOR, MAX_RATIO * info.compress_size)
        if bomb or self._inflated > MAX_INFLATED:
            detail = f"uitgepakt {self._inflated // MEGABYTE} MB of meer"
            raise Failure(Cause.TOO_LARGE, file=self._file, detail=detail)
        part = self._inflated_from(info)
        if self._kept is not None:
            self._kept[name.lower()] = part
        return part

    def keep(self) -> None:
        """Inflate each part once from now on: the package is filled in again and again."""
        self._kept = {}

    def member(self, name: str) -> zipfile.ZipInfo:
        """Give what the directory says of a part; KeyError when there is none of this name."""
        return self._infos[name.lower()]

    def as_stored(self, info: zipfile.ZipInfo) -> tuple[bytes, bytes]:
        """Give a part as it lies there, and the extra fields before it."""
        header = self._data[info.header_offset : info.header_offset + _HEADER.size]
        if not header.startswith(_LOCAL) or len(header) < _HEADER.size:
            message = "a part that is not where the directory says"
            raise ValueError(message)
        *_, name_length, extra_length = _HEADER.unpack(header)
        begin = info.header_offset + _HEADER.size + name_length
        start = begin + extra_length
        return self._data[start : start + info.compress_size], self._data[begin:start]

    def _inflated_from(self, info: zipfile.ZipInfo) -> bytes:
        """Inflate a part from where it lies: `ZipFile.read` takes three times as long to do it."""
        if info.flag_bits & _SCRAMBLED:
            message = "a part with a password"
            raise ValueError(message)
        part, _ = self.as_stored(info)
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
        rels = references_part(name)
        if rels not in self:
            return {}
        return _related(self.read(rels), posixpath.dirname(name))


@once_for_all_files
def _related(xml: bytes, folder: str) -> Mapping[str, tuple[str, str]]:
    return {one.id: (one.kind, one.part(folder)) for one in references(xml) if not one.outside}
