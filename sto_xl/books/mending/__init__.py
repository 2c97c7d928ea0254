"""A workbook gets back what it lost of its template, or what its older template never had.

In the file alone, without Excel: no value changes, and all else stays the same to the byte.

    book = FileBook.open(path)
    repaired = repair(book, sheets.ROSTER)     # drop-downs, number formats, colours
    new = book.data
"""

from __future__ import annotations

from sto_xl.books.mending.renewal import Renewed, renew
from sto_xl.books.mending.repair import Mended, Repaired, repair

__all__ = ["Mended", "Renewed", "Repaired", "renew", "repair"]
