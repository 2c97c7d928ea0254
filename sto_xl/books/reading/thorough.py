"""Two readers for one workbook: where they do not agree is noticed, so that nothing gets lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from sto_xl.books.reading.file import snapshot_of
from sto_xl.books.reading.package import Package, open_package
from sto_xl.books.reading.second import declares_types, read_package_with_openpyxl
from sto_xl.grid import (
    ListObject,
    Notice,
    NoticeKind,
    Sheet,
    Snapshot,
    Value,
    Visibility,
    address,
    is_blank,
)
from sto_xl.model.wording import DUTCH
from sto_xl.sheets.workbook import template_of
from sto_xl.system.errors import Cause, Failure

#: How much of a text is quoted.
_QUOTED = 60
_SECOND = dt.timedelta(seconds=1)
_NOTICED = {
    NoticeKind.ERROR: "een foutwaarde",
    NoticeKind.NO_VALUE: "een formule zonder uitkomst",
    NoticeKind.MERGED: "een samenvoeging",
    NoticeKind.IMPOSSIBLE_DATE: "een datum die niet bestaat",
}
_SHOWN = {
    Visibility.VISIBLE: "zichtbaar",
    Visibility.HIDDEN: "verborgen",
    Visibility.VERY_HIDDEN: "diep verborgen",
}
_UNREAD = "het {} kan dit bestand niet lezen, zodat er niets te vergelijken is"
#: Of the whole workbook, not of a cell.
_NOWHERE = ("", 0, 0)


def read_thoroughly(path: Path) -> Snapshot:
    """Read a workbook as `file.read_file` does, and notice where the second reader differs from it.

    When one of them cannot read it, what the other gives stands, and that is noticed; `Failure`
    when neither can. What is no workbook of ours is not read twice.
    """
    package = open_package(path)
    try:
        first = snapshot_of(package)
    except Failure as failure:
        if failure.cause is not Cause.DAMAGED or declares_types(package):
            raise
        return _by_the_second_alone(package, failure)
    if template_of(first) is None:
        return first
    try:
        second = read_package_with_openpyxl(package)
    except Failure:
        notices: tuple[Notice, ...] = (_notice(_UNREAD.format("tweede")),)
    else:
        notices = tuple(disagreements(first, second))
    # First these: where a cell has another notice too, that one says more of its value.
    return replace(first, notices=(*notices, *first.notices))


def _by_the_second_alone(package: Package, failure: Failure) -> Snapshot:
    try:
        second = read_package_with_openpyxl(package)
    except Failure:
        raise failure from None
    notices = (_notice(_UNREAD.format("eerste")), *second.notices)
    return replace(second, notices=notices, sha256=package.sha256)


def disagreements(first: Snapshot, second: Snapshot) -> Iterator[Notice]:
    """Give a notice for all that two snapshots of one workbook do not agree on."""
    theirs = {sheet.name: sheet for sheet in second.sheets}
    for sheet in first.sheets:
        other = theirs.pop(sheet.name, None)
        if other is None:
            yield _notice(f"het tweede vindt blad ‘{sheet.name}’ niet")
            continue
        if sheet.visibility is not other.visibility:
            ours, others = _SHOWN[sheet.visibility], _SHOWN[other.visibility]
            yield _notice(f"blad ‘{sheet.name}’ is {ours}, volgens het tweede {others}")
        yield from _cells(first, second, sheet, other)
    for name in theirs:
        yield _notice(f"alleen het tweede vindt blad ‘{name}’")
    yield from _tables(first.tables, second.tables)


def _cells(first: Snapshot, second: Snapshot, sheet: Sheet, other: Sheet) -> Iterator[Notice]:
    places = {
        (row, column)
        for row in range(min(sheet.top, other.top), max(sheet.bottom, other.bottom) + 1)
        for column in range(min(sheet.left, other.left), max(sheet.right, other.right) + 1)
        if not _same(sheet.value(row, column), other.value(row, column))
    }
    for row, column in sorted(places):
        ours, others = _shown(sheet.value(row, column)), _shown(other.value(row, column))
        text = f"gelezen is {ours}, het tweede leest {others}"
        yield Notice(NoticeKind.DISAGREEMENT, sheet.name, row, column, text)
    ours_noticed, theirs_noticed = _noticed(first, sheet.name), _noticed(second, sheet.name)
    for row, column, kind in sorted(ours_noticed ^ theirs_noticed):
        if (row, column) not in places:
            which = "het eerste" if (row, column, kind) in ours_noticed else "het tweede"
            text = f"alleen {which} ziet hier {_NOTICED[kind]}"
            yield Notice(NoticeKind.DISAGREEMENT, sheet.name, row, column, text)


def _noticed(snapshot: Snapshot, sheet: str) -> set[tuple[int, int, NoticeKind]]:
    # To the second a picture is the error value that stands for it.
    return {
        (n.row, n.column, kind)
        for n in snapshot.notices
        if n.sheet == sheet
        and (kind := NoticeKind.ERROR if n.kind is NoticeKind.PICTURE else n.kind) in _NOTICED
    }


def _tables(first: tuple[ListObject, ...], second: tuple[ListObject, ...]) -> Iterator[Notice]:
    ours, theirs = set(first), set(second)
    for table in chain(first, second):
        if (table in ours) is not (table in theirs):
            which = "het eerste" if table in ours else "het tweede"
            begin, end = address(table.top, table.left), address(table.bottom, table.right)
            where = f"op blad ‘{table.sheet}’ ({begin}:{end})"
            yield _notice(f"alleen {which} vindt een tabel {where}")


def _notice(text: str) -> Notice:
    return Notice(NoticeKind.DISAGREEMENT, *_NOWHERE, text)


def _same(one: Value, other: Value) -> bool:
    if type(one) is type(other):
        # Both round a moment to what they can hold, each in its own way.
        if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
            return abs(one - other) < _SECOND
        if isinstance(one, dt.time) and isinstance(other, dt.time):
            return _in_day(one) - _in_day(other) < _SECOND > _in_day(other) - _in_day(one)
        return one == other
    return is_blank(one) and is_blank(other)


def _in_day(time: dt.time) -> dt.timedelta:
    return dt.timedelta(
        hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond
    )


def _shown(value: Value) -> str:
    if is_blank(value):
        return "niets"
    if isinstance(value, bool):
        return "‘waar’" if value else "‘onwaar’"
    if isinstance(value, float):
        return f"‘{value!r}’".replace(".", ",")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return f"‘{DUTCH.datum(value)}’"
    text = str(value)
    kind = "de tekst " if isinstance(value, str) else ""
    return f"{kind}‘{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}’"
