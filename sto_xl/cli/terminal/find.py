"""The schools that were found: whose they are, and who is to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sto_xl.cli.terminal import out
from sto_xl.find.answer import OfRegion, PersonToAsk, Whose
from sto_xl.find.search import Hits, KnownSchool
from sto_xl.model import Status
from sto_xl.model.wording import DUTCH, counted
from sto_xl.register import capitals


def print_found(query: str, hits: Hits, told: Sequence[Whose], rosters: int) -> None:
    """Print each school that is told of, with its regions and persons."""
    console = out()
    if hits.proposed:
        console.tell(f"Geen school heet ‘{query}’. Bedoelt u misschien:\n")
    if not told:
        console.tell(
            f"Geen school gevonden bij ‘{query}’: probeer een deel van de naam, de plaats of de "
            "vestigingscode."
        )
    for number, answer in enumerate(told):
        if number:
            console.print()
        console.tell((_name(answer.school), "bold"), _where(answer.school))
        for line in _duo(answer.school):
            console.tell(f"  {line}")
        for region in answer.regions:
            console.tell(f"  {region.region}: {_said(region)}")
            for line in _persons(region.persons):
                console.tell(f"    {line}")
        if not answer.regions:
            searched = "dit regiobestand" if rosters == 1 else f"deze {rosters} regiobestanden"
            console.tell(f"  staat niet in {searched} en ligt in geen gebied op blad Gebied")
    if more := len(hits.schools) - len(told):
        schools = counted(more, "andere school", "andere scholen")
        console.tell(f"\nOok {schools} gevonden: geef meer woorden, of de vestigingscode.")


def _name(school: KnownSchool) -> str:
    return school.names[0] if school.names else school.code


def _place(school: KnownSchool) -> str:
    """Give its place as its region writes it, else as people do."""
    listed = (one.place for _, one in school.on if one.place)
    known = capitals.written(school.vestiging.place) if school.vestiging else ""
    return next(listed, known)


def _where(school: KnownSchool) -> str:
    told = ", ".join(filter(None, (_place(school), school.code)))
    return f" ({told})" if told else ""


def _duo(school: KnownSchool) -> Iterator[str]:
    """Tell what DUO knows that matters for who is to be asked."""
    one = school.vestiging
    if one and one.gone:
        into = one.successor
        after = f"; waarschijnlijk opgegaan in {into.code} ({into.why})" if into else ""
        yield f"volgens DUO gesloten (niet meer op de lijst van {DUTCH.datum(one.gone)}){after}"
    elif one and not one.vmbo and not school.on:
        yield "biedt volgens DUO geen profiel in BB, KB of GL aan"


def _said(region: OfRegion) -> str:
    """Say whether a school takes part there, and since when."""
    if region.status is None:
        return "de school staat niet op het regiobestand, maar ligt wel in het gebied"
    if region.into:
        return f"opgegaan in {region.into}"
    if region.status is Status.ONBEKEND:
        return "deelname onbekend"
    said = "doet niet mee" if region.status is Status.GEEN else region.status.value
    return f"{said} sinds {DUTCH.datum(region.since)}" if region.since else said


def _persons(persons: Sequence[PersonToAsk]) -> Iterator[str]:
    for one in persons:
        told = (one.name, one.function, one.email, one.phone, one.address)
        yield f"{one.role}: {', '.join(filter(None, told))}"
    if not persons:
        yield "op het regiobestand staat niet wie u kunt vragen"


def found_json(query: str, hits: Hits, told: Sequence[Whose]) -> Mapping[str, object]:
    """Give what was found as JSON content."""
    return {
        "query": query,
        "proposed": hits.proposed,
        "more": len(hits.schools) - len(told),
        "schools": [_school_json(one) for one in told],
    }


def _school_json(answer: Whose) -> Mapping[str, object]:
    school = answer.school
    one = school.vestiging
    return {
        "vestiging": school.code or None,
        "school": _name(school),
        "plaats": _place(school),
        "vmbo": one.vmbo if one else None,
        "gesloten": one.gone.isoformat() if one and one.gone else None,
        "opgegaan_in": one.successor.code if one and one.successor else None,
        "regions": [_region_json(region) for region in answer.regions],
    }


def _region_json(region: OfRegion) -> Mapping[str, object]:
    return {
        "region": region.region,
        "on_roster": region.status is not None,
        "deelname": region.status.value if region.status else None,
        "sinds": region.since.isoformat() if region.since else None,
        "opgegaan_in": region.into or None,
        "persons": [
            {
                "role": one.role,
                "name": one.name,
                "function": one.function,
                "email": one.email,
                "phone": one.phone,
                "address": one.address,
            }
            for one in region.persons
        ],
    }
