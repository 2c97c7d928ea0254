"""What is said of a roster that was checked, flagged or summarised, at every door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sto_xl.model.findings import Report
from sto_xl.model.wording import DUTCH, counted
from sto_xl.region.routines import Flag


def attention(flags: Sequence[Flag]) -> str:
    """Say how many of the vmbo locations, which alone can get a signal, ask for attention."""
    signalled = sum(flag.signaal is not None for flag in flags)
    locations = sum(flag.location.vmbo for flag in flags)
    if not locations:
        return "Op blad Scholen staat geen vmbo-locatie, dus ook geen signaal."
    vmbo = counted(locations, "vmbo-locatie", "vmbo-locaties")
    return (
        f"Van {vmbo} {'vraagt' if signalled == 1 else 'vragen'} er {signalled or 'geen'} aandacht."
    )


def checked(report: Report) -> str:
    """Say what sheet Controle holds by now."""
    text = f"Controle klaar: {report.summary}."
    if report.findings:
        text += " Op blad Controle staat bij elke bevinding wat u kunt doen."
    return text


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
