"""Who filled a plan in, for sheet Contacten: whom the region writes to where it knows nobody else.

People of schools stand on that sheet alone; sheet Plannen holds nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sto_xl import letters
from sto_xl.grid import Value, plain
from sto_xl.model import Contact, PlanForm, contact_details
from sto_xl.sheets.roster import Roster


def authors(forms: Sequence[PlanForm], roster: Roster) -> Iterator[Mapping[str, Value]]:
    """Give of each plan, in their order, the row of its author; empty where none is to be added.

    So it is where letters to the school have an address already, the author stands there, or has
    no address that can be right.
    """
    added = set[tuple[str, str]]()
    for form in forms:
        key = roster.key_of(form.vestiging) or ""
        contacts = roster.contacts_by_location.get(key, ())
        name, email = form.indiener or "", form.email or ""
        one = (key, plain(email))
        known = letters.addressee(contacts).email or _stands_there(name, email, contacts)
        new = key in roster.location_keys and not known and one not in added
        if new and contact_details.is_email(email):
            added.add(one)
            yield _row(form, roster.schools_by_location[key].vestiging or form.vestiging)
        else:
            yield {}


def _stands_there(name: str, email: str, contacts: Sequence[Contact]) -> bool:
    """Tell whether somebody has this name or address, whatever was said of letters to them."""
    return any(
        (name and plain(c.naam) == plain(name)) or (email and plain(c.email) == plain(email))
        for c in contacts
    )


def _row(form: PlanForm, vestiging: str | None) -> Mapping[str, Value]:
    said = {
        "Vestiging": vestiging,
        "Naam": form.indiener,
        "Functie": form.functie,
        "E-mail": form.email,
        "Telefoon": form.telefoon,
    }
    return {heading: value for heading, value in said.items() if value is not None}
