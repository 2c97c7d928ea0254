"""Which of several sheets is the newest, and of what an older one may say nothing any more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sto_xl.adopt.blocks import Block, Page
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.headings import AANBOD, SCHOLEN, Sure, Target
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.periods import year_of
from sto_xl.adopt.sections import tells
from sto_xl.adopt.values import deelname
from sto_xl.grid import Visibility
from sto_xl.grid.oldlist import OldSheet

#: What figures and participation are called here, by the headings that say something of them.
PARTICIPATION, OFFERING = "Deelname", "Aanbod"
PARTICIPATIONS = frozenset({"Deelname", "Sinds", "Reden"})
#: "Oude IJsselstreek" and "Oud-Beijerland" are places, "oude lijst" and "oud 2021" are not.
_OLD = re.compile(
    r"(?i:(?<![a-z])(?:old|archie[fv]e?|vorige?|vervallen|histori\w+|back-?up|verouderd|"
    r"voormalige?)(?![a-z]))|"
    r"(?<![A-Za-z])(?:oude?|Oude?|OUDE?)(?:$|[\s_-]*[\d()]|\s+(?!ijssel)[a-z]|"
    r"(?i:\s+(?:lijst|versie|bestand|overzicht|gegevens|scholen|data|blad)))"
)
#: A sheet that names no year is the one that people work in.
_NOW = 9999

Rank = tuple[bool, int]
#: Older than any list.
_NONE: tuple[Rank, str] = ((False, -1), "")


def kind(target: Target | None) -> str:
    """Give which of both a column is about, "" for neither."""
    if target is None:
        return ""
    if target.table == AANBOD:
        return OFFERING
    scholen = target.table == SCHOLEN and target.heading in PARTICIPATIONS
    return PARTICIPATION if scholen else ""


class Ages:
    """Knows of each list how new it is: by the name of its sheet, else by the title above it."""

    def __init__(
        self,
        pages: Sequence[tuple[OldSheet, Page]],
        chosen: Sequence[tuple[Block, Sequence[ColumnDecision]]],
    ) -> None:
        """Look at all lists; those about partners and plans do not matter."""
        self._ranks: dict[str, Rank] = {}
        for sheet, page in pages:
            there = self._ranks.get(sheet.name)
            self._ranks[sheet.name] = max(_rank(sheet, page), there or (False, 0))
        self._newest = dict.fromkeys((PARTICIPATION, OFFERING, ""), _NONE)
        legends = {sheet.name: page.legend for sheet, page in pages if page.legend}
        for block, decisions in chosen:
            if block.about == SCHOLEN:
                entry = self.rank(block), block.sheet.name
                for what in _said(block, decisions, legends.get(block.sheet.name, {})):
                    self._newest[what] = max(self._newest[what], entry)

    def rank(self, block: Block) -> Rank:
        """Give how new a list is: the greater, the newer."""
        return self._ranks[block.sheet.name]

    def newer(self, block: Block, what: str) -> str:
        """Give the newer sheet that counts for what this list says of it; "" when this one does.

        A sheet that is called old, or hidden, counts for nothing beside any other list of schools.
        """
        own = self.rank(block)
        rank, name = self._newest[what]
        if rank > own:
            return name
        (kept, _), name = self._newest[""]
        return name if kept and not own[0] else ""

    def newest(self, block: Block) -> str:
        """Give the newest other sheet with schools, where this list is older; else nothing."""
        rank, name = self._newest[""]
        return name if rank > self.rank(block) else ""

    def before(self, block: Block, what: str) -> str:
        """Give the newer sheet that says nothing of it, so that this older list has to."""
        return "" if self.newer(block, what) else self.newest(block)


def _rank(sheet: OldSheet, page: Page) -> Rank:
    kept = sheet.visibility is Visibility.VISIBLE and not _OLD.search(sheet.name)
    titles = [a.text for a in page.asides if page.blocks and a.row < min(page.blocks[0].head)]
    years = [year for title in titles if (year := year_of(title))]
    return kept, year_of(sheet.name) or max(years, default=_NOW)


def _said(block: Block, decisions: Sequence[ColumnDecision], legend: Mapping[str, str]) -> set[str]:
    """Give of what a list says something; "" is that there are schools in it at all."""
    said = {"", *(kind(d.target) for d in decisions)}
    sections = (text_at(block.sheet, spot) for spot in block.sections.values())
    if any(map(deelname, legend.values())) or any(map(tells, sections)):
        said.add(PARTICIPATION)
    return said


def asked(decision: ColumnDecision) -> bool:
    """Tell whether a user said with `--map` that a column counts."""
    return decision.sure is Sure.ASKED
