"""How values stand in old lists, and how they should stand in a roster."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache

from sto_xl import sheets
from sto_xl.adopt.named import school_kind
from sto_xl.adopt.partnerkinds import partner_kind
from sto_xl.adopt.unsaid import doubtful, repeats, to_come
from sto_xl.grid import Value, is_blank
from sto_xl.model import Deelname
from sto_xl.model.contact_details import EMAIL, PHONE
from sto_xl.model.reference import doubted, spelling
from sto_xl.sheets import Column, Kind, notation
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.notation import Misread, Misreading
from sto_xl.sheets.texts import unbelieved

_DEELNAME = {
    Deelname.DEELNEMER: "ja|j|x|v|waar|doet mee|doen mee|doet al mee|meedoen|deelnemers|deelnemend|"
    "neemt deel|deelname|actief|ja doet mee|participeert|betrokken|aangesloten|is deelnemer|"
    "doet mee aan sto|doet mee met sto|deelnemende school|deelnemende scholen|doen al mee|"
    "sto school|scholen die meedoen|doen mee aan sto|meedoende scholen|wel",
    Deelname.AANGEMELD: "aangemeld|aanmelding|heeft zich aangemeld|wil meedoen",
    Deelname.IN_GESPREK: "in gesprek|gesprek|in gesprek met school|gesprek gepland|oriënteert zich|"
    "oriënterend|lopend gesprek|nog in gesprek|mee in gesprek|in overleg|gesprek loopt|"
    "gesprekken lopen|zijn in gesprek|in gesprek met|is in gesprek",
    Deelname.GEEN: "nee|n|onwaar|doet niet mee|doen niet mee|niet|neemt niet deel|geen deelname|"
    "geen deelnemer|geen deelnemers|niet actief|doet nog niet mee|niet deelnemend|nog niet|"
    "nee doet niet mee|"
    "geen interesse|wil niet|niet aangesloten|wil niet meedoen|willen niet|geen belangstelling|"
    "doet niet mee aan sto|doet niet mee met sto|neemt geen deel|niet deelnemer|niet deelnemers|"
    "niet geïnteresseerd|scholen die niet meedoen|doen niet mee aan sto",
    Deelname.GESTOPT: "gestopt|afgehaakt|is gestopt|gestopt met sto|uitgestapt|doet niet meer mee|"
    "doen niet meer mee|afgevallen|haakte af|is afgehaakt",
}
_CROSS = frozenset({"x", "v", "ja", "j", "waar", "xx", "yes", "y"})
_TICKS = frozenset("✓✔🗸☑√✅👍")
_SIGNS = _TICKS | frozenset("●•■xX+")
_NO_CROSS = frozenset({"nee", "n", "onwaar", "no"})
_REFUSED = frozenset("✗✘✖✕❌🗙👎🚫⛔")
_NO_SIGNS = _REFUSED | frozenset("-0☐⬜◻□")
_SCHOOL_KIND = sheets.SCHOLEN.column("Soort").choices
_PARTNER_KIND = sheets.PARTNERS.column("Soort").choices
_BRIN = re.compile(r"\d{1,2}[A-Z]{2}", re.ASCII)
_CODE = re.compile(r"(\d{1,2}[A-Z]{2})[\s\-.|/_]*(\d{1,2})", re.ASCII)
_TEXTS = (Kind.TEXT, Kind.CODE, Kind.LONG)
#: What stands between two choices, and around what more a cell says.
_OR = re.compile(r"\s*(?:[/;,+|&\n]|\b(?:of|en|ofwel|dan wel)\b)\s*", re.IGNORECASE)
_APART = " \t\n/;,|&"
#: The columns that hold one number, or one address, by their field.
_PHONES, _EMAILS = ("telefoon", "programmamanager_telefoon"), ("email", "programmamanager_email")
_ONE_ONLY = {**dict.fromkeys(_PHONES, PHONE), **dict.fromkeys(_EMAILS, EMAIL)}
_SEVERAL = 2
_PHONE_DIGITS = 9
_BOARD_DIGITS = 5
#: Excel's days begin here, and it keeps fifteen digits.
_FIRST_YEAR = 1900
_LARGEST = 10**15


@cache
def _deelname() -> dict[str, str]:
    return {
        spelling(text): status.value
        for status, texts in _DEELNAME.items()
        for text in (status.value, *texts.split("|"))
    }


def deelname(value: Value) -> str | None:
    """Give the Deelname that a text means, or None; what is in doubt means none."""
    text = notation.shown(value)
    if doubtful(text):
        return None
    signs = set(cleaned(text))
    if signs and signs <= _TICKS:
        return Deelname.DEELNEMER.value
    if signs and signs <= _REFUSED:
        return Deelname.GEEN.value
    return None if doubted(text) else _deelname().get(spelling(text))


def cross(value: Value) -> bool | None:
    """Tell whether a cell is ticked: True for a cross, False for a no, None for something else."""
    if isinstance(value, bool):
        return value
    text = cleaned(notation.shown(value))
    if doubtful(text):
        return None
    word = "" if doubted(text) else spelling(text)
    if word in _CROSS or (text and set(text) <= _SIGNS):
        return True
    if word in _NO_CROSS or (len(text) == 1 and text in _NO_SIGNS):
        return False
    return None


def vestiging(value: Value) -> tuple[str, bool]:
    """Give a code as it should be written, and whether a lost zero was put back.

    What is no code stays as it is.
    """
    text = notation.shown(value)
    bare = "".join(text.split()).upper()
    if found := _CODE.fullmatch(bare):
        brin, number = found.groups()
        code = brin.zfill(4) + number.zfill(2)
        return code, len(brin) + len(number) < 6  # noqa: PLR2004 - a whole code
    if _BRIN.fullmatch(bare):
        return bare.zfill(4), len(bare) < 4  # noqa: PLR2004 - a whole BRIN
    return text, False


def is_vestiging(value: Value) -> bool:
    """Tell whether a cell holds a code or a BRIN, whole or with its first zero lost."""
    bare = "".join(notation.shown(value).split()).upper()
    return bool(_CODE.fullmatch(bare) or _BRIN.fullmatch(bare))


def is_brin(value: Value) -> bool:
    """Tell whether a cell holds a BRIN without the number of a vestiging."""
    return bool(_BRIN.fullmatch("".join(notation.shown(value).split()).upper()))


def is_number(value: Value) -> bool:
    """Tell whether a cell holds the number of a vestiging, of one or two digits."""
    return bool(re.fullmatch(r"\d{1,2}", notation.shown(value), re.ASCII))


def phone(value: Value) -> str:
    """Give a telephone number as text, with the zero that a number cell lost."""
    text = notation.shown(value)
    if isinstance(value, int) and not isinstance(value, bool) and len(text) == _PHONE_DIGITS:
        return f"0{text}"
    return text


def tidy(value: Value, column: Column) -> Value:  # noqa: PLR0911 - one for each notation
    """Give a value as it should stand in this column; what cannot be read stays as it is."""
    if is_blank(value):
        return None
    if column.heading == "Vestiging" or column.field == "opgegaan_in":
        return vestiging(value)[0]
    if column.field in _PHONES:
        return phone(value)
    if column.field in ("bevoegd_gezag", "penvoerder_nummer") and isinstance(value, int):
        return notation.shown(value).zfill(_BOARD_DIGITS)
    if (chosen := _chosen(value, column)) is not None:
        return chosen
    if column.kind in _TEXTS:
        return value.strip() if isinstance(value, str) else _as_text(value, column)
    read = notation.interpret(value, column)
    if isinstance(read, Misread) or read is None or not _writable(read):
        # A number in a column of dates would be shown as another day.
        return value if isinstance(value, str) else notation.shown(value)
    if isinstance(read, Decimal):
        return int(read) if read == int(read) else float(read)
    return read


def _chosen(value: Value, column: Column) -> str | None:
    """Give the choice that people mean by a word of their own, or None."""
    if column.field == "deelname":
        return deelname(value)
    if column.choices == _PARTNER_KIND:
        return partner_kind(value)
    if column.choices == _SCHOOL_KIND:
        return school_kind(value)
    if column.choices == "lstJaNee" and (ticked := cross(value)) is not None:
        return "ja" if ticked else "nee"
    return None


def _writable(value: Value | Decimal) -> bool:
    """Tell whether Excel knows this number or day."""
    if isinstance(value, dt.date):
        return value.year >= _FIRST_YEAR
    return not isinstance(value, Decimal) or abs(value) < _LARGEST


def as_it_stands(value: Value, column: Column) -> Value:
    """Give a value of a roster as it stands there, so that the newest template shows it the same.

    Nothing is mended: what is wrong in it stays to be found.
    """
    if isinstance(value, int | float) and column.kind is Kind.DATE:
        return notation.shown(value)
    if column.kind in _TEXTS and not isinstance(value, str):
        return _as_text(value, column)
    return value


def _as_text(value: Value, column: Column) -> Value:
    """Give a value that is no text as one; a day stays one where the check asks about it."""
    text = notation.shown(value)
    asked = unbelieved(value, text, column) is Misreading.MADE_A_DATE
    return value if asked else text or None


def unsure(value: Value, column: Column) -> bool:
    """Tell whether a cell leaves open which choice is meant: `ja?`, `geen of gestopt`, `n.v.t.`.

    A word that is no choice at all stays for the check to find.
    """
    if not column.choices or not isinstance(value, str):
        return False
    unread = _chosen(value, column) is None
    misread = unread and isinstance(notation.interpret(value, column), Misread)
    if to_come(value) or repeats(value):
        return misread
    if doubtful(value) or (unread and doubted(notation.shown(value))):
        return True
    meant = [_choice(part, column) for part in _OR.split(value)] if misread else []
    return None not in meant and len(set(meant)) > 1


def _choice(text: str, column: Column) -> str | None:
    """Give which choice a text means; None when it means none."""
    if (chosen := _chosen(text, column)) is not None:
        return chosen
    read = notation.interpret(text, column)
    return None if isinstance(read, Misread) or read is None else notation.shown(read)


def first_of(value: Value, column: Column) -> tuple[Value, str]:
    """Give the first number or address of a cell that holds several, and what more it says.

    Their columns hold one.
    """
    pattern = _ONE_ONLY.get(column.field)
    found = list(pattern.finditer(value)) if pattern and isinstance(value, str) else []
    if len(found) < _SEVERAL or not isinstance(value, str):
        return value, ""
    first = found[0]
    rest = f"{value[: first.start()].rstrip()} {value[first.end() :].lstrip(_APART)}"
    return first[0].strip(), rest.strip(_APART)


def reads(value: Value, column: Column) -> bool:
    """Tell whether a column can use this value."""
    if _chosen(value, column) is not None:
        return True
    return not isinstance(notation.interpret(value, column), Misread)


def column_of(table: str, heading: str) -> Column:
    """Give a column by the names of its table and itself."""
    specs = sheets.ROSTER.read
    return next(s for s in specs if s.name == table).column(heading)
