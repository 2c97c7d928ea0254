"""The sheet Plan: the form with the six questions, each with its help beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.measure import HIGHEST, LINE, text_height
from sto_xl.books.new.layout import hint_heights, set_page, set_widths, write, write_formula
from sto_xl.books.new.plan.heads import attend
from sto_xl.books.new.plan.standing import (
    Filled,
    Part,
    how_far,
    state,
    write_standing,
    write_totals,
)
from sto_xl.books.new.style import GREY_DARK, HEADING, SUBTITLE, TITLE, Look, Writer, checked
from sto_xl.books.new.template import write_form
from sto_xl.grid import Value, a1, address, column_letters
from sto_xl.sheets import QUESTIONS, Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE_TEXT = "Techniekplan"
SENTENCE = (
    "Beantwoord de zes vragen in een paar zinnen, vul de bladen Doelen tot en met Middelen in en "
    "mail dit bestand aan {to}. Reken op een uur."
)

_TOP, _LEFT = 4, 2
_STATE, _SIDE = 4, 5
_WIDTHS = (2, 26, 98, 11, 4, 28, 34)
#: On paper the first question stands beneath the fields, and three on the page behind.
_LINE_HEIGHT, _ANSWER_HEIGHT = 18, 218

_LABELS = tuple(column.heading for column in sheets.PLAN_FORM.columns)
_QUESTIONS = tuple(question.heading for question in QUESTIONS)
#: To whom a plan is mailed of which no more is known.
_TO = "uw programmamanager"
#: What is asked before the questions; behind them stands only the version of the template.
_FIELDS = _LABELS[: _LABELS.index(_QUESTIONS[0])]

_HELP: Look = MappingProxyType({"valign": "top", "text_wrap": True, "font_color": GREY_DARK})


def write_plan(writer: Writer, sheet: Worksheet, filled: Filled, mail_to: str) -> None:
    """Lay the form out, with beside it how far the plan is."""
    given = filled.form
    set_widths(sheet, _WIDTHS)
    for row, height in ((1, 34), (2, 20), (3, 8), (_TOP, _LINE_HEIGHT)):
        checked(sheet.set_row(row - 1, height), f"row {row}")
    write(sheet, 1, _LEFT, TITLE_TEXT, writer.format(**TITLE))
    to = f"{_TO}, {mail_to}" if mail_to else _TO
    write(sheet, 2, _LEFT, SENTENCE.format(to=to), writer.format(**SUBTITLE))
    write_form(writer, sheet, sheets.PLAN_FORM, given, top=_TOP, left=_LEFT)
    _write_states(writer, sheet, given)
    # Beside the form's header row nothing stands: it would be taken for a column.
    fields, questions = _part(_FIELDS), _part(_QUESTIONS)
    parts = {"Gegevens op dit blad": fields, "Zes vragen op dit blad": questions}
    states = write_standing(writer, sheet, (_TOP + 1, _SIDE), parts, filled)
    told = how_far(questions, parts, a1(states), filled)
    write_formula(sheet, 1, _SIDE, told.formula, told.value, writer.format(**HEADING))
    attend(writer, sheet, (1, _SIDE, 1, _SIDE))
    pupils = address(_row_of("Verschillende leerlingen"), _LEFT + 1)
    write_totals(writer, sheet, (states[2] + 2, _SIDE), pupils, filled)
    _write_help(writer, sheet)
    for column in sheets.PLAN_FORM.columns:
        if column.kind is not Kind.LONG:
            row = _row_of(column.heading)
            checked(sheet.set_row(row - 1, _LINE_HEIGHT), column.heading)
    hint_heights(sheet, {_row_of(label): _height(given.get(label)) for label in _QUESTIONS})
    # What is open stays in view.
    sheet.freeze_panes(1, 0)
    set_page(sheet, landscape=True, repeat=(_TOP, _TOP))


def _row_of(label: str) -> int:
    """Give the row of a line of the form."""
    return _TOP + 1 + _LABELS.index(label)


def _part(labels: tuple[str, ...]) -> Part:
    """Give lines that follow each other as a part of the plan."""
    column = column_letters(_STATE)
    return Part(labels, f"${column}${_row_of(labels[0])}:${column}${_row_of(labels[-1])}")


def _write_states(writer: Writer, sheet: Worksheet, given: Mapping[str, Value]) -> None:
    """Write beside each line of the form whether it is filled in."""
    for label in (*_FIELDS, *_QUESTIONS):
        row = _row_of(label)
        told = state(label, address(row, _LEFT + 1), given)
        align = "top" if label in _QUESTIONS else "vcenter"
        form = writer.format(font_color=GREY_DARK, valign=align, align="left", indent=1)
        write_formula(sheet, row, _STATE, told.formula, told.value, form)
    attend(writer, sheet, (_TOP + 1, _STATE, _row_of(_QUESTIONS[-1]), _STATE))


def _write_help(writer: Writer, sheet: Worksheet) -> None:
    """Write beside each question its hint and its example."""
    for question in QUESTIONS:
        row = _row_of(question.heading)
        write(sheet, row, _SIDE + 1, question.hint, writer.format(**_HELP))
        example = f"Voorbeeld: {question.example}"
        write(sheet, row, _SIDE + 2, example, writer.format(**_HELP, italic=True, indent=1))


def _height(answer: Value) -> float:
    """Give how high an answer's line is at first: for 230 words, and all of what stands there."""
    needed = text_height(str(answer or ""), _WIDTHS[_LEFT], indent=1)
    return min(max(_ANSWER_HEIGHT, needed + LINE), HIGHEST)
