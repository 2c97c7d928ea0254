"""A Word template being tried: what it asks for, and one letter made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.letters.kinds import LetterKind
from sto_xl.model import reference

if TYPE_CHECKING:
    import datetime as dt

    from sto_xl.letters.mailing import Postable
    from sto_xl.letters.template import Template


@dataclass(frozen=True)
class Trial:
    """A template being tried: the fields that it asks for, and a letter made of it."""

    template: Template
    kind: LetterKind = LetterKind.UITNODIGING

    @property
    def unknown(self) -> Mapping[str, str]:
        """What it asks for and no letter has, each with what may have been meant."""
        names = {use.name for use in self.template.uses} - self.kind.fields.keys()
        return {name: reference.nearest(name, self.kind.fields) or "" for name in names}

    def letter(self, candidates: Iterable[Postable], letter_date: dt.date) -> tuple[str, bytes]:
        """Give what a letter is about and the letter itself, unknown fields marked in the text.

        Of the candidates, of which there is at least one, the first that is written in the
        template's language, else the first. Raises a `Failure` when it cannot be made.
        """
        first, *others = candidates
        fits = (one for one in (first, *others) if one.language is self.template.language)
        chosen = next(fits, first)
        marked = {name: f"[{name}?]" for name in self.unknown}
        fields = chosen.letter(letter_date).fields()
        return chosen.title, self.template.render({**fields, **marked})
