"""PDFs by Word: a Word of our own, asked as it wants to be asked, and gone when it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_excel import word as fake_word
from sto_xl.letters.word import program
from sto_xl.system import libreoffice
from sto_xl.system.errors import Cause, Failure


@pytest.fixture
def installed(home: Path) -> Iterator[fake_word.Installed]:  # noqa: ARG001  (no real waiting)
    """Have Word installed, and busy for no time at all."""
    with fake_word.installed() as found:
        yield found


def letters(folder: Path, names: str) -> list[Path]:
    made = [folder / f"{name}.docx" for name in names.split()]
    for path in made:
        path.write_bytes(b"letter")
    return made


def outcome(given: list[Path]) -> dict[str, bool]:
    """Give for each letter in turn whether there is a PDF of it."""
    made = list(program.to_pdf(given))
    for path, content in made:
        if isinstance(content, Failure):
            assert content.cause is Cause.PDF_NOT_MADE
            assert path.name in str(content)
    return {path.stem: isinstance(content, bytes) for path, content in made}


def test_word_is_asked_for_pdf_a_with_tags_and_properties(
    installed: fake_word.Installed, tmp_path: Path
) -> None:
    (letter,) = letters(tmp_path, "brief")
    ((path, content),) = program.to_pdf([letter])
    assert path == letter
    assert isinstance(content, bytes)
    first, name, told, last = content.splitlines()
    assert (first, name, last) == (b"%PDF-1.7", b"brief.docx", b"%%EOF")
    asked: dict[str, Any] = json.loads(told)
    assert asked["export_format"] == 17
    assert asked["use_iso19005_1"] is True
    assert asked["doc_structure_tags"] is True
    assert asked["include_doc_props"] is True
    assert asked["open_after_export"] is False
    assert (asked["range"], asked["item"], asked["optimize_for"]) == (0, 0, 0)
    assert not Path(asked["output_file_name"]).exists()
    (started,) = installed.started
    assert (started.alive, started.opened, started.saved) == (False, [], [])
    assert (started.recent, started.macros_run) == ([], [])
    assert [one.name for one in tmp_path.glob("*.docx")] == ["brief.docx"]


def test_all_letters_are_made_by_one_word_and_that_of_the_user_goes_on(
    installed: fake_word.Installed, tmp_path: Path
) -> None:
    installed.start()
    assert outcome(letters(tmp_path, "a b c")) == {"a": True, "b": True, "c": True}
    users, ours = installed.started
    assert users.alive
    assert users.board.calls == []
    assert not ours.alive


@pytest.mark.parametrize(
    ("names", "made", "words"),
    [
        ("a kapot c", (True, False, True), 1),
        ("a dodelijk c", (True, False, True), 2),
        ("dodelijk", (False,), 1),
    ],
)
def test_a_letter_that_word_cannot_deal_with_costs_no_other_its_pdf(
    installed: fake_word.Installed, tmp_path: Path, names: str, made: tuple[bool, ...], words: int
) -> None:
    installed.refused, installed.deadly = {"kapot.docx"}, {"dodelijk.docx"}
    assert outcome(letters(tmp_path, names)) == dict(zip(names.split(), made, strict=True))
    assert len(installed.started) == words
    assert not any(one.alive for one in installed.started)


def test_a_busy_word_is_asked_again(installed: fake_word.Installed, tmp_path: Path) -> None:
    pages = program.to_pdf(letters(tmp_path, "a b"))
    next(pages)
    installed.started[0].board.refuse = 3
    ((path, content),) = pages
    assert path.stem == "b"
    assert isinstance(content, bytes)


def test_who_breaks_off_leaves_no_word(installed: fake_word.Installed, tmp_path: Path) -> None:
    pages = program.to_pdf(letters(tmp_path, "a b"))
    next(pages)
    pages.close()
    assert not installed.started[0].alive


def test_a_word_that_does_not_start_is_said(installed: fake_word.Installed, tmp_path: Path) -> None:
    installed.broken = True
    with pytest.raises(Failure, match="Word is niet te starten"):
        outcome(letters(tmp_path, "a"))


# Which of the two.


@pytest.mark.usefixtures("installed")
def test_in_excel_word_goes_first_and_elsewhere_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(libreoffice.SETTING)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program.printer() is program.to_pdf
    (tmp_path / "soffice").touch(0o755)
    assert program.printer(word_first=True) is program.to_pdf
    assert program.printer() is not program.to_pdf


def test_without_either_that_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(libreoffice.SETTING)
    monkeypatch.setenv("PATH", str(home))
    for word_first in (True, False):
        with pytest.raises(Failure) as said:
            program.printer(word_first=word_first)
        assert said.value.cause is Cause.NO_PDF_PROGRAM
