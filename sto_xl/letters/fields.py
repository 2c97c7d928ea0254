"""The fields that a Word template may use, and the page that tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, get_origin, get_type_hints

from sto_xl import reference
from sto_xl.wording import DUTCH


@dataclass(frozen=True, slots=True)
class Letter:
    """The fields of an uitnodiging, each with what it says, as `docs/briefvelden.md` prints it.

    A text that is not known is empty, and a list has no gaps.
    """

    programma: Annotated[
        str, "de regio zoals zij ondertekent, zoals ‘Sterk Techniekonderwijs Rivierenhoek’"
    ]
    programmamanager: Annotated[str, "naam van de programmamanager, van blad Regio"]
    telefoon: Annotated[str, "telefoonnummer van de programmamanager"]
    email: Annotated[str, "e-mailadres van de programmamanager"]
    ondersteuner: Annotated[str, "naam van de landelijke ondersteuner"]
    afzender: Annotated[tuple[str, ...], "adres van de regio, regel voor regel"]
    plaats: Annotated[str, "plaats van de regio, voor de datum"]
    school: Annotated[str, "naam van de school"]
    aan: Annotated[str, "naam van de geadresseerde; leeg als de brief naar de directie gaat"]
    adres: Annotated[tuple[str, ...], "adres van de school, regel voor regel"]
    briefdatum: Annotated[dt.date, "datum van de brief; schrijf {{ briefdatum|datum }}"]
    kenmerk: Annotated[str, "regionummer, vestiging en datum"]
    aanhef: Annotated[str, "aanhef van blad Contacten, met één komma; leeg als die er niet is"]
    kopie: Annotated[tuple[str, ...], "namen van wie een kopie krijgt"]
    deelname: Annotated[
        str, "of de school meedoet: ‘geen’, en met --also ‘aangemeld’, ‘in gesprek’ of ‘gestopt’"
    ]
    profielen: Annotated[tuple[str, ...], "profielen van de school, afgekort, zoals ‘Z&W’"]
    technisch: Annotated[tuple[str, ...], "de technische daarvan, afgekort"]
    niet_technisch: Annotated[tuple[str, ...], "de niet-technische daarvan, afgekort"]
    technisch_voluit: Annotated[tuple[str, ...], "de technische profielen met hun volle naam"]
    alleen_tl: Annotated[bool, "of de school alleen de theoretische leerweg heeft"]
    aanbod_onbekend: Annotated[bool, "of niet bekend is wat de school aanbiedt"]
    manieren: Annotated[
        tuple[str, ...],
        "manieren om met techniek kennis te maken die bij de school passen: ‘keuzevak’, "
        "‘praktijkgericht’, ‘in_profiel’, ‘onderbouw’",
    ]
    deelnemers: Annotated[
        int | None, "hoeveel vmbo-locaties in de regio meedoen; leeg bij minder dan twee"
    ]
    vmbo_locaties: Annotated[
        int | None, "hoeveel vmbo-locaties de regio heeft; leeg bij minder dan twee deelnemers"
    ]

    def fields(self) -> dict[str, object]:
        """Give the fields by name, as a template asks for them."""
        return {name: getattr(self, name) for name in FIELDS}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a template may use: its name, whether it is a text or a list, what it says."""

    name: str
    kind: str
    says: str


def _field(name: str, hint: Any) -> Field:  # noqa: ANN401  (a type with what it says)
    kind, says = hint.__origin__, hint.__metadata__[0]
    return Field(name, _KINDS.get(get_origin(kind) or kind, "getal"), says)


_KINDS: Mapping[type, str] = {str: "tekst", tuple: "lijst", dt.date: "datum", bool: "ja of nee"}
#: The fields by their name.
FIELDS: Mapping[str, Field] = {
    name: _field(name, hint) for name, hint in get_type_hints(Letter, include_extras=True).items()
}

_PAGE = """\
# Velden voor uw briefsjabloon

Een briefsjabloon is een gewoon Word-bestand. Wat tussen accolades staat, vult STO per school in.
Hoe u een eigen sjabloon maakt, staat in
[Werken met het regiobestand](gebruik.md#een-eigen-briefsjabloon).

Deze pagina wordt gemaakt met `sto-xl fields --markdown`.

## De velden

| veld | wat voor veld | wat er staat |
| --- | --- | --- |
{fields}

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
    ("{#p Aantekening #}", "niets: een aantekening voor wie het sjabloon bewerkt"),
)


def page() -> str:
    """Give the page docs/briefvelden.md."""
    return _PAGE.format(
        fields="\n".join(_rows((f"`{f.name}`", f.kind, f.says) for f in FIELDS.values())),
        notations="\n".join(_rows((f"`{typed}`", printed) for typed, printed in NOTATIONS)),
        profielen="\n".join(f"- {p.code}: {p.naam}" for p in reference.profielen().values()),
    )


def _rows(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
