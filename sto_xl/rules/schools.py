"""RST: the school locations, sheet Scholen (050–099, with `deelname`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import (
    Answer,
    Deelname,
    Offering,
    School,
    SchoolKind,
    contact_details,
    vestiging_code,
)
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules import _forms
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import DUO, LETTERS, OWN_ROSTER, PHONE
from sto_xl.rules.region import BOARD
from sto_xl.sheets.meant import question, which

#: Who can get an uitnodiging.
_WRITTEN = frozenset({Deelname.GEEN, Deelname.AANGEMELD, Deelname.IN_GESPREK, Deelname.GESTOPT})


@rule(
    "RST-050",
    Severity.FOUT,
    message="De vestigingscode is niet ingevuld.",
    remedy="Zoek de code op bij DUO: BRIN plus twee cijfers, bijvoorbeeld 00AH17.{proposed}",
    source=DUO,
    subject=School,
    reads=("vestiging",),
)
def vestiging_missing(school: School, checked: Checked) -> Iterable[Hit]:
    """A school without a code."""
    if not school.vestiging:
        yield hit(school, "vestiging", proposed=_proposed(school, checked))


def _proposed(school: School, checked: Checked) -> str:
    """Say what a school without a code may be, with a blank before it; "" when nobody knows."""
    found = checked.duo.proposals.get(school.line, ()) if checked.duo else ()
    if not found:
        return ""
    told = "; of ".join(proposal.text for proposal in found)
    right = "Klopt er een" if len(found) > 1 else "Klopt dat"
    # A code that was mistyped is mended; what is a name, may be known by that.
    mistyped = any(map(str.isdigit, school.vestiging or ""))
    named = ", of zet de naam met die code op blad Gebied onder Andere schrijfwijze"
    return f" Voorstel: {told}. {right}, typ dan die code{'' if mistyped else named}."


@rule(
    "RST-051",
    Severity.FOUT,
    message="‘{value}’ is geen vestigingscode: die bestaat uit het BRIN en twee cijfers, "
    "bijvoorbeeld 00AH17.{asked}",
    remedy="Verbeter de code; u vindt hem bij DUO.{proposed}",
    source=DUO,
    subject=School,
    reads=("vestiging",),
)
def vestiging_format(school: School, checked: Checked) -> Iterable[Hit]:
    """A code that is not two digits, two letters and two digits, nor another spelling of one."""
    if school.vestiging and not vestiging_code(checked.roster.key_of(school.vestiging)):
        asked = question(school.vestiging, checked.roster.codes_elsewhere, new=True)
        proposed = _proposed(school, checked)
        yield hit(school, "vestiging", value=school.vestiging, asked=asked, proposed=proposed)


@rule(
    "RST-052",
    Severity.FOUT,
    message="Vestiging {value} staat meer dan eens op blad Scholen; alleen de eerste rij{which} "
    "telt.",
    remedy="Voeg de rijen samen tot één, of verbeter de code.",
    source=OWN_ROSTER,
)
def vestiging_twice(checked: Checked) -> Iterable[Hit]:
    """The same code on two rows, or one name with what is no code; one of them may be merged."""
    roster = checked.roster
    again = distinct.doubles(roster)
    beside = {roster.key(school) for school in again if distinct.merged(roster, school)}
    for school in again:
        which = " die niet is opgegaan," if roster.key(school) in beside else ""
        value = vestiging_code(school.vestiging) or school.vestiging
        yield hit(school, "vestiging", value=value, which=which)


@rule(
    "RST-053",
    Severity.WAARSCHUWING,
    message="De naam van de school is niet ingevuld.",
    remedy="Vul de naam van de locatie in, zoals hij in een brief moet staan.",
    source=OWN_ROSTER,
    subject=School,
    reads=("school",),
)
def name_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """No name."""
    if not school.school:
        yield hit(school, "school")


@rule(
    "RST-054",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen Nederlandse postcode.",
    remedy="Een postcode is vier cijfers en twee letters, bijvoorbeeld 9401 SL.",
    source=DUO,
    subject=School,
    reads=("postcode",),
)
def postcode_format(school: School, checked: Checked) -> Iterable[Hit]:
    """A postcode of another form; not asked of Caribisch Nederland, which has none of this form."""
    if school.postcode and not _forms.is_postcode(school.postcode, checked.roster.region.land):
        yield hit(school, "postcode", value=school.postcode)


@rule(
    "RST-070",
    Severity.WAARSCHUWING,
    message="Het adres van deze school is niet volledig; zo komt het wel in een brief te staan.",
    remedy="Vul {fields} in.",
    source=LETTERS,
    subject=School,
    reads=("adres", "postcode", "plaats", "soort", "deelname", "niet_aanschrijven"),
)
def address_incomplete(school: School, checked: Checked) -> Iterable[Hit]:
    """A school that can get a letter, and whose address lacks a part."""
    land = checked.roster.region.land
    gap = contact_details.lacking(school.adres, school.postcode, school.plaats, land)
    written = school.soort is SchoolKind.VMBO and school.deelname in _WRITTEN
    asked = school.niet_aanschrijven is not Answer.JA
    if gap and written and asked and not distinct.merged(checked.roster, school):
        yield hit(school, gap[0].casefold(), fields=DUTCH.opsomming(gap))


@rule(
    "RST-055",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen nummer van een bevoegd gezag.",
    remedy="Zo'n nummer heeft vijf cijfers, bijvoorbeeld 41234; u vindt het bij DUO.",
    source=DUO,
    subject=School,
    reads=("bevoegd_gezag",),
)
def board_format(school: School, _checked: Checked) -> Iterable[Hit]:
    """A board number that is not five digits."""
    if school.bevoegd_gezag and not BOARD.fullmatch(school.bevoegd_gezag):
        yield hit(school, "bevoegd_gezag", value=school.bevoegd_gezag)


@rule(
    "RST-061",
    Severity.WAARSCHUWING,
    message="De locatie telt niet meer mee, want zij is opgegaan in ‘{value}’, maar die locatie "
    "staat niet op blad Scholen.{asked}",
    remedy="Voeg die locatie toe, of verbeter de code.",
    source=OWN_ROSTER,
    subject=School,
    reads=("opgegaan_in",),
)
def successor_unknown(school: School, checked: Checked) -> Iterable[Hit]:
    """A successor that the roster does not have."""
    code = distinct.successor_of(checked.roster, school)
    if code and code not in checked.roster.location_keys:
        asked = which(checked.roster, school.opgegaan_in)
        yield hit(school, "opgegaan_in", value=school.opgegaan_in, asked=asked)


@rule(
    "RST-069",
    Severity.FOUT,
    message="‘{value}’ bij Opgegaan in is geen vestigingscode; de locatie telt daarom gewoon "
    "mee.{asked}",
    remedy="Vul de code in van de locatie waarin zij is opgegaan, bijvoorbeeld 00AH17, of maak de "
    "cel leeg.",
    source=DUO,
    subject=School,
    reads=("opgegaan_in",),
)
def successor_format(school: School, checked: Checked) -> Iterable[Hit]:
    """A successor that is told by something else than a code: it merges nothing."""
    typed = school.opgegaan_in
    if typed and not distinct.successor_of(checked.roster, school):
        asked = which(checked.roster, typed) if checked.roster.key_of(typed) else ""
        yield hit(school, "opgegaan_in", value=typed, asked=asked)


@rule(
    "RST-062",
    Severity.WAARSCHUWING,
    message="Dit telefoonnummer kan niet kloppen.",
    remedy="Vul het volledige algemene nummer van de school in, bijvoorbeeld 010 220 2121.",
    source=PHONE,
    subject=School,
    reads=("telefoon",),
)
def phone_format(school: School, checked: Checked) -> Iterable[Hit]:
    """Not a number; the message does not repeat it, because it may be somebody's own."""
    if school.telefoon and not _forms.is_phone(school.telefoon, checked.roster.region.land):
        yield hit(school, "telefoon")


@rule(
    "RST-065",
    Severity.TIP,
    message="‘{value}’ is gelezen als {code}.",
    remedy="Schrijf de vestigingscode met hoofdletters en zonder spaties: {code}. Dan vinden ook "
    "uw eigen formules en filters haar.",
    source=DUO,
    subject=School,
    reads=("vestiging",),
)
def vestiging_spelling(school: School, checked: Checked) -> Iterable[Hit]:
    """A code in small letters or with blanks, which is read all the same."""
    code = vestiging_code(checked.roster.key_of(school.vestiging))
    if code and vestiging_code(school.vestiging) == code != school.vestiging:
        yield hit(school, "vestiging", value=school.vestiging, code=code)


@rule(
    "RST-066",
    Severity.WAARSCHUWING,
    message="Bij Opgegaan in staat de locatie zelf; zij telt daarom gewoon mee.",
    remedy="Vul de code in van de locatie waarin zij is opgegaan, of maak de cel leeg.",
    source=OWN_ROSTER,
    subject=School,
    reads=("vestiging", "opgegaan_in"),
)
def merged_into_itself(school: School, checked: Checked) -> Iterable[Hit]:
    """A location that is its own successor."""
    code = distinct.successor_of(checked.roster, school)
    if code and code == checked.roster.key(school):
        yield hit(school, "opgegaan_in")


@rule(
    "RST-068",
    Severity.WAARSCHUWING,
    message="De soort van deze locatie is niet ingevuld, en op blad Aanbod staat geen leerweg; "
    "daarom telt zij niet mee als vmbo-school.",
    remedy="Kies bij Soort wat voor school het is: vmbo, pro, vso, havo/vwo of overig.",
    source="Definitie van Vmbo-locaties",
    subject=School,
    reads=("soort",),
    needs=((Offering, "vestiging"), (Offering, "leerweg")),
)
def kind_unknown(school: School, checked: Checked) -> Iterable[Hit]:
    """A location of which neither the kind nor a leerweg is known."""
    key = checked.roster.key(school)
    rows = checked.roster.offerings_by_location.get(key, ()) if key else ()
    named = distinct.named(checked.roster, school) and not distinct.merged(checked.roster, school)
    if school.soort is None and named and not any(row.leerweg for row in rows):
        yield hit(school, "soort")


@rule(
    "RST-067",
    Severity.WAARSCHUWING,
    message="Bij Opgegaan in wijzen locaties naar elkaar; daardoor telt geen ervan mee.",
    remedy="Maak de cel leeg bij de locatie die er nu nog is.",
    source=OWN_ROSTER,
    reads=("vestiging", "opgegaan_in"),
)
def merged_in_a_ring(checked: Checked) -> Iterable[Hit]:
    """Locations each of which is, by way of the others, its own successor."""
    rows = distinct.merged_rows(checked.roster)
    into = {key: distinct.successor_of(checked.roster, one) for key, one in rows.items()}
    for key, school in rows.items():
        passed, at = set(), into[key]
        while at in into and at != key and at not in passed:
            passed.add(at)
            at = into[at]
        if at == key:
            yield hit(school, "opgegaan_in")


@rule(
    "RST-071",
    Severity.WAARSCHUWING,
    message="Bij Leerlingen totaal staat {value}, maar op blad Aanbod staan voor deze locatie "
    "samen {total}; de cijfers rekenen met blad Aanbod.",
    remedy="Verbeter het aantal dat niet klopt, of maak Leerlingen totaal leeg.",
    source="Definitie van Leerlingen zonder uitsplitsing",
    subject=School,
    reads=("leerlingen_totaal",),
    needs=((Offering, "vestiging"), (Offering, "leerlingen")),
)
def total_differs(school: School, checked: Checked) -> Iterable[Hit]:
    """A total that is not that of the rows of Aanbod, of which some may have no number."""
    key, said = checked.roster.key(school), school.leerlingen_totaal
    rows = checked.roster.offerings_by_location.get(key, ()) if key else ()
    numbers = [o.leerlingen for o in distinct.once(rows, distinct.combination)[0]]
    known = [number for number in numbers if number is not None]
    if said is None or not known:
        return
    if sum(known) > said or (len(known) == len(numbers) and sum(known) != said):
        yield hit(school, "leerlingen_totaal", value=str(said), total=str(sum(known)))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
