"""What a row of a list says a school offers: profiles, leerwegen, pupils, ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sto_xl import model
from sto_xl.adopt import values
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import AANBOD
from sto_xl.adopt.named import listed, named
from sto_xl.adopt.unsaid import doubtful, to_come
from sto_xl.grid import Value
from sto_xl.model import reference
from sto_xl.model.wording import DUTCH
from sto_xl.sheets import Column, notation

_TL = model.Leerweg.TL.value


@dataclass(frozen=True, slots=True)
class OfferingCell:
    """A cell about the offering: what its column is called, and for a cross its meaning.

    `explicit` is the heading for which a cell names profiles or leerwegen itself.
    """

    source: Source
    label: str
    value: Value
    profiel: str = ""
    leerweg: str = ""
    explicit: str = ""


@dataclass
class Offered:
    """All cells of one row that are about the offering."""

    crosses: list[OfferingCell] = field(default_factory=list)
    profielen: list[OfferingCell] = field(default_factory=list)
    leerwegen: list[OfferingCell] = field(default_factory=list)
    others: dict[str, OfferingCell] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.crosses or self.profielen or self.leerwegen or self.others)


@dataclass(slots=True)
class _Named:
    """A profile and leerweg that cells name, perhaps with a number of pupils."""

    profiel: str
    leerweg: str
    cells: list[OfferingCell]
    pupils: OfferingCell | None = None


def write(draft: Draft, school: Line, offered: Offered) -> None:
    """Make the rows of Aanbod that a row of a list stands for."""
    said = [n for cell in offered.crosses for n in _cross(draft, school, cell)]
    said += [n for c in offered.profielen for n in _listed(draft, school, c, "profiel")]
    said += [n for c in offered.leerwegen for n in _listed(draft, school, c, "leerweg")]
    rows = _combined(said)
    lines = [_line(draft, school, row) for row in rows]
    joined = [r for r in rows if r.profiel and r.leerweg and len(r.cells) > 1]
    uncertain = len({r.profiel for r in joined}) > 1 and len({r.leerweg for r in joined}) > 1
    for line, row in zip(lines, rows, strict=True):
        if uncertain and row in joined:
            draft.remark(line, "Controleer: profiel en leerweg stonden in aparte kolommen")
        if row.pupils is not None:
            _pupils(draft, line, row, rows)
    for heading, cell in offered.others.items():
        _other(draft, school, lines, heading, cell)


def _cross(draft: Draft, school: Line, cell: OfferingCell) -> list[_Named]:
    """Give what a cell under a profile or leerweg says: a cross, a number, or the other half."""
    ticked = values.cross(cell.value)
    if ticked is False or cell.value == 0:
        what = " ".join(filter(None, (cell.profiel, cell.leerweg)))
        draft.leave(cell.source, notation.shown(cell.value), f"betekent: geen {what}")
        return []
    if ticked:
        return [_Named(cell.profiel, cell.leerweg, [cell])]
    if isinstance(cell.value, int):
        return [_Named(cell.profiel, cell.leerweg, [cell], cell)]
    kind = "leerweg" if cell.profiel else "profiel"
    other = listed(cell.value, kind) if not (cell.profiel and cell.leerweg) else None
    if other:
        return [_Named(cell.profiel or code, cell.leerweg or code, [cell]) for code in other]
    _aside(draft, school, cell)
    return []


def _aside(draft: Draft, school: Line, cell: OfferingCell) -> None:
    """Put a cell that cannot be read for certain with the remarks."""
    if doubtful(cell.value):
        draft.doubt(school, cell.label, "het aanbod", cell.value, cell.source)
    else:
        draft.remark(school, f"{cell.label}: {notation.shown(cell.value)}", cell.source)


def _listed(draft: Draft, school: Line, cell: OfferingCell, kind: str) -> Sequence[_Named]:
    """Give what a cell lists: TL among profiles is a leerweg, and PrO the kind of school."""
    found = named(cell.value, kind)
    if found is not None:
        if found.soort:
            draft.put(school, "Soort", found.soort, cell.source, cell.label)
        return [
            *(_Named(code, "", [cell]) for code in found.profielen),
            *(_Named("", code, [cell]) for code in found.leerwegen),
        ]
    if not _single(cell.value):
        _aside(draft, school, cell)
        return ()
    # One word that is no profile: the check will ask what was meant.
    word = notation.shown(cell.value)
    return [_Named(word, "", [cell]) if kind == "profiel" else _Named("", word, [cell])]


def _single(value: Value) -> bool:
    words = value.split() if isinstance(value, str) else ()
    return 0 < len(words) <= 3 and not (doubtful(value) or to_come(value))  # noqa: PLR2004 - a name, not a remark


def _combined(named: Sequence[_Named]) -> list[_Named]:
    """Bring profiles and leerwegen that stand apart together.

    With one of either every combination is certain; with several of both all are given, to be
    looked at. TL has no profile.
    """
    whole = [n for n in named if n.profiel and n.leerweg]
    profiles = _once([n for n in named if n.profiel and not n.leerweg])
    ways = _once([n for n in named if n.leerweg and not n.profiel])
    taught = [w for w in ways if w.leerweg != _TL]
    rows = list(whole)
    if profiles and taught:
        for p in profiles:
            for w in taught:
                pupils = p.pupils or w.pupils
                rows.append(_Named(p.profiel, w.leerweg, [*p.cells, *w.cells], pupils))
        rows += [w for w in ways if w.leerweg == _TL]
    elif len(profiles) == 1 and profiles[0].profiel in reference.sectoren() and len(ways) == 1:
        # TL with a sector: the one case in which TL has something in Profiel.
        p, w = profiles[0], ways[0]
        rows.append(_Named(p.profiel, w.leerweg, [*p.cells, *w.cells], p.pupils or w.pupils))
    else:
        rows += [*profiles, *ways]
    return rows


def _once(named: Sequence[_Named]) -> list[_Named]:
    """Bring what several cells name together."""
    found: dict[tuple[str, str], _Named] = {}
    for n in named:
        there = found.setdefault((n.profiel, n.leerweg), n)
        if there is not n:
            there.cells += n.cells
            there.pupils = there.pupils or n.pupils
    return list(found.values())


def _line(draft: Draft, school: Line, row: _Named) -> Line:
    wanted = {"Profiel": row.profiel, "Leerweg": row.leerweg}
    same = (
        line
        for line in draft.of(school, AANBOD)
        if all((line.values.get(h) or "") == text for h, text in wanted.items())
    )
    line = next(same, None) or draft.add(AANBOD, school)
    for heading, text in wanted.items():
        if text:
            line.values[heading] = text
    alone = len({cell.source for cell in row.cells}) == 1
    for cell in row.cells:
        for heading, text in wanted.items():
            own = cell.profiel if heading == "Profiel" else cell.leerweg
            if text and (alone or own == text or cell.explicit == heading):
                draft.place(cell.source, line, heading)
    return line


def _pupils(draft: Draft, line: Line, row: _Named, rows: Sequence[_Named]) -> None:
    """Write a number of pupils where it is certain which row it counts, else as a remark."""
    cell = row.pupils
    if cell is None:
        return
    if sum(cell in r.cells for r in rows) == 1:
        draft.put(line, "Leerlingen", cell.value, cell.source, cell.label)
    else:
        over = dict.fromkeys(r.profiel or r.leerweg for r in rows if cell in r.cells)
        together = f" (samen voor {DUTCH.opsomming(over)})" if len(over) > 1 else ""
        text = f"{cell.label}: {notation.shown(cell.value)}{together}"
        draft.remark(line, text, cell.source)


def _other(
    draft: Draft, school: Line, lines: Sequence[Line], heading: str, cell: OfferingCell
) -> None:
    """Write pupils or a way: into the one row there is, a way into each; else with the school.

    Pupils of which the list does not say what they are taught are the school's total.
    """
    column = values.column_of(AANBOD, heading)
    if heading == "Leerlingen" and len(lines) != 1 and values.reads(cell.value, column):
        draft.put(school, "Leerlingen totaal", cell.value, cell.source, cell.label)
        return
    if lines and column.choices and values.reads(cell.value, column):
        for line in lines:
            draft.put(line, heading, cell.value, cell.source, cell.label)
    elif len(lines) == 1:
        draft.put(lines[0], heading, cell.value, cell.source, cell.label)
    elif _stands_alone(school, lines, column) and values.reads(cell.value, column):
        draft.put(draft.add(AANBOD, school), heading, cell.value, cell.source, cell.label)
    else:
        draft.remark(school, f"{cell.label}: {notation.shown(cell.value)}", cell.source)


def _stands_alone(school: Line, lines: Sequence[Line], column: Column) -> bool:
    """Tell whether a value can have a row of its own: praktijkonderwijs has no profiles."""
    vmbo = school.values.get("Soort") in (None, model.SchoolKind.VMBO.value)
    return not lines and vmbo and column.choices != "lstJaNee"
