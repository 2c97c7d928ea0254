"""A roster of which the headings are not marked is a roster all the same."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from sto_xl.adopt import adopt
from sto_xl.books.build import write_roster
from sto_xl.books.reading.annotated import read_annotated
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.region import routines


def unmarked(folder: Path) -> Path:
    path, made = folder / "regio.xlsx", folder / "kaal.xlsx"
    write_roster(path, examples.regions()["rivierenhoek"])
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            part = given.read(name)
            if name.startswith("xl/tables/"):
                part = re.sub(rb"<autoFilter [^>]*/>", b"", part)
                part = part.replace(b"<table ", b'<table headerRowCount="0" ', 1)
            archive.writestr(name, part)
    return made


def test_it_is_read_as_if_they_were_marked_and_said_of_each_table(tmp_path: Path) -> None:
    bare = routines.examine(read_file(unmarked(tmp_path)), examples.PEILDATUM).report
    whole = routines.examine(read_file(tmp_path / "regio.xlsx"), examples.PEILDATUM).report
    said = [finding for finding in bare.findings if finding.code == "WRK-005"]
    assert len(said) >= 5
    assert all("eerste regel is als kop gelezen" in finding.message for finding in said)
    others = [(f.code, f.place) for f in bare.findings if f.code != "WRK-005"]
    assert others == [(f.code, f.place) for f in whole.findings]


def test_it_is_adopted_as_the_roster_that_it_is(tmp_path: Path) -> None:
    bare = adopt(read_annotated(unmarked(tmp_path)))
    assert bare.content == adopt(read_annotated(tmp_path / "regio.xlsx")).content
