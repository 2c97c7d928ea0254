"""A roster as it was examined: its findings, and the schools that ask for attention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import DataConsole, columns, out
from sto_xl.model.findings import Group, Report, Severity
from sto_xl.region import routines, sentences
from sto_xl.region.routines import Flag

if TYPE_CHECKING:
    from sto_xl.region.routines import Examined
    from sto_xl.region.updating import Updated

#: How each severity is printed.
STYLES: Mapping[Severity, str] = {
    Severity.FOUT: "bold red",
    Severity.WAARSCHUWING: "yellow",
    Severity.TIP: "cyan",
}


def print_report(report: Report, title: str) -> None:
    """Print findings, those with the same message as one, with their cells."""
    console = out()
    console.tell((title, "bold"), f": {report.summary}")
    for group in report.groups:
        _print_group(console, group)


def _print_group(console: DataConsole, group: Group) -> None:
    style = STYLES[group.severity]
    console.print()
    where = f" {group.sheet} {group.named_cells}".rstrip()
    console.tell((group.severity.value, style), " ", (group.code, "dim"), where)
    console.tell(f"  {group.message}")
    console.tell((f"  {group.remedy}", "dim"))


def report_json(report: Report, file: str) -> Mapping[str, object]:
    """Give a report as JSON content."""
    return {
        "file": file,
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "findings": [
            {
                "severity": f.severity.value,
                "code": f.code,
                "sheet": f.place.sheet,
                "cell": f.place.cell,
                "row": f.place.label,
                "column": f.place.heading,
                "message": f.message,
                "remedy": f.remedy,
            }
            for f in report.findings
        ],
    }


def checked_json(examined: Examined, file: str) -> Mapping[str, object]:
    """Give the report of a roster as JSON content, with the day of what it was held beside."""
    duo = examined.duo
    days = (duo.listed_on, duo.counted_on) if duo else (None, None)
    said = (day.isoformat() if day else None for day in days)
    return {
        **report_json(examined.report, file),
        "duo": dict(zip(("vestigingen", "leerlingen"), said, strict=True)),
    }


def print_updated(updated: Updated, of_plans: str = "") -> None:
    """Print what a roster that was brought up to date holds by now; of its plans what is given."""
    console = out()
    examined = updated.examined
    for said in (
        *filter(None, [of_plans]),
        *(sentences.repaired(updated.repaired) if updated.repaired else ()),
        sentences.checked(examined.report),
        sentences.flagged(routines.flag(examined)),
        sentences.summarised(examined.peildatum),
    ):
        console.print(said, markup=False, soft_wrap=True)


def print_flags(flags: Sequence[Flag], title: str) -> None:
    """Print the signalled locations with their next step."""
    console = out()
    signalled = [flag for flag in flags if flag.signaal]
    console.tell((title, "bold"), f": {sentences.attention(flags)}")
    table = columns("Vestiging", "School", "Signaal", "Volgende stap")
    for flag in signalled:
        signaal = flag.signaal.value if flag.signaal else ""
        cells = (flag.location.code or "–", flag.location.name, signaal, flag.next_step)
        table.add_row(*cells)
    if signalled:
        console.print(table)


def flags_json(flags: Sequence[Flag]) -> list[Mapping[str, object]]:
    """Give flags as JSON content."""
    return [
        {
            "vestiging": flag.location.code,
            "school": flag.location.name,
            "klasse": flag.location.klasse.value,
            "deelname": flag.location.status.value,
            "signaal": flag.signaal.value if flag.signaal else None,
            "volgende_stap": flag.next_step,
        }
        for flag in flags
        if flag.location.vmbo
    ]
