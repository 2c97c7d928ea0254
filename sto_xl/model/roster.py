"""What a roster says: region, schools, contacts, offering, partners, plans."""

from __future__ import annotations

import datetime as dt

from sto_xl.model.choices import (
    Answer,
    ContactRole,
    Deelname,
    Land,
    Language,
    Leerweg,
    LetterRole,
    PartnerForm,
    PartnerKind,
    PlanStatus,
    RegionKind,
    SchoolKind,
    SchoolRole,
    Tranche,
)
from sto_xl.model.fields import Amount, Count, Record, Share, Text


class Region(Record):
    """The region that keeps the roster."""

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
    website: Text | None = None
    website_platforms: Text | None = None
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


class School(Record):
    """A school location as the roster lists it."""

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
    leerlingen_totaal: Count | None = None
    opmerking: Text | None = None


class Contact(Record):
    """A person at a school."""

    line: int
    vestiging: Text | None = None
    naam: Text | None = None
    aanhef: Text | None = None
    functie: Text | None = None
    email: Text | None = None
    telefoon: Text | None = None
    rol: ContactRole | None = None
    brief: LetterRole | None = None


class Offering(Record):
    """What a location offers: profile × leerweg, its pupils in leerjaar 3–4, and the ways."""

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


class Partner(Record):
    """A partner of the region, other than the schools in the roster."""

    line: int
    partner: Text | None = None
    soort: PartnerKind | None = None
    rol: Text | None = None
    cofinanciering: Amount | None = None
    vorm: PartnerForm | None = None
    contact: Text | None = None


class Plan(Record):
    """A school's plan as the region registers it."""

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
    besluit_verzonden: dt.date | None = None
    verzonden_als: PlanStatus | None = None
    bestand: Text | None = None

    @property
    def called(self) -> str:
        """What the plan is called when it is told of."""
        return self.kenmerk or self.titel or f"regel {self.line + 1}"
