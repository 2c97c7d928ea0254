"""The letters that there are: a row for each, of all that is said of it elsewhere.

From this table come the choices on the command line, the lists of fields, the page about them and
the names of the shipped templates (`templates/<name>.docx`, and `.en.docx` for English).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, get_args, get_origin, get_type_hints, is_typeddict

from sto_xl.books import report
from sto_xl.letters.decision import Decision
from sto_xl.letters.invitation import SMALL, Letter
from sto_xl.letters.proposal import Proposal
from sto_xl.model import Language
from sto_xl.system import outputs

#: What the name of a template ends in.
SUFFIXES: Mapping[Language, str] = {Language.NL: ".docx", Language.EN: ".en.docx"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a template may use: its name, whether it is a text or a list, what it says.

    `parts` are the fields of each item of a list whose items have any; `small` is a number that
    needs no filter.
    """

    name: str
    kind: str
    says: str
    parts: tuple[Field, ...] = ()
    small: bool = False


_KINDS: Mapping[type, str] = {
    str: "tekst",
    tuple: "lijst",
    dt.date: "datum",
    bool: "ja of nee",
    Decimal: "getal",
}


def fields_of(record: type) -> Mapping[str, Field]:
    """Give the fields that a record of them names, each with what it says."""
    hints = get_type_hints(record, include_extras=True)
    return {name: _field(name, hint) for name, hint in hints.items()}


def _field(name: str, hint: Any) -> Field:  # noqa: ANN401  (a type with what it says)
    of, says = hint.__origin__, hint.__metadata__[0]
    items = get_args(of)
    # `dt.date | None` is a date.
    known = get_origin(of) or of
    kind = _KINDS.get(known) or _KINDS.get(items[0] if items else known, "getal")
    parts = fields_of(items[0]) if items and is_typeddict(items[0]) else {}
    return Field(name, kind, says, tuple(parts.values()), SMALL in hint.__metadata__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What is said of a letter.

    `called` is the letter with its article, `route` from whom to whom it goes. `about` comes before
    the name of its school or plan, where the command line tells of one. `record` holds the fields
    that its templates may use, each with what it says. `listed` is the list beside a run of them.
    """

    called: str
    route: str
    about: str
    record: type
    listed: report.MailingList | None = None


class LetterKind(StrEnum):
    """A letter by its name, which its templates bear as well, with all that is said of it."""

    called: str
    route: str
    about: str
    fields: Mapping[str, Field]
    listed: report.MailingList | None

    def __new__(cls, name: str, row: _Row) -> Self:
        """Take the name and the row of a letter."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.called, kind.route, kind.about = row.called, row.route, row.about
        kind.fields, kind.listed = fields_of(row.record), row.listed
        return kind

    UITNODIGING = (
        "uitnodiging",
        _Row(
            called="de uitnodiging",
            route="van de regio aan een school",
            about="aan",
            record=Letter,
            listed=report.INVITED,
        ),
    )
    VOORSTEL = (
        "voorstel",
        _Row(
            called="het voorstel",
            route="van een school aan de programmamanager, over haar plan",
            about="over",
            record=Proposal,
        ),
    )
    BESLUIT = (
        "besluit",
        _Row(
            called="het besluit",
            route="van de regio aan een school, over een plan van die school",
            about="over",
            record=Decision,
            listed=report.DECIDED,
        ),
    )

    def shipped(self, language: Language) -> Path:
        """Give the shipped template in a language."""
        return outputs.shipped("templates", self.value + SUFFIXES[language])
