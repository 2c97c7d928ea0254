"""What a template must not bring along: what Word fetches from elsewhere, other files, programs.

A letter goes to a school, and whoever opens it would fetch or start what the template brought. A
hyperlink is no such thing: nothing happens until one clicks on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sto_xl.books.parts import Element
from sto_xl.letters.word.codes import NESTED, codes_of, word_of
from sto_xl.letters.word.markup import Markup, Paragraph
from sto_xl.letters.word.members import OLE, Member
from sto_xl.letters.word.parts import elements_of, is_xml, relations
from sto_xl.system.errors import Cause, Failure

_LINKED = (
    "wie de brief opent, haalt ermee iets van elders op, zoals een gekoppelde afbeelding: neem dat "
    "zelf op in het document (Bestand > Info > Koppelingen naar bestanden bewerken > Koppeling "
    "verbreken) of verwijder het"
)
_TEMPLATE = (
    "het is gekoppeld aan een ander sjabloon (kies Bestand > Opties > Invoegtoepassingen, onderaan "
    "bij Beheren ‘Sjablonen’ en Starten, maak het vak Documentsjabloon leeg en bewaar het)"
)
_OBJECT = (
    "er zit een ander bestand in, zoals een Excel-werkblad of een grafiek met haar gegevens: knip "
    "het uit en plak er een afbeelding van voor in de plaats (Plakken speciaal)"
)
_MACROS = "er zitten macro's in: bewaar het als ‘Word-document (.docx)’, zonder macro's"
_INSERTED = (
    "er hoort een ander document in, dat Word pas bij het openen invoegt: plak de tekst ervan in "
    "het sjabloon zelf"
)
_ADDIN = "er hoort een invoegtoepassing van Office bij: verwijder die uit het document"
_FIELD = (
    "een Word-veld dat iets van elders haalt of iets start ({code}): verwijder het, of zet de "
    "tekst of afbeelding zelf in het sjabloon"
)

#: What a member may not refer to, wherever that is (ISO/IEC 29500-1 and Microsoft's MS-DOCX).
_RELATIONS: Mapping[str, str] = {
    "attachedtemplate": _TEMPLATE,
    **dict.fromkeys(
        ("oleobject", "package", "control", "activexcontrolbinary", "embeddedobject"), _OBJECT
    ),
    **dict.fromkeys(
        ("vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars", "extensibility"),
        _MACROS,
    ),
    **dict.fromkeys(("afchunk", "subdocument", "frame"), _INSERTED),
    **dict.fromkeys(("webextension", "webextensiontaskpanes"), _ADDIN),
    **dict.fromkeys(("transform", "video", "audio", "media"), _LINKED),
}
_TYPES = (
    (re.compile(r"vbaproject|vbadata|macroenabled|keymapcustomizations", re.IGNORECASE), _MACROS),
    (re.compile(r"activex|oleobject|spreadsheetml\.sheet|\.package", re.IGNORECASE), _OBJECT),
    (re.compile(r"webextension", re.IGNORECASE), _ADDIN),
)
#: How another file begins: of an old Office or an object, a package, a program, RTF, PDF.
_FILES = (OLE, b"PK\x03\x04", b"MZ", rb"{\rtf", b"%PDF")
_ELEMENTS: Mapping[str, str] = {
    **dict.fromkeys(("altChunk", "subDoc"), _INSERTED),
    **dict.fromkeys(("OLEObject", "control", "objectEmbed", "objectLink"), _OBJECT),
    **dict.fromkeys(("webVideoPr", "videoFile", "audioFile", "quickTimeFile"), _LINKED),
}
#: What can be drawn from elsewhere, and where that then stands.
_DRAWN = {
    "blip": ("link",),
    **dict.fromkeys(("imagedata", "fill", "stroke"), ("href", "src")),
}
#: A drawing of its own kind, in which anything can lead elsewhere that is not within it.
_SVG = re.compile(
    rb"""(?:href\s*=\s*["']|url\(\s*["']?)\s*(?!\#|data:|["'\s])|@import|<\w*:?script""",
    re.IGNORECASE | re.VERBOSE,
)
_FIELDS = frozenset(
    {
        *("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "EMBED"),
        *("RD", "MACROBUTTON", "HTMLCONTROL", "CONTROL", "PRINT"),
    }
)


def check_file(members: Iterable[Member], types: Mapping[str, str], name: str) -> None:
    """Raise a `Failure` for the first thing that a template must not bring along.

    `types` are the content types of the members by their name.
    """
    for member in members:
        if problem := next(_problems(member, types[member.name], name), ""):
            raise Failure(Cause.TEMPLATE, file=name, detail=problem)


def _problems(member: Member, of: str, name: str) -> Iterator[str]:
    yield from (problem for pattern, problem in _TYPES if pattern.search(of))
    if member.begin(max(map(len, _FILES))).startswith(_FILES):
        yield _OBJECT
    if not is_xml(member, of):
        return
    for one in relations(member, name):
        yield from filter(None, [one.refused(_RELATIONS, _LINKED)])
    yield from filter(None, map(_stands, elements_of(member, name, *_ELEMENTS, *_DRAWN)))
    drawing = "svg" in of or member.name.casefold().endswith(".svg")
    if drawing and _SVG.search(member.content):
        yield _LINKED


def _stands(element: Element) -> str:
    if problem := _ELEMENTS.get(element.name):
        return problem
    places = _DRAWN.get(element.name, ())
    return _LINKED if any(element.attributes.get(place) for place in places) else ""


def first(markup: Markup) -> tuple[Paragraph | None, str] | None:
    """Give the first field of Word that fetches or starts something, with its paragraph."""
    for element, code in codes_of(markup).items():
        word = word_of(code)
        # What the field does is itself the outcome of a field: nobody means that.
        if word in _FIELDS or word.startswith(NESTED):
            shown = word if word in _FIELDS else "een veld in een veld"
            return markup.at(element), _FIELD.format(code=shown)
    return None
