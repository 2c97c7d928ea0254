"""What DUO's columns are called, over the years, and which file a row of headings is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sto_xl.model.reference import spelling
from sto_xl.register.duo import DuoKind

#: The counts of leerjaar 3 and 4, of men and of women.
COUNTS = tuple(f"leerjaar {year} {sex}" for year in "34" for sex in ("man", "vrouw"))
_VESTIGING = ("VESTIGINGSNUMMER", "VESTIGINGSCODE", "BRIN VESTIGINGSNUMMER")
_BRIN = ("BRIN NUMMER", "INSTELLINGSCODE", "BRIN")
_NAMED = {
    "vestiging": _VESTIGING,
    "name": ("INSTELLINGSNAAM VESTIGING", "VESTIGINGSNAAM"),
    "sector": ("VMBO SECTOR",),
    "afdeling": ("AFDELING",),
}

#: Of each kind the columns that it must have, each with what DUO calls it.
NEEDED: Mapping[DuoKind, Mapping[str, tuple[str, ...]]] = {
    DuoKind.VESTIGINGEN: {
        "vestiging": _VESTIGING,
        "name": ("VESTIGINGSNAAM",),
        "street": ("STRAATNAAM",),
        "number": ("HUISNUMMER-TOEVOEGING",),
        "postcode": ("POSTCODE",),
        "place": ("PLAATSNAAM",),
        "municipality": ("GEMEENTENAAM",),
        "board": ("BEVOEGD GEZAG NUMMER",),
        # The lists of other kinds of schools have no such column.
        "structure": ("ONDERWIJSSTRUCTUUR",),
    },
    DuoKind.LEERLINGEN: {
        **_NAMED,
        "type": ("ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR",),
        **{name: (f"LEER- OF VERBLIJFSJAAR {name[9]} - {name[11:]}",) for name in COUNTS},
    },
    DuoKind.EXAMEN: {
        **_NAMED,
        "type": ("ONDERWIJSTYPE VO",),
        "leerweg": ("LEERWEG VMBO",),
        "candidates": ("EXAMENKANDIDATEN",),
    },
}
_BESIDE: Mapping[DuoKind, Mapping[str, tuple[str, ...]]] = {
    DuoKind.VESTIGINGEN: {
        "brin": _BRIN,
        "municipality code": ("GEMEENTENUMMER",),
        "phone": ("TELEFOONNUMMER",),
        "website": ("INTERNETADRES",),
        "province": ("PROVINCIE",),
        "rmc": ("RMC-REGIO CODE",),
        "rmc_name": ("RMC-REGIO NAAM",),
    },
    DuoKind.LEERLINGEN: {"brin": _BRIN, "place": ("PLAATSNAAM VESTIGING",)},
    DuoKind.EXAMEN: {"brin": _BRIN, "municipality": ("GEMEENTENAAM VESTIGING",)},
}


@dataclass(frozen=True, slots=True)
class Headings:
    """A row of headings that is understood: the kind of file, and where its columns are, from 0.

    `called` gives what a column is called here; `width` is how many columns have a heading.
    """

    kind: DuoKind
    columns: Mapping[str, int]
    called: Mapping[str, str]
    width: int


def recognised(row: Sequence[str]) -> Headings | None:
    """Give what these headings are of; None when they are of no file of DUO that is known.

    Of two columns with one heading nobody can tell which is meant: then they are of none.
    """
    there = [spelling(cell) for cell in row]
    for kind, needed in NEEDED.items():
        columns = _columns(there, {**needed, **_BESIDE[kind]})
        if needed.keys() <= columns.keys():
            width = max((i for i, cell in enumerate(there, 1) if cell), default=0)
            called = {name: row[column].strip() for name, column in columns.items()}
            return Headings(kind, columns, called, width)
    return None


def _columns(there: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found = {}
    for name, headings in wanted.items():
        called = next((h for h in map(spelling, headings) if h in there), None)
        if called and there.count(called) == 1:
            found[name] = there.index(called)
    return found
