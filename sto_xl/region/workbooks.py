"""The workbooks of a region, as bytes: the findings and the summary.

Where routines' results meet the writers of workbooks; every door that makes workbooks makes them
here, so that they are the same at each.
"""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.books import report
from sto_xl.figures import basis, comparison, stand
from sto_xl.figures.coverage import Coverage
from sto_xl.figures.stand import Stand
from sto_xl.grid import Row
from sto_xl.model import reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.region import missing, routines

#: Of a region about whose techniekplannen nothing was handed in.
_NO_PLANS = report.PlansRead()


def definitions() -> report.Definitions:
    """Give the definitions of the figures, as reports print them."""
    rows = tuple((c.naam, c.eenheid, c.definitie) for c in reference.cijfers().values())
    return report.Definitions(reference.definition_version(), rows)


def findings(examined: routines.Examined, style: report.HouseStyle = report.SHIPPED) -> bytes:
    """Give the findings workbook of a roster."""
    counts = examined.report.counts
    return report.findings_workbook(
        report.FindingsReport(
            examined.basis.title,
            examined.roster.name,
            examined.peildatum,
            (counts[Severity.FOUT], counts[Severity.WAARSCHUWING], counts[Severity.TIP]),
            routines.listed_rows(examined.report),
        ),
        style,
    )


def source(examined: routines.Examined) -> report.InputFile:
    """Give what a report says of the roster that it was made from."""
    found = examined.basis
    return report.InputFile(
        examined.roster.name,
        examined.roster.book.sha256,
        found.title,
        examined.roster.region.sjabloonversie or "",
        "voorlopig" if found.provisional else "verwerkt",
        _provisional_note(found),
    )


def _provisional_note(found: basis.RegionBasis) -> str:
    count = found.findings.get(Severity.FOUT, 0)
    return (
        f"het regiobestand heeft nog {count} {'fout' if count == 1 else 'fouten'}" if count else ""
    )


def region_summary(  # noqa: PLR0913  (what a summary tells of, each by name)
    examined: routines.Examined,
    period: str = "",
    *,
    before: Stand | None = None,
    plans: report.PlansRead = _NO_PLANS,
    apart: str = "",
    style: report.HouseStyle = report.SHIPPED,
) -> bytes:
    """Give the summary workbook of a region; with `before`, compared with that quarter.

    `plans` are the techniekplannen that were handed in beside the roster, as it tells of them.
    `apart` is the quarter that it cannot be compared with, though other regions are.
    """
    now = stand.of_region(examined.basis, examined.peildatum, period)
    return report.region_summary(
        report.RegionReport(
            examined.basis.title,
            examined.peildatum,
            routines.summarise(examined, before),
            [_school_row(flag) for flag in routines.flag(examined, named=False)],
            examined.report.counts[Severity.FOUT],
            source(examined),
            definitions(),
            examined.basis.number,
            period,
            stand.tables(now),
            _changed(examined, before, now) if before else None,
            plans,
            apart,
            *_missing(examined.basis.coverage),
        ),
        style,
    )


def _missing(found: Coverage | None) -> tuple[Sequence[Row] | None, str]:
    """Give the schools that are missing, and what is said above them; None where nobody knows."""
    if found is None:
        return None, ""
    said = f"{missing.told(found)} {missing.ONLY_TL}"
    return [missing.texts(one) for one in found.missing], said


def _changed(examined: routines.Examined, before: Stand, now: Stand) -> report.Changed:
    found = {code: one.figure for code, one in now.figures.items()}
    return report.Changed(
        opening(before, comparison.headline(before.figures, found)),
        comparison.sentences(before, now, examined.basis.merged),
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
