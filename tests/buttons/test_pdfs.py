"""In Excel PDFs of letters are made by Word when the user wants them, and go as the letters go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_excel import word as fake_word
from fake_excel.excel import FakeExcel
from sto_xl.cli.demo import examples
from support import plan_files
from support.excel import click, opened
from support.plan_texts import UNDATED

YES, NO = 6, 7


@pytest.fixture
def word(home: Path) -> Iterator[fake_word.Installed]:  # noqa: ARG001  (no LibreOffice)
    """Have Word installed."""
    with fake_word.installed() as found:
        yield found


def names(folder: Path, suffix: str) -> list[str]:
    return sorted(path.stem for path in folder.rglob(f"*{suffix}"))


def questions(excel: FakeExcel) -> list[str]:
    return [box.prompt for box in excel.messages[:-1]]


@pytest.mark.parametrize(
    ("button", "asked"),
    [
        pytest.param("letters", "Wilt u van elke uitnodiging ook een PDF?", marks=pytest.mark.slow),
        ("decisions", "Wilt u van elke brief ook een PDF?"),
    ],
)
def test_each_letter_gets_a_pdf_when_the_user_wants_it(
    home: Path, word: fake_word.Installed, button: str, asked: str
) -> None:
    excel = opened(home)
    excel.answer = YES
    said = click(excel, button)
    assert asked in questions(excel)
    assert "Bij elke brief ligt een PDF." in said
    assert names(home, ".pdf") == names(home, ".docx") != []
    assert len(word.started) == 1
    click(excel, "undo")
    (aside,) = home.glob("*/teruggetrokken")
    assert names(aside, ".pdf") == names(home, ".pdf") == names(home, ".docx")


def test_who_wants_none_gets_none_and_word_is_not_started(
    home: Path, word: fake_word.Installed
) -> None:
    excel = opened(home)
    excel.answer = NO
    assert "PDF" not in click(excel, "decisions")
    assert names(home, ".pdf") == []
    assert word.started == []


def test_where_nothing_makes_pdfs_nothing_is_asked(home: Path) -> None:
    excel = opened(home)
    excel.answer = YES
    assert "PDF" not in click(excel, "decisions")
    assert not any("PDF" in asked for asked in questions(excel))


def test_a_letter_without_a_pdf_is_named_and_stays(home: Path, word: fake_word.Installed) -> None:
    excel = opened(home)
    excel.answer = YES
    word.refused = {"Vragen over P-2026-02 De Oostpoort.docx"}
    said = click(excel, "decisions")
    assert "Bij 1 van de 2 brieven ligt een PDF." in said
    assert "Van ‘Vragen over P-2026-02 De Oostpoort.docx’ is geen PDF gemaakt" in said
    missing = set(names(home, ".docx")) - set(names(home, ".pdf"))
    assert missing == {"Vragen over P-2026-02 De Oostpoort"}


def test_a_word_that_does_not_start_costs_no_letter(home: Path, word: fake_word.Installed) -> None:
    excel = opened(home)
    excel.answer = YES
    word.broken = True
    said = click(excel, "decisions")
    assert said.startswith("2 brieven over plannen zijn gemaakt")
    assert "want Word is niet te starten" in said
    assert len(names(home, ".docx")) == 2


def test_letters_that_cannot_be_noted_leave_no_pdfs(home: Path, word: fake_word.Installed) -> None:
    excel = opened(home)
    excel.answer = YES
    excel.fail_at_write(1)
    assert "zijn gemaakt" not in click(excel, "decisions")
    assert len(word.started) == 1
    assert names(home, ".docx") == names(home, ".pdf") == []


@pytest.mark.slow
def test_a_voorstel_gets_its_pdf_beside_it_under_a_name_that_neither_has_yet(
    home: Path, word: fake_word.Installed
) -> None:
    plan_files.write_plan(home / "techniekplan.xlsx", examples.content(UNDATED))
    data = (home / "techniekplan.xlsx").read_bytes()
    excel = FakeExcel.open(data, name="techniekplan.xlsx", path=str(home))
    excel.answer = YES
    (home / "Voorstel Domotica in Zorg en welzijn 00AH17.pdf").write_bytes(b"eigen")
    said = click(excel, "proposal")
    assert "Wilt u van het voorstel ook een PDF?" in questions(excel)
    new = "Voorstel Domotica in Zorg en welzijn 00AH17 (2)"
    assert f"‘{new}.docx’" in said
    assert names(home, ".docx") == [new]
    assert (home / f"{new}.pdf").is_file()
    assert (home / "Voorstel Domotica in Zorg en welzijn 00AH17.pdf").read_bytes() == b"eigen"
    assert len(word.started) == 1
