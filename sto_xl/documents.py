"""The workbooks of a region, as bytes: the findings and the summary.

Where routines' results meet the writers of workbooks; every door that makes workbooks makes them
here, so that they are the same at each.
"""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl import comparison, facts, reference, routines, stand
from sto_xl.books import report
from sto_xl.findings import Severity, summary
from sto_xl.grid import Row
from sto_xl.region_plans import PlanFile, RegionPlans
from sto_xl.stand import Stand
from sto_xl.wording import DUTCH

#: What is said of a techniekplan that is none of those that count.
_APART, _DOUBLE = "telt niet mee", "dubbel ingeleverd"


def definitions() -> report.Definitions:
    """Give the definitions of the figures, as reports print them."""
    rows = tuple((c.naam, c.eenheid, c.definitie) for c in reference.cijfers().values())
    return report.Definitions(reference.DEFINITION_VERSION, rows)


def findings(examined: routines.Examined) -> bytes:
    """Give the findings workbook of a roster."""
    counts = examined.report.counts
    return report.findings_workbook(
        report.Check(
            examined.facts.title,
            examined.roster.name,
            examined.peildatum,
            (counts[Severity.FOUT], counts[Severity.WAARSCHUWING], counts[Severity.TIP]),
            routines.control_rows(examined.report),
        )
    )


def source(examined: routines.Examined, sha256: str) -> report.Input:
    """Give what a report says of the roster that it was made from."""
    found = examined.facts
    return report.Input(
        examined.roster.name,
        sha256,
        found.title,
        examined.roster.region.sjabloonversie or "",
        "voorlopig" if found.provisional else "verwerkt",
        _provisional_note(found),
    )


def _provisional_note(found: facts.RegionFacts) -> str:
    count = found.findings.get(Severity.FOUT, 0)
    return (
        f"het regiobestand heeft nog {count} {'fout' if count == 1 else 'fouten'}" if count else ""
    )


def plans_read(given: RegionPlans, region: str = "") -> report.PlansRead:
    """Give what a report says of the techniekplannen that were handed in beside a roster."""
    files = [
        *(_plan(one, region) for one in given.counted),
        *(_plan(one, region, _APART, "niet goedgekeurd") for one in given.waiting),
        *(_plan(one, region, _APART, "staat niet op blad Plannen") for one in given.new),
        *(_plan(one, region, _DOUBLE, _others(one, g)) for g in given.double for one in g),
    ]
    return report.PlansRead(_coverage(given), files)


def _plan(one: PlanFile, region: str, stand: str = "gelezen", note: str = "") -> report.Input:
    # Of a file that is no use, only why.
    found = summary(one.findings) if any(one.findings.values()) and stand != _DOUBLE else ""
    return report.Input(
        one.file, one.sha256, region, stand=stand, note="; ".join(filter(None, (note, found)))
    )


def _others(one: PlanFile, group: Sequence[PlanFile]) -> str:
    others = DUTCH.opsomming(f"‘{other.file}’" for other in group if other is not one)
    return f"ook {others} is een bestand van dit plan; geen ervan telt mee"


def _coverage(given: RegionPlans) -> str:
    """Say of how many goedgekeurde plannen the workbook was read, and of which it was not."""
    if not given.approved:
        return ""
    read = len(given.counted) or "geen"
    of = f"de {given.approved} goedgekeurde plannen"
    if given.approved == 1:
        said = "Van het goedgekeurde plan is het bestand "
        return said + ("gelezen." if given.counted else f"niet gelezen: {given.unread[0]}.")
    said = f"Van {read} van {of} is het bestand gelezen."
    return f"{said} Niet gelezen: {DUTCH.opsomming(given.unread)}." if given.unread else said


def region_summary(  # noqa: PLR0913  (what a summary tells of, each by name)
    examined: routines.Examined,
    sha256: str,
    period: str = "",
    *,
    before: Stand | None = None,
    given: RegionPlans | None = None,
    apart: str = "",
) -> bytes:
    """Give the summary workbook of a region; with `before`, compared with that quarter.

    `given` are the techniekplannen that were handed in beside the roster. `apart` is the quarter
    that it cannot be compared with, though other regions are.
    """
    now = stand.of_region(examined.facts, examined.peildatum, period)
    return report.region_summary(
        report.RegionReport(
            examined.facts.title,
            examined.peildatum,
            routines.summarise(examined, before),
            [_school_row(flag) for flag in routines.flag(examined)],
            examined.report.counts[Severity.FOUT],
            source(examined, sha256),
            definitions(),
            examined.facts.number,
            period,
            stand.tables(now),
            _changed(examined, before, now) if before else None,
            plans_read(given) if given else report.PlansRead(),
            apart,
        )
    )


def _changed(examined: routines.Examined, before: Stand, now: Stand) -> report.Changed:
    found = {code: one.figure for code, one in now.figures.items()}
    return report.Changed(
        opening(before, comparison.headline(before.figures, found)),
        comparison.sentences(before, now, examined.facts.merged),
        comparison.NOTHING_CHANGED,
    )


def opening(before: Stand, headline: Sequence[str]) -> Sequence[str]:
    """Give the sentences on top of the page Veranderingen."""
    day = DUTCH.datum(before.peildatum)
    then = f"{before.period} (peildatum {day})" if before.period else f"de stand op {day}"
    said = [f"Vergeleken met {then}.", *headline]
    redefined = (
        "De definitie van een of meer cijfers is sindsdien gewijzigd; die zijn niet van elkaar "
        "afgetrokken."
    )
    return [" ".join(said), *([redefined] if comparison.redefined(before.figures) else ())]


def _school_row(flag: routines.Flag) -> Row:
    location = flag.location
    # Class and participation are those of vmbo locations; of others the kind says all.
    kind = location.kind.value if location.kind else "onbekend"
    klasse = location.klasse.value if location.vmbo else f"geen vmbo ({kind})"
    return (
        location.code or "",
        location.name,
        location.place,
        klasse,
        location.status.value,
        flag.signaal.value if flag.signaal else "",
        flag.next_step,
    )
