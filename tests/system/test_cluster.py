"""A cluster is refused before anything is sent where that would not be safe; dask is not needed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sto_xl.system.cluster import crew_of, joined
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.shares import OWN_CREW

#: Where a cluster is said to be, and what is said of it when dask is not installed.
ASKED = """
tls://scheduler:8786      | NO_CLUSTER_PROGRAM
tls://10.0.0.5:8786       | NO_CLUSTER_PROGRAM
tcp://127.0.0.1:8786      | NO_CLUSTER_PROGRAM
tcp://localhost:8786      | NO_CLUSTER_PROGRAM
tcp://[::1]:8786          | NO_CLUSTER_PROGRAM
tcp://scheduler:8786      | CLUSTER_OPEN
tcp://10.0.0.5:8786       | CLUSTER_OPEN
tcp://localhost.evil:8786 | CLUSTER_OPEN
ws://127.0.0.1:8786       | CLUSTER_OPEN
scheduler:8786            | NO_SCHEDULER
safe.json                 | NO_CLUSTER_PROGRAM
open.json                 | CLUSTER_OPEN
empty.json                | NO_SCHEDULER
list.json                 | NO_SCHEDULER
"""


@pytest.mark.parametrize("line", ASKED.strip().splitlines(), ids=lambda line: line.split()[0])
def test_only_an_encrypted_line_is_used_or_one_within_this_computer(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(tmp_path)
    for name, address in (("safe", "tls://scheduler:8786"), ("open", "tcp://scheduler:8786")):
        Path(f"{name}.json").write_text(json.dumps({"address": address}), encoding="utf-8")
    Path("empty.json").write_text("", encoding="utf-8")
    Path("list.json").write_text("[]", encoding="utf-8")
    where, cause = (part.strip() for part in line.split("|"))
    with pytest.raises(Failure) as refused, joined(where):
        pass
    assert refused.value.cause is Cause[cause]


def test_without_a_cluster_this_computer_does_the_work() -> None:
    with crew_of(None) as crew:
        assert crew is OWN_CREW
    assert list(OWN_CREW.told()) == []
