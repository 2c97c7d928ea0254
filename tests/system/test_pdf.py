"""A program that makes PDFs is found, started once, and ended; what it does not give is said."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sto_xl.system import libreoffice, pdf
from sto_xl.system.errors import Cause, Failure
from support import soffices


@pytest.fixture
def soffice(tmp_path: Path) -> Path:
    """Give a program that does as LibreOffice does."""
    return soffices.program(tmp_path / "program" / "soffice")


def files(folder: Path, *names: str) -> list[Path]:
    made = [folder / name for name in names]
    for path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"letter")
    return made


def outcome(soffice: Path, given: list[Path], seconds: float = 60) -> dict[str, Cause | None]:
    """Give for each file in turn why there is no PDF of it, None where there is one."""
    made = libreoffice.to_pdf(soffice, given, start=seconds, each=seconds)
    return {path.stem: one.cause if isinstance(one, Failure) else None for path, one in made}


NOT_MADE, LATE = Cause.PDF_NOT_MADE, Cause.PDF_LATE


@pytest.mark.parametrize(
    ("names", "causes", "started"),
    [
        ("a b c", (None, None, None), 1),
        ("a weigert c", (None, NOT_MADE, None), 1),
        ("a sterft c d", (None, NOT_MADE, None, None), 2),
        ("sterft c", (NOT_MADE, None), 2),
        # Two starts without anything: it is not the file.
        ("sterft1 sterft2 c d", (NOT_MADE,) * 4, 2),
    ],
)
def test_a_file_without_a_pdf_costs_no_other_its_own(
    soffice: Path, tmp_path: Path, names: str, causes: tuple[Cause | None, ...], started: int
) -> None:
    given = files(tmp_path, *(f"{name}.docx" for name in names.split()))
    assert outcome(soffice, given) == dict(zip(names.split(), causes, strict=True))
    assert len(soffices.starts(soffice)) == started


def gone(pid: int) -> bool:
    """Tell whether a process has ended; who started it may not have noticed yet."""
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="ascii").split()[2] == "Z"


def child(soffice: Path) -> int:
    return int(Path(f"{soffice}.child").read_text(encoding="ascii"))


@pytest.mark.slow
def test_what_hangs_is_ended_with_all_that_it_started(soffice: Path, tmp_path: Path) -> None:
    given = files(tmp_path, "a.docx", "hangt.docx", "c.docx")
    assert outcome(soffice, given, seconds=2) == {"a": None, "hangt": LATE, "c": None}
    assert gone(child(soffice))


def test_who_breaks_off_leaves_nothing_at_work(soffice: Path, tmp_path: Path) -> None:
    def printer(given: object) -> pdf.Pages:
        assert given
        return libreoffice.to_pdf(soffice, files(tmp_path, "a.docx", "hangt.docx"))

    made = pdf.beside([tmp_path / "a.docx"], printer)
    assert next(made) == pdf.Printed(tmp_path / "a.docx")
    while not Path(f"{soffice}.child").exists() or not Path(f"{soffice}.child").read_text():
        time.sleep(0.01)
    made.close()
    assert gone(child(soffice))


def test_half_a_pdf_is_none(soffice: Path, tmp_path: Path) -> None:
    (made,) = pdf.beside(files(tmp_path, "sterft.docx"), lambda g: libreoffice.to_pdf(soffice, g))
    assert made.failure
    assert "Van ‘sterft.docx’ is geen PDF gemaakt" in str(made.failure)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["program", "sterft.docx"]


NAMES = (
    *("Uitnodiging De Zoë & Ölmühle 99AB00.docx", "-o.docx", "--convert-to.docx", "a.b.docx"),
    *("noord/brief.docx", "zuid/brief.docx", "100% #1; $(x) 'q'.docx"),
)


def test_any_name_gives_its_own_pdf(soffice: Path, tmp_path: Path) -> None:
    given = files(tmp_path / "map met spaties", *NAMES)
    made = list(pdf.beside(given, lambda g: libreoffice.to_pdf(soffice, g)))
    assert [one.failure for one in made] == [None] * len(given)
    assert [one.pdf.exists() for one in made] == [True] * len(given)
    # Pages may tell what their file is called.
    for one in made:
        assert one.file.stem.encode() in one.pdf.read_bytes()
    (start,) = soffices.starts(soffice)
    assert "/-o.docx " in start


def test_files_that_differ_in_their_folder_alone_do_not_get_each_others_pdf(
    soffice: Path, tmp_path: Path
) -> None:
    given = files(tmp_path, "noord/brief.docx", "zuid/brief.docx", "zuid/brief.xlsx")
    said = [content for _, content in libreoffice.to_pdf(soffice, given) if content]
    assert len({content for content in said if isinstance(content, bytes)}) == len(given)


def test_where_a_pdf_cannot_be_written_that_is_said_and_the_others_stand(
    soffice: Path, tmp_path: Path
) -> None:
    given = files(tmp_path, "a.docx", "b.docx")
    (tmp_path / "a.pdf").mkdir()
    first, second = pdf.beside(given, lambda g: libreoffice.to_pdf(soffice, g))
    assert first.failure
    assert first.failure.cause is Cause.NOT_WRITABLE
    assert second.pdf.is_file()


def test_the_files_are_opened_as_copies_and_nothing_is_left(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tijdelijk").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tijdelijk"))
    assert outcome(soffice, files(tmp_path / "brieven", "a.docx")) == {"a": None}
    (start,) = soffices.starts(soffice)
    assert str(tmp_path / "brieven") not in start
    assert f"-env:UserInstallation={(tmp_path / 'tijdelijk').as_uri()}" in start
    assert list((tmp_path / "tijdelijk").iterdir()) == []


# Where the program is.


def test_the_program_is_found_on_the_path_and_never_where_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffices.program(tmp_path / "hier" / "soffice")
    monkeypatch.delenv(libreoffice.SETTING, raising=False)
    monkeypatch.chdir(tmp_path / "hier")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", "hier")))
    assert libreoffice.find() is None
    there = soffices.program(tmp_path / "bin" / "libreoffice")
    monkeypatch.setenv("PATH", os.pathsep.join((".", str(tmp_path / "bin"))))
    assert libreoffice.find() == there
    assert not (tmp_path / "bin" / "soffice").exists()


def test_the_setting_names_another_program(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(libreoffice.SETTING, str(soffice))
    assert libreoffice.find() == soffice
    monkeypatch.setenv(libreoffice.SETTING, str(tmp_path / "weg"))
    with pytest.raises(Failure, match="Laat de instelling STO_XL_LIBREOFFICE naar het programma"):
        libreoffice.find()


def test_where_there_is_none_it_is_said_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(libreoffice.SETTING, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match="geen programma gevonden dat ze kan maken; al het andere"):
        pdf.printer()


def test_a_program_that_does_not_start_is_named(tmp_path: Path) -> None:
    (tmp_path / "soffice").write_bytes(b"\x7fELF")
    (tmp_path / "soffice").chmod(0o755)
    with pytest.raises(Failure, match="soffice’ is niet te starten"):
        outcome(tmp_path / "soffice", files(tmp_path, "a.docx"))
