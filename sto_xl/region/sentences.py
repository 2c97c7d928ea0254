"""What is said of a roster that was checked, flagged or summarised, at every door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.model.findings import Report
from sto_xl.model.wording import DUTCH, counted
from sto_xl.region.routines import Flag
from sto_xl.register import Register
from sto_xl.register.known import KnownOfDuo, known_of
from sto_xl.system import doors
from sto_xl.system.errors import Cause

if TYPE_CHECKING:
    from sto_xl.books.mending import Mended, Renewed, Repaired


def attention(flags: Sequence[Flag]) -> str:
    """Say how many of the vmbo locations, which alone can get a signal, ask for attention."""
    signals = [flag.signaal for flag in flags if flag.signaal]
    locations = sum(flag.location.vmbo for flag in flags)
    if not locations:
        return "Op blad Scholen staat geen vmbo-locatie, dus ook geen signaal."
    asking = sum(signaal.asks for signaal in signals)
    vmbo = counted(locations, "vmbo-locatie", "vmbo-locaties")
    said = f"Van {vmbo} {'vraagt' if asking == 1 else 'vragen'} er {asking or 'geen'} aandacht"
    if unknown := len(signals) - asking:
        return f"{said}; van {unknown} is alleen het bereik onbekend."
    return f"{said}."


def checked(report: Report) -> str:
    """Say what sheet Controle holds by now."""
    text = f"Controle klaar: {report.summary}."
    if report.findings:
        text += " Op blad Controle staat bij elke bevinding wat u kunt doen."
    return text


def not_compared(register: Register | KnownOfDuo | None) -> Iterator[str]:
    """Say what could not be held beside DUO's open data, and what to do about it."""
    if register is None:
        why = Register.absence()
        if why and why.cause is Cause.NO_REGISTER:
            said = doors.said("no_register").format(**why.values)
            yield f"Met de gegevens van DUO is niet vergeleken{said}."
        else:
            yield f"Met de gegevens van DUO is niet vergeleken. {why or ''}".rstrip()
        return
    told = register if isinstance(register, KnownOfDuo) else known_of(register, ())
    if told.listed_on is None:
        yield (
            "De scholen zijn niet met DUO vergeleken: het bestand met alle vestigingen is nog niet "
            "ingelezen."
        )
    if told.counted_on is None:
        yield (
            "Aanbod en leerlingen zijn niet met DUO vergeleken: het bestand met leerlingen per "
            "vestiging is nog niet ingelezen."
        )


def flagged(flags: Sequence[Flag]) -> str:
    """Say what sheet Scholen holds by now."""
    text = attention(flags)
    if any(flag.signaal for flag in flags):
        text += " Op blad Scholen staan bij elke school het signaal en de volgende stap."
    return text


def summarised(day: dt.date) -> str:
    """Say what sheet Samenvatting holds by now."""
    return f"Blad Samenvatting is bijgewerkt tot {DUTCH.datum(day)}."


def dated() -> str:
    """Say where it stands that letters were made."""
    return "De datum staat op blad Scholen bij Laatste brief."


def unfiltered(where: Collection[str]) -> str:
    """Tell of the sheets whose filter was lifted; empty when there are none."""
    if not where:
        return ""
    return (
        f"Het filter op blad {DUTCH.opsomming(where)} is opgeheven, zodat er geen regels werden "
        "overgeslagen."
    )


def renewed(found: Renewed | None) -> str:
    """Tell what came into a roster of an older template, and what could not; empty for another."""
    if found is None:
        return ""
    now = "" if found.left else f"; het heeft nu alles van versie {sheets.ROSTER.version}"
    said = [f"Dit regiobestand had sjabloonversie {found.before}{now}."]
    if found.added:
        said.append(f"Erbij gekomen: {DUTCH.opsomming(found.added)}.")
    return " ".join((*said, *found.left))


#: So many cells are named.
_NAMED = 3


def repaired(found: Repaired) -> Iterator[str]:
    """Tell what came back of what pasting took away, sheet by sheet, and what could not."""
    for sheet in found.sheets:
        yield from _mended(sheet)
    if not found.sheets:
        yield "Er is niets teruggezet: keuzelijsten, getalnotaties en kleurregels staan er nog."
    elif found.names:
        yield "Ook de lijsten waarnaar keuzelijsten en kleurregels verwijzen, staan er weer."
    for heading in found.without:
        yield (
            f"De keuzelijst van ‘{heading}’ is niet teruggezet: het blad waarop de lijst staat, "
            "ontbreekt of is beveiligd."
        )
    if found.unmarked:
        yield (
            "De kleurregels zijn niet teruggezet: de tabel op blad Controle is niet gevonden. Neem "
            f"uw gegevens over in een nieuw regiobestand{doors.said('moves')}."
        )
    if found.closed:
        yield (
            f"Op blad {DUTCH.opsomming(found.closed)} is niets teruggezet, want het is beveiligd. "
            "Hef de beveiliging op (Controleren > Beveiliging blad opheffen) en probeer het "
            "opnieuw."
        )


def _mended(sheet: Mended) -> Iterator[str]:
    """Tell what came back on one sheet."""
    cells = ("cel", "cellen")
    counts = (
        (sheet.lists, counted(sheet.lists, "keuzelijst", "keuzelijsten")),
        (sheet.hints, f"invoerhulp voor {counted(sheet.hints, *cells)}"),
        (sheet.notations, counted(sheet.notations, "getalnotatie", "getalnotaties")),
        (sheet.colours, f"kleurregels voor {counted(sheet.colours, *cells)}"),
    )
    said = [text for count, text in counts if count]
    if sheet.coming:
        said.append("wat nieuwe rijen krijgen")
    if said:
        yield f"Teruggezet op blad {sheet.sheet}: {DUTCH.opsomming(said)}."
    if sheet.kept:
        named = list(sheet.kept[:_NAMED])
        more = len(sheet.kept) - len(named)
        named += [f"nog {counted(more, *cells)}"] if more else []
        yield (
            f"Op blad {sheet.sheet} {'houdt' if len(sheet.kept) == 1 else 'houden'} "
            f"{DUTCH.opsomming(named)} een andere getalnotatie dan de kolom: anders zou er iets "
            "anders staan. Kijk of daar het goede gegeven staat."
        )
