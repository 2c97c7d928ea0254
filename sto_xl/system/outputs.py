"""Where files go and come from: names, whole files or none, run.json, the shipped templates."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
import stat
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path, PurePath
from typing import IO

from sto_xl.system.errors import Cause, Failure

#: Leaves room for the folder within the 260 characters that Windows allows a path.
NAME_LENGTH = 80
#: And within the 255 bytes that Linux allows a name.
NAME_BYTES = 200
#: The folder of one's own templates, beside the roster that they are for.
TEMPLATES_BESIDE = "sjablonen"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
#: Windows' codes for "in use by another program": worth another try, for a bounded time.
_BUSY = frozenset({5, 32, 33})
_TRIES = 10
#: The disk is full, or one's share of it.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_ON_WINDOWS = frozenset({39, 112})
_LEFT_BY_SYSTEMS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
#: Windows' tags of a link and of a junction.
_LINKS = frozenset({0xA000000C, 0xA0000003})


def shipped(folder: str, name: str) -> Path:
    """Give the path of a file of `templates/` or `workbooks/`, in a wheel or in a checkout."""
    package = Path(__file__).parents[1]
    packed = package / "_files" / folder / name
    return packed if packed.exists() else package.parent / folder / name


class Names:
    """Gives names that are valid on Windows and unique within one folder."""

    def __init__(self) -> None:
        """Begin with no name given out."""
        self._taken: set[str] = set()

    def give(self, text: str, suffix: str = "") -> str:
        """Give a name for this text, with the suffix (".docx") behind it.

        Forbidden characters are left out, and a second use of a name gets a number.
        """
        clean = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
        clean = clean.encode("utf-8", "ignore").decode("utf-8")
        clean = (
            " ".join(clean.split())[:NAME_LENGTH].encode()[:NAME_BYTES].decode("utf-8", "ignore")
        )
        clean = clean.strip(" .") or "naamloos"
        if _RESERVED.match(clean):
            clean = f"_{clean}"
        name, number = clean + suffix, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{clean} ({number}){suffix}"
        self._taken.add(name.casefold())
        return name


def write(path: Path, data: bytes, *, by_way_of: Path | None = None) -> None:
    """Write a whole file or none: beside the target first, then in its place.

    `by_way_of` is another folder of the same disk to write it in first. Raises `Failure` when a
    folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = (by_way_of or path.parent) / f".{secrets.token_hex(8)}.tmp"
        try:
            # What people get follows the folder's habits, so the system makes it as any other.
            with beside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            move(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise unwritable(path.parent, error) from error


def lay(path: Path, data: bytes) -> None:
    """Write a file where nobody looks for it yet: it is made lasting when it is brought from there.

    Raises `Failure` when a folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def make_lasting(path: Path) -> None:
    """Let a file stand on the disk itself, and not only in what is yet to be written there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def is_full(error: OSError) -> bool:
    """Tell whether something could not be written because there is no more room."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS


def unwritable(folder: Path, error: OSError) -> Failure:
    """Give the failure that tells why nothing can be written in a folder."""
    return Failure(Cause.DISK_FULL if is_full(error) else Cause.NOT_WRITABLE, file=str(folder))


def move(beside: Path, path: Path) -> None:
    """Put a whole file in its place, on the same disk. Raises `OSError` when that stays refused."""
    for attempt in range(_TRIES):
        try:
            beside.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY or attempt == _TRIES - 1:
                raise
            time.sleep(0.1)
        else:
            return


def alone(held: IO[bytes]) -> bool:
    """Lock an open file for as long as it is open; a program that is killed lets go of it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def leads_away(path: Path) -> bool:
    """Tell whether a path is a link, or what Windows calls a junction: it leads elsewhere."""
    try:
        status = path.lstat()
    except OSError:
        return False
    # Other tags tell of a file that is in the cloud, which is no reason to leave it alone.
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _LINKS


def link_within(folder: Path, path: Path) -> Path | None:
    """Give what leads a path away from the folder that it begins with; None when nothing does."""
    way = takewhile(lambda around: around != folder, (path, *path.parents))
    return next(filter(leads_away, way), None)


def lies_in(file: Path, folder: Path) -> bool:
    """Tell whether a file lies in a folder or deeper, wherever links lead."""
    return file.resolve().is_relative_to(folder.resolve())


def must_stay_in(folder: Path, path: Path) -> None:
    """Raise `Failure` when a link leads a path away from the folder that it begins with."""
    if link := link_within(folder, path):
        raise Failure(Cause.LEADS_AWAY, file=str(link))


@contextlib.contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the file system refuses while it lasts into a `Failure`: a name too long, say."""
    try:
        yield
    # A ring of links is a RuntimeError before Python 3.13.
    except (OSError, RuntimeError) as error:
        raise Failure(Cause.OUT_OF_REACH, file=path.name) from error


def is_left_by_a_system(name: str) -> bool:
    """Tell whether a file is one that nobody put there: Excel's own, a Mac's or Windows'."""
    return name.startswith(("~$", "._")) or name.casefold() in _LEFT_BY_SYSTEMS


def new_folder(path: Path) -> None:
    """Make a folder, or take an empty one; raises `Failure` for a folder that holds something."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        filled = not all(is_left_by_a_system(inside.name) for inside in path.iterdir())
    except OSError as error:
        raise unwritable(path, error) from error
    if filled:
        raise Failure(Cause.NOT_EMPTY, file=str(path))


def fresh_folder(parent: Path, name: str) -> Path:
    """Make a folder of this name, numbered when there is one already. Raises `Failure`."""
    names = Names()
    while True:
        folder = parent / names.give(name)
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise unwritable(parent, error) from error
        return folder


def fresh_file(folder: Path, name: str, suffix: str, *more: str) -> Path:
    """Give the path of a file of this name that is not there yet, numbered where need be.

    Nor are there files of that name with `more` suffixes.
    """
    names = Names()
    with reachable(folder):
        while True:
            path = folder / names.give(name, suffix)
            if not any(path.with_suffix(one).exists() for one in (suffix, *more)):
                return path


def remove_new(folder: Path, names: Iterable[str], *, folder_too: bool = True) -> None:
    """Remove files that were just made, and their folder too when nothing else is in it."""
    with contextlib.suppress(OSError):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        if folder_too:
            folder.rmdir()


def withdraw(folder: Path, names: Iterable[str]) -> int:
    """Move files into the folder `teruggetrokken` beside them; gives how many could be moved.

    What does not lie in the folder itself stays where it is.
    """
    aside, moved = folder / "teruggetrokken", 0
    for name in names:
        if name != PurePath(name).name or leads_away(aside) or not (folder / name).is_file():
            continue
        with contextlib.suppress(OSError):
            aside.mkdir(exist_ok=True)
            if not os.path.lexists(aside / name):
                (folder / name).rename(aside / name)
                moved += 1
    return moved


def fingerprint(path: Path) -> str:
    """Give a file's SHA-256, in hexadecimal digits."""
    return digest(path.read_bytes())


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def as_json(content: Mapping[str, object]) -> bytes:
    """Give content as JSON that people can read and git can compare."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
