"""Dutch and English: one list of texts, and nothing that the page says stands elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

import pytest

from sto_xl.system.doors import WAYS
from sto_xl.system.errors import Cause, Failure
from sto_xl.web import english, site
from support.house import ROOT

TEXTS: Mapping[str, Mapping[str, str]] = json.loads((site.SOURCES / "texts.json").read_bytes())
SCRIPTS = (
    *("page.js", "said.js", "shown.js", "language.js", "kept.js"),
    *("python.js", "worker.js", "service-worker.js"),
)
#: What Dutch has only to explain to others, and what is called the same in both.
NOT_IN_DUTCH = {"in_dutch", "findings_in_dutch", "buttons_in_dutch"}
SAME = {"school"}
#: Names in quotation marks, as sentences give them to buttons.
CALLED = re.compile("‘([^’{}]+)’")
#: What the English sentences name of Excel's own and of the workbook.
OF_EXCEL = {"~$", "Excel Workbook (.xlsx)", "Open and Repair", "Strict Open XML"}
OF_SHEETS = {"Naam van de regio", "Programmamanager: naam", "Brieven:"}


def source(name: str) -> str:
    return (site.SOURCES / name).read_text(encoding="utf-8")


def values(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_every_text_is_there_in_both_languages_with_the_same_values() -> None:
    for key, said in TEXTS.items():
        assert list(said) == ["nl", "en"], key
        assert values(said["nl"]) == values(said["en"]), key
        assert bool(said["nl"]) == (key not in NOT_IN_DUTCH), key
        assert (said["nl"] == said["en"]) == (key in SAME), key


def named() -> Iterator[str]:
    """Give the key of every text that the page and its scripts name."""
    page = source("index.html")
    yield from re.findall(r'data-text="(\w+)"', page)
    yield from re.findall(r"\{(\w+):(?:nl|en)\}", page)
    for name in SCRIPTS:
        yield from (word for word in re.findall(r'"(\w+)"', source(name)) if word in TEXTS)
    yield from ("roster", "plan")  # as Python calls what it was given


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    assert set(named()) == TEXTS.keys()


def test_nothing_that_is_read_stands_outside_the_list_of_texts() -> None:
    brand = "Sterk Techniekonderwijs"
    page = re.sub(r"\{\w+:(nl|en)\}", "", source("index.html")).replace(brand, "")
    assert re.findall(r">[^<]*\w[^<]*<", page) == []
    assert re.findall(r'(?:aria-label|title|alt|placeholder)="[^"]', page) == []
    for name in SCRIPTS:
        code = re.sub(r"/\*(?s:.*?)\*/|//.*", "", source(name))
        strings = (one or other for one, other in re.findall(r'"([^"\n]*)"|`([^`]*)`', code))
        sentences = {one for one in strings if re.search(r"\w\w \w\w|^[A-Z][a-z]", one)}
        assert sentences <= {"use strict"}, name


def test_the_page_says_it_in_dutch_before_its_script_runs() -> None:
    page = site.page().decode()
    assert '<h1 id="heading" data-text="heading">Kijk uw bestand na</h1>' in page
    assert TEXTS["description"]["nl"] in page
    assert 'data-text="choose">Kies een bestand</label>' in page


def test_a_sentence_names_buttons_that_are_there() -> None:
    of_page = {language: {said[language] for said in TEXTS.values()} for language in ("nl", "en")}
    starts = {said.partition(":")[0] for said in of_page["nl"]}
    for way in WAYS.values():
        assert set(CALLED.findall(way.page)) <= starts
    for sentence in english.SENTENCES.values():
        called = {name for name in CALLED.findall(sentence) if " > " not in name}
        assert called - OF_EXCEL - OF_SHEETS - {"Briefsjabloon"} <= of_page["en"]
    for language, key in (("nl", "make_roster"), ("en", "make_roster")):
        assert f"‘{TEXTS[key][language]}’" in TEXTS["buttons_in_dutch"]["en"]


@pytest.mark.parametrize("cause", english.SENTENCES)
def test_what_is_said_in_english_has_no_word_in_dutch_from_elsewhere(cause: Cause) -> None:
    assert values(english.SENTENCES[cause]) <= {"file", "reference"}
    given = {"file": "plan.xlsx", "reference": "a1b2c3"}
    assert (
        "{file}"
        not in english.told(
            Failure(cause, **given, detail="", log="", which="", found="", unsigned="")
        )["en"]
    )


def test_what_a_file_does_to_its_reader_is_said_in_english_too() -> None:
    reading = (ROOT / "sto_xl" / "books" / "reading").glob("*.py")
    page = (ROOT / "sto_xl" / "web" / name for name in ("desk.py", "page.py", "across.py"))
    raised = {
        Cause[name]
        for file in (*reading, *page)
        for name in re.findall(r"Cause\.([A-Z_]+)", file.read_text(encoding="utf-8"))
    }
    # Of a folder and of rights there are none in a browser.
    elsewhere = {Cause.NOT_FOUND, Cause.FOLDER, Cause.NO_PERMISSION, Cause.UNREADABLE}
    assert raised - elsewhere <= english.SENTENCES.keys()


def test_what_has_no_english_is_told_in_dutch_alone() -> None:
    told = english.told(Failure(Cause.TEMPLATE, file="brief.docx", detail="het veld ontbreekt"))
    assert list(told) == ["nl"]
