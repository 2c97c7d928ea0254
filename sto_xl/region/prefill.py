"""The plan that a school begins, with what the roster of its region already knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from sto_xl import model, sheets
from sto_xl.grid import Value
from sto_xl.letters.lines import line
from sto_xl.letters.mail.eml import Attachment
from sto_xl.model import Contact, ContactRole, Plan, PlanStatus, Region, School, reference
from sto_xl.model.wording import enumerated
from sto_xl.region.invitations import Invitation
from sto_xl.sheets.meant import question
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.workbook import COLUMN_OF
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

SUFFIX = ".xlsx"
#: So many schools are named of those that a text may mean.
_NAMED = 6


def plan(roster: Roster, school: School) -> Attachment:
    """Give a new plan for a school, in which what the roster knows is filled in already."""
    # What writes a workbook is not needed to find out what it is to say.
    from sto_xl.books.new.plan import plan_bytes

    form = {sheets.PLAN.form.name: prefilled(roster, school)}
    content = plan_bytes(form, mail_to=manager(roster.region))
    code = model.vestiging_code(school.vestiging)
    name = " ".join(filter(None, ("Techniekplan", line(school.school), code)))
    return Attachment(outputs.Names().give(name, SUFFIX), content)


def manager(region: Region) -> str:
    """Give to whom a plan is mailed: the name and the address that sheet Regio tells."""
    name, address = line(region.programmamanager), line(region.programmamanager_email)
    return f"{name} ({address})" if name and address else name or address


def with_plans(roster: Roster, invitations: Iterable[Invitation]) -> tuple[Invitation, ...]:
    """Give invitations that are mailed with the plan of their school."""
    return tuple(replace(one, plan=partial(plan, roster, one.school)) for one in invitations)


def prefilled(roster: Roster, school: School) -> Mapping[str, Value]:
    """Give what the form of a new plan of this school can say already: value by label.

    Besides what Scholen and Regio tell: the STO contact, where the school has one and no more; and
    kenmerk and title of the plan that the region has as its only concept of this school.
    """
    key = roster.key(school)
    region, contact, concept = roster.region, _contact(roster, key), _concept(roster, key)
    values: Mapping[str, str | None] = {
        "vestiging": school.vestiging,
        "school": school.school,
        "adres": school.adres,
        "postcode": school.postcode,
        "plaats": school.plaats,
        "regio": region.naam,
        "programmamanager": region.programmamanager,
        "kenmerk": concept.kenmerk if concept else None,
        "titel": concept.titel if concept else None,
        "indiener": contact.naam if contact else None,
        "functie": contact.functie if contact else None,
        "email": contact.email if contact else None,
        "telefoon": contact.telefoon if contact else None,
    }
    labels = COLUMN_OF[sheets.PLAN_FORM.name]
    return {labels[field].heading: value for field, value in values.items() if value}


def school_of(roster: Roster, typed: str) -> School:
    """Give the school of this vestiging or name, or the only one whose name holds the text.

    Raises `Failure` when there is none, with the one that was probably meant; when there are more,
    with all of them; and for a workbook that is no roster.
    """
    if not roster.book.recognised:
        raise Failure(Cause.NOT_OURS, file=roster.name)
    found = roster.schools_by_location.get(roster.key_of(typed) or "")
    if found:
        return found
    text = reference.spelling(typed)
    names = [(reference.spelling(school.school or ""), school) for school in roster.schools]
    exact = [school for name, school in names if text and name == text]
    meant = exact or [school for name, school in names if text and text in name]
    if not meant:
        raise Failure(
            Cause.UNKNOWN_SCHOOL, file=roster.name, school=typed, asked=_asked(roster, typed)
        )
    if len(meant) > 1:
        raise Failure(Cause.SEVERAL_SCHOOLS, school=typed, which=_named(meant))
    return meant[0]


def _asked(roster: Roster, typed: str) -> str:
    """Ask whether another was meant: the nearest by its code, else by its name."""
    if asked := question(typed, roster.location_keys):
        return asked
    names = {reference.spelling(name): name for s in roster.schools if (name := s.school)}
    nearest = reference.nearest(typed, names)
    return f" Bedoelde u ‘{names[nearest]}’?" if nearest else ""


def _named(schools: Iterable[School]) -> str:
    """Name schools by what tells them apart."""
    names = []
    for school in schools:
        apart = ", ".join(filter(None, (school.vestiging, school.plaats)))
        names.append(f"‘{school.school}’" + (f" ({apart})" if apart else ""))
    return enumerated(names, _NAMED)


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
        if key and roster.key_of(plan.vestiging) == key and plan.status is PlanStatus.CONCEPT
    ]
    return found[0] if len(found) == 1 else None
