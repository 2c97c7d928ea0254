"""The roster workbook regiobestand.xlsx: made from `sheets`, empty or filled."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.books.new.control import write_control, write_lists
from sto_xl.books.new.layout import set_widths
from sto_xl.books.new.marks import define_names
from sto_xl.books.new.roster.overview import write_overview
from sto_xl.books.new.roster.regio import write_regio
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, ACCENT_MID, Writer
from sto_xl.books.new.template import Content, Rows, content_of, keep_in_view, write_input

_CONTROL_NOTE = (
    "Klik op Controleren op het tabblad STO: dan staat hier bij elke bevinding wat u kunt doen, en "
    "kleuren de cellen."
)
_GAP = 4


def roster_bytes(content: Content | None = None) -> bytes:
    """Give the bytes of a roster workbook; the same content gives the same bytes."""
    template = sheets.ROSTER
    form, given = content_of(template, content or {})
    writer = Writer("Regiobestand", "Sterk Techniekonderwijs: scholen, aanbod en plannen")
    # Names first: sheets refer to them.
    define_names(writer)
    write_regio(writer, writer.sheet(sheets.REGIO.sheet, tab=ACCENT), form)
    for spec in template.input[1:]:
        sheet = writer.sheet(spec.sheet, tab=ACCENT_MID)
        write_input(writer, sheet, spec, given.get(spec.name, ()))
        keep_in_view(sheet, 2, sum(c.width for c in spec.columns))
    _write_gebied(writer, given)
    write_control(writer, template, given, _CONTROL_NOTE)
    write_overview(writer, writer.sheet(sheets.KERNCIJFERS.sheet, tab=ACCENT), given)
    write_lists(writer, template, given.get(sheets.RUN.name, ()))
    return writer.content()


def _write_gebied(writer: Writer, given: Rows) -> None:
    sheet = writer.sheet(sheets.GEBIED.sheet, tab=ACCENT_LIGHT)
    area = write_input(writer, sheet, sheets.GEBIED, given.get(sheets.GEBIED.name, ()))
    left = area.right + 2
    set_widths(sheet, [_GAP], left=area.right + 1)
    rows = given.get(sheets.ALIASSEN.name, ())
    write_input(writer, sheet, sheets.ALIASSEN, rows, left)
    keep_in_view(sheet, 0, 0)
