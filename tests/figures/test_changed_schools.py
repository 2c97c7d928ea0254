"""Which schools changed between two quarters: each once, told by what says most."""

from __future__ import annotations

import pytest

from sto_xl.figures.basis import Merged
from sto_xl.figures.changed_schools import changed_schools, told
from sto_xl.figures.stand import Stand, Standing
from support.tables import PEILDATUM

MERGED = (Merged("00AD00", "De Rots", "00AA00", "Anker"),)


def stand_of(text: str) -> Stand:
    """Read locations: code, name, deelname ("pro" for no vmbo), klasse and signal."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    locations = tuple(
        Standing(code, name, "Assen", status != "pro", klasse, status, signaal)
        for code, name, status, klasse, signaal in rows
    )
    return Stand("STO1", "Noord", PEILDATUM, "2026-Q3", locations, {})


def lines(before: str, now: str) -> list[str]:
    found = changed_schools(stand_of(before), stand_of(now), MERGED)
    return [f"{c.code} | {c.name} | {c.what} | {c.before} | {c.now} | {c.also}" for c in found]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("00AA00 | A | geen | TL | x", "00AA00 | A | geen | TL | x", []),
        # What follows from another change does not make another row of it.
        (
            "00AA00 | A | geen | TL | doet niet mee (alleen TL)",
            "00AA00 | A | deelnemer | TL | doet mee, bereik onbekend",
            ["00AA00 | A | doet nu mee | geen | deelnemer | nu doet mee, bereik onbekend"],
        ),
        (
            "00AA00 | A | deelnemer | TL |",
            "00AA00 | A | gestopt | Z | x",
            ["00AA00 | A | doet niet meer mee | deelnemer | gestopt | ander aanbod: TL → Z; nu x"],
        ),
        (
            "00AA00 | A | geen | TL |\n00AB00 | B | geen | TL | x\n00AC00 | C | geen | TL | x",
            "00AA00 | A | in gesprek | TL |\n00AB00 | B | geen | D&P | x\n00AC00 | C | geen | TL |",
            [
                "00AA00 | A | andere deelname | geen | in gesprek | ",
                "00AB00 | B | ander aanbod | TL | D&P | ",
                "00AC00 | C | ander signaal | x | geen signaal | ",
            ],
        ),
        (
            "00AD00 | De Rots | geen | TL |\n00AE00 | E | deelnemer | TL |",
            "00AF00 | F | geen | TL | x\n00AG00 | G | pro | |",
            [
                "00AF00 | F | nieuw in het regiobestand |  | geen | nu x",
                "00AG00 | G | nieuw in het regiobestand |  | geen vmbo | ",
                "00AD00 | De Rots | opgegaan in een andere locatie | geen | Anker (00AA00) | ",
                "00AE00 | E | niet meer in het regiobestand | deelnemer |  | ",
            ],
        ),
    ],
    ids=["nothing", "joined", "stopped", "moved", "came and went"],
)
def test_each_school_that_changed_stands_there_once(
    before: str, now: str, expected: list[str]
) -> None:
    assert lines(before, now) == expected


def test_a_line_tells_how_many_schools_changed_and_how() -> None:
    before = stand_of(
        "00AA00 | A | geen | TL |\n00AB00 | B | geen | TL |\n00AC00 | C | geen | TL |"
    )
    now = stand_of("00AA00 | A | deelnemer | TL |\n00AB00 | B | deelnemer | TL |")
    assert told(changed_schools(before, now)) == "2 doen nu mee en 1 verdwenen"
    assert told(()) == ""
