"""The next step for a location that is signalled: whom to call, and about what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from sto_xl.figures.participation import SIGNAL_OF_CLASS, Location, reach_unknown, reached
from sto_xl.model import Answer, Contact, ContactRole, Offering, School, Signaal
from sto_xl.model.wording import DUTCH


def next_step(
    location: Location, school: School, contacts: Sequence[Contact], *, named: bool
) -> str:
    """Tell the programme manager whom to call and about what; "" without a signal.

    A contact is `named`, with number or address, in the roster itself. What goes further tells of
    one by role only: there is nothing of a person in it.
    """
    signaal = location.signaal
    if signaal is None:
        return ""
    if signaal is Signaal.NIEMAND:
        return "Zoek een telefoonnummer of e-mailadres van de school en zet het op blad Contacten."
    whom = _whom(school, contacts, named=named)
    text = f"{whom} en {_about(signaal, location, school)}."
    if signaal in SIGNAL_OF_CLASS.values() and school.niet_aanschrijven is Answer.JA:
        text += " De school krijgt geen brief."
    return text


#: Who is called first, and what they are called where nobody is named.
_CALLED: Mapping[ContactRole, str] = {
    ContactRole.STO: "de STO-contactpersoon van de school",
    ContactRole.DIRECTIE: "de directie",
}


def _whom(school: School, contacts: Sequence[Contact], *, named: bool) -> str:
    """Tell whom to call, else to mail: the STO-contact, the management, the school, anyone."""
    for role, called in _CALLED.items():
        people = [c for c in contacts if c.rol is role]
        if found := _reach(people, called, named=named):
            return found
    if school.telefoon:
        return f"Bel het algemene nummer {school.telefoon}"
    return _reach(contacts, "de contactpersoon op blad Contacten", named=named)


def _reach(people: Sequence[Contact], called: str, *, named: bool) -> str:
    """Tell how to reach the first of these people who can be called, else mailed; "" for nobody."""
    by_phone = ((c, "Bel", c.telefoon) for c in people if c.telefoon)
    by_mail = ((c, "Mail", c.email) for c in people if c.email)
    for contact, verb, where in chain(by_phone, by_mail):
        return f"{verb} {_name(contact, called)} ({where})" if named else f"{verb} {called}"
    return ""


def _name(contact: Contact, called: str) -> str:
    """Name a contact, with what makes them the one to call."""
    whose = contact.functie or {
        ContactRole.STO: "STO-contact",
        ContactRole.DIRECTIE: "directie",
    }.get(contact.rol or ContactRole.OVERIG, "")
    if not contact.naam:
        return contact.functie or called.removesuffix(" op blad Contacten")
    return f"{contact.naam}, {whose}" if whose else contact.naam


def _about(  # noqa: PLR0911  (one line per signal)
    signaal: Signaal, location: Location, school: School
) -> str:
    match signaal:
        case Signaal.DEELNAME_ONBEKEND:
            return "vraag of de school meedoet; vul daarna Deelname in"
        case Signaal.STILGEVALLEN:
            last = school.laatste_contact
            when = (
                f"het laatste contact was op {DUTCH.datum(last)}"
                if last
                else ("er is nog geen contact genoteerd")
            )
            return f"vraag hoe het met de deelname staat; {when}"
        case Signaal.GEEN_TECHNISCH:
            return "bespreek waarom de school met haar technische profiel nog niet meedoet"
        case Signaal.GEEN_NIET_TECHNISCH:
            return (
                f"bespreek hoe leerlingen van {_profiles(location)} kunnen kennismaken met techniek"
            )
        case Signaal.GEEN_TL:
            return "bespreek een technisch praktijkgericht programma of techniek in de onderbouw"
        case Signaal.GEEN_ONBEKEND:
            return "vraag wat de school aanbiedt; vul daarna blad Aanbod in en nodig haar uit"
        case Signaal.GESTOPT:
            reason = f" (reden: {school.reden})" if school.reden else ""
            return f"vraag wat er nodig is om weer mee te doen{reason}"
        case Signaal.NIET_BEREIKT:
            missed = _profiles(location, lambda rows: reached(rows) == "nee")
            return f"bespreek hoe ook leerlingen van {missed} kunnen kennismaken met techniek"
        case Signaal.BEREIK_ONBEKEND:
            unknown = _profiles(location, reach_unknown)
            return (
                f"vraag hoeveel leerlingen van {unknown} kennismaken met techniek; "
                "vul daarna blad Aanbod in"
            )
        case _:
            return ""


def _profiles(
    location: Location, which: Callable[[Sequence[Offering]], bool] = lambda _rows: True
) -> str:
    """Name the non-technical profiles whose rows are meant."""
    found = [profiel for profiel, rows in location.non_technical.items() if which(rows)]
    return DUTCH.opsomming(found)
