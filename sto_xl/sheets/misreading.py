"""The ways in which a cell's value cannot be read, and what is then known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Misreading(StrEnum):
    """The ways in which a value cannot be read; each has its rule in `rules.cells` or `texts`."""

    NUMBER = "number"
    WHOLE = "whole number"
    NEGATIVE = "negative"
    LARGE = "too large"
    SHARE = "share"
    TWO_NUMBERS = "one number or another"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"
    ERROR = "error value as a text"
    MADE_A_DATE = "date where none belongs"
    NO_NAME = "no name"
    NOT_YET = "said to come later, or elsewhere"
    NOTHING = "said that there is none"


@dataclass(frozen=True, slots=True)
class Misread:
    """A value that could not be read: what stands there, and what was probably meant."""

    why: Misreading
    shown: str
    suggestion: str = ""
