"""What each table of the roster looks like: sheet, columns, kinds, lists, widths, hints.

The form (`sto_xl.build`) and its reader (`sto_xl.roster`) both come from here, so that they cannot
drift apart. A new column means a new `TEMPLATE_VERSION`; headings of earlier versions stay in
`Column.old`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from sto_xl import model, reference
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
from sto_xl.sheets.results import (
    CONTROLE,
    KERNCIJFERS,
    KLASSE,
    MANIEREN,
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
    NEVER_INPUT,
    Column,
    Kind,
    TableSpec,
)

__all__ = [
    "AANBOD",
    "ALIASSEN",
    "CONTACTEN",
    "CONTROLE",
    "FILLED",
    "FORM_HEADINGS",
    "GEBIED",
    "INPUT",
    "KERNCIJFERS",
    "KEY_LENGTH",
    "KEY_SEPARATOR",
    "KLASSE",
    "MANIEREN",
    "NEVER_INPUT",
    "OPTIONAL",
    "PARTNERS",
    "PLANNEN",
    "PLANSTATUS",
    "PROFIEL_LEERWEG",
    "REGIO",
    "RUN",
    "SCHOLEN",
    "SIGNALEN",
    "STAND",
    "STAND_CIJFERS",
    "STAND_REGIO",
    "STATUS",
    "SUMMARY",
    "TEMPLATE_VERSION",
    "Column",
    "Kind",
    "TableSpec",
    "lists",
]

TEMPLATE_VERSION = "1.0"

#: The tables that people fill in and rules read, in the order of the work.
INPUT = (REGIO, SCHOLEN, CONTACTEN, AANBOD, PARTNERS, PLANNEN)
#: Tables that may be absent without a finding.
OPTIONAL = (GEBIED, ALIASSEN)
#: The tables of the sheet Samenvatting, in the order in which they stand there.
SUMMARY = (KERNCIJFERS, STATUS, KLASSE, SIGNALEN, MANIEREN, PROFIEL_LEERWEG, PLANSTATUS)

#: The tables that the add-on fills and nobody types in.
FILLED = (CONTROLE, *SUMMARY, RUN)


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
    }
