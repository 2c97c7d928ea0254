"""A workbook without one of its sheets: the sheet, all that only it needs, and what names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, Splice, attribute, spliced, with_attribute
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.packing import repacked
from sto_xl.books.parts import Parts, references_part

#: What lists the sheets beside the workbook itself.
_LISTS = re.compile(
    rb"<((?:[\w.-]+:)?(?:HeadingPairs|TitlesOfParts))(?=[\s>]).*?</\1\s*>", re.DOTALL
)


def without_sheet(data: bytes, file: str, sheet: str) -> bytes:
    """Give a workbook without this sheet; `data` itself where it has no such sheet, or no other.

    Its area to print, and names of its cells, go with it.
    """
    parts = Parts(data, file)
    whole = Whole(parts)
    xml = whole.read(whole.main)
    masked = markup.masked(xml)
    p = markup.prefix_of(masked, b"workbook")
    listed = list(markup.tag(b"sheet", p).finditer(masked))
    names = [(attribute(one[1], "name") or "").casefold() for one in listed]
    if sheet.casefold() not in names or len(names) == 1:
        return data
    at = names.index(sheet.casefold())
    related = parts.relations(whole.main)
    _, part = related[_relation(listed[at][1])]
    mine = _reached(parts, part) - _reached(parts, whole.main, past=part)
    # What lists the sheets beside the workbook itself goes: Excel writes it anew. The rest stays:
    # by the version in it LibreOffice knows how to read charts.
    for kind, name in parts.relations("").values():
        if kind == "extended-properties":
            whole.change(name, _LISTS.sub(b"", whole.read(name)))
    whole.leave_out([part], whole.main)
    for name in sorted(mine - {part}):
        whole.leave_out([name], part)
    splices = [
        (*listed[at].span(), b""),
        *_views(masked, p, at),
        *_names(xml, masked, p, at, sheet),
    ]
    whole.change(whole.main, spliced(xml, splices))
    return repacked(parts, whole.changed, [*whole.gone, *_rels(parts, mine)])


def _relation(attributes: bytes) -> str:
    found = re.search(rb"""\s[\w.-]+:id\s*=\s*["']([^"']+)["']""", attributes)
    if found is None:
        message = "a sheet without a part"
        raise ValueError(message)
    return found[1].decode()


def _reached(parts: Parts, name: str, past: str = "") -> set[str]:
    """Give a part and all parts that it leads to; not by way of another."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one not in found and one != past:
            found.add(one)
            ahead += [other for _, other in parts.relations(one).values() if other in parts]
    return found


def _rels(parts: Parts, names: set[str]) -> list[str]:
    """Give what tells of these parts where they lead to."""
    return [rels for rels in map(references_part, sorted(names)) if rels in parts]


def _views(masked: bytes, p: bytes, gone: int) -> Iterator[Splice]:
    """Give what the windows show, when a sheet before it or it itself is gone."""
    for view in markup.tag(b"workbookView", p).finditer(masked):
        new = view[1]
        for name in ("activeTab", "firstSheet"):
            at = int(attribute(new, name) or 0)
            if at >= gone and at:
                new = with_attribute(new, name, str(at - 1) if at > 1 else None)
        if new != view[1]:
            yield *view.span(1), new


def _names(xml: bytes, masked: bytes, p: bytes, gone: int, sheet: str) -> Iterator[Splice]:
    """Give what becomes of names: those of the sheet go, those of later ones are of one less."""
    refers = re.compile(rf"(?<![\w.])(?:{re.escape(sheet)}|'{re.escape(sheet)}')!", re.IGNORECASE)
    q = re.escape(p)
    pattern = rb"<%sdefinedName(?=[\s>])%s>([^<]*)</%sdefinedName\s*>" % (q, ATTRIBUTES, q)
    for found in re.finditer(pattern, masked):
        local = attribute(found[1], "localSheetId")
        text = markup.unmarked(xml[slice(*found.span(2))].decode())
        if (local is not None and int(local) == gone) or refers.search(text):
            yield *found.span(), b""
        elif local is not None and int(local) > gone:
            yield *found.span(1), with_attribute(found[1], "localSheetId", str(int(local) - 1))
