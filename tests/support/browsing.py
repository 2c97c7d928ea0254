"""What tests in a real browser share: how it is started, how long is waited, and axe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.house import ROOT
from support.tools import missing

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The browser asks nothing of its maker, nor of a proxy; where tests run it may be nobody's.
ALONE = [
    *("--no-sandbox", "--no-proxy-server", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
#: As much as a busy machine needs to start Python, and to do something; in milliseconds.
START = 180_000
WAIT = 90_000


def found_by_axe(page: Page) -> list[Any]:
    """Let axe look at the page as it stands."""
    axe = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        missing("axe-core")
    # Not as a script of the page's, which its policy would refuse.
    page.evaluate(axe.read_text(encoding="utf-8"))
    told = page.evaluate("axe.run().then(({violations}) => JSON.stringify(violations))")
    return [(one["id"], [n["html"] for n in one["nodes"]]) for one in json.loads(told)]
