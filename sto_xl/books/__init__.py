"""Excel's workbooks, and nobody else touches them: read, written new, changed open or in a file.

`reading` makes a snapshot of a file, `live` of an open workbook; `steps` decides what changes do to
a workbook before anything is written, and `live` and `filling` carry that out. `roster` and `plan`
make the workbooks that people fill in, `report` those to read and print. Plain data in and out: it
knows no rule and no figure.
"""
