"""The kinds of partner, as people call them."""

from __future__ import annotations

from functools import cache

from sto_xl.adopt.unsaid import doubtful
from sto_xl.grid import Value
from sto_xl.model.reference import doubted, spelling
from sto_xl.sheets import notation

_PARTNER_KINDS = {
    "po": "po|basisschool|basisonderwijs|primair onderwijs|basisscholen|speciaal basisonderwijs",
    "vo": "vo|voortgezet onderwijs",
    "vmbo": "vmbo",
    "mbo": "mbo|roc|aoc|vakschool|mbo school|beroepscollege mbo",
    "hbo": "hbo|hogeschool",
    "bedrijf": "bedrijf|bedrijven|bedrijfsleven|onderneming|werkgever|mkb|installatiebedrijf",
    "overheid": "overheid|gemeente|gemeenten|provincie|waterschap|rijk|rijksoverheid",
}


@cache
def _partner_kinds() -> dict[str, str]:
    return {spelling(w): kind for kind, ws in _PARTNER_KINDS.items() for w in ws.split("|")}


def partner_kind(value: Value) -> str | None:
    """Give the kind of partner that a text means, or None: a gemeente is overheid."""
    text = notation.shown(value)
    doubt = doubtful(value) or doubted(text)
    return None if doubt else _partner_kinds().get(spelling(text))
