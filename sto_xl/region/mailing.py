"""A run of letters: each written into its folder, and beside them the list to mail them from.

Also which Word templates they are made of: those that are given, the roster's own, or the shipped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from sto_xl import letters
from sto_xl.books import report
from sto_xl.books.reading.file import read_file
from sto_xl.figures.participation import Location
from sto_xl.grid import Row
from sto_xl.letters import LetterKind
from sto_xl.model import Contact, Language, Region, Status, reference
from sto_xl.model.wording import capitalised
from sto_xl.region import routines
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.letters.fields import Field
    from sto_xl.letters.template import Template

#: The list of a run of letters, in their folder.
LIST = "Verzendlijst.xlsx"
#: What a run of letters says when it makes none.
NOBODY = "Er zijn geen scholen die een uitnodiging krijgen."
_NO_MAIL = "Er is geen e-mailadres bekend."
_SUFFIX, _ENGLISH = ".docx", ".en.docx"
#: What a letter is called: someone who is on the way already is not invited.
_CALLED: Mapping[Status, str] = {Status.IN_GESPREK: "Brief", Status.AANGEMELD: "Brief"}


class Templates:
    """The Word templates of a run of letters of one kind, one for each language."""

    def __init__(self, file: Path | None = None, kind: LetterKind = LetterKind.UITNODIGING) -> None:
        """Take the template `file`; its name before .docx, with .en behind it, is the English one.

        Where there is no such file, and without `file`, the shipped template is used. Raises a
        `Failure` when one of them cannot be used.
        """
        self._kind = kind
        self._of = {language: compiled(own) for language, own in _pair(file).items()}
        for template in self._of.values():
            template.require(letters.FIELDS[kind])

    def of(self, language: Language) -> Template:
        """Give the template of a language."""
        return self._of.get(language) or _shipped(self._kind, language)


def shipped(kind: LetterKind, language: Language) -> Path:
    """Give the shipped template of a letter."""
    suffix = _ENGLISH if language is Language.EN else _SUFFIX
    return outputs.shipped("templates", kind.value + suffix)


@cache
def _shipped(kind: LetterKind, language: Language) -> Template:
    return compiled(shipped(kind, language))


def _pair(file: Path | None) -> Mapping[Language, Path]:
    """Give the template and the one of the other language, when it lies beside it."""
    if file is None:
        return {}
    english = language_of(file.name) is Language.EN
    stem = file.name[: -len(_ENGLISH if english else _SUFFIX)]
    other = Language.NL if english else Language.EN
    beside = file.with_name(stem + (_SUFFIX if english else _ENGLISH))
    with outputs.reachable(beside):
        return {language_of(file.name): file, **({other: beside} if beside.is_file() else {})}


def language_of(name: str) -> Language:
    """Give the language of a template by its name."""
    return Language.EN if name.casefold().endswith(_ENGLISH) else Language.NL


def compiled(file: Path) -> Template:
    """Give a template, whatever fields it asks for. Raises `Failure` when it cannot be read."""
    from sto_xl.letters.template import compile_template

    with outputs.reachable(file):
        if not file.exists():
            raise Failure(Cause.NOT_FOUND, file=str(file))
        if file.is_dir() or file.suffix.casefold() != _SUFFIX:
            detail = "het is geen Word-document (.docx)"
            raise Failure(Cause.TEMPLATE, file=file.name, detail=detail)
        return compile_template(file.read_bytes(), file.name)


def templates(given: Path | None, region: Region, folder: Path) -> Templates:
    """Give the templates of a run: `given`, else the roster's own, relative to its `folder`.

    Raises a `Failure` when one cannot be used. A full path or an address in a roster is not
    followed: it may come from another computer.
    """
    typed = (region.briefsjabloon or "").strip()
    if given or not typed:
        return Templates(given)
    path = PureWindowsPath(typed)
    file = folder.joinpath(*path.parts)
    with outputs.reachable(file):
        if path.anchor or "://" in typed or not file.is_file():
            raise Failure(Cause.TEMPLATE_GONE, file=typed)
    return Templates(file)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter: its file in the folder, or the failure that stopped it.

    `line` is that of the row in the workbook which it is about, `name` what that row is called.
    """

    line: int
    name: str
    file: str
    failure: Failure | None = None


def post(
    invitations: Iterable[routines.Invitation],
    passed: Iterable[routines.PassedOver],
    templates: Templates,
    letter_date: dt.date,
    folder: Path,
) -> Iterator[Posted]:
    """Write the letters one by one, telling of each; one that cannot be made stops no other.

    At the end the list is written, unless there is nothing to list.
    """
    names = outputs.Names()
    mailed, left = list[Row](), list[Row]()
    for invitation in invitations:
        location = invitation.location
        called = _CALLED.get(location.status, "Uitnodiging")
        code = f" {location.code}" if location.code else ""
        name = names.give(f"{called} {location.name}{code}", _SUFFIX)
        try:
            content = made(invitation, templates, letter_date)
        except Failure as failure:
            left.append(_left(location, str(failure)))
            yield Posted(location.line, location.name, "", failure)
        else:
            outputs.write(folder / name, content)
            mailed.append(_mailed(invitation, name))
            yield Posted(location.line, location.name, name)
    left += (_left(over.location, f"{capitalised(over.reason)}.") for over in passed)
    if mailed or left:
        outputs.write(folder / LIST, report.mailing_list(mailed, left, letter_date))


def list_anew(file: Path, renamed: Mapping[str, str], letter_date: dt.date) -> None:
    """Write a list once more, with the names that its letters got: the new by the old."""
    snapshot = read_file(file)
    at = report.MAILED.columns.index(report.MAILED.column("Bestand"))
    mailed = [
        (*row[:at], renamed.get(str(row[at]), row[at]), *row[at + 1 :])
        for row in report.MAILED.as_written(snapshot) or ()
    ]
    left = report.UNMAILED.as_written(snapshot) or ()
    outputs.write(file, report.mailing_list(mailed, left, letter_date))


def made(invitation: routines.Invitation, templates: Templates, letter_date: dt.date) -> bytes:
    """Give the letter to a school. Raises `Failure` when it cannot be made."""
    letter = invitation.letter(letter_date)
    return templates.of(invitation.language).render(letter.fields())


def _mailed(invitation: routines.Invitation, file: str) -> Row:
    location = invitation.location
    to = addressed(invitation.contacts, checked=invitation.checked_mail)
    school = (location.code or "", location.name, location.place)
    return (*school, *to.columns, file, to.remark)


@dataclass(frozen=True, slots=True)
class Addressing:
    """How a letter is mailed, as its list says: to whom, the address, the copies; and a remark."""

    columns: tuple[str, str, str]
    remark: str


def addressed(contacts: Sequence[Contact], *, checked: bool) -> Addressing:
    """Give how a letter to a school is mailed; `checked` when nothing is wrong with addresses."""
    named, to = letters.addressee(contacts), letters.mailed_to(contacts)
    address = letters.mail_of(to) if to else ""
    if not address:
        # Another contact's address may be known, of someone who gets no letters.
        known = any(map(letters.mail_of, contacts))
        remark = (
            "Kies op blad Contacten een geadresseerde met een e-mailadres." if known else _NO_MAIL
        )
    elif not checked:
        remark = "Kijk het e-mailadres na: dat klopt misschien niet."
    else:
        remark = ""
    copies = "; ".join(filter(None, map(letters.mail_of, letters.copied(contacts))))
    return Addressing(((named.naam if named else None) or "de directie", address, copies), remark)


def _left(location: Location, reason: str) -> Row:
    known = location.vmbo or location.kind is None
    status = location.status.value if known else "geen vmbo"
    return (location.code or "", location.name, location.place, status, reason)


@dataclass(frozen=True)
class Trial:
    """A template being tried: the fields that it asks for, and a letter made of it."""

    template: Template
    kind: LetterKind = LetterKind.UITNODIGING

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields that this letter has."""
        return letters.FIELDS[self.kind]

    @property
    def unknown(self) -> Mapping[str, str]:
        """What it asks for and no letter has, each with what may have been meant."""
        names = {use.name for use in self.template.uses} - self.fields.keys()
        return {name: reference.nearest(name, self.fields) or "" for name in names}

    def letter(
        self, examined: routines.Examined, wanted: routines.Selection, letter_date: dt.date
    ) -> tuple[str, bytes]:
        """Give the name of a school and the letter to it, unknown fields marked in the text.

        To the first school that would get a letter in the template's language, else another.
        Raises a `Failure` when there is none, or the letter cannot be made.
        """
        meant, _passed = routines.invite(examined, wanted)
        others = (
            routines.invitation(examined, location)
            for location in examined.basis.locations
            if location.vmbo
            if not wanted.only or examined.key(location) in wanted.only
        )
        candidates = (*meant, *others)
        if not candidates:
            raise Failure(Cause.NO_SCHOOL, file=examined.roster.name)
        fits = (c for c in candidates if c.language is self.template.language)
        chosen = next(fits, candidates[0])
        return chosen.location.name, self.filled(chosen.letter(letter_date).fields())

    def filled(self, letter: Mapping[str, object]) -> bytes:
        """Give a letter with these fields, unknown ones marked in the text."""
        marked = {name: f"[{name}?]" for name in self.unknown}
        return self.template.render({**letter, **marked})
