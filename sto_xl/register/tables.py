"""A file of DUO as rows of texts: any delimiter, quoting, encoding and line end; or a workbook.

A workbook is read by who calls: here it is a snapshot already.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sto_xl.grid import Snapshot, Value
from sto_xl.register.duo import DuoKind
from sto_xl.register.headings import Headings, recognised
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

#: Thirty times the largest that DUO publishes.
MAX_BYTES = 100_000_000
#: Headings stand on the first row; a title or "sep=;" may stand above them.
_TRIED = 10
_DELIMITERS = ";,\t|"
_WEB_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<(?:html|head|body|\?xml))", re.IGNORECASE)
_PAGE = DuoKind.VESTIGINGEN.page


@dataclass(frozen=True, slots=True)
class DuoTable:
    """The rows of a file below its headings, each with its number in the file, from 1.

    To take one may raise csv.Error.
    """

    file: str
    sha256: str
    headings: Headings
    rows: Iterator[tuple[int, Sequence[str]]]


def is_workbook(path: Path) -> bool:
    """Tell whether a file is to be read as a workbook. Raises `Failure` when it cannot be read."""
    start = _bytes(path, most=8)
    return start.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def of_csv(path: Path) -> DuoTable:
    """Read a file of texts; its rows are taken from it one by one. Raises `Failure`."""
    data = _bytes(path)
    file = path.name
    if not data.strip(b"\0"):
        raise Failure(Cause.EMPTY, file=file)
    text = _text(data, file)
    if _WEB_PAGE.match(text):
        raise Failure(Cause.NOT_DUO, file=file, detail="het is een webpagina", page=_PAGE)
    start = "".join(islice(io.StringIO(text, newline=""), _TRIED))
    quote = "'" if start.lstrip().startswith("'") else '"'
    for delimiter in _DELIMITERS:
        for number, row in enumerate(_head(start, delimiter, quote), start=1):
            if headings := recognised(row):
                rows = islice(enumerate(_reader(text, delimiter, quote), start=1), number, None)
                return DuoTable(file, outputs.digest(data), headings, rows)
    raise _foreign(file, start)


def of_snapshot(snapshot: Snapshot) -> DuoTable:
    """Take a workbook that was read. Raises `Failure` when no sheet has DUO's headings."""
    for sheet in snapshot.sheets:
        rows = [[_shown(value) for value in row] for row in sheet.rows[:_TRIED]]
        for index, row in enumerate(rows):
            if headings := recognised(row):
                below = enumerate(sheet.rows[index + 1 :], start=sheet.top + index + 1)
                texts = ((number, [_shown(value) for value in row]) for number, row in below)
                return DuoTable(snapshot.name, snapshot.sha256, headings, texts)
    first = next((row for sheet in snapshot.sheets for row in sheet.rows[:1]), ())
    raise _foreign(snapshot.name, ";".join(map(_shown, first)))


def _bytes(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    file = path.name or str(path)
    try:
        if path.is_dir():
            raise Failure(Cause.NOT_DUO, file=file, detail="het is een map", page=_PAGE)
        with path.open("rb") as opened:
            data = opened.read(most)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Failure(Cause.NOT_FOUND, file=str(path)) from error
    except PermissionError as error:
        raise Failure(Cause.NO_PERMISSION, file=file) from error
    except OSError as error:
        raise Failure(Cause.UNREADABLE, file=file) from error
    if not data:
        raise Failure(Cause.EMPTY, file=file)
    if len(data) > MAX_BYTES:
        raise Failure(Cause.NOT_DUO, file=file, detail="het is veel te groot", page=_PAGE)
    return data


def _text(data: bytes, file: str) -> str:
    """Give the text of a file in UTF-8, UTF-16 or Windows-1252, told apart by its bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data[:2]:
        encodings = ("utf-16-be" if data[0] == 0 else "utf-16-le",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Failure(Cause.NOT_DUO, file=file, detail="het is geen tekst", page=_PAGE)


def _head(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    """Give the first rows, as far as they can be read with this delimiter."""
    with contextlib.suppress(csv.Error):
        yield from _reader(text, delimiter, quote)


def _reader(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)


def _shown(value: Value) -> str:
    """Give a cell as the text that DUO would have written; a date is one that Excel made."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value.day}-{value:%b}"
    return f"{value:g}" if isinstance(value, float) else str(value)


#: By headings that no other file has: which file of DUO it is, and why it does not do.
_OTHERS = (
    ("INSPECTIECODE", "het geeft van examens alleen de sector, en geen profielen"),
    ("AANTAL LEERLINGEN", "die lijst van leerlingen houdt DUO niet meer bij"),
    ("KVK-NUMMER", "het is een lijst van besturen"),
    ("INSTELLINGSNAAM", "het is een lijst van instellingen, en geen van vestigingen"),
    ("VESTIGINGSNAAM", "het is een lijst van vestigingen buiten het voortgezet onderwijs"),
)


def _foreign(file: str, start: str) -> Failure:
    """Give the failure for a file that has none of the headings, with what can be said of it."""
    there = {cell.strip(' "\r').upper() for cell in re.split(r"[;,\t|\n]", start)}
    why = (reason for heading, reason in _OTHERS if heading in there)
    detail = next(why, "de koppen van DUO staan er niet in")
    return Failure(Cause.NOT_DUO, file=file, detail=detail, page=_PAGE)
