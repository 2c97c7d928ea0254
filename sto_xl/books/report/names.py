"""The names of the cells in which a report's single values stand, as its template has them."""

from __future__ import annotations

#: What a report is called, and what is said of it beneath.
TITLE, SUBTITLE = "STO_Titel", "STO_Onderregel"
#: What each further sheet of a summary is about.
ON_PROFILES, ON_SCHOOLS, ON_CHANGES, ON_FILES, ON_MISSING = (
    f"{SUBTITLE}_{sheet}"
    for sheet in ("Profielen", "Scholen", "Veranderingen", "Bestanden", "Ontbrekend")
)
#: What nobody may overlook, and what there is to say of the chart of reach.
WARNING, UNKNOWN = "STO_Melding", "STO_Profielen"
#: What is said above the schools, above those that are missing, and above what changed.
SAID_OF_SCHOOLS, SAID_OF_MISSING, COMPARED = "STO_Scholen", "STO_Ontbrekend", "STO_Vergeleken"
#: The facts about a region's summary, each in a cell that is named after it, and the sentence
#: about plans.
FACTS = ("Regio", "Kwartaal", "Peildatum", "Cijfers", "Sjabloonversie", "Definities")
PLANS = "STO_Plannen"
#: How many findings there are of each severity, and what is said above a list.
COUNTS, NOTE = ("STO_Fouten", "STO_Waarschuwingen", "STO_Tips"), "STO_Toelichting"


def fact_name(label: str) -> str:
    """Give the name of the cell in which a fact stands."""
    return f"STO_{label}"
