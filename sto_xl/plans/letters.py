"""A run of letters about plans: the voorstel of each, or the besluiten and the list to mail them.

Also which Word templates they are made of: one that is given, one beside the workbook, or the
shipped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.books import report
from sto_xl.grid import Row
from sto_xl.letters import LetterKind
from sto_xl.model import Language, Plan, PlanStatus, Region, School
from sto_xl.model.wording import capitalised
from sto_xl.plans import decisions, proposals
from sto_xl.plans.decisions import Decided, Waiting
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.region import mailing
from sto_xl.region.mailing import LIST, Posted, Templates, Trial
from sto_xl.region.routines import Examined
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.letters.template import Template

_SUFFIX = ".docx"


def templates(given: Path | None, kind: LetterKind, folder: Path | None) -> Templates:
    """Give the templates of a run: `given`, else those in the workbook's `folder` by their name.

    These are voorstel.docx and besluit.docx, with .en before .docx for English. Raises a `Failure`
    when one cannot be used.
    """
    if given or folder is None:
        return Templates(given, kind)
    return Templates(next(iter(_beside(kind, folder).values()), None), kind)


def language_beside(kind: LetterKind, folder: Path | None) -> Language:
    """Give the language of a letter that nothing else tells: English with that template alone."""
    beside = _beside(kind, folder) if folder else {}
    return Language.EN if set(beside) == {Language.EN} else Language.NL


def _beside(kind: LetterKind, folder: Path) -> Mapping[Language, Path]:
    named = {language: folder / mailing.shipped(kind, language).name for language in Language}
    with outputs.reachable(folder):
        return {language: file for language, file in named.items() if file.is_file()}


def made(
    examined: ExaminedPlan, region: Region | None, letter_date: dt.date, template: Template
) -> bytes:
    """Give the voorstel of a plan. Raises `Failure` when it gives none, or it cannot be made."""
    return template.render(proposals.proposal(examined, region, letter_date).fields())


def post(
    ready: Iterable[Decided],
    waiting: Iterable[Waiting],
    made_of: Templates,
    letter_date: dt.date,
    folder: Path,
) -> Iterator[Posted]:
    """Write the besluiten one by one, telling of each; one that cannot be made stops no other.

    At the end the list is written, unless there is nothing to list.
    """
    names = outputs.Names()
    mailed, left = list[Row](), list[Row]()
    for decided in ready:
        plan, called = decided.plan, title(decided.plan)
        try:
            letter = decided.letter(letter_date)
            content = made_of.of(decided.language).render(letter.fields())
        except Failure as failure:
            left.append(_left(Waiting(plan, decided.school, str(failure))))
            yield Posted(plan.line, called, "", failure)
        else:
            file = names.give(_name(decided), _SUFFIX)
            outputs.write(folder / file, content)
            mailed.append(_mailed(decided, file))
            yield Posted(plan.line, called, file)
    left += map(_left, waiting)
    if mailed or left:
        outputs.write(folder / LIST, report.decision_list(mailed, left, letter_date))


def try_decision(
    trial: Trial, examined: Examined, only: frozenset[str], letter_date: dt.date
) -> tuple[str, bytes]:
    """Give the name of a plan and a besluit about it, unknown fields marked in the text.

    About the first plan that would get one in the template's language, else another. Raises a
    `Failure` when there is none, or the letter cannot be made.
    """
    ready, _waiting = decisions.decided(examined, only)
    if not ready:
        raise Failure(Cause.NO_DECISION, file=examined.roster.name)
    fits = (one for one in ready if one.language is trial.template.language)
    chosen = next(fits, ready[0])
    return title(chosen.plan), trial.filled(chosen.letter(letter_date).fields())


def title(plan: Plan) -> str:
    """Give what a plan is called when it is told of: kenmerk and title."""
    parts = filter(None, (plan.kenmerk, plan.titel))
    return " ".join(parts) or f"plan op regel {plan.line + 1}"


def _name(decided: Decided) -> str:
    called = "Vragen over" if decided.plan.status is PlanStatus.IN_GESPREK else "Besluit"
    plan = decided.plan.kenmerk or decided.plan.titel
    return " ".join(filter(None, (called, plan, decided.school.school)))


def _mailed(decided: Decided, file: str) -> Row:
    plan = decided.plan
    to = mailing.addressed(decided.contacts, checked=decided.checked_mail)
    what = (plan.kenmerk or "", plan.titel or "", plan.status.value if plan.status else "")
    return (*what, _school(decided.school), *to.columns, file, to.remark)


def _left(waiting: Waiting) -> Row:
    plan, reason = waiting.plan, waiting.reason
    return (
        plan.kenmerk or "",
        plan.titel or "",
        _school(waiting.school) or plan.vestiging or "",
        plan.status.value if plan.status else "",
        f"{capitalised(reason).rstrip('.')}.",
    )


def _school(school: School | None) -> str:
    return (school.school or school.vestiging or "") if school else ""
