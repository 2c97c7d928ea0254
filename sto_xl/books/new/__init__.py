"""Workbooks written from nothing, with XlsxWriter: all that there is of how they look.

`roster` and `plan` are what people fill in, `reports` the templates of reports, `national` the
report that has none. Templates are made when the program is (`sto_xl.books.build`), a workbook to
fill in also when somebody wants a new one; to fill in a report nothing of this is needed. `addin`
makes the add-in.
"""
