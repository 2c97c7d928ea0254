"""What the command line prints: findings, flags, what a run made.

Data goes to stdout, progress and remarks to stderr.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from sto_xl.findings import Group, Report, Severity, summary
from sto_xl.letters import FIELDS
from sto_xl.routines import Flag
from sto_xl.rules import CATALOGUE
from sto_xl.wording import counted

if TYPE_CHECKING:
    from sto_xl.addin.doctor import Check
    from sto_xl.addin.install import Done
    from sto_xl.adopt import Adopted, Aside
    from sto_xl.delivery import Delivered
    from sto_xl.mailing import Trial
    from sto_xl.outcome import Run

_STYLES: Mapping[Severity, str] = {
    Severity.FOUT: "bold red",
    Severity.WAARSCHUWING: "yellow",
    Severity.TIP: "cyan",
}
_VERDICTS = {"GOED": "green", "LET_OP": "yellow", "FOUT": "bold red", "ONBEKEND": "dim"}
#: How many cells of a group of findings are named before the rest is counted.
_CELLS_SHOWN = 6
#: How many files that changed are named before the rest is counted.
_PATHS_SHOWN = 8


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the door: who reads our output has had enough."""
        raise BrokenPipeError


def out() -> Console:
    """Give the console for data; it obeys NO_COLOR and writes plain text into a pipe."""
    return _Output(highlight=False)


def err() -> Console:
    """Give the console for progress and failures."""
    return Console(stderr=True, highlight=False)


def print_json(content: object) -> None:
    """Print data for other programs."""
    out().print(json.dumps(content, ensure_ascii=False, indent=2), markup=False, soft_wrap=True)


def print_report(report: Report, title: str) -> None:
    """Print findings, those with the same message as one, with their cells."""
    console = out()
    console.print(f"[bold]{escape(title)}[/]: {report.summary}")
    for group in report.groups:
        _print_group(console, group)


def _print_group(console: Console, group: Group) -> None:
    style = _STYLES[group.severity]
    console.print()
    console.print(
        f"[{style}]{group.severity.value}[/] [dim]{group.code}[/] {escape(_where(group))}",
        soft_wrap=True,
    )
    console.print(f"  {escape(group.message)}", soft_wrap=True)
    console.print(f"  [dim]{escape(group.remedy)}[/]", soft_wrap=True)


def _where(group: Group) -> str:
    shown = ", ".join(group.cells[:_CELLS_SHOWN])
    more = len(group.cells) - _CELLS_SHOWN
    rest = f" en nog {more}" if more > 0 else ""
    return f"{group.sheet} {shown}{rest}".strip()


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


def print_flags(flags: Sequence[Flag], title: str) -> None:
    """Print the signalled locations with their next step."""
    console = out()
    signalled = [flag for flag in flags if flag.signaal]
    count = f"{len(signalled)} van {len(flags)} locaties gesignaleerd"
    console.print(f"[bold]{escape(title)}[/]: {count}")
    table = _table("Vestiging", "School", "Signaal", "Volgende stap")
    for flag in signalled:
        signaal = flag.signaal.value if flag.signaal else ""
        cells = (flag.location.code or "–", flag.location.name, signaal, flag.next_step)
        table.add_row(*map(escape, cells))
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


def print_adopted(adopted: Adopted, report: Report, old: str, roster: Path) -> None:
    """Print how a list became a roster: where each column went, what was left out, what to mend."""
    from sto_xl.adopt import IN_PLACE

    console = out()
    console.print(f"[bold]{escape(old)}[/]: waar elke kolom bleef")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Cel", "Kolom", "Staat nu bij", "Waarom"):
        table.add_column(heading, overflow="fold", min_width=len(heading))
    kept = Counter(c.sheet for c in adopted.columns if c.reason == IN_PLACE)
    for c in adopted.columns:
        if c.reason != IN_PLACE:
            table.add_row(*map(escape, (f"{c.sheet}!{c.cell}", c.heading, c.to, c.reason)))
    if table.row_count:
        console.print(table)
    for sheet, count in kept.items():
        text = f"{sheet}: {counted(count, 'kolom', 'kolommen')} op dezelfde plaats gebleven"
        console.print(text, markup=False, soft_wrap=True)
    if adopted.remarks:
        console.print("\n[bold]Zo gelezen[/]")
        for remark in adopted.remarks:
            console.print(f"  {escape(remark)}", soft_wrap=True)
    _print_asides(console, adopted)
    rows = ", ".join(f"{sheet} {count}" for sheet, count in adopted.rows.items() if count)
    console.print(f"\n[bold]{escape(str(roster))}[/]: {rows or 'geen rijen'}", soft_wrap=True)
    console.print(f"gevonden: {report.summary}", soft_wrap=True)
    if report.groups:
        command = f"sto-xl check {roster}"
        console.print(
            f"Wat er is en wat u kunt doen, ziet u met: {escape(command)}", soft_wrap=True
        )


def _print_asides(console: Console, adopted: Adopted) -> None:
    """Print what of a list is not in the roster; of a long group the first cells."""
    from sto_xl.adopt import OWN_TEXTS

    groups: dict[tuple[str, str], list[Aside]] = {}
    for aside in adopted.left_out:
        groups.setdefault((aside.sheet, aside.reason), []).append(aside)
    if groups:
        console.print("\n[bold]Niet overgenomen[/]")
    for (sheet, reason), asides in groups.items():
        shown = [] if reason in OWN_TEXTS else asides[:_CELLS_SHOWN]
        count = counted(len(asides), "cel", "cellen")
        console.print(f"  {escape(sheet)}, {count}: {escape(reason)}", soft_wrap=True)
        for aside in shown:
            text = " ".join(aside.text.split())
            console.print(f"    [dim]{aside.cell}[/] {escape(text)}", soft_wrap=True)
        if shown and len(asides) > len(shown):
            rest = len(asides) - len(shown)
            console.print(f"    [dim]en nog {rest}; alle met --json[/]", soft_wrap=True)


def adopted_json(adopted: Adopted, report: Report, old: str, roster: str) -> Mapping[str, object]:
    """Give how a list became a roster, cell by cell, as JSON content."""
    return {
        "list": old,
        "columns": [
            {
                "sheet": c.sheet,
                "cell": c.cell,
                "heading": c.heading,
                "to": c.to,
                "reason": c.reason,
                "filled": c.filled,
            }
            for c in adopted.columns
        ],
        "left_out": [
            {"sheet": a.sheet, "cell": a.cell, "text": a.text, "reason": a.reason}
            for a in adopted.left_out
        ],
        "remarks": list(adopted.remarks),
        "rows": dict(adopted.rows),
        "check": report_json(report, roster),
    }


def rules_json() -> list[Mapping[str, object]]:
    """Give the catalogue of rules as JSON content."""
    return [
        {
            "code": rule.code,
            "severity": rule.severity.value,
            "message": rule.message,
            "remedy": rule.remedy,
            "source": rule.source,
        }
        for rule in CATALOGUE.values()
    ]


def _without_values(text: str) -> str:
    """Give a message as a list of rules shows it: "…" for what the workbook fills in."""
    text = text.replace("{asked}", "").replace("{template}", "bestand")
    return re.sub(r"\{\w+\}", "…", text)


def rules_markdown() -> str:
    """Give the page docs/regels.md."""
    lines = [
        "# Regels",
        "",
        (
            "Wat STO in een regiobestand (RST), een techniekplan (PLN) en beide (WRK) controleert. "
            "Een **fout** moet worden hersteld, naar een **waarschuwing** kijkt u even, een "
            "**tip** is advies."
        ),
        "",
        "Deze pagina wordt gemaakt met `sto-xl rules --markdown`.",
        "",
        "| regel | ernst | wat er is | wat te doen | bron |",
        "| --- | --- | --- | --- | --- |",
    ]
    for rule in CATALOGUE.values():
        texts = map(_without_values, (rule.message, rule.remedy))
        cells = (rule.code, rule.severity.value, *texts, rule.source)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def print_rules() -> None:
    """Print the catalogue of rules."""
    console = out()
    for rule in CATALOGUE.values():
        style = _STYLES[rule.severity]
        console.print(f"[bold]{rule.code}[/] [{style}]{rule.severity.value}[/]")
        message, remedy = map(_without_values, (rule.message, rule.remedy))
        console.print(f"  {escape(message)}", soft_wrap=True)
        console.print(f"  [dim]{escape(remedy)} Bron: {escape(rule.source)}.[/]", soft_wrap=True)


def print_fields() -> None:
    """Print what a letter template may use."""
    table = _table("Veld", "Wat voor veld", "Wat er staat")
    for field in FIELDS.values():
        table.add_row(*map(escape, (field.name, field.kind, field.says)))
    out().print(table)


def fields_json() -> list[Mapping[str, str]]:
    """Give what a letter template may use as JSON content."""
    return [{"name": f.name, "kind": f.kind, "says": f.says} for f in FIELDS.values()]


def print_trial(trial: Trial) -> None:
    """Print the fields that a template asks for, known or not, each with all its places."""
    from sto_xl.letters.template import places

    console = out()
    uses = trial.template.uses
    names = dict.fromkeys(use.name for use in uses)
    unknown = len(trial.unknown)
    rest = f"{unknown} onbekend" if unknown else "geen onbekend"
    count = counted(len(names), "veld", "velden")
    console.print(f"[bold]{escape(trial.template.name)}[/]: {count}, waarvan {rest}")
    table = _table("Veld", "Waar", "Wat er staat")
    for name in names:
        where = places(use for use in uses if use.name == name)
        if name in trial.unknown:
            nearest = trial.unknown[name]
            meant = f" Bedoelde u ‘{nearest}’?" if nearest else ""
            text = f"[bold red]Dit veld bestaat niet.{escape(meant)}[/]"
        else:
            text = escape(FIELDS[name].says)
        table.add_row(escape(name), escape(where), text)
    if names:
        console.print(table)


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", min_width=len(heading))
    return table


def say(text: str) -> None:
    """Print a line that is not data, such as where a file now stands."""
    err().print(text, markup=False, soft_wrap=True)


def made(path: Path) -> None:
    """Say that a file or folder was made."""
    say(f"made {path}")


def say_done(done: Done, what: str, *, dry_run: bool) -> None:
    """Say what was done to the add-in, or would be, and where the one before it is kept."""
    if not done.changed:
        say(f"nothing to do: {done.path} is as it should be")
        return
    would = "would be " if dry_run else ""
    say(f"{would}{what}: {done.path}")
    if done.previous:
        say(f"{would}kept: the one before it, as {done.previous}")


def print_checks(checks: Sequence[Check]) -> None:
    """Print how the add-in does, a line for each thing that was looked at."""
    console = out()
    for check in checks:
        style = _VERDICTS[check.verdict.name]
        console.print(f"[{style}]{check.verdict.value}[/]: {escape(check.text)}", soft_wrap=True)
        if check.remedy:
            console.print(f"  [dim]{escape(check.remedy)}[/]", soft_wrap=True)


def checks_json(checks: Sequence[Check]) -> list[Mapping[str, object]]:
    """Give how the add-in does for other programs."""
    return [
        {"verdict": check.verdict.value, "message": check.text, "remedy": check.remedy}
        for check in checks
    ]


@contextmanager
def progress(title: str, total: int) -> Iterator[Progress]:
    """Show progress on stderr while it lasts; nothing is drawn where no one looks."""
    console = err()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.add_task(title, total=total)
        yield bar


def print_run(run: Run) -> None:
    """Print what a quarter's run made, and what it could not use, by name."""
    console = out()
    letters = sum(len(outcome.letters) for _, outcome in run.counted)
    vmbo = sum(v.vmbo for v in run.nation.locations)
    taking_part = sum(v.participates for v in run.nation.locations)
    named = (
        counted(len(run.counted), "regio", "regio's"),
        counted(vmbo, "vmbo-locatie", "vmbo-locaties"),
        counted(taking_part, "deelnemer", "deelnemers"),
        counted(letters, "uitnodiging", "uitnodigingen"),
    )
    console.print(f"{run.period}: {', '.join(named)}")
    for name, reason in _left_out(run):
        console.print(f"[red]{escape(name)}[/]: {escape(reason)}", soft_wrap=True)
    for shared in run.nation.shared:
        regions = ", ".join(f"{region} ({status.value})" for region, status in shared.regions)
        console.print(f"in meer regio's: {escape(shared.name)}: {escape(regions)}", soft_wrap=True)
    for _, outcome in run.counted:
        for school in outcome.withheld:
            said = f"geen uitnodiging: {school.school}, want {school.reason}"
            console.print(escape(said), soft_wrap=True)
    _print_delivered(console, run.delivered)
    for path in run.unopened:
        say(f"not looked into: folder {path} (give it as an argument of its own)")
    if run.missing is None:
        say("whether regions are missing was not checked (--expected FILE)")
    made(run.folder)


def _left_out(run: Run) -> Iterator[tuple[str, str]]:
    """Give what a run could not use, and why."""
    for outcome in run.unreadable:
        yield outcome.roster.name, " ".join(outcome.failures)
    for outcome in run.double:
        number = outcome.facts.number if outcome.facts else ""
        reason = f"regionummer {number} is meer dan eens ingeleverd; telt niet mee"
        yield outcome.roster.name, reason
    for name, outcome in run.counted:
        for failure in outcome.failures:
            yield name, failure
        if outcome.uncompared:
            yield name, f"niet vergeleken: {outcome.uncompared}"
    for region in run.missing or ():
        yield region.title, "niet ontvangen"


def _print_delivered(console: Console, delivered: Delivered) -> None:
    """Tell what changed in the folder since the last run into it."""
    if not delivered.first:
        changes = (
            ("nieuw", delivered.added),
            ("gewijzigd", delivered.changed),
            ("vervallen", delivered.removed),
        )
        if not any(paths for _, paths in changes):
            console.print("sinds de vorige run in deze map is er niets gewijzigd")
        for word, paths in changes:
            _print_paths(console, word, paths)
    _print_paths(console, "zelf gemaakt of gewijzigd, dus niet aangeraakt", delivered.own)


def _print_paths(console: Console, word: str, paths: Sequence[str]) -> None:
    if not paths:
        return
    shown = list(paths[:_PATHS_SHOWN])
    if len(paths) > len(shown):
        shown.append(f"en nog {len(paths) - len(shown)}")
    number = counted(len(paths), "bestand", "bestanden")
    console.print(f"{number} {word}: {escape('; '.join(shown))}", soft_wrap=True)


def print_demo(folder: Path, run: Run) -> None:
    """Print what the demo made, what it found, and what to open first."""
    console = out()
    console.rule("Wat er is gemaakt en gevonden")
    print_run(run)
    counts = {
        severity: sum(region.findings.get(severity, 0) for region in run.nation.regions)
        for severity in Severity
    }
    signalled = sum(v.signaal is not None for v in run.nation.locations)
    console.print(f"gevonden: {summary(counts)}; {signalled} locaties gesignaleerd")
    console.print(
        "\nDe scholen, besturen en personen in dit voorbeeld zijn verzonnen; de fouten zijn "
        "met opzet gemaakt.\n"
    )
    name, outcome = max(run.counted, key=lambda item: len(item[1].letters))
    region = run.folder / name
    # The longest letter shows most of what a letter can say.
    letters = sorted((region / "uitnodigingen").glob("*.docx"))
    letter = max(letters, key=lambda path: path.stat().st_size)
    console.print("Open eerst:")
    for path, what in (
        (outcome.roster, "een ingevuld regiobestand"),
        (next(iter(region.glob("Bevindingen*"))), "wat de controle vond"),
        (next(iter(region.glob("Samenvatting*"))), "de samenvatting van de regio"),
        (letter, "een uitnodiging aan een school"),
        (run.national, "het landelijke beeld"),
    ):
        console.print(f"  {what:32} {path}", markup=False, soft_wrap=True)
    console.print(f"\nAlles staat in {escape(str(folder))}.", soft_wrap=True)
