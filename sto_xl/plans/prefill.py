"""What the roster of a region already knows of the plan that a school begins."""

from __future__ import annotations

from collections.abc import Mapping

from sto_xl import sheets
from sto_xl.grid import Value
from sto_xl.model import Contact, ContactRole, Plan, PlanStatus
from sto_xl.sheets.meant import question
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.workbook import COLUMN_OF
from sto_xl.system.errors import Cause, Failure


def prefilled(roster: Roster, vestiging: str) -> Mapping[str, Value]:
    """Give what the form of a new plan of this location can say already: value by label.

    Besides what Scholen and Regio tell: the STO contact, where the school has one and no more; and
    kenmerk and title of the plan that the region has as its only concept of this school. Raises
    `Failure` for a workbook that is no roster, and for a location that it does not have.
    """
    if not roster.book.recognised:
        raise Failure(Cause.NOT_OURS, file=roster.name)
    key = roster.key_of(vestiging)
    school = roster.schools_by_location.get(key or "")
    if school is None:
        asked = question(vestiging, roster.location_keys)
        raise Failure(Cause.UNKNOWN_SCHOOL, file=roster.name, school=vestiging, asked=asked)
    region, contact, plan = roster.region, _contact(roster, key), _concept(roster, key)
    values: Mapping[str, str | None] = {
        "vestiging": school.vestiging,
        "school": school.school,
        "adres": school.adres,
        "postcode": school.postcode,
        "plaats": school.plaats,
        "regio": region.naam,
        "programmamanager": region.programmamanager,
        "kenmerk": plan.kenmerk if plan else None,
        "titel": plan.titel if plan else None,
        "indiener": contact.naam if contact else None,
        "functie": contact.functie if contact else None,
        "email": contact.email if contact else None,
        "telefoon": contact.telefoon if contact else None,
    }
    labels = COLUMN_OF[sheets.PLAN_FORM.name]
    return {labels[field].heading: value for field, value in values.items() if value}


def _contact(roster: Roster, key: str | None) -> Contact | None:
    """Give the school's STO contact, unless there is none or more than one."""
    contacts = roster.contacts_by_location.get(key or "", ())
    found = [contact for contact in contacts if contact.rol is ContactRole.STO]
    return found[0] if len(found) == 1 else None


def _concept(roster: Roster, key: str | None) -> Plan | None:
    """Give the plan that the region has as a concept of this school, if it is the only one."""
    found = [
        plan
        for plan in roster.plans
        if roster.key_of(plan.vestiging) == key and plan.status is PlanStatus.CONCEPT
    ]
    return found[0] if len(found) == 1 else None
