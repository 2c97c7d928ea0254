"""Whose school is it: found in many rosters and in the register, by a name, a code or a place.

`index` keeps what each roster lists, so that a search need not read them; `search` finds, and
`answer` tells who is to be asked. Persons are read from the roster when they are asked for, and
kept nowhere.
"""
