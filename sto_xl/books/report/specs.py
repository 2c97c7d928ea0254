"""Which reports are templates that are filled in, and the tables of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sto_xl.books.report import tables
from sto_xl.books.report.tables import DECIDED, INVITED, MailingList
from sto_xl.sheets import TableSpec


# Reports are told apart by identity.
@dataclass(frozen=True, slots=True, eq=False)
class ReportSpec:
    """A report that is filled in: the file of its template, and its tables."""

    file: str
    tables: tuple[TableSpec, ...]


FINDINGS = ReportSpec("bevindingen.xlsx", (tables.FINDINGS,))
PLAN_FINDINGS = ReportSpec("bevindingen-techniekplan.xlsx", (tables.PLAN_FINDINGS,))
INTAKE = ReportSpec("ingeleverde-plannen.xlsx", (tables.INTAKE,))
MAILED: Mapping[MailingList, ReportSpec] = {
    INVITED: ReportSpec("verzendlijst.xlsx", (INVITED.mailed, INVITED.left)),
    DECIDED: ReportSpec("besluitenlijst.xlsx", (DECIDED.mailed, DECIDED.left)),
}
SUMMARY = ReportSpec(
    "samenvatting.xlsx",
    (
        *tables.CHARTED,
        tables.SHARES,
        tables.PRINTED,
        tables.CHANGED,
        tables.REACH,
        tables.OFFERED,
        tables.SCHOOLS,
        tables.MISSING,
        tables.DEFINITIONS,
        tables.TERMS,
        tables.FILES,
        *tables.KEPT,
    ),
)
#: All of them.
EVERY = (FINDINGS, PLAN_FINDINGS, INTAKE, *MAILED.values(), SUMMARY)
