"""What a package keeps beside its cells: notes, what cells link to, the colours of the theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from sto_xl.books.parts import DAMAGE, Parts, elements, references_part
from sto_xl.books.reading.package import Package, SheetPart
from sto_xl.books.reading.values import unescaped

#: Where Excel's own banner above a conversation sends programs that do not know conversations.
_BANNER = re.compile(
    r"\A\s*\[[^\]]*\]\s.*?https?://go\.microsoft\.com/fwlink/\?linkid=870924\s*[^\n:]*:\s*",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the cells of a sheet: notes by address, targets of links by their id."""

    notes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    #: Whether there are notes or links that cannot be read.
    unread: bool = False


def theme(package: Package) -> bytes:
    """Give the part with the workbook's colours; none when there is none that can be read."""
    try:
        parts = Parts(package.data, package.file)
        main = next(n for k, n in parts.relations("").values() if k == "officeDocument")
        themes = (n for k, n in parts.relations(main).values() if k == "theme")
        return next((parts.read(name) for name in themes), b"")
    except (*DAMAGE, StopIteration):
        return b""


def beside(package: Package, sheet: SheetPart) -> Beside:
    """Give what stands beside a sheet's cells; what cannot be read is left out, and told."""
    try:
        parts = Parts(package.data, package.file)
        rels = references_part(sheet.path)
        if rels not in parts:
            return Beside()
        links = {
            e.attributes["Id"]: e.attributes["Target"]
            for e in elements(parts.read(rels), "Relationship")[1:]
            if e.attributes.get("TargetMode") == "External"
        }
        kinds = parts.relations(sheet.path).values()
        read = [parts.read(name) for kind, name in kinds if kind == "comments"]
    except DAMAGE:
        return Beside(unread=True)
    try:
        notes = {cell: text for xml in read for cell, text in _notes(xml).items()}
    except DAMAGE:
        return Beside(links=links, unread=True)
    return Beside(notes, links)


def _notes(xml: bytes) -> Mapping[str, str]:
    """Give the notes by the address of their cell; who wrote one does not matter."""
    # Looks at the whole part first: a bomb is refused there.
    elements(xml)
    found: dict[str, list[str]] = {}
    inside: list[str] = []
    pieces: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal pieces
        inside.append(name.rpartition(" ")[2])
        if inside[-1] == "comment":
            pieces = found[attributes["ref"].replace("$", "")] = []

    def text(piece: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(piece)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)  # noqa: FBT003 - pyexpat takes it by position only
    whole = {cell: unescaped("".join(texts)) for cell, texts in found.items()}
    return {cell: note for cell, text in whole.items() if (note := without_banner(text))}


def without_banner(note: str) -> str:
    """Give a note without what Excel writes above a conversation; all that people wrote stays."""
    return _BANNER.sub("", note, count=1).strip()
