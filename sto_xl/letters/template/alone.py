"""What stands beside a statement for a whole paragraph or row, and would vanish with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sto_xl.letters.word.markup import MarkupElement

#: What may stand in a paragraph that is not printed: text, how it looks, what Word itself notes.
_TEXT = frozenset(
    {
        *("w:p", "w:r", "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen"),
        *("w:proofErr", "w:lastRenderedPageBreak", "w:bookmarkStart", "w:bookmarkEnd"),
        *("w:hyperlink", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml"),
        *("w:tr", "w:tc", "w:tblPrEx"),
    }
)
#: How it looks; a section or a page break can hide in there.
_LOOKS = frozenset({"w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:tblPrEx"})
_OFF = frozenset({"0", "false", "off"})
#: What Word calls it, and how one says which is to be moved.
_PAGE = ("een pagina-einde", "het pagina-einde")
_SECTION = ("een sectie-einde", "het sectie-einde")
_PICTURE = ("een afbeelding", "de afbeelding")
_TEXT_BOX = ("een tekstvak", "het tekstvak")
_FIELD = ("een Word-veld", "het Word-veld")
_FORMULA = ("een formule", "de formule")
_BOOKMARK = ("een bladwijzer", "de bladwijzer")
_HALF_BOOKMARK = ("de helft van een bladwijzer", "de bladwijzer")
_OTHER = ("iets wat geen tekst is", "dat")
_BREAKS = {"page": _PAGE, "column": ("een kolomeinde", "het kolomeinde")}
_NAMES = {
    **dict.fromkeys(("w:drawing", "w:pict", "AlternateContent"), _PICTURE),
    **dict.fromkeys(("w:fldChar", "w:fldSimple", "w:instrText"), _FIELD),
    **dict.fromkeys(("oMath", "oMathPara"), _FORMULA),
    "w:object": ("een ingesloten object", "het object"),
    "w:footnoteReference": ("een voetnoot", "de voetnoot"),
    "w:endnoteReference": ("een eindnoot", "de eindnoot"),
    "w:sym": ("een symbool", "het symbool"),
    "w:tbl": ("een tabel", "de tabel"),
}
#: Where one was typing last: Word's own, and of no use in a letter.
LAST_TYPED = "_GoBack"


def beside(element: MarkupElement, bookmarks: dict[str, str]) -> str:
    """Tell what stands in a paragraph or row that is no text, and what to do; empty for nothing.

    `bookmarks` are the names of the part's bookmarks by their number.
    """
    found = next(_things(element, bookmarks), None)
    if found is None:
        return ""
    thing, moved = found
    where = "rij" if element.name in {"w:tr", "w:tc"} else "alinea"
    return (
        f"{thing} bij een opdracht, in een {where} die zelf niet wordt afgedrukt: "
        f"verplaats {moved} naar een gewone alinea"
    )


def _things(element: MarkupElement, bookmarks: dict[str, str]) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if child.name in _LOOKS:
            yield from _in_looks(child)
        elif child.name == "w:br":
            if found := _BREAKS.get(child.attributes.get("type", "")):
                yield found
        elif child.name not in _TEXT:
            yield _named(child)
        else:
            yield from _things(child, bookmarks)
    if element.name in {"w:p", "w:tr", "w:tc"}:
        yield from _bookmarks(element, bookmarks)


def _in_looks(looks: MarkupElement) -> Iterator[tuple[str, str]]:
    for one in looks.children:
        off = one.attributes.get("val", "") in _OFF
        if one.name == "w:sectPr":
            yield _SECTION
        elif one.name == "w:pageBreakBefore" and not off:
            yield _PAGE


def _named(element: MarkupElement) -> tuple[str, str]:
    if any(inner.name == "w:txbxContent" for inner in element.walk()):
        return _TEXT_BOX
    return _NAMES.get(element.name, _OTHER)


def _bookmarks(element: MarkupElement, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give a bookmark of the user's; Word's own, which it hides, go unless they are halved."""
    begun, ended = (
        {
            number
            for e in element.walk()
            if e.name == name and names.get(number := e.attributes.get("id", "")) != LAST_TYPED
        }
        for name in ("w:bookmarkStart", "w:bookmarkEnd")
    )
    if begun ^ ended:
        yield _HALF_BOOKMARK
    if any(not names.get(number, "").startswith("_") for number in begun):
        yield _BOOKMARK


def bookmarks(elements: Iterable[MarkupElement]) -> dict[str, str]:
    """Give the names of bookmarks by their number."""
    starts = (e.attributes for e in elements if e.name == "w:bookmarkStart")
    return {one.get("id", ""): one.get("name", "") for one in starts}
