"""How an old list became a roster: where each column went, and what was left out."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import DataConsole, columns, out
from sto_xl.cli.terminal.report import report_json
from sto_xl.model.wording import counted
from sto_xl.register import capitals

if TYPE_CHECKING:
    from sto_xl.adopt import Adopted, Aside
    from sto_xl.region.routines import Examined

#: How many cells that were left out for the same reason are named before the rest is counted.
_CELLS_SHOWN = 6


def print_adopted(adopted: Adopted, examined: Examined, old: str, roster: Path) -> None:
    """Print how a list became a roster: where each column went, what was left out, what to mend."""
    from sto_xl.adopt import IN_PLACE

    report = examined.report
    console = out()
    console.tell((old, "bold"), ": waar elke kolom bleef")
    kept = Counter(c.sheet for c in adopted.columns if c.reason == IN_PLACE)
    went = [c for c in adopted.columns if c.reason != IN_PLACE]
    for sheet, group in groupby(went, lambda c: c.sheet):
        console.tell(f"\nblad {sheet}")
        table = columns("Cel", "Kolom", "Staat nu bij", "Waarom")
        for c in group:
            table.add_row(*(c.cell, c.heading, c.to, c.reason))
        console.print(table)
    for sheet, count in kept.items():
        text = f"{sheet}: {counted(count, 'kolom', 'kolommen')} op dezelfde plaats gebleven"
        console.tell(text)
    if adopted.remarks:
        console.tell(("\nZo gelezen", "bold"))
        for remark in adopted.remarks:
            console.tell(f"  {remark}")
    if adopted.asks:
        console.tell(("\nKijk hier zelf naar", "bold"))
        for ask in adopted.asks:
            console.tell(f"  {ask}")
    _print_asides(console, adopted)
    _print_proposals(console, examined)
    rows = ", ".join(f"{sheet} {count}" for sheet, count in adopted.rows.items() if count)
    console.tell((f"\n{roster}", "bold"), f": {rows or 'geen rijen'}")
    console.tell(f"gevonden: {report.summary}")
    if report.groups:
        command = f"sto-xl check {_typed(roster)}"
        told = "Wat er is en wat u kunt doen, staat op blad Controle, en ziet u hier met"
        console.tell(f"{told}: {command}")


def _typed(path: Path) -> str:
    """Give a path as one types it behind a command, quoted where a blank or so would cut it."""
    if os.name != "nt":
        return shlex.quote(str(path))
    return f'"{path}"' if set(str(path)) & set(" &()^;,=") else str(path)


def _print_asides(console: DataConsole, adopted: Adopted) -> None:
    """Print what of a list is not in the roster; of a long group the first cells."""
    from sto_xl.adopt import LEFT_OUT, OWN_TEXTS

    groups: dict[tuple[str, str], list[Aside]] = {}
    for aside in adopted.left_out:
        groups.setdefault((aside.sheet, aside.reason), []).append(aside)
    if groups:
        console.tell(("\nNiet overgenomen", "bold"))
    for (sheet, reason), asides in groups.items():
        shown = [] if reason in {*OWN_TEXTS, LEFT_OUT} else asides[:_CELLS_SHOWN]
        count = counted(len(asides), "cel", "cellen")
        console.tell(f"  {sheet}, {count}: {reason}")
        for aside in shown:
            text = " ".join(aside.text.split())
            console.tell((f"    {aside.cell}", "dim"), f" {text}")
        if shown and len(asides) > len(shown):
            rest = len(asides) - len(shown)
            console.tell((f"    en nog {rest}; alle met --json", "dim"))


def _print_proposals(console: DataConsole, examined: Examined) -> None:
    """Print what schools without a code may be."""
    proposals = examined.duo.proposals if examined.duo else {}
    if proposals:
        console.tell(("\nVoorstel voor een vestigingscode", "bold"), ": niets hiervan is ingevuld")
    for line, proposed in proposals.items():
        school = examined.schools[line]
        cell = examined.place(school, "vestiging").cell
        console.tell((f"  {cell}", "dim"), f" {school.school or school.vestiging}")
        for proposal in proposed:
            console.tell(f"    {proposal.text}")


def adopted_json(
    adopted: Adopted, examined: Examined, old: str, roster: str
) -> Mapping[str, object]:
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
        "proposals": [
            {
                "cell": examined.place(examined.schools[line], "vestiging").cell,
                "school": examined.schools[line].school,
                "code": one.vestiging.code,
                "name": one.vestiging.name,
                "place": capitals.written(one.vestiging.place),
                "alike": one.alike,
                "why": one.why,
            }
            for line, proposed in (examined.duo.proposals if examined.duo else {}).items()
            for one in proposed
        ],
        "rows": dict(adopted.rows),
        "check": report_json(examined.report, roster),
    }
