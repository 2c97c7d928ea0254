"""The sheet that a workbook opens at: one sheet is shown, and that one alone is selected."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, attribute, spliced, with_attribute
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.parts import DAMAGE, elements

#: The kinds of sheets that have a view; the part of each is called so as well.
_VIEWED = frozenset({"worksheet", "chartsheet", "dialogsheet"})


def open_at(whole: Whole, sheet: str) -> None:
    """Let a workbook open at a sheet; it stays as it is when that is hidden, or not there."""
    # A chart on a sheet of its own was not read, and may be anything.
    with contextlib.suppress(*DAMAGE):
        whole.changed |= dict(_opened_at(whole, sheet))


def _opened_at(whole: Whole, sheet: str) -> Iterator[tuple[str, bytes]]:
    """Give by name the parts that say something else by then of what is shown."""
    listed = [e.attributes for e in elements(whole.read(whole.main), "sheet")[1:]]
    seen = [one["name"].casefold() if _is_seen(one) else None for one in listed]
    if sheet.casefold() not in seen:
        return
    at = seen.index(sheet.casefold())
    main = whole.read(whole.main)
    if (active := _active(main, at)) != main:
        yield whole.main, active
    related = whole.parts.relations(whole.main)
    for number, one in enumerate(listed):
        kind, part = related[one["id"]]
        if kind in _VIEWED:
            xml = whole.read(part)
            if (selected := _selected(xml, kind, chosen=number == at)) != xml:
                yield part, selected


def _is_seen(sheet: Mapping[str, str]) -> bool:
    return sheet.get("state", "visible") == "visible"


def _active(xml: bytes, at: int) -> bytes:
    """Give the workbook's part with another sheet to show, and the tab of that in sight."""
    masked = markup.masked(xml)
    p = markup.prefix_of(masked, b"workbook")
    splices: list[Splice] = []
    for view in markup.tag(b"workbookView", p).finditer(masked):
        said = with_attribute(view[1], "activeTab", str(at))
        if int(attribute(said, "firstSheet") or 0) > at:
            said = with_attribute(said, "firstSheet", None)
        splices.append((*view.span(1), said))
    if not splices:
        sheets = markup.tag(b"sheets", p).search(masked)
        if sheets is None:
            message = "a workbook without sheets"
            raise ValueError(message)
        new = b'<%sbookViews><%sworkbookView activeTab="%d"/></%sbookViews>' % (p, p, at, p)
        splices.append((sheets.start(), sheets.start(), new))
    return spliced(xml, splices)


def _selected(xml: bytes, kind: str, *, chosen: bool) -> bytes:
    """Give a sheet's part, selected or not: what is typed goes to every sheet that is selected."""
    if not chosen and b"tabSelected" not in xml:
        return xml
    masked = markup.masked(xml)
    views = markup.tag(b"sheetView", markup.prefix_of(masked, kind.encode()))
    said = "1" if chosen else None
    return spliced(
        xml,
        [
            (*view.span(1), with_attribute(view[1], "tabSelected", said))
            for view in views.finditer(masked)
            if (attribute(view[1], "tabSelected") in ("1", "true")) is not chosen
        ],
    )
