"""How an old list became a roster: where each column went, and what was left out."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from sto_xl.cli.terminal import columns, out
from sto_xl.cli.terminal.report import report_json
from sto_xl.model.findings import Report
from sto_xl.model.wording import counted

if TYPE_CHECKING:
    from sto_xl.adopt import Adopted, Aside

#: How many cells that were left out for the same reason are named before the rest is counted.
_CELLS_SHOWN = 6


def print_adopted(adopted: Adopted, report: Report, old: str, roster: Path) -> None:
    """Print how a list became a roster: where each column went, what was left out, what to mend."""
    from sto_xl.adopt import IN_PLACE

    console = out()
    console.print(f"[bold]{escape(old)}[/]: waar elke kolom bleef")
    kept = Counter(c.sheet for c in adopted.columns if c.reason == IN_PLACE)
    went = [c for c in adopted.columns if c.reason != IN_PLACE]
    for sheet, group in groupby(went, lambda c: c.sheet):
        console.print(f"\nblad {sheet}", markup=False, soft_wrap=True)
        table = columns("Cel", "Kolom", "Staat nu bij", "Waarom")
        for c in group:
            table.add_row(*map(escape, (c.cell, c.heading, c.to, c.reason)))
        console.print(table)
    for sheet, count in kept.items():
        text = f"{sheet}: {counted(count, 'kolom', 'kolommen')} op dezelfde plaats gebleven"
        console.print(text, markup=False, soft_wrap=True)
    if adopted.remarks:
        console.print("\n[bold]Zo gelezen[/]")
        for remark in adopted.remarks:
            console.print(f"  {escape(remark)}", soft_wrap=True)
    if adopted.asks:
        console.print("\n[bold]Kijk hier zelf naar[/]")
        for ask in adopted.asks:
            console.print(f"  {escape(ask)}", soft_wrap=True)
    _print_asides(console, adopted)
    rows = ", ".join(f"{sheet} {count}" for sheet, count in adopted.rows.items() if count)
    console.print(f"\n[bold]{escape(str(roster))}[/]: {rows or 'geen rijen'}", soft_wrap=True)
    console.print(f"gevonden: {report.summary}", soft_wrap=True)
    if report.groups:
        command = f"sto-xl check {_typed(roster)}"
        told = "Wat er is en wat u kunt doen, staat op blad Controle, en ziet u hier met"
        console.print(f"{told}: {escape(command)}", soft_wrap=True)


def _typed(path: Path) -> str:
    """Give a path as one types it behind a command, quoted where a blank or so would cut it."""
    if os.name != "nt":
        return shlex.quote(str(path))
    return f'"{path}"' if set(str(path)) & set(" &()^;,=") else str(path)


def _print_asides(console: Console, adopted: Adopted) -> None:
    """Print what of a list is not in the roster; of a long group the first cells."""
    from sto_xl.adopt import LEFT_OUT, OWN_TEXTS

    groups: dict[tuple[str, str], list[Aside]] = {}
    for aside in adopted.left_out:
        groups.setdefault((aside.sheet, aside.reason), []).append(aside)
    if groups:
        console.print("\n[bold]Niet overgenomen[/]")
    for (sheet, reason), asides in groups.items():
        shown = [] if reason in {*OWN_TEXTS, LEFT_OUT} else asides[:_CELLS_SHOWN]
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
        "asks": list(adopted.asks),
        "rows": dict(adopted.rows),
        "check": report_json(report, roster),
    }
