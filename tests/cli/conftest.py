"""What several tests of commands work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the example rosters once."""
    folder = tmp_path_factory.mktemp("rosters")
    for name, content in examples.regions().items():
        write_roster(folder / f"{name}.xlsx", content)
    return folder
