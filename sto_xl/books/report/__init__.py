"""Workbooks to read and print: findings, a region's summary, the lists beside letters and plans.

Plain data in, bytes out; the same data give the same bytes. Rows come in the order of the columns
of the table that they are for. Nothing here knows where the data come from, or where they go.

Each is a template of its own that is filled in; how the templates look, and the national workbook,
which is written anew, is for `sto_xl.books.new`, of which nothing is needed here.
"""

from __future__ import annotations

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
from sto_xl.books.report.house_style import SHIPPED, HouseStyle
from sto_xl.books.report.lists import (
    findings_workbook,
    intake_workbook,
    mailing_list,
    plan_findings,
)
from sto_xl.books.report.summary import region_summary
from sto_xl.books.report.tables import FILLED

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
    "plan_findings",
    "region_summary",
]
