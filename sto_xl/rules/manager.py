"""RST: the programme manager and what letters say of the region, sheet Regio (001–049)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.model import Region, contact_details
from sto_xl.model.findings import Severity
from sto_xl.rules import _forms
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import DUO, EMAIL, FLYER, PHONE, WEBSITE


@rule(
    "RST-007",
    Severity.WAARSCHUWING,
    message="Van de programmamanager is geen e-mailadres en geen telefoonnummer ingevuld.",
    remedy="Vul er minstens één in: scholen moeten na een uitnodiging contact kunnen opnemen.",
    source=FLYER,
    subject=Region,
    reads=("programmamanager_email", "programmamanager_telefoon"),
)
def manager_unreachable(region: Region, _checked: Checked) -> Iterable[Hit]:
    """The programme manager cannot be reached."""
    if not region.programmamanager_email and not region.programmamanager_telefoon:
        yield hit(region, "programmamanager_email")


@rule(
    "RST-008",
    Severity.WAARSCHUWING,
    message="De naam van de programmamanager is niet ingevuld.",
    remedy="Vul de naam in: die staat onder de uitnodigingen.",
    source=FLYER,
    subject=Region,
    reads=("programmamanager",),
)
def manager_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """No programme manager."""
    if not region.programmamanager:
        yield hit(region, "programmamanager")


@rule(
    "RST-013",
    Severity.WAARSCHUWING,
    message="Het e-mailadres van de programmamanager kan niet kloppen.",
    remedy="Vul één adres in, zonder spaties of komma's, bijvoorbeeld j.jansen@regio.nl.",
    source=EMAIL,
    subject=Region,
    reads=("programmamanager_email",),
)
def manager_email_format(region: Region, _checked: Checked) -> Iterable[Hit]:
    """Not an address."""
    if region.programmamanager_email and not contact_details.is_email(
        region.programmamanager_email
    ):
        yield hit(region, "programmamanager_email")


@rule(
    "RST-014",
    Severity.WAARSCHUWING,
    message="Het telefoonnummer van de programmamanager kan niet kloppen.",
    remedy="Vul één volledig nummer in, bijvoorbeeld 06 5270 2892.",
    source=PHONE,
    subject=Region,
    reads=("programmamanager_telefoon", "land"),
)
def manager_phone_format(region: Region, _checked: Checked) -> Iterable[Hit]:
    """Not a number."""
    number = region.programmamanager_telefoon
    if number and not _forms.is_phone(number, region.land):
        yield hit(region, "programmamanager_telefoon")


@rule(
    "RST-015",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen Nederlandse postcode; zo staat hij in het adres boven de brieven.",
    remedy="Een postcode is vier cijfers en twee letters, bijvoorbeeld 9401 SL.",
    source=DUO,
    subject=Region,
    reads=("postcode", "land"),
)
def letter_postcode_format(region: Region, _checked: Checked) -> Iterable[Hit]:
    """A postcode of another form in the address for letters."""
    if region.postcode and not _forms.is_postcode(region.postcode, region.land):
        yield hit(region, "postcode", value=region.postcode)


@rule(
    "RST-018",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen adres van een website; zo staat het in de brieven.",
    remedy="Vul één adres in, zoals het in de adresbalk staat, bijvoorbeeld www.sto-mijnregio.nl.",
    source=WEBSITE,
    subject=Region,
    reads=("website", "website_platforms"),
)
def website_format(region: Region, _checked: Checked) -> Iterable[Hit]:
    """Not the address of a website, where the letters name one."""
    for field in ("website", "website_platforms"):
        value = getattr(region, field)
        if value and not contact_details.is_website(value):
            yield hit(region, field, value=value)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
