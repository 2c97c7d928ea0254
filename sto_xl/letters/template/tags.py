"""The tags of a template as they were meant: `{{ … }}`, `{% … %}` and `{# … #}`.

Word's autocorrect puts typographic quotes, dashes and blanks in them, and begins with a capital.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from sto_xl.model import reference

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)")
#: A statement for all that is around it: a paragraph, a row, a cell of a table, a run of text.
_FOR_ALL = re.compile(r"(\{%[-+]?\s*|\{#)(p|tr|tc)(?=\s)")
#: For a run of text, which is what a statement is for without it.
_FOR_RUN = re.compile(r"^(\{%[-+]?\s*)r(?=\s)")
_FIELD_FOR_ALL = re.compile(r"\{\{(p|tr|tc|r)\s+\w")
OPENING = {"if": "endif", "for": "endfor", "with": "endwith"}
STATEMENTS = {*OPENING, *OPENING.values(), "elif", "else", "set"}
_QUOTED = re.compile(r"""('[^']*'|"[^"]*")""")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        "\u2026": "...",
    }
)
#: What autocorrect makes of signs with a meaning; within quotes they are text.
_MEANT = str.maketrans({"≠": "!=", "≤": "<=", "≥": ">=", "×": "*", "÷": "/"})
_TIGHT_DASH = re.compile(r"(?<=\S)[\u2010-\u2015\u2212](?=\S)")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_DEEPEST = 20
_LONGEST = 1000


def meant(tag: str) -> str:
    """Give a tag as it was meant, without the entities of XML.

    Without this, `'D&P' in profielen` would silently be false.
    """
    plain = "".join(map(_plain, html.unescape(tag))).translate(_SIGNS)
    if plain.startswith("{#"):
        return plain
    parts = _QUOTED.split(plain)
    # What stands between quotes is every second part.
    parts[::2] = (_DASH.sub("-", part).translate(_MEANT) for part in parts[::2])
    parts[1::2] = (_TIGHT_DASH.sub("-", part) for part in parts[1::2])
    return _FOR_RUN.sub(r"\1", STATEMENT.sub(_small, "".join(parts)))


def _plain(sign: str) -> str:
    """Give a blank for whatever is one, and nothing for what cannot be seen."""
    if sign.isspace() or unicodedata.category(sign) == "Zs":
        return " "
    return "" if unicodedata.category(sign) == "Cf" else sign


def _small(found: re.Match[str]) -> str:
    word = found[1].lower()
    known = word in STATEMENTS or word in {"p", "tr", "tc", "r"}
    return found[0][: -len(found[1])] + (word if known else found[1])


def for_all(tag: str) -> tuple[str, str]:
    """Give what a tag is for, `p`, `tr` or `tc`, and the tag without that; empty for itself."""
    plain = meant(tag)
    found = _FOR_ALL.match(plain)
    return (found[2], found[1] + plain[found.end() :]) if found else ("", plain)


def problem(tag: str) -> str:
    """Tell why a tag cannot be used whatever it says; empty when it can."""
    if field := _FIELD_FOR_ALL.match(tag):
        return f"‘{{{{{field[1]}’: een veld begint met {{{{, zonder letter erachter"
    if tag.startswith("{#"):
        return ""
    if len(tag) > _LONGEST:
        return "een opdracht van meer dan duizend tekens: maak haar korter"
    depth = deepest = 0
    for sign in tag[2:-2]:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    return "een opdracht met te veel haakjes in elkaar" if deepest > _DEEPEST else ""


def unknown(name: str, known: Iterable[str]) -> str:
    """Tell that there is no field, filter or test of this name, and which may be meant."""
    nearest = reference.nearest(name, known)
    meant = f" (bedoelde u ‘{nearest}’?)" if nearest else ""
    return f"‘{name}’, dat niet bestaat{meant}"
