"""Which regions a run counts: handed in once, twice, unreadable or not at all.

And which letters are not made because the school takes part elsewhere. Decided when every roster
has been read, because it takes all of them to know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import TypeAlias

from sto_xl.books import report
from sto_xl.model.wording import DUTCH, counted
from sto_xl.plans import handed_in
from sto_xl.quarter.input_files import Expected
from sto_xl.quarter.results import Recipient, RegionResult
from sto_xl.region.invitations import Invitation, PassedOver


@dataclass(frozen=True, slots=True)
class RegionsCounted:
    """What became of the rosters of a run, and of the regions that were expected.

    `missing` is None when nobody said which regions are expected; `strangers` were not.
    """

    results: tuple[RegionResult, ...]
    expected: tuple[Expected, ...] | None
    double: tuple[RegionResult, ...]
    unreadable: tuple[RegionResult, ...]
    missing: tuple[Expected, ...] | None
    strangers: frozenset[str]

    def counts(self, result: RegionResult) -> bool:
        """Tell whether a roster counts in the nation."""
        return result.readable and result not in self.double


def sort_out(
    results: Sequence[RegionResult], expected: tuple[Expected, ...] | None
) -> RegionsCounted:
    """Sort the rosters out. Of two with one regionummer neither counts: nobody can tell which."""
    received = Counter(o.number for o in results if o.readable)
    keys = {one.key for one in expected or ()}
    unreadable = tuple(o for o in results if not o.readable)
    arrived = set(received) | {one.key for o in unreadable for one in probably(o, expected)}
    return RegionsCounted(
        tuple(results),
        expected,
        tuple(o for o in results if o.number and received[o.number] > 1),
        unreadable,
        None if expected is None else tuple(one for one in expected if one.key not in arrived),
        frozenset() if expected is None else frozenset(received) - keys,
    )


def probably(result: RegionResult, expected: Sequence[Expected] | None) -> tuple[Expected, ...]:
    """Give the region whose number, or else whose name, stands in the name of an unreadable file.

    None where more than one may be meant.
    """
    name = f" {_words(result.roster.stem)} "
    for texts in ([one.number for one in expected or ()], [one.name for one in expected or ()]):
        named = [text and f" {_words(text)} " in name for text in texts]
        if any(named):
            found = tuple(compress(expected or (), named))
            return found if len(found) == 1 else ()
    return ()


def _words(text: str) -> str:
    """Give a text as words, whatever stands between them."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def settled(results: Sequence[RegionResult]) -> Mapping[int, frozenset[int]]:
    """Give for each roster that counts, by its place, which of the techniekplannen are its own."""
    found = sort_out(results, None)
    places = [place for place, result in enumerate(results) if found.counts(result)]
    places.sort(key=lambda place: (not results[place].number, results[place].number))
    whose = handed_in.settle([results[place].plans.claims for place in places])
    own: dict[int, set[int]] = {place: set() for place in places}
    for number, region in whose.items():
        if region is not None:
            own[places[region]].add(number)
    return {place: frozenset(numbers) for place, numbers in own.items()}


def none_counts(found: RegionsCounted) -> str:
    """Say of each roster why it does not count: its number stands in another, or it is unreadable.

    Called when there is no roster that does.
    """
    sharing: dict[str, list[str]] = {}
    for result in found.results:
        sharing.setdefault(result.number, []).append(f"‘{result.roster.name}’")
    unreadable = sharing.pop("", [])
    parts = [f"{DUTCH.opsomming(files)} hebben hetzelfde regionummer" for files in sharing.values()]
    if unreadable:
        verb = "kan" if len(unreadable) == 1 else "kunnen"
        parts.append(f"{DUTCH.opsomming(unreadable)} {verb} niet worden gelezen")
    return "; ".join(parts)


def inputs(found: RegionsCounted) -> list[report.InputFile]:
    """Give what Verantwoording says of each roster, and of each region that sent none."""
    listed = [_input(found, result) for result in found.results]
    for one in found.missing or ():
        note = "staat op de lijst met verwachte regio's"
        listed.append(report.InputFile("–", "", one.title, stand="niet ontvangen", note=note))
    return listed


def _input(found: RegionsCounted, result: RegionResult) -> report.InputFile:
    source = result.source
    if source is None or result.basis is None:
        meant = "".join(f"waarschijnlijk {o.title}" for o in probably(result, found.expected))
        note, name = result.failures[0], result.roster.name
        return report.InputFile(name, result.sha256, meant, stand="niet leesbaar", note=note)
    source = replace(source, region=result.basis.full_title)
    if result in found.double:
        others = [
            f"‘{o.roster.name}’"
            for o in found.double
            if o.number == result.number and o is not result
        ]
        note = f"ook {DUTCH.opsomming(others)} heeft dit regionummer; geen ervan telt mee"
        return replace(source, stand="dubbel ingeleverd", note=note)
    notes = [source.note]
    if result.number in found.strangers:
        notes.append("staat niet op de lijst met verwachte regio's")
    return replace(source, note="; ".join(filter(None, notes)))


def awaited(found: RegionsCounted) -> tuple[int, int] | None:
    """Give how many regions are expected, and how many that count are not; None if nobody said."""
    if found.expected is None:
        return None
    counting = [result for result in found.results if found.counts(result)]
    return len(found.expected), sum(one.number in found.strangers for one in counting)


def absence(found: RegionsCounted) -> str:
    """Say which regions are missing, or that nobody looked."""
    if found.missing is None:
        return (
            "Of regio's ontbreken, is niet nagegaan: er is geen lijst met verwachte regio's "
            "opgegeven (--expected)."
        )
    every = counted(len(found.expected or ()), "verwachte regio", "verwachte regio's")
    if not found.missing:
        broken = ", al is niet elk bestand te lezen" if found.unreadable else ""
        return f"Van alle {every} is een regiobestand ontvangen{broken}."
    missing = DUTCH.opsomming(one.title for one in found.missing)
    said = f"Niet ontvangen: {len(found.missing)} van de {every}, namelijk {missing}."
    if any(not probably(one, found.expected) for one in found.unreadable):
        said += " Een bestand dat niet leesbaar is, kan van een van deze regio's zijn."
    return said


def withhold(results: Sequence[RegionResult]) -> list[RegionResult]:
    """Let no school get a letter that takes part in another region of the run, saying so.

    A roster that does not count because it came twice is believed in this: better no letter than
    one to a school that takes part.
    """
    taking_part = _taking_part(results)
    return [_withheld(result, taking_part) for result in results]


def withheld_otherwise(results: Sequence[RegionResult]) -> list[int]:
    """Give the places of the regions whose letters were made when others took part elsewhere."""
    taking_part, found = _taking_part(results), list[int]()
    for place, result in enumerate(results):
        reasons = ((code, _elsewhere(code, result, taking_part)) for code in result.meant)
        now = {code: reason for code, reason in reasons if reason}
        if result.correspondence is None and now != {o.code: o.reason for o in result.withheld}:
            found.append(place)
    return found


_TakingPart: TypeAlias = Mapping[str, Mapping[str, str]]


def _taking_part(results: Sequence[RegionResult]) -> _TakingPart:
    """Give by vestiging the regions in which it takes part, with what each is called."""
    found: dict[str, dict[str, str]] = {}
    for result in results:
        for location in result.basis.locations if result.basis else ():
            if location.code and location.participates and result.basis:
                where = found.setdefault(location.code, {})
                where.setdefault(result.region, result.basis.full_title)
    return found


def _elsewhere(code: str | None, result: RegionResult, taking_part: _TakingPart) -> str:
    """Say in which other regions a school takes part; "" when it does in none."""
    regions = taking_part.get(code or "", {})
    elsewhere = [title for key, title in regions.items() if key != result.region]
    return f"doet mee in {DUTCH.opsomming(elsewhere)}" if elsewhere else ""


def _withheld(result: RegionResult, taking_part: _TakingPart) -> RegionResult:
    letters = result.correspondence
    if letters is None:
        return result
    kept: list[Invitation] = []
    withheld: list[Recipient] = []
    unposted: list[PassedOver] = []
    for invitation in letters.meant:
        location = invitation.location
        if reason := _elsewhere(location.code, result, taking_part):
            withheld.append(Recipient(location.code, location.name, reason))
            unposted.append(invitation.unposted(reason))
        else:
            kept.append(invitation)
    passed = (*letters.passed, *unposted)
    correspondence = replace(letters, meant=tuple(kept), passed=passed)
    return replace(result, withheld=tuple(withheld), correspondence=correspondence)
