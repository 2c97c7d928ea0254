"""A workbook file that gets other rows without Excel, and loses nothing else.

What no change touches stays as it lies in the package, to the byte and compressed as it was; in a
sheet that changes, everything but the rows, and what says how far they reach, is the same text.

    book = FileBook.open(path)
    found = book.snapshot()
    written = book.apply(Changes(tables={"tblControle": rows}))
    new = book.data                       # the file at `path` stays as it was
"""

from __future__ import annotations

from sto_xl.books.filling.book import FileBook

__all__ = ["FileBook"]
