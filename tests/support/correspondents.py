"""Who write letters and who get them, for the tests of what letters say."""

from __future__ import annotations

from sto_xl.model import Contact, Land, Language, Region, School

REGION = Region(
    naam="Kop van Noord-Holland",
    regionummer="STO19072",
    land=Land.NEDERLAND,
    programmamanager="Marijke de Vries",
    programmamanager_email="m.devries@sto.example",
    programmamanager_telefoon="06 5270 2892",
    ondersteuner="Karel Smit",
    adres="Postbus 12",
    postcode="1740AA",
    plaats="Schagen",
)
ISLANDS = Region(
    naam="Caribisch Nederland",
    land=Land.CARIBISCH,
    programmamanager="E. Johnson",
    programmamanager_email="e.johnson@sto.example",
    adres="Kaya Amsterdam 1",
    plaats="Kralendijk",
)
SCHOOL = School(
    line=0,
    vestiging="00AH17",
    school="Het Noorderlicht",
    adres="Dorpsstraat 7-A",
    postcode="1741 mb",
    plaats="Schagen",
)
ISLAND_SCHOOL = School(
    line=0,
    vestiging="30ZZ01",
    school="Saba School",
    adres="The Bottom",
    plaats="Saba",
    taal=Language.EN,
)


def contact(naam: str | None = None, **fields: object) -> Contact:
    return Contact.model_validate({"line": 0, "vestiging": "00AH17", "naam": naam, **fields})
