"""The benchmarks still run, and what they compare is alike."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import docx
import pytest

from benchmarks import plain_workbooks, usual_pipeline, with_register
from benchmarks.hostile_files import tried
from benchmarks.our_quarter import PEILDATUM, Part, letters_of
from benchmarks.plain_workbooks import Page, pages_of
from benchmarks.quarter_files import RegionFiles, written_for
from sto_xl.books.reading.file import read_file
from sto_xl.letters.template import compile_template
from sto_xl.model import Language
from sto_xl.model.wording import DUTCH
from sto_xl.region import routines, workbooks
from support.house import ROOT


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> RegionFiles:
    return written_for(tmp_path_factory.mktemp("quarter"), 1)[0]


@pytest.mark.slow
def test_the_other_sides_read_the_same_of_a_roster_and_of_a_plan(region: RegionFiles) -> None:
    for path in (region.roster, region.plans[0]):
        usual, strong = (
            usual_pipeline.records(read(path))
            for read in (usual_pipeline.with_openpyxl, usual_pipeline.with_calamine)
        )
        assert [type(one) for one in usual] == [type(one) for one in strong]
        assert len(usual) > 60


@pytest.mark.slow
@pytest.mark.parametrize("write", [plain_workbooks.with_xlsxwriter, plain_workbooks.with_openpyxl])
def test_the_other_sides_write_the_cells_looks_tables_and_charts_that_we_do(
    region: RegionFiles, tmp_path: Path, write: Callable[[Sequence[Page], Path], None]
) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    ours.write_bytes(
        workbooks.region_summary(routines.examine(read_file(region.roster), PEILDATUM))
    )
    pages = pages_of(ours)
    write(pages, theirs)
    for page, written in zip(pages, pages_of(theirs), strict=True):
        assert [cell[:3] for cell in written.cells] == [cell[:3] for cell in page.cells]
        assert len({cell[3] for cell in written.cells}) == len({cell[3] for cell in page.cells})
        assert (written.tables, written.charts) == (page.tables, page.charts)
        assert (written.bars, written.title) == (page.bars, page.title)
    assert sum(len(page.charts) for page in pages) > 5


@pytest.mark.slow
def test_the_other_sides_write_the_letters_that_we_do(region: RegionFiles, tmp_path: Path) -> None:
    told = [one for letters in letters_of(region) for one in letters]
    files = {kind: kind.shipped(Language.NL) for kind, _ in told}
    templates = {k: compile_template(file.read_bytes(), file.name) for k, file in files.items()}
    ours = [_text(io.BytesIO(templates[kind].render(fields))) for kind, fields in told]
    for post in (usual_pipeline.letters, usual_pipeline.letters_of_one_template):
        written = post([(files[kind], fields) for kind, fields in told], tmp_path, DUTCH.filters)
        assert [_text(path.open("rb")) for path in written] == ours
    assert len(files) == 3


def _text(letter: IO[bytes]) -> list[str]:
    with letter:
        return [paragraph.text for paragraph in docx.Document(letter).paragraphs]


@pytest.mark.slow
def test_of_each_spoiled_file_it_is_told_how_it_ended() -> None:
    rows = list(tried(12, 12))
    assert [file for file, *_ in rows] == ["template"] * 12 + ["workbook"] * 12
    assert len({kind for _, kind, _, _ in rows}) > 5
    refused = [said for _, _, said, _ in rows if said != "(used)"]
    assert refused
    assert all(said.endswith(".") for said in refused)


@pytest.mark.slow
def test_a_register_adds_a_quarter_at_most_and_an_index_spares_a_search_most() -> None:
    found = with_register.measured(16)
    assert found.ratio < with_register.AIM
    assert found.search < found.first_search


@pytest.mark.slow
def test_the_quarter_is_measured_for_every_part_and_side() -> None:
    command = [sys.executable, "tests/benchmarks/national_quarter.py", "2", "1"]
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=500,
    )
    lines = run.stdout.splitlines()
    for part in Part:
        (line,) = (line for line in lines if line.startswith(part))
        cells = line.removeprefix(part).split()
        # Four sides in seconds, and three ratios; only we apply all rules.
        assert len([cell for cell in cells if cell != "–"]) == (1 if part is Part.CHECKED else 7)
    assert any(line.strip().startswith("against its own parts: ") for line in lines)
