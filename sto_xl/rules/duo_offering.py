"""REG: what the locations offer beside what DUO counted there (020–039); only with a register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sto_xl.figures import distinct
from sto_xl.figures.participation import has_profiel
from sto_xl.model import Leerweg, Offering, School
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.register import Programme, Tally
from sto_xl.register.known import KnownVestiging
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules.duo_locations import known

_COUNTED = "DUO, open onderwijsdata vo: leerlingen per vestiging naar onderwijstype"
_OFFERED = f"{_COUNTED}; geslaagden, gezakten en cijfers"
#: Pupils differ when it is by more than ten, and by more than a quarter of what DUO counted.
_MANY, _PART = 10, 4


def _compared(checked: Checked) -> Iterator[tuple[School, KnownVestiging, Sequence[Offering]]]:
    """Give each location whose pupils DUO counted, with its rows of Aanbod, each once."""
    if checked.duo is None or checked.duo.counted_on is None:
        return
    for key, school in checked.roster.schools_by_location.items():
        found = known(school, checked)
        if found:
            rows = checked.roster.offerings_by_location.get(key, ())
            yield school, found, distinct.once(rows, distinct.combination)[0]


def _day(checked: Checked) -> str:
    counted = checked.duo.counted_on if checked.duo else None
    return DUTCH.datum(counted) if counted else ""


@rule(
    "REG-020",
    Severity.WAARSCHUWING,
    message="Volgens DUO had deze vestiging op {day} geen leerlingen in {profiel}.",
    remedy="Controleer het profiel en de vestiging. Biedt de school het pas daarna aan, dan hoeft "
    "u niets te doen.",
    source=_OFFERED,
    reads=("vestiging", "profiel", "leerweg"),
    needs=((School, "vestiging"),),
)
def profile_unknown(checked: Checked) -> Iterable[Hit]:
    """A profile of which DUO knows no pupils and no exam candidates of this location."""
    for _, found, rows in _compared(checked):
        for row in rows:
            if has_profiel(row) and row.leerlingen != 0 and row.profiel not in found.profiles:
                yield hit(row, "profiel", day=_day(checked), profiel=row.profiel)


@rule(
    "REG-021",
    Severity.WAARSCHUWING,
    message="Volgens DUO biedt deze vestiging ook {profielen} aan, maar op blad Aanbod staat dat "
    "niet.",
    remedy="Voeg op blad Aanbod per leerweg een rij toe. Biedt de school het niet meer aan, vul "
    "dan 0 leerlingen in.",
    source=_OFFERED,
    reads=("vestiging",),
    needs=((School, "vestiging"), (Offering, "vestiging"), (Offering, "profiel")),
)
def profile_lacking(checked: Checked) -> Iterable[Hit]:
    """Profiles with pupils that no row names; a row that cannot be read may be about them."""
    for school, found, rows in _compared(checked):
        told = {row.profiel for row in rows if has_profiel(row)}
        readable = all(row.leerweg is Leerweg.TL or has_profiel(row) for row in rows)
        every = dict.fromkeys(p.profiel for p, number in found.offered.items() if number)
        lacking = [profiel for profiel in every if profiel and profiel not in told]
        if lacking and readable:
            yield hit(school, "vestiging", profielen=DUTCH.opsomming(lacking))


@rule(
    "REG-022",
    Severity.WAARSCHUWING,
    message="Hier staan {pupils} leerlingen, maar DUO telde er {number} (op {day}).",
    remedy="Verbeter het aantal: het gaat om leerjaar 3 en 4. Zijn uw aantallen van een andere "
    "datum, dan kan het verschil kloppen.",
    source=_COUNTED,
    reads=("vestiging", "profiel", "leerweg", "leerlingen"),
    needs=((School, "vestiging"),),
)
def pupils_differ(checked: Checked) -> Iterable[Hit]:
    """A number that differs by more than ten and by more than a quarter; of TL the total does.

    DUO's number is a range where it hides a part. A profile without pupils has its own finding.
    """
    for _, found, rows in _compared(checked):
        with_pupils = {p.profiel for p, number in found.offered.items() if number}
        for row in rows:
            if has_profiel(row) and row.leerweg and row.profiel in with_pupils:
                counted = found.offered.get(Programme(row.profiel or "", "", row.leerweg), Tally())
                yield from _differing([row], counted, checked)
        tl = [row for row in rows if row.leerweg is Leerweg.TL]
        yield from _differing(tl, _total_of_tl(found), checked)


def _total_of_tl(found: KnownVestiging) -> Tally:
    every = [n for p, n in found.offered.items() if p.leerweg == Leerweg.TL]
    return Tally(sum(n.known for n in every), sum(n.masked for n in every))


def _differing(rows: Sequence[Offering], counted: Tally, checked: Checked) -> Iterator[Hit]:
    """Give a hit at the first of these rows when their pupils together are not what DUO counted."""
    numbers = [row.leerlingen for row in rows if row.leerlingen is not None]
    if not rows or len(numbers) < len(rows):
        return
    typed = sum(numbers)
    bound = min(max(typed, counted.least), counted.most)
    by = abs(typed - bound)
    if by > _MANY and by * _PART > bound:
        number = counted.text if counted else "geen"
        yield hit(rows[0], "leerlingen", pupils=typed, number=number, day=_day(checked))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
