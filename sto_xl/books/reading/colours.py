"""What colours are called: from the colour of a cell's format to the word people use for it."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

#: The order in which a theme's colours are numbered in formats; the file lists dark before light.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_THEME_COLOUR = re.compile(
    r"<a:(?:dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>\s*"
    r'<a:(?:srgbClr val|sysClr [^>]*?lastClr)="([0-9A-Fa-f]{6})"'
)
#: The colours that old formats give by a number (ECMA-376 18.8.27); the first eight come twice.
_INDEXED = (
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
#: Above this hue, in degrees, a colour has the name beside it.
_HUES = (
    (15, "rood"),
    (47, "oranje"),
    (70, "geel"),
    (165, "groen"),
    (255, "blauw"),
    (290, "paars"),
    (345, "roze"),
    (360, "rood"),
)


def theme_colours(theme: bytes | str | None) -> tuple[str, ...]:
    """Give the colours of a workbook's theme, as six hexadecimal digits, in formats' order."""
    text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else theme or ""
    found = _THEME_COLOUR.findall(text)
    return tuple(found[i] for i in _THEME_ORDER) if len(found) == len(_THEME_ORDER) else ()


def rgb(colour: Mapping[str, str] | None, theme: tuple[str, ...]) -> str:
    """Give a colour, as a format's attributes say it, as six hexadecimal digits; "" for none."""
    colour = colour or {}
    bare = colour.get("rgb", "")[-6:]
    for kind, known in (("indexed", _INDEXED), ("theme", theme)):
        number = colour.get(kind, "")
        if not bare and number.isdecimal() and int(number) < len(known):
            bare = known[int(number)]
    if not re.fullmatch("[0-9A-Fa-f]{6}", bare):
        return ""
    try:
        return _tinted(bare, float(colour.get("tint", 0)))
    except ValueError:
        return bare


def _tinted(bare: str, tint: float) -> str:
    """Give a colour made lighter (up to 1) or darker (down to -1), as ECMA-376 18.8.19 says."""
    if not tint:
        return bare
    hue, light, full = colorsys.rgb_to_hls(*_parts(bare))
    tint = max(-1.0, min(tint, 1.0))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, light, full))


def colour_name(bare: str) -> str:  # noqa: PLR0911 - those without a hue, then those with one
    """Give the Dutch name of a colour: "" for white, for none and for nearly white."""
    if not bare:
        return ""
    hue, light, full = colorsys.rgb_to_hls(*_parts(bare))
    spread = max(_parts(bare)) - min(_parts(bare))
    if light > 0.97:  # noqa: PLR2004 - nobody sees it
        return ""
    if spread < 0.06 or full < 0.12:  # noqa: PLR2004 - without a hue
        return "zwart" if light < 0.15 else "grijs"  # noqa: PLR2004 - nearly black
    if light < 0.12:  # noqa: PLR2004 - nearly black
        return "zwart"
    degrees = hue * 360
    if 15 <= degrees <= 45 and light < 0.38:  # noqa: PLR2004 - dark orange is brown
        return "bruin"
    if 38 <= degrees <= 47 and light > 0.82:  # noqa: PLR2004 - Excel's pale gold is called yellow
        return "geel"
    return next(name for limit, name in _HUES if degrees <= limit)


def _parts(bare: str) -> tuple[float, float, float]:
    red, green, blue = (int(bare[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue
