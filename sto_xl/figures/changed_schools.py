"""Which schools changed between two quarters: each once, by what says most, and what else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sto_xl.figures.basis import Merged
from sto_xl.figures.comparison import keyed
from sto_xl.figures.stand import Stand, Standing
from sto_xl.model.wording import DUTCH

_ARROW = "→"


class WhatChanged(StrEnum):
    """What changed of a school, from what says most to what says least."""

    JOINED = "doet nu mee"
    LEFT = "doet niet meer mee"
    MOVED = "andere deelname"
    NEW = "nieuw in het regiobestand"
    MERGED = "opgegaan in een andere locatie"
    GONE = "niet meer in het regiobestand"
    OFFERS = "ander aanbod"
    SIGNAL = "ander signaal"


#: How so many of them are told of in a line: of one, and of more.
_TOLD: Mapping[WhatChanged, tuple[str, str]] = {
    WhatChanged.JOINED: ("doet nu mee", "doen nu mee"),
    WhatChanged.LEFT: ("doet niet meer mee", "doen niet meer mee"),
    WhatChanged.MOVED: ("met een andere deelname", "met een andere deelname"),
    WhatChanged.NEW: ("nieuw", "nieuw"),
    WhatChanged.MERGED: ("opgegaan in een andere", "opgegaan in een andere"),
    WhatChanged.GONE: ("verdwenen", "verdwenen"),
    WhatChanged.OFFERS: ("met ander aanbod", "met ander aanbod"),
    WhatChanged.SIGNAL: ("met een ander signaal", "met een ander signaal"),
}


@dataclass(frozen=True, slots=True)
class ChangedSchool:
    """A school that changed: what, from what to what, and what else of it changed."""

    code: str
    name: str
    what: WhatChanged
    before: str = ""
    now: str = ""
    also: str = ""


def changed_schools(
    before: Stand, now: Stand, merged: Iterable[Merged] = ()
) -> tuple[ChangedSchool, ...]:
    """Give the schools of a region that changed, by what changed and by name."""
    old, new = keyed(before.locations, now.locations)
    into = {one.code: one for one in merged}
    found = [
        *filter(None, (_change(old[key], new[key]) for key in new if key in old)),
        *(_new(location) for key, location in new.items() if key not in old),
        *(_gone(location, into) for key, location in old.items() if key not in new),
    ]
    order = list(WhatChanged)
    return tuple(sorted(found, key=lambda one: (order.index(one.what), one.name, one.code)))


def told(changes: Iterable[ChangedSchool]) -> str:
    """Say in a line how many schools changed, by what: "1 doet nu mee en 2 verdwenen"."""
    count = Counter(one.what for one in changes)
    said = (f"{count[what]} {_TOLD[what][count[what] > 1]}" for what in WhatChanged if count[what])
    return DUTCH.opsomming(said)


def _change(before: Standing, now: Standing) -> ChangedSchool | None:
    """Give what changed of a school of both quarters, if anything did."""
    changes = list(_changes(before, now))
    if not changes:
        return None
    (what, old, new), *others = changes
    also = "; ".join(_in_short(*one) for one in others)
    return ChangedSchool(now.code, now.name, what, old, new, also)


def _changes(before: Standing, now: Standing) -> Iterator[tuple[WhatChanged, str, str]]:
    """Give all that changed of a school, what says most first."""
    if before.participates != now.participates:
        what = WhatChanged.JOINED if now.participates else WhatChanged.LEFT
        yield what, _deelname(before), _deelname(now)
    elif before.status != now.status and (before.vmbo or now.vmbo):
        yield WhatChanged.MOVED, _deelname(before), _deelname(now)
    if before.klasse != now.klasse and before.vmbo and now.vmbo:
        yield WhatChanged.OFFERS, before.klasse, now.klasse
    if before.signaal != now.signaal:
        yield WhatChanged.SIGNAL, before.signaal or "geen signaal", now.signaal or "geen signaal"


def _in_short(what: WhatChanged, before: str, now: str) -> str:
    if what is WhatChanged.SIGNAL:
        return f"nu {now}"
    return f"{what}: {before} {_ARROW} {now}"


def _new(location: Standing) -> ChangedSchool:
    also = f"nu {location.signaal}" if location.signaal else ""
    return ChangedSchool(
        location.code, location.name, WhatChanged.NEW, "", _deelname(location), also
    )


def _gone(location: Standing, into: Mapping[str, Merged]) -> ChangedSchool:
    before = _deelname(location)
    if one := into.get(location.code):
        other = f"{one.into_name} ({one.into})" if one.into_name else one.into
        return ChangedSchool(location.code, location.name, WhatChanged.MERGED, before, other)
    return ChangedSchool(location.code, location.name, WhatChanged.GONE, before)


def _deelname(location: Standing) -> str:
    """Give the deelname of a vmbo location; of others it says nothing."""
    return location.status if location.vmbo else "geen vmbo"
