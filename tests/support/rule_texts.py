"""Rosters as text for the tests of rules: on top of a quiet region stands what a case is about."""

from __future__ import annotations

from support.tables import QUIET

REGIO = "[tblRegio]\n"
SCHOOLS = (
    "[tblScholen]\nVestiging | School | Bevoegd gezag | Soort | Deelname | Adres | Postcode | "
    "Plaats\n"
    "00AH17 | De Werkhoek | 41234 | vmbo | geen | Dorpsweg 1 | 9401 SL | Assen\n"
    "00AH18 | Het Anker | 41234 | vmbo | geen | Dorpsweg 2 | 9401 SL | Assen\n"
)
CONTACT = "[tblContacten]\nVestiging | Naam | E-mail | Telefoon | Brief | Aanhef\n"
CONTACTS = CONTACT + (
    "00AH17 | A. Bos | a.bos@school.example | | | Geachte mevrouw Bos\n"
    "00AH18 | B. Vos | | 010 220 2121\n"
)
OFFER = (
    "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | "
    "Praktijkgericht programma | Bereikt | Techniek in het profiel\n"
)
OFFERINGS = OFFER + "00AH17 | D&P | BB | 40 | nee\n00AH18 | D&P | BB | 40 | nee\n"
#: A roster of which no rule finds anything, without its region and partners.
GOOD = SCHOOLS + CONTACTS + OFFERINGS
PARTNER = "[tblPartners]\nPartner | Soort | Cofinanciering | Vorm\nROC | mbo | | \nB | po | | \n"
PLAN = (
    "[tblPlannen]\nKenmerk | Vestiging | Status | Gevraagd | Toegekend | Besluitdatum | "
    "Ingediend | Voor profiel | Manier | Besluit verzonden | Verzonden als\n"
)
MAXIMUM = "Subsidiemaximum 2025-2028"
BASE = "Subsidiabele meerjarenbegroting"
BUDGET = "Budget voor techniek in andere profielen"
NORM = "Cofinancieringsnorm"
_REGION, _PARTNERS = QUIET[: QUIET.index("[tblPartners]")], QUIET[QUIET.index("[tblPartners]") :]


def with_region(**lines: str) -> str:
    """Write the quiet roster with these lines of the region otherwise."""
    known = dict(line.split(" | ") for line in _REGION.strip().splitlines()[1:])
    text = "".join(f"{label} | {value}\n" for label, value in (known | lines).items())
    return REGIO + text + _PARTNERS + GOOD


def with_school(*rows: str, **lines: str) -> str:
    """Write the quiet roster with other schools beside 00AH17."""
    head = "Vestiging | School | Bevoegd gezag | Soort | Deelname | Sinds | Postcode | "
    head += "Laatste contact | Opgegaan in | Telefoon | Laatste brief | Leerlingen totaal\n"
    first = "00AH17 | De Werkhoek | 41234 | vmbo | geen\n"
    schools = "[tblScholen]\n" + head + first + "\n".join(rows) + "\n"
    return with_region(**lines).replace(SCHOOLS, schools)


def with_contact(*rows: str, **lines: str) -> str:
    """Write the quiet roster with these contacts only."""
    return with_region(**lines).replace(CONTACTS, CONTACT + "\n".join(rows) + "\n")


def with_offering(*rows: str, deelname: str = "geen") -> str:
    """Write the quiet roster with this offering only; 00AH17 takes part or not."""
    text = with_region().replace(OFFERINGS, OFFER + "\n".join(rows) + "\n")
    return text.replace("41234 | vmbo | geen", f"41234 | vmbo | {deelname}", 1)


def with_partner(row: str, **lines: str) -> str:
    """Write the quiet roster with a ROC, a primary school and this partner."""
    return with_region(**lines).replace(_PARTNERS, PARTNER + row + "\n")


def with_plan(row: str, **lines: str) -> str:
    """Write the quiet roster with this plan."""
    return with_region(**lines) + PLAN + row
