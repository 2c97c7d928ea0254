"""Which texts are not believed: what no name, address or condition can be.

Pure: a cell's value and its column in, the reason out. What is not believed is no value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from sto_xl.grid import Value
from sto_xl.sheets import PLAN, QUESTIONS, ROSTER, Column
from sto_xl.sheets.misreading import Misreading
from sto_xl.sheets.placeholders import says_later, says_none

#: What Excel shows for a formula that went wrong, once it is pasted as a text.
_ERROR = re.compile(r"#(?:[A-Z_]+[!?]|[A-Z]+/[A-Z0-9]+[!?]?|#+)|Err:\d+")
#: What is left of a day in a cell that takes everything for text.
_DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")

Fields = Mapping[str, frozenset[str]]
#: What a letter cannot do without, by table.
_NEEDED: Fields = {
    "tblRegio": frozenset(
        {"naam", "programmamanager", "adres", "plaats"}
        | {"ondertekenaar_besluit", "ondertekenaar_functie"}
    ),
    "tblScholen": frozenset({"school", "adres", "plaats"}),
    "tblContacten": frozenset({"naam"}),
    "tblPlannen": frozenset({"titel"}),
    "tblPlan": frozenset(
        {"titel", "school", "adres", "plaats", "indiener", *(q.field for q in QUESTIONS)}
    ),
}
#: What letters print as well, and where "there is none" can be an answer.
_PRINTED: Fields = {
    "tblRegio": frozenset({"postcode"}),
    "tblScholen": frozenset({"postcode"}),
    "tblPlannen": frozenset({"voorwaarden", "open_vragen", "toelichting_besluit"}),
    "tblPlan": frozenset({"postcode"}),
}
#: What is the region's own business, and what has rules of its own about its form.
_LEFT: Fields = {
    "tblRegio": frozenset({"penvoerder_nummer", "sjabloonversie"}),
    "tblScholen": frozenset({"vestiging", "bevoegd_gezag", "reden", "opgegaan_in", "opmerking"}),
    "tblContacten": frozenset({"vestiging"}),
    "tblAanbod": frozenset({"vestiging", "toelichting"}),
    "tblPartners": frozenset({"rol", "contact"}),
    "tblPlannen": frozenset({"vestiging", "profielen", "manieren", "bestand"}),
    "tblPlan": frozenset({"vestiging", "sjabloonversie"}),
}
#: Names of people, organisations and places, which hold a letter at least.
_NAMES = frozenset(
    {"naam", "penvoerder", "programmamanager", "ondersteuner", "adres", "plaats"}
    | {"ondertekenaar_besluit", "ondertekenaar_functie", "school", "aanhef", "functie"}
    | {"titel", "partner", "regio", "indiener", "akkoord_naam"}
)


def _columns(fields: Fields) -> frozenset[Column]:
    specs = (*ROSTER.input, *PLAN.input)
    return frozenset(c for s in specs for c in s.columns if c.field in fields.get(s.name, ()))


_NEEDED_COLUMNS, _PRINTED_COLUMNS, _LEFT_COLUMNS = map(_columns, (_NEEDED, _PRINTED, _LEFT))


def unbelieved(value: Value, text: str, column: Column) -> Misreading | None:  # noqa: PLR0911
    """Give why a column of texts does not believe a cell; None when it does."""
    if column in _LEFT_COLUMNS:
        return None
    if not isinstance(value, str) and isinstance(value, dt.date | dt.time):
        return Misreading.MADE_A_DATE
    if column.several:
        return None
    if _ERROR.fullmatch(text):
        return Misreading.ERROR
    if says_none(text):
        return Misreading.NOTHING
    if says_later(text):
        return Misreading.NOT_YET
    worded = not isinstance(value, bool) and any(map(str.isalpha, text))
    if worded or column.field not in _NAMES:
        return None
    return Misreading.MADE_A_DATE if _DAY.fullmatch(text) else Misreading.NO_NAME


def stops_letters(column: Column, why: Misreading) -> bool:
    """Tell whether a letter would print what stands there, or cannot do without what does not."""
    printed = column in _PRINTED_COLUMNS and why is not Misreading.NOTHING
    return printed or column in _NEEDED_COLUMNS
