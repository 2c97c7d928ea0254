"""What a report's template must not bring along: what is fetched from elsewhere, programs, files.

A report goes to others, and whoever opens it would fetch or start what the template brought. A
hyperlink is no such thing: nothing happens until one clicks on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sto_xl.books.parts import Parts, references

_LINKED = (
    "wie het verslag opent, haalt ermee iets van elders op, zoals een gekoppelde werkmap of "
    "afbeelding: verbreek de koppeling (Gegevens > Koppelingen bewerken) of neem op wat u nodig "
    "hebt"
)
_QUERY = (
    "er zit een query of een verbinding met andere gegevens in: verwijder die (Gegevens > "
    "Query's en verbindingen)"
)
_MACROS = "er zitten macro's in: bewaar het als ‘Excel-werkmap (.xlsx)’, zonder macro's"
_OBJECT = (
    "er zit een ander bestand of een besturingselement in: knip het uit en plak er zo nodig een "
    "afbeelding van voor in de plaats"
)
_ADDIN = "er hoort een invoegtoepassing van Office bij: verwijder die uit de werkmap"
_SIGNED = (
    "het is digitaal ondertekend, en dat zou een verslag niet meer zijn: verwijder de handtekening"
)

#: What a part may not refer to (ISO/IEC 29500-1 and Microsoft's MS-XLSX), all in small letters.
_RELATIONS: Mapping[str, str] = {
    **dict.fromkeys(("externallink", "externallinkpath", "rdrichvalue", "richvaluerel"), _LINKED),
    **dict.fromkeys(("connections", "querytable", "xmlmaps", "custompropertydata"), _QUERY),
    **dict.fromkeys(
        ("vbaproject", "xlmacrosheet", "xlintlmacrosheet", "attachedtoolbars", "dialogsheet"),
        _MACROS,
    ),
    **dict.fromkeys(
        ("oleobject", "package", "control", "activexcontrolbinary", "ctrlprop", "embeddedobject"),
        _OBJECT,
    ),
    **dict.fromkeys(("webextension", "webextensiontaskpanes"), _ADDIN),
    "origin": _SIGNED,
}
#: Functions that fetch or start something when a workbook is calculated.
_CALLS = re.compile(
    rb"(?:WEBSERVICE|IMAGE|RTD|DDE|CALL|REGISTER\.ID|STOCKHISTORY|CUBE\w+)\(|\|[^<]{0,99}!",
    re.IGNORECASE,
)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?(?:f|formula\d?|definedName)[\s>][^<]*")
_CALLED = (
    "er staat een formule in die iets van elders haalt of iets start, zoals WEBSERVICE: verwijder "
    "die formule"
)


def brought(parts: Parts) -> str:
    """Tell what a workbook brings along that a template may not; "" for nothing."""
    return next(_problems(parts), "")


def _problems(parts: Parts) -> Iterator[str]:
    for info in parts.members:
        name = info.filename.replace("\\", "/")
        if name.casefold().endswith(".rels"):
            for one in references(parts.read(name)):
                yield from filter(None, [one.refused(_RELATIONS, _LINKED)])
        elif name.casefold().endswith(".xml"):
            formulas = _FORMULA.findall(parts.read(name))
            if any(map(_CALLS.search, formulas)):
                yield _CALLED
        elif name.casefold().endswith(".bin") and "printersettings" not in name.casefold():
            yield _MACROS if "vba" in name.casefold() else _OBJECT
