"""A Word file (.docx) as its zip members, which can be written again without deflating them anew.

Standard library only. The bytes of a file depend on its members alone: there is no clock in it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

from sto_xl.system.errors import Cause, Failure

#: A Word document of a letter is far smaller; what is larger may not fit in memory.
LARGEST = 64 * 2**20
#: And it has some twenty members.
MOST = 10_000

OLE = b"\xd0\xcf\x11\xe0"
_LOCAL_SIGN, _ENTRY = b"PK\x03\x04", b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5HI")
_OFFSET = struct.Struct("<I")
_END = struct.Struct("<4s4H2IH")
DAMAGED = "het bestand is beschadigd"
_OLD = "het is met een wachtwoord beveiligd, of van een oude Word-versie (.doc)"
_LABELLED = (
    "het is beveiligd met een vertrouwelijkheidslabel, zodat alleen Word zelf het kan lezen: kies "
    "bij Start > Vertrouwelijkheid een label zonder versleuteling"
)
_PACKED = "het is op een ongewone manier ingepakt: bewaar het opnieuw als Word-document"
_VERSION = 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UTF8 = 0x800
_ENCRYPTED = 0x1
#: 1 January 1980, the earliest date a zip can hold: same members, same bytes.
_DATE = 0x21


@dataclass(frozen=True)
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
        # A twentieth larger than at the usual level, in a third less time.
        deflate = zlib.compressobj(level=3, wbits=-zlib.MAX_WBITS)
        stored = deflate.compress(content) + deflate.flush()
        return cls(name, stored, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))

    @cached_property
    def local(self) -> bytes:
        """How it stands in the file: a header, its name, and what is stored."""
        header = _LOCAL.pack(_LOCAL_SIGN, _VERSION, *self._told, len(self._name), 0)
        return b"".join((header, self._name, self.stored))

    @cached_property
    def entry(self) -> tuple[bytes, bytes]:
        """What the directory of the file says of it, before and after the offset."""
        told = (*self._told, len(self._name), 0, 0, 0, 0, 0)
        return _CENTRAL.pack(_ENTRY, _VERSION, _VERSION, *told), self._name

    @cached_property
    def _name(self) -> bytes:
        return self.name.encode()

    @property
    def _told(self) -> tuple[int, ...]:
        flags = 0 if self.name.isascii() else _UTF8
        return flags, self.method, 0, _DATE, self.crc, len(self.stored), self.size

    @property
    def content(self) -> bytes:
        """The inflated content, of no more than it says."""
        return self.begin(self.size)

    def begin(self, length: int) -> bytes:
        """Give so many bytes of the content."""
        if self.method == zipfile.ZIP_STORED or not length:
            return self.stored[:length]
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.stored, length)


def read_members(data: bytes, name: str) -> tuple[Member, ...]:
    """Give the members of a Word file in their order.

    Raises a `Failure` that names the file when it is not a sound .docx.
    """
    if data.startswith(OLE):
        labelled = "DRMEncrypted".encode("utf-16-le") in data
        refuse(name, _LABELLED if labelled else _OLD)
    if data.count(_ENTRY) > MOST:
        refuse(name, "het is te groot om veilig te lezen")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, LookupError, EOFError, OSError) as error:
        cause = f"{DAMAGED}, of het is geen Word-document (.docx)"
        raise Failure(Cause.TEMPLATE, file=name, detail=cause) from error
    except NotImplementedError as error:
        raise Failure(Cause.TEMPLATE, file=name, detail=_PACKED) from error
    if sum(entry.file_size for entry in entries) > LARGEST:
        refuse(name, "het is te groot om veilig te lezen")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        refuse(name, "het is met een wachtwoord beveiligd")
    if any(entry.compress_type not in _METHODS for entry in entries):
        refuse(name, _PACKED)
    try:
        members = tuple(_member(data, entry) for entry in entries if entry.filename[-1:] != "/")
    except (zlib.error, struct.error, ValueError):
        refuse(name, DAMAGED)
    # What differs in capitals alone is one name.
    if len({member.name.casefold() for member in members}) < len(members):
        refuse(name, DAMAGED)
    return members


def _member(data: bytes, entry: zipfile.ZipInfo) -> Member:
    """Give a member that is what the directory says of it; `ValueError` for another."""
    signature, *_, name_length, extra_length = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    stored = data[start : start + entry.compress_size]
    member = Member(entry.filename, stored, entry.compress_type, entry.CRC, entry.file_size)
    content = member.content
    if not member.name or signature != _LOCAL_SIGN:
        raise ValueError(member.name)
    if (len(content), zlib.crc32(content)) != (member.size, member.crc):
        raise ValueError(member.name)
    return member


def write(members: Iterable[Member]) -> bytes:
    """Give the bytes of a Word file with these members."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        before, after = member.entry
        directory += (before, _OFFSET.pack(offset), after)
        parts.append(member.local)
        offset += len(member.local)
    count = len(parts)
    end = (count, count, sum(map(len, directory)), offset, 0)
    return b"".join((*parts, *directory, _END.pack(b"PK\x05\x06", 0, 0, *end)))


def refuse(name: str, detail: str) -> NoReturn:
    """Raise the `Failure` that tells why a Word file cannot be used."""
    raise Failure(Cause.TEMPLATE, file=name, detail=detail)
