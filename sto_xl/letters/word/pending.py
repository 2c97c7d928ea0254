"""What Word leaves in a document that is not finished: comments, changes, fields of a mail merge.

A field of which half was accepted is the commonest reason for a wrong letter, and neither does a
school have to read what colleagues remarked. So such a template is refused, with the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sto_xl.letters.word.codes import codes_of, word_of
from sto_xl.letters.word.markup import Markup, MarkupElement, Paragraph
from sto_xl.letters.word.members import Member
from sto_xl.system.errors import Cause, Failure

_COMMENT = (
    "een opmerking: verwijder haar in Word (Controleren > Verwijderen > Alle opmerkingen in het "
    "document verwijderen)"
)
_CHANGE = (
    "een bijgehouden wijziging: accepteer of weiger haar in Word (Controleren > Accepteren > Alle "
    "wijzigingen accepteren)"
)
_MERGE = "een samenvoegveld van Word{called}: zet er een veld tussen accolades voor in de plaats"
_CHEVRONS = (
    "‘{typed}’, wat van een samenvoegveld van Word is overgebleven: zet er een veld tussen "
    "accolades voor in de plaats"
)
_MAIN_DOCUMENT = (
    "het hoort bij een adressenbestand, voor samenvoegen in Word (kies Verzendlijsten > Afdruk "
    "samenvoegen starten > Normaal Word-document en bewaar het)"
)
_COMMENTS = frozenset({"w:commentReference", "w:commentRangeStart"})
_CHANGES = frozenset(
    {
        *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart"),
        *("w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange"),
        *("w:tblPrExChange", "w:trPrChange", "w:tcPrChange", "w:numberingChange"),
        *("w:cellIns", "w:cellDel", "w:cellMerge"),
        *("w:customXmlInsRangeStart", "w:customXmlDelRangeStart"),
    }
)
#: The codes of the fields that Word fills in from a list of addresses, or asks for.
_MERGE_CODES = frozenset(
    {
        *("MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK"),
        *("GREETINGLINE", "ASK", "FILLIN", "DATABASE"),
    }
)
#: Such a field has a name of one word; more words between these signs are a quotation.
_CHEVRON = re.compile(r"«\s*\w+\s*»|<<\s*\w+\s*>>")
_SETTINGS = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_MAIL_MERGE = re.compile(rb"<(?:\w+:)?mailMerge[\s/>]")
#: Drawings of their own, in which nothing is filled in, and where a hyperlink leads to.
_DRAWN = re.compile(r"drawingml\.(?:chart|diagramData)\+xml")
_BRACES = re.compile(rb"\{\{|\{%|%7[Bb]%7[Bb]|%7[Bb]%25")


def first(markup: Markup) -> tuple[Paragraph | None, str] | None:
    """Give the first thing in a part that is not finished, with its paragraph; None when all is."""
    codes = codes_of(markup)
    for element in markup.root.walk():
        if problem := _problem(element, codes):
            return markup.at(element), problem
    for paragraph in markup.paragraphs:
        if left := _CHEVRON.search(paragraph.text):
            return paragraph, _CHEVRONS.format(typed=left[0])
    return None


def _problem(element: MarkupElement, codes: Mapping[MarkupElement, str]) -> str:
    if element.name in _COMMENTS:
        return _COMMENT
    if element.name in _CHANGES:
        return _CHANGE
    return _merge(codes[element]) if element in codes else ""


def _merge(code: str) -> str:
    word = word_of(code)
    if word not in _MERGE_CODES:
        return ""
    name = code.strip().partition(" ")[2].strip().split("\\")[0].strip(' "')
    named = name if word == "MERGEFIELD" else ""
    return _MERGE.format(called=f" (‘{named}’)" if named else "")


def check_file(members: Iterable[Member], types: Mapping[str, str], name: str) -> None:
    """Raise a `Failure` for a main document of a mail merge, and for fields that nobody fills in.

    `types` are the content types of the members by their name.
    """
    for member in members:
        kind = types.get(member.name, "")
        if kind == _SETTINGS and _MAIL_MERGE.search(member.content):
            raise Failure(Cause.TEMPLATE, file=name, detail=_MAIN_DOCUMENT)
        if _DRAWN.search(kind) and _BRACES.search(member.content):
            detail = "in een grafiek of SmartArt staat een veld, en daar wordt niets ingevuld"
            raise Failure(Cause.TEMPLATE, file=name, detail=detail)
        if member.name.endswith(".rels") and _BRACES.search(member.content):
            detail = "een hyperlink leidt naar een adres met een veld, en daar wordt niets ingevuld"
            raise Failure(Cause.TEMPLATE, file=name, detail=detail)
