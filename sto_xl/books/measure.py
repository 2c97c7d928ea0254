"""How much room a text takes in a column, in Calibri: not every program fits rows by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate, takewhile

#: Characters by their width, in tenths of a digit's; all others are about as wide as a digit.
_WIDTHS: Mapping[int, str] = {
    4: " '",
    5: ",.:;Iijlï‘’·",
    6: "!()-J[]`f{}",
    7: "rt²",
    8: '"/L\\csz“”',
    9: "?FSZagkvxy|",
    11: "ABCRV",
    12: "DGH",
    13: "&NOQU",
    14: "%w…",
    16: "m",
    17: "M",
    18: "@W—",
}
_WIDTH_OF = {character: width / 10 for width, some in _WIDTHS.items() for character in some}
#: Texts break after a space or a hyphen.
_PART = re.compile(r"[^ \-]*[ \-]?")
#: Programs and printers differ a little.
_SAFE = 1.02
#: No character is wider, in digits.
WIDEST = 1.85
#: A text's size, and how high a line of it is, in points; and no row is higher than that.
SIZE, LINE, HIGHEST = 11.0, 15.0, 409.0
#: How many digits of the usual size an indent takes.
_INDENT = 1.29


def room(width: float, size: float = SIZE, indent: int = 0) -> float:
    """Give how many digits of a size fit on a line of a column, which is so many digits wide."""
    return max((width - indent * _INDENT) * SIZE / size, 1.0)


def text_height(text: str, width: float, size: float = SIZE, indent: int = 0) -> float:
    """Give how high a row must be for a text that wraps, in points; 0 when one line is enough."""
    lines = text_lines(text, room(width, size, indent))
    return min(lines * round(LINE * size / SIZE, 2), HIGHEST) if lines > 1 else 0.0


def text_width(text: str) -> float:
    """Give how wide a text is on one line, in digits."""
    return sum(_WIDTH_OF.get(character, 1.0) for character in text) * _SAFE


def shortened(text: str, width: float) -> str:
    """Give a text, or as much of it as fits on a line of so many digits, with a mark behind it."""
    if text_width(text) <= width:
        return text
    # No character is looked at twice: a cell holds tens of thousands.
    widths = accumulate(map(text_width, text[1:]), initial=text_width(f"{text[:1]}…"))
    fitting = sum(1 for _ in takewhile(lambda so_far: so_far <= width, widths))
    return f"{text[:fitting].rstrip()}…"


# Definitions and terms are the same in every report, and there may be hundreds in a run.
@lru_cache(maxsize=2_000)
def text_lines(text: str, width: float) -> int:
    """Give how many lines a text takes in a column that is so many digits wide."""
    if len(text) * WIDEST < width and "\n" not in text:
        return 1
    return sum(_lines(paragraph, width) for paragraph in text.split("\n"))


def _lines(paragraph: str, width: float) -> int:
    if text_width(paragraph) <= width:
        return 1
    lines, used = 1, 0.0
    for part in _PART.findall(paragraph):
        size = text_width(part)
        if used and used + text_width(part.rstrip()) > width:
            lines, used = lines + 1, 0.0
        used += size
        if used > width:  # a word longer than the line is broken anywhere
            more = int(used // width)
            lines, used = lines + more, used - more * width
    return lines
