"""All regions together: one run over every roster, and what is made of all of them.

`run` has each roster read in another process and brings the whole into the folder of the quarter;
the other modules decide which rosters count and say what is told of them.
"""
