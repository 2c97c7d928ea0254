"""What values look like, and whether they can stand at a place of a roster."""

from __future__ import annotations

import re
from collections.abc import Callable

from sto_xl.adopt import values
from sto_xl.adopt.headings import AANBOD, CONTACTEN, CROSSES, SCHOLEN, Target
from sto_xl.adopt.named import listed, named
from sto_xl.adopt.unsaid import doubtful, nobody, repeats, supposed, to_come
from sto_xl.grid import Value
from sto_xl.model import contact_details
from sto_xl.model.contact_details import EMAIL, PHONE, POSTCODE
from sto_xl.sheets import Kind, notation

#: A column goes where its heading says when at least this share of its values can be used there.
SHARE = 0.5


def has_email(value: Value) -> bool:
    """Tell whether a cell holds an e-mail address."""
    return bool(EMAIL.search(notation.shown(value)))


def _is_email(value: Value) -> bool:
    return contact_details.is_email(notation.shown(value))


def _phone(value: Value) -> bool:
    return bool(PHONE.search(values.phone(value)))


def _code(value: Value) -> bool:
    return values.is_vestiging(value) and not values.is_brin(value)


#: The places that values tell by themselves, and what they are called.
LOOKS: tuple[tuple[Target, Callable[[Value], bool], str], ...] = (
    (Target(SCHOLEN, "Vestiging"), _code, "vestigingscodes"),
    (Target(CONTACTEN, "E-mail"), _is_email, "e-mailadressen"),
    (Target(CONTACTEN, "Naam", "los"), has_email, "contacten met een e-mailadres"),
    (
        Target(SCHOLEN, "Postcode"),
        lambda v: bool(contact_details.postcode(notation.shown(v))),
        "postcodes",
    ),
    (
        Target(CONTACTEN, "Telefoon"),
        lambda v: bool(PHONE.fullmatch(values.phone(v))),
        "telefoonnummers",
    ),
    (
        Target(AANBOD, "Profiel"),
        lambda v: listed(v, "profiel") is not None,
        "profielen",
    ),
    (
        Target(AANBOD, "Leerweg"),
        lambda v: listed(v, "leerweg") is not None,
        "leerwegen",
    ),
)


def fits(target: Target, value: Value) -> bool:
    """Tell whether a value can stand at a place; in doubt, whether what it supposes can."""
    return _fits(target, value) or (doubtful(value) and _fits(target, supposed(value)))


def passes(target: Target, value: Value) -> bool:
    """Tell whether a value says nothing for or against its place: a ditto mark, "volgt"."""
    return repeats(value) or to_come(value) or (target.table == CONTACTEN and nobody(value))


def _fits(target: Target, value: Value) -> bool:  # noqa: C901, PLR0911 - one line a place
    text = notation.shown(value)
    if target.heading == CROSSES:
        if values.cross(value) is not None or _is_count(value):
            return True
        return any(listed(value, kind) for kind in ("profiel", "leerweg"))
    if target.part == "nummer":
        return values.is_number(value) or values.is_vestiging(value)
    if target.table == AANBOD and target.heading in ("Profiel", "Leerweg"):
        return named(value, target.heading.casefold()) is not None
    if target.heading == "Vestiging" and target.table != "tblPlannen":
        return values.is_vestiging(value)
    if target.heading == "E-mail":
        return has_email(value)
    if target.heading == "Telefoon":
        return _phone(value) or has_email(value)
    if target.heading == "Postcode":
        return bool(POSTCODE.search(text))
    if target.heading == "Bevoegd gezag":
        return bool(re.fullmatch(r"\d{4,5}", text, re.ASCII))
    if target.heading in ("School", "Naam", "Partner", "Plaats") and target.part != "los":
        return any(c.isalpha() for c in text) and values.cross(value) is None
    column = values.column_of(target.table, target.heading)
    if column.kind in (Kind.TEXT, Kind.CODE, Kind.LONG):
        return True
    return values.reads(value, column)


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
