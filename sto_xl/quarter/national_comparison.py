"""The nation beside an earlier run: on all regions, and on those of both runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sto_xl.books import report
from sto_xl.figures import comparison, stand, summary
from sto_xl.figures.basis import RegionBasis
from sto_xl.figures.changed_schools import changed_schools, told
from sto_xl.figures.disclosure import Disclosure, Hidden, apart, pupil_codes
from sto_xl.figures.figure import Figure
from sto_xl.figures.stand import Kept, Stand
from sto_xl.grid import Row, Value
from sto_xl.model import reference
from sto_xl.model.wording import DUTCH, REGIO, counted
from sto_xl.quarter.previous import Previous
from sto_xl.quarter.results import RegionResult
from sto_xl.region import workbooks

_NONE_IN_BOTH = "Geen enkele regio telt in beide kwartalen mee."


class NationalComparison:
    """The nation beside an earlier run: on all regions, and on those of both runs."""

    def __init__(self, previous: Previous, before: Stand, results: Sequence[RegionResult]) -> None:
        """Take the earlier run, how the nation stood in it, and the regions that count now."""
        self.before, self.quarter = before, previous.period
        self._pairs = [(o, o.basis, o.before) for o in results if o.basis and o.before]
        keys = {o.region for o in results}
        self._joined = [
            o.basis.full_title for o in results if o.basis and o.region not in previous.titles
        ]
        self._left = [title for key, title in previous.titles.items() if key not in keys]
        self._failed = [o.basis.full_title for o in results if o.basis and o.uncompared]

    def points(self, region: RegionBasis, deelname: Figure) -> Value:
        """Give by how many points the deelname of a region rose, or what is said in its place."""
        before = next((b for _, found, b in self._pairs if found is region), None)
        kept = before.figures.get("deelname") if before else None
        return comparison.beside(deelname, kept, "%")[1]

    def changed(self, disclosure: Disclosure) -> report.Changed:
        """Give the page Veranderingen; `disclosure` says what the nation's figures may tell."""
        every, hidden = disclosure.nation_figures(), disclosure.of_nation()
        # A sentence tells no more than the figures do.
        shown = {code: figure for code, figure in every.items() if code not in hidden}
        headline = comparison.headline(self.before.figures, shown)
        opening = [*workbooks.opening(self.before, headline), *self._who()]
        same = not (self._joined or self._left or self._failed)
        now = [stand.of_region(found, self.before.peildatum) for _, found, _ in self._pairs]
        before = [earlier for _, _, earlier in self._pairs]
        changed = [
            changed_schools(earlier, one, found.merged)
            for (_, found, earlier), one in zip(self._pairs, now, strict=True)
        ]
        rows: Sequence[Row] = ()
        if not same and self._pairs:
            whole = {code: one.figure for code, one in comparison.added(now).items()}
            earlier = comparison.added(before)
            rows = summary.key_figures(
                whole, earlier, self._hidden(whole, disclosure), self._hidden_before(earlier)
            )
        number = len(self._pairs)
        return report.Changed(
            opening,
            (),
            comparison.NOTHING_CHANGED if number else _NONE_IN_BOTH,
            rows,
            f"Alleen de {counted(number, *REGIO) if number > 1 else 'regio'} van beide kwartalen",
            "De cijfers van deze regio's zijn hier opgeteld: een locatie die in meer dan één "
            "regiobestand staat, telt in beide kwartalen in elke regio mee. Een mediaan is niet op "
            "te tellen en ontbreekt daarom.",
            [
                (*_difference(one, earlier), told(changes) or "geen veranderingen")
                for one, earlier, changes in zip(now, before, changed, strict=True)
            ],
            [
                (one.full_title, c.code, c.name, c.what.value, c.before, c.now, c.also)
                for one, changes in zip(now, changed, strict=True)
                for c in changes
            ],
        )

    def _hidden(self, whole: Mapping[str, Figure], disclosure: Disclosure) -> Hidden:
        """Give what is hidden of the sum over the regions of both runs.

        It may tell no more than the nation and the other regions do, of which it is the rest.
        """
        inside = {id(found) for _, found, _ in self._pairs}
        others = [r for r in disclosure.nation.regions if id(r) not in inside]
        hidden = [disclosure.of_nation(), *(disclosure.of_region(region) for region in others)]
        return apart(whole, {code for one in hidden for code in one})

    def _hidden_before(self, earlier: Mapping[str, Kept]) -> Hidden:
        """Give what is hidden of that sum in the earlier run.

        What the regions said that are in it no more, or cannot be read, is not known here.
        """
        found = {code: one.figure for code, one in earlier.items()}
        printed = {c for c, one in self.before.figures.items() if one.figure.numerator is not None}
        if self._left or self._failed:
            printed = set()
        return apart(found, pupil_codes() - printed)

    def _who(self) -> Iterator[str]:
        """Name the regions that were not in both runs."""
        if self._joined:
            yield f"Nu wel in de cijfers en toen niet: {DUTCH.opsomming(self._joined)}."
        if self._left:
            yield f"Toen wel in de cijfers en nu niet: {DUTCH.opsomming(self._left)}."
        if self._failed:
            yield (
                "Niet vergeleken, omdat de eerdere samenvatting niet te lezen is: "
                f"{DUTCH.opsomming(self._failed)}."
            )
        if not (self._joined or self._left or self._failed):
            number = counted(len(self._pairs), *REGIO)
            yield f"Het zijn in beide kwartalen dezelfde {number}."


def _difference(now: Stand, before: Stand) -> Row:
    row: list[Value] = [now.full_title]
    for code in ("deelnemers", "deelname"):
        figure = now.figures[code].figure
        unit = reference.cijfers()[code].eenheid
        earlier, difference = comparison.beside(figure, before.figures.get(code), unit)
        row += [earlier, figure.shown, difference]
    return tuple(row)
