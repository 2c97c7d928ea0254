"""Workbooks to read and print: findings, a region's summary, the lists beside letters and plans.

Plain data in, bytes out; the same data give the same bytes. Rows come in the order of the columns
of the table that they are for. Nothing here knows where the data come from, or where they go.

Each is a template of its own that is filled in; how the templates look, and the national workbook,
which is written anew, is for `sto_xl.books.new`, of which nothing is needed here.
"""

from __future__ import annotations

from sto_xl.books.report.contents import (
    Changed,
    Definitions,
    FindingsReport,
    InputFile,
    PlanCheck,
    PlansRead,
    RegionReport,
)
from sto_xl.books.report.house_style import SHIPPED, HouseStyle
from sto_xl.books.report.lists import (
    findings_workbook,
    intake_workbook,
    mailing_list,
    plan_findings,
)
from sto_xl.books.report.nation import (
    REGION_CHANGES,
    REGIONS,
    SCHOOL_CHANGES,
    SHARED,
    WITH_SIGNAL,
    NationalReport,
    Reckoning,
    RegionLine,
    ToDo,
    ToDoLine,
)
from sto_xl.books.report.summary import region_summary
from sto_xl.books.report.tables import DECIDED, FILLED, INVITED, SCHOOLS, MailingList

__all__ = [
    "DECIDED",
    "FILLED",
    "INVITED",
    "REGIONS",
    "REGION_CHANGES",
    "SCHOOLS",
    "SCHOOL_CHANGES",
    "SHARED",
    "SHIPPED",
    "WITH_SIGNAL",
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
