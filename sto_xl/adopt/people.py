"""The people in a cell: one or several, with their function, telephone and e-mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sto_xl.model.contact_details import EMAIL, PHONE

_EMAIL = re.compile(rf"(?:mailto:)?({EMAIL.pattern})")
#: What was meant for an address and is none, such as one without its ending.
_NEARLY_EMAIL = re.compile(r"(?:mailto:)?([^\s<>()\[\];,|]*@[^\s<>()\[\];,|]*)")
#: A mobile number that lost its first zero.
_BARE_MOBILE = re.compile(r"(?<![\w+.-])6[ -]?\d{8}(?![\w.-])")
_WORDS = r"telefoonnummer|telefoon|tel|mobiel|mob|gsm|e-?mailadres|e-?mail|mail|b\.?\s?g\.?\s?g"
_LABEL = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS})\s*(?:\.\s*:?|:)?|(?:m|t|e)\s*(?:\.\s*:?|:))\s*$", re.IGNORECASE
)
#: A label behind which nothing stands any more.
_LEFT_LABEL = re.compile(
    rf"[\s,;:/(-]+(?:{_WORDS})[.:]*\)?$|^\(?(?:{_WORDS})[.:]*\)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[;|\n]+|\s/\s)\s*")
_FUNCTION = re.compile(
    r"directeur|directrice|directie|rector|docent|teamleider|decaan|co[oö]rdinator|afdelingsleider|"
    r"conrector|schoolleider|projectleider|adjunct|administratie|secretari|mentor|leraar|lerares|"
    r"instructeur|manager|bestuurder|conci[eë]rge|receptie|onderwijsassistent|\badm\b|\bsto\b|"
    r"medewerker|\bbeleid|voorzitter|intern begeleider|\bwnd\b|waarnemend",
    re.IGNORECASE,
)
#: "Marco Stokkink M&T-docent": a name of two words, and one that is a function.
_TITLE_BEHIND = re.compile(rf"(\S+\s+\S.*?)\s+(\S*(?:{_FUNCTION.pattern})\S*)", re.IGNORECASE)
_TRIM = " \t,;:|/–—-"


@dataclass
class Person:
    """A contact as found. Several numbers stay together in one text."""

    name: str = ""
    function: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    #: What stands behind the name and is neither: "zie Eibergen".
    rest: str = ""

    @property
    def named(self) -> bool:
        """Whether it is more than a loose number or address."""
        return bool(self.name or self.function)


_NAME = re.compile(
    r"(?:(?:dhr|mw|mevr|mevrouw|de heer|drs|ir)\.?\s+)?[A-ZÀ-Þ][\w.'’-]*", re.UNICODE
)


def people(text: str) -> list[Person]:
    """Give the people that a cell names, each with what stands with them."""
    found: list[Person] = []
    for chunk in _chunks(text):
        person = _person(chunk)
        last = found[-1] if found else None
        if last and not person.named and not (last.emails and person.emails):
            last.emails += person.emails
            last.phones += person.phones
        elif last and person.function and not person.name and not last.function:
            last.function = person.function
            last.emails += person.emails
            last.phones += person.phones
        else:
            found.append(person)
    return found


def _chunks(text: str) -> Iterable[str]:
    for part in _BETWEEN.split(text):
        if not part.strip():
            continue
        # "A. Bos (a@x.nl), B. Vis (b@x.nl)", "Jan de Vries en Piet Smit" or "J. Bos/K. Vis".
        pieces = re.split(r"\s*[,/]\s*|\s+(?:en|&)\s+", part)
        with_mail = [p for p in pieces if _EMAIL.search(p)]
        if len(pieces) > 1 and (
            (len(with_mail) > 1 and len(with_mail) == len(pieces)) or all(map(_is_name, pieces))
        ):
            yield from pieces
        else:
            yield part


def _is_name(text: str) -> bool:
    """Tell whether a text can be the whole name of a person: two words, capitals, no function."""
    words = [w for w in re.split(r"[\s.]+", text) if w]
    capitals = [w for w in words if w[0].isupper()]
    return len(capitals) > 1 and not re.search(r"[\d@]", text) and not _FUNCTION.search(text)


def _person(chunk: str) -> Person:
    person = Person()
    rest = _take(chunk, _EMAIL, person.emails)
    rest = _take(rest, _NEARLY_EMAIL, person.emails)
    rest = _take(rest, PHONE, person.phones)
    bare: list[str] = []
    rest = _take(rest, _BARE_MOBILE, bare)
    person.phones += [f"0{number}" for number in bare]
    functions = []
    for inner in re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", rest):
        words = " ".join(filter(None, inner)).strip(_TRIM)
        if words and _FUNCTION.search(words):
            functions.append(words)
            rest = re.sub(
                rf"[(\[]\s*[^()\[\]]*{re.escape(words)}[^()\[\]]*[)\]]", " ", rest, count=1
            )
    rest = _without_labels(rest)
    name, comma, after = _cut(rest)
    if comma and not functions and _FUNCTION.search(after) and not _FUNCTION.search(name):
        rest, functions = name, [after]
    elif comma and not functions and _FUNCTION.search(name) and not _FUNCTION.search(after):
        rest, functions = after, [name]
    elif not comma and not functions and (found := _TITLE_BEHIND.fullmatch(rest)):
        rest, functions = found[1], [found[2]]
    if rest and not functions and _FUNCTION.fullmatch(rest):
        rest, functions = "", [rest]
    if found := re.fullmatch(r"([^()]*[^()\s])\s*\(([^()]*)\)", rest):
        # "Jan Wessels (zie Eibergen)"; within a name brackets belong to it.
        rest, person.rest = found[1], found[2].strip(_TRIM)
    person.name, person.function = rest.strip(_TRIM), "; ".join(functions)
    return person


def _without_labels(text: str) -> str:
    """Take off empty brackets, and labels of what was taken out."""
    text = re.sub(r"[(\[<]\s*[,;/|–-]*\s*[)\]>]", " ", text)
    text = " ".join(text.split()).strip(_TRIM)
    while found := _LEFT_LABEL.search(text):
        text = text[: found.start()].strip(_TRIM)
    return text


def _cut(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s*(?:,|:|\s[-–]\s)\s*", text)
    if not found:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _take(text: str, pattern: re.Pattern[str], into: list[str]) -> str:
    """Take what a pattern finds out of a text, with the label before it."""
    while found := pattern.search(text):
        into.append(" ".join((found[1] if found.re.groups else found[0]).split()))
        before = _LABEL.sub("", text[: found.start()])
        text = f"{before} {text[found.end() :]}"
    return text


def joined(named: Sequence[Person], emails: Sequence[str], phones: Sequence[str]) -> list[Person]:
    """Bring names, addresses and numbers from columns beside each other together.

    An address goes to whom it names, else in the order in which they stand.
    """
    found = list(named)
    left = []
    for email in emails:
        owner = next((p for p in found if not p.emails and names(email, p.name)), None)
        if owner:
            owner.emails.append(email)
        else:
            left.append(email)
    for email in left:
        owner = next((p for p in found if not p.emails), None)
        if owner is None:
            owner = Person()
            found.append(owner)
        owner.emails.append(email)
    if phones and not found:
        found.append(Person())
    for at, number in enumerate(phones):
        (found[at] if len(phones) == len(found) else found[0]).phones.append(number)
    return found


def like_a_name(text: str) -> bool:
    """Tell whether a text that stands with a number or an address can be whose it is."""
    return bool(_NAME.match(text)) and not _FUNCTION.search(text)


def names(email: str, name: str) -> bool:
    """Tell whether an address holds the last name of a person."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[a-z]{3,}", "".join(c for c in bare if not unicodedata.combining(c)))
    return bool(words) and words[-1] in email.partition("@")[0].casefold()
