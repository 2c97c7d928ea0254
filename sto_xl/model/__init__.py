"""What workbooks say, as frozen records, and what everyone says it in: findings, wording, lists.

Records of a roster and of a techniekplan; `reference` holds the data of the programme. Knows
nothing of Excel. `line` is the record's place in its table's body, counted from 0. An empty field
is None; so is a field whose value could not be read, about which there is a finding.
"""

from __future__ import annotations

from sto_xl.model.choices import (
    WRITTEN_ABOUT,
    Answer,
    ContactRole,
    Deelname,
    Klasse,
    Land,
    Language,
    Leerweg,
    LetterRole,
    MeansSource,
    PartnerForm,
    PartnerKind,
    PlanStatus,
    RegionKind,
    SchoolKind,
    SchoolRole,
    Signaal,
    Status,
    Tranche,
)
from sto_xl.model.codes import VESTIGING_PATTERN, location_key, vestiging_code
from sto_xl.model.fields import CENT
from sto_xl.model.plan import Activity, Cooperation, Goal, Means, Milestone, PlanForm
from sto_xl.model.roster import Contact, Offering, Partner, Plan, Region, School

__all__ = [
    "CENT",
    "VESTIGING_PATTERN",
    "WRITTEN_ABOUT",
    "Activity",
    "Answer",
    "Contact",
    "ContactRole",
    "Cooperation",
    "Deelname",
    "Goal",
    "Klasse",
    "Land",
    "Language",
    "Leerweg",
    "LetterRole",
    "Means",
    "MeansSource",
    "Milestone",
    "Offering",
    "Partner",
    "PartnerForm",
    "PartnerKind",
    "Plan",
    "PlanForm",
    "PlanRecord",
    "PlanStatus",
    "Record",
    "Region",
    "RegionKind",
    "RosterRecord",
    "School",
    "SchoolKind",
    "SchoolRole",
    "Signaal",
    "Status",
    "Tranche",
    "location_key",
    "vestiging_code",
]

#: Any record that stands in a table: of a roster, or of a techniekplan.
RosterRecord = Region | School | Contact | Offering | Partner | Plan
PlanRecord = PlanForm | Goal | Activity | Milestone | Cooperation | Means
Record = RosterRecord | PlanRecord
