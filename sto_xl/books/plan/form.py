"""The sheet Plan: the form with the six questions, how far the plan is, and what it costs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import Calculated, Placed, set_page, set_widths, write, write_formula
from sto_xl.books.plan.asked import TOP, counted, is_number, span
from sto_xl.books.plan.tables import Lines, attend, counted_at
from sto_xl.books.style import (
    ACCENT,
    HEADING,
    KIND_FORMATS,
    SUBTITLE,
    TITLE,
    Look,
    Writer,
    checked,
)
from sto_xl.books.template import write_form
from sto_xl.grid import Value, address, is_blank
from sto_xl.model import MeansSource
from sto_xl.sheets import QUESTIONS, Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE_TEXT = "Techniekplan"
SENTENCE = (
    "Beantwoord de zes vragen in een paar zinnen, vul de bladen Doelen tot en met Middelen in en "
    "mail dit bestand aan uw programmamanager. Reken op een uur."
)
#: What a plan can do without, and what is filled in already.
OPTIONAL = frozenset({"Kenmerk", "Functie", "Telefoon"})
_NO_STATE = frozenset({"Sjabloonversie"})

#: What is told of a line or a part of the plan.
OPEN, DONE, MAY_STAY, NOT_BEGUN = "nog open", "ingevuld", "mag leeg", "nog niet begonnen"
ALL_ANSWERED = "Alle vragen zijn beantwoord"
#: What the sums are called, by who pays; and those in bold.
_SOURCES = {
    MeansSource.STO: "Gevraagd van STO",
    MeansSource.COFINANCIERING: "Cofinanciering",
    MeansSource.EIGEN: "Eigen middelen",
}
_STRONG = frozenset({_SOURCES[MeansSource.STO], "Totaal"})

_HEADINGS = [column.heading for column in sheets.PLAN_FORM.columns]
#: The first and last line of what the form asks, and of its questions.
_QUESTIONS = (QUESTIONS[0].heading, QUESTIONS[-1].heading)
_FIELDS = (_HEADINGS[0], _HEADINGS[_HEADINGS.index(_QUESTIONS[0]) - 1])

_TOP, _LEFT = 4, 2
_STATE, _NUMBER, _SIDE, _EXAMPLE = 4, 5, 6, 7
_WIDTHS = (2, 32, 60, 11, 4, 30, 40)
_LINE_HEIGHT, _ANSWER_HEIGHT, _TALLEST = 20, 185, 409
#: How many characters of a text fit in a line of the answers, and how high such a line is.
_LINE_LENGTH, _TEXT_HEIGHT = 66, 15
_QUESTION_PAGES = 3

_PLAIN: Look = MappingProxyType({"valign": "vcenter"})
_HELP: Look = MappingProxyType({"valign": "top", "text_wrap": True, "font_color": "#55636A"})


def write_plan(
    writer: Writer, sheet: Worksheet, given: Mapping[str, Value], lines: Mapping[str, Lines]
) -> None:
    """Lay the form out, with beside it how far the plan is; `lines` are the rows of its tables."""
    set_widths(sheet, _WIDTHS)
    for row, height in ((1, 34), (2, 20), (3, 8)):
        checked(sheet.set_row(row - 1, height), f"row {row}")
    write(sheet, 1, _LEFT, TITLE_TEXT, writer.format(**TITLE))
    write(sheet, 2, _LEFT, SENTENCE, writer.format(**SUBTITLE))
    placed = write_form(writer, sheet, sheets.PLAN_FORM, given, top=_TOP, left=_LEFT)
    _write_states(writer, sheet, given)
    _write_open_questions(writer, sheet, given)
    row = _write_standing(writer, sheet, given, lines)
    _write_totals(writer, sheet, row + 1, given, lines)
    for line, question in enumerate(QUESTIONS, start=_row_of(QUESTIONS[0].heading)):
        write(sheet, line, _SIDE, question.hint, writer.format(**_HELP))
        example = f"Voorbeeld: {question.example}"
        write(sheet, line, _EXAMPLE, example, writer.format(**_HELP, italic=True))
    _set_heights(sheet, placed, given)
    sheet.freeze_panes(1, 0)
    set_page(sheet, landscape=True, repeat=(_TOP, _TOP))
    first = _row_of(QUESTIONS[0].heading)
    sheet.set_h_pagebreaks([first - 1, first - 1 + _QUESTION_PAGES])


def _row_of(heading: str) -> int:
    """Give the row of a line of the form."""
    return _TOP + 1 + _HEADINGS.index(heading)


def _write_states(writer: Writer, sheet: Worksheet, given: Mapping[str, Value]) -> None:
    """Write beside each line of the form whether it is filled in."""
    questions = {question.heading for question in QUESTIONS}
    for heading in (h for h in _HEADINGS if h not in _NO_STATE):
        row, blank = _row_of(heading), MAY_STAY if heading in OPTIONAL else OPEN
        formula = f'=IF(TRIM({address(row, _LEFT + 1)})="","{blank}","{DONE}")'
        told = blank if is_blank(given.get(heading)) else DONE
        align = "top" if heading in questions else "vcenter"
        form = writer.format(font_color="#55636A", valign=align, align="left", indent=1)
        write_formula(sheet, row, _STATE, formula, told, form)
    attend(writer, sheet, (_TOP + 1, _STATE, _row_of(_QUESTIONS[1]), _STATE))


def _write_open_questions(writer: Writer, sheet: Worksheet, given: Mapping[str, Value]) -> None:
    """Write on top how many of the six questions are still open."""
    count = _open(*_QUESTIONS)
    formula = (
        f'=IF({count}=0,"{ALL_ANSWERED}","Nog "&{count}&IF({count}=1," vraag open"," vragen open"))'
    )
    left = _still_open(given, *_QUESTIONS)
    told = f"Nog {left} {'vraag' if left == 1 else 'vragen'} open" if left else ALL_ANSWERED
    form = writer.format(**HEADING)
    write_formula(sheet, 1, _NUMBER, formula, told, form)
    attend(writer, sheet, (1, _NUMBER, 1, _NUMBER))


def _write_standing(
    writer: Writer, sheet: Worksheet, given: Mapping[str, Value], lines: Mapping[str, Lines]
) -> int:
    """Write how far each part of the plan is; give the row after it."""
    top = _TOP + 1
    write(sheet, top, _NUMBER, "Zo ver is dit plan", writer.format(**HEADING))
    number = writer.format(bold=True, font_color=ACCENT, align="center", valign="vcenter")
    text = writer.format(**_PLAIN)
    link = writer.format(**_PLAIN, underline=1, font_color=ACCENT)
    row = top + 1
    for step, (label, target, told) in enumerate(_parts(given, lines), start=1):
        write(sheet, row, _NUMBER, step, number)
        if target:
            at = (row - 1, _SIDE - 1)
            checked(sheet.write_url(*at, f"internal:'{target}'!A{TOP + 1}", link, label), label)
        else:
            write(sheet, row, _SIDE, label, text)
        write_formula(sheet, row, _EXAMPLE, told.formula, told.value, text)
        row += 1
    attend(writer, sheet, (top + 1, _EXAMPLE, row - 1, _EXAMPLE))
    return row


def _parts(
    given: Mapping[str, Value], lines: Mapping[str, Lines]
) -> Iterator[tuple[str, str, Calculated]]:
    """Give the parts of the plan: what each is called, its sheet, and how far it is."""
    for label, part in (("Gegevens op dit blad", _FIELDS), ("Zes vragen op dit blad", _QUESTIONS)):
        count, left = _open(*part), _still_open(given, *part)
        formula = f'=IF({count}=0,"{DONE}","nog "&{count}&" open")'
        yield label, "", Calculated(formula, f"nog {left} open" if left else DONE)
    for spec in sheets.PLAN.input[1:]:
        begun, marked = counted_at(spec)
        formula = f'=IF({begun}=0,"{NOT_BEGUN}",IF({marked}=0,"{DONE}","nog "&{marked}&" open"))'
        rows, cells = counted(spec, lines[spec.name])
        told = NOT_BEGUN if rows == 0 else f"nog {cells} open" if cells else DONE
        yield spec.sheet, spec.sheet, Calculated(formula, told)


def _write_totals(
    writer: Writer,
    sheet: Worksheet,
    top: int,
    given: Mapping[str, Value],
    lines: Mapping[str, Lines],
) -> None:
    """Write what the plan costs and who pays, and how many pupils it is for."""
    write(sheet, top, _NUMBER, "Wat dit plan vraagt", writer.format(**HEADING))
    text, bold = writer.format(**_PLAIN), writer.format(**_PLAIN, bold=True)
    for row, (label, told, kind) in enumerate(_totals(given, lines), start=top + 1):
        strong = label in _STRONG
        write(sheet, row, _SIDE, label, bold if strong else text)
        look: Look = {**_PLAIN, "align": "left", "num_format": KIND_FORMATS[kind]}
        form = writer.format(**({**look, "bold": True} if strong else look))
        write_formula(sheet, row, _EXAMPLE, told.formula, told.value, form)


def _totals(
    given: Mapping[str, Value], lines: Mapping[str, Lines]
) -> Iterator[tuple[str, Calculated, Kind]]:
    amounts, sources = (span(sheets.MIDDELEN, heading) for heading in ("Bedrag", "Bron"))
    paid = dict.fromkeys((source.value for source in MeansSource), 0.0)
    total = 0.0
    spelling = {source.casefold(): source for source in paid}
    for source, amount in _payments(lines[sheets.MIDDELEN.name]):
        total += amount
        if source.casefold() in spelling:
            paid[spelling[source.casefold()]] += amount
    for source, sum_ in paid.items():
        formula = f'=SUMIFS({amounts},{sources},"{source}")'
        yield _SOURCES[MeansSource(source)], Calculated(formula, sum_), Kind.AMOUNT
    known = "+".join(f'SUMIFS({amounts},{sources},"{source}")' for source in paid)
    without = Calculated(f"=SUM({amounts})-({known})", total - sum(paid.values()))
    yield "Nog zonder bron", without, Kind.AMOUNT
    yield "Totaal", Calculated(f"=SUM({amounts})", total), Kind.AMOUNT
    pupils = address(_row_of("Verschillende leerlingen"), _LEFT + 1)
    number = given.get("Verschillende leerlingen")
    told = Calculated(
        f'=IF(TRIM({pupils})="","{OPEN}",{pupils})', OPEN if is_blank(number) else number
    )
    yield "Verschillende leerlingen", told, Kind.WHOLE


def _payments(lines: Lines) -> Iterator[tuple[str, float]]:
    """Give of each line of Middelen who pays, and how much."""
    headings = [column.heading for column in sheets.MIDDELEN.columns]
    for line in lines:
        cells = dict(zip(headings, line, strict=False))
        amount = cells.get("Bedrag")
        amount = amount.value if isinstance(amount, Calculated) else amount
        if is_number(amount):
            yield str(cells.get("Bron") or ""), amount


def _open(first: str, last: str) -> str:
    """Give how many lines of the form from first to last are open, as a formula."""
    states = f"$D${_row_of(first)}:$D${_row_of(last)}"
    return f'COUNTIF({states},"{OPEN}")'


def _still_open(given: Mapping[str, Value], first: str, last: str) -> int:
    """Give what `_open` comes to."""
    part = _HEADINGS[_HEADINGS.index(first) : _HEADINGS.index(last) + 1]
    return sum(is_blank(given.get(heading)) for heading in part if heading not in OPTIONAL)


def _set_heights(sheet: Worksheet, placed: Placed, given: Mapping[str, Value]) -> None:
    """Make lines as high as what is asked: an answer of ten lines, and more where it is longer."""
    checked(sheet.set_row(_TOP - 1, _LINE_HEIGHT), "the header row")
    for row, column in enumerate(sheets.PLAN_FORM.columns, start=placed.top + 1):
        height = _LINE_HEIGHT
        if column.kind is Kind.LONG:
            answer = str(given.get(column.heading) or "")
            needed = sum(max(1, math.ceil(len(p) / _LINE_LENGTH)) for p in answer.split("\n"))
            height = min(max(_ANSWER_HEIGHT, (needed + 1) * _TEXT_HEIGHT), _TALLEST)
        checked(sheet.set_row(row - 1, height), column.heading)
