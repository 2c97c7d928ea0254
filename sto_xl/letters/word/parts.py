"""What the members of a Word file are to each other: of what type each is, what it refers to.

Read as XML, so that it makes no difference how a program quotes and prefixes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from sto_xl.books.parts import TYPES, Element, Reference, elements, references, references_part
from sto_xl.letters.word.members import DAMAGED, Member, refuse

Found = TypeVar("Found")
OUTLANDISH = "het is opgebouwd zoals Word dat nooit doet: bewaar het opnieuw in Word"

_TYPE_PREFIX = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = f"{_TYPE_PREFIX}document.main+xml"
_ROLES = {
    f"{_TYPE_PREFIX}header+xml": "header",
    f"{_TYPE_PREFIX}footer+xml": "footer",
    f"{_TYPE_PREFIX}footnotes+xml": "footnotes",
    f"{_TYPE_PREFIX}endnotes+xml": "endnotes",
    "application/vnd.openxmlformats-package.core-properties+xml": "properties",
}


def types(members: Iterable[Member], name: str) -> dict[str, str]:
    """Give the content type of each member, its own or that of all with its suffix.

    Raises a `Failure` that names the file, as all that reads XML here does.
    """
    every = {member.name.casefold(): member for member in members}
    told = every.get(TYPES.casefold())
    found = elements_of(told, name, "Default", "Override") if told else []
    suffixes, own = (
        {e.attributes.get(key, "").casefold(): e.attributes.get("ContentType", "") for e in found}
        for key in ("Extension", "PartName")
    )
    return {
        member.name: own.get(f"/{low}") or suffixes.get(low.rpartition(".")[2], "")
        for low, member in every.items()
    }


def relations(member: Member, name: str) -> Sequence[Reference]:
    """Give what a member refers to, when it is one that says so of another; else nothing."""
    if not member.name.casefold().endswith(".rels"):
        return ()
    return _read(references, member, name)


def roles(members: Collection[Member], known: Mapping[str, str], name: str) -> dict[str, str]:
    """Give for each member that can hold text its role: document, header, footer, ...

    The names of the members differ between programs; their types tell, and of the document the
    reference to it. Raises a `Failure` when there is no document, as in a .dotx or .docm.
    """
    first = next((m for m in members if m.name.casefold() == references_part("")), None)
    told = relations(first, name) if first else ()
    targets = [unquote(one.part("")).casefold() for one in told if one.kind == "officeDocument"]
    if not targets:
        refuse(name, "het is geen Word-document: bewaar het als ‘Word-document (.docx)’")
    document = next((m.name for m in members if m.name.casefold() == targets[0]), None)
    if document is None:
        refuse(name, f"{DAMAGED}, want de brieftekst ontbreekt erin")
    if known[document] != _DOCUMENT:
        refuse(name, "het is geen Word-document: bewaar het als ‘Word-document (.docx)’")
    found = {member: _ROLES[of] for member, of in known.items() if of in _ROLES}
    return {**found, document: "document"}


def is_xml(member: Member, of: str) -> bool:
    """Tell whether a member of this type is XML."""
    return member.name.casefold().endswith((".xml", ".rels", ".svg")) or of.endswith("xml")


def must_be_sound(members: Iterable[Member], known: Mapping[str, str], name: str) -> None:
    """Raise a `Failure` when a member is not well-formed, or might unfold without end."""
    for member in members:
        if is_xml(member, known[member.name]):
            elements_of(member, name)


def elements_of(member: Member, name: str, *names: str) -> list[Element]:
    """Give the root of a member and its elements of these names, in order."""
    return _read(lambda xml: elements(xml, *names), member, name)


def _read(look: Callable[[bytes], list[Found]], member: Member, name: str) -> list[Found]:
    try:
        return look(member.content)
    except ValueError:
        refuse(name, OUTLANDISH)
    except (ExpatError, LookupError):
        refuse(name, DAMAGED)
