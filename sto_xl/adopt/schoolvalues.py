"""Values about a school itself; an address that stands in one cell is taken apart."""

from __future__ import annotations

import datetime as dt

from sto_xl.adopt import contacts
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import CONTACTEN, Target
from sto_xl.grid import Value
from sto_xl.model import contact_details
from sto_xl.sheets import notation


def write(draft: Draft, school: Line, d: ColumnDecision, value: Value, source: Source) -> None:
    """Write a value about a school at the place of its column."""
    target, label = d.target, d.column.label
    if target is None:
        return
    text = notation.shown(value)
    found = contact_details.POSTCODE.search(text)
    if target.heading in ("Adres", "Postcode", "Plaats") and found and found[0] != text:
        before, after = text[: found.start()].strip(" ,;\n"), text[found.end() :].strip(" ,;\n")
        parts = {
            "Adres": before,
            "Postcode": contact_details.postcode(found[0]),
            "Plaats": after,
        }
        for heading, part in parts.items():
            if part:
                draft.put(school, heading, part, source, f"{label} ({heading})")
    elif target.part == "huisnummer":
        there = notation.shown(school.values.get("Adres"))
        if isinstance(value, dt.date):
            # Excel made it of something like 10-2, and a letter would print it.
            draft.doubt(school, label, "het huisnummer", value, source)
        elif there and not there.endswith(text):
            school.values["Adres"] = f"{there} {text}"
            draft.place(source, school, "Adres")
        else:
            draft.put(school, "Adres", value, source, label)
    elif target.heading == "Telefoon" and "@" in text:
        both = Target(CONTACTEN, "Naam", "los")
        contacts.write(draft, school, [contacts.ContactCell(both, source, label, value)])
    else:
        draft.put(school, target.heading, value, source, label)
