"""What a roster says, as frozen records: region, schools, contacts, offering, partners, plans.

Knows nothing of Excel. `line` is the record's place in its table's body, counted from 0. An empty
field is None; so is a field whose value could not be read, about which there is a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

VESTIGING_PATTERN = r"\d{2}[A-Z]{2}\d{2}"

CENT = Decimal("0.01")


def _in_cents(amount: Decimal) -> Decimal:
    """Give an amount without parts of a cent, which Excel's calculations leave behind."""
    fine = -int(amount.as_tuple().exponent) > 2  # noqa: PLR2004 - decimals of a cent
    return amount.quantize(CENT, ROUND_HALF_UP) if fine else amount


Text = Annotated[str, Field(max_length=32_767)]
# No school has a million pupils and no region a billion euros: more is a typing error.
Count = Annotated[int, Field(ge=0, lt=1_000_000)]
Amount = Annotated[Decimal, Field(ge=0, lt=1_000_000_000), AfterValidator(_in_cents)]
Share = Annotated[Decimal, Field(ge=0, le=1)]


class RegionKind(StrEnum):
    """The two kinds of region of the subsidieregeling."""

    TECHNIEKREGIO = "techniekregio"
    TECHNIEKLUW = "techniekluwe regio"


class Land(StrEnum):
    """Where a region lies; decides which notations of postcode and phone are checked."""

    NEDERLAND = "Nederland"
    CARIBISCH = "Caribisch Nederland"


class Tranche(StrEnum):
    """The two periods for which detailed plans are made."""

    T2025 = "2025-2026"
    T2027 = "2027-2028"


class SchoolKind(StrEnum):
    """The kind of education at a location."""

    VMBO = "vmbo"
    PRO = "pro"
    VSO = "vso"
    HAVO_VWO = "havo/vwo"
    OVERIG = "overig"


class SchoolRole(StrEnum):
    """A school's place in the partnership."""

    KERNPARTNER = "kernpartner"
    REGIOPARTNER = "regiopartner"


class Deelname(StrEnum):
    """Whether a location takes part, as the roster says."""

    DEELNEMER = "deelnemer"
    AANGEMELD = "aangemeld"
    IN_GESPREK = "in gesprek"
    GEEN = "geen"
    GESTOPT = "gestopt"


class Answer(StrEnum):
    """Yes or no; an empty cell is unknown."""

    JA = "ja"
    NEE = "nee"


class Language(StrEnum):
    """The language of letters to a school."""

    NL = "nl"
    EN = "en"


class ContactRole(StrEnum):
    """What a contact is for."""

    STO = "STO-contact"
    DIRECTIE = "directie"
    OVERIG = "overig"


class LetterRole(StrEnum):
    """Whether a contact gets the letter."""

    GEADRESSEERDE = "geadresseerde"
    KOPIE = "kopie"
    NEE = "nee"


class Leerweg(StrEnum):
    """The four leerwegen; BB, KB and GL are the beroepsgerichte ones."""

    BB = "BB"
    KB = "KB"
    GL = "GL"
    TL = "TL"


class PartnerKind(StrEnum):
    """The kinds of partner in a region."""

    PO = "po"
    VO = "vo"
    VMBO = "vmbo"
    MBO = "mbo"
    HBO = "hbo"
    BEDRIJF = "bedrijf"
    OVERHEID = "overheid"


class PartnerForm(StrEnum):
    """The form of a contribution."""

    GELD = "geld"
    NATURA = "in natura"


class PlanStatus(StrEnum):
    """Where a plan stands."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    IN_GESPREK = "in gesprek"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Klasse(StrEnum):
    """What a location offers, in the four classes that add up to all vmbo locations."""

    TECHNISCH = "technisch profiel"
    NIET_TECHNISCH = "alleen niet-technische profielen"
    ALLEEN_TL = "alleen TL"
    ONBEKEND = "aanbod onbekend"


class Status(StrEnum):
    """Participation as it counts on the peildatum; adds up to all vmbo locations."""

    DEELNEMER = "deelnemer"
    AANGEMELD = "aangemeld"
    IN_GESPREK = "in gesprek"
    GEEN = "geen"
    GESTOPT = "gestopt"
    ONBEKEND = "onbekend"


class Signaal(StrEnum):
    """Why a location asks for attention; the first that holds, so each location has one at most."""

    NIEMAND = "niemand te bereiken"
    DEELNAME_ONBEKEND = "deelname onbekend"
    STILGEVALLEN = "stilgevallen"
    GEEN_TECHNISCH = "doet niet mee (technisch profiel)"
    GEEN_NIET_TECHNISCH = "doet niet mee (alleen niet-technische profielen)"
    GEEN_TL = "doet niet mee (alleen TL)"
    GEEN_ONBEKEND = "doet niet mee (aanbod onbekend)"
    GESTOPT = "gestopt"
    NIET_BEREIKT = "doet mee, profiel niet bereikt"
    BEREIK_ONBEKEND = "doet mee, bereik onbekend"


FROZEN = ConfigDict(frozen=True, extra="forbid")


class Region(BaseModel):
    """The region that keeps the roster."""

    model_config = FROZEN

    line: int = 0
    regionummer: Text | None = None
    naam: Text | None = None
    soort: RegionKind | None = None
    land: Land | None = None
    penvoerder_nummer: Text | None = None
    penvoerder: Text | None = None
    programmamanager: Text | None = None
    programmamanager_email: Text | None = None
    programmamanager_telefoon: Text | None = None
    ondersteuner: Text | None = None
    adres: Text | None = None
    postcode: Text | None = None
    plaats: Text | None = None
    ondertekenaar_besluit: Text | None = None
    ondertekenaar_functie: Text | None = None
    tranche: Tranche | None = None
    subsidiemaximum: Amount | None = None
    meerjarenbegroting: Amount | None = None
    budget_andere_profielen: Amount | None = None
    cofinancieringsnorm: Share | None = None
    peildatum_leerlingen: dt.date | None = None
    briefsjabloon: Text | None = None
    sjabloonversie: Text | None = None


class School(BaseModel):
    """A school location as the roster lists it."""

    model_config = FROZEN

    line: int
    vestiging: Text | None = None
    school: Text | None = None
    adres: Text | None = None
    postcode: Text | None = None
    plaats: Text | None = None
    bevoegd_gezag: Text | None = None
    soort: SchoolKind | None = None
    rol: SchoolRole | None = None
    deelname: Deelname | None = None
    sinds: dt.date | None = None
    reden: Text | None = None
    onderbouw: Answer | None = None
    telefoon: Text | None = None
    taal: Language | None = None
    laatste_contact: dt.date | None = None
    laatste_brief: dt.date | None = None
    niet_aanschrijven: Answer | None = None
    opgegaan_in: Text | None = None
    opmerking: Text | None = None


class Contact(BaseModel):
    """A person at a school."""

    model_config = FROZEN

    line: int
    vestiging: Text | None = None
    naam: Text | None = None
    aanhef: Text | None = None
    functie: Text | None = None
    email: Text | None = None
    telefoon: Text | None = None
    rol: ContactRole | None = None
    brief: LetterRole | None = None


class Offering(BaseModel):
    """What a location offers: profile × leerweg, its pupils in leerjaar 3–4, and the ways."""

    model_config = FROZEN

    line: int
    vestiging: Text | None = None
    profiel: Text | None = None
    leerweg: Leerweg | None = None
    leerlingen: Count | None = None
    keuzevak: Answer | None = None
    praktijkgericht: Answer | None = None
    in_profiel: Answer | None = None
    bereikt: Count | None = None
    toelichting: Text | None = None


class Partner(BaseModel):
    """A partner of the region, other than the schools in the roster."""

    model_config = FROZEN

    line: int
    partner: Text | None = None
    soort: PartnerKind | None = None
    rol: Text | None = None
    cofinanciering: Amount | None = None
    vorm: PartnerForm | None = None
    contact: Text | None = None


class Plan(BaseModel):
    """A school's plan as the region registers it."""

    model_config = FROZEN

    line: int
    kenmerk: Text | None = None
    vestiging: Text | None = None
    titel: Text | None = None
    profielen: Text | None = None
    manieren: Text | None = None
    leerlingen: Count | None = None
    tranche: Tranche | None = None
    ingediend: dt.date | None = None
    status: PlanStatus | None = None
    gevraagd: Amount | None = None
    toegekend: Amount | None = None
    besluitdatum: dt.date | None = None
    voorwaarden: Text | None = None
    open_vragen: Text | None = None
    toelichting_besluit: Text | None = None
    bestand: Text | None = None


_VESTIGING = re.compile(VESTIGING_PATTERN, re.ASCII)

#: Any record that stands in a table.
Record = Region | School | Contact | Offering | Partner | Plan


@lru_cache(maxsize=1024)
def vestiging_code(typed: str | None) -> str | None:
    """Give the six-character code that was meant, case and blanks aside; None when it is none."""
    bare = "".join((typed or "").split()).upper()
    return bare if _VESTIGING.fullmatch(bare) else None


def location_key(typed: str | None) -> str | None:
    """Give what two cells are compared by to tell whether they name one location.

    The code when it is one, else the text as typed, case and blanks aside; None when empty.
    """
    return vestiging_code(typed) or (" ".join(typed.split()).casefold() if typed else None) or None
