"""Each letter has all its pieces: its row, its fields, its templates, its place at every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl.letters import LetterKind
from sto_xl.letters.fields import page
from sto_xl.letters.kinds import SUFFIXES
from sto_xl.letters.template import require
from sto_xl.letters.templates import Templates
from sto_xl.model import Language
from support.commands import run
from support.letterfiles import compiled
from support.tools import ROOT

_FROM_REGION = (
    "programma programmamanager telefoon email ondersteuner afzender plaats school aan adres "
    "briefdatum kenmerk aanhef kopie"
)
#: The fields that templates of users ask for since the first release: none may ever go.
RELEASED = {
    LetterKind.UITNODIGING: f"{_FROM_REGION} deelname profielen technisch niet_technisch "
    "technisch_voluit alleen_tl aanbod_onbekend manieren deelnemers vmbo_locaties",
    LetterKind.VOORSTEL: "titel kenmerk school vestiging afzender plaats indiener functie telefoon "
    "email programma programmamanager adres briefdatum bestand leerlingen regiovisie doelen "
    "activiteiten mijlpalen samenwerking middelen doelenlijst activiteitenlijst mijlpalenlijst "
    "partners posten totalen totaal gevraagd akkoord akkoord_naam akkoord_datum",
    LetterKind.BESLUIT: f"{_FROM_REGION} titel plankenmerk besluit besluitdatum ingediend gevraagd "
    "toegekend leerlingen tranche voorwaarden open_vragen toelichting ondertekenaar "
    "ondertekenaar_functie",
}


@pytest.mark.parametrize("kind", LetterKind)
def test_a_template_of_before_finds_every_field_that_it_asks_for(kind: LetterKind) -> None:
    assert set(RELEASED[kind].split()) <= kind.fields.keys()


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_described_as_its_page_and_lists_tell_of_it(kind: LetterKind) -> None:
    assert kind.called.split()[0] in {"de", "het"}, "called: the letter with its article"
    assert kind.route.startswith("van "), "route: from whom to whom"
    assert kind.about, "about: what comes before the name of its school or plan"
    assert kind.fields, "record: a class with fields"
    assert all(field.says for field in kind.fields.values()), "each field has what it says"
    if kind.listed:
        assert "Bestand" in [column.heading for column in kind.listed.mailed.columns]
        assert kind.listed.complete.endswith(".")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_has_a_shipped_template_in_each_language(
    kind: LetterKind, language: Language
) -> None:
    file = kind.shipped(language)
    assert file.is_file(), f"make the template templates/{file.name}"
    template = compiled(file)
    assert template.language is language
    require(template.uses, kind.fields)
    assert template.uses, f"{file.name} asks for no field"
    assert Templates(kind=kind).of(language).name == file.name


def test_every_shipped_template_is_of_a_letter() -> None:
    names = {kind.value + suffix for kind in LetterKind for suffix in SUFFIXES.values()}
    assert {file.name for file in (ROOT / "templates").glob("*.docx")} == names


@pytest.mark.parametrize("kind", LetterKind)
def test_the_command_line_knows_each_letter(kind: LetterKind, tmp_path: Path) -> None:
    done = run("new", "template", tmp_path / "brief.docx", "--letter", kind.value)
    assert done.code == 0, done.err
    assert (tmp_path / "brief.docx").read_bytes() == kind.shipped(Language.NL).read_bytes()
    assert kind.value in run("new", "template", "--help").out
    assert f"## De velden van {kind.called}" in page()


def test_another_letter_is_no_choice(tmp_path: Path) -> None:
    done = run("new", "template", tmp_path / "brief.docx", "--letter", "ansichtkaart")
    assert done.code == 2
    assert "'ansichtkaart' is not one of" in done.err
    assert not list(tmp_path.iterdir())
