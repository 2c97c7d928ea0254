"""The page docs/briefvelden.md: the fields that a template may use, and how to write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sto_xl.letters.kinds import LetterKind
from sto_xl.letters.mail.kinds import EVERY, RETURNED, Mail
from sto_xl.model import Language, reference
from sto_xl.model.wording import DUTCH

_PAGE = """\
# Velden voor uw briefsjabloon

Een briefsjabloon is een gewoon Word-bestand. Wat tussen accolades staat, vult STO per brief in. Hoe
u een eigen sjabloon maakt, staat in
[Werken met het regiobestand](gebruik.md#een-eigen-briefsjabloon). Dit zijn de brieven:

{kinds}

Deze pagina wordt gemaakt met `sto-xl fields --markdown`.

{letters}

## De tekst van een mail

Met `--mail`, en als u in Excel ja kiest, ligt bij elke brief een conceptmail. De tekst daarvan is
een gewoon tekstbestand, dat u in Kladblok verandert. Leg het naast uw regiobestand (bij een
voorstel: naast het techniekplan) onder een van deze namen:

| mail | Nederlands | Engels |
| --- | --- | --- |
{mails}

De mail bij een brief kent dezelfde velden als die brief. De eerste regel is het onderwerp en begint
met `Onderwerp:`. Een lege regel begint een nieuwe alinea, en een regel die met een streepje begint,
hoort bij een lijst. Een regel met alleen een opdracht, zoals `{{% if telefoon %}}`, wordt zelf niet
afgedrukt; de `p` van `{{%p` is er niet nodig. Mailadressen en webadressen worden vanzelf links.

{returned}

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


def page() -> str:
    """Give the page docs/briefvelden.md."""
    return _PAGE.format(
        kinds="\n".join(f"- {kind.called}: {kind.route}" for kind in LetterKind),
        letters="\n\n".join(map(_section, LetterKind)),
        mails="\n".join(_rows(map(_names, EVERY))),
        returned=_section(RETURNED, level=3),
        notations="\n".join(_rows((f"`{typed}`", printed) for typed, printed in NOTATIONS)),
        profielen="\n".join(f"- {p.code}: {p.naam}" for p in reference.profielen().values()),
    )


def _names(mail: Mail) -> tuple[str, ...]:
    """Give what a mail is called, and what the files with its text are."""
    return (mail.called, *(f"`{mail.shipped(language).name}`" for language in Language))


def _section(kind: LetterKind | Mail, level: int = 2) -> str:
    """Give the fields of a letter or mail; those of the items of its lists stand under these."""
    rows: list[tuple[str, ...]] = []
    for field in kind.fields.values():
        rows.append((f"`{field.name}`", field.kind, field.says))
        rows += ((f"&emsp;`{part.name}`", part.kind, part.says) for part in field.parts)
    head = (
        f"{'#' * level} De velden van {kind.called}",
        "",
        "| veld | wat voor veld | wat er staat |",
        "| --- | --- | --- |",
    )
    return "\n".join((*head, *_rows(iter(rows))))


def _rows(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
