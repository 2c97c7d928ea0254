"""What the words and counts of DUO's files of pupils and examens mean."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from sto_xl.model import reference
from sto_xl.register.duo import Programme, Tally

_MASKED = re.compile(r"<\s*\d+|-1|\*+")
_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)
#: Beside the ten profiles there are routes, which are no profile.
_ROUTES = ("vakmanschap", "beroepsroute")
_LEERJAAR = re.compile(r"\s*(?:lj|leerjaar)?\s*\d.*$", re.IGNORECASE)
_VMBO = "vmbo"


class Apart(Enum):
    """Why a row of vmbo is about no programme."""

    OLD_DEPARTMENT = "a department of the years before the ten profiles"
    ROUTE = "a route"
    UNKNOWN_LEERWEG = "a leerweg that nobody knows"


def of_pupils(kind: str, afdeling: str, sector: str) -> Programme | Apart | None:
    """Give what a row of pupils is about; None for what is no vmbo in leerjaar 3 and 4.

    `kind` is as in "VMBO BL lj 3-4"; of pupils elsewhere it names no leerjaar.
    """
    bare = _LEERJAAR.sub("", kind).strip()
    if not bare.casefold().startswith(f"{_VMBO} ") or bare == kind.strip():
        return None
    return _of_leerweg(bare, afdeling, sector)


def of_examens(kind: str, leerweg: str, afdeling: str, sector: str) -> Programme | Apart | None:
    """Give what a row of examens is about; None for what is no vmbo."""
    if kind.strip().casefold() != _VMBO:
        return None
    return _of_leerweg(leerweg, afdeling, sector)


def _of_leerweg(text: str, afdeling: str, sector: str) -> Programme | Apart:
    leerweg = _known("leerweg", text)
    if not leerweg:
        return Apart.UNKNOWN_LEERWEG
    if leerweg == "TL":
        return Programme("", _known("sector", sector), leerweg)
    if profiel := _known("profiel", afdeling):
        return Programme(profiel, "", leerweg)
    is_route = afdeling.strip().casefold().startswith(_ROUTES)
    return Apart.ROUTE if is_route else Apart.OLD_DEPARTMENT


def _known(kind: str, text: str) -> str:
    return reference.notations(kind).get(reference.spelling(text), "")


@lru_cache(maxsize=4096)
def tally(text: str) -> Tally | None:
    """Give the number that a cell holds, or that it hides one; None when it does neither."""
    bare = text.strip()
    if _MASKED.fullmatch(bare):
        return Tally(0, 1)
    whole = _NUMBER.fullmatch(bare)
    return Tally(int(whole[1])) if whole else None
