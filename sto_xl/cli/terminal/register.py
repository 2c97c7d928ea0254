"""What became of files of DUO, and what is in the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import out
from sto_xl.model.wording import DUTCH, counted
from sto_xl.register.duo import Address, DuoKind

if TYPE_CHECKING:
    from sto_xl.register import Register
    from sto_xl.register.changes import AddressChanges
    from sto_xl.register.importing import Imported
    from sto_xl.system.errors import Failure

#: How many vestigingen are named of each kind of change before the rest is counted.
_NAMED = 20
_MONTH, _YEAR = 30.44, 365.25


def print_import(done: Sequence[Imported], failures: Iterable[Failure]) -> None:
    """Print what became of each file, and which vestigingen changed."""
    console = out()
    for one in done:
        told = f": {one.given.contents.kind}, peildatum {DUTCH.datum(one.given.peildatum)}"
        if one.given.dated_by_itself:
            told += " (de dag waarop het bestand is bewaard; een andere geeft u op met --date)"
        console.tell((one.given.contents.name, "bold"), f"{told}; {'; '.join(_became(one))}")
        for what, lines in _changes(one.changes):
            console.tell(f"  {what}: {counted(len(lines), 'vestiging', 'vestigingen')}")
            for line in _first(lines):
                console.tell(f"    {line}")
    for failure in failures:
        console.tell((str(failure), "red"))


def _became(one: Imported) -> Iterator[str]:
    found = one.given.contents
    if not one.added:
        yield "staat al in het register, dus er is niets gewijzigd"
        return
    yield counted(len(found.addresses or found.named), "vestiging", "vestigingen")
    if not found.offers:
        yield "geen jaar met de tien profielen, dus alleen namen en plaatsen"
    elif found.unprofiled:
        rows = counted(found.unprofiled, "rij", "rijen")
        yield f"{rows} zonder profiel (routes, en afdelingen van vroeger) niet overgenomen"
    for leerweg, number in found.unknown.items():
        rows = counted(number, "rij", "rijen")
        yield f"{rows} niet overgenomen, want leerweg ‘{leerweg}’ is niet te herkennen"
    if one.replaced:
        yield f"in de plaats van {one.replaced}"
    if one.newest:
        yield f"wat van {DUTCH.datum(one.newest)} bekend is, is nieuwer en blijft gelden"
    if one.changes.compared and not any(lines for _, lines in _changes(one.changes)):
        yield "geen vestiging is nieuw, gesloten, verhuisd of van naam veranderd"


def _changes(changes: AddressChanges) -> Iterator[tuple[str, list[str]]]:
    told = {
        "nieuw": [_named(one) for one in changes.new],
        "gesloten": [_named(one) + _taken_up(one, changes) for one in changes.gone],
        "verhuisd": [f"{_named(new)}, eerst {_where(old)}" for old, new in changes.moved],
        "andere naam": [f"{_named(new)}, eerst {old.name}" for old, new in changes.renamed],
    }
    return ((what, lines) for what, lines in told.items() if lines)


def _named(address: Address) -> str:
    return f"{address.code} {address.name}, {_where(address)}"


def _where(address: Address) -> str:
    return f"{address.street} {address.number}, {address.postcode} {address.place}"


def _taken_up(address: Address, changes: AddressChanges) -> str:
    after = changes.successors.get(address.code)
    return f"; waarschijnlijk opgegaan in {after.code} ({after.why})" if after else ""


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_NAMED]
    if len(lines) > _NAMED:
        yield f"en nog {DUTCH.getal(len(lines) - _NAMED)} (met --json staan ze er alle)"


def print_status(register: Register, path: Path, today: dt.date) -> None:
    """Print what is in the register, and of each kind of file where the newest is."""
    console = out()
    known = register.all()
    vmbo = sum(one.vmbo for one in known)
    gone = sum(one.gone is not None for one in known)
    told = f"{counted(len(known), 'vestiging', 'vestigingen')}, waarvan {DUTCH.getal(vmbo)} met een"
    console.tell((str(path), "bold"), f": {told} vmbo-profiel en {DUTCH.getal(gone)} gesloten")
    for kind in DuoKind:
        console.tell((f"\n{kind}", "bold"))
        for line in _files(register, kind, today):
            console.tell(f"  {line}")
        console.tell(f"  het nieuwste biedt DUO aan op {kind.page}")


def _files(register: Register, kind: DuoKind, today: dt.date) -> Iterator[str]:
    files = [file for file in register.files if file.kind is kind]
    for file in files:
        told = f"peildatum {DUTCH.datum(file.peildatum)}, {age(file.peildatum, today)}"
        only = "" if file.offers else "; alleen namen en plaatsen"
        yield f"{told}: {file.name} (sha256 {file.sha256[:12]}){only}"
    if not files:
        yield "nog niet ingelezen"


def age(day: dt.date, today: dt.date) -> str:
    """Tell how long ago a day was: "12 dagen oud", "5 maanden oud", "3 jaar oud"."""
    days = max(0, (today - day).days)
    if days < 2 * _MONTH:
        return f"{counted(days, 'dag', 'dagen')} oud" if days else "van vandaag"
    if days < 2 * _YEAR:
        return f"{int(days / _MONTH)} maanden oud"
    return f"{int(days / _YEAR)} jaar oud"


def import_json(done: Sequence[Imported], failures: Iterable[Failure]) -> dict[str, object]:
    """Give what became of each file as data."""
    return {
        "files": [_imported_json(one) for one in done],
        "failures": [str(failure) for failure in failures],
    }


def _imported_json(one: Imported) -> dict[str, object]:
    found, changes = one.given.contents, one.changes
    return {
        "file": found.name,
        "sha256": found.sha256,
        "kind": found.kind,
        "peildatum": one.given.peildatum.isoformat(),
        "dated_by_itself": one.given.dated_by_itself,
        "rows": found.rows,
        "profiles": found.offers,
        "rows_without_profile": found.unprofiled,
        "rows_of_unknown_leerweg": dict(found.unknown),
        "added": one.added,
        "newest": one.newest.isoformat() if one.newest else None,
        "replaced": one.replaced or None,
        "changes": dict(_changes(changes)) if changes.compared else None,
    }


def status_json(register: Register, path: Path, today: dt.date) -> dict[str, object]:
    """Give what is in the register as data."""
    known = register.all()
    return {
        "register": str(path),
        "vestigingen": len(known),
        "vmbo": sum(one.vmbo for one in known),
        "gone": sum(one.gone is not None for one in known),
        "files": [
            {
                "kind": file.kind,
                "file": file.name,
                "sha256": file.sha256,
                "peildatum": file.peildatum.isoformat(),
                "days": (today - file.peildatum).days,
                "rows": file.rows,
                "imported": file.imported.isoformat(),
            }
            for file in register.files
        ],
        "newest": {kind: kind.page for kind in DuoKind},
    }
