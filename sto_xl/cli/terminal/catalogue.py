"""The rules, and what a letter's template may use and does use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from sto_xl.cli.printable import shown
from sto_xl.cli.terminal import columns, out
from sto_xl.cli.terminal.report import STYLES
from sto_xl.letters.mail.kinds import EVERY
from sto_xl.model.wording import counted
from sto_xl.rules import CATALOGUE

if TYPE_CHECKING:
    from sto_xl.letters.trial import Trial


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
    text = text.replace("{template}", "bestand")
    for more in ("{asked}", "{by}", "{into}", "{proposed}"):
        text = text.replace(more, "")
    return re.sub(r"\{\w+\}", "…", text)


def rules_markdown() -> str:
    """Give the page docs/regels.md."""
    lines = [
        "# Regels",
        "",
        (
            "Wat STO in een regiobestand (RST), een techniekplan (PLN) en beide (WRK) controleert, "
            "en waarin een regiobestand van DUO verschilt (REG; alleen met een register van DUO). "
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
        style = STYLES[rule.severity]
        console.tell((rule.code, "bold"), " ", (rule.severity.value, style))
        message, remedy = map(_without_values, (rule.message, rule.remedy))
        console.tell(f"  {message}")
        console.tell((f"  {remedy} Bron: {rule.source}.", "dim"))


def print_fields() -> None:
    """Print what the template of each letter, and of the mail with it, may use."""
    for kind in EVERY:
        table = columns("Veld", "Wat voor veld", "Wat er staat")
        for field in kind.fields.values():
            table.add_row(*(field.name, field.kind, field.says))
            for part in field.parts:
                table.add_row(*(f"  {part.name}", part.kind, part.says))
        out().tell((kind.name, "bold"))
        out().print(table)


def fields_json() -> list[Mapping[str, str]]:
    """Give what letter templates may use as JSON content; `in` is the list that it is a part of."""
    return [
        {"letter": kind.name, "name": f.name, "kind": f.kind, "says": f.says, "in": of}
        for kind in EVERY
        for field in kind.fields.values()
        for of, f in (("", field), *((field.name, part) for part in field.parts))
    ]


def print_trial(trial: Trial) -> None:
    """Print the fields that a template asks for, known or not, each with all its places."""
    from sto_xl.letters.template.compiled import places

    console = out()
    uses = trial.template.uses
    names = dict.fromkeys(use.name for use in uses)
    unknown = len(trial.unknown)
    rest = f"{unknown} onbekend" if unknown else "geen onbekend"
    count = counted(len(names), "veld", "velden")
    console.tell((trial.template.name, "bold"), f": {count}, waarvan {rest}")
    table = columns("Veld", "Waar", "Wat er staat")
    for name in names:
        where = places(use for use in uses if use.name == name)
        if name in trial.unknown:
            nearest = trial.unknown[name]
            meant = f" Bedoelde u ‘{nearest}’?" if nearest else ""
            says, style = f"Dit veld bestaat niet.{meant}", "bold red"
        else:
            says, style = trial.kind.fields[name].says, ""
        table.add_row(name, where, Text(shown(says), style))
    if names:
        console.print(table)
