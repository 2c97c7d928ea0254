"""Excel's workbooks, and nobody else touches them: read, written new, changed open or in a file.

`reading` makes a snapshot of a file, `live` of an open workbook; `steps` decides what changes do to
a workbook before anything is written, and `live` and `filling` carry that out. `report` fills
in workbooks to read and print, `fresh` a roster to begin with; `new` writes from nothing what is
filled in. Plain data in and out: it knows no rule and no figure.
"""
