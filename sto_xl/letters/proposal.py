"""The voorstel: what a school writes to the programmamanager of its region about its plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, TypedDict

from sto_xl.letters.address import aanhef, address, programme
from sto_xl.letters.lines import line, lines, phone
from sto_xl.letters.said import LetterDate, Programme, Said
from sto_xl.model import (
    Activity,
    Answer,
    Cooperation,
    Goal,
    Land,
    Language,
    Means,
    MeansSource,
    Milestone,
    Region,
)
from sto_xl.sheets import notation
from sto_xl.sheets.techniekplan import Techniekplan


class GoalRow(TypedDict):
    """A goal, as a template's row asks for it."""

    doel: Annotated[str, "het doel"]
    resultaat: Annotated[str, "waaraan te zien is dat het is bereikt"]
    toelichting: Annotated[str, "de toelichting erbij"]


class ActivityRow(TypedDict):
    """An activity, as a template's row asks for it."""

    activiteit: Annotated[str, "de activiteit"]
    doel: Annotated[str, "het doel waaraan zij bijdraagt"]
    manier: Annotated[str, "hoe leerlingen zo kennismaken met techniek"]
    profielen: Annotated[tuple[str, ...], "voor welke profielen, afgekort"]
    leerwegen: Annotated[tuple[str, ...], "voor welke leerwegen, afgekort"]
    leerjaren: Annotated[tuple[str, ...], "voor welke leerjaren"]
    leerlingen: Annotated[int | None, "hoeveel leerlingen meedoen; leeg als onbekend"]
    start: Annotated[dt.date | None, "de eerste dag; leeg als onbekend"]
    einde: Annotated[dt.date | None, "de laatste dag; leeg als onbekend"]


class MilestoneRow(TypedDict):
    """A milestone, as a template's row asks for it."""

    mijlpaal: Annotated[str, "de mijlpaal"]
    activiteit: Annotated[str, "de activiteit waar zij bij hoort"]
    datum: Annotated[dt.date | None, "wanneer het klaar moet zijn; leeg als onbekend"]
    bereikt_op: Annotated[dt.date | None, "wanneer het is gelukt; leeg als dat nog niet zo is"]
    toelichting: Annotated[str, "de toelichting erbij"]


class PartnerRow(TypedDict):
    """A partner, as a template's row asks for it."""

    partner: Annotated[str, "naam van de partner"]
    soort: Annotated[str, "soort partner: ‘po’, ‘vo’, ‘vmbo’, ‘mbo’, ‘hbo’, ‘bedrijf’, ‘overheid’"]
    bijdrage: Annotated[str, "wat de partner doet of inbrengt"]


class MeansRow(TypedDict):
    """Something that is needed, as a template's row asks for it."""

    omschrijving: Annotated[str, "wat er nodig is"]
    aantal: Annotated[Decimal | None, "hoeveel daarvan; leeg als onbekend"]
    prijs: Annotated[Decimal | None, "prijs per stuk of per uur; leeg als onbekend"]
    bedrag: Annotated[Decimal | None, "aantal × prijs; leeg als onbekend"]
    bron: Annotated[str, "wie betaalt: ‘STO’, ‘cofinanciering’ of ‘eigen middelen’"]
    toelichting: Annotated[str, "de toelichting erbij"]


class TotalRow(TypedDict):
    """What one source pays, as a template's row asks for it."""

    bron: Annotated[str, "wie betaalt: ‘STO’, ‘cofinanciering’ of ‘eigen middelen’"]
    bedrag: Annotated[Decimal, "wat dat samen is"]


@dataclass(frozen=True, slots=True)
class Proposal(Said):
    """The fields of a voorstel, each with what it says, as `docs/briefvelden.md` prints it."""

    titel: Annotated[str, "titel van het plan"]
    kenmerk: Annotated[str, "kenmerk dat de regio aan het plan gaf; leeg als dat er nog niet is"]
    school: Annotated[str, "naam van de school"]
    vestiging: Annotated[str, "vestigingscode van de school"]
    afzender: Annotated[tuple[str, ...], "adres van de school, regel voor regel"]
    plaats: Annotated[str, "plaats van de school, voor de datum"]
    indiener: Annotated[str, "wie het plan invulde en de brief ondertekent"]
    functie: Annotated[str, "functie van de indiener"]
    telefoon: Annotated[str, "telefoonnummer van de indiener"]
    email: Annotated[str, "e-mailadres van de indiener"]
    programma: Programme
    programmamanager: Annotated[str, "naam van de programmamanager"]
    adres: Annotated[
        tuple[str, ...], "adres van de regio, regel voor regel; leeg zonder het regiobestand"
    ]
    aanhef: Annotated[
        str, "aanhef, van de naam van de programmamanager gemaakt, met één komma; leeg zonder naam"
    ]
    briefdatum: LetterDate
    bestand: Annotated[str, "naam van het bestand met het techniekplan"]
    leerlingen: Annotated[int | None, "hoeveel verschillende leerlingen; leeg als onbekend"]
    regiovisie: Annotated[tuple[str, ...], "antwoord op de eerste vraag, alinea voor alinea"]
    doelen: Annotated[tuple[str, ...], "antwoord op de tweede vraag"]
    activiteiten: Annotated[tuple[str, ...], "antwoord op de derde vraag"]
    mijlpalen: Annotated[tuple[str, ...], "antwoord op de vierde vraag"]
    samenwerking: Annotated[tuple[str, ...], "antwoord op de vijfde vraag"]
    middelen: Annotated[tuple[str, ...], "antwoord op de zesde vraag"]
    doelenlijst: Annotated[tuple[GoalRow, ...], "de rijen van blad Doelen"]
    activiteitenlijst: Annotated[tuple[ActivityRow, ...], "de rijen van blad Activiteiten"]
    mijlpalenlijst: Annotated[
        tuple[MilestoneRow, ...], "de rijen van blad Mijlpalen, de vroegste eerst"
    ]
    partners: Annotated[tuple[PartnerRow, ...], "de rijen van blad Samenwerking"]
    posten: Annotated[tuple[MeansRow, ...], "de rijen van blad Middelen"]
    totalen: Annotated[tuple[TotalRow, ...], "wat elk van de bronnen samen betaalt"]
    totaal: Annotated[Decimal, "wat het plan in totaal kost"]
    gevraagd: Annotated[Decimal, "wat daarvan van STO wordt gevraagd"]
    akkoord: Annotated[bool, "of de schoolleiding akkoord is"]
    akkoord_naam: Annotated[str, "wie namens de schoolleiding akkoord gaf"]
    akkoord_datum: Annotated[dt.date | None, "wanneer dat was; leeg als onbekend"]


def context(
    plan: Techniekplan,
    region: Region | None,
    letter_date: dt.date,
    language: Language = Language.NL,
) -> Proposal:
    """Give what the voorstel of a techniekplan says.

    With the `region` that it is put to, the letter is addressed as its roster says.
    """
    form = plan.form
    manager = line(region.programmamanager if region else None) or line(form.programmamanager)
    totals = {source: _total(plan.means, source) for source in MeansSource}
    return Proposal(
        titel=line(form.titel),
        kenmerk=line(form.kenmerk),
        school=line(form.school),
        vestiging=line(form.vestiging),
        afzender=tuple(address(form.adres, form.postcode, form.plaats)),
        plaats=line(form.plaats),
        indiener=line(form.indiener),
        functie=line(form.functie),
        telefoon=phone(form.telefoon),
        email=line(form.email),
        programma=programme(line(region.naam if region else None) or line(form.regio)),
        programmamanager=manager,
        adres=_address(region),
        aanhef=aanhef(None, manager, language),
        briefdatum=letter_date,
        bestand=line(plan.name),
        leerlingen=form.leerlingen,
        regiovisie=tuple(lines(form.regiovisie)),
        doelen=tuple(lines(form.doelen)),
        activiteiten=tuple(lines(form.activiteiten)),
        mijlpalen=tuple(lines(form.mijlpalen)),
        samenwerking=tuple(lines(form.samenwerking)),
        middelen=tuple(lines(form.middelen)),
        doelenlijst=tuple(map(_goal, plan.goals)),
        activiteitenlijst=tuple(map(_activity, plan.activities)),
        mijlpalenlijst=tuple(
            map(_milestone, sorted(plan.milestones, key=lambda m: m.datum or dt.date.max))
        ),
        partners=tuple(map(_partner, plan.cooperation)),
        posten=tuple(map(_means, plan.means)),
        totalen=tuple({"bron": s.value, "bedrag": total} for s, total in totals.items() if total),
        totaal=sum((m.amount for m in plan.means if m.amount is not None), Decimal(0)),
        gevraagd=totals[MeansSource.STO],
        akkoord=form.akkoord is Answer.JA,
        akkoord_naam=line(form.akkoord_naam),
        akkoord_datum=form.akkoord_datum,
    )


def _address(region: Region | None) -> tuple[str, ...]:
    if region is None:
        return ()
    abroad = region.land is Land.CARIBISCH
    return tuple(address(region.adres, region.postcode, region.plaats, abroad=abroad))


def _total(means: Iterable[Means], source: MeansSource) -> Decimal:
    amounts = (m.amount for m in means if m.bron is source and m.amount is not None)
    return sum(amounts, Decimal(0))


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(map(line, notation.parts(text)))


def _text(text: str | None) -> str:
    return "\n".join(lines(text))


def _goal(goal: Goal) -> GoalRow:
    return {
        "doel": _text(goal.doel),
        "resultaat": _text(goal.resultaat),
        "toelichting": _text(goal.toelichting),
    }


def _activity(activity: Activity) -> ActivityRow:
    return {
        "activiteit": _text(activity.activiteit),
        "doel": _text(activity.doel),
        "manier": line(activity.manier),
        "profielen": _several(activity.profielen),
        "leerwegen": _several(activity.leerwegen),
        "leerjaren": _several(activity.leerjaren),
        "leerlingen": activity.leerlingen,
        "start": activity.start,
        "einde": activity.einde,
    }


def _milestone(milestone: Milestone) -> MilestoneRow:
    return {
        "mijlpaal": _text(milestone.mijlpaal),
        "activiteit": _text(milestone.activiteit),
        "datum": milestone.datum,
        "bereikt_op": milestone.bereikt_op,
        "toelichting": _text(milestone.toelichting),
    }


def _partner(partner: Cooperation) -> PartnerRow:
    return {
        "partner": _text(partner.partner),
        "soort": partner.soort.value if partner.soort else "",
        "bijdrage": _text(partner.bijdrage),
    }


def _means(means: Means) -> MeansRow:
    return {
        "omschrijving": _text(means.omschrijving),
        "aantal": means.aantal,
        "prijs": means.prijs,
        "bedrag": means.amount,
        "bron": means.bron.value if means.bron else "",
        "toelichting": _text(means.toelichting),
    }
