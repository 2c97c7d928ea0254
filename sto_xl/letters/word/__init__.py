"""A Word file as it lies there, and Word itself; what a template's tags mean is not known here.

`members` reads and writes the zip, `parts` tells what its members are to each other, `markup` the
paragraphs of one, `codes` Word's own fields; `foreign` and `pending` find what no letter may hold.
`program` has Word make PDFs.
"""
