"""New workbooks to read and print: findings, a region's summary, the national quarter.

Plain data in, bytes out; the same data give the same bytes. Rows come in the order of the columns
of the table that they are for. Nothing here knows where the data come from, or where they go.

Each report is a template of its own that is filled in (`templates` builds them), but for the
national workbook, which is written anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sto_xl.books.report import lists, mailing, specs
from sto_xl.books.report.contents import (
    DECIDED,
    INVITED,
    REGION_CHANGES,
    REGIONS,
    SCHOOLS,
    SHARED,
    SIGNALLED,
    Changed,
    Definitions,
    FindingsReport,
    InputFile,
    MailingList,
    NationalReport,
    PlanCheck,
    PlansRead,
    Reckoning,
    RegionLine,
    RegionReport,
    ToDo,
    ToDoLine,
)
from sto_xl.books.report.filled import ReportTemplate, shipped
from sto_xl.books.report.house_style import SHIPPED, HouseStyle
from sto_xl.books.report.national import national_workbook
from sto_xl.books.report.pages import SUBTITLE, TITLE, one_line
from sto_xl.books.report.plans import FILLED, HOW_TO_USE, INTAKE, NOTE
from sto_xl.books.report.summary import region_summary
from sto_xl.grid import Row
from sto_xl.model.findings import PLURALS
from sto_xl.model.wording import DUTCH, capitalised, counted

__all__ = [
    "DECIDED",
    "FILLED",
    "INVITED",
    "REGIONS",
    "REGION_CHANGES",
    "SCHOOLS",
    "SHARED",
    "SHIPPED",
    "SIGNALLED",
    "Changed",
    "Definitions",
    "FindingsReport",
    "HouseStyle",
    "InputFile",
    "MailingList",
    "NationalReport",
    "PlanCheck",
    "PlansRead",
    "Reckoning",
    "RegionLine",
    "RegionReport",
    "ToDo",
    "ToDoLine",
    "findings_workbook",
    "intake_workbook",
    "mailing_list",
    "national_workbook",
    "plan_findings",
    "region_summary",
]

_NO_PLANS = "Er zijn geen plannen ingeleverd."
_MAILED = "Wie geen brief krijgt, en waarom."


def findings_workbook(check: FindingsReport, style: HouseStyle = SHIPPED) -> bytes:
    """Give the workbook Bevindingen: what one region's check found, to read beside the roster."""
    title = f"Bevindingen {check.region}"
    subtitle = f"Gecontroleerd op {DUTCH.datum(check.date)} · bestand {check.file}"
    # Plek and Ga naar serve the roster itself.
    rows = [row[: len(lists.FINDINGS.columns)] for row in check.findings]
    said = (title, subtitle, lists.HOW_TO_USE)
    return _findings(style.template(specs.FINDINGS), said, check.date, check.counts, rows)


def plan_findings(check: PlanCheck) -> bytes:
    """Give the workbook Bevindingen of one plan, to read without anything beside it."""
    title = f"Bevindingen bij {check.title}"
    when = f"gecontroleerd op {DUTCH.datum(check.date)}"
    subtitle = " · ".join(filter(None, (check.school, when, f"bestand {check.file}")))
    said = (title, capitalised(subtitle), HOW_TO_USE)
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
        **dict(zip(lists.COUNTS, told, strict=True)),
        lists.NOTE: how_to_use if rows else lists.NOTHING_FOUND,
    }
    (table,) = template.spec.tables
    return template.fill(title, date, tables={table.name: rows}, values=values)


def intake_workbook(region: str, file: str, date: dt.date, rows: Sequence[Row]) -> bytes:
    """Give the workbook Plannen: rows of `INTAKE`, of every file that was handed in."""
    title = f"Ingeleverde plannen {region}".rstrip()
    values = {
        TITLE: title,
        SUBTITLE: f"{DUTCH.datum(date)} · naast regiobestand {file}",
        lists.NOTE: NOTE if rows else _NO_PLANS,
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
        values={mailing.NOTE: _MAILED if left else listed.complete},
    )
