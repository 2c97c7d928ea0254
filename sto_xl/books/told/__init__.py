"""A workbook open in Excel as the pane's script tells of it: what it read, and will carry out.

The script reads and writes over Office.js; what crosses is plain data. So nothing here waits: what
was not read is asked for by a `NotReadError`, and what is to be written becomes `Orders`.

    told = ToldBook(listed)                    # names of sheets and tables, and where they reach
    for group in told.to_read(): ...       # the script reads these, each group at once
    told.read(blocks)
    found = told.snapshot()
    targets = look(told, changes)
    orders = Orders(told, targets, found)  # what the script carries out, and how it is taken back
    orders.written(blocks)                 # what has happened, by what was read back
"""

from __future__ import annotations

from sto_xl.books.told.book import ToldBook
from sto_xl.books.told.orders import Orders
from sto_xl.books.told.places import NotReadError

__all__ = ["NotReadError", "Orders", "ToldBook"]
