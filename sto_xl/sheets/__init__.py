"""What each table of the workbooks looks like, and how its cells become records.

Sheet, columns, kinds, lists, widths and hints stand here once: the workbooks
(`sto_xl.books.build`) and their readers (`roster`, `techniekplan`) both come from them, so that
they cannot drift apart. Knows `grid` and `model`, no file and no Excel. A new column means a new
`version` of its template, which is its `since`; headings of earlier versions stay in
`Column.old`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from sto_xl import model
from sto_xl.model import reference
from sto_xl.sheets.entry import (
    AANBOD,
    ALIASSEN,
    CONTACTEN,
    GEBIED,
    PARTNERS,
    PLANNEN,
    REGIO,
    SCHOLEN,
)
from sto_xl.sheets.plan import (
    ACTIVITEITEN,
    DOELEN,
    MIDDELEN,
    MIJLPALEN,
    PLAN_FORM,
    QUESTIONS,
    SAMENWERKING,
)
from sto_xl.sheets.results import (
    CONTROLE,
    KERNCIJFERS,
    KLASSE,
    LINK,
    MANIEREN,
    NEVER_CHECKED,
    ONTBREKEND,
    PLANSTATUS,
    PROFIEL_LEERWEG,
    RUN,
    SIGNALEN,
    STAND,
    STAND_CIJFERS,
    STAND_REGIO,
    STATUS,
)
from sto_xl.sheets.spec import (
    FORM_HEADINGS,
    KEY_LENGTH,
    KEY_SEPARATOR,
    MARK_LENGTH,
    NEVER_INPUT,
    SHOWN_ERROR,
    Column,
    Kind,
    TableSpec,
    WorkbookSpec,
    came_with,
    version,
)

__all__ = [
    "AANBOD",
    "ACTIVITEITEN",
    "ALIASSEN",
    "CONTACTEN",
    "CONTROLE",
    "DOELEN",
    "FORM_HEADINGS",
    "GEBIED",
    "KERNCIJFERS",
    "KEY_LENGTH",
    "KEY_SEPARATOR",
    "KLASSE",
    "LINK",
    "MANIEREN",
    "MARK_LENGTH",
    "MIDDELEN",
    "MIJLPALEN",
    "NEVER_CHECKED",
    "NEVER_INPUT",
    "ONTBREKEND",
    "PARTNERS",
    "PLAN",
    "PLANNEN",
    "PLANSTATUS",
    "PLAN_FORM",
    "PROFIEL_LEERWEG",
    "QUESTIONS",
    "REGIO",
    "ROSTER",
    "RUN",
    "SAMENWERKING",
    "SCHOLEN",
    "SHOWN_ERROR",
    "SIGNALEN",
    "STAND",
    "STAND_CIJFERS",
    "STAND_REGIO",
    "STATUS",
    "SUMMARY",
    "TEMPLATES",
    "Column",
    "Kind",
    "TableSpec",
    "WorkbookSpec",
    "came_with",
    "lists",
    "version",
]

#: The tables of the sheet Samenvatting, in the order in which they stand there.
SUMMARY = (KERNCIJFERS, STATUS, KLASSE, SIGNALEN, MANIEREN, PROFIEL_LEERWEG, PLANSTATUS)

#: The workbook that a region keeps.
ROSTER = WorkbookSpec(
    "regiobestand",
    version="1.1",
    input=(REGIO, SCHOLEN, CONTACTEN, AANBOD, PARTNERS, PLANNEN),
    telling=(REGIO, SCHOLEN, AANBOD),
    filled=(CONTROLE, *SUMMARY, ONTBREKEND, RUN),
    optional=(GEBIED, ALIASSEN),
)
#: The workbook in which a school writes what it wants to do.
PLAN = WorkbookSpec(
    "techniekplan",
    version="1.0",
    input=(PLAN_FORM, DOELEN, ACTIVITEITEN, MIJLPALEN, SAMENWERKING, MIDDELEN),
    telling=(PLAN_FORM, ACTIVITEITEN, MIDDELEN),
    filled=(CONTROLE, RUN),
)
TEMPLATES = (ROSTER, PLAN)


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """Give the drop-down lists by the name they have in the workbook."""

    def values(choices: type[StrEnum]) -> tuple[str, ...]:
        return tuple(choice.value for choice in choices)

    return {
        "lstSoortRegio": values(model.RegionKind),
        "lstLand": values(model.Land),
        "lstTranche": values(model.Tranche),
        "lstSoortSchool": values(model.SchoolKind),
        "lstRolSchool": values(model.SchoolRole),
        "lstDeelname": values(model.Deelname),
        "lstJaNee": values(model.Answer),
        "lstTaal": values(model.Language),
        "lstRolContact": values(model.ContactRole),
        "lstBrief": values(model.LetterRole),
        "lstProfiel": (*reference.profielen(), *reference.sectoren()),
        "lstLeerweg": values(model.Leerweg),
        "lstSoortPartner": values(model.PartnerKind),
        "lstVorm": values(model.PartnerForm),
        "lstPlanstatus": values(model.PlanStatus),
        "lstBesluit": tuple(status.value for status in model.WRITTEN_ABOUT),
        "lstManier": tuple(manier.naam for manier in reference.manieren().values()),
        "lstLeerjaar": ("1", "2", "3", "4"),
        "lstBron": values(model.MeansSource),
    }
