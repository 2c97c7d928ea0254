"""The site that is built, handed out and looked at in a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_xl.web import serving, site
from support.browsing import ALONE
from support.tools import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site."""
    if not shutil.which("npm"):
        missing("npm")
    folder = tmp_path_factory.mktemp("web") / "site"
    site.build(folder)
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Hand the site out."""
    with serving.server(built) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield serving.address(server)
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or missing("chromium")
    with api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=ALONE)
