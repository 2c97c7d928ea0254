"""What stands in a cell, and what every adapter must make of it: values, types and notices.

The cases are data, so that each adapter can be given them in its own way: those for files read a
workbook that `workbook` makes, one for live Excel fills cells with `written` and `shown`.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

import xlsxwriter

from sto_xl.grid import NoticeKind, Value

EURO = "€ #,##0.00"
DATE = "dd-mm-yyyy"

#: The first case stands here; the others follow below it.
TOP, LEFT = 4, 3

#: Errors as a file stores them, and as a Dutch Excel shows them.
ERRORS = {
    "#N/A": "#N/B",
    "#VALUE!": "#WAARDE!",
    "#REF!": "#VERW!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
}


@dataclass(frozen=True)
class Formula:
    """A formula, and the result that is stored with it."""

    text: str
    stored: str | float


@dataclass(frozen=True)
class Case:
    """One cell: what is written, in which number format, and what must be read."""

    name: str
    written: Value | Formula
    read: Value
    shown: str = "General"
    notice: tuple[NoticeKind, str] | None = None


CASES = (
    Case("a number", 7.5, 7.5),
    Case("a whole number", 12.0, 12),
    Case("zero", 0, 0),
    Case("a negative number", -3.25, -3.25),
    Case("a large number", 123456789012.0, 123456789012),
    Case("a fraction", 1 / 3, 1 / 3),
    Case("an amount in euros", 1234.56, 1234.56, EURO),
    Case("a whole amount in euros", 25000.0, 25000, EURO),
    Case("an amount with four decimals", 0.12345, 0.12345, EURO),
    Case("a percentage", 0.125, 0.125, "0.0%"),
    Case("a hundred per cent", 1.0, 1, "0%"),
    Case("a number with leading zeros shown", 12.0, 12, "0000"),
    Case("a text with leading zeros", "0012", "0012"),
    Case("a code in a text format", "00AH17", "00AH17", "@"),
    Case("a phone number", "+31 6 12345678", "+31 6 12345678", "@"),
    Case("a date", dt.date(2026, 9, 30), dt.date(2026, 9, 30), DATE),
    Case("a date in words", dt.date(2026, 9, 30), dt.date(2026, 9, 30), "[$-413]d mmmm yyyy"),
    Case("a leap day", dt.date(2024, 2, 29), dt.date(2024, 2, 29), DATE),
    Case("the day after Excel's false leap day", dt.date(1900, 3, 1), dt.date(1900, 3, 1), DATE),
    Case("the last date", dt.date(9999, 12, 31), dt.date(9999, 12, 31), DATE),
    Case(
        "a date and time",
        dt.datetime(2026, 9, 30, 13, 45),
        dt.datetime(2026, 9, 30, 13, 45),
        "dd-mm-yyyy hh:mm",
    ),
    Case(
        "a date at midnight",
        dt.datetime(2026, 9, 30),
        dt.date(2026, 9, 30),
        "dd-mm-yyyy hh:mm",
    ),
    Case("a time", dt.time(13, 45), dt.time(13, 45), "hh:mm"),
    Case("a time to the second", dt.time(23, 59, 59), dt.time(23, 59, 59), "hh:mm:ss"),
    Case("midnight", dt.time(0, 0), dt.time(0, 0), "hh:mm"),
    Case("a duration, in days", 1.5, 1.5, "[h]:mm"),
    Case("a whole duration, in days", 2.0, 2, "[h]:mm"),
    Case("zero as a date", 0, None, DATE, (NoticeKind.IMPOSSIBLE_DATE, "0")),
    Case("less than zero as a date", -5, None, DATE, (NoticeKind.IMPOSSIBLE_DATE, "-5")),
    Case("less than zero as a time", -0.5, None, "hh:mm", (NoticeKind.IMPOSSIBLE_DATE, "-0.5")),
    Case("a number in a format with a d in quotes", 5.0, 5, '0" dagen"'),
    Case("a text that looks like a date", "1-2", "1-2"),
    Case("a text that looks like a formula", "=1+1", "=1+1"),
    Case("a text that looks like a link", "https://sto.example/a", "https://sto.example/a"),
    Case("a text that looks like an error", "#N/A", "#N/A"),
    Case("a text that looks like a boolean", "WAAR", "WAAR"),
    Case("a text with a sign in front", "@deel -", "@deel -"),
    Case("nothing", None, None),
    Case("nothing in a date format", None, None, DATE),
    Case("blanks only", "   ", "   "),
    Case("no-break spaces only", "\u00a0\u202f", "\u00a0\u202f"),
    Case("blanks around a text", "  De Werkhoek ", "  De Werkhoek "),
    Case("a no-break space in a text", "1234\u00a0AB", "1234\u00a0AB"),
    Case("a line break", "eerste\ntweede", "eerste\ntweede"),
    Case("a tab", "links\trechts", "links\trechts"),
    Case("a control character", "a\x0bb", "a\x0bb"),
    Case("markup", "<b>D&P</b> &amp; ]]>", "<b>D&P</b> &amp; ]]>"),
    Case("letters with accents", "Café ’t Éénspan", "Café ’t Éénspan"),
    Case("a ligature", "ĳsselĲ", "ĳsselĲ"),
    Case("a combining mark", "e\u0301", "e\u0301"),
    Case("a character beyond the first plane", "👩\u200d🔧", "👩\u200d🔧"),
    Case("text from right to left", "مدرسة", "مدرسة"),
    Case("the longest text", "x" * 32_767, "x" * 32_767),
    Case("true", True, True),  # noqa: FBT003 - a value
    Case("false", False, False),  # noqa: FBT003
    Case("a formula with a number", Formula("=6*7", 42.0), 42),
    Case("a formula with a text", Formula('="a"&"b"', "ab"), "ab"),
    Case(
        "a formula without a result",
        Formula("=A1<>B1&C1", ""),
        None,
        notice=(NoticeKind.NO_VALUE, "=A1<>B1&C1"),
    ),
    *(
        Case(f"the error {shown}", Formula("=A1", stored), None, notice=(NoticeKind.ERROR, shown))
        for stored, shown in ERRORS.items()
    ),
    Case("the last case", "slot", "slot"),
)


def workbook() -> bytes:
    """Make the workbook that holds the cases, one a row, on the sheet `Proef`."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Proef")
    for row, case in enumerate(CASES, TOP - 1):
        look = book.add_format({"num_format": case.shown})
        written = case.written
        if isinstance(written, Formula):
            sheet.write_formula(row, LEFT - 1, written.text, look, written.stored)
        elif isinstance(written, bool):
            sheet.write_boolean(row, LEFT - 1, written, look)
        elif isinstance(written, str):
            sheet.write_string(row, LEFT - 1, written, look)
        elif written is None:
            sheet.write_blank(row, LEFT - 1, None, look)
        elif isinstance(written, int | float):
            sheet.write_number(row, LEFT - 1, written, look)
        else:
            sheet.write_datetime(row, LEFT - 1, written, look)
    book.close()
    return target.getvalue()
