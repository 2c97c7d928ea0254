"""The fields that a Word template may use, and the page that tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from sto_xl.letters.decision import Decision
from sto_xl.letters.invitation import SMALL, Letter
from sto_xl.letters.proposal import Proposal
from sto_xl.model import reference
from sto_xl.model.wording import DUTCH


class LetterKind(StrEnum):
    """The letters that there are; the shipped template is called so as well."""

    UITNODIGING = "uitnodiging"
    VOORSTEL = "voorstel"
    BESLUIT = "besluit"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a template may use: its name, whether it is a text or a list, what it says.

    `parts` are the fields of each item of a list whose items have any; `small` is a number that
    needs no filter.
    """

    name: str
    kind: str
    says: str
    parts: tuple[Field, ...] = ()
    small: bool = False


_KINDS: Mapping[type, str] = {
    str: "tekst",
    tuple: "lijst",
    dt.date: "datum",
    bool: "ja of nee",
    Decimal: "getal",
}


def _fields(record: type) -> Mapping[str, Field]:
    hints = get_type_hints(record, include_extras=True)
    return {name: _field(name, hint) for name, hint in hints.items()}


def _field(name: str, hint: Any) -> Field:  # noqa: ANN401  (a type with what it says)
    of, says = hint.__origin__, hint.__metadata__[0]
    items = get_args(of)
    # `dt.date | None` is a date.
    known = get_origin(of) or of
    kind = _KINDS.get(known) or _KINDS.get(items[0] if items else known, "getal")
    parts = _fields(items[0]) if items and is_typeddict(items[0]) else {}
    return Field(name, kind, says, tuple(parts.values()), SMALL in hint.__metadata__)


#: The fields of each letter, by their name.
FIELDS: Mapping[LetterKind, Mapping[str, Field]] = {
    LetterKind.UITNODIGING: _fields(Letter),
    LetterKind.VOORSTEL: _fields(Proposal),
    LetterKind.BESLUIT: _fields(Decision),
}

_PAGE = """\
# Velden voor uw briefsjabloon

Een briefsjabloon is een gewoon Word-bestand. Wat tussen accolades staat, vult STO per brief in. Er
zijn drie brieven: de uitnodiging van de regio aan een school, het voorstel van een school aan de
programmamanager, en het besluit van de regio over dat plan. Hoe u een eigen sjabloon maakt, staat
in [Werken met het regiobestand](gebruik.md#een-eigen-briefsjabloon).

Deze pagina wordt gemaakt met `sto-xl fields --markdown`.

{letters}

## Zo schrijft u het op

| u schrijft | in de brief |
| --- | --- |
{notations}

Een opdracht die met `{{%p` begint, staat alleen in een alinea, die zelf niet wordt afgedrukt. Zo
komt een alinea alleen in brieven aan scholen met Zorg en welzijn, en een andere in de overige:

```
{{%p if 'Z&W' in profielen %}}
In Zorg en welzijn is domotica een mooi begin.
{{%p else %}}
Ook op uw school kan techniek een plaats krijgen.
{{%p endif %}}
```

Zo krijgt een tabel een rij voor elk van de posten: `{{%tr for rij in posten %}}` en
`{{%tr endfor %}}` staan elk alleen in een eigen tabelrij, die zelf niet wordt afgedrukt, en de rij
daartussen wordt herhaald.

Midden in een zin kan het ook, met `{{%` in plaats van `{{%p`. Elke `if` sluit u met `endif`, elke
`for` met `endfor`.

## Afkortingen van profielen

{profielen}
"""
#: How fields are written, and what stands in the letter then.
NOTATIONS = (
    ("{{ school }}", "de naam van de school"),
    ("{{ briefdatum|datum }}", DUTCH.datum(dt.date(2026, 12, 1))),
    ("{{ profielen|opsomming }}", DUTCH.opsomming(("Z&W", "Groen", "D&P"))),
    ("{{ 4000000|bedrag }}", DUTCH.bedrag(Decimal(4_000_000))),
    ("{%p for regel in adres %}", "de alinea eronder, voor elke regel van de lijst opnieuw"),
    ("{%p if aanbod_onbekend %}", "de alinea eronder, alleen als het zo is"),
    ("{%p if 'Z&W' in profielen %}", "de alinea eronder, alleen voor scholen met Z&W"),
    ("{%p if deelname == 'in gesprek' %}", "de alinea eronder, alleen bij die deelname"),
    ("{%p if deelnemers %}", "de alinea eronder, alleen als het aantal genoemd mag worden"),
    ("{{ leerlingen|getal }}", DUTCH.getal(1200)),
    ("{%tr for rij in posten %}", "de tabelrij eronder, voor elk van de posten opnieuw"),
    ("{{ rij.omschrijving }}", "in die rij: de omschrijving van de post"),
    ("{#p Aantekening #}", "niets: een aantekening voor wie het sjabloon bewerkt"),
)


#: What each letter is, for the heading of its fields.
_TITLES: Mapping[LetterKind, str] = {
    LetterKind.UITNODIGING: "De velden van de uitnodiging",
    LetterKind.VOORSTEL: "De velden van het voorstel",
    LetterKind.BESLUIT: "De velden van het besluit",
}


def page() -> str:
    """Give the page docs/briefvelden.md."""
    return _PAGE.format(
        letters="\n\n".join(map(_section, LetterKind)),
        notations="\n".join(_rows((f"`{typed}`", printed) for typed, printed in NOTATIONS)),
        profielen="\n".join(f"- {p.code}: {p.naam}" for p in reference.profielen().values()),
    )


def _section(kind: LetterKind) -> str:
    """Give the fields of a letter; those of the items of its lists stand under these lists."""
    rows: list[tuple[str, ...]] = []
    for field in FIELDS[kind].values():
        rows.append((f"`{field.name}`", field.kind, field.says))
        rows += ((f"&emsp;`{part.name}`", part.kind, part.says) for part in field.parts)
    head = (
        f"## {_TITLES[kind]}",
        "",
        "| veld | wat voor veld | wat er staat |",
        "| --- | --- | --- |",
    )
    return "\n".join((*head, *_rows(iter(rows))))


def _rows(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
