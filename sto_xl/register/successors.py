"""Where the pupils of a vestiging that is gone probably went: one that is there, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sto_xl.model import reference
from sto_xl.register.duo import Address

SAME_SPOT = "zelfde postcode en huisnummer"
SAME_BOARD = "zelfde bestuur en plaats"


@dataclass(frozen=True, slots=True)
class Successor:
    """The vestiging that one that is gone was probably taken up in, and why it is thought to be."""

    code: str
    why: str


def successors(gone: Iterable[Address], present: Iterable[Address]) -> Mapping[str, Successor]:
    """Give the probable successor of each that has one, by the code of the one that is gone.

    It is the one vestiging at the same postcode and number, else the one of the same board in the
    same place; where there are several of those, nobody can tell which.
    """
    at_spot: dict[tuple[str, str], list[str]] = defaultdict(list)
    of_board: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address in present:
        at_spot[address.spot].append(address.code)
        of_board[_board_and_place(address)].append(address.code)
    found = {}
    for address in gone:
        there = at_spot[address.spot] if address.postcode else []
        of_the_board = of_board[_board_and_place(address)] if address.board else []
        if len(there) == 1:
            found[address.code] = Successor(there[0], SAME_SPOT)
        elif not there and len(of_the_board) == 1:
            found[address.code] = Successor(of_the_board[0], SAME_BOARD)
    return found


def _board_and_place(address: Address) -> tuple[str, str]:
    return address.board, reference.spelling(address.place)
