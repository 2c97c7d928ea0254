"""What DUO publishes: the three kinds of files, where they are found, and what is taken of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

_SITE = "https://duo.nl/open_onderwijsdata/"


class DuoKind(StrEnum):
    """A kind of file; the value is what it is called."""

    VESTIGINGEN = "vestigingen"
    LEERLINGEN = "leerlingen per vestiging"
    EXAMEN = "examens"

    @property
    def page(self) -> str:
        """Where DUO publishes the newest one."""
        return PAGES[self]


#: DUO's own pages; the files are found there by hand, as their names change over the years.
PAGES = {
    DuoKind.VESTIGINGEN: f"{_SITE}voortgezet-onderwijs/adressen/vestigingen.jsp",
    DuoKind.LEERLINGEN: f"{_SITE}databestanden/vo/leerlingen/",
    DuoKind.EXAMEN: f"{_SITE}voortgezet-onderwijs/examens/examens-vmbo-havo-vwo.jsp",
}


@dataclass(frozen=True, slots=True)
class DuoFile:
    """A file that is in the register.

    `peildatum` is the day that it tells of: of examens the last day of their school year.
    `rows` is how many rows it has. `offers` tells whether its profiles count: those of a year
    before the ten profiles do not. `imported` is the day on which it was read.
    """

    kind: DuoKind
    name: str
    sha256: str
    peildatum: dt.date
    rows: int
    offers: bool
    imported: dt.date


class Tally(NamedTuple):
    """A number of pupils, of which DUO may hide parts: `masked` counts the hidden ones.

    A hidden part (`<5`, `-1`, `*`) is 1 to 4 pupils.
    """

    known: int = 0
    masked: int = 0

    @property
    def least(self) -> int:
        """The lowest number that it can be."""
        return self.known + self.masked

    @property
    def most(self) -> int:
        """The highest number that it can be."""
        return self.known + 4 * self.masked

    @property
    def exact(self) -> int | None:
        """The number; None when a part is hidden."""
        return None if self.masked else self.known

    @property
    def text(self) -> str:
        """The number as DUO would write it: "12" or "<5", else its bounds, as "13 tot 16"."""
        if not self.masked:
            return str(self.known)
        return "<5" if self.most < 5 else f"{self.least} tot {self.most}"  # noqa: PLR2004  (DUO's)

    def __bool__(self) -> bool:
        """Tell whether there are any pupils."""
        return bool(self.known or self.masked)


@dataclass(frozen=True, slots=True)
class Address:
    """A vestiging as the address file lists it: DUO's own spelling, "" for what it leaves blank.

    `board` is the five-digit number of the bevoegd gezag, `rmc` the two-digit RMC-regio.
    """

    code: str
    name: str
    street: str
    number: str
    postcode: str
    place: str
    municipality: str
    board: str
    phone: str
    website: str
    structure: str
    province: str
    rmc: str
    rmc_name: str

    @property
    def cells(self) -> tuple[str, ...]:
        """All that it says, in the order of `ADDRESS_FIELDS`."""
        return _CELLS(self)

    @property
    def spot(self) -> tuple[str, str]:
        """Where it is: postcode and number, blanks and case aside."""
        return "".join(self.postcode.split()).upper(), "".join(self.number.split()).upper()


ADDRESS_FIELDS = tuple(one.name for one in fields(Address))
_CELLS = attrgetter(*ADDRESS_FIELDS)


class ShortName(NamedTuple):
    """What the files of pupils and of exams call a vestiging, and where they say it is."""

    name: str
    place: str
    municipality: str


class Programme(NamedTuple):
    """What is offered: a profile (its abbreviation) in a leerweg ("BB", "KB", "GL" or "TL").

    Of the theoretische leerweg `profiel` is "" and `sector` is its sector, "" where there is none.
    """

    profiel: str
    sector: str
    leerweg: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file of DUO says, whatever it looked like.

    `addresses` by code, of a file of vestigingen; `named` by code, of the others. `counts` has the
    pupils of leerjaar 3 and 4, or the exam candidates. `offers` as in `DuoFile`. `unprofiled` is
    how many rows of the beroepsgerichte leerwegen are of no profile: departments of before, and
    routes; `unknown` how many have a leerweg that nobody knows, by what it is called.
    """

    kind: DuoKind
    name: str
    sha256: str
    rows: int
    addresses: dict[str, Address]
    named: dict[str, ShortName]
    counts: dict[tuple[str, Programme], Tally]
    offers: bool = True
    unprofiled: int = 0
    unknown: Mapping[str, int] = field(default_factory=dict)
