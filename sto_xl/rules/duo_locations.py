"""REG: the school locations beside what DUO knows of them (001–019); only with a register.

DUO's files lack vso and Caribisch Nederland, so of those nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import Land, School, SchoolKind, vestiging_code
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.register import capitals, likeness
from sto_xl.register.known import KnownVestiging
from sto_xl.register.query import Vestiging
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules.region import BOARD
from sto_xl.sheets import GEBIED
from sto_xl.sheets.conversion import Spot

LISTED = "DUO, open onderwijsdata vo: alle vestigingen"
#: Of these DUO's files of the voortgezet onderwijs may have none.
_ELSEWHERE = frozenset({SchoolKind.VSO, SchoolKind.OVERIG})


def known(school: School, checked: Checked) -> KnownVestiging | None:
    """Give what DUO knows of a location that is still there; None where nothing is to be said."""
    found = checked.duo.vestigingen.get(_code(school, checked)) if checked.duo else None
    return found if found and _asked(school, checked) and not found.vestiging.gone else None


def _code(school: School, checked: Checked) -> str:
    return vestiging_code(checked.roster.key_of(school.vestiging)) or ""


def _asked(school: School, checked: Checked) -> bool:
    """Tell whether DUO's files have such locations; one that is merged is no longer compared."""
    here = checked.roster.region.land is not Land.CARIBISCH and school.soort is not SchoolKind.VSO
    return here and not distinct.merged(checked.roster, school)


def _told(one: Vestiging) -> str:
    """Name a vestiging by its code, name and place."""
    where = f" in {capitals.written(one.place)}" if one.place else ""
    return f"{one.code}, {one.name}{where}" if one.name else f"{one.code}{where}"


@rule(
    "REG-001",
    Severity.WAARSCHUWING,
    message="DUO kent geen vestiging {value}.",
    remedy="Zoek de school op bij DUO en verbeter de code. Is de vestiging geopend na {day}, lees "
    "dan het nieuwste bestand van DUO in.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "soort", "opgegaan_in"),
)
def code_unknown(school: School, checked: Checked) -> Iterable[Hit]:
    """A code that none of DUO's files has."""
    duo, code = checked.duo, _code(school, checked)
    if not duo or not duo.listed_on or not code or code in duo.vestigingen:
        return
    if _asked(school, checked) and school.soort not in _ELSEWHERE:
        yield hit(school, "vestiging", value=code, day=DUTCH.datum(duo.listed_on))


@rule(
    "REG-002",
    Severity.WAARSCHUWING,
    message="Volgens DUO is vestiging {value} gesloten: op de lijst van {day} staat zij niet "
    "meer.{into}",
    remedy="Ga na waar de leerlingen nu zijn. Is de locatie ergens in opgegaan, vul die code dan "
    "in bij Opgegaan in.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "soort", "opgegaan_in"),
)
def closed(school: School, checked: Checked) -> Iterable[Hit]:
    """A location that DUO's newest file no longer lists, and what it was probably taken up in."""
    duo = checked.duo
    found = duo.vestigingen.get(_code(school, checked)) if duo else None
    if not duo or not found or not found.vestiging.gone or not _asked(school, checked):
        return
    into, after = "", found.vestiging.successor
    if after and after.code in duo.vestigingen:
        name = _told(duo.vestigingen[after.code].vestiging)
        into = f" Waarschijnlijk is zij opgegaan in {name} ({after.why})."
    day = DUTCH.datum(found.vestiging.gone)
    yield hit(school, "vestiging", value=found.vestiging.code, day=day, into=into)


@rule(
    "REG-003",
    Severity.WAARSCHUWING,
    message="Volgens DUO is de school verhuisd: zij zit nu op {street}, {place}.",
    remedy="Verbeter het adres, zodat een brief aankomt.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "soort", "adres", "postcode", "opgegaan_in"),
)
def moved(school: School, checked: Checked) -> Iterable[Hit]:
    """An address that DUO's earlier files had, where the newest has another."""
    found = known(school, checked)
    if found and found.earlier and _at_earlier(school, found):
        now = found.vestiging
        place = f"{now.postcode} {capitals.written(now.place)}"
        yield hit(school, "adres", street=f"{now.street} {now.number}".strip(), place=place)


def _at_earlier(school: School, found: KnownVestiging) -> bool:
    typed, now = _bare(school.postcode), found.vestiging
    for before in found.earlier:
        if typed == _bare(before.postcode):
            street = _bare(f"{before.street}{before.number}")
            return typed != _bare(now.postcode) or _bare(school.adres) == street
    return False


def _bare(text: str | None) -> str:
    return "".join((text or "").split()).casefold()


@rule(
    "REG-004",
    Severity.TIP,
    message="Bij DUO heet vestiging {code} anders: ‘{name}’.",
    remedy="Controleer of de code bij deze school hoort. Gebruikt u bewust een andere naam, dan "
    "hoeft u niets te doen.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "school", "soort", "opgegaan_in"),
)
def name_differs(school: School, checked: Checked) -> Iterable[Hit]:
    """Another name: what differs by more than abbreviations, order and spelling."""
    found = known(school, checked)
    if not found or not school.school or vestiging_code(school.school):
        return
    one = found.vestiging
    where = (one.place, one.municipality, school.plaats or "")
    if not likeness.same_name(school.school, one.names, where):
        yield hit(school, "school", code=one.code, name=one.name)


@rule(
    "REG-005",
    Severity.WAARSCHUWING,
    message="Volgens DUO staat vestiging {code} in {place}.",
    remedy="Verbeter de plaats, of de code als die bij een andere locatie hoort.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "plaats", "soort", "opgegaan_in"),
)
def place_differs(school: School, checked: Checked) -> Iterable[Hit]:
    """Another place."""
    found = known(school, checked)
    if found and school.plaats and found.vestiging.place:
        place = found.vestiging.place
        if not likeness.same_place(school.plaats, place):
            yield hit(school, "plaats", code=found.vestiging.code, place=capitals.written(place))


@rule(
    "REG-006",
    Severity.WAARSCHUWING,
    message="Volgens DUO hoort vestiging {code} bij bestuur {board}.",
    remedy="Verbeter het nummer van het bevoegd gezag, of de code als die bij een andere locatie "
    "hoort.",
    source=LISTED,
    subject=School,
    reads=("vestiging", "bevoegd_gezag", "soort", "opgegaan_in"),
)
def board_differs(school: School, checked: Checked) -> Iterable[Hit]:
    """The number of another board; one that is no number has a finding already."""
    found, typed = known(school, checked), school.bevoegd_gezag or ""
    board = found.vestiging.board if found else ""
    if found and board and BOARD.fullmatch(typed) and typed != board:
        yield hit(school, "bevoegd_gezag", code=found.vestiging.code, board=board)


@rule(
    "REG-007",
    Severity.WAARSCHUWING,
    message="Vestiging {code} ligt volgens DUO in {place} (gemeente {municipality}), en dat hoort "
    "niet bij het gebied op blad Gebied.",
    remedy="Hoort de school bij uw regio, zet dan haar vestigingscode of gemeente op blad Gebied; "
    "hoort zij er niet bij, verwijder dan de rij.",
    source="Blad Gebied; DUO, open onderwijsdata vo: alle vestigingen",
    subject=School,
    reads=("vestiging", "soort", "opgegaan_in"),
)
def outside_area(school: School, checked: Checked) -> Iterable[Hit]:
    """A location outside the area that sheet Gebied tells."""
    found, area = known(school, checked), checked.duo.area if checked.duo else None
    if found and area is not None and found.vestiging.municipality:
        one = found.vestiging
        if one.code not in area:
            place, municipality = map(capitals.written, (one.place, one.municipality))
            yield hit(school, "vestiging", code=one.code, place=place, municipality=municipality)


@rule(
    "REG-008",
    Severity.WAARSCHUWING,
    message="‘{value}’ is bij DUO geen gemeente, RMC-regio of vestiging waar nu een school is, dus "
    "wat er in uw gebied ligt, is niet te zeggen.{asked}",
    remedy="Vul de naam van een gemeente in, een RMC-regio (rmc:11) of een vestiging (00AH17).",
    source=LISTED,
)
def area_unknown(checked: Checked) -> Iterable[Hit]:
    """A part of the area that DUO does not know."""
    parts = checked.duo.unknown_parts if checked.duo and checked.duo.listed_on else {}
    for part in checked.roster.area:
        if part.name in parts:
            near = parts[part.name]
            asked = f" Bedoelde u {capitals.written(near)}?" if near else ""
            yield Hit(Spot(GEBIED.name, part.line), {"value": part.name, "asked": asked})


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
