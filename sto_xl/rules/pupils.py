"""PLN: which pupils get acquainted with techniek, and how? (sheet Activiteiten, 057–069)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sto_xl.model import Activity, Leerweg, PlanForm, reference
from sto_xl.model.findings import Severity
from sto_xl.model.reference import Manier
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._several import meant, unknown
from sto_xl.rules._sources import ACTIVITIES, FLYER
from sto_xl.rules.ways import FITTING_SOURCE
from sto_xl.sheets.notation import parts

_ONDERBOUW, _PRAKTIJKGERICHT = "onderbouw", "praktijkgericht"
#: The leerjaren of the onderbouw, and those in which pupils have a profile.
_YEARS, _PROFILE_YEARS = ("1", "2"), ("3", "4")
_YEAR_WORDS = re.compile(r"leerja(?:ar|ren)|klas(?:sen)?|jaar|lj\b|\ben\b|(?<=\d)(?:e|de|ste)\b")
_SPAN = re.compile(r"\b([1-4])\s*(?:-|–|t/m|tot en met)\s*([1-4])\b")
_SAID = re.compile(r"[^\W_]+")
_NAMED_YEARS = {"onderbouw": _YEARS, "bovenbouw": _PROFILE_YEARS}
_PROFILES = "Art. 2.21, eerste lid, Uitvoeringsbesluit WVO 2020"


@cache
def _ways() -> Mapping[str, Manier]:
    return {manier.naam: manier for manier in reference.manieren().values()}


def way_of(activity: Activity) -> Manier | None:
    """Give the way in which an activity lets pupils get acquainted; None when not known."""
    return _ways().get(activity.manier or "")


def profiles_of(activity: Activity) -> tuple[str, ...]:
    """Give the profiles that an activity is for; in the theoretische leerweg there are none."""
    only_tl = set(leerwegen_of(activity)) == {Leerweg.TL}
    return () if only_tl else meant(activity.profielen, reference.notations("profiel"))


def leerwegen_of(activity: Activity) -> tuple[Leerweg, ...]:
    """Give the leerwegen that an activity is for."""
    return tuple(map(Leerweg, meant(activity.leerwegen, reference.notations("leerweg"))))


def _years(part: str) -> tuple[str, ...] | None:
    """Read leerjaren as people write them, such as "3 en 4" or "klas 1-2"; None if unreadable."""
    text = part.casefold()
    for word, years in _NAMED_YEARS.items():
        text = text.replace(word, " ".join(years))
    text = _SPAN.sub(lambda m: " ".join(map(str, range(int(m[1]), int(m[2]) + 1))), text)
    found = [] if reference.doubted(text) else _SAID.findall(_YEAR_WORDS.sub(" ", text))
    every = {*_YEARS, *_PROFILE_YEARS}
    return tuple(found) if found and every.issuperset(found) else None


@rule(
    "PLN-057",
    Severity.WAARSCHUWING,
    message="Hoeveel leerlingen aan deze activiteit meedoen, is niet bekend.",
    remedy="Vul een aantal in; een schatting mag.",
    source=ACTIVITIES,
    subject=Activity,
)
def pupils_unknown(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """It is not known how many pupils take part."""
    for field in left_open(activity, checked, "leerlingen"):
        yield hit(activity, field)


@rule(
    "PLN-058",
    Severity.TIP,
    message="Aan deze activiteit doen 0 leerlingen mee.",
    remedy="Klopt dat, bijvoorbeeld omdat het om scholing van docenten gaat, dan hoeft u niets te "
    "doen.",
    source=ACTIVITIES,
    subject=Activity,
    reads=("leerlingen",),
)
def no_pupils(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """An activity for no pupil at all."""
    if activity.leerlingen == 0:
        yield hit(activity, "leerlingen")


@rule(
    "PLN-059",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen profiel.{asked}",
    remedy="Vul een of meer van de tien profielen in, met een puntkomma ertussen, bijvoorbeeld "
    "D&P; Z&W.",
    source=_PROFILES,
    subject=Activity,
    reads=("profielen",),
)
def profile_unknown(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """Something that is neither a profile nor a sector of the theoretische leerweg."""
    known = {**reference.notations("sector"), **reference.notations("profiel")}
    for value, asked in unknown(activity.profielen, known):
        yield hit(activity, "profielen", value=value, asked=asked)


@rule(
    "PLN-060",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen leerweg van het vmbo.",
    remedy="Kies BB, KB, GL of TL, met een puntkomma ertussen als het er meer zijn.",
    source="Art. 2.22 WVO 2020",
    subject=Activity,
    reads=("leerwegen",),
)
def leerweg_unknown(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """Something that is no leerweg in any notation."""
    # What is near means little here: of "havo" only a letter differs from "mavo".
    for value, _asked in unknown(activity.leerwegen, reference.notations("leerweg")):
        yield hit(activity, "leerwegen", value=value)


@rule(
    "PLN-061",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen leerjaar van het vmbo.",
    remedy="Kies 1, 2, 3 of 4, met een puntkomma ertussen als het er meer zijn.",
    source="Art. 2.22 WVO 2020",
    subject=Activity,
    reads=("leerjaren",),
)
def leerjaar_unknown(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """Something that is no leerjaar from 1 to 4."""
    for part in parts(activity.leerjaren):
        if _years(part) is None:
            yield hit(activity, "leerjaren", value=part)


@rule(
    "PLN-062",
    Severity.TIP,
    message="Voor {what} deze activiteit is, is niet ingevuld.",
    remedy="Vul het in; dan ziet de regio welke leerlingen kennismaken met techniek.",
    source=f"{FLYER}: manieren om kennis te maken met techniek",
    subject=Activity,
)
def pupils_not_told(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """An activity of which the leerjaar, the leerweg or the profile is not told, where it has one.

    In the onderbouw there is no leerweg, and in the theoretische leerweg no profile.
    """
    way = way_of(activity)
    asked = {"leerjaren": "welk leerjaar"}
    if way and way.code != _ONDERBOUW:
        asked["leerwegen"] = "welke leerweg"
        if way.code != _PRAKTIJKGERICHT and set(leerwegen_of(activity)) != {Leerweg.TL}:
            asked["profielen"] = "welk profiel"
    for field in left_open(activity, checked, *asked):
        yield hit(activity, field, what=asked[field])


@rule(
    "PLN-063",
    Severity.WAARSCHUWING,
    message="Bij {leerweg} is ‘{way}’ niet gebruikelijk.",
    remedy="Deze manier hoort bij {fitting}. Controleer de manier en de leerweg; klopt alles, dan "
    "kunt u het laten staan.",
    source=FITTING_SOURCE,
    subject=Activity,
    reads=("manier", "leerwegen"),
)
def way_does_not_fit(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """A way that the leerweg does not know."""
    way = way_of(activity)
    strange = [leerweg for leerweg in leerwegen_of(activity) if way and not way.fits(leerweg)]
    if way and strange:
        values = {"leerweg": DUTCH.opsomming(strange), "fitting": DUTCH.opsomming(way.leerwegen)}
        yield hit(activity, "manier", way=way.naam, **values)


@rule(
    "PLN-064",
    Severity.WAARSCHUWING,
    message="‘{way}’ hoort bij leerjaar {fitting}; hier staat leerjaar {years}.",
    remedy="Controleer de manier en het leerjaar.",
    source=f"Art. 2.21 en 2.22 WVO 2020; {FLYER}: techniek in de onderbouw",
    subject=Activity,
    reads=("manier", "leerjaren"),
)
def leerjaar_does_not_fit(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """The onderbouw is leerjaar 1 and 2; profiles and programmes are of 3 and 4."""
    way = way_of(activity)
    if way is None:
        return
    fitting = _YEARS if way.code == _ONDERBOUW else _PROFILE_YEARS
    found = {year for part in parts(activity.leerjaren) for year in _years(part) or ()}
    if strange := sorted(found.difference(fitting)):
        values = {"fitting": DUTCH.opsomming(fitting), "years": DUTCH.opsomming(strange)}
        yield hit(activity, "leerjaren", way=way.naam, **values)


def _taking_part(checked: CheckedPlan) -> Iterator[int | None]:
    return (activity.leerlingen for activity in checked.plan.activities)


@rule(
    "PLN-065",
    Severity.WAARSCHUWING,
    message="Volgens het formulier maken {pupils} verschillende leerlingen kennis met techniek, "
    "maar aan alle activiteiten samen doen er {reached} mee.",
    remedy="Controleer dit aantal en de aantallen op blad Activiteiten.",
    source="Definitie van Leerlingen in plannen",
    subject=PlanForm,
    reads=("leerlingen",),
    needs=((Activity, "leerlingen"),),
)
def more_pupils_than_take_part(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """More different pupils than can be reached; not told while a number is unknown."""
    numbers = list(_taking_part(checked))
    reached = sum(n for n in numbers if n)
    if form.leerlingen and numbers and None not in numbers and form.leerlingen > reached:
        values = {"pupils": DUTCH.getal(form.leerlingen), "reached": DUTCH.getal(reached)}
        yield hit(form, "leerlingen", **values)


@rule(
    "PLN-066",
    Severity.WAARSCHUWING,
    message="Volgens het formulier maken {pupils} verschillende leerlingen kennis met techniek, "
    "maar aan één activiteit doen er al {reached} mee.",
    remedy="Controleer dit aantal en de aantallen op blad Activiteiten.",
    source="Definitie van Leerlingen in plannen",
    subject=PlanForm,
    reads=("leerlingen",),
    needs=((Activity, "leerlingen"),),
)
def fewer_pupils_than_take_part(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Fewer different pupils than take part in the largest activity."""
    most = max((n for n in _taking_part(checked) if n), default=0)
    if form.leerlingen and form.leerlingen < most:
        values = {"pupils": DUTCH.getal(form.leerlingen), "reached": DUTCH.getal(most)}
        yield hit(form, "leerlingen", **values)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
