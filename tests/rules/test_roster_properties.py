"""What holds of the findings of any roster, however its rows stand, and of any workbook at all."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import Snapshot
from sto_xl.rules import CATALOGUE, check
from sto_xl.sheets import roster
from support.made_up import lines, snapshots, text, tried
from support.tables import PEILDATUM, book


@tried(300)
@given(st.integers(0, 2**32))
def test_row_order_does_not_change_the_findings(seed: int) -> None:
    # A draw for each of a hundred cells would take hypothesis ten times as long as the check.
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    tables = {spec: lines(chance, spec) for spec in sheets.ROSTER.input}
    shuffled = {
        spec: body if spec.form else chance.sample(body, len(body)) for spec, body in tables.items()
    }
    one, other = (said(book(examples.content(text(each)))) for each in (tables, shuffled))
    assert one == other


def said(snapshot: Snapshot) -> Counter[tuple[str, ...]]:
    """Give what is found and at which columns, without rows; of twins the second may be another."""
    report = check(roster.read_roster(snapshot), PEILDATUM)
    assert {finding.code for finding in report.findings} <= set(CATALOGUE)
    return Counter((f.code, f.message, f.remedy, f.place.heading) for f in report.findings)


@tried(300)
@given(snapshots())
def test_any_workbook_gives_findings_and_never_an_exception(snapshot: Snapshot) -> None:
    report = check(roster.read_roster(snapshot), PEILDATUM)
    assert report.findings
    for finding in report.findings:
        assert not {"{", "}"} & set(finding.remedy)
        assert finding.place.sheet
        assert (finding.place.row is None) == (finding.place.column is None)
