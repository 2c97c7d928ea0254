"""Words that people write for what a workbook offers: what they mean for certain, or probably."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sto_xl.model.reference import spelling
from sto_xl.sheets.spec import Kind


def _by_word(said: Mapping[str, str]) -> Mapping[str, str]:
    """Give the choice by the spelling of each word for it."""
    return {spelling(word): choice for choice, words in said.items() for word in words.split("|")}


#: What else people write for a choice, by the name of its list.
CERTAIN: Mapping[str, Mapping[str, str]] = {
    "lstJaNee": _by_word(
        {"ja": "j|x|y|yes|waar|akkoord|ja, akkoord", "nee": "n|no|onwaar|niet akkoord"}
    ),
    "lstSoortPartner": _by_word(
        {
            "po": "basisonderwijs|primair onderwijs|primair|basisschool|basisscholen",
            "vo": "voortgezet onderwijs|middelbare school|middelbare scholen",
            "vmbo": "vmbo-school|vmbo-scholen",
            "mbo": "roc|mbo-school|mbo-instelling",
            "hbo": "hogeschool|hogescholen",
            "bedrijf": "bedrijven|bedrijfsleven|onderneming|ondernemingen|mkb",
            "overheid": "gemeente|gemeenten|provincie|waterschap",
        }
    ),
    "lstBron": _by_word(
        {
            "STO": "STO-subsidie|subsidie STO|STO-budget|STO-geld|STO-gelden|STO-middelen"
            "|Sterk Techniekonderwijs",
            "cofinanciering": "cofin|cofinancier|cofinanciers",
            "eigen middelen": "school|de school|onze school|eigen school|school zelf"
            "|de school zelf|eigen|eigen geld|eigen budget|eigen bijdrage|eigen middel"
            "|eigen middelen school|bijdrage school|schoolbudget|lumpsum",
        }
    ),
    "lstManier": _by_word(
        {
            "technisch keuzevak": "keuzevak|keuzevakken|technisch keuzevakken"
            "|technische keuzevakken|tech. keuzevak|techniekkeuzevak|keuzevak techniek",
            "technisch praktijkgericht programma": "praktijkgericht|praktijkgericht programma"
            "|praktijkgerichte programma|praktijkgerichte programma's|technisch praktijkgericht"
            "|pgp",
            "techniek in het profiel": "profiel|in profiel|in het profiel|binnen het profiel"
            "|techniek in profiel|techniek binnen het profiel",
            "techniek in de onderbouw": "onderbouw|in de onderbouw|techniek onderbouw"
            "|techniek in onderbouw",
        }
    ),
}
#: What a word is probably meant for; that is asked, and never taken for granted.
LIKELY: Mapping[str, Mapping[str, str]] = {
    "lstBron": _by_word(
        {
            "STO": "subsidie|regio|STO-regio|programma",
            "cofinanciering": "bedrijf|bedrijven|bedrijfsleven|partner|partners|gemeente"
            "|provincie|fonds|sponsor|sponsoring|in natura|natura",
        }
    ),
    "lstManier": _by_word({"technisch keuzevak": "beroepsgericht keuzevak|profielvak"}),
    "lstSoortPartner": _by_word(
        {"bedrijf": "zorginstelling|ziekenhuis|stichting|werkgever", "vo": "school|scholen"}
    ),
}
_ONE = r"(?:stuks?|st|uur|u|dag|dagdeel|les|set|leerling|docent|keer|persoon|groep|klas)"
#: What people write behind a number for what it counts, in a column of that kind.
UNITS: Mapping[Kind, re.Pattern[str]] = {
    Kind.WHOLE: re.compile(r"(?<=\d)\s*(?:leerling(?:en)?|lln|ll)\.?$"),
    Kind.NUMBER: re.compile(
        r"(?<=\d)\s*(?:x|stuks?|st|uur|uren|u|dag(?:en)?|dagde(?:el|len)|les(?:sen)?|sets?|keer|maal"
        r"|docent(?:en)?|leerling(?:en)?|perso(?:on|nen))\.?$"
    ),
    Kind.AMOUNT: re.compile(rf"(?<=[\d\-=or€])\s*(?:(?:per|/|p\.)\s*{_ONE}|p\.\s?[su]t?)\.?$"),
}
