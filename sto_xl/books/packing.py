"""A zip written (APPNOTE 4.3): parts as they are, or a package in which some of them are replaced.

`zipfile` takes ten times as long to write, and would inflate what stays to deflate it again.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from struct import Struct
from types import MappingProxyType

from sto_xl.books.parts import Parts

#: What stands behind all.
_END = Struct("<4s4H2LH")
#: What is said twice of a part: version, flags, method, time, day, checksum, sizes, length of its
#: name; and what the directory says more: lengths, disk, attributes, place.
_SAID, _WHERE, _LENGTH = Struct("<5H3LH"), Struct("<4H2L"), Struct("<H")
#: 1 January 1980, the first day that a zip knows.
_FIRST_DAY = 33
_VERSION = 20
#: The flags that sizes stand behind a part, and that its name is UTF-8.
_BEHIND, _UTF8 = 1 << 3, 1 << 11
#: The extra field with sizes beyond 32 bits, which no part has that may be read.
_ZIP64 = 1
_FIELD = Struct("<2H")
#: Quick, and on a sheet's XML hardly larger than the usual 6.
_LEVEL = 3
#: How far back to look for what comes again, and how much memory to do it with: for a part of a few
#: bytes it takes longer to lay all of that out than to deflate the part.
_LARGE, _SMALL, _FEW = (-zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL), (-14, 6), 1 << 14


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Give a zip of parts as they are, not deflated: it costs no time to write, nor to read."""
    packed = _Zip()
    for name, part in parts.items():
        packed.add(_Member(name.encode()), part, len(part), zlib.crc32(part))
    return packed.closed()


def repacked(
    parts: Parts,
    changed: Mapping[str, bytes],
    gone: Collection[str] = (),
    added: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Give a package in which parts are replaced or left out, by name as `parts` has them.

    Those that are `added` come last. What stays is copied as it lies there: the same compressed
    bytes, time, flags and attributes. Raises ValueError for a package that does not hold what its
    directory says.
    """
    new = {id(parts.member(name)): part for name, part in changed.items()}
    out = {id(parts.member(name)) for name in gone}
    must_hold(parts)
    packed = _Zip()
    for info in parts.members:
        if id(info) in out:
            continue
        encoded = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
        member = _Member(
            encoded,
            info.create_version | info.create_system << 8,
            info.extract_version | info.reserved << 8,
            info.flag_bits & ~_BEHIND,
            info.compress_type,
            _time(info),
            _day(info),
            info.internal_attr,
            info.external_attr,
            _without_zip64(info.extra),
            info.comment,
        )
        if id(info) not in new:
            stored, extra = parts.as_stored(info)
            packed.add(member, stored, info.file_size, info.CRC, _without_zip64(extra))
            continue
        part = new[id(info)]
        member.flags &= _UTF8
        packed.deflate(member, part)
    for name, part in added.items():
        packed.deflate(_Member(name.encode()), part)
    return packed.closed(parts.comment)


def must_hold(parts: Parts) -> None:
    """Raise ValueError for a package that does not hold as much as its directory says."""
    if sum(info.compress_size for info in parts.members) > parts.size:
        message = "parts that lie in each other, of which copies could fill any memory"
        raise ValueError(message)


@dataclass(slots=True)
class _Member:
    """What a zip says of a part, beside its place, its sizes and its checksum."""

    name: bytes
    made_by: int = _VERSION
    needs: int = _VERSION
    flags: int = 0
    method: int = zipfile.ZIP_STORED
    time: int = 0
    day: int = _FIRST_DAY
    internal: int = 0
    external: int = 0
    extra: bytes = b""
    comment: bytes = b""


class _Zip:
    """A zip in the making."""

    def __init__(self) -> None:
        self._packed, self._directory = io.BytesIO(), io.BytesIO()
        self._listed = 0

    def deflate(self, member: _Member, part: bytes) -> None:
        """Add a part, deflated."""
        member.method = zipfile.ZIP_DEFLATED
        deflater = zlib.compressobj(
            _LEVEL, zlib.DEFLATED, *(_SMALL if len(part) <= _FEW else _LARGE)
        )
        stored = deflater.compress(part) + deflater.flush()
        self.add(member, stored, len(part), zlib.crc32(part))

    def add(
        self, member: _Member, stored: bytes, size: int, checksum: int, extra: bytes = b""
    ) -> None:
        """Add a part as it is `stored`; `extra` is what is said more before it."""
        at, name = self._packed.tell(), member.name
        said = _SAID.pack(
            member.needs,
            member.flags,
            member.method,
            member.time,
            member.day,
            checksum,
            len(stored),
            size,
            len(name),
        )
        self._packed.write(b"PK\x03\x04" + said + _LENGTH.pack(len(extra)) + name + extra)
        self._packed.write(stored)
        more = _WHERE.pack(
            len(member.extra), len(member.comment), 0, member.internal, member.external, at
        )
        made_by = _LENGTH.pack(member.made_by)
        self._directory.write(b"PK\x01\x02" + made_by + said + more)
        self._directory.write(name + member.extra + member.comment)
        self._listed += 1

    def closed(self, comment: bytes = b"") -> bytes:
        """Give the whole zip."""
        count, size, at = self._listed, self._directory.tell(), self._packed.tell()
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, len(comment))
        return self._packed.getvalue() + self._directory.getvalue() + end + comment


def _time(info: zipfile.ZipInfo) -> int:
    *_, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2


def _day(info: zipfile.ZipInfo) -> int:
    year, month, day, *_ = info.date_time
    return year - 1980 << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """Leave sizes beyond 32 bits out of extra fields; what is no field stays as it is."""
    if not extra:
        return extra
    kept, at = b"", 0
    while at + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, at)
        end = at + _FIELD.size + length
        if kind != _ZIP64:
            kept += extra[at:end]
        at = end
    return kept + extra[at:]
