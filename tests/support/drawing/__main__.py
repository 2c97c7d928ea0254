"""Draws the figures that are named, or all of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sto_xl.books import build
from support.drawing import packages, pages, ribbon

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
FIGURES: Mapping[str, Callable[[], str]] = {
    "lint.svg": lambda: ribbon.draw(build.ribbon()),
    "packages.svg": packages.draw,
}


def main(names: Sequence[str]) -> None:
    """Draw them into `docs/pictures`."""
    known = (*FIGURES, *pages.PAGES)
    wanted = names or known
    if not set(wanted) <= set(known):
        sys.exit(f"one of these: {', '.join(known)}")
    for name in FIGURES.keys() & set(wanted):
        (FOLDER / name).write_text(FIGURES[name](), encoding="utf-8")
    prints = {name: page for name, page in pages.PAGES.items() if name in wanted}
    if prints:
        # LibreOffice writes dates and amounts as people here do.
        os.environ["LC_ALL"] = "nl_NL.UTF-8"
        pages.draw(prints, FOLDER)


if __name__ == "__main__":
    main(sys.argv[1:])
