"""PLN: which plan is it, whose, and does the school stand behind it? (sheet Plan, 010–029)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.model import Answer, Land, PlanForm, contact_details, vestiging_code
from sto_xl.model.findings import Severity
from sto_xl.rules import _forms
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._sources import DUO, EMAIL, FLYER, OWN_PLAN, PHONE
from sto_xl.sheets.meant import called, question
from sto_xl.sheets.notation import shown

_MANAGEMENT = f"{FLYER}: van docent naar schoolleiding naar programmamanager"


def _land(checked: CheckedPlan) -> Land | None:
    return checked.roster.region.land if checked.roster else None


def own_code(form: PlanForm, checked: CheckedPlan) -> str:
    """Ask whether the code was meant that the roster has for a school of this very name, if any."""
    for typed in (form.school, form.vestiging):
        codes = called(checked.roster, typed) if checked.roster else None
        if codes and len(codes) == 1:
            return f" Bedoelde u {min(codes)}?"
    return ""


@rule(
    "PLN-010",
    Severity.FOUT,
    message="Het plan heeft nog geen titel; aan de titel en de vestiging herkent de regio het.",
    remedy="Geef het plan een korte titel, bijvoorbeeld: Domotica in Zorg en welzijn.",
    source=OWN_PLAN,
    subject=PlanForm,
)
def title_missing(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """No title, by which a plan without a kenmerk is known."""
    for field in left_open(form, checked, "titel"):
        yield hit(form, field)


@rule(
    "PLN-011",
    Severity.FOUT,
    message="De vestigingscode is niet ingevuld; zonder code is niet te zien van welke school het "
    "plan is.",
    remedy="Vul de code van uw locatie in: BRIN plus twee cijfers, bijvoorbeeld 00AH17. Uw "
    "administratie kent hem.",
    source=DUO,
    subject=PlanForm,
)
def vestiging_missing(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """No code."""
    for field in left_open(form, checked, "vestiging"):
        yield hit(form, field)


@rule(
    "PLN-012",
    Severity.FOUT,
    message="‘{value}’ is geen vestigingscode: die bestaat uit het BRIN en twee cijfers, "
    "bijvoorbeeld 00AH17.{asked}",
    remedy="Verbeter de code. Uw administratie kent hem; hij staat ook bij DUO.",
    source=DUO,
    subject=PlanForm,
    reads=("vestiging",),
)
def vestiging_format(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A code of another form; proposed is what was typed, mended, never another school's."""
    if form.vestiging and not vestiging_code(checked.key_of(form.vestiging)):
        asked = own_code(form, checked) or question(form.vestiging, frozenset(), new=True)
        yield hit(form, "vestiging", value=form.vestiging, asked=asked)


@rule(
    "PLN-013",
    Severity.TIP,
    message="‘{value}’ is gelezen als {code}.",
    remedy="Schrijf de vestigingscode met hoofdletters en zonder spaties: {code}.",
    source=DUO,
    subject=PlanForm,
    reads=("vestiging",),
)
def vestiging_spelling(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A code in small letters or with blanks, which is read all the same."""
    code = vestiging_code(checked.key_of(form.vestiging))
    if code and vestiging_code(form.vestiging) == code != form.vestiging:
        yield hit(form, "vestiging", value=form.vestiging, code=code)


@rule(
    "PLN-014",
    Severity.WAARSCHUWING,
    message="De naam van de school is niet ingevuld.",
    remedy="Vul de naam van uw locatie in, zoals hij in een brief moet staan.",
    source=OWN_PLAN,
    subject=PlanForm,
)
def school_missing(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """No name of the school."""
    for field in left_open(form, checked, "school"):
        yield hit(form, field)


@rule(
    "PLN-015",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen Nederlandse postcode.",
    remedy="Een postcode is vier cijfers en twee letters, bijvoorbeeld 9401 SL.",
    source=DUO,
    subject=PlanForm,
    reads=("postcode",),
)
def postcode_format(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A postcode of another form."""
    if form.postcode and not _forms.is_postcode(form.postcode, _land(checked)):
        yield hit(form, "postcode", value=form.postcode)


@rule(
    "PLN-016",
    Severity.TIP,
    message="{what} is nog niet ingevuld.",
    remedy="Vul dit gegeven in: het komt te staan in de brief waarmee u het plan aan de "
    "programmamanager voorlegt.",
    source=OWN_PLAN,
    subject=PlanForm,
)
def letterhead_incomplete(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """What the proposal letter needs; the region's roster tells who it is put to."""
    names = {"adres": "Het adres van de school", "plaats": "De plaats van de school"}
    if _land(checked) is not Land.CARIBISCH:
        names["postcode"] = "De postcode van de school"
    if checked.roster is None:
        names |= {"regio": "De STO-regio", "programmamanager": "De naam van de programmamanager"}
    for field in left_open(form, checked, *names):
        yield hit(form, field, what=names[field])


@rule(
    "PLN-017",
    Severity.WAARSCHUWING,
    message="Of de schoolleiding akkoord is, is niet bekend.",
    remedy="Bespreek het plan met uw schoolleiding en kies daarna ja.",
    source=_MANAGEMENT,
    subject=PlanForm,
)
def consent_unknown(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """It is not known whether the school's management agrees."""
    for field in left_open(form, checked, "akkoord"):
        yield hit(form, field)


@rule(
    "PLN-018",
    Severity.WAARSCHUWING,
    message="De schoolleiding is nog niet akkoord.",
    remedy="Bespreek met uw schoolleiding wat er nodig is, en dien het plan daarna in.",
    source=_MANAGEMENT,
    subject=PlanForm,
    reads=("akkoord",),
)
def consent_refused(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """The school's management does not agree."""
    if form.akkoord is Answer.NEE:
        yield hit(form, "akkoord")


@rule(
    "PLN-019",
    Severity.WAARSCHUWING,
    message="De schoolleiding is akkoord, maar {what}, is niet ingevuld.",
    remedy="Vul in wie akkoord gaf en op welke dag.",
    source=_MANAGEMENT,
    subject=PlanForm,
    reads=("akkoord",),
)
def consent_incomplete(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Consent without a name or a day."""
    names = {"akkoord_naam": "wie akkoord gaf", "akkoord_datum": "wanneer dat was"}
    for field in left_open(form, checked, *names) if form.akkoord is Answer.JA else ():
        yield hit(form, field, what=names[field])


@rule(
    "PLN-020",
    Severity.WAARSCHUWING,
    message="De dag waarop de schoolleiding akkoord gaf, {value}, ligt in de toekomst.",
    remedy="Controleer de datum.",
    source=OWN_PLAN,
    subject=PlanForm,
    reads=("akkoord_datum",),
)
def consent_in_the_future(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Consent on a day that is still to come."""
    if form.akkoord_datum and form.akkoord_datum > checked.peildatum:
        yield hit(form, "akkoord_datum", value=shown(form.akkoord_datum))


@rule(
    "PLN-021",
    Severity.WAARSCHUWING,
    message="{what} is niet ingevuld.",
    remedy="Vul het in, zodat de programmamanager weet wie bij vragen te bereiken is.",
    source=FLYER,
    subject=PlanForm,
)
def applicant_unknown(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Nobody to turn to with questions."""
    names = {"indiener": "Wie dit plan heeft geschreven,", "email": "Het e-mailadres"}
    for field in left_open(form, checked, *names):
        yield hit(form, field, what=names[field])


@rule(
    "PLN-022",
    Severity.WAARSCHUWING,
    message="Dit e-mailadres kan niet kloppen.",
    remedy="Vul één adres in, zonder spaties of komma's, bijvoorbeeld j.jansen@school.nl.",
    source=EMAIL,
    subject=PlanForm,
    reads=("email",),
)
def email_format(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """Not an address; the message does not repeat it, because it is personal data."""
    if form.email and not contact_details.is_email(form.email):
        yield hit(form, "email")


@rule(
    "PLN-023",
    Severity.WAARSCHUWING,
    message="Dit telefoonnummer kan niet kloppen.",
    remedy="Vul één volledig nummer in, bijvoorbeeld 06 5270 2892.",
    source=PHONE,
    subject=PlanForm,
    reads=("telefoon",),
)
def phone_format(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Not a number; the message does not repeat it, because it is personal data."""
    if form.telefoon and not _forms.is_phone(form.telefoon, _land(checked)):
        yield hit(form, "telefoon")


@rule(
    "PLN-024",
    Severity.WAARSCHUWING,
    message="Voor hoeveel verschillende leerlingen het plan is, {what}.",
    remedy="Vul in hoeveel verschillende leerlingen met dit plan kennismaken met techniek; wie aan "
    "meer activiteiten meedoet, telt één keer.",
    source="Definitie van Leerlingen in plannen",
    subject=PlanForm,
    reads=("leerlingen",),
)
def pupils_missing(form: PlanForm, _checked: CheckedPlan) -> Iterable[Hit]:
    """It is not known how many pupils the plan is for, or it is for none."""
    if form.leerlingen is None:
        yield hit(form, "leerlingen", what="is nog niet bekend")
    elif form.leerlingen == 0:
        yield hit(form, "leerlingen", what="staat op 0")


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
