"""The besluit: what the region writes to a school about its plan.

Its legal nature is not documented, so a letter neither names one nor tells of ways to contest it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from sto_xl.letters.address import FromRegion, check, head
from sto_xl.letters.lines import line, lines
from sto_xl.model import Contact, Plan, PlanStatus, Region, School
from sto_xl.sheets.placeholders import says_none

#: What people put before the items of a list that they type in a cell.
_BULLET = re.compile(r"^(?:[-–•*·]|\d{1,2}[.)])\s+")
#: What ends an item amid a line: a semicolon, or a question behind which a sentence begins.
_BETWEEN = re.compile(r";(?:\s|$)|(?<=\?)\s+(?=[A-Z\u00c0-\u00de])")


@dataclass(frozen=True, slots=True)
class Decision(FromRegion):
    """The fields of a besluit beside those of every letter from the region."""

    titel: Annotated[str, "titel van het plan"]
    plankenmerk: Annotated[str, "kenmerk dat de regio aan het plan gaf; leeg als dat er niet is"]
    besluit: Annotated[str, "wat er is besloten: ‘goedgekeurd’, ‘in gesprek’ of ‘afgewezen’"]
    besluitdatum: Annotated[dt.date | None, "datum van het besluit; leeg als die er niet is"]
    ingediend: Annotated[dt.date | None, "dag waarop het plan is ingediend; leeg als onbekend"]
    gevraagd: Annotated[Decimal | None, "gevraagd bedrag; leeg als onbekend"]
    toegekend: Annotated[Decimal | None, "toegekend bedrag; leeg als er niets is toegekend"]
    leerlingen: Annotated[int | None, "hoeveel leerlingen het plan bereikt; leeg als onbekend"]
    tranche: Annotated[str, "de periode waarin het plan valt, zoals ‘2025-2026’"]
    voorwaarden: Annotated[tuple[str, ...], "de voorwaarden bij de goedkeuring, een voor een"]
    open_vragen: Annotated[tuple[str, ...], "de vragen die nog openstaan, een voor een"]
    toelichting: Annotated[tuple[str, ...], "de toelichting op het besluit, alinea voor alinea"]
    ondertekenaar: Annotated[str, "wie het besluit ondertekent, van blad Regio"]
    ondertekenaar_functie: Annotated[str, "de functie van wie het besluit ondertekent"]


def context(
    region: Region,
    school: School,
    contacts: Sequence[Contact],
    plan: Plan,
    letter_date: dt.date,
) -> Decision:
    """Give what the besluit about a school's plan says; contacts are the school's own.

    Raises `Failure` when a text holds a character that cannot stand in a letter.
    """
    check(plan, school)
    shared = head(region, school, contacts, letter_date)
    return Decision(
        **{**shared, "kenmerk": line(plan.kenmerk) or shared["kenmerk"]},
        titel=line(plan.titel),
        plankenmerk=line(plan.kenmerk),
        besluit=plan.status.value if plan.status else "",
        besluitdatum=plan.besluitdatum,
        ingediend=plan.ingediend,
        gevraagd=plan.gevraagd,
        toegekend=plan.toegekend if plan.status is PlanStatus.GOEDGEKEURD else None,
        leerlingen=plan.leerlingen,
        tranche=plan.tranche.value if plan.tranche else "",
        voorwaarden=_items(plan.voorwaarden),
        open_vragen=_items(plan.open_vragen),
        toelichting=tuple(lines(plan.toelichting_besluit)),
        ondertekenaar=line(region.ondertekenaar_besluit),
        ondertekenaar_functie=line(region.ondertekenaar_functie),
    )


def _items(text: str | None) -> tuple[str, ...]:
    """Give what stands in a cell as items: a line each, or a semicolon or question mark between.

    What says that there is none is no item.
    """
    parts = (part.strip() for one in lines(text) for part in _BETWEEN.split(one))
    items = (_BULLET.sub("", part) for part in parts)
    return tuple(item for item in items if item and not says_none(item))
