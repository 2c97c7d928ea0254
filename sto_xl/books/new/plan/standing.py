"""How far a plan is and what it asks for: told on its first sheet, in formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.layout import Calculated, write, write_formula
from sto_xl.books.new.plan.asked import TOP, Lines, blank, counted
from sto_xl.books.new.plan.heads import attend, counted_at
from sto_xl.books.new.plan.means import SOURCES, TOTAL, sums, uncounted
from sto_xl.books.new.style import ACCENT, HEADING, KIND_FORMATS, Look, Writer, checked
from sto_xl.grid import Area, Value, is_blank
from sto_xl.model import MeansSource
from sto_xl.model.wording import counted as counted_words
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: What a plan can do without.
OPTIONAL = frozenset({"Kenmerk", "Functie", "Telefoon"})
#: What is told of a line or a part of the plan.
OPEN, DONE, MAY_STAY, NOT_BEGUN = "nog open", "ingevuld", "mag leeg", "nog niet begonnen"
ANSWERED, ALL_DONE = "Vragen beantwoord", "Alles is ingevuld"

_PUPILS = "Verschillende leerlingen"
_STRONG = frozenset({SOURCES[MeansSource.STO], TOTAL})
_PLAIN: Look = MappingProxyType({"valign": "vcenter"})


@dataclass(frozen=True, slots=True)
class Filled:
    """What a plan holds: its form, value by label, and the rows of its tables by name."""

    form: Mapping[str, Value]
    lines: Mapping[str, Lines]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the form: their labels, and the cells that tell whether each is filled in."""

    labels: tuple[str, ...]
    states: str

    @property
    def count(self) -> str:
        """How many are open, as a formula."""
        return f'COUNTIF({self.states},"{OPEN}")'

    def open(self, given: Mapping[str, Value]) -> int:
        """Give what `count` comes to."""
        return sum(is_blank(given.get(label)) for label in self.labels if label not in OPTIONAL)


def state(label: str, cell: str, given: Mapping[str, Value]) -> Calculated:
    """Tell of a line of the form whether it is filled in."""
    told = MAY_STAY if label in OPTIONAL else OPEN
    formula = f'=IF({blank(cell)},"{told}","{DONE}")'
    return Calculated(formula, told if is_blank(given.get(label)) else DONE)


def how_far(questions: Part, parts: Mapping[str, Part], states: str, filled: Filled) -> Calculated:
    """Tell in words what is still open: the six questions first, and then the other parts.

    `states` are the cells in which it is told of each part.
    """
    count, left = questions.count, questions.open(filled.form)
    every = [told.value for *_, told in _parts(parts, filled)]
    rest, undone = f'({len(every)}-COUNTIF({states},"{DONE}"))', len(every) - every.count(DONE)
    formula = (
        f'=IF({count}>0,"Nog "&{count}&IF({count}=1," vraag open"," vragen open"),'
        f'IF({rest}=0,"{ALL_DONE}","{ANSWERED}, nog "&{rest}&'
        f'IF({rest}=1," onderdeel open"," onderdelen open")))'
    )
    if left:
        return Calculated(formula, f"Nog {counted_words(left, 'vraag', 'vragen')} open")
    told = f"{ANSWERED}, nog {counted_words(undone, 'onderdeel', 'onderdelen')} open"
    return Calculated(formula, told if undone else ALL_DONE)


def write_standing(
    writer: Writer,
    sheet: Worksheet,
    at: tuple[int, int],
    parts: Mapping[str, Part],
    filled: Filled,
) -> Area:
    """Write how far each part of the plan is, from a cell on; give the cells that tell it.

    Three columns: a number, what the part is called, how far it is. `parts` are those of the form.
    """
    top, left = at
    write(sheet, top, left, "Zo ver is dit plan", writer.format(**HEADING))
    number = writer.format(bold=True, font_color=ACCENT, align="center", valign="vcenter")
    text = writer.format(**_PLAIN)
    link = writer.format(**_PLAIN, underline=1, font_color=ACCENT)
    row = top + 1
    for step, (label, target, told) in enumerate(_parts(parts, filled), start=1):
        write(sheet, row, left, step, number)
        if target:
            place = f"internal:'{target}'!A{TOP + 1}"
            checked(sheet.write_url(row - 1, left, place, link, label), label)
        else:
            write(sheet, row, left + 1, label, text)
        write_formula(sheet, row, left + 2, told.formula, told.value, text)
        row += 1
    states = (top + 1, left + 2, row - 1, left + 2)
    attend(writer, sheet, states)
    return states


def _parts(parts: Mapping[str, Part], filled: Filled) -> Iterator[tuple[str, str, Calculated]]:
    """Give the parts of the plan: what each is called, its own sheet, and how far it is."""
    for label, part in parts.items():
        formula = f'=IF({part.count}=0,"{DONE}","nog "&{part.count}&" open")'
        left = part.open(filled.form)
        yield label, "", Calculated(formula, f"nog {left} open" if left else DONE)
    for spec in sheets.PLAN.input[1:]:
        begun, marked = counted_at(spec)
        formula = f'=IF({begun}=0,"{NOT_BEGUN}",IF({marked}=0,"{DONE}","nog "&{marked}&" open"))'
        rows, cells = counted(spec, filled.lines[spec.name])
        told = NOT_BEGUN if rows == 0 else f"nog {cells} open" if cells else DONE
        yield spec.sheet, spec.sheet, Calculated(formula, told)


def write_totals(
    writer: Writer, sheet: Worksheet, at: tuple[int, int], pupils: str, filled: Filled
) -> None:
    """Write what the plan costs and who pays, and for how many pupils, who stand in `pupils`."""
    top, left = at
    write(sheet, top, left, "Wat dit plan vraagt", writer.format(**HEADING))
    number = filled.form.get(_PUPILS)
    told = Calculated(
        f'=IF({blank(pupils)},"{OPEN}",{pupils})', OPEN if is_blank(number) else number
    )
    means = filled.lines[sheets.MIDDELEN.name]
    rows = [*((*pair, Kind.AMOUNT) for pair in sums(means)), (_PUPILS, told, Kind.WHOLE)]
    for row, (label, value, kind) in enumerate(rows, start=top + 1):
        look: Look = {**_PLAIN, "bold": True} if label in _STRONG else _PLAIN
        shown = {**look, "align": "left", "num_format": KIND_FORMATS[kind]}
        write(sheet, row, left + 1, label, writer.format(**look))
        write_formula(sheet, row, left + 2, value.formula, value.value, writer.format(**shown))
    under = top + 1 + len(rows)
    left_out = uncounted(means)
    write_formula(sheet, under, left + 1, left_out.formula, left_out.value, writer.format(**_PLAIN))
    attend(writer, sheet, (under, left + 1, under, left + 1))
