"""Drafts of mails from Excel: asked for, made beside the letters, and taken back with them."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl.cli.demo import examples
from support import plan_files
from support.commands import run
from support.excel import NAME, click, opened
from support.plan_texts import UNDATED

YES, NO = 6, 7
PLAN = "techniekplan.xlsx"


def opened_plan(folder: Path) -> FakeExcel:
    """Open a techniekplan that lies in a folder."""
    plan_files.write_plan(folder / PLAN, examples.content(UNDATED))
    return FakeExcel.open((folder / PLAN).read_bytes(), name=PLAN, path=str(folder))


def drafts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.eml"))}


def attached(data: bytes) -> list[str | None]:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return [part.get_filename() for part in message.iter_attachments()]


@pytest.mark.slow
def test_uitnodigingen_get_the_drafts_that_the_command_makes_and_are_taken_back_with_them(
    home: Path,
) -> None:
    excel = opened(home)
    excel.answer = YES
    said = click(excel, "letters")
    question, _ = [message.prompt for message in excel.messages]
    assert question.startswith("Wilt u er ook conceptmails bij, met de brief en het techniekplan")
    assert "5 conceptmails liggen erbij." in said
    assert "In deze conceptmails staat nog geen adres: ‘Sint-Jorisschool’" in said
    (folder,) = home.glob("Uitnodigingen *")
    run("letters", home / NAME, "-o", home / "brieven", "--mail")
    found = drafts(folder)
    assert found == drafts(home / "brieven")
    assert len(found) == 5
    assert "Niet teruggezet" not in click(excel, "undo")
    assert drafts(folder) == {}
    assert drafts(folder / "teruggetrokken") == found


@pytest.mark.slow
@pytest.mark.parametrize("button", ["letters", "decisions"])
def test_who_wants_no_drafts_gets_none(home: Path, button: str) -> None:
    excel = opened(home)
    excel.answer = NO
    assert "conceptmail" not in click(excel, button)
    assert list(home.rglob("*.eml")) == []
    assert list(home.rglob("*.docx"))


@pytest.mark.slow
def test_drafts_go_when_the_workbook_cannot_be_written(home: Path) -> None:
    excel = opened(home)
    excel.answer = YES
    excel.fail_at_write(1)
    assert "Alles is teruggezet" in click(excel, "decisions")
    assert list(home.rglob("*.eml")) == []


@pytest.mark.slow
def test_a_text_that_cannot_be_used_is_told_before_anything_is_made(home: Path) -> None:
    excel = opened(home)
    (home / "besluit.mail.txt").write_text("Geacht bestuur", encoding="utf-8")
    excel.answer = YES
    before = excel.contents()
    said = click(excel, "decisions")
    assert "‘besluit.mail.txt’ kan niet worden gebruikt: de eerste regel is niet het" in said
    assert excel.contents() == before
    assert list(home.glob("Besluiten*")) == []


@pytest.mark.slow
def test_a_voorstel_is_mailed_with_the_plan_as_it_was_saved(home: Path) -> None:
    excel = opened_plan(home)
    excel.answer = YES
    assert "1 conceptmail ligt erbij." in click(excel, "proposal")
    ((name, data),) = drafts(home).items()
    assert attached(data) == [name.replace(".eml", ".docx"), PLAN]
    # What was changed since is not in the file, so that does not go along.
    excel.type("Plan", "B6", "Een andere titel")
    said = click(excel, "proposal")
    assert "zit er nog niet in, want u hebt het gewijzigd sinds u het bewaarde" in said
    (other,) = drafts(home).keys() - {name}
    assert len(attached(drafts(home)[other])) == 1
    click(excel, "undo")
    assert [*drafts(home)] == [name]


@pytest.mark.slow
def test_plans_that_are_read_in_go_back_in_drafts(home: Path) -> None:
    folder = home / "plannen"
    plan_files.write_plan(folder / PLAN, examples.content(UNDATED))
    excel = opened(home)
    excel.answer, excel.chosen_folder = YES, str(folder)
    said = click(excel, "plans")
    (back,) = home.glob("Nagekeken plannen *")
    ((name, data),) = drafts(back).items()
    assert (name, attached(data)) == ("techniekplan.eml", [PLAN])
    assert "1 conceptmail ligt erbij." in said
