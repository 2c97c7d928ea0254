"""How a sheet is laid out: one list, lists beside each other, or what is no list at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from sto_xl.adopt.headings import CROSSES, PARTNERS, SCHOLEN, known
from sto_xl.adopt.heads import find_heads, text_at
from sto_xl.grid.oldlist import Area, OldCell, OldSheet, Position
from sto_xl.model.reference import spelling

#: What a heading must mean for a list to be one of schools, and how many headings tell a card.
_NAMING = ("School", "Vestiging")
_ENOUGH = 3


class Unlisted(StrEnum):
    """Why a sheet that tells of schools is no list of them."""

    TURNED = "de koppen staan onder elkaar en de scholen naast elkaar"
    CARDS = "er staat een kaart per school op, en geen lijst"


def parts(sheet: OldSheet) -> tuple[tuple[OldSheet, bool], ...]:
    """Give the lists that stand beside each other as sheets of their own, else the sheet itself.

    Of each it is said whether they all have a title right above them, which then tells them apart.
    """
    starts = _starts(sheet)
    if len(starts) < 2:  # noqa: PLR2004 - one list
        return ((sheet, False),)
    made = _cut(sheet, starts[1:])
    titled = all(map(_title, made))
    return tuple((part, titled) for part in made)


def filled_rows(sheet: OldSheet) -> dict[int, list[int]]:
    """Give the filled columns of each row that has any."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(spot for spot, cell in sheet.cells.items() if cell.filled):
        rows.setdefault(row, []).append(column)
    return rows


def _starts(sheet: OldSheet) -> list[int]:
    """Give the columns in which a list begins: behind an empty one, or where headings repeat."""
    columns = sorted({column for (_, column), cell in sheet.cells.items() if cell.filled})
    if not columns:
        return []
    begins = [c for at, c in enumerate(columns) if at == 0 or columns[at - 1] != c - 1]
    found: list[int] = []
    seen: list[set[str]] = []
    for start, part in zip(begins, _cut(sheet, begins[1:]), strict=True):
        names = _names(part)
        if names and (not seen or names & seen[0] or "Partner" in names | seen[0]):
            found.append(start)
            seen.append(names)
    return found if len(found) > 1 else _repeats(sheet)


def _names(sheet: OldSheet) -> set[str]:
    """Give the headings of a list, as places of a roster, that say what its rows are called."""
    rows = filled_rows(sheet)
    heads = find_heads(sheet, rows)
    if not heads:
        return set()
    texts = [spelling(text_at(sheet, (row, c))) for row in heads[0] for c in rows.get(row, ())]
    named = {known(SCHOLEN)[text].heading for text in texts if text in known(SCHOLEN)}
    found = named & set(_NAMING)
    if not found and any(known(PARTNERS).get(t) and t in _PARTNERS for t in texts):
        found = {"Partner"}
    return found


_PARTNERS = frozenset(
    {"partner", "partners", "bedrijf", "bedrijven", "organisatie", "organisaties"}
)


def _repeats(sheet: OldSheet) -> list[int]:
    """Give the columns in which the same headings begin again."""
    rows = filled_rows(sheet)
    heads = find_heads(sheet, rows)
    if not heads:
        return []
    columns = rows.get(heads[0][-1], [])
    texts = [spelling(text_at(sheet, (heads[0][-1], column))) for column in columns]
    for period in range(2, len(texts) // 2 + 1):
        times, rest = divmod(len(texts), period)
        first = texts[:period]
        if rest or texts != first * times:
            continue
        names = {known(SCHOLEN)[text].heading for text in first if text in known(SCHOLEN)}
        if names & set(_NAMING):
            return columns[::period]
    return []


def _cut(sheet: OldSheet, starts: Sequence[int]) -> list[OldSheet]:
    """Cut a sheet into parts, of which all but the first begin at these columns."""
    cells: list[dict[Position, OldCell]] = [{} for _ in range(len(starts) + 1)]
    merged: list[list[Area]] = [[] for _ in cells]
    for spot, cell in sheet.cells.items():
        cells[bisect_right(starts, spot[1])][spot] = cell
    for area in sheet.merged:
        merged[bisect_right(starts, area.left)].append(area)
    return [
        replace(sheet, cells=held, merged=tuple(areas))
        for held, areas in zip(cells, merged, strict=True)
    ]


def _title(sheet: OldSheet) -> bool:
    """Tell whether a single text stands right above the headings."""
    rows = filled_rows(sheet)
    heads = find_heads(sheet, rows)
    return bool(heads) and len(rows.get(min(heads[0]) - 1, ())) == 1


def unlisted(sheet: OldSheet) -> Unlisted | None:
    """Tell whether a sheet tells of schools otherwise than in a list, and how."""
    rows = filled_rows(sheet)
    if any(_headed(sheet, row, columns) for row, columns in rows.items()):
        return None
    for column in sorted({column for columns in rows.values() for column in columns})[:_ENOUGH]:
        labels = {
            row: spelling(text_at(sheet, (row, column)))
            for row, columns in rows.items()
            if column in columns
        }
        told = {row: text for row, text in labels.items() if _heading(text)}
        names = [row for row, text in told.items() if known(SCHOLEN)[text].heading in _NAMING]
        alone = [row for row in names if _alone(sheet, rows[row], row)]
        if len(set(told.values())) < _ENOUGH or 2 * len(told) < len(labels) or not alone:
            continue
        width = max(len([c for c in rows[row] if c > column]) for row in told)
        if width:
            return Unlisted.TURNED if width > 1 else Unlisted.CARDS
    return None


def _headed(sheet: OldSheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether the headings of a list stand in a row."""
    texts = [spelling(text_at(sheet, (row, column))) for column in columns]
    meant = [known(SCHOLEN)[text].heading for text in texts if _heading(text)]
    return len(meant) >= _ENOUGH and bool(set(meant) & set(_NAMING))


def _heading(text: str) -> bool:
    return text in known(SCHOLEN) and known(SCHOLEN)[text].heading != CROSSES


def _alone(sheet: OldSheet, columns: Sequence[int], row: int) -> bool:
    """Tell whether no more than one heading stands in a row, with something beside it."""
    texts = [spelling(text_at(sheet, (row, column))) for column in columns]
    return len(texts) > 1 and sum(map(_heading, texts)) == 1
