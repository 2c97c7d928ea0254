"""A template being tried: what it asks for, and the letters made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.letters import bounded
from sto_xl.letters.kinds import LetterKind
from sto_xl.letters.mailing import told
from sto_xl.letters.templates import Shipped
from sto_xl.model import reference
from sto_xl.system.errors import Failure

if TYPE_CHECKING:
    import datetime as dt

    from sto_xl.letters.bounded import UsableTemplate
    from sto_xl.letters.mailing import Postable


@dataclass(frozen=True)
class Trial:
    """A template being tried: the fields that it asks for, and each letter made of it."""

    template: UsableTemplate
    kind: Shipped = LetterKind.UITNODIGING

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
        if self.template.wrong:
            raise self.template.wrong
        every = list(candidates)
        fits = [one for one in every if one.language is self.template.language]
        marked = {name: f"[{name}?]" for name in self.unknown}
        meant = fits or every
        said = (told(one, letter_date) for one in meant)
        asked = (one if isinstance(one, Failure) else {**one, **marked} for one in said)
        made = bounded.fill([(self.template, fields) for fields in asked])
        yield from zip((one.title for one in meant), made, strict=True)
