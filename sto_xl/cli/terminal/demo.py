"""The demo: what its run made and found, and what to open first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import out
from sto_xl.model.findings import Severity, summary

if TYPE_CHECKING:
    from sto_xl.quarter.results import RunResult


def print_demo(folder: Path, run: RunResult, faulty: str) -> None:
    """Print what the demo's run found, and what to open first."""
    console = out()
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
