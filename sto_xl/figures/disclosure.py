"""What of the counts of pupils is printed where it leaves a region, so that none of 1–4 is told.

In the national workbook, with its hidden sheet Stand, and in kerncijfers.csv stand the counts of
the nation, of each region, and of the nation by profile and leerweg. How they hang together is
said here; `suppression` decides from that what is hidden, once for all of them. A region's own
summary stays whole: a region knows its own numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sto_xl.figures.basis import Nation, RegionBasis
from sto_xl.figures.breakdowns import Breakdown, by_profiel
from sto_xl.figures.figure import Figure, Number
from sto_xl.figures.figures import figures, of_region
from sto_xl.figures.participation import Location
from sto_xl.figures.suppression import LARGEST_SMALL, SHIELDED, Count, Relation, suppress
from sto_xl.model import reference

#: What is counted in pupils, of the nation and of a region.
_PUPILS = "leerlingen"
#: Of which counts a share is the quotient: it is printed with both, or not at all.
SHARES = {
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
    """Give what stands in place of figures that are printed apart from those of `Disclosure`.

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
    for code, parts in SHARES.items():
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
class Disclosure:
    """What is hidden of the figures of a nation and of its regions, wherever they are printed."""

    nation: Nation

    def nation_figures(self) -> Mapping[str, Figure]:
        """Give the nation's figures whole, for who hides what `of_nation` says."""
        return self._whole

    def nation_parts(self) -> Breakdown:
        """Give the nation's figures by profile and leerweg whole, for who hides `of_part`."""
        return self._parts

    def region_figures(self, region: RegionBasis) -> Mapping[str, Figure]:
        """Give a region's figures whole, for who hides what `of_region` says."""
        return of_region(region)

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
        if place != _NATION:
            return of_region(self.nation.regions[place])
        return self._whole

    @cached_property
    def _whole(self) -> Mapping[str, Figure]:
        return figures(self.nation.regions, self.nation.locations)

    def _counting(self) -> list[list[Location]]:
        """Give the locations of each region that the nation counts, and not in another."""
        counting = {id(location) for location in self.nation.locations}
        regions = self.nation.regions
        return [[v for v in region.locations if id(v) in counting] for region in regions]

    def _own_parts(self) -> list[Breakdown]:
        """Give what the nation counts of each region, by profile and leerweg."""
        return [by_profiel([v for v in own if v.vmbo]) for own in self._counting()]

    def _left(self) -> list[Mapping[str, Figure]]:
        """Give the figures of what the nation does not count of each region."""
        found: list[Mapping[str, Figure]] = []
        for region, counting in zip(self.nation.regions, self._counting(), strict=True):
            counted = {id(location) for location in counting}
            left = [v for v in region.locations if id(v) not in counted]
            found.append(figures((), left) if left else {})
        return found

    @cached_property
    def _parts(self) -> Breakdown:
        return by_profiel([v for v in self.nation.locations if v.vmbo])

    @cached_property
    def _shown(self) -> Mapping[Key, str]:
        counts = {key: count for key, count in self._counts() if count.value}
        return suppress(counts, list(self.relations()))

    def _counts(self) -> Iterator[tuple[Key, Count[Key]]]:
        regions = range(len(self.nation.regions))
        # Not kept: of all regions they take more memory than the locations that they count.
        uncounted, by_region = self._left(), self._own_parts()
        for code in sorted(pupil_codes()):
            whole: Key = (_NATION, (), code)
            values = [_number(self._figures(place)[code]) for place in regions]
            # What the nation does not count of a region can make up for no other's.
            left = [_number(uncounted[place].get(code)) for place in regions]
            for place in regions:
                key: Key = (place, (), code)
                yield key, Count(values[place], _whose(values, place), left[place], _ceiling(key))
            value = _number(self._whole[code])
            counted = [own - rest for own, rest in zip(values, left, strict=True)]
            yield whole, Count(value, _whose(counted), ceiling=_ceiling(whole))
        for part, found in self._parts.items():
            for code in [code for code in ("leerlingen", "bereikt") if code in found]:
                key = _key(part, code)
                own = [_number(parts[part][code]) for parts in by_region]
                yield key, Count(_number(found[code]), _whose(own), ceiling=_ceiling(key))

    def relations(self) -> Iterator[Relation[Key]]:
        """Give how the counts hang together: a new one is part of another, or stands alone."""
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


def _ceiling(key: Key) -> Key | None:
    """Give the pupils of whom a count says how many are reached."""
    place, part, code = key
    above = dict(SHARES.values()).get(code)
    if above is None:
        return None
    return _key(part, "leerlingen") if part else (place, part, above)


def _whose(own: Sequence[int], of: int | None = None) -> Mapping[str, int]:
    """Give how much of a number is of which region, or of one of them alone."""
    return {str(place): n for place, n in enumerate(own) if n and of in (None, place)}


def _number(figure: Figure | None) -> int:
    """Give a count; 0 where nothing is known, for what is not known is in no sum."""
    return int(figure.numerator or 0) if figure else 0
