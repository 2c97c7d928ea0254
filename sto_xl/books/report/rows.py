"""The rows of a report's tables, and the figures on its first page, from what it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.books.report.cells import DASH, Tables, fitted_rows, known
from sto_xl.books.report.contents import Changed, Definitions, InputFile
from sto_xl.books.report.tables import CHARTED, LEERWEGEN, PRINTED, REACH, SHARES
from sto_xl.grid import Row, Value
from sto_xl.model.wording import DUTCH

NO_PROFILES = "Er is nog geen aanbod in niet-technische profielen ingevuld."
_COUNTED = "#,##0"
_PLACES = [sheets.KERNCIJFERS.columns.index(column) for column in PRINTED.columns]


def charted(tables: Tables) -> Mapping[str, Sequence[Row]]:
    """Give the rows of every table on the first pages, also of those for charts alone."""
    return {
        **{spec.name: fitted_rows(tables.get(spec.name, ())) for spec in CHARTED},
        PRINTED.name: printed(tables.get(PRINTED.name, ())),
        SHARES.name: [(row[0], known(row[3])) for row in tables.get(sheets.KLASSE.name, ())],
    }


def printed(rows: Sequence[Row]) -> list[Row]:
    """Give the rows of `PRINTED`, from rows of tblKerncijfers."""
    wide = [(*row, *[None] * (len(_PLACES) - len(row))) for row in rows]
    return fitted_rows([tuple([row[place] for place in _PLACES]) for row in wide])


def reach(tables: Tables) -> list[Row]:
    """Give the rows of `REACH`; what is not offered or not known is a gap."""
    given = tables.get(sheets.PROFIEL_LEERWEG.name, ())
    shares = {(row[0], row[1]): known(row[5]) for row in given}
    return [
        (profile, *(shares.get((profile, leerweg)) for leerweg in LEERWEGEN))
        for (profile,) in REACH.rows
    ]


def unreached(tables: Tables) -> str:
    """Give what there is to say of the chart of reach: where it is empty, why."""
    return (
        "" if any(share is not None for row in reach(tables) for share in row[1:]) else NO_PROFILES
    )


def offered(tables: Tables) -> list[Row]:
    """Give the rows of `OFFERED`: without the profiles that no location offers in any leerweg."""
    rows = tables.get(sheets.PROFIEL_LEERWEG.name, ())
    there = {row[0] for row in rows if row[2]}
    return [row for row in rows if row[0] in there]


def signalled_first(rows: Sequence[Row], column: int) -> list[Row]:
    """Sort the rows with a signal in `column` to the front, in the order of the signals."""
    order = {name: index for index, (name, *_) in enumerate(sheets.SIGNALEN.rows)}
    return sorted(rows, key=lambda row: order.get(str(row[column] or ""), len(order)))


def changes(changed: Changed) -> list[Row]:
    """Give the rows of `CHANGED`; one that says so when nothing did."""
    lines = [(heading, line) for heading, lines in changed.paragraphs for line in lines]
    return [*lines] or [(None, changed.nothing)]


def definitions(given: Definitions, tables: Tables) -> list[Row]:
    """Give the rows of `DEFINITIONS`: what each figure means, and how much of it is known."""
    coverage = {row[0]: row[3] for row in tables.get(PRINTED.name, ()) if len(row) > 3}  # noqa: PLR2004
    return [(*row, coverage.get(row[0])) for row in given.rows]


def files(sources: Sequence[InputFile], plans: Sequence[InputFile]) -> list[Row]:
    """Give the rows of `FILES`."""
    given = [*((one, "regiobestand") for one in sources), *((one, "techniekplan") for one in plans)]
    return [(one.file, kind, one.region, _stand(one), one.sha256) for one, kind in given]


def _stand(source: InputFile) -> str:
    version = f"sjabloonversie {source.version}" if source.version else ""
    return " · ".join(filter(None, (source.stand, source.note, version)))


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures that one looks for first: what it is called, its value, what it is of."""

    label: str
    value: Value
    note: str
    name: str
    number: str = _COUNTED

    @property
    def note_name(self) -> str:
        """The name of the cell that says what the value is of."""
        return f"{self.name}_van"


def tiles(tables: Tables) -> Sequence[Tile]:
    """Give the three figures that one looks for first."""
    share, share_known = figure(tables, "Deelname")
    taking_part = _number(tables, "Deelnemers")
    reached, reached_known = figure(tables, "Bereikt met techniek")
    asking, _ = figure(tables, "Vraagt aandacht")
    among = f"van {_number(tables, 'Vmbo-locaties')} vmbo-locaties"
    unknown = _number(tables, "Alleen bereik onbekend")
    of = " · ".join(filter(None, (f"deelnemers: {taking_part}", share_known)))
    return (
        Tile("Deelname", share, of, "STO_Deelname", "0%"),
        Tile("Leerlingen bereikt", reached, _short(reached_known), "STO_Bereikt"),
        Tile("Vraagt aandacht", asking, f"{among} · bereik onbekend: {unknown}", "STO_Aandacht"),
    )


def _number(tables: Tables, name: str) -> Value:
    """Give a key figure as it is written in a line of text."""
    value, _ = figure(tables, name)
    return DUTCH.getal(value) if isinstance(value, int) else value


def figure(tables: Tables, name: str) -> tuple[Value, str]:
    """Give a key figure's value and what is known of it, by its printed name."""
    for row in tables.get(PRINTED.name, ()):
        if row[0] == name:
            return row[1], str(row[3] or "")
    return DASH, ""


def _short(said: str) -> str:
    """Give what fits in a tile of what is known."""
    return said.replace("ten minste; ", "ten minste: ") or "met techniek, BB, KB en GL"
