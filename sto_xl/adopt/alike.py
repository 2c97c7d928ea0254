"""The contacts of schools by name and address, so that one of thousands is found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl.grid import Value, plain

if TYPE_CHECKING:
    from sto_xl.adopt.draft import Line

#: A name and an address, "" for none and None for any.
_Called = tuple[str | None, str | None]


class Alike:
    """Remembers what the contacts of each school are called."""

    def __init__(self) -> None:
        """Begin without any."""
        self._called: dict[tuple[int, _Called], dict[int, Line]] = {}
        self._places: dict[int, int] = {}
        self._met: dict[int, int] = {}

    def of(
        self, school: Line, contacts: Sequence[Line], told: Mapping[str, Value]
    ) -> Iterator[Line]:
        """Give, of all `contacts` of a school, those that may be who is told of, in order."""
        for contact in contacts[self._met.get(id(school), 0) :]:
            self._places[id(contact)] = len(self._places)
            self.learn(school, contact)
        self._met[id(school)] = len(contacts)
        name, email = plain(told.get("Naam")), plain(told.get("E-mail"))
        wanted: tuple[_Called, ...] = ((name or None, email or None),)
        if name and email:
            wanted = ((name, email), (name, ""), ("", email))
        if not (name or email):
            wanted = ()
        found: dict[int, Line] = {}
        for called in wanted:
            found |= self._called.get((id(school), called), {})
        return (found[place] for place in sorted(found))

    def learn(self, school: Line, contact: Line) -> None:
        """Remember what a contact is called now."""
        place = self._places.get(id(contact))
        name, email = plain(contact.values.get("Naam")), plain(contact.values.get("E-mail"))
        if place is not None:
            for called in ((name, email), (name, None), (None, email)):
                self._called.setdefault((id(school), called), {})[place] = contact
