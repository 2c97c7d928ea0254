"""What changed between two quarters: figures side by side, and sentences that name the schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sto_xl.figures.basis import Merged
from sto_xl.figures.figure import NOTHING, Figure, Number, rounded
from sto_xl.figures.figures import FLYER_SHARE
from sto_xl.figures.stand import Kept, Stand, Standing
from sto_xl.grid import Value
from sto_xl.model import Status, reference
from sto_xl.model.wording import DUTCH

K = TypeVar("K", bound=Hashable)

NEW = "nieuw"
#: Stands where a difference would be, had the figure meant the same in both quarters.
REDEFINED = "andere definitie"
NOTHING_CHANGED = "Er is in die tijd niets veranderd aan de locaties, hun deelname en hun signalen."

#: Of these the largest counts, not the sum.
_LONGEST = frozenset({"wachttijd_langst"})

#: A heading with the sentences that belong under it.
Paragraph = tuple[str, tuple[str, ...]]
#: The value before, and the difference with the one now, as they are shown.
Beside = tuple[Value, Value]


def beside(now: Figure, before: Kept | None, unit: str) -> Beside:
    """Give a figure's earlier value and the difference; that of a share is in points."""
    if before is None:
        return NOTHING, NEW
    shown = before.figure.shown
    if not before.current:
        return shown, REDEFINED
    if now.value is None or before.figure.value is None:
        return shown, NOTHING
    points = 100 if unit == "%" else 1
    return shown, rounded((Decimal(now.value) - Decimal(before.figure.value)) * points)


def redefined(before: Mapping[str, Kept]) -> bool:
    """Tell whether any figure has another definition by now."""
    return not all(one.current for one in before.values())


def added(stands: Iterable[Stand]) -> Mapping[str, Kept]:
    """Add the figures of regions up, whatever they share: numerators and denominators apart.

    A median cannot be added up and is left out; of waiting times the longest is taken. A figure
    that does not mean the same in all regions is left out as well.
    """
    found: dict[str, list[Kept]] = defaultdict(list)
    for stand in stands:
        for code, one in stand.figures.items():
            found[code].append(one)
    whole = {
        code: Kept(_added(code, [one.figure for one in group]), group[0].version)
        for code, group in found.items()
        if code != "wachttijd_mediaan" and _alike(group)
    }
    if "naast_70" in whole and (share := whole.get("deelname_niet_technisch")):
        value = share.figure.value
        points = None if value is None else value * 100 - FLYER_SHARE
        figure = replace(whole["naast_70"].figure, numerator=points)
        whole["naast_70"] = Kept(figure, share.version)
    return whole


def _alike(group: Sequence[Kept]) -> bool:
    """Tell whether a figure means the same in all of these."""
    return all(one.current for one in group) or len({one.version for one in group}) == 1


def _added(code: str, group: Sequence[Figure]) -> Figure:
    values = [figure.numerator for figure in group if figure.numerator is not None]
    share = any(figure.share for figure in group)
    counted = any(figure.known is not None for figure in group)
    known = sum(figure.known or 0 for figure in group)
    total = sum(figure.total or 0 for figure in group)
    numerator: Number | None = max(values, default=0) if code in _LONGEST else sum(values)
    # Rows of which none is known add up to nothing known, never to nought.
    if not values or (counted and total and not known and not share):
        numerator = None
    return Figure(
        code,
        numerator,
        sum(figure.denominator or 0 for figure in group) if share else None,
        share=share,
        known=known if counted else None,
        total=total if counted else None,
        of_plans=group[0].of_plans,
    )


@dataclass(frozen=True, slots=True)
class _Change:
    before: Standing
    now: Standing

    @property
    def name(self) -> str:
        return _name(self.now)


def sentences(before: Stand, now: Stand, merged: Iterable[Merged] = ()) -> tuple[Paragraph, ...]:
    """Tell what changed among the locations of a region, by name; () when nothing did."""
    old, new = keyed(before.locations, now.locations)
    both = [_Change(old[key], new[key]) for key in new if key in old]
    gone = [location for key, location in old.items() if key not in new]
    into = {one.code: one for one in merged}
    paragraphs = (
        ("Doen nu mee", _joined(both)),
        ("Doen niet meer mee", _stopped(both)),
        ("Andere stand van de deelname", _moved(both)),
        ("Nieuw in het regiobestand", _new([new[key] for key in new if key not in old])),
        ("Opgegaan in een andere locatie", _merged(gone, into)),
        ("Niet meer in het regiobestand", _gone([v for v in gone if v.code not in into])),
        ("Ander aanbod", _reclassed(both)),
        ("Signalen", _signals(both)),
    )
    found = ((heading, tuple(lines)) for heading, lines in paragraphs)
    return tuple((heading, lines) for heading, lines in found if lines)


def keyed(
    before: Iterable[Standing], now: Iterable[Standing]
) -> tuple[dict[str, Standing], dict[str, Standing]]:
    """Give the locations of both quarters by what they are matched by.

    One that had no valid code and got one, or lost it, is known by its name if no other has that.
    """
    old = {location.key: location for location in before}
    new = {location.key: location for location in now}
    for codeless, other in ((old, new), (new, old)):
        named: dict[str, list[str]] = defaultdict(list)
        for key, location in other.items():
            if key not in codeless:
                named[reference.spelling(location.name)].append(key)
        for name in [key for key, location in codeless.items() if not location.code]:
            if name not in other and len(named[name]) == 1:
                codeless[named[name][0]] = codeless.pop(name)
    return old, new


def _joined(both: Iterable[_Change]) -> Iterator[str]:
    names = [c.name for c in both if c.now.participates and not c.before.participates]
    if names:
        yield f"{DUTCH.opsomming(names)} {_verb(names, 'doet', 'doen')} nu mee."


def _stopped(both: Iterable[_Change]) -> Iterator[str]:
    changes = (c for c in both if c.before.participates and not c.now.participates)
    for status, names in _grouped((c.now.status, c.name) for c in changes):
        if status == Status.GESTOPT:
            yield f"{DUTCH.opsomming(names)} {_verb(names, 'is', 'zijn')} gestopt."
        else:
            verb = _verb(names, "doet", "doen")
            yield f"{DUTCH.opsomming(names)} {verb} niet meer mee; de deelname is nu ‘{status}’."


def _moved(both: Iterable[_Change]) -> Iterator[str]:
    changes = (
        c
        for c in both
        if c.before.status != c.now.status
        and not c.before.participates
        and not c.now.participates
        and (c.before.vmbo or c.now.vmbo)
    )
    for (old, new), names in _grouped(((c.before.status, c.now.status), c.name) for c in changes):
        yield f"{DUTCH.opsomming(names)} {_verb(names, 'ging', 'gingen')} van ‘{old}’ naar ‘{new}’."


def _new(locations: Iterable[Standing]) -> Iterator[str]:
    for status, names in _grouped((_deelname(v), _name(v)) for v in locations):
        verb, with_ = _verb(names, "is", "zijn"), f", met deelname ‘{status}’" if status else ""
        yield f"{DUTCH.opsomming(names)} {verb} nieuw in het regiobestand{with_}."


def _merged(gone: Iterable[Standing], into: Mapping[str, Merged]) -> Iterator[str]:
    for location in gone:
        if one := into.get(location.code):
            other = f"{one.into_name} ({one.into})" if one.into_name else one.into
            yield f"{_name(location)} is opgegaan in {other}."


def _gone(locations: Iterable[Standing]) -> Iterator[str]:
    for status, names in _grouped((_deelname(v), _name(v)) for v in locations):
        verb = _verb(names, "staat", "staan")
        before = f" De deelname was ‘{status}’." if status else ""
        yield f"{DUTCH.opsomming(names)} {verb} niet meer in het regiobestand.{before}"


def _reclassed(both: Iterable[_Change]) -> Iterator[str]:
    changes = (c for c in both if c.before.klasse != c.now.klasse and c.before.vmbo and c.now.vmbo)
    for (old, new), names in _grouped(((c.before.klasse, c.now.klasse), c.name) for c in changes):
        yield f"{DUTCH.opsomming(names)} {_verb(names, 'ging', 'gingen')} van ‘{old}’ naar ‘{new}’."


def _signals(both: Iterable[_Change]) -> Iterator[str]:
    changed = [c for c in both if c.before.signaal != c.now.signaal]
    if solved := [c.name for c in changed if not c.now.signaal]:
        yield f"Geen signaal meer: {DUTCH.opsomming(solved)}."
    for signaal, names in _grouped((c.now.signaal, c.name) for c in changed if c.now.signaal):
        yield f"Nu met signaal ‘{signaal}’: {DUTCH.opsomming(names)}."


def headline(before: Mapping[str, Kept], now: Mapping[str, Figure]) -> tuple[str, ...]:
    """Tell in sentences how the main figures changed."""
    return tuple(
        f"{what} {went}."
        for what, code in _HEADLINE
        if (went := _went(before.get(code), now.get(code), reference.cijfers()[code].eenheid))
    )


_HEADLINE = (
    ("Het aantal vmbo-locaties", "vmbo"),
    ("Het aantal deelnemers", "deelnemers"),
    ("De deelname", "deelname"),
    ("Het bereik", "bereik"),
    ("Het aantal locaties dat aandacht vraagt", "vraagt_aandacht"),
)


def _went(before: Kept | None, now: Figure | None, unit: str) -> str:
    if before is None or now is None or before.figure.value is None or now.value is None:
        return ""
    if not before.current:
        return ""
    old, new = (_said(figure, unit) for figure in (before.figure, now))
    return f"bleef {new}" if old == new else f"ging van {old} naar {new}"


def _said(figure: Figure, unit: str) -> str:
    value = figure.value or 0
    return f"{rounded(value * 100)}%" if unit == "%" else DUTCH.getal(rounded(value))


def _name(location: Standing) -> str:
    return f"{location.name} ({location.code})" if location.code else location.name


def _deelname(location: Standing) -> str:
    """Give the deelname of a vmbo location; of others it says nothing."""
    return location.status if location.vmbo else ""


def _verb(names: Sequence[str], one: str, more: str) -> str:
    return one if len(names) == 1 else more


def _grouped(pairs: Iterable[tuple[K, str]]) -> Iterator[tuple[K, list[str]]]:
    groups: dict[K, list[str]] = defaultdict(list)
    for key, name in pairs:
        groups[key].append(name)
    yield from groups.items()
