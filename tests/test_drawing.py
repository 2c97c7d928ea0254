"""The figures are fresh: those that are drawn from the code are what the code says today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.drawing.__main__ import FIGURES, FOLDER
from support.drawing.packages import direct
from support.drawing.pages import PAGES

#: The one figure that is drawn by hand.
BY_HAND = {"weg-van-een-plan.svg"}


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_what_its_source_says_today(name: str) -> None:
    drawn = FIGURES[name]()
    told = f"draw it anew: PYTHONPATH=tests python -m support.drawing {name}"
    assert (FOLDER / name).read_text(encoding="utf-8") == drawn, told


def test_every_picture_has_something_that_draws_it_and_a_place_where_it_is_shown() -> None:
    root = FOLDER.parents[1]
    pictures = {path.name for path in FOLDER.iterdir()}
    assert pictures == {*FIGURES, *PAGES, *BY_HAND}
    pages = [root / "README.md", *(root / "docs").glob("*.md")]
    shown = {
        Path(target).name
        for page in pages
        for target in re.findall(r"\((\S+/\S+\.(?:png|svg))\)", page.read_text(encoding="utf-8"))
    }
    assert shown == pictures


def test_an_arrow_that_follows_from_others_is_left_out() -> None:
    imported = {"grid": set[str](), "model": {"grid"}, "sheets": {"model", "grid"}}
    assert direct(imported) == {"grid": set(), "model": {"grid"}, "sheets": {"model"}}
