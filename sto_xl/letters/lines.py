"""What was typed in a cell, as a letter prints it."""

from __future__ import annotations

from sto_xl.model.wording import NO_BREAK_SPACE


def line(text: str | None) -> str:
    """Give a text on one line, with single blanks."""
    return " ".join((text or "").split())


def lines(text: str | None) -> list[str]:
    """Give the lines of a text, without empty ones."""
    return [one for typed in (text or "").splitlines() if (one := line(typed))]


def phone(number: str | None) -> str:
    """Give a telephone number that does not break at the end of a line."""
    return line(number).replace(" ", NO_BREAK_SPACE)


def website(address: str | None) -> str:
    """Give the address of a page as people say it: without what the browser puts in front."""
    said = line(address).removeprefix("https://").removeprefix("http://")
    return said.removesuffix("/")
