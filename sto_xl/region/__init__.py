"""One roster, whoever asks: checked, flagged, summarised, its schools invited.

`routines` and `invitations` decide, `write_back` says what a button writes into the roster, and
`workbooks` makes what a region gets. Knows nothing of techniekplannen but the sheet Plannen, and
what a new one can say already (`prefill`).
"""
