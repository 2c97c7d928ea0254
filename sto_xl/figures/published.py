"""What of the counts of pupils is printed where it leaves a region, so that none of 1–4 is told.

In the national workbook, with its hidden sheet Stand, and in kerncijfers.csv stand the counts of
the nation, of each region, and of the nation by profile and leerweg. How they hang together is
said here; `suppression` decides from that what is hidden, once for all of them. A region's own
summary stays whole: a region knows its own numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sto_xl.figures.basis import Nation, RegionBasis
from sto_xl.figures.breakdowns import by_profiel
from sto_xl.figures.figures import Figure, Number, figures
from sto_xl.figures.participation import Location
from sto_xl.figures.suppression import LARGEST_SMALL, SHIELDED, Count, Relation, suppress
from sto_xl.model import reference

#: What is counted in pupils, of the nation and of a region.
_PUPILS = "leerlingen"
#: Of which counts a share is the quotient: it is printed with both, or not at all.
_SHARES = {
    "bereik": ("bereikt", "leerlingen_niet_technisch"),
    "bereik_tl": ("bereikt_tl", "leerlingen_tl"),
}
#: Whose numbers they are where they are of all regions.
_NATION = -1
Part = tuple[str, ...]
#: A number: of which region, of which part of it, and which figure.
Key = tuple[int, Part, str]
#: What is printed in place of figures, by their code.
Hidden = Mapping[str, str]


def pupil_codes() -> frozenset[str]:
    """Give the figures that are counts of pupils."""
    return frozenset(c.code for c in reference.cijfers().values() if c.eenheid == _PUPILS)


def apart(found: Mapping[str, Figure], telling: Collection[str]) -> Hidden:
    """Give what stands in place of figures that are printed apart from those of `Published`.

    `telling` are the counts of pupils that would tell a small one; what is small itself is hidden.
    """
    counts = {code: found[code] for code in pupil_codes() if code in found}
    hidden = [code for code, f in counts.items() if code in telling or _is_small(f.numerator)]
    return _with_shares(found, dict.fromkeys(hidden, SHIELDED))


def _with_shares(found: Mapping[str, Figure], shown: Hidden) -> Hidden:
    """Give what stands in place of figures, from what stands in place of their counts.

    A share is hidden with either of its counts, and where a part of it is small.
    """
    hidden = {code: shown[code] for code in found if code in shown}
    for code, parts in _SHARES.items():
        if code in found and (
            any(part in shown for part in parts)
            or _is_small(found[code].numerator)
            or _is_small(found[code].denominator)
        ):
            hidden[code] = SHIELDED
    return hidden


def _is_small(number: Number | None) -> bool:
    return number is not None and 0 < number <= LARGEST_SMALL


@dataclass(frozen=True)
class Published:
    """What is hidden of the figures of a nation and of its regions, wherever they are printed."""

    nation: Nation
    _whole: dict[int, Mapping[str, Figure]] = field(default_factory=dict)

    def of_nation(self) -> Hidden:
        """Give what stands in place of the nation's figures."""
        return self._hidden(_NATION)

    def of_region(self, region: RegionBasis) -> Hidden:
        """Give what stands in place of a region's figures."""
        return self._hidden(self._places[id(region)])

    def of_part(self, part: Part) -> Hidden:
        """Give what stands in place of the nation's figures of a profile and leerweg."""
        found = self._parts[part]
        by_own = {code: _key(part, code) for code in found}
        shown = {code: self._shown[key] for code, key in by_own.items() if key in self._shown}
        if "leerlingen" in shown:
            # In a part all pupils are of one profile.
            shown["leerlingen_niet_technisch"] = shown["leerlingen"]
        return _with_shares(found, shown)

    def _hidden(self, place: int) -> Hidden:
        own = {key[2]: text for key, text in self._shown.items() if key[:2] == (place, ())}
        return _with_shares(self._figures(place), own)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(region): place for place, region in enumerate(self.nation.regions)}

    def _figures(self, place: int) -> Mapping[str, Figure]:
        if place not in self._whole:
            regions, counted = self.nation.regions, self.nation.locations
            if place != _NATION:
                regions, counted = (regions[place],), regions[place].locations
            self._whole[place] = figures(regions, counted)
        return self._whole[place]

    @cached_property
    def _counting(self) -> list[list[Location]]:
        """The locations of each region that the nation counts, and not in another."""
        counting = {id(location) for location in self.nation.locations}
        regions = self.nation.regions
        return [[v for v in region.locations if id(v) in counting] for region in regions]

    @cached_property
    def _left(self) -> list[Mapping[str, Figure]]:
        """The figures of what the nation does not count of each region."""
        found: list[Mapping[str, Figure]] = []
        for region, counting in zip(self.nation.regions, self._counting, strict=True):
            counted = {id(location) for location in counting}
            left = [v for v in region.locations if id(v) not in counted]
            found.append(figures((), left) if left else {})
        return found

    @cached_property
    def _parts(self) -> Mapping[Part, Mapping[str, Figure]]:
        return by_profiel([v for v in self.nation.locations if v.vmbo])

    @cached_property
    def _shown(self) -> Mapping[Key, str]:
        return suppress(dict(self._counts()), list(self._relations()))

    def _counts(self) -> Iterator[tuple[Key, Count[Key]]]:
        regions = range(len(self.nation.regions))
        values = {
            (place, (), code): _number(self._figures(place)[code])
            for place in (*regions, _NATION)
            for code in sorted(pupil_codes())
        }
        for key, value in values.items():
            place, part, code = key
            own = [r for r in regions if values[r, (), code] > _number(self._left[r].get(code))]
            # What is one region's alone is its own number also where it is the nation's.
            owner = place if place != _NATION else own[0] if len(own) == 1 else None
            ceiling = next((parts[1] for parts in _SHARES.values() if parts[0] == code), None)
            above = (place, part, ceiling) if ceiling else None
            # What the nation does not count of a region can make up for no other's.
            left = 0 if place == _NATION else _number(self._left[place].get(code))
            if value:
                yield key, Count(value, "" if owner is None else str(owner), left, above)
        own_parts = [by_profiel([v for v in locations if v.vmbo]) for locations in self._counting]
        for part, found in self._parts.items():
            for code in ("leerlingen", "bereikt"):
                if code in found and (value := _number(found[code])):
                    least = max(_number(parts[part][code]) for parts in own_parts)
                    above = _key(part, "leerlingen") if code == "bereikt" else None
                    yield _key(part, code), Count(value, "", least, above)

    def _relations(self) -> Iterator[Relation[Key]]:
        regions = range(len(self.nation.regions))
        for place in (*regions, _NATION):
            halves = ("leerlingen_technisch", "leerlingen_niet_technisch")
            yield Relation((place, (), "leerlingen"), tuple((place, (), code) for code in halves))
        for code in sorted(pupil_codes()):
            yield Relation((_NATION, (), code), tuple((place, (), code) for place in regions))
        technical = {p.naam for p in reference.profielen().values() if p.techniek}
        taught = [part for part, found in self._parts.items() if "leerlingen" in found]
        technically = [part for part in taught if part[0] in technical]
        otherwise = [part for part in taught if part[0] not in technical]
        for total, parts, code in (
            ("leerlingen_technisch", technically, "leerlingen"),
            ("leerlingen_niet_technisch", otherwise, "leerlingen"),
            ("bereikt", otherwise, "bereikt"),
        ):
            yield Relation((_NATION, (), total), tuple(_key(part, code) for part in parts))


def _key(part: Part, code: str) -> Key:
    """Give the number that a figure of a part is: TL as a part is TL as a whole."""
    return (_NATION, () if code.endswith("_tl") else part, code)


def _number(figure: Figure | None) -> int:
    """Give a count; 0 where nothing is known, for what is not known is in no sum."""
    return int(figure.numerator or 0) if figure else 0
