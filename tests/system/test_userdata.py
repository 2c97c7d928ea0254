"""The user's own folder: what is kept there is nobody else's to read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sto_xl.system import userdata
from sto_xl.system.errors import NOT_LOGGED


def logged() -> str:
    """Give what is said of a failure, and keep where it was."""
    return str(userdata.unexpected(failed="where it was"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder closed by itself")
@pytest.mark.parametrize("there", [False, True])
def test_the_log_is_its_owner_s_alone_also_when_it_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    folder = tmp_path / "sto_xl"
    monkeypatch.setattr(userdata, "folder", lambda: folder)
    if there:
        folder.mkdir(mode=0o755)
        (folder / "sto-xl.log").touch(0o644)
    assert "kenmerk" in logged()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "sto-xl.log").stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sto_xl").write_text("een bestand")
    monkeypatch.setattr(userdata, "folder", lambda: tmp_path / "sto_xl")
    assert NOT_LOGGED.partition("{")[0] in logged()
