"""A Word template being tried: what it asks for, and the letters made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.letters.kinds import LetterKind
from sto_xl.model import reference
from sto_xl.system.errors import Failure

if TYPE_CHECKING:
    import datetime as dt

    from sto_xl.letters.mailing import Postable
    from sto_xl.letters.template import Template


@dataclass(frozen=True)
class Trial:
    """A template being tried: the fields that it asks for, and each letter made of it."""

    template: Template
    kind: LetterKind = LetterKind.UITNODIGING

    @property
    def unknown(self) -> Mapping[str, str]:
        """What it asks for and no letter has, each with what may have been meant."""
        names = {use.name for use in self.template.uses} - self.kind.fields.keys()
        return {name: reference.nearest(name, self.kind.fields) or "" for name in names}

    def letters(
        self, candidates: Iterable[Postable], letter_date: dt.date
    ) -> Iterator[tuple[str, bytes | Failure]]:
        """Give what each letter is about and the letter, or why it cannot be made.

        Of the candidates those that are written in the template's language; of all, when none is.
        Unknown fields are marked in the text. Raises the `Failure` that tells of a field which is
        printed otherwise than its kind asks.
        """
        self.template.check(self.kind.fields)
        every = list(candidates)
        fits = [one for one in every if one.language is self.template.language]
        marked = {name: f"[{name}?]" for name in self.unknown}
        for one in fits or every:
            try:
                made = self.template.render({**one.letter(letter_date).fields(), **marked})
            except Failure as failure:
                yield one.title, failure
            else:
                yield one.title, made
