"""The reports that are lists: findings, plans that were handed in, letters with who gets none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sto_xl.books.report import specs
from sto_xl.books.report.cells import one_line
from sto_xl.books.report.contents import FindingsReport, PlanCheck
from sto_xl.books.report.filled import ReportTemplate, shipped
from sto_xl.books.report.house_style import SHIPPED, HouseStyle
from sto_xl.books.report.names import COUNTS, NOTE, SUBTITLE, TITLE
from sto_xl.books.report.tables import INTAKE, MailingList
from sto_xl.grid import Row
from sto_xl.model.findings import PLURALS
from sto_xl.model.wording import DUTCH, capitalised, counted

NOTHING_FOUND = "Er is niets gevonden om te herstellen of na te kijken. Mooi werk!"
_IN_THE_ROSTER = (
    "Herstel bevindingen in het regiobestand zelf. Wat op meer plekken hetzelfde is, staat hier op "
    "één regel."
)
_IN_THE_PLAN = "Herstel dit in het techniekplan zelf, en stuur dat opnieuw naar uw STO-regio."
HANDED_IN = "Wat de knop Plannen inlezen van elk bestand op blad Plannen van het regiobestand zet."
_NO_PLANS = "Er zijn geen plannen ingeleverd."
_MAILED = "Wie geen brief krijgt, en waarom."


def findings_workbook(check: FindingsReport, style: HouseStyle = SHIPPED) -> bytes:
    """Give the workbook Bevindingen: what one region's check found, to read beside the roster."""
    title = f"Bevindingen {check.region}"
    subtitle = f"Gecontroleerd op {DUTCH.datum(check.date)} · bestand {check.file}"
    said = (title, subtitle, _IN_THE_ROSTER)
    template = style.template(specs.FINDINGS)
    return _findings(template, said, check.date, check.counts, check.findings)


def plan_findings(check: PlanCheck) -> bytes:
    """Give the workbook Bevindingen of one plan, to read without anything beside it."""
    title = f"Bevindingen bij {check.title}"
    when = f"gecontroleerd op {DUTCH.datum(check.date)}"
    subtitle = " · ".join(filter(None, (check.school, when, f"bestand {check.file}")))
    said = (title, capitalised(subtitle), _IN_THE_PLAN)
    return _findings(shipped(specs.PLAN_FINDINGS), said, check.date, check.counts, check.findings)


def _findings(
    template: ReportTemplate,
    said: tuple[str, str, str],
    date: dt.date,
    counts: Sequence[int],
    rows: Sequence[Row],
) -> bytes:
    title, subtitle, how_to_use = said
    told = (counted(count, *words) for count, words in zip(counts, PLURALS.values(), strict=True))
    values = {
        TITLE: one_line(title),
        SUBTITLE: one_line(subtitle, 200),
        **dict(zip(COUNTS, told, strict=True)),
        NOTE: how_to_use if rows else NOTHING_FOUND,
    }
    (table,) = template.spec.tables
    return template.fill(title, date, tables={table.name: rows}, values=values)


def intake_workbook(region: str, file: str, date: dt.date, rows: Sequence[Row]) -> bytes:
    """Give the workbook Plannen: rows of `INTAKE`, of every file that was handed in."""
    title = f"Ingeleverde plannen {region}".rstrip()
    values = {
        TITLE: title,
        SUBTITLE: f"{DUTCH.datum(date)} · naast regiobestand {file}",
        NOTE: HANDED_IN if rows else _NO_PLANS,
    }
    return shipped(specs.INTAKE).fill(title, date, tables={INTAKE.name: rows}, values=values)


def mailing_list(
    listed: MailingList,
    mailed: Sequence[Row],
    left: Sequence[Row],
    date: dt.date,
    style: HouseStyle = SHIPPED,
) -> bytes:
    """Give the list beside letters: who gets one, and on a second sheet who gets none."""
    return style.template(specs.MAILED[listed]).fill(
        "Verzendlijst",
        date,
        tables={listed.mailed.name: mailed, listed.left.name: left},
        values={NOTE: _MAILED if left else listed.complete},
    )
