"""Charts that are drawn from a table's rows: from all of them, when there are more.

A chart of which every bar is nought or not known says so in its title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, spliced
from sto_xl.books.filling.places import FilePlaces
from sto_xl.books.filling.reach import Growth
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.steps import Step

_PART = re.compile(r"(?:^|/)charts/chart[^/]*\.xml$", re.IGNORECASE)
_VALUES = re.compile(rb"<([\w.-]+:)?val>(.*?)</\1?val>", re.DOTALL)
#: The title stands before what is drawn.
_TITLE = re.compile(rb"<(?:[\w.-]+:)?title>(.*?)</(?:[\w.-]+:)?title>", re.DOTALL)
_DRAWN = re.compile(rb"<(?:[\w.-]+:)?plotArea[\s/>]")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t>([^<]*)</")
_REFERS = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?>([^<]*)</")
_AREA = re.compile(
    r"('(?:[^']|'')+'|[^'!,()]+)!"
    r"\$([A-Z]{1,3})\$([0-9]{1,7})(?::\$([A-Z]{1,3})\$([0-9]{1,7}))?(?![0-9:])"
)

#: A column of a table: the table's name, and its heading.
Bars = tuple[str, str]


def grown(steps: Iterable[Step]) -> Mapping[str, Collection[Growth]]:
    """Give where tables stand before and after some steps, by sheet."""
    found: dict[str, list[Growth]] = {}
    for step in steps:
        if step.ref_before and step.ref_after:
            found.setdefault(step.sheet, []).append((step.ref_before, step.ref_after))
    return found


def drawn_as_far(whole: Whole, grown: Mapping[str, Collection[Growth]]) -> None:
    """Let charts that are drawn from all rows of a table be so of those that came."""
    longer = {
        sheet: [growth for growth in every if growth[1][2] > growth[0][2]]
        for sheet, every in grown.items()
    }
    longer = {sheet: every for sheet, every in longer.items() if every}
    if not longer:
        return
    names = (info.filename.replace("\\", "/") for info in whole.parts.members)
    # A name in XML may be spelled otherwise, but for its letters.
    known = [re.split(r"\W", sheet)[0].encode() for sheet in longer]
    for name in filter(_PART.search, names):
        xml = whole.read(name)
        if not any(sheet in xml for sheet in known):
            continue
        if splices := list(_splices(xml, longer)):
            whole.change(name, spliced(xml, splices))


def drawn_from(places: FilePlaces) -> Mapping[str, Sequence[Bars]]:
    """Give by chart the columns of tables that its bars stand for, where these are all of it."""
    names = (info.filename.replace("\\", "/") for info in places.parts.members)
    found = {}
    for name in filter(_PART.search, names):
        every = [_bars(places, values[2]) for values in _VALUES.finditer(places.parts.read(name))]
        bars = [one for one in every if one]
        if bars and len(bars) == len(every):
            found[name] = bars
    return found


def _bars(places: FilePlaces, values: bytes) -> Bars | None:
    refers = _REFERS.search(values)
    found = _AREA.fullmatch(markup.unmarked(refers[1].decode())) if refers else None
    if found is None:
        return None
    left, right = found[2], found[4] or found[2]
    area = markup.area_named(f"{left}{found[3]}:{right}{found[5] or found[3]}")
    for sheet in places.every:
        for table in sheet.tables if sheet.name == _named(found[1]) else ():
            top, start, bottom, end = table.area
            if top < area[0] and area[2] <= bottom and start <= area[1] <= end:
                return table.name, table.headings[area[1] - start]
    return None


def say_in_title(whole: Whole, name: str, said: str) -> None:
    """Put a sentence behind the title of a chart, if it has one."""
    xml = whole.read(name)
    drawn = _DRAWN.search(xml)
    title = _TITLE.search(xml, 0, drawn.start()) if drawn else None
    texts = list(_TEXT.finditer(xml, *title.span(1))) if title else []
    if texts:
        at = texts[-1].end(1)
        whole.change(name, spliced(xml, [(at, at, markup.marked(f": {said}").encode())]))


def _splices(xml: bytes, grown: Mapping[str, Collection[Growth]]) -> Iterator[Splice]:
    for found in _REFERS.finditer(xml):
        text = markup.unmarked(found[1].decode())
        new = _AREA.sub(lambda area: _longer(area, grown), text)
        if new != text:
            yield *found.span(1), markup.marked(new).encode()


def _longer(found: re.Match[str], grown: Mapping[str, Collection[Growth]]) -> str:
    """Give an area, as long as the table of which it holds all rows."""
    sheet = _named(found[1])
    left, right = found[2], found[4] or found[2]
    area = markup.area_named(f"{left}{found[3]}:{right}{found[5] or found[3]}")
    for (top, start, old, end), (_, _, new, _) in grown.get(sheet, ()):
        within = start <= area[1] and area[3] <= end
        if within and area[0] == top + 1 and area[2] == max(old, top + 1) < new:
            return f"{found[1]}!${left}${found[3]}:${right}${new}"
    return found[0]


def _named(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
