"""A quarter's run: what it made, what it could not use, and what changed since the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import DataConsole, made, out, say
from sto_xl.model.findings import Severity, summary
from sto_xl.model.wording import REGIO, counted
from sto_xl.quarter.results import LEFT_OUT

if TYPE_CHECKING:
    from sto_xl.quarter.results import RunResult
    from sto_xl.system.publishing import Published

#: How many files that changed are named before the rest is counted.
_PATHS_SHOWN = 8


def print_run(run: RunResult) -> None:
    """Print what a quarter's run made, and what it could not use, by name."""
    console = out()
    letters = sum(len(result.letters) for _, result in run.counted)
    vmbo = sum(v.vmbo for v in run.nation.locations)
    taking_part = sum(v.participates for v in run.nation.locations)
    named = [
        counted(len(run.counted), *REGIO),
        counted(vmbo, "vmbo-locatie", "vmbo-locaties"),
        counted(taking_part, "deelnemer", "deelnemers"),
        counted(letters, "uitnodiging", "uitnodigingen"),
    ]
    if run.plans is not None:
        named.append(counted(len(run.plans), "techniekplan", "techniekplannen"))
    console.tell(f"{run.period}: {', '.join(named)}")
    for name, reason in _left_out(run):
        console.tell((name, "red"), f": {reason}")
    for reason in run.unprinted:
        console.tell(reason)
    for shared in run.nation.shared:
        regions = ", ".join(f"{region} ({status.value})" for region, status in shared.regions)
        console.tell(f"in meer regio's: {shared.name}: {regions}")
    for _, result in run.counted:
        for school in result.withheld:
            console.tell(f"geen uitnodiging: {school.school}, want {school.reason}")
    _print_published(console, run.published)
    for path in run.unopened:
        say(f"niet in gekeken: map {path} (noem haar zelf in de opdracht)")
    if run.missing is None:
        say("of er regio's ontbreken, is niet nagegaan (--expected BESTAND)")
    made(run.folder)


def _left_out(run: RunResult) -> Iterator[tuple[str, str]]:
    """Give what a run could not use, and why."""
    for result in run.unreadable:
        yield result.roster.name, " ".join(result.failures)
    for result in run.double:
        number = result.basis.number if result.basis else ""
        reason = f"regionummer {number} is meer dan eens ingeleverd; telt niet mee"
        yield result.roster.name, reason
    for name, result in run.counted:
        for failure in result.failures:
            yield name, failure
        if result.uncompared:
            yield name, f"niet vergeleken: {result.uncompared}"
        if result.not_copied:
            yield name, f"regiobestand niet ingevuld: {result.not_copied}"
    for plan in run.plans or ():
        if plan.stand in LEFT_OUT:
            yield plan.file, f"{plan.stand}: {plan.note}"
    for region in run.missing or ():
        yield region.title, "niet ontvangen"


def _print_published(console: DataConsole, published: Published) -> None:
    """Tell what changed in the folder since the last run into it."""
    if not published.first:
        changes = (
            ("nieuw", published.added),
            ("gewijzigd", published.changed),
            ("vervallen", published.removed),
        )
        if not any(paths for _, paths in changes):
            console.tell("sinds de vorige run in deze map is er niets gewijzigd")
        for word, paths in changes:
            _print_paths(console, word, paths)
    _print_paths(console, "zelf gemaakt of gewijzigd, dus niet aangeraakt", published.own)


def _print_paths(console: DataConsole, word: str, paths: Sequence[str]) -> None:
    if not paths:
        return
    shown = list(paths[:_PATHS_SHOWN])
    if len(paths) > len(shown):
        shown.append(f"en nog {len(paths) - len(shown)}")
    number = counted(len(paths), "bestand", "bestanden")
    console.tell(f"{number} {word}: {'; '.join(shown)}")


def print_demo(folder: Path, run: RunResult, faulty: str) -> None:
    """Print what the demo made, what it found, and what to open first."""
    console = out()
    console.rule("Wat er is gemaakt en gevonden")
    print_run(run)
    counts = {
        severity: sum(region.findings.get(severity, 0) for region in run.nation.regions)
        for severity in Severity
    }
    asking = sum(v.signaal is not None and v.signaal.asks for v in run.nation.locations)
    console.tell(f"gevonden: {summary(counts)}; {asking} locaties vragen aandacht")
    console.tell(
        "\nDe scholen, besturen en personen in dit voorbeeld zijn verzonnen; de fouten zijn "
        "met opzet gemaakt.\n"
    )
    name, result = max(run.counted, key=lambda item: len(item[1].letters))
    region = run.folder / name
    # The longest letter shows most of what a letter can say.
    letters = sorted((region / "uitnodigingen").glob("*.docx"))
    letter = max(letters, key=lambda path: path.stat().st_size)
    plan = next((folder / "plannen").rglob(faulty))
    found = next((folder / "nagekeken plannen").rglob(faulty))
    proposal = min((folder / "voorstellen").iterdir())
    decision = min((folder / "besluiten").glob("*.docx"))
    console.tell("Open eerst:")
    for path, what in (
        (region / result.copy, "een regiobestand, bijgewerkt"),
        (next(iter(region.glob("Bevindingen*"))), "wat de controle vond"),
        (next(iter(region.glob("Samenvatting*"))), "de samenvatting van de regio"),
        (letter, "een uitnodiging aan een school"),
        (plan, "een techniekplan van een school"),
        (found, "hetzelfde plan, nagekeken"),
        (proposal, "het voorstel van een school"),
        (decision, "het besluit van een regio"),
        (run.national, "het landelijke beeld"),
    ):
        console.tell(f"  {what:32} {path}")
    console.tell(
        "\nMet STO_XL_REGISTER kiest u het register van deze verzonnen scholen, bijvoorbeeld voor "
        f"sto-xl missing: {folder / 'duo' / 'register.sqlite'}"
    )
    console.tell(f"\nAlles staat in {folder}.")
