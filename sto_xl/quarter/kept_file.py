"""The file in which a run keeps, for the next one into its folder, what it need not do again.

It lies among the documents and is known by the digest that run.json gives of it; one that is not
just as the run left it is as good as none. Two lines of JSON, packed: what the run told, and what
it found of each region. Nothing that is read here is ever carried out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sto_xl.system import outputs
from sto_xl.system.errors import Failure
from sto_xl.system.publishing import Earlier, earlier_run

NAME = "run.bewaard.gz"
#: What ten times a thousand regions come to: more is no file of ours.
LARGEST = 400_000_000
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What a run kept: what it `told`, and its `regions`, both as JSON."""

    told: bytes
    regions: bytes


def packed(told: bytes, regions: Iterable[bytes]) -> bytes:
    """Give what a run kept as the bytes of the file, from parts: the same for the same content."""
    packing = zlib.compressobj(_LEVEL, wbits=_GZIP)
    parts = [packing.compress(part) for part in chain((told, b"\n"), regions)]
    return b"".join((*parts, packing.flush()))


def kept_in(folder: Path, earlier: Earlier | None = None) -> KeptFile | None:
    """Give what the last run into a folder kept; None where there is nothing that can be trusted.

    `earlier` is what run.json says, where that was read.
    """
    try:
        earlier = earlier or earlier_run(folder)
    except Failure:
        return None
    path = earlier.content.get("kept") if earlier else None
    if earlier is None or not isinstance(path, str):
        return None
    data = trusted(folder, path, earlier)
    return None if data is None else _unpacked(data)


def trusted(folder: Path, within: str, earlier: Earlier) -> bytes | None:
    """Give what a file holds that a run made; None unless it is there just as that run left it."""
    known, path = earlier.made.get(within), folder / within
    try:
        # What lies behind a link is not the run's.
        if not known or outputs.link_within(folder, path) or not path.is_file():
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if outputs.digest(data) in known else None


def _unpacked(data: bytes) -> KeptFile | None:
    unpacking = zlib.decompressobj(_GZIP)
    try:
        content = unpacking.decompress(data, LARGEST)
    except zlib.error:
        return None
    told, _, regions = content.partition(b"\n")
    return KeptFile(told, regions) if unpacking.eof else None
