"""What a run is made of, as digests: the program, what it was asked, and every file that it reads.

Two runs made of the same come to the same, to the byte. Needs the standard library alone, so that
a run in which nothing changed is done before the rest of the program would be loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PureWindowsPath

from sto_xl.system import outputs

#: What stands before .docx in the name of an English template.
_EN = ".en"
#: So many bytes of a file are read at a time: most have fewer.
_AT_ONCE = 4_000_000
#: What a folder is called that tells of an installed library, behind its name and version.
_TELLS_VERSION = (".dist-info", ".egg-info")


@cache
def program() -> str:
    """Give the digest of all that decides what becomes of what it is given.

    That is this program to the last file, Python, and the libraries by their versions.
    """
    package = Path(__file__).parents[1]
    shipped = () if (package / "_files").is_dir() else ("templates", "workbooks")
    files = [file for top in (package, *map(package.parent.joinpath, shipped)) for file in _of(top)]
    told = [sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, *sorted(_libraries())]
    own = {file.relative_to(package.parent).as_posix(): outputs.fingerprint(file) for file in files}
    return of([told, own])


def _of(top: Path) -> Iterator[Path]:
    for folder, within, files in os.walk(top):
        within[:] = [name for name in within if name != "__pycache__"]
        yield from (Path(folder, name) for name in files)


def _libraries() -> Iterator[str]:
    """Give the libraries with their versions, as the folder of each is called that tells of it."""
    for entry in filter(os.path.isdir, sys.path):
        with os.scandir(entry) as inside:
            yield from (one.name for one in inside if one.name.endswith(_TELLS_VERSION))


def of(content: object) -> str:
    """Give the digest of plain content: texts, numbers, lists and mappings."""
    return outputs.digest(json.dumps(content, sort_keys=True).encode())


class Digests:
    """The digests of files, each read once in a run."""

    def __init__(self) -> None:
        """Begin with no file read."""
        self._known: dict[Path, str] = {}

    def file(self, path: Path | None) -> str:
        """Give the digest of a file; "" where there is none that can be read."""
        if path is None:
            return ""
        if path not in self._known:
            self._known[path] = _digest(path)
        return self._known[path]

    def files(self, paths: Iterable[Path]) -> Mapping[str, str]:
        """Give the digests of those files that are there, by name."""
        return {path.name: digest for path in paths if (digest := self.file(path))}

    def template(self, file: Path | None) -> Mapping[str, str]:
        """Give the digests of a letter's template, and of the one in the other language."""
        return self.files(_with_other_language(file)) if file else {}

    def own_template(self, typed: str, roster: Path) -> Mapping[str, str]:
        """Give the same of the template that a roster names, relative to its folder."""
        path = PureWindowsPath(typed.strip())
        if not path.name or path.anchor or ":" in typed:
            return {}
        file, folder = roster.parent.joinpath(*path.parts), roster.parent
        # One that leads out of its folder is not followed, whatever it holds.
        try:
            inside = [one for one in _with_other_language(file) if outputs.lies_in(one, folder)]
        except (OSError, RuntimeError, ValueError):
            return {}
        return self.files(inside)

    def beside(self, roster: Path, folder: str) -> Mapping[str, str]:
        """Give the digests of what lies in a folder beside a roster."""
        try:
            return self.files(sorted((roster.parent / folder).iterdir()))
        except OSError:
            return {}


def _digest(path: Path) -> str:
    try:
        # Reading what is no ordinary file might never end.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            read = hashlib.sha256()
            while part := file.read(_AT_ONCE):
                read.update(part)
            return read.hexdigest()
    except OSError:
        return ""


def _with_other_language(file: Path) -> tuple[Path, ...]:
    stem = file.stem.removesuffix(_EN)
    return (file, *(file.with_name(f"{stem}{mark}{file.suffix}") for mark in ("", _EN)))
