"""What people write above their columns, and the place in a roster that each of these means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from sto_xl import sheets
from sto_xl.adopt.partnerkinds import partner_kind
from sto_xl.adopt.periods import without_period, year_of
from sto_xl.grid import Value
from sto_xl.model import reference
from sto_xl.model.reference import spelling
from sto_xl.sheets import TableSpec


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a column: a table's heading, and which `part` of it the column holds.

    Parts: of Vestiging "brin" and "nummer"; of School "locatie"; of Adres "huisnummer"; of Naam
    "voornaam" and so on; of a column of crosses in Aanbod the profile and leerweg, "Z&W|KB".
    `group` tells contacts of one row apart.
    """

    table: str
    heading: str
    part: str = ""
    group: str = ""

    @property
    def name(self) -> str:
        """What the report calls it."""
        sheet = next(s.sheet for s in SPECS if s.name == self.table)
        if self.heading == CROSSES:
            return f"{sheet}: rij {' '.join(filter(None, self.part.split('|')))}"
        what = {"los": "Naam, E-mail, Telefoon"}.get(self.part, self.heading)
        said = {"brin": "het BRIN", "nummer": "het nummer"}.get(self.part, self.part)
        return f"{sheet}: {what}" + (f" ({said})" if said and said != "los" else "")


SPECS: tuple[TableSpec, ...] = sheets.ROSTER.read
SCHOLEN, CONTACTEN, AANBOD = sheets.SCHOLEN.name, sheets.CONTACTEN.name, sheets.AANBOD.name
PARTNERS, PLANNEN, REGIO = sheets.PARTNERS.name, sheets.PLANNEN.name, sheets.REGIO.name
#: A column whose heading is a profile or a leerweg, with crosses or numbers under it.
CROSSES = "kruisjes"

_SCHOLEN = {
    "Vestiging": "vestiging|vestigingscode|brin|brinnummer|brincode|brin6|brin vestiging|brinvest|"
    "brin vestigingsnummer|vestigings nr|code|schoolcode|duo code|locatiecode",
    "Vestiging/nummer": "vestigingsnummer|vestigingsnr|vest nr|vestnr|vest|locatienummer|"
    "volgnummer vestiging|nevenvestiging",
    "School": "school|schoolnaam|naam school|naam van de school|scholen|naam|instelling|"
    "instellingsnaam|naam instelling|onderwijsinstelling|school locatie|vmbo school|vmbo scholen",
    "School/locatie": "locatie|locatienaam|naam locatie|vestigingsnaam|naam vestiging|"
    "schoollocatie|gebouw",
    "Adres": "adres|straat|straatnaam|straat en huisnummer|straat nr|bezoekadres|postadres|"
    "adresgegevens|adres school|schooladres",
    "Adres/huisnummer": "huisnummer|huisnr|nr|toevoeging|huisnummertoevoeging",
    "Postcode": "postcode|pc|postcode plaats|postcode en plaats",
    "Plaats": "plaats|plaatsnaam|woonplaats|stad|vestigingsplaats|standplaats",
    "Bevoegd gezag": "bevoegd gezag|bestuursnummer|bestuur|schoolbestuur|bevoegd gezagnummer|"
    "bg nummer|nummer bevoegd gezag|bevoegd gezag nr|bestuursnr",
    "Soort": "soort|schoolsoort|onderwijssoort|type|schooltype|type school|onderwijstype|"
    "soort school|soort onderwijs",
    "Rol": "rol|kernpartner regiopartner|rol in de regio|type partner|partnerrol",
    "Deelname": "deelname|doet mee|deelnemer|meedoen|doet de school mee|sto deelname|neemt deel|"
    "deelname sto|doet mee met sto|doet mee aan sto|status|status deelname|participeert|betrokken|"
    "actief|sto deelnemer|stand van zaken",
    "Sinds": "sinds|deelnemer sinds|doet mee sinds|startdatum|ingangsdatum|vanaf|datum deelname|"
    "deelname sinds|datum start|gestart",
    "Reden": "reden|reden niet|waarom niet|reden geen deelname|reden niet deelname",
    "Techniek in onderbouw": "techniek in onderbouw|onderbouw|techniek onderbouw|"
    "techniek in de onderbouw",
    "Telefoon": "telefoon school|telefoonnummer school|tel school|algemeen nummer|"
    "algemeen telefoonnummer|hoofdnummer|tel algemeen|telefoon algemeen|schooltelefoon|"
    "tel nr school",
    "Taal": "taal|brieftaal|taal brief",
    "Laatste contact": "laatste contact|laatst gesproken|laatste contactmoment|contactdatum|"
    "gesproken op|datum laatste contact|laatste gesprek|datum contact|laatste bezoek",
    "Laatste brief": "laatste brief|brief verstuurd|uitnodiging verstuurd|datum brief|"
    "datum uitnodiging|brief gestuurd|uitgenodigd op",
    "Niet aanschrijven": "niet aanschrijven|geen brief|geen post|niet mailen|niet benaderen",
    "Opgegaan in": "opgegaan in|gefuseerd met|fusie met|samengevoegd met",
    "Opmerking": "opmerking|opmerkingen|notitie|notities|bijzonderheden|toelichting|aantekening|"
    "aantekeningen|memo|commentaar|overige opmerkingen|bijz|opm|extra info",
}
_CONTACTEN = {
    "Naam": "contactpersoon|contactpersonen|contact|contacten|naam contactpersoon|directeur|"
    "schoolleider|rector|directie|teamleider|decaan|sto contactpersoon|sto contact|coordinator|"
    "sto coordinator|afdelingsleider|locatiedirecteur|contactpersoon sto|contactgegevens|"
    "contactpersoon school|projectleider|aanspreekpunt|docent|vakdocent|naam contact|wie",
    "Naam/voornaam": "voornaam|voorletters|roepnaam|voorl",
    "Naam/tussenvoegsel": "tussenvoegsel|tussenvoegsels|tussenv|tv",
    "Naam/achternaam": "achternaam|familienaam",
    "Aanhef": "aanhef",
    "Functie": "functie|functie contactpersoon|rol contactpersoon",
    "E-mail": "e mail|email|e mailadres|mail|mailadres|emailadres contactpersoon|"
    "mail contactpersoon|email contactpersoon|mail directie|e mail directeur",
    "Telefoon": "telefoon|telefoonnummer|tel|tel nr|telnr|mobiel|mobiel nummer|gsm|06|06 nummer|"
    "telefoon contactpersoon|tel contactpersoon|doorkiesnummer|telefoonnr|phone",
    "Naam/los": "telefoon e mail|tel mail|telefoon mail|telefoon en e mail|tel e mail|"
    "tel en mail|bereikbaar via|bereikbaarheid|contactinfo|contactinformatie|tel email",
    "Brief": "brief",
}
_AANBOD = {
    "Profiel": "profiel|profielen|vmbo profiel|vmbo profielen|aanbod|sector|richting",
    "Leerweg": "leerweg|leerwegen|niveau|niveaus",
    "Leerlingen": "leerlingen|aantal leerlingen|lln|aantal lln|leerlingaantal|leerlingenaantal|"
    "ll|aantal ll|leerlingaantallen|leerlingen lj 3 4|leerlingen leerjaar 3 en 4",
    "Technisch keuzevak": "technisch keuzevak|keuzevak|keuzevakken|technische keuzevakken|"
    "keuzevak techniek",
    "Praktijkgericht programma": "praktijkgericht programma|pgp|praktijkgerichte programmas|"
    "technisch praktijkgericht programma",
    "Techniek in het profiel": "techniek in het profiel|techniek in profiel",
    "Bereikt": "bereikt|bereikte leerlingen|aantal bereikt|leerlingen bereikt",
}
_PARTNERS = {
    "Partner": "partner|partners|bedrijf|bedrijven|bedrijfsnaam|naam bedrijf|organisatie|"
    "organisaties|naam organisatie|naam|naam partner|instelling|samenwerkingspartner",
    "Soort": "soort|type|soort partner|type partner|categorie|sector",
    "Rol": "rol|bijdrage aan|activiteit|wat doen ze",
    "Cofinanciering": "cofinanciering|co financiering|bijdrage|bedrag|inbreng|"
    "bedrag cofinanciering|cofinanciering in euro|toezegging|toegezegd",
    "Vorm": "vorm|geld of natura|in natura|vorm bijdrage|soort bijdrage",
    "Contact": "contact|contactpersoon|naam contactpersoon|contactgegevens|e mail|email|mail|"
    "telefoon|telefoonnummer|tel|e mailadres|mobiel",
}
_PLANNEN = {
    "Kenmerk": "kenmerk|plannummer|plan nr|projectnummer|dossier|nummer|nr|id",
    "Vestiging": "vestiging|vestigingscode|school|schoolnaam|naam school|aanvrager|locatie|"
    "brin|code",
    "Titel": "titel|plan|project|projectnaam|naam plan|naam project|onderwerp|titel plan|"
    "activiteit",
    "Voor profiel": "voor profiel|profiel|profielen",
    "Manier": "manier|wijze|soort activiteit",
    "Leerlingen": "leerlingen|aantal leerlingen|lln|aantal lln",
    "Tranche": "tranche|periode",
    "Ingediend": "ingediend|datum ingediend|ingediend op|indieningsdatum|aanvraagdatum|"
    "datum aanvraag|ontvangen",
    "Status": "status|stand van zaken|stand",
    "Gevraagd": "gevraagd|gevraagd bedrag|aangevraagd|aangevraagd bedrag|bedrag|begroting|kosten",
    "Toegekend": "toegekend|toegekend bedrag|toekenning|budget",
    "Besluitdatum": "besluitdatum|datum besluit|besluit op|datum toekenning",
    "Voorwaarden": "voorwaarden|voorwaarde",
    "Open vragen": "open vragen|vragen|opmerking|opmerkingen|bijzonderheden",
    "Toelichting besluit": "toelichting besluit|toelichting",
    "Besluit verzonden": "besluit verzonden|besluit verstuurd|besluit verzonden op|"
    "besluit verstuurd op|datum besluitbrief|besluitbrief verzonden|besluitbrief verstuurd",
    "Verzonden als": "verzonden als|verstuurd als",
    "Bestand": "bestand|link|document|bijlage",
}
#: The headings that tell what a list is about, where it is not about schools.
_TELLING = {
    PARTNERS: "partner|partners|bedrijf|bedrijven|bedrijfsnaam|naam bedrijf|organisatie|"
    "cofinanciering|co financiering|naam organisatie|naam partner|samenwerkingspartner",
    PLANNEN: "titel|plan|project|projectnaam|naam plan|gevraagd|gevraagd bedrag|aangevraagd|"
    "toegekend|toegekend bedrag|ingediend|aanvrager|plannummer|datum besluit|besluitdatum",
}
_OWN = {
    SCHOLEN: ((SCHOLEN, _SCHOLEN), (CONTACTEN, _CONTACTEN), (AANBOD, _AANBOD)),
    PARTNERS: ((PARTNERS, _PARTNERS),),
    PLANNEN: ((PLANNEN, _PLANNEN),),
}
#: A sheet that is called after those who are no schools; a kernpartner is one.
_PARTNER_SHEET = re.compile(
    r"(?<!kern)(?<!regio)partner|bedrij[fv]|organisatie|samenwerking|stakeholder|externen",
    re.IGNORECASE,
)
KIND_HEADINGS = frozenset({"soort", "type", "soortpartner", "typepartner", "categorie", "sector"})
_DETAILS = {Target(CONTACTEN, "E-mail"), Target(CONTACTEN, "Telefoon")}
#: A short word is too easily near another; two letters are an abbreviation of anything.
_SHORTEST, _ABBREVIATION = 5, 2
#: Which share of the letters of two texts, counted together, may be different.
_FAR = 0.14


@cache
def known(subject: str) -> Mapping[str, Target]:
    """Give every heading that has a place in a list about this subject, by its spelling."""
    found: dict[str, Target] = {}
    for table, words in _OWN[subject]:
        for place, notations in words.items():
            target = Target(table, *place.split("/"))
            found = {spelling(text): target for text in notations.split("|")} | found
    for spec in SPECS:
        if spec.name in {table for table, _ in _OWN[subject]}:
            for column in spec.columns:
                for heading in column.known:
                    found.setdefault(spelling(heading), Target(spec.name, column.heading))
    if subject == SCHOLEN:
        for text, code in reference.notations("profiel").items():
            found.setdefault(text, Target(AANBOD, CROSSES, f"{code}|"))
        for text, code in reference.notations("leerweg").items():
            found.setdefault(text, Target(AANBOD, CROSSES, f"|{code}"))
    return found


#: The headings, as they are spelt, under which the names of schools stand.
SCHOOL_HEADINGS = frozenset(
    spelt for spelt, target in known(SCHOLEN).items() if target == Target(SCHOLEN, "School")
)


def subject(headings: Iterable[str], sheet: str, kinds: Sequence[Value] = ()) -> str:
    """Tell what a list is about, from its headings, the name of its sheet and the kinds in it."""
    texts = {spelling(heading) for heading in headings}
    schools = {s for s, t in known(SCHOLEN).items() if t.heading in ("Vestiging", "School")}
    sure = texts & (schools - {"naam", "instelling"})
    for table, telling in _TELLING.items():
        words = {spelling(word) for word in telling.split("|")}
        named = spelling(sheet).startswith(tuple(w for w in words if len(w) >= _SHORTEST))
        hits = len(texts & words)
        needed = 1 if named or not sure else 2
        if hits >= needed and (table == PLANNEN or not texts & {"school", "schoolnaam"}):
            return table
    if not sure and (_PARTNER_SHEET.search(sheet) or _of_partners(kinds)):
        return PARTNERS
    return SCHOLEN


def _of_partners(kinds: Sequence[Value]) -> bool:
    """Tell whether the kinds in a list are those of partners: a bedrijf, an mbo, a gemeente."""
    found = [kind for value in kinds if (kind := partner_kind(value))]
    told = set(found) - {"vo", "vmbo"}
    return bool(told) and 2 * len(found) >= len([value for value in kinds if value is not None])


class Sure(IntEnum):
    """How sure it is where a column goes, the surest first."""

    ASKED = auto()
    HEADING = auto()
    TOGETHER = auto()
    DATED = auto()
    WITHIN = auto()
    NEARLY = auto()
    GUESSED = auto()


class Meant(NamedTuple):
    """The place that a heading means, why, and how sure that is."""

    target: Target
    reason: str
    sure: Sure


#: A list may be thousands of columns wide, and is looked at more than once for each subject.
@lru_cache(maxsize=2**16)
def lookup(heading: str, about: str) -> Meant | None:
    """Give the place that a heading means; None when it means none.

    In this order: the heading itself, one with a year, a known one within it, a known one that is
    nearly it.
    """
    texts = known(about)
    bare = spelling(heading)
    if not bare:
        return None
    if bare in texts:
        return Meant(texts[bare], f"de kop is ‘{heading}’", Sure.HEADING)
    dated = spelling(without_period(heading)) if year_of(heading) else ""
    if dated in texts:
        return Meant(texts[dated], f"de kop is ‘{heading}’", Sure.DATED)
    within = _within(heading, texts)
    if within:
        return Meant(within, f"de kop ‘{heading}’ bevat een bekende kop", Sure.WITHIN)
    if near := _near(bare, about):
        reason = f"de kop ‘{heading}’ lijkt op een bekende kop"
        return Meant(texts[near], reason, Sure.NEARLY)
    return None


def _near(bare: str, about: str) -> str:
    """Give the known heading that a text nearly is, or "".

    Nearly no text is near any: that is told by its length and its letters, and only what may be
    near is compared.
    """
    near = _as_long(len(bare), about)
    if not near:
        return ""
    own, most = _letters(bare), 2 * _FAR * len(bare) / (1 - _FAR)
    near = [(text, letters) for text, letters in near if (own ^ letters).bit_count() <= most]
    return next(iter(difflib.get_close_matches(bare, [t for t, _ in near], 1, 1 - _FAR)), "")


@cache
def _as_long(length: int, about: str) -> Sequence[tuple[str, int]]:
    """Give the known headings that a text of this length may nearly be, each with its letters."""
    return [
        (text, _letters(text))
        for text in (known(about) if length >= _SHORTEST else ())
        if len(text) >= _SHORTEST and abs(length - len(text)) <= _FAR * (length + len(text))
    ]


def _letters(text: str) -> int:
    """Give the letters of a text, each as a bit; of two that share one, both are meant."""
    letters = 0
    for letter in text:
        letters |= 1 << (ord(letter) & 63)
    return letters


def _within(heading: str, texts: Mapping[str, Target]) -> Target | None:
    """Give the place that the longest known heading within this one means.

    "Directie mail" is an address: who is meant goes before what it is.
    """
    words = re.findall(r"[a-z0-9]+", _words(heading))
    known_ = (part for part in _parts(words) if part in texts)
    found = sorted((part for part in known_ if len(part) > _ABBREVIATION), key=len, reverse=True)
    if not found:
        return None
    first = texts[found[0]]
    details = {texts[p] for p in found} & _DETAILS
    whole = "naam" in words or re.search(r"[+,/&]|\ben\b", heading.casefold())
    if first == Target(CONTACTEN, "Naam") and len(details) == 1 and not whole:
        return details.pop()
    return first


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Give what words that follow each other spell together, in order, as far as it is known."""
    longest = _longest()
    for start in range(len(words)):
        part = ""
        for word in words[start:]:
            part += word
            if len(part) > longest:
                break
            yield part


@cache
def _longest() -> int:
    return max(len(text) for about in _OWN for text in known(about))


def _words(text: str) -> str:
    return text.casefold().replace("&", "en").replace("e-mail", "email").replace("ë", "e")


def by_name(text: str, about: str) -> Target | None:
    """Give the place a user names: "School", "Contacten: Telefoon", "Z&W", "KB"; None if none."""
    sheet, colon, heading = text.rpartition(":")
    specs = [s for s in SPECS if not s.form]
    if colon:
        specs = [s for s in specs if spelling(s.sheet) == spelling(sheet)]
    tables = [table for table, _ in _OWN[about]]
    specs.sort(key=lambda s: tables.index(s.name) if s.name in tables else len(tables))
    for spec in specs:
        for column in spec.columns:
            if not column.filled and spelling(column.heading) == spelling(heading):
                return Target(spec.name, column.heading)
    for kind, part in (("profiel", "{}|"), ("leerweg", "|{}")):
        code = reference.notations(kind).get(spelling(text))
        if code:
            return Target(AANBOD, CROSSES, part.format(code))
    return None


def names(about: str = SCHOLEN) -> tuple[str, ...]:
    """Give the places that a user can name, for the help of `--map`."""
    tables = [table for table, _ in _OWN[about]]
    return tuple(
        column.heading
        for spec in SPECS
        if spec.name in tables
        for column in spec.columns
        if not column.filled
    )
