"""The plan workbook techniekplan.xlsx: made from `sheets`, empty or filled."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.books.fresh import Content, content_of
from sto_xl.books.new.control import write_control, write_lists
from sto_xl.books.new.marks import define_names
from sto_xl.books.new.plan.form import write_plan
from sto_xl.books.new.plan.heads import write_counts
from sto_xl.books.new.plan.standing import Filled
from sto_xl.books.new.plan.tables import define_typed, lines_of, write_table
from sto_xl.books.new.style import ACCENT, ACCENT_MID, Writer

_CONTROL_NOTE = (
    "Hier zet de regio wat haar opvalt als zij uw plan controleert. U hoeft hier niets in te "
    "vullen."
)


def plan_bytes(content: Content | None = None, mail_to: str = "") -> bytes:
    """Give the bytes of a plan workbook; the same content gives the same bytes.

    `mail_to` is to whom it says that it is to be mailed.
    """
    template = sheets.PLAN
    form, given = content_of(template, content or {})
    form.setdefault("Sjabloonversie", template.version)
    tables = template.input[1:]
    lines = {spec.name: lines_of(spec, given.get(spec.name, ())) for spec in tables}
    writer = Writer("Techniekplan", "Sterk Techniekonderwijs: het plan van een school")
    # Names first: sheets refer to them.
    define_names(writer)
    define_typed(writer)
    first = writer.sheet(template.form.sheet, tab=ACCENT)
    write_plan(writer, first, Filled(form, lines), mail_to)
    for spec in tables:
        write_table(writer, writer.sheet(spec.sheet, tab=ACCENT_MID), spec, lines[spec.name])
    write_control(writer, template, _CONTROL_NOTE)
    hidden = write_lists(writer, template)
    write_counts(writer, hidden, lines)
    return writer.content()
