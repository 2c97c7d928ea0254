"""The empty roster workbook regiobestand.xlsx, made from `sheets`."""

from __future__ import annotations

from sto_xl import sheets
from sto_xl.books.new.control import write_control, write_lists
from sto_xl.books.new.entry import add_validation
from sto_xl.books.new.layout import add_table, set_widths
from sto_xl.books.new.marks import define_names
from sto_xl.books.new.roster.overview import write_overview
from sto_xl.books.new.roster.regio import write_regio
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, ACCENT_MID, Writer
from sto_xl.books.new.template import keep_in_view, write_input

_CONTROL_NOTE = (
    "Klik op Controleren op het tabblad STO: dan staat hier bij elke bevinding wat u kunt doen, en "
    "kleuren de cellen."
)
_GAP = 4


def empty_roster() -> bytes:
    """Give the bytes of an empty roster; they are the same each time."""
    template = sheets.ROSTER
    writer = Writer("Regiobestand", "Sterk Techniekonderwijs: scholen, aanbod en plannen")
    # Names first: sheets refer to them.
    define_names(writer)
    write_regio(writer, writer.sheet(sheets.REGIO.sheet, tab=ACCENT))
    for spec in template.input[1:]:
        sheet = writer.sheet(spec.sheet, tab=ACCENT_MID)
        write_input(writer, sheet, spec)
        keep_in_view(sheet, 2, sum(c.width for c in spec.columns))
    _write_gebied(writer)
    write_control(writer, template, _CONTROL_NOTE)
    write_overview(writer, writer.sheet(sheets.KERNCIJFERS.sheet, tab=ACCENT))
    write_lists(writer, template)
    return writer.content()


def _write_gebied(writer: Writer) -> None:
    sheet = writer.sheet(sheets.GEBIED.sheet, tab=ACCENT_LIGHT)
    area = write_input(writer, sheet, sheets.GEBIED)
    left = area.right + 2
    set_widths(sheet, [_GAP], left=area.right + 1)
    aliases = write_input(writer, sheet, sheets.ALIASSEN, left)
    set_widths(sheet, [_GAP], left=aliases.right + 1)
    left = aliases.right + 2
    set_widths(sheet, [column.width for column in sheets.ONTBREKEND.columns], left=left)
    add_table(writer, sheet, sheets.ONTBREKEND, (), top=1, left=left)
    add_validation(sheet, sheets.ONTBREKEND.columns[0], left, 2)
    every = (sheets.GEBIED, sheets.ALIASSEN, sheets.ONTBREKEND)
    keep_in_view(sheet, 0, sum(column.width for spec in every for column in spec.columns))
