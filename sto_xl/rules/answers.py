"""PLN: are the six questions of the flyer answered? (sheet Plan, 001–019)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.findings import Severity
from sto_xl.model import PlanForm
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, rule
from sto_xl.sheets import QUESTIONS

_FLYER = "Landelijke STO-flyer voor scholen: zes vragen die een plan beantwoordt"


@rule(
    "PLN-001",
    Severity.FOUT,
    message="De vraag ‘{question}’ is nog niet beantwoord.",
    remedy="Geef in een paar zinnen antwoord. Het voorbeeld naast de vraag helpt u op weg.",
    source=_FLYER,
    subject=PlanForm,
)
def question_open(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """One of the six questions has no answer."""
    for question in QUESTIONS:
        there = checked.book.has("tblPlan", question.field)
        if there and getattr(form, question.field) is None:
            yield hit(form, question.field, question=question.heading)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
