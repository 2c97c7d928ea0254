"""The text of a mail: what its template may hold, and what is said of one that cannot be used."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sto_xl.letters import LetterKind, bounded
from sto_xl.letters.mail.kinds import EVERY, RETURNED, WITH, Mail, MailTemplates
from sto_xl.letters.mail.text import MailText, compile_text
from sto_xl.letters.template import require
from sto_xl.model import Language
from sto_xl.system.errors import Cause, Failure
from support.letterfiles import ENDLESS
from support.tools import ROOT

NAME = "uitnodiging.mail.txt"
SAID: Mapping[str, Hashable] = {
    "school": "De\nWerkhoek",
    "adres": ("Weg 1", "Assen"),
    "telefoon": "",
    "profielen": ("Z&W", "D&P"),
}


def made(text: str, name: str = NAME) -> MailText:
    return MailText.read(compile_text(text.encode(), name).render(SAID))


@pytest.mark.parametrize(
    ("template", "subject", "text"),
    [
        ("Onderwerp: dag\n\nHallo", "dag", "Hallo"),
        ("Subject: hi\r\n\r\nHello\r\n", "hi", "Hello"),
        ("\n {# uitleg #}\n\nONDERWERP :  dag \nHallo", "dag", "Hallo"),
        ("Onderwerp: {{ school }}\n{{ school }}", "De Werkhoek", "De\nWerkhoek"),
        # A line of statements is not printed, with or without its p, wherever it stands.
        ("Onderwerp: x\na\n{% if telefoon %}\nb\n{% else %}\nc\n {%p endif %} \nd", "x", "a\nc\nd"),
        ("Onderwerp: x\n{% for r in adres %}\n- {{ r }}\n{% endfor %}", "x", "- Weg 1\n- Assen"),
        ("{% if telefoon %}\nOnderwerp: y\n{% else %}\nOnderwerp: x\n{% endif %}\nb", "x", "b"),
        # Within a line nothing of the line is lost.
        ("Onderwerp: x\na {% if not telefoon %}b{% endif %}\nc", "x", "a b\nc"),
        # What is left out leaves no hole.
        ("Onderwerp: x\n\na\n\n{% if telefoon %}\nb\n{% endif %}\n\n\nc\n\n", "x", "a\n\nc"),
        # What Word's autocorrect would do to a tag, and signs that XML escapes, are no matter.
        ("Onderwerp: x\n{% if ‘D&P’ in profielen %}a & b < c{% endif %}", "x", "a & b < c"),
    ],
)  # fmt: skip
def test_a_template_gives_a_subject_and_a_text(template: str, subject: str, text: str) -> None:
    assert made(template) == MailText(subject, text)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_notepad_saves_is_read(coding: str) -> None:
    template = compile_text("Onderwerp: één\n‘é’".encode(coding), NAME)
    assert MailText.read(template.render(SAID)) == MailText("één", "‘é’")


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (b"", "er staat niets in"),
        (b"Hallo\nOnderwerp: dag", "de eerste regel is niet het onderwerp"),
        (b"Onderwerp: \xe9", "het is niet als UTF-8 bewaard: kies in Kladblok"),
        (b"Onderwerp: x\n\na {{ school", "in de regel ‘a {{ school’ staat een losse accolade"),
        (b"Onderwerp: x\n{% if school %}\na", "staat ‘if’, waarna ‘endif’ ontbreekt"),
        (b"Onderwerp: x\na\n{{ schol }}", "in de regel ‘{{ schol }}’ staat het veld ‘schol’"),
        (b"Onderwerp: x\n{% if school %}\n\n{% endif %}\n{{ adres }}", "in de regel ‘{{ adres }}’"),
        (b"Onderwerp: x\n{{ school|datum }}", "dat hoort alleen bij een datum"),
        (b"Onderwerp: x\n{% include 'x' %}", "de opdracht ‘include’, die niet bestaat"),
        (b"Onderwerp: x\n{{ school.__class__ }}x{{ a.b.c }}", "het veld ‘a’, dat niet bestaat"),
        (b"Onderwerp: x\n" + b"{{ " + b"(" * 30 + b"school" + b")" * 30 + b" }}", "haakjes"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_its_line_before_a_mail_is_made(
    template: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(template)
    with pytest.raises(Failure) as caught:
        MailTemplates(WITH[LetterKind.UITNODIGING], tmp_path)
    assert caught.value.cause is Cause.MAIL_TEMPLATE
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"Mailsjabloon ‘{NAME}’ kan niet worden gebruikt: ")
    assert str(caught.value).endswith("Pas het aan in Kladblok of een ander programma voor gewone tekst.")  # fmt: skip  # noqa: E501


def test_a_template_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elders.txt").write_text("Onderwerp: x")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / NAME).symlink_to(tmp_path / "elders.txt")
    with pytest.raises(Failure, match="een verwijzing naar een andere map"):
        MailTemplates(WITH[LetterKind.UITNODIGING], tmp_path / "map")


@pytest.mark.slow
def test_a_template_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "BOUNDS", replace(bounded.BOUNDS, seconds=6))
    monkeypatch.setattr(bounded, "_SPENT", {})
    (tmp_path / NAME).write_text(f"Onderwerp: x\n{{{{ school }}}} {ENDLESS}")
    (made,) = MailTemplates(WITH[LetterKind.UITNODIGING], tmp_path).fill([(Language.NL, SAID)])
    assert isinstance(made, Failure)
    assert made.cause is Cause.TEMPLATE_TOO_MUCH


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", EVERY, ids=lambda mail: mail.name)
def test_a_mail_has_a_shipped_text_in_each_language(mail: Mail, language: Language) -> None:
    file = mail.shipped(language)
    template = compile_text(file.read_bytes(), file.name)
    require(template.uses, mail.fields)
    template.check(mail.fields)
    assert template.uses


def test_every_shipped_text_is_of_a_mail() -> None:
    names = {mail.shipped(language).name for mail in EVERY for language in Language}
    assert {file.name for file in (ROOT / "templates").glob("*.txt")} == names


def test_an_own_text_is_used_in_its_language_and_the_shipped_one_in_the_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "nagekeken.mail.en.txt").write_text("Subject: hi {{ indiener }}")
    known = {"indiener": "Ann", "nagekeken": None, "fouten": 0, "waarschuwingen": 0, "tips": 0}
    fields = {**dict.fromkeys(RETURNED.fields, ""), **known}
    templates = MailTemplates(RETURNED, tmp_path)
    english, dutch = templates.fill([(Language.EN, fields), (Language.NL, fields)])
    assert english == MailText("hi Ann", "")
    # A day that is not known is told, and not printed.
    assert isinstance(dutch, Failure)
    assert "|datum dat in deze brief leeg is" in str(dutch)
