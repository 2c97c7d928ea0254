"""Charts that are drawn from a table's rows: from all of them, when there are more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, spliced
from sto_xl.books.filling.reach import Growth
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.steps import Step

_PART = re.compile(r"(?:^|/)charts/chart[^/]*\.xml$", re.IGNORECASE)
_REFERS = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?>([^<]*)</")
_AREA = re.compile(
    r"('(?:[^']|'')+'|[^'!,()]+)!"
    r"\$([A-Z]{1,3})\$([0-9]{1,7})(?::\$([A-Z]{1,3})\$([0-9]{1,7}))?(?![0-9:])"
)


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


def _splices(xml: bytes, grown: Mapping[str, Collection[Growth]]) -> Iterator[Splice]:
    for found in _REFERS.finditer(xml):
        text = markup.unmarked(found[1].decode())
        new = _AREA.sub(lambda area: _longer(area, grown), text)
        if new != text:
            yield *found.span(1), markup.marked(new).encode()


def _longer(found: re.Match[str], grown: Mapping[str, Collection[Growth]]) -> str:
    """Give an area, as long as the table of which it holds all rows."""
    sheet = found[1][1:-1].replace("''", "'") if found[1].startswith("'") else found[1]
    left, right = found[2], found[4] or found[2]
    area = markup.area_named(f"{left}{found[3]}:{right}{found[5] or found[3]}")
    for (top, start, old, end), (_, _, new, _) in grown.get(sheet, ()):
        within = start <= area[1] and area[3] <= end
        if within and area[0] == top + 1 and area[2] == max(old, top + 1) < new:
            return f"{found[1]}!${left}${found[3]}:${right}${new}"
    return found[0]
