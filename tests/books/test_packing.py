"""A package in which parts are replaced: all others lie there as they lay."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from sto_xl.books.packing import repacked
from sto_xl.books.parts import Parts
from support.packages import as_stored, differing

ONE, TWO = b"<a>" + b"een " * 200 + b"</a>", b"<b>twee</b>"


def archive(**how: object) -> bytes:
    """Give a zip of two parts and a picture, each as it may be found in the wild."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content, method in (
            ("xl\\een.xml", ONE, zipfile.ZIP_DEFLATED),
            ("xl/twéé.xml", TWO, zipfile.ZIP_STORED),
            ("xl/media/plaatje.png", b"\x89PNG" + bytes(range(256)), zipfile.ZIP_DEFLATED),
        ):
            info = zipfile.ZipInfo(name, (2026, 9, 30, 13, 45, 58))
            info.orig_filename = info.filename = name
            info.compress_type = method
            info.external_attr = 0o644 << 16
            info.comment = b"van mij"
            info.extra = struct.pack("<2H3s", 0x7777, 3, b"abc")
            if how.get("zip64"):
                with made.open(info, "w", force_zip64=True) as part:
                    part.write(content)
            else:
                made.writestr(info, content)
        made.comment = b"onder aan de zip"
    return target.getvalue()


class Unseekable(io.BytesIO):
    """What cannot go back to say how large a part became, so that it is said behind the part."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_args: object) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def streamed() -> bytes:
    target = Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/een.xml", ONE)
        made.writestr("xl/twee.xml", TWO)
    return target.getvalue()


@pytest.mark.parametrize("zip64", [False, True])
def test_what_stays_lies_there_as_it_lay(zip64: bool) -> None:  # noqa: FBT001
    data = archive(zip64=zip64)
    made = repacked(Parts(data, ""), {"xl/een.xml": b"<c/>"})
    assert differing(data, made) == {"xl\\een.xml"}
    assert list(as_stored(made)) == list(as_stored(data))
    with zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.comment == b"onder aan de zip"
        assert [i.extra for i in after.infolist()] == [struct.pack("<2H3s", 0x7777, 3, b"abc")] * 3
    parts = Parts(made, "")
    assert parts.read("xl/een.xml") == b"<c/>"
    assert parts.read("xl/TWÉÉ.xml") == TWO
    # A replaced part keeps all but its bytes.
    info = parts.member("xl/een.xml")
    assert (info.date_time, info.comment) == ((2026, 9, 30, 13, 45, 58), b"van mij")


def test_sizes_behind_a_part_come_before_it() -> None:
    data = streamed()
    assert all(info.flag_bits & 8 for info in Parts(data, "").members)
    made = repacked(Parts(data, ""), {})
    assert differing(data, made) == set()
    assert not any(info.flag_bits & 8 for info in Parts(made, "").members)
    with zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.read("xl/een.xml") == ONE


def test_a_part_is_left_out() -> None:
    data = archive()
    made = repacked(Parts(data, ""), {}, ["xl/media/plaatje.png"])
    assert differing(data, made) == {"xl/media/plaatje.png"}


def test_the_same_again_is_the_same() -> None:
    data = archive()
    once = repacked(Parts(data, ""), {"xl/een.xml": ONE})
    assert repacked(Parts(once, ""), {"xl/een.xml": ONE}) == once
    assert repacked(Parts(once, ""), {}) == once


def test_parts_that_lie_in_each_other_are_not_copied() -> None:
    data = bytearray(archive())
    parts = Parts(bytes(data), "")
    first = parts.members[0]
    # Of every entry of the directory the size is made that of nearly the whole file.
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", data, at + 20, len(data) - 40)
        at = data.find(b"PK\x01\x02", at + 4)
    assert first.compress_size < len(data)
    with pytest.raises(ValueError, match="each other"):
        repacked(Parts(bytes(data), ""), {})
