"""Which templates letters and mails are made of: given ones, the region's own, or the shipped.

How one is filled in is `sto_xl.letters.template`'s, in a process of its own (`bounded`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath, PureWindowsPath
from typing import NoReturn, Protocol

from sto_xl.letters import bounded
from sto_xl.letters.bounded import Fields, UsableTemplate
from sto_xl.letters.kinds import SUFFIXES, Field, LetterKind
from sto_xl.letters.template.places import unusable
from sto_xl.letters.word.members import LARGEST
from sto_xl.model import Language, Region
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure


class Shipped(Protocol):
    """What there is a shipped template of, in each language: a letter, or a mail."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields that a template may use, by name."""

    def shipped(self, language: Language) -> Path:
        """Give the shipped template in a language."""


class Templates:
    """The Word templates of a run of letters of one kind, one for each language."""

    def __init__(
        self,
        file: Path | None = None,
        kind: LetterKind = LetterKind.UITNODIGING,
        *,
        plain: bool = False,
        within: Path | None = None,
    ) -> None:
        """Take the template `file`; its name before .docx, with .en behind it, is the English one.

        Where there is no such file, and without `file`, the shipped template is used. Raises a
        `Failure` when one of them cannot be used; one without any field can when it may be `plain`,
        and one that was not given must lie `within` a folder.
        """
        self.kind = kind
        self._of = {
            language: read(own, kind, within=within) for language, own in _pair(file).items()
        }
        for template in self._of.values():
            template.must_fit(kind.fields)
            if not (plain or template.uses):
                raise Failure(Cause.NO_FIELDS, file=template.name)

    @classmethod
    def of_roster(
        cls, given: Path | None, region: Region, folder: Path, *, plain: bool = False
    ) -> Templates:
        """Give those of uitnodigingen: `given`, else the roster's own, relative to its `folder`.

        Raises a `Failure` when one cannot be used. What leads out of that folder is not
        followed: a roster may come from another computer.
        """
        own = None if given else _own(region, folder)
        return cls(given or own, plain=plain, within=folder if own else None)

    @staticmethod
    def files(given: Path) -> tuple[Path, ...]:
        """Give the files that a given template is read from."""
        return tuple(_pair(given).values())

    @staticmethod
    def files_of_roster(region: Region, folder: Path) -> tuple[Path, ...]:
        """Give the files of a roster's own template; none where one cannot be used."""
        try:
            files = tuple(_pair(_own(region, folder)).values())
        except Failure:
            return ()
        return files if all(outputs.lies_in(file, folder) for file in files) else ()

    @classmethod
    def beside(
        cls, given: Path | None, kind: LetterKind, folder: Path | None, *, plain: bool = False
    ) -> Templates:
        """Give `given`, else those that lie in the workbook's `folder` under their own name.

        Such as besluit.docx, with .en before .docx for English. Raises a `Failure` when one cannot
        be used.
        """
        if given or folder is None:
            return cls(given, kind, plain=plain)
        own = next(iter(named(kind, folder).values()), None)
        return cls(own, kind, plain=plain, within=folder)

    def language(self, told: Language | None) -> Language:
        """Give the language of a letter: the one that is told, else that of the only template.

        Dutch, where there are templates of both or of neither.
        """
        (own, *others) = self._of or {Language.NL}
        return told or (Language.NL if others else own)

    def has(self, language: Language | None) -> bool:
        """Tell whether there is one in this language beside the shipped."""
        return language in self._of

    @property
    def own(self) -> Mapping[str, str]:
        """Those that are not the shipped ones: by name, their SHA-256."""
        return {one.name: outputs.digest(one.data) for one in self._of.values()}

    def of(self, language: Language) -> UsableTemplate:
        """Give the template of a language."""
        return self._of.get(language) or shipped(self.kind, language)

    def fill(
        self, letters: Iterable[tuple[Language, Fields | Failure]]
    ) -> Iterator[bytes | Failure]:
        """Give each letter, of its language and what it says, or why it cannot be made."""
        return bounded.fill([(self.of(language), fields) for language, fields in letters])


@cache
def shipped(kind: Shipped, language: Language) -> UsableTemplate:
    """Give a shipped template, which is known to be good."""
    file = kind.shipped(language)
    return UsableTemplate(file.name, language, file.read_bytes())


def _pair(file: Path | None) -> Mapping[Language, Path]:
    """Give the template and the one of the other language, when it lies beside it."""
    if file is None:
        return {}
    own = language_of(file.name)
    other = Language.NL if own is Language.EN else Language.EN
    beside = file.with_name(file.name[: -len(SUFFIXES[own])] + SUFFIXES[other])
    with outputs.reachable(beside):
        return {own: file, **({other: beside} if beside.is_file() else {})}


def _own(region: Region, folder: Path) -> Path | None:
    """Give the template that a roster names, in its folder. Raises `Failure` if it is not there."""
    typed = (region.briefsjabloon or "").strip()
    if not typed:
        return None
    path = PureWindowsPath(typed)
    file = folder.joinpath(*path.parts)
    with outputs.reachable(file):
        inside = file.is_file() and outputs.lies_in(file, folder)
        if ":" in typed or path.anchor or not inside:
            raise Failure(Cause.TEMPLATE_GONE, file=typed)
    return file


def named(kind: Shipped, folder: Path) -> Mapping[Language, Path]:
    """Give the templates in a folder that are called as the shipped ones are."""
    meant = {language: folder / kind.shipped(language).name for language in Language}
    with outputs.reachable(folder):
        return {language: file for language, file in meant.items() if file.is_file()}


def language_of(name: str) -> Language:
    """Give the language of a template by its name."""
    return Language.EN if PurePath(name.casefold()).stem.endswith(".en") else Language.NL


def read(file: Path, kind: Shipped, *, within: Path | None = None) -> UsableTemplate:
    """Give a template, whatever fields it asks for. Raises `Failure` when it cannot be read.

    When it must lie `within` a folder, a link to elsewhere is not followed.
    """
    with outputs.reachable(file):
        if not file.exists():
            raise Failure(Cause.NOT_FOUND, file=str(file))
        # Reading what is no ordinary file might never end.
        suffix = kind.shipped(Language.NL).suffix
        if not file.is_file() or file.suffix.casefold() != suffix:
            of = "gewoon tekstbestand" if suffix == ".txt" else "Word-document"
            _refuse(file, f"het is geen {of} ({suffix})")
        if within and not outputs.lies_in(file, within):
            _refuse(file, "het is een verwijzing naar een andere map: zet het bestand er zelf")
        if file.stat().st_size > LARGEST:
            _refuse(file, "het is te groot om veilig te lezen")
        data = file.read_bytes()
    return bounded.looked_at(data, file.name, language_of(file.name), kind.fields)


def _refuse(file: Path, detail: str) -> NoReturn:
    raise unusable(file.name, detail)
