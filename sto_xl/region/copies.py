"""Copies of workbook files that were read before: the file is read again, to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sto_xl.books.filling import FileBook
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure


def read_again(file: Path, sha256: str, *, drop_signature: bool = False) -> FileBook:
    """Give a file that was read when it had this digest; Failure when it is another by now."""
    book = FileBook.open(file, drop_signature=drop_signature)
    if outputs.digest(book.data) != sha256:
        raise Failure(Cause.CHANGED_MEANWHILE, file=file.name)
    return book


def or_reason(make: Callable[[], bytes]) -> bytes | str:
    """Make a copy; what keeps it from that is told, for a `Failure` would end work on others."""
    try:
        return make()
    except Failure as failure:
        if failure.cause is Cause.SIGNED:
            # Nobody was asked whether the signature may go.
            return str(Failure(Cause.STAYS_SIGNED, **failure.values))
        return str(failure)
