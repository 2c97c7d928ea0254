"""A Word file (.docx) as its zip members, which can be written again without deflating them anew.

Standard library only. The bytes of a file depend on its members alone: there is no clock in it.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from sto_xl.errors import Cause, Failure

#: A Word document of a letter is far smaller; what is larger may not fit in memory.
LARGEST = 64 * 2**20

_OLE = b"\xd0\xcf\x11\xe0"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
_UTF8 = 0x800
_ENCRYPTED = 0x1
#: 1 January 1980, the earliest date a zip can hold: same members, same bytes.
_DATE = 0x21

_TYPE_PREFIX = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROLES = {
    f"{_TYPE_PREFIX}document.main+xml": "document",
    f"{_TYPE_PREFIX}header+xml": "header",
    f"{_TYPE_PREFIX}footer+xml": "footer",
    f"{_TYPE_PREFIX}footnotes+xml": "footnotes",
    f"{_TYPE_PREFIX}endnotes+xml": "endnotes",
    "application/vnd.openxmlformats-package.core-properties+xml": "properties",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the zip: its name, and its content as it is stored."""

    name: str
    stored: bytes
    method: int
    crc: int
    size: int

    @classmethod
    def of(cls, name: str, content: bytes) -> Member:
        """Give a deflated member with this content."""
        deflate = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
        stored = deflate.compress(content) + deflate.flush()
        return cls(name, stored, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))

    @property
    def content(self) -> bytes:
        """The inflated content."""
        if self.method == zipfile.ZIP_STORED:
            return self.stored
        return zlib.decompress(self.stored, wbits=-zlib.MAX_WBITS)


def read(data: bytes, name: str) -> tuple[Member, ...]:
    """Give the members of a Word file in their order.

    Raises a `Failure` that names the file when it is not a sound .docx.
    """
    if data.startswith(_OLE):
        _refuse(name, "het is met een wachtwoord beveiligd, of van een oude Word-versie (.doc)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST:
                _refuse(name, "het is te groot om veilig te lezen")
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                _refuse(name, "het is met een wachtwoord beveiligd")
            if len({entry.filename for entry in entries}) < len(entries) or archive.testzip():
                _refuse(name, "het bestand is beschadigd")
            return tuple(_member(data, entry) for entry in entries if not entry.is_dir())
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError) as error:
        cause = "het bestand is beschadigd, of het is geen Word-document (.docx)"
        raise Failure(Cause.TEMPLATE, file=name, detail=cause) from error
    except NotImplementedError as error:
        cause = "het is op een ongewone manier ingepakt: bewaar het opnieuw als Word-document"
        raise Failure(Cause.TEMPLATE, file=name, detail=cause) from error


def _member(data: bytes, entry: zipfile.ZipInfo) -> Member:
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(entry.compress_type)
    *_, name_length, extra_length = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    stored = data[start : start + entry.compress_size]
    return Member(entry.filename, stored, entry.compress_type, entry.CRC, entry.file_size)


def roles(members: Iterable[Member], name: str) -> dict[str, str]:
    """Give for each member that can hold text its role: document, header, footer, ...

    The names of the members differ between programs; the content types tell. Raises a `Failure`
    when there is no document, as in a .dotx or .docm.
    """
    types = next((m.content for m in members if m.name == "[Content_Types].xml"), b"")
    found: dict[str, str] = {}
    for override in re.findall(r"<Override\s[^>]*>", types.decode("utf-8", "replace")):
        values = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', override))
        if role := _ROLES.get(values.get("ContentType", "")):
            found[html.unescape(values.get("PartName", "")).removeprefix("/")] = role
    if "document" not in found.values():
        _refuse(name, "het is geen Word-document: bewaar het als ‘Word-document (.docx)’")
    return found


def write(members: Iterable[Member]) -> bytes:
    """Give the bytes of a Word file with these members."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8
        common = (flags, member.method, 0, _DATE, member.crc, len(member.stored), member.size)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common, len(name), 0)
        entry = (len(name), 0, 0, 0, 0, 0, offset)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, *entry), name)
        parts += (local, name, member.stored)
        offset += len(local) + len(name) + len(member.stored)
    count = len(directory) // 2
    end = (count, count, sum(map(len, directory)), offset, 0)
    return b"".join((*parts, *directory, _END.pack(b"PK\x05\x06", 0, 0, *end)))


def _refuse(name: str, detail: str) -> NoReturn:
    raise Failure(Cause.TEMPLATE, file=name, detail=detail)
