"""The list of the schools that a region misses, as people read it: in Excel and in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sto_xl import sheets
from sto_xl.figures.coverage import Coverage, MissingSchool, RegionArea
from sto_xl.figures.participation import Location
from sto_xl.grid import Changes
from sto_xl.model import SchoolKind
from sto_xl.model.wording import DUTCH, capitalised, counted
from sto_xl.register import capitals

#: Of so many locations of the same board the names are told.
_NAMED = 3


def listed(missing: Iterable[MissingSchool]) -> Changes:
    """Give sheet Gebied the list of what is missing."""
    rows = (tuple(text or None for text in texts(one)) for one in missing)
    return Changes({sheets.ONTBREKEND.name: tuple(rows)})


def texts(missing: MissingSchool) -> tuple[str, str, str, str, str, str, str, str]:
    """Give a missing school as a row of that list; "" for what is not known."""
    one = missing.vestiging
    return (
        one.code,
        one.name,
        capitals.written(one.place),
        "; ".join(missing.profiles),
        pupils(missing),
        one.board,
        board(missing.of_board),
        DUTCH.opsomming(missing.elsewhere),
    )


def pupils(missing: MissingSchool, least: int = 0) -> str:
    """Tell how many pupils it has with a profile in leerjaar 3 and 4; fewer than `least` hidden."""
    if not missing.counted:
        return "onbekend"
    return missing.pupils.text if missing.pupils.most >= least else f"<{least}"


def board(locations: Sequence[Location]) -> str:
    """Tell whether a location of its board takes part already."""
    taking_part = [location.name for location in locations if location.participates]
    if taking_part:
        more = len(taking_part) - _NAMED
        named = taking_part[:_NAMED] + ([f"nog {more}"] if more > 0 else [])
        return f"ja: {DUTCH.opsomming(named)}"
    return "nee" if locations else "nee, niet op het regiobestand"


def told(found: Coverage) -> str:
    """Say how much of its area a region has, and how many schools it misses."""
    vmbo = counted(len(found.area), "locatie met vmbo", "locaties met vmbo")
    if not found.area:
        return "In het gebied op blad Gebied ligt volgens DUO geen locatie met vmbo."
    if not found.missing:
        return f"In het gebied {_are(len(found.area))} {vmbo}; er ontbreekt er geen."
    lacking = counted(len(found.missing), "school", "scholen")
    verb = "ontbreekt" if len(found.missing) == 1 else "ontbreken"
    return f"In het gebied {_are(len(found.area))} {vmbo}. Daarvan {verb} {lacking}."


def completed(schools: Sequence[MissingSchool]) -> str:
    """Say which schools were put on the roster, and what the region still has to say of them."""
    if not schools:
        return "Er zijn geen scholen toegevoegd: in het gebied ontbreekt er geen."
    count = counted(len(schools), "school is", "scholen zijn")
    return (
        f"{capitalised(count)} toegevoegd, onderaan op de bladen Scholen en Aanbod, met wat DUO "
        "ervan weet. Vul zelf Deelname in, en op blad Contacten wie u daar belt of schrijft."
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"


#: What is not asked for, said wherever the list stands.
ONLY_TL = (
    "Locaties met alleen de theoretische leerweg staan er niet bij: gezocht wordt naar een profiel "
    "in BB, KB of GL."
)


def doubts(area: RegionArea, locations: Iterable[Location]) -> Iterator[str]:
    """Tell what keeps the list from being sure: of the area, and of schools without a code."""
    uncoded = sum(v.code is None and v.kind in {None, SchoolKind.VMBO} for v in locations)
    if uncoded:
        count = counted(uncoded, "school", "scholen")
        yield (
            f"Op blad Scholen {'staat' if uncoded == 1 else 'staan'} {count} zonder geldige "
            "vestigingscode. Vul die eerst in: misschien is het een van de scholen die ontbreken."
        )
    for name, near in area.unknown.items():
        asked = f" Bedoelde u {capitals.written(near)}?" if near else ""
        yield (
            f"‘{name}’ op blad Gebied is bij DUO geen gemeente, RMC-regio (zoals rmc:11) of "
            f"vestiging.{asked}"
        )
    for name in area.unread:
        yield f"Kies bij ‘{name}’ op blad Gebied ja of nee onder Hoort erbij."
    for name in area.unexplained:
        yield f"Zet bij ‘{name}’ op blad Gebied onder Toelichting waarom het er niet bij hoort."
