"""What a workbook says beside its sheets, when cells change: what to calculate, what is printed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, Splice, attribute, spliced, with_attribute
from sto_xl.books.filling.reach import Growth
from sto_xl.books.packing import repacked
from sto_xl.books.parts import TYPES, Parts, references_part

#: Behind what of a workbook the wish to calculate comes, the last of these that is there.
_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")


@dataclass
class Whole:
    """A package in which parts change: what they become, which come, and which are left out."""

    parts: Parts
    changed: dict[str, bytes] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    added: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """Give a part as it is to be."""
        return self.added.get(name) or self.changed.get(name) or self.parts.read(name)

    def change(self, name: str, xml: bytes) -> None:
        """Give a part other bytes."""
        if name in self.added:
            self.added[name] = xml
        elif xml != self.read(name):
            self.changed[name] = xml

    def add(self, name: str, xml: bytes) -> None:
        """Add a part that is not there; what leads to it is for who adds it to change."""
        self.added[name] = xml

    @property
    def main(self) -> str:
        """The name of the part that lists the sheets."""
        related = self.parts.relations("").values()
        return next(name for kind, name in related if kind == "officeDocument")

    def packed(self) -> bytes:
        """Give the package afterwards; a digital signature is not true of it any more."""
        if self.signed:
            self.unsigned()
        return repacked(self.parts, self.changed, self.gone, self.added)

    def calculated_when_opened(self) -> None:
        """Let formulas be calculated when the workbook is opened."""
        xml = self.read(self.main)
        masked = markup.masked(xml, read=True)
        p = markup.prefix_of(masked, b"workbook")
        found = markup.tag(b"calcPr", p).search(masked)
        if found is not None:
            new = with_attribute(found[1], "fullCalcOnLoad", "1")
            splice = (*found.span(1), new)
        else:
            at = _end_of(masked, p, _BEFORE_CALCULATION)
            splice = (at, at, b'<%scalcPr fullCalcOnLoad="1"/>' % p)
        if found is None or attribute(found[1], "fullCalcOnLoad") not in ("1", "true"):
            self.change(self.main, spliced(xml, [splice]))

    def calculated_in_any_order(self) -> None:
        """Leave out the order in which formulas were calculated: Excel makes it anew."""
        related = self.parts.relations(self.main).values()
        for name in [name for kind, name in related if kind == "calcChain"]:
            self.leave_out([name], self.main)

    @property
    def signed(self) -> bool:
        """Whether the workbook bears a digital signature."""
        return any(kind == "origin" for kind, _ in self.parts.relations("").values())

    def unsigned(self) -> None:
        """Leave out the digital signatures, and all that belongs to them."""
        related = self.parts.relations("").values()
        for origin in [name for kind, name in related if kind == "origin"]:
            folder = f"{posixpath.dirname(origin)}/".lower()
            names = (info.filename.replace("\\", "/") for info in self.parts.members)
            self.leave_out([name for name in names if name.lower().startswith(folder)], "")

    def leave_out(self, names: list[str], owner: str) -> None:
        """Leave parts out, and what says of them that they are there and what they are."""
        self.gone += [name for name in names if name in self.parts]
        folder, rels = posixpath.dirname(owner), references_part(owner)
        out = {name.lower() for name in names}

        def related(attributes: bytes) -> bool:
            target = attribute(attributes, "Target") or ""
            inside = attribute(attributes, "TargetMode") != "External"
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            return inside and path.lower() in out

        def typed(attributes: bytes) -> bool:
            return (attribute(attributes, "PartName") or "").lstrip("/").lower() in out

        self.change(rels, _without(self.read(rels), b"Relationship", related))
        self.change(TYPES, _without(self.read(TYPES), b"Override", typed))

    def describe(self, properties: bytes) -> None:
        """Give the document other properties, where it has any."""
        related = self.parts.relations("").values()
        for name in [name for kind, name in related if kind == "core-properties"]:
            self.change(name, properties)

    def print_as_far(self, grown: Mapping[str, Collection[Growth]]) -> None:
        """Let what is printed of a sheet reach as far as its tables do."""
        xml = self.read(self.main)
        masked = markup.masked(xml, read=True)
        p = markup.prefix_of(masked, b"workbook")
        sheets = [attribute(s[1], "name") or "" for s in markup.tag(b"sheet", p).finditer(masked)]
        self.change(self.main, spliced(xml, list(_areas(masked, p, sheets, grown))))


def _areas(
    masked: bytes, p: bytes, sheets: list[str], grown: Mapping[str, Collection[Growth]]
) -> Iterator[Splice]:
    pattern = rb"<%sdefinedName(?=[\s>])%s>([^<]*)" % (re.escape(p), ATTRIBUTES)
    for found in re.finditer(pattern, masked):
        local = attribute(found[1], "localSheetId") or ""
        if attribute(found[1], "name") != "_xlnm.Print_Area" or not local.isdigit():
            continue
        sheet = sheets[int(local)] if int(local) < len(sheets) else ""
        longer = [g for g in grown.get(sheet, ()) if g[1][2] > g[0][2]]
        if longer:
            yield *found.span(2), _printed(found[2].decode(), longer).encode()


def _printed(text: str, grown: Collection[Growth]) -> str:
    """Give the areas of a sheet that are printed, those over all of a table as long as it is."""

    def longer(found: re.Match[str]) -> str:
        said = found[0].replace("$", "")
        over = [g for g in grown if _covers(said, g)]
        new = max((g[1][2] for g in over), default=0)
        return f"{found[1]}{new}" if new else found[0]

    # A name of a sheet in quotes may hold what looks like an area.
    pieces = re.split(r"('(?:[^']|'')*'!)", text)
    area = re.compile(r"(\$?[A-Z]{1,3}\$?[0-9]{1,7}:\$?[A-Z]{1,3}\$?)([0-9]{1,7})")
    return "".join(p if p.startswith("'") else area.sub(longer, p) for p in pieces)


def _covers(said: str, growth: Growth) -> bool:
    """Tell whether an area reaches from a table's headings to its end, but not to its new end."""
    top, left, bottom, right = markup.area_named(said)
    (first, start, old, last), (_, _, new, _) = growth
    return left <= start and last <= right and top <= first + 1 and old <= bottom < new


def _end_of(masked: bytes, p: bytes, names: tuple[str, ...]) -> int:
    """Give where the last of these elements ends."""
    ends = [0]
    for name in names:
        found = re.search(rb"</%s%s\s*>" % (re.escape(p), name.encode()), masked)
        bare = re.search(rb"<%s%s\s*/>" % (re.escape(p), name.encode()), masked)
        ends += [f.end() for f in (found, bare) if f]
    if not any(ends):
        message = "a workbook without sheets"
        raise ValueError(message)
    return max(ends)


def _without(xml: bytes, name: bytes, out: Callable[[bytes], bool]) -> bytes:
    """Give a part without the elements whose attributes are such."""
    masked = markup.masked(xml)
    pattern = rb"<((?:[\w.-]+:)?)%s(?=[\s/>])%s(?:/>|>\s*</\1%s\s*>)" % (name, ATTRIBUTES, name)
    found = re.finditer(pattern, masked)
    return spliced(xml, [(*f.span(), b"") for f in found if out(f[2])])
