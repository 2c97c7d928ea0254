"""What holds for every test: how many processes and examples, what is first, and whose home."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

#: The asserts of all tests are rewritten at each start where Python is told to keep no bytecode:
#: that takes longer than most tests.
sys.dont_write_bytecode = False
#: So do the programs and processes that tests start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
#: Whoever runs the tests may have a register of DUO; the invented schools are not in it.
os.environ["STO_XL_REGISTER"] = str(Path(__file__).parent / "no register")

#: Looking for garbage at every thousandth object takes a tenth of all time: tests end soon.
gc.set_threshold(300_000)

settings.register_profile("whole", deadline=None, print_blob=True)
#: Few examples, and the same each time: what fails here fails because of what was changed.
settings.register_profile("fast", deadline=None, max_examples=8, derandomize=True, database=None)


def pytest_configure(config: pytest.Config) -> None:
    """Try few examples where slow tests are left out, unless a profile is asked for."""
    if not config.getoption("hypothesis_profile"):
        settings.load_profile("fast" if config.getoption("markexpr") == "not slow" else "whole")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Test files that are named in one process: to start others takes longer than their tests."""
    return 0 if all(".py" in argument for argument in config.args) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the checkers of the code: one process would end alone with what takes longest.

    What is known to be slow has ten minutes, where it names no limit of its own.
    """
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(600))
    items.sort(key=lambda item: item.path.name != "test_quality.py")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep journals, logs and a register in a folder of the test's own, and do not really wait.

    Nor does LibreOffice make PDFs, be it installed or not.
    """
    monkeypatch.setenv("STO_XL_LIBREOFFICE", str(tmp_path / "geen LibreOffice"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("STO_XL_REGISTER", raising=False)
    monkeypatch.setattr("sto_xl.books.live.busy.PAUSE", 0)
    return tmp_path
