"""The demo, and with it every kind of output: valid, without formula errors, on paper, private."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from sto_xl.books.filling import FileBook
from sto_xl.cli.demo import examples
from sto_xl.model import Language
from sto_xl.model.wording import WORDINGS
from sto_xl.quarter import kept_file
from support.commands import fingerprints, run
from support.tools import ALL_SHEETS, soffice_convert, validate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once."""
    folder = tmp_path_factory.mktemp("demo") / "voorbeeld"
    done = run("demo", folder)
    assert done.code == 0, done.err
    (folder.parent / "out.txt").write_text(done.out, encoding="utf-8")
    return folder


def documents(folder: Path, suffix: str) -> list[Path]:
    return sorted(folder.rglob(f"*{suffix}"))


def of_each_kind(paths: list[Path]) -> list[Path]:
    """Give the largest and the smallest document of each kind, as its name or folder tells it."""
    kinds: dict[str, list[Path]] = {}
    for path in sorted(paths, key=lambda p: (p.stat().st_size, str(p))):
        word = path.stem.partition(" ")[0]
        kinds.setdefault(word if word[0].isupper() else path.parent.name, []).append(path)
    return list(dict.fromkeys(path for group in kinds.values() for path in (group[0], group[-1])))


def test_it_says_what_was_made_what_was_found_and_what_to_open(made: Path) -> None:
    said = (made.parent / "out.txt").read_text(encoding="utf-8")
    assert "rivierenhoek.xlsx: 5 fouten" in said
    assert "gevonden: 6 fouten, 36 waarschuwingen en 9 tips; 15 locaties vragen aandacht" in said
    assert "verzonnen" in said
    assert "Open eerst" in said
    for name in ("Bevindingen", "Samenvatting", "Uitnodiging", "Landelijk kwartaalbeeld"):
        assert name in said
    for name in ("plannen/veenkwartier/zorgtechniek.xlsx", "nagekeken", "Voorstel", "Besluit"):
        assert name in said


def test_what_to_open_first_is_a_roster_with_all_that_was_found_in_it(made: Path) -> None:
    said = (made.parent / "out.txt").read_text(encoding="utf-8")
    _, first = said.split("Open eerst:\n")
    path = Path(first.splitlines()[0].split(maxsplit=3)[-1])
    assert path == made / examples.QUARTER / "STO26901 Rivierenhoek" / "rivierenhoek.xlsx"
    book = FileBook.open(path)
    assert [row[0] for row in book.table("tblControle").rows].count("fout") == 5
    assert any(row[1] for row in book.table("tblSignalen").rows)


def test_every_plan_goes_back_with_what_was_found_in_it(made: Path) -> None:
    back = made / "nagekeken plannen"
    plans = [path.relative_to(made / "plannen") for path in (made / "plannen").rglob("*.xlsx")]
    assert {path.relative_to(back) for path in back.rglob("*.xlsx")} == set(plans)
    faulty = FileBook.open(back / "veenkwartier" / "zorgtechniek.xlsx")
    assert "fout" in {row[0] for row in faulty.table("tblControle").rows}


def test_a_day_named_in_an_answer_of_its_plans_is_one_of_the_milestones() -> None:
    named = 0
    for region in examples.plans().values():
        for name, tables in region.items():
            days = {
                WORDINGS[Language.NL].datum(row[2])
                for row in tables["tblMijlpalen"]
                if isinstance(row[2], dt.date)
            }
            answers = {row[0]: row[1] for row in tables["tblPlan"]}
            answer = str(answers["Wanneer worden de mijlpalen bereikt?"])
            told = set(re.findall(r"\d+ [a-z]+ 20\d\d", answer))
            assert told <= days, name
            named += len(told)
    assert named


def test_its_plans_show_what_can_happen_to_a_plan(made: Path) -> None:
    said = (made.parent / "out.txt").read_text(encoding="utf-8")
    assert "Techniekplan Zorgtechniek in de klas" in said
    assert said.count("dubbel ingeleverd") == 2
    # All but the plan with fouten; and the region that named who signs.
    assert len(list((made / "voorstellen").iterdir())) == len(list(made.rglob("plannen/*/*"))) - 1
    assert len(list((made / "besluiten").glob("*.docx"))) == 2
    content = json.loads((made / examples.QUARTER / "run.json").read_text(encoding="utf-8"))
    stands = Counter(plan["stand"] for plan in content["plans"])
    assert stands == {"gelezen": 2, "telt niet mee": 3, "dubbel ingeleverd": 2}
    figures = (made / examples.QUARTER / "kerncijfers.csv").read_text(encoding="utf-8-sig")
    found = {tuple(line.split(";")[0:3]): line.split(";")[6:] for line in figures.splitlines()}
    assert found["STO26901", "Rivierenhoek", "mijlpalen_te_laat"] == ["1", "", "1", "0"]
    assert found["STO26902", "Veenkwartier", "mijlpalen_te_laat"] == ["", "", "", "1"]
    assert found["", "Landelijk", "mijlpalen_komend"] == ["2", "", "2", "1"]


def test_it_makes_a_folder_per_region_the_national_workbook_and_run_json(made: Path) -> None:
    folder = made / examples.QUARTER
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "STO26901 Rivierenhoek",
        "STO26902 Veenkwartier",
        "STO-CK03 Caribische Kust",
        "Landelijk kwartaalbeeld 2026-Q3.xlsx",
        "kerncijfers.csv",
        "run.json",
        kept_file.NAME,
    }


@pytest.mark.slow
def test_it_makes_the_same_bytes_again(made: Path, tmp_path: Path) -> None:
    run("demo", tmp_path / "nog eens")
    assert fingerprints(tmp_path / "nog eens") == fingerprints(made)


def test_it_leaves_a_filled_folder_alone(made: Path) -> None:
    before = fingerprints(made)
    done = run("demo", made)
    assert done.code == 2
    assert "niet leeg" in done.err
    assert fingerprints(made) == before


@pytest.mark.slow
def test_every_kind_of_output_passes_the_open_xml_validator(made: Path) -> None:
    paths = of_each_kind([*documents(made, ".xlsx"), *documents(made, ".docx")])
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(paths, pool.map(validate, paths), strict=True))
    assert {path.name: errors for path, errors in found.items() if errors} == {}


@pytest.mark.slow
def test_every_kind_of_output_opens_in_libreoffice_without_formula_errors(
    made: Path, tmp_path: Path
) -> None:
    workbooks = []
    for number, path in enumerate(of_each_kind(documents(made, ".xlsx"))):
        copy = tmp_path / "in" / f"{number}.xlsx"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
        workbooks.append(copy)
    sheets = soffice_convert(workbooks, ALL_SHEETS, tmp_path / "csv")
    assert len(sheets) >= 3 * len(workbooks)
    for sheet in sheets:
        for row in csv.reader(io.StringIO(sheet.read_text(encoding="utf-8"))):
            wrong = [cell for cell in row if re.match(r"#[A-Z]+[/!?]|(Err|Fout):\d", cell)]
            assert not wrong, f"{sheet.name}: {wrong}"
    letters = of_each_kind(documents(made, ".docx"))
    pages = soffice_convert(letters, "pdf", tmp_path / "pdf")
    assert len(pages) == len({letter.stem for letter in letters})


def test_the_englishspeaking_schools_get_an_english_letter(made: Path) -> None:
    letter = next(made.rglob("Uitnodiging Windward*.docx"))
    texts = [paragraph.text for paragraph in Document(str(letter)).paragraphs]
    assert "Dear Ms Hassell," in texts
    dutch = next(made.rglob("Uitnodiging College Het Baken*.docx"))
    texts = [paragraph.text for paragraph in Document(str(dutch)).paragraphs]
    assert "Geachte mevrouw De Groot," in texts


def test_national_workbook_and_run_json_hold_nothing_of_a_person(made: Path) -> None:
    persons = {
        str(cell)
        for content in examples.regions().values()
        for row in content.get("tblContacten", ())
        for cell in (row[1], row[4], row[5])
        if cell
    }
    folder = made / examples.QUARTER
    with ZipFile(next(folder.glob("Landelijk*.xlsx"))) as book:
        text = "".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    text += (folder / "run.json").read_text(encoding="utf-8")
    assert len(persons) > 20
    assert not {person for person in persons if person in text}
