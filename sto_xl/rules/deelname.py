"""RST: who takes part and since when, sheet Scholen (050–099, with `schools`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.figures.participation import STALLED_AFTER, stalled, status_of
from sto_xl.model import Deelname, School, SchoolKind, Status
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import FLYER, OWN_ROSTER
from sto_xl.rules.region import EARLIEST
from sto_xl.sheets.notation import shown


@rule(
    "RST-056",
    Severity.WAARSCHUWING,
    message="Of deze vmbo-school meedoet, is niet ingevuld.",
    remedy="Kies bij Deelname: deelnemer, aangemeld, in gesprek, geen of gestopt.",
    source=FLYER,
    subject=School,
    reads=("deelname", "soort"),
)
def deelname_missing(school: School, checked: Checked) -> Iterable[Hit]:
    """A vmbo location of which nothing is known."""
    present = school.soort is SchoolKind.VMBO and not distinct.merged(checked.roster, school)
    if present and school.deelname is None:
        yield hit(school, "deelname")


@rule(
    "RST-057",
    Severity.WAARSCHUWING,
    message="Er is niet ingevuld sinds wanneer deze school deelnemer is.",
    remedy="Vul bij Sinds de datum in waarop de deelname begon.",
    source=OWN_ROSTER,
    subject=School,
    reads=("deelname", "sinds"),
)
def since_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """A deelnemer without a date."""
    if school.deelname is Deelname.DEELNEMER and school.sinds is None:
        yield hit(school, "sinds")


@rule(
    "RST-058",
    Severity.TIP,
    message="De deelname begint pas op {value}; tot die datum telt de school als aangemeld.",
    remedy="Klopt de datum, dan hoeft u niets te doen.",
    source="Definitie van Deelnemers",
    subject=School,
    reads=("deelname", "sinds"),
)
def since_in_future(school: School, checked: Checked) -> Iterable[Hit]:
    """A deelnemer from a later date on."""
    since = school.sinds
    if school.deelname is Deelname.DEELNEMER and since and since > checked.peildatum:
        yield hit(school, "sinds", value=shown(since))


@rule(
    "RST-059",
    Severity.WAARSCHUWING,
    message="{value} ligt in de toekomst.",
    remedy="Controleer de datum: hier hoort wanneer u de school het laatst hebt gesproken of "
    "aangeschreven.",
    source=OWN_ROSTER,
    subject=School,
    reads=("laatste_contact", "laatste_brief"),
)
def date_in_future(school: School, checked: Checked) -> Iterable[Hit]:
    """A last contact or letter after the peildatum."""
    for name in ("laatste_contact", "laatste_brief"):
        date = getattr(school, name)
        if date and date > checked.peildatum:
            yield hit(school, name, value=shown(date))


@rule(
    "RST-060",
    Severity.WAARSCHUWING,
    message="{value} ligt vóór 2020, toen het programma begon.",
    remedy="Controleer het jaartal.",
    source="Subsidieregeling sterk techniekonderwijs 2020–2024",
    subject=School,
    reads=("sinds", "laatste_contact", "laatste_brief"),
)
def date_before_programme(school: School, _checked: Checked) -> Iterable[Hit]:
    """A date before the programme began."""
    for name in ("sinds", "laatste_contact", "laatste_brief"):
        date = getattr(school, name)
        if date and date < EARLIEST:
            yield hit(school, name, value=shown(date))


@rule(
    "RST-063",
    Severity.WAARSCHUWING,
    message="De school is {status}, maar {last}.",
    remedy="Vraag hoe het ermee staat, en vul bij Laatste contact de datum in.",
    source="Definitie van Signaal (stilgevallen)",
    subject=School,
    reads=("deelname", "sinds", "laatste_contact"),
)
def stalled_conversation(school: School, checked: Checked) -> Iterable[Hit]:
    """Aangemeld or in gesprek, and no contact for 90 days."""
    status = status_of(school, checked.peildatum)
    waiting = status in (Status.AANGEMELD, Status.IN_GESPREK)
    if not waiting or distinct.merged(checked.roster, school):
        return
    if stalled(school, checked.peildatum):
        last = "er is nog geen contact genoteerd"
        if date := school.laatste_contact:
            last = f"het laatste contact, op {DUTCH.datum(date)}, is meer dan "
            last += f"{STALLED_AFTER.days} dagen geleden"
        yield hit(school, "laatste_contact", status=status, last=last)


@rule(
    "RST-064",
    Severity.TIP,
    message="{value} ligt in de toekomst, maar de school staat nu al als ‘{deelname}’ vermeld.",
    remedy="Klopt de datum, dan hoeft u niets te doen.",
    source=OWN_ROSTER,
    subject=School,
    reads=("deelname", "sinds"),
)
def other_since_in_future(school: School, checked: Checked) -> Iterable[Hit]:
    """A participation of another kind than deelnemer that begins after the peildatum."""
    since, deelname = school.sinds, school.deelname
    if deelname not in (None, Deelname.DEELNEMER) and since and since > checked.peildatum:
        yield hit(school, "sinds", value=shown(since), deelname=deelname)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
