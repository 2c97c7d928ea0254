"""The uitnodiging: what the region writes to a school that does not take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sto_xl.letters.address import FromRegion, head
from sto_xl.model import Contact, Leerweg, Offering, Region, School, Status, reference

#: A number that stays below a thousand: it is written the same with and without its filter.
SMALL = "below a thousand"


@dataclass(frozen=True, slots=True)
class Letter(FromRegion):
    """The fields of an uitnodiging, each with what it says, as `docs/briefvelden.md` prints it."""

    deelname: Annotated[
        str, "of de school meedoet: ‘geen’, en met --also ‘aangemeld’, ‘in gesprek’ of ‘gestopt’"
    ]
    profielen: Annotated[tuple[str, ...], "profielen van de school, afgekort, zoals ‘Z&W’"]
    technisch: Annotated[tuple[str, ...], "de technische daarvan, afgekort"]
    niet_technisch: Annotated[tuple[str, ...], "de niet-technische daarvan, afgekort"]
    technisch_voluit: Annotated[tuple[str, ...], "de technische profielen met hun volle naam"]
    alleen_tl: Annotated[bool, "of de school alleen de theoretische leerweg heeft"]
    aanbod_onbekend: Annotated[bool, "of niet bekend is wat de school aanbiedt"]
    manieren: Annotated[
        tuple[str, ...],
        "manieren om met techniek kennis te maken die bij de school passen: ‘keuzevak’, "
        "‘praktijkgericht’, ‘in_profiel’, ‘onderbouw’",
    ]
    deelnemers: Annotated[
        int | None, "hoeveel vmbo-locaties in de regio meedoen; leeg bij minder dan twee", SMALL
    ]
    vmbo_locaties: Annotated[
        int | None,
        "hoeveel vmbo-locaties de regio heeft; leeg bij minder dan twee deelnemers",
        SMALL,
    ]


@dataclass(frozen=True, slots=True)
class Situation:
    """How the school and its region stand on the peildatum; the region's figures are locations."""

    deelname: Status = Status.GEEN
    deelnemers: int = 0
    vmbo: int = 0


#: With fewer deelnemers a letter tells nothing of how many there are: one could be recognised.
FEWEST_TOLD = 2


def context(  # noqa: PLR0913, PLR0917  (what a letter is made of)
    region: Region,
    school: School,
    contacts: Sequence[Contact],
    offerings: Sequence[Offering],
    letter_date: dt.date,
    stand: Situation,
) -> Letter:
    """Give what the uitnodiging to a school says; contacts and offerings are the school's own.

    Raises `Failure` when a text holds a character that cannot stand in a letter.
    """
    told = stand.deelnemers >= FEWEST_TOLD
    present = [o for o in offerings if o.leerlingen != 0]
    taught = {o.profiel for o in present if o.leerweg is not Leerweg.TL}
    profielen = tuple(code for code in reference.profielen() if code in taught)
    technisch = tuple(filter(reference.is_technical, profielen))
    alleen_tl = bool(present) and all(o.leerweg is Leerweg.TL for o in present)
    onbekend = not profielen and not alleen_tl
    return Letter(
        **head(region, school, contacts, letter_date),
        deelname=stand.deelname.value,
        profielen=profielen,
        technisch=technisch,
        niet_technisch=tuple(code for code in profielen if code not in technisch),
        technisch_voluit=tuple(reference.profielen()[code].naam for code in technisch),
        alleen_tl=alleen_tl,
        aanbod_onbekend=onbekend,
        manieren=_manieren(present, {*profielen} - {*technisch}, unknown=onbekend),
        deelnemers=stand.deelnemers if told else None,
        vmbo_locaties=stand.vmbo if told else None,
    )


def _manieren(
    offerings: Sequence[Offering], niet_technisch: set[str], *, unknown: bool
) -> tuple[str, ...]:
    """Give the ways that exist in the school's leerwegen; all of them when these are unknown."""
    # A profile is beroepsgericht, also where its leerweg is not known.
    leerwegen = {o.leerweg or Leerweg.BB for o in offerings if o.leerweg or o.profiel}
    fitting = []
    for code, manier in reference.manieren().items():
        exists = not leerwegen or not manier.leerwegen or not leerwegen.isdisjoint(manier.leerwegen)
        if exists and (code != "in_profiel" or niet_technisch or unknown):
            fitting.append(code)
    return tuple(fitting)
