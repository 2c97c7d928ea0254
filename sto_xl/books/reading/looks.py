"""How cells look, by the number of their format: the colours, a line through it, signs of a font.

Standard library only, and of the formats only what a list needs: what else is odd in them does not
matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.books.parts import Element, elements
from sto_xl.books.reading.colours import colour_name, rgb

_SECTIONS = ("fonts", "fills", "cellStyleXfs", "cellXfs", "dxfs")
_OF_A_FONT = ("color", "strike", "u", "name")
_OFF = ("0", "false", "none")
#: Fonts whose letters show as signs: what a tick or a cross of them is as a character.
_TICKED = {"ü": "✔", "û": "✘", "þ": "☑", "ý": "☒", "¨": "☐", "o": "☐", "q": "☐", "l": "●", "n": "■"}
_FONTS = {
    "wingdings": _TICKED,
    "wingdings 2": {"P": "✔", "O": "✘", "R": "☑", "S": "☒", "T": "☒", "Q": "☒", "£": "☐"},
    "webdings": {"a": "✔", "r": "✘", "c": "☐"},
    "marlett": {"a": "✔", "b": "✔", "r": "✘"},
}
#: Where some programs put the letters of such a font.
_PRIVATE = 0xF000
_AS_SIGNS = re.compile(r"[\uf020-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `fill` and `ink` are the Dutch names of colours, "" for the usual ones."""

    fill: str = ""
    ink: str = ""
    struck: bool = False
    font: str = ""

    def shown(self, text: str) -> str:
        """Give a text as it shows in this font: in Wingdings an ü is a tick."""
        signs = _FONTS.get(self.font, {})
        if not signs and not _AS_SIGNS.search(text):
            return text
        bare = "".join(
            chr(code - _PRIVATE) if _PRIVATE + 32 <= (code := ord(c)) < _PRIVATE + 256 else c
            for c in text
        )
        if bare != text:
            signs = signs or _TICKED
        if signs and bare.strip() and set(bare) <= {*signs, " "}:
            return "".join(signs.get(c, c) for c in bare)
        return text


PLAIN = Look()


@dataclass
class _Format:
    """The elements of one font, fill or conditional format, by name."""

    parts: dict[str, Mapping[str, str]] = field(default_factory=dict)


def looks(styles: bytes, theme: tuple[str, ...]) -> Sequence[Look]:
    """Give the look of each format that cells can have, by its number.

    Raises ValueError, LookupError or ExpatError for formats that cannot be read.
    """
    if not styles:
        return ()
    fonts, fills, formats = _taken_apart(elements(styles, *_NAMES))
    inks = [_ink(font.parts, theme) for font in fonts]
    names = [_fill(fill.parts, theme) for fill in fills]
    made = []
    for attributes in formats:
        font, fill = (int(attributes.get(key, 0)) for key in ("fontId", "fillId"))
        ink, struck, name = inks[font] if font < len(inks) else ("", False, "")
        made.append(Look(names[fill] if fill < len(names) else "", ink, struck, name))
    return made


_NAMES = (*_SECTIONS, *_OF_A_FONT, "font", "fill", "patternFill", "fgColor", "xf")


def _taken_apart(
    found: Sequence[Element],
) -> tuple[list[_Format], list[_Format], list[Mapping[str, str]]]:
    """Give the fonts, the fills and the formats of cells."""
    section = ""
    fonts: list[_Format] = []
    fills: list[_Format] = []
    formats: list[Mapping[str, str]] = []
    for element in found:
        name = element.name
        if name in _SECTIONS:
            section = name
        elif section == "cellXfs" and name == "xf":
            formats.append(element.attributes)
        elif (section, name) in (("fonts", "font"), ("fills", "fill")):
            (fonts if name == "font" else fills).append(_Format())
        elif section in ("fonts", "fills"):
            held = fonts if section == "fonts" else fills
            if held:
                held[-1].parts.setdefault(name, element.attributes)
    return fonts, fills, formats


def _fill(parts: Mapping[str, Mapping[str, str]], theme: tuple[str, ...]) -> str:
    if parts.get("patternFill", {}).get("patternType") != "solid":
        return ""
    return colour_name(rgb(parts.get("fgColor"), theme))


def _ink(parts: Mapping[str, Mapping[str, str]], theme: tuple[str, ...]) -> tuple[str, bool, str]:
    """Give the colour of letters, whether a line goes through them, and the name of their font."""
    ink = colour_name(rgb(parts.get("color"), theme))
    # Black letters are the rule, and blue underlined ones are links.
    usual = ink in ("zwart", "grijs") or _on(parts.get("u"))
    name = parts.get("name", {}).get("val", "").casefold()
    return "" if usual else ink, _on(parts.get("strike")), name


def _on(attributes: Mapping[str, str] | None) -> bool:
    return attributes is not None and attributes.get("val", "1") not in _OFF


def colours_of_conditions(styles: bytes) -> frozenset[int]:
    """Give the numbers of the conditional formats that give a cell a colour."""
    number, section = -1, ""
    coloured = set()
    for element in elements(styles, *_SECTIONS, "dxf", "fill") if styles else ():
        if element.name in _SECTIONS:
            section = element.name
        elif section == "dxfs" and element.name == "dxf":
            number += 1
        elif section == "dxfs" and element.name == "fill":
            coloured.add(number)
    return frozenset(coloured)
