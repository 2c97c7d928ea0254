"""What colours are called: from the colour of a cell's format to the word people use for it."""

from __future__ import annotations

import colorsys
import re
from typing import Any

#: The order in which a theme's colours are numbered in formats; the file lists dark before light.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_THEME_COLOUR = re.compile(
    r"<a:(?:dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>\s*"
    r'<a:(?:srgbClr val|sysClr [^>]*?lastClr)="([0-9A-Fa-f]{6})"'
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


def rgb(colour: Any, theme: tuple[str, ...]) -> str:  # noqa: ANN401 - openpyxl has no types
    """Give an openpyxl colour as six hexadecimal digits; "" for automatic."""
    from openpyxl.styles.colors import COLOR_INDEX

    if colour is None:
        return ""
    bare = ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        bare = colour.rgb[-6:]
    elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        bare = COLOR_INDEX[colour.indexed][-6:]
    elif colour.type == "theme" and colour.theme < len(theme):
        bare = theme[colour.theme]
    if not re.fullmatch("[0-9A-Fa-f]{6}", bare):
        return ""
    return _tinted(bare, float(colour.tint or 0))


def _tinted(bare: str, tint: float) -> str:
    """Give a colour made lighter (up to 1) or darker (down to -1), as ECMA-376 18.8.19 says."""
    if not tint:
        return bare
    hue, light, full = colorsys.rgb_to_hls(*_parts(bare))
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
