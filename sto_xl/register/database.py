"""The database as a file: read whole, written whole, one writer at a time.

A register is a few megabytes. It is read into memory and let go of, so that nobody who asks keeps
it from being replaced, and it may lie where one can only read. It is written beside its place and
put there by one move: whoever looks, and whenever a writer is killed, there is the old or the new.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sto_xl.model import reference
from sto_xl.register.duo import DuoKind
from sto_xl.register.schema import APPLICATION, SCHEMA, VERSION
from sto_xl.system import outputs, userdata
from sto_xl.system.errors import Cause, Failure

#: Names another file than the one in the user's own folder.
VARIABLE = userdata.REGISTER
#: Beside the register: where a new one is made, and the file that one writer at a time has open.
_PENDING, _LOCK = ".register", "slot"
#: Two municipalities that most people call otherwise than DUO does.
_CALLED = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}


def path_of_the_user() -> Path:
    """Give where the user's register is, or would be."""
    return userdata.register()


def area_key(municipality: str) -> str:
    """Give what names of municipalities are compared by."""
    key = reference.spelling(municipality)
    return _CALLED.get(key, key)


def opened(path: Path) -> sqlite3.Connection:
    """Read a register into memory, to be asked and not changed. Raises `Failure`."""
    connection = _loaded(path)
    connection.execute("PRAGMA query_only = TRUE")
    return connection


@contextlib.contextmanager
def changed(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a register to change, an empty one where there is none; what it became replaces it.

    Nothing is written when it is left by an exception, or when nothing was changed. Raises
    `Failure`, also when another writer is at work.
    """
    with _alone(path) as pending:
        try:
            connection = _loaded(path)
        except Failure as failure:
            if failure.cause is not Cause.NO_REGISTER:
                raise
            connection = sqlite3.connect(":memory:")
            connection.executescript(SCHEMA)
        with contextlib.closing(connection):
            before = connection.total_changes
            yield connection
            if connection.total_changes > before:
                connection.commit()
                outputs.write(path, connection.serialize(), by_way_of=pending)


def of_bytes(data: bytes) -> sqlite3.Connection:
    """Read the bytes of a register that another process has open."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data)
    return connection


def _loaded(path: Path) -> sqlite3.Connection:
    page = DuoKind.VESTIGINGEN.page
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Failure(Cause.NO_REGISTER, file=str(path), page=page) from error
    except IsADirectoryError as error:
        raise Failure(Cause.NOT_A_REGISTER, file=str(path)) from error
    except PermissionError as error:
        raise Failure(Cause.NO_PERMISSION, file=str(path)) from error
    except OSError as error:
        raise Failure(Cause.UNREADABLE, file=str(path)) from error
    # In Excel the button that opens it and the one that asks it may be of different threads.
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        connection.deserialize(data or b"\0")
        marks = [
            connection.execute(f"PRAGMA {m}").fetchone() for m in ("application_id", "user_version")
        ]
        if marks != [(APPLICATION,), (VERSION,)]:
            raise sqlite3.DatabaseError
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
    except (sqlite3.Error, OverflowError) as error:
        connection.close()
        raise Failure(Cause.NOT_A_REGISTER, file=str(path)) from error
    return connection


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[Path]:
    """Keep other writers out while it lasts; give the folder in which to make the new register."""
    pending = path.parent / _PENDING
    try:
        if path.parent == userdata.folder():
            userdata.make_own(path.parent)
        pending.mkdir(parents=True, exist_ok=True)
        held = (pending / _LOCK).open("ab")
    except OSError as error:
        raise outputs.unwritable(path.parent, error) from error
    with held:
        if not outputs.alone(held):
            raise Failure(Cause.REGISTER_GOING, file=str(path))
        for left in pending.glob("*.tmp"):  # by a writer that was killed
            left.unlink(missing_ok=True)
        yield pending
