"""The plan workbook techniekplan.xlsx: made from `sheets`, empty or filled."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.books.entry import accept_codes, add_validation
from sto_xl.books.layout import add_table, set_page, set_widths
from sto_xl.books.marks import add_marks, define_names
from sto_xl.books.style import ACCENT, ACCENT_MID, Writer
from sto_xl.books.template import (
    Content,
    content_of,
    keep_in_view,
    write_control,
    write_input,
    write_lists,
)
from sto_xl.sheets import FORM_HEADINGS, Column

_CONTROL_NOTE = (
    "Hier zet de regio wat haar opvalt als zij uw plan controleert. U hoeft hier niets in te "
    "vullen."
)


def plan_bytes(content: Content | None = None) -> bytes:
    """Give the bytes of a plan workbook; the same content gives the same bytes."""
    template = sheets.PLAN
    form, given = content_of(template, content or {})
    form.setdefault("Sjabloonversie", template.version)
    writer = Writer("Techniekplan", "Sterk Techniekonderwijs: het plan van een school")
    define_names(writer)
    spec = template.form
    sheet = writer.sheet(spec.sheet, tab=ACCENT)
    set_widths(sheet, (50, 80))
    placed = add_table(
        writer,
        sheet,
        spec.name,
        [Column(heading) for heading in FORM_HEADINGS],
        [(column.heading, form.get(column.heading)) for column in spec.columns],
        top=1,
    )
    for line, column in enumerate(spec.columns, start=placed.top + 1):
        add_validation(sheet, column, placed.right, line, line)
    accept_codes(sheet, [(placed.right, placed.top + 1, placed.bottom)])
    add_marks(writer, sheet, spec, placed, placed.bottom)
    set_page(sheet)
    for spec in template.input[1:]:
        sheet = writer.sheet(spec.sheet, tab=ACCENT_MID)
        write_input(writer, sheet, spec, given.get(spec.name, ()))
        keep_in_view(sheet, 1, sum(c.width for c in spec.columns))
    write_control(writer, template, given, _CONTROL_NOTE)
    write_lists(writer, template, given.get(sheets.RUN.name, ()))
    return writer.content()
