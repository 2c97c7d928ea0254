"""PLN: are the six questions of the flyer answered? (sheet Plan, 001–009)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sto_xl.model import PlanForm, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import counted
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._sources import FLYER
from sto_xl.sheets import QUESTIONS, Column

#: An answer of fewer words is short.
FEW_WORDS = 8
#: So many letters beside the question, its hint or its example are an answer of one's own.
_OWN_LETTERS = 20
_QUESTIONS = f"{FLYER}: zes vragen die een plan beantwoordt"


@rule(
    "PLN-001",
    Severity.FOUT,
    message="De vraag ‘{question}’ is nog niet beantwoord.",
    remedy="Geef in een paar zinnen antwoord. Het voorbeeld naast de vraag helpt u op weg.",
    source=_QUESTIONS,
    subject=PlanForm,
)
def question_open(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """One of the six questions has no answer."""
    for question in QUESTIONS:
        for field in left_open(form, checked, question.field):
            yield hit(form, field, question=question.heading)


def _answers(form: PlanForm) -> Iterator[tuple[Column, str]]:
    """Give each question that is answered, with its answer."""
    for question in QUESTIONS:
        if answer := getattr(form, question.field):
            yield question, answer


def _repeats(question: Column, answer: str) -> str:
    """Tell what an answer repeats with hardly a word of its own; "" when it is one."""
    own = reference.spelling(answer)
    found = []
    for text, what in (
        (question.example, "het voorbeeld"),
        (question.hint, "de uitleg bij de vraag"),
        (question.heading, "de vraag zelf"),
    ):
        given = reference.spelling(text)
        if given and given in own:
            own = own.replace(given, "")
            found.append(what)
    return found[0] if found and len(own) < _OWN_LETTERS else ""


@rule(
    "PLN-002",
    Severity.TIP,
    message="Het antwoord op de vraag ‘{question}’ is met {words} wel erg kort.",
    remedy="Vertel het in een paar zinnen: wie het leest, kent uw school misschien niet.",
    source=_QUESTIONS,
    subject=PlanForm,
)
def answer_short(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """An answer of a few words."""
    for question, answer in _answers(form):
        words = len(answer.split())
        if words < FEW_WORDS and not _repeats(question, answer):
            values = {"question": question.heading, "words": counted(words, "woord", "woorden")}
            yield hit(form, question.field, **values)


@rule(
    "PLN-003",
    Severity.TIP,
    message="Bij de vraag ‘{question}’ staat {what}, nog niet uw eigen antwoord.",
    remedy="Vertel hoe het op uw school wordt.",
    source=_QUESTIONS,
    subject=PlanForm,
)
def answer_repeats(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """The question, its hint or its example as an answer."""
    for question, answer in _answers(form):
        if what := _repeats(question, answer):
            yield hit(form, question.field, question=question.heading, what=what)


@rule(
    "PLN-004",
    Severity.TIP,
    message="Dit is hetzelfde antwoord als bij de vraag ‘{question}’.",
    remedy="Geef op elke vraag een eigen antwoord: ze gaan elk over iets anders.",
    source=_QUESTIONS,
    subject=PlanForm,
)
def answer_twice(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """The same answer to two questions."""
    first: dict[str, str] = {}
    for question, answer in _answers(form):
        earlier = first.setdefault(reference.spelling(answer) or answer, question.heading)
        if earlier != question.heading:
            yield hit(form, question.field, question=earlier)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
