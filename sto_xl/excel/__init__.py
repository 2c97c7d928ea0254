"""The door in Excel: the ribbon's macros, and the add-in that carries them.

Thin: a macro makes a click and calls a button (`sto_xl.buttons`), and `guard` turns what went wrong
into one sentence.
"""
