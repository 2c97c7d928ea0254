"""Where a user stands: what a remedy tells to do is what can be done at that door.

A sentence names a `Way` in braces; which words that becomes is decided when somebody reads it. The
ribbon names commands as the command line does: who has one has the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import NamedTuple


class Door(Enum):
    """Where the program is used. The value is the place of its words in a `Way`."""

    COMMAND_LINE = 0
    PAGE = 1
    PANE = 2

    @property
    def in_browser(self) -> bool:
        """Whether the program runs in a browser, without a folder of the user's."""
        return self is not Door.COMMAND_LINE


class Way(NamedTuple):
    """Something that the program can do, in the words of each door; empty where it cannot.

    In the pane in Excel it is called as on the page, where nothing else is given.
    """

    command: str
    page: str
    pane: str | None = None

    def at(self, door: Door) -> str:
        """Give its words at a door."""
        said = self[door.value]
        return self.page if said is None else said


#: What sentences name, by the name that they have for it.
WAYS: Mapping[str, Way] = {
    "new_roster": Way("‘sto-xl new roster’", "de knop ‘Leeg regiobestand’"),
    "new_plan": Way("‘sto-xl new plan’", "de knop ‘Leeg techniekplan’"),
    "check_roster": Way("‘sto-xl check’", "de knop ‘Kies een bestand’", "de knop ‘Controleren’"),
    "check_plan": Way(
        "‘sto-xl plans check’", "de knop ‘Kies een bestand’", "de knop ‘Controleren’"
    ),
    "moves": Way("; de opdracht sto-xl adopt doet dat voor u", ""),
    "renews": Way(
        ", of laat de opdracht sto-xl update een kopie maken waarin het erbij staat",
        ", of kies ‘Bijgewerkt regiobestand’: daarin staat het erbij",
        ", of maak op de webpagina van STO een bijgewerkt regiobestand: daarin staat het erbij",
    ),
    "repairs": Way(
        " De opdracht sto-xl update --repair zet keuzelijsten in een kopie terug.",
        " Met ‘Ook herstellen’ staan de keuzelijsten in het bijgewerkte regiobestand weer terug.",
        " Op de webpagina van STO zet ‘Ook herstellen’ de keuzelijsten in een kopie terug.",
    ),
    "plain_letters": Way(
        " Is het zo bedoeld, geef dan de optie --no-fields mee; anders komen er geen brieven.",
        " Zonder velden komen er geen brieven.",
    ),
    "lay_template": Way(
        "is niet gevonden in de map van het regiobestand: zet het Word-bestand in die map",
        "ligt er niet bij: kies het bij ‘Eigen briefsjabloon’",
        "is niet gekozen: klik opnieuw op de knop en kies het Word-bestand",
    ),
    "no_register": Way(
        ", want er is geen register (‘{file}’). U maakt het met ‘sto-xl register import’",
        "; dat kan op deze pagina niet",
        "; dat kan in dit venster niet",
    ),
    "unsigned": Way(
        "geef dan de optie --drop-signature mee",
        "haal de handtekening dan zelf weg in Excel (Bestand > Info)",
    ),
}

_here = Door.COMMAND_LINE


def enter(door: Door) -> None:
    """Let everything that is said from now on be said at this door."""
    global _here  # noqa: PLW0603  (a program has one door, known when it starts)
    _here = door


def here() -> Door:
    """Give the door at which this program is used."""
    return _here


def words() -> Mapping[str, str]:
    """Give what this door calls each way, by the name that sentences have for it."""
    return _words(_here)


def said(name: str | None) -> str:
    """Give what this door calls one of the ways; empty for none."""
    return words()[name] if name else ""


@cache
def _words(door: Door) -> Mapping[str, str]:
    return {name: way.at(door) for name, way in WAYS.items()}
