"""Where rules come from, as the catalogue says it: the sources that several of them have."""

from __future__ import annotations

#: What the programme asks.
FLYER = "Landelijke STO-flyer voor scholen"
ACTIVITIES = f"{FLYER}: welke activiteiten worden ondernomen?"
DUSI = "DUS-I, subsidiepagina Sterk Techniekonderwijs 2025"
COFINANCING = f"{DUSI}: ten minste 10% van het subsidiabele deel van de totale meerjarenbegroting"
REGELING = "Subsidieregeling sterk techniekonderwijs 2025–2028"
PLANNING = f"{REGELING}; planning op sterktechniekonderwijs.nl"
#: What others say: of schools, of letters, of numbers and addresses, of cells.
DUO = "DUO, open onderwijsdata vo; RIO LOD API 2.13.0"
LETTERS = "ned-extra.nl, Regels voor brieven"
PHONE = "Nummerplan telefoon- en ISDN-diensten"
EMAIL = "Gangbare vorm van een e-mailadres"
WEBSITE = "Gangbare vorm van een webadres"
EXCEL = "Werking van Excel"
#: What our own workbooks agree on.
TEMPLATE = "Het sjabloon van de werkmap"
OWN_ROSTER = "Conventie van dit regiobestand"
OWN_PLAN = "Conventie van dit techniekplan"
