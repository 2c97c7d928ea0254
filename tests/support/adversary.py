"""What somebody can reckon who reads all that is printed about a nation: least and greatest.

The counts of pupils are read from kerncijfers.csv, and how they hang together is said here once
more, apart from the program. Whoever reckons knows that `<5` is 1 to 4, that what is shielded is
not negative, and which rows of Aanbod are in no printed count (that they know more than they could
makes the test the stricter); perhaps also all the numbers of one region, by profile and leerweg.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from sto_xl.figures import breakdowns
from sto_xl.figures.basis import Nation
from sto_xl.figures.figure import Figure
from sto_xl.figures.figures import figures
from sto_xl.figures.participation import Location
from sto_xl.model import reference

TECHNICAL = ("Bouwen", "Produceren", "Mobiliteit", "Media", "Maritiem")
SUMMED = (
    *("leerlingen", "leerlingen_technisch", "leerlingen_niet_technisch", "leerlingen_tl"),
    *("bereikt", "bereikt_tl", "leerlingen_zonder_uitsplitsing", "leerlingen_in_plannen"),
)
NATION = "Landelijk"
#: Where a part is named: what the nation counts of a region; what has no readable profile.
COUNTED, REST = "telt landelijk mee", "zonder profiel"

#: What stands for a number, and what may not stand there.
HIDDEN, SMALL = frozenset({"<5", "afgeschermd"}), frozenset("1234")
PUPILS = "leerlingen"

#: Whose number it is, of which profile and leerweg ("" for the whole), and which figure.
Key = tuple[str, str, str]


@dataclass
class Printed:
    """All counts of pupils in a kerncijfers.csv: what they are, and what is printed of them."""

    truth: dict[Key, int]
    text: Mapping[Key, str]
    own_parts: Mapping[str, Mapping[Key, int]]
    sums: list[tuple[Key, list[Key]]] = field(default_factory=list)
    within: list[tuple[Key, Key]] = field(default_factory=list)
    unprinted: set[Key] = field(default_factory=set)

    @property
    def masked(self) -> list[Key]:
        """Give the counts of which is said that they are 1 to 4."""
        return [key for key, text in self.text.items() if text == "<5"]

    @property
    def shielded(self) -> list[Key]:
        """Give the others that are hidden."""
        return [key for key, text in self.text.items() if text == "afgeschermd"]

    def told(self) -> list[str]:
        """Give every masked count of which a value can be excluded, by whom and how far."""
        regions = sorted({key[0] for key in (*self.masked, *self.shielded)} - {NATION})
        found = []
        for knowing in ("", *regions):
            for key in self.masked:
                if self._is_own(key, knowing):
                    continue
                least, greatest = self.range_of(key, knowing)
                # Of their own pupils they know that they are there.
                own = self.own_parts[knowing].get(key, 0) if knowing else 0
                if least > max(1, own) or greatest < 4:
                    found.append(f"{key} is {least}–{greatest} for {knowing or 'a reader'}")
        return found

    def _is_own(self, key: Key, knowing: str) -> bool:
        """Tell whether a count is all of one region's pupils, be it in the nation's figures."""
        if not knowing or key[0] == knowing:
            return bool(knowing)
        if key[0] != NATION:
            return False
        whole = self.truth.get(_counted(self, (knowing, "", key[2])), 0)
        return (self.own_parts[knowing].get(key, 0) if key[1] else whole) == self.truth[key]

    def range_of(self, target: Key, knowing: str) -> tuple[int, int]:
        """Give the least and the greatest that a hidden count can be, in whole numbers."""
        every = (*self.masked, *self.shielded, *sorted(self.unprinted))
        hidden = [key for key in every if not knowing or key[0] != knowing]
        place = {key: i for i, key in enumerate(hidden)}
        low, high = np.zeros(len(hidden)), np.full(len(hidden), np.inf)
        for key, i in place.items():
            if self.text.get(key) == "<5":
                low[i], high[i] = 1, 4
            elif knowing:
                low[i] = self.own_parts[knowing].get(key, 0)
        rows, least, most = [], [], []
        for signs, upper in self._constraints():
            row = np.zeros(len(hidden))
            known = 0
            for key, sign in signs.items():
                if key in place:
                    row[place[key]] += sign
                else:
                    known += sign * self.truth.get(key, 0)
            if row.any():
                rows.append(row)
                least.append(-known)
                most.append(upper - known)
        rules = [LinearConstraint(np.array(rows), least, most)] if rows else []
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(hidden))
            cost[place[target]] = sign
            done = milp(
                cost, bounds=Bounds(low, high), constraints=rules, integrality=np.ones(len(hidden))
            )
            assert done.success, done.message
            ends.append(round(done.x[place[target]]))
        return ends[0], ends[1]

    def _constraints(self) -> Iterator[tuple[dict[Key, int], float]]:
        """Give sums of which the least is 0, and the greatest."""
        for total, parts in self.sums:
            yield {**dict.fromkeys(parts, 1), total: -1}, 0
        for part, whole in self.within:
            yield {whole: 1, part: -1}, math.inf


def read(text: bytes, nation: Nation) -> Printed:
    """Read kerncijfers.csv of a nation that is known."""
    names = [region.title for region in nation.regions]
    assert len(set(names)) == len(names), "the regions of a test have names of their own"
    truth, parts = dict(_truth(nation)), _parts(nation.locations)
    truth |= {(NATION, part, code): n for (part, code), n in parts.items()}
    counting = {id(v) for v in nation.locations}
    counted = {r.title: [v for v in r.locations if id(v) in counting] for r in nation.regions}
    own = {
        name: {(NATION, part, code): n for (part, code), n in _parts(locations).items()}
        for name, locations in counted.items()
    }
    rows = _rows(text)
    printed = {key: row["waarde"] for key, row in rows.items() if row["eenheid"] == PUPILS}
    for key, value in printed.items():
        assert value in HIDDEN or (value or "0", value in SMALL) == (str(truth[key]), False), key
    _shares_tell_nothing(rows, printed)
    made = Printed(truth, {k: v for k, v in printed.items() if truth[k]}, own)
    for region in nation.regions:
        if len(counted[region.title]) < len(region.locations):
            _partly(made, region.title, figures((), counted[region.title]))
    _add_up(made, names, [part for part, code in parts if code == "leerlingen"])
    for who, part, code in list(truth):
        if code.startswith("bereikt") and part != COUNTED:
            whole = (who, part, _pupils(part, code.removeprefix("bereikt")))
            if truth[who, part, code] <= truth.get(whole, 0):
                made.within.append(((who, part, code), whole))
    return made


def _rows(text: bytes) -> Mapping[Key, Mapping[str, str]]:
    """Give the rows as a whole and by profile and leerweg."""
    found = {}
    for row in csv.DictReader(text.decode("utf-8-sig").splitlines(), delimiter=";"):
        part = row["uitsplitsing"]
        if not part or part.startswith("profiel: "):
            found[row["regio"], part.removeprefix("profiel: "), row["cijfer"]] = row
    return found


def _shares_tell_nothing(rows: Mapping[Key, Mapping[str, str]], printed: Mapping[Key, str]) -> None:
    """See that no share stands beside a count that is hidden, which it would tell, nor is small."""
    for (who, part, code), row in rows.items():
        if code in ("bereik", "bereik_tl") and (row["teller"] or row["noemer"]):
            tl = code.removeprefix("bereik")
            both = {printed[who, part, count] for count in (f"bereikt{tl}", _pupils(part, tl))}
            assert not both & HIDDEN, (who, part, code)
            assert not {row["teller"], row["noemer"]} & SMALL, (who, part, code)


def _pupils(part: str, tl: str) -> str:
    """Give the figure of the pupils that are reached or not."""
    return f"leerlingen{tl or ('' if part else '_niet_technisch')}"


def _add_up(made: Printed, names: Sequence[str], parts: Sequence[str]) -> None:
    """Note what adds up to what."""
    for total, summed in _sums(names, parts):
        there = [_counted(made, key) if total[1:] == key[1:] else key for key in summed]
        rest = made.truth.get(total, 0) - sum(made.truth.get(key, 0) for key in there)
        if rest:
            # Pupils without a readable profile: how many, nobody prints.
            assert total[2] == "leerlingen_niet_technisch", (total, rest)
            loose = (NATION, REST, total[2])
            made.truth[loose] = rest
            made.unprinted.add(loose)
            there.append(loose)
        made.sums.append((total, there))


def _partly(made: Printed, who: str, counted: Mapping[str, Figure]) -> None:
    """Note of a region what the nation counts of it: no more than all of it."""
    for code in SUMMED:
        if code != "leerlingen_in_plannen" and made.truth.get((who, "", code)):
            key = (who, COUNTED, code)
            made.truth[key] = int(counted[code].numerator or 0)
            made.unprinted.add(key)
            made.within.append((key, (who, "", code)))


def _counted(made: Printed, key: Key) -> Key:
    """Give what the nation counts of a region, where that is not all."""
    partly = (key[0], COUNTED, key[2])
    return partly if partly in made.unprinted else key


def _truth(nation: Nation) -> Iterator[tuple[Key, int]]:
    regions = [(region.title, (region,), region.locations) for region in nation.regions]
    for who, own, counted in [(NATION, nation.regions, nation.locations), *regions]:
        found = figures(own, counted)
        for code in SUMMED:
            yield (who, "", code), int(found[code].numerator or 0)


def _parts(locations: Sequence[Location]) -> Mapping[tuple[str, str], int]:
    split = breakdowns.by_profiel([v for v in locations if v.vmbo])
    return {
        (" ".join(part), code): int(figure.numerator or 0)
        for part, found in split.items()
        for code, figure in found.items()
        if reference.cijfers()[code].eenheid == PUPILS
    }


def _sums(names: Sequence[str], parts: Sequence[str]) -> Iterator[tuple[Key, list[Key]]]:
    """Give how the counts hang together: halves, regions, profiles and leerwegen."""
    for who in (NATION, *names):
        halves = ("leerlingen_technisch", "leerlingen_niet_technisch")
        yield (who, "", "leerlingen"), [(who, "", code) for code in halves]
    for code in SUMMED:
        yield (NATION, "", code), [(who, "", code) for who in names]
    technical = [(NATION, p, "leerlingen") for p in parts if p.startswith(TECHNICAL)]
    others = [p for p in parts if not p.startswith(TECHNICAL)]
    yield (NATION, "", "leerlingen_technisch"), technical
    yield (NATION, "", "leerlingen_niet_technisch"), [(NATION, p, "leerlingen") for p in others]
    yield (NATION, "", "bereikt"), [(NATION, p, "bereikt") for p in others]
    for code in ("leerlingen_tl", "bereikt_tl"):
        yield (NATION, "", code), [(NATION, "Theoretische leerweg TL", code)]
