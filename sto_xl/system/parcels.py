"""Values that travel to another computer with the files that they name.

A path leads elsewhere there, so it travels as the number of its folder and what comes behind that,
and leads to the same file again where those folders are made anew. Functions travel by name: what
is not of this program, or of Python itself, is not sent.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeAlias

#: A path as it travels: the number of its folder, and what comes behind it.
Sign: TypeAlias = tuple[int, str]
#: What is larger does not travel: no workbook or template that can be read is.
LARGEST = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Parcel:
    """A value on its way, and the files that go with it."""

    value: bytes = field(repr=False)
    files: Mapping[Sign, bytes] = field(default_factory=dict, repr=False)


class Folders(Protocol):
    """The folders that paths lie in, on this side of the journey."""

    def sign(self, path: Path) -> Sign:
        """Give a path as it travels."""

    def path(self, sign: Sign) -> Path:
        """Give the path that travelled."""


class OwnFolders:
    """The folders where a value is at home: each gets its number when a path in it is met.

    What lies in or below one that has a number keeps its way from there.
    """

    def __init__(self, known: Iterable[Path] = ()) -> None:
        """Begin with those below which others lie."""
        self._numbers = {folder: number for number, folder in enumerate(dict.fromkeys(known))}

    def sign(self, path: Path) -> Sign:
        """Give a path as it travels."""
        for folder in path.parents:
            rest = path.relative_to(folder)
            if folder in self._numbers and ".." not in rest.parts:
                return self._numbers[folder], rest.as_posix()
        return self._numbers.setdefault(path.parent, len(self._numbers)), path.name

    def path(self, sign: Sign) -> Path:
        """Give the path that travelled. `ValueError` for one that leads out of its folder."""
        number, rest = sign
        return list(self._numbers)[number] / _behind(rest)


@dataclass(frozen=True, slots=True)
class FoldersWithin:
    """The same folders where a value is a guest: all of them in one, each called by its number."""

    root: Path

    def sign(self, path: Path) -> Sign:
        """Give a path as it travels. Raises `ValueError` for one that lies elsewhere."""
        number, *rest = path.relative_to(self.root).parts
        return int(number), "/".join(rest)

    def path(self, sign: Sign) -> Path:
        """Give the path that travelled."""
        number, rest = sign
        return self.root / str(number) / _behind(rest)


def _behind(rest: str) -> PurePosixPath:
    """Give what comes behind a folder: another computer wrote it."""
    behind = PurePosixPath(rest)
    if behind.is_absolute() or ".." in behind.parts:
        raise ValueError(rest)
    return behind


def pack(value: object, folders: Folders, files: Iterable[Path] = ()) -> Parcel:
    """Pack a value with these files."""
    return Parcel(_Packer.packed(value, folders)[0], _contents(files, folders))


def pack_with_its_files(value: object, folders: Folders, beside: Iterable[Path] = ()) -> Parcel:
    """Pack a value with all files that it names, and with those that it needs `beside` them."""
    data, named = _Packer.packed(value, folders)
    return Parcel(data, _contents((*named, *beside), folders))


def unpack(parcel: Parcel, folders: Folders) -> tuple[object, tuple[Path, ...]]:
    """Give a value, and the paths that it names; its files are written. Raises `OSError`."""
    for sign, content in parcel.files.items():
        path = folders.path(sign)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    unpacker = _Unpacker(io.BytesIO(parcel.value))
    unpacker.folders, unpacker.named = folders, {}
    value = unpacker.load()
    return value, tuple(unpacker.named)


def files_within(folders: Iterable[Path]) -> Iterator[Path]:
    """Give the files that stand in those of these paths that are folders, however deep."""
    for folder in folders:
        if folder.is_dir():
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _contents(files: Iterable[Path], folders: Folders) -> Mapping[Sign, bytes]:
    """Give the contents of those that can be read: who needs another finds it where it lies."""
    found = {}
    for file in dict.fromkeys(files):
        try:
            if file.is_file() and file.stat().st_size <= LARGEST:
                found[folders.sign(file)] = file.read_bytes()
        except OSError:
            continue
    return found


class _Packer(pickle.Pickler):
    folders: Folders
    named: dict[Path, None]

    @classmethod
    def packed(cls, value: object, folders: Folders) -> tuple[bytes, tuple[Path, ...]]:
        """Give a value as bytes, and the paths that it names."""
        into = io.BytesIO()
        packer = cls(into, pickle.HIGHEST_PROTOCOL)
        packer.folders, packer.named = folders, {}
        packer.dump(value)
        return into.getvalue(), tuple(packer.named)

    def persistent_id(self, obj: object) -> Sign | None:
        """Let a path travel by its sign."""
        if not isinstance(obj, Path):
            return None
        self.named[obj] = None
        return self.folders.sign(obj)


class _Unpacker(pickle.Unpickler):
    folders: Folders
    named: dict[Path, None]

    def persistent_load(self, pid: Sign) -> Path:
        """Let a sign be the path again."""
        path = self.folders.path(pid)
        self.named[path] = None
        return path
