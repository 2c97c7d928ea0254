"""The up-to-date copy of a roster: what the buttons write in Excel stands in it as well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.books.reading.file import read_file
from sto_xl.books.reading.package import package_of
from sto_xl.cli.demo import examples
from sto_xl.grid import Changes, ColumnCells, Value
from sto_xl.plans.write_back import SENT
from sto_xl.region import routines, updating
from sto_xl.region.write_back import LAST_LETTER
from sto_xl.sheets import roster
from sto_xl.system.errors import Cause, Failure
from support import plan_files
from support.commands import Done, fingerprints, run
from support.excel import DEMO, NAME, click, opened
from support.letterfiles import template
from support.packages import Rework, differing, parts, reworked
from support.rule_texts import with_region
from support.tables import PEILDATUM, RELEASED
from support.tools import soffice_convert, validate

DAY = ("--date", f"{PEILDATUM:%Y-%m-%d}")
NAMED = "regiobestand (bijgewerkt).xlsx"
#: The tables that each of the three buttons writes in.
WRITES = {
    "check": ("tblControle",),
    "flag": ("tblScholen",),
    "summarise": tuple(spec.name for spec in sheets.SUMMARY),
}
#: A school of the demo, and plans of which its roster knows the second.
NEW = {"Vestiging": "99AA00", "Titel van het plan": "Drones"}
KNOWN = {"Kenmerk": "P-2026-02", "Vestiging": "99AF00", "Titel van het plan": "Techniek in Gent"}
STRANGE = {"Vestiging": "11ZZ00", "Titel van het plan": "Van elders"}


@cache
def demo(region: str = DEMO) -> bytes:
    return build.roster_bytes(examples.regions()[region])


@cache
def plan(form: tuple[tuple[str, str], ...]) -> bytes:
    return plan_files.plan_bytes({"tblPlan": dict(form)})


@cache
def part_of(sheet: str) -> str:
    return next(part.path for part in package_of(demo(), NAME).sheets if part.name == sheet)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Give the roster of the demo, in a folder of its own."""
    (tmp_path / NAME).write_bytes(demo())
    return tmp_path / NAME


def plans_in(folder: Path, *forms: Mapping[str, str]) -> Path:
    """Put plans in a folder, and something that is none."""
    folder.mkdir()
    for number, form in enumerate(forms, start=1):
        (folder / f"plan {number}.xlsx").write_bytes(plan(tuple(form.items())))
    return folder


def cells(excel: FakeExcel) -> dict[str, dict[str, tuple[object, ...]]]:
    """Give all that stands in a workbook: by sheet and cell the value, the formula, the format.

    What a formula comes to is Excel's to say, and which run was the last is not the same.
    """
    found: dict[str, dict[str, tuple[object, ...]]] = {
        name: {
            at: (None if cell.formula else cell.value, cell.formula, cell.shown)
            for at, cell in stands.items()
        }
        for name, stands in excel.contents()["sheets"].items()
    }
    del found[sheets.RUN.sheet]
    return found


def opened_copy(file: Path) -> FakeExcel:
    return FakeExcel.open(file.read_bytes(), name=file.name, path=str(file.parent))


def column(file: Path, table: sheets.TableSpec, heading: str) -> list[Value]:
    """Give what stands in a column of a roster."""
    found = roster.read_roster(read_file(file)).book.tables[table.name]
    assert found.table is not None
    return [found.value(line, heading) for line in range(len(found.table.rows))]


# The copy is what the ribbon makes of the workbook.


@pytest.mark.parametrize("button", WRITES)
def test_what_one_button_writes_stands_in_the_copy(button: str, home: Path) -> None:
    excel = opened(home)
    click(excel, button)
    run("update", home / NAME)
    copy = opened_copy(home / NAMED)
    for table in WRITES[button]:
        assert copy.rows(table) == excel.rows(table)
        assert copy.table_ref(table) == excel.table_ref(table)


def in_plans(home: Path) -> Done:
    return run("update", home / NAME, "-o", home / NAMED, "--plans", home / "plannen")


def in_letters(home: Path) -> Done:
    return run("letters", home / NAME, "-o", home / "uit", "--update", home / NAMED)


def in_decisions(home: Path) -> Done:
    return run("plans", "decisions", home / NAME, "-o", home / "uit", "--update", home / NAMED)


def in_none(home: Path) -> Done:
    return run("update", home / NAME)


@pytest.mark.parametrize(
    ("buttons", "command"),
    [
        ((), in_none),
        (("plans",), in_plans),
        pytest.param(("letters",), in_letters, marks=pytest.mark.slow),
        pytest.param(("decisions",), in_decisions, marks=pytest.mark.slow),
    ],
)
def test_the_copy_is_cell_for_cell_what_the_buttons_leave(
    buttons: tuple[str, ...], command: Callable[[Path], Done], home: Path
) -> None:
    plans_in(home / "plannen", KNOWN, NEW)
    excel = opened(home)
    excel.chosen_folder = str(home / "plannen")
    for button in (*buttons, *WRITES):
        click(excel, button)
    assert command(home).code == 3
    copy = opened_copy(home / NAMED)
    assert cells(copy) == cells(excel)
    assert copy.contents()["tables"] == excel.contents()["tables"]


def test_the_same_is_said_as_the_buttons_say(home: Path) -> None:
    excel = opened(home)
    said = [click(excel, button).partition("\n")[0] for button in WRITES]
    assert run("update", home / NAME).out.splitlines() == said


def test_the_copy_is_found_as_it_says_of_itself(given: Path) -> None:
    done = run("update", given, *DAY)
    copy = given.with_name(NAMED)
    examined = routines.examine(read_file(copy), PEILDATUM)
    excel = opened_copy(copy)
    assert [row[:4] for row in excel.rows("tblControle")] == [
        (f.severity.value, f.code, f.place.sheet, f.place.cell) for f in examined.report.findings
    ]
    checked = [run("check", file, *DAY) for file in (given, copy)]
    assert len({one.out.partition("\n")[2] for one in checked}) == 1
    assert {done.code, *(one.code for one in checked)} == {3}


@pytest.mark.slow
def test_there_is_a_copy_though_nobody_reads_what_is_said(given: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sto_xl", "update", given], stdout=subprocess.PIPE
    ) as command:
        assert command.stdout is not None
        command.stdout.close()
        command.wait(timeout=60)
    assert command.returncode == 0
    assert given.with_name(NAMED).exists()


# What is left alone, and what is the same each time.


def test_the_roster_stays_as_it_is_and_the_same_copy_comes_of_it(given: Path) -> None:
    before = given.read_bytes()
    made = []
    for more in ((), ("--force",)):
        done = run("update", given, *more, *DAY)
        remark, made_it = done.err.splitlines()
        assert remark.startswith("Met de gegevens van DUO is niet vergeleken")
        assert made_it == f"gemaakt: {given.with_name(NAMED)}"
        made.append(given.with_name(NAMED).read_bytes())
    assert made[0] == made[1]
    assert given.read_bytes() == before
    assert sorted(fingerprints(given.parent)) == [NAMED, NAME]


def test_all_that_the_buttons_do_not_write_is_the_same_to_the_byte(given: Path) -> None:
    run("update", given, *DAY)
    touched = differing(demo(), given.with_name(NAMED).read_bytes())
    # Sheet Regio, at which the roster opened, is not selected any more.
    names = ("Regio", "Scholen", "Controle", "Samenvatting", "Lijsten")
    beside = {"xl/workbook.xml", *(name for name in touched if "/tables/" in name)}
    assert touched <= {*map(part_of, names), *beside}


def test_a_copy_of_a_copy_is_the_same(given: Path) -> None:
    run("update", given, *DAY)
    copy = given.with_name(NAMED)
    run("update", copy, "-o", given.with_name("weer.xlsx"), *DAY)
    assert given.with_name("weer.xlsx").read_bytes() == copy.read_bytes()


# Where it opens, and why it cannot be taken back.


def test_where_nothing_is_found_it_opens_at_the_figures(given: Path) -> None:
    given.write_bytes(build.roster_bytes(examples.content(with_region())))
    done = run("update", given, *DAY)
    assert done.code == 0
    assert done.out.startswith("Controle klaar: geen fouten, geen waarschuwingen en geen tips.\n")
    copy = opened_copy(given.with_name(NAMED))
    assert copy.active_sheet == "Samenvatting"
    assert [any(row) for row in copy.rows("tblControle")] == [False]


@pytest.mark.slow
def test_an_empty_roster_gets_what_there_is_to_say_of_it(given: Path) -> None:
    run("new", "roster", given, "--force")
    done = run("update", given, *DAY)
    assert done.code == 3
    assert "Op blad Scholen staat geen vmbo-locatie, dus ook geen signaal.\n" in done.out
    assert opened_copy(given.with_name(NAMED)).rows("tblControle")[0][0] == "fout"


def test_it_opens_at_the_findings(given: Path) -> None:
    run("update", given, *DAY)
    copy = given.with_name(NAMED)
    assert opened_copy(copy).active_sheet == "Controle"
    selected = [
        name for name, part in parts(copy.read_bytes()).items() if b'tabSelected="1"' in part
    ]
    assert selected == [part_of("Controle")]


def test_it_says_why_there_is_nothing_to_take_back_until_a_button_wrote_in_it(home: Path) -> None:
    (home / NAME).write_bytes(demo())
    run("update", home / NAME, *DAY)
    copy = opened_copy(home / NAMED)
    day = f"{PEILDATUM:%d-%m-%Y}"
    assert copy.rows("tblRun") == [(None, day)]
    why = click(copy, "undo")
    assert f"buiten Excel bijgewerkt (op {day})" in why
    before = cells(copy)
    click(copy, "check")
    assert "Ongedaan gemaakt: controleren" in click(copy, "undo")
    assert cells(copy) == before
    assert click(copy, "undo") == why


# What cannot be written in, or must not be written.


def protected(xml: str) -> str:
    return xml.replace("</sheetData>", '</sheetData><sheetProtection sheet="1"/>')


def without(heading: str) -> Mapping[str, Rework]:
    """Give the column of sheet Scholen that has this heading another one."""
    cell, column = f">{heading}<", f'"{heading}"'
    return {
        name: lambda xml: xml.replace(cell, ">Teken<").replace(column, '"Teken"')
        for name, part in parts(demo()).items()
        if cell.encode() in part or (column.encode() in part and b'"Vestiging"' in part)
    }


def without_table() -> Mapping[str, Rework]:
    """Give another name to a table of the sheet Samenvatting."""
    return {
        name: lambda xml: xml.replace("tblKlasse", "tblVanMij")
        for name, part in parts(demo()).items()
        if b"tblKlasse" in part
    }


def signed() -> Mapping[str, Rework]:
    """Give a digital signature: where it begins is enough to know it by."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    origin = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/>'
    return {
        "_rels/.rels": lambda xml: xml.replace("</Rel", f"{origin}</Rel"),
        "_xmlsignatures/origin.sigs": b"",
    }


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a protected sheet": (
        lambda: reworked(demo(), {part_of("Controle"): protected}),
        "Blad Controle is beveiligd, dus er is niets gewijzigd",
    ),
    "a column that is gone": (
        lambda: reworked(demo(), without("Signaal")),
        "Op blad Scholen ontbreekt de kolom Signaal, dus er is niets gewijzigd",
    ),
    "a table that is gone": (
        lambda: reworked(demo(), without_table()),
        "Een tabel van blad Samenvatting is er niet meer, dus er is niets gewijzigd",
    ),
    "a digital signature": (
        lambda: reworked(demo(), signed()),
        "geef dan de optie --drop-signature mee",
    ),
    "an old workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
        "is een werkmap van een oude Excel-versie (.xls)",
    ),
    "a plan": (lambda: plan(tuple(NEW.items())), "is geen regiobestand"),
    "no workbook": (lambda: b"geen werkmap", "is geen Excel-werkmap"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_written_in_is_refused_with_a_sentence(what: str, tmp_path: Path) -> None:
    make, told = REFUSED[what]
    (tmp_path / NAME).write_bytes(make())
    done = run("update", tmp_path / NAME, *DAY)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert sorted(fingerprints(tmp_path)) == [NAME]


def test_a_signature_is_left_out_when_that_is_asked_for(given: Path) -> None:
    given.write_bytes(reworked(demo(), signed()))
    assert run("update", given, "--drop-signature", *DAY).code == 3
    copy = parts(given.with_name(NAMED).read_bytes())
    assert not any("xmlsignatures" in name for name in copy)
    assert b"digital-signature" not in copy["_rels/.rels"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", NAME), "blijft zoals het is"),
        (("-o", "er al.xlsx"), "‘er al.xlsx’ bestaat al"),
        (("-o", "kopie.xlsm"), "end its name in .xlsx"),
        (("--plans", "leeg"), "staat geen techniekplan"),
        (("--plans", "niets"), "‘niets’ is niet gevonden"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], told: str, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(given.parent)
    (given.parent / "er al.xlsx").write_bytes(b"van mij")
    (given.parent / "leeg").mkdir()
    before = fingerprints(given.parent)
    done = run("update", NAME, *arguments, *DAY)
    assert done.code == 2
    assert told in done.err
    assert fingerprints(given.parent) == before


@pytest.mark.parametrize(("roster", "told"), [("niets.xlsx", "niet gevonden"), (".", "een map")])
def test_what_is_no_file_is_told(
    roster: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copy = f"kopie{Path(roster).suffix}"
    for command in (("update", roster), ("letters", roster, "-o", "uit", "--update", copy)):
        done = run(*command, *DAY)
        assert done.code == 2
        assert told in done.err
    assert fingerprints(tmp_path) == {}


def test_a_roster_that_changed_meanwhile_gets_nothing_noted(given: Path) -> None:
    order = updating.Order(given, PEILDATUM, sha256=updating.fingerprint(given))
    assert updating.copy_of(order).data != demo()
    given.write_bytes(demo("veenkwartier"))
    with pytest.raises(Failure) as raised:
        updating.copy_of(order)
    assert raised.value.cause is Cause.CHANGED_MEANWHILE


# Plans that are taken in.


def test_plans_that_stay_out_are_told_of_with_the_reason(given: Path, tmp_path: Path) -> None:
    folder = plans_in(tmp_path / "plannen", NEW, STRANGE)
    (folder / "kapot.xlsx").write_bytes(b"niets")
    (folder / NAME).write_bytes(demo())
    done = run("update", given, "--plans", folder, *DAY)
    assert done.code == 3
    assert "2 plannen gelezen: 1 nieuwe regel op blad Plannen" in done.out
    assert "plan 2.xlsx: vestiging ‘11ZZ00’ staat" in done.err
    assert "‘kapot.xlsx’" in done.err
    assert "Drones" in column(given.with_name(NAMED), sheets.PLANNEN, "Titel")


@pytest.mark.slow
def test_a_plan_with_a_fout_is_taken_in_and_told_by_the_exit_code(
    given: Path, tmp_path: Path
) -> None:
    given.write_bytes(build.roster_bytes(examples.content(with_region())))
    folder = plans_in(tmp_path / "plannen", {**NEW, "Vestiging": "00AH17"})
    done = run("update", given, "--plans", folder, *DAY)
    assert done.code == 3
    assert "Controle klaar: geen fouten" in done.out
    assert "In 1 plan moet nog iets worden hersteld." in done.out
    assert done.err.splitlines()[-1] == f"gemaakt: {given.with_name(NAMED)}"


def test_the_roster_may_lie_among_the_plans(given: Path) -> None:
    (given.parent / "plan.xlsx").write_bytes(plan(tuple(NEW.items())))
    done = run("update", given, "--plans", given.parent, *DAY)
    assert "1 plan gelezen" in done.out
    assert NAME not in done.err.replace(NAMED, "")


def test_without_a_plan_that_can_be_read_there_is_no_copy(given: Path, tmp_path: Path) -> None:
    folder = plans_in(tmp_path / "plannen")
    (folder / "kapot.xlsx").write_bytes(b"niets")
    done = run("update", given, "--plans", folder, *DAY)
    assert done.code == 2
    assert "‘kapot.xlsx’" in done.err
    assert not given.with_name(NAMED).exists()


# Letters that are noted.


def test_a_letter_that_could_not_be_made_is_not_noted(given: Path, tmp_path: Path) -> None:
    text = "{% if school.startswith('College') %}{{ school.x.y }}{% endif %}{{ school }}"
    (tmp_path / "brief.docx").write_bytes(template(text))
    more = ("--template", tmp_path / "brief.docx", "--update", tmp_path / "k.xlsx", *DAY)
    done = run("letters", given, "-o", tmp_path / "uit", *more)
    assert done.code == 3
    made = done.out.splitlines()
    assert len(made) == 4
    dates = column(tmp_path / "k.xlsx", sheets.SCHOLEN, LAST_LETTER)
    schools = column(tmp_path / "k.xlsx", sheets.SCHOLEN, "School")
    dated = [str(s) for s, day in zip(schools, dates, strict=True) if day == PEILDATUM]
    assert len(dated) == 4
    assert not any(school.startswith("College") for school in dated)


def test_schools_and_plans_that_were_noted_get_no_second_letter(
    given: Path, tmp_path: Path
) -> None:
    for command, passed in (
        (("letters",), "de laatste brief is van"),
        (("plans", "decisions"), "het besluit is al verzonden op"),
    ):
        name = command[-1]
        copy = tmp_path / f"{name}.xlsx"
        done = run(*command, given, "-o", tmp_path / name, "--update", copy, *DAY)
        assert "niets bijgehouden" not in done.err
        assert f"gemaakt: {copy}" in done.err
        again = run(*command, copy, "-o", tmp_path / f"{name} 2", *DAY)
        assert passed in again.err
        assert len(again.out.splitlines()) < len(done.out.splitlines())
    assert PEILDATUM in column(tmp_path / "decisions.xlsx", sheets.PLANNEN, SENT)


def test_without_a_copy_it_is_said_that_nothing_was_noted(given: Path, tmp_path: Path) -> None:
    for command, where in ((("letters",), "Laatste brief"), (("plans", "decisions"), SENT)):
        done = run(*command, given, "-o", tmp_path / command[-1], *DAY)
        assert "In het regiobestand is niets bijgehouden" in done.err
        assert where in done.err


@pytest.mark.parametrize("command", [("letters",), ("plans", "decisions")])
def test_where_the_copy_cannot_be_made_there_are_no_letters(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / NAME
    file.write_bytes(reworked(demo(), {part_of("Samenvatting"): protected}))
    done = run(*command, file, "-o", tmp_path / "uit", "--update", tmp_path / "k.xlsx", *DAY)
    assert (done.code, done.out) == (2, "")
    assert "Blad Samenvatting is beveiligd" in done.err
    assert sorted(fingerprints(tmp_path)) == [NAME]


def test_without_a_column_to_note_them_in_there_are_no_letters(tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(reworked(demo(), without(LAST_LETTER)))
    more = ("-o", tmp_path / "uit", *DAY)
    done = run("letters", file, "--update", tmp_path / "k.xlsx", *more)
    assert (done.code, done.out) == (2, "")
    assert f"Op blad Scholen ontbreekt de kolom {LAST_LETTER}" in done.err
    assert sorted(fingerprints(tmp_path)) == [NAME]
    assert run("letters", file, *more).code == 3


def test_a_template_is_not_tried_on_a_copy(given: Path) -> None:
    done = run("letters", given, "--try", "brief.docx", "--update", "kopie.xlsx")
    assert done.code == 2
    assert "--try and --update do not go together" in done.err


# Workbooks of other kinds.


def test_a_workbook_with_macros_keeps_them(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = reworked(
        demo(),
        {
            "[Content_Types].xml": lambda xml: xml.replace(kind, macros),
            "xl/vbaProject.bin": b"macro's",
        },
    )
    (tmp_path / "regio.XLSM").write_bytes(data)
    assert run("update", tmp_path / "regio.XLSM", *DAY).code == 3
    copy = parts((tmp_path / "regio (bijgewerkt).XLSM").read_bytes())
    assert copy["xl/vbaProject.bin"] == b"macro's"
    assert macros.encode() in copy["[Content_Types].xml"]


def test_days_are_right_in_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    def from_1904(xml: str) -> str:
        return xml.replace("<workbookPr", '<workbookPr date1904="1"', 1)

    (tmp_path / NAME).write_bytes(reworked(demo(), {"xl/workbook.xml": from_1904}))
    run("letters", tmp_path / NAME, "-o", tmp_path / "uit", "--update", tmp_path / "k.xlsx", *DAY)
    dates = column(tmp_path / "k.xlsx", sheets.SCHOLEN, LAST_LETTER)
    assert PEILDATUM in dates


@pytest.mark.slow
@pytest.mark.parametrize("region", examples.regions())
def test_excel_and_libreoffice_take_the_copy(region: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(demo(region))
    before = validate(tmp_path / NAME)
    run("update", tmp_path / NAME, *DAY)
    assert validate(tmp_path / NAMED) == before
    (saved,) = soffice_convert(tmp_path / NAMED, "xlsx", tmp_path / "office")
    one, other = (
        routines.examine(read_file(file), PEILDATUM) for file in (tmp_path / NAMED, saved)
    )
    assert [f.code for f in one.report.findings] == [f.code for f in other.report.findings]


@pytest.mark.slow
def test_a_roster_that_libreoffice_saved_comes_back_filled_in(given: Path, tmp_path: Path) -> None:
    (saved,) = soffice_convert(given, "xlsx", tmp_path / "office")
    done = run("update", saved, *DAY)
    assert done.code == 3
    copy = saved.with_name(NAMED)
    assert validate(copy) == validate(saved)
    found = routines.examine(read_file(copy), PEILDATUM).report.findings
    rows = opened_copy(copy).rows("tblControle")
    assert [row[1] for row in rows] == [f.code for f in found]
    (again,) = soffice_convert(copy, "xlsx", tmp_path / "weer")
    assert opened_copy(again).rows("tblControle")[0][:8] == rows[0][:8]


# A new roster, and a run that is cut off.


def test_an_adopted_roster_is_up_to_date_from_the_start(given: Path) -> None:
    file = given.with_name("nieuw.xlsx")
    run("adopt", given, "-o", file, *DAY)
    before = file.read_bytes()
    run("update", file, *DAY)
    assert file.with_name("nieuw (bijgewerkt).xlsx").read_bytes() == before
    assert opened_copy(file).active_sheet == "Controle"


#: Python runs this at the start of every process: what kills one that is about to do this.
DEATH = """
import os, signal, sys
def watch(event, arguments):
    if event == {event!r} and {named!r} in repr(arguments):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("event", "named"), [("open", ".tmp"), ("os.rename", "kopie")])
def test_a_run_that_is_killed_leaves_no_half_copy(event: str, named: str, given: Path) -> None:
    folder = given.parent
    (folder / "kopie.xlsx").write_bytes(b"van mij")
    (folder / "sitecustomize.py").write_text(DEATH.format(event=event, named=named), "utf-8")
    paths = os.pathsep.join((str(folder), *sys.path))
    done = subprocess.run(
        [sys.executable, "-m", "sto_xl", "update", NAME, "-o", "kopie.xlsx", "--force"],
        check=False,
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=120,
    )
    assert done.returncode < 0
    assert (folder / "kopie.xlsx").read_bytes() == b"van mij"
    assert given.read_bytes() == demo()


@pytest.mark.slow
def test_what_pasting_took_away_comes_back_when_that_is_asked(given: Path) -> None:
    lost = reworked(
        demo(),
        {
            part_of("Scholen"): lambda xml: re.sub("<dataValidations.*</dataValidations>", "", xml),
            part_of("Partners"): lambda xml: re.sub(r'(r="D2"[^>]*) s="\d+"', r"\1", xml),
        },
    )
    given.write_bytes(lost)
    done = run("update", given, *DAY, "--repair")
    assert "Teruggezet op blad Scholen: " in done.out
    assert re.search(r"\d+ keuzelijsten en invoerhulp voor \d+ cellen\.", done.out)
    assert "Teruggezet op blad Partners: 1 getalnotatie." in done.out
    assert given.read_bytes() == lost
    copy = given.with_name(NAMED)
    again = run("update", copy, "-o", given.with_name("nogmaals.xlsx"), *DAY, "--repair")
    assert "Er is niets teruggezet" in again.out
    assert differing(copy.read_bytes(), given.with_name("nogmaals.xlsx").read_bytes()) == set()
    found = {f.code for f in examined(copy).report.findings}
    assert not found & {"WRK-017", "WRK-018"}


def test_without_being_asked_nothing_comes_back(given: Path) -> None:
    def lost(xml: str) -> str:
        return re.sub("<dataValidations.*</dataValidations>", "", xml)

    given.write_bytes(reworked(demo(), {part_of("Scholen"): lost}))
    done = run("update", given, *DAY)
    assert "eruggezet" not in done.out + done.err
    assert "WRK-018" in {f.code for f in examined(given.with_name(NAMED)).report.findings}


def test_a_roster_of_an_older_template_gets_what_came_later(tmp_path: Path) -> None:
    old = tmp_path / NAME
    old.write_bytes((RELEASED / "regiobestand-1.0.xlsx").read_bytes())
    done = run("update", old, *DAY)
    assert (
        "Dit regiobestand had sjabloonversie 1.0; het heeft nu alles van versie 1.1. Erbij gekomen:"
        in done.err
    )
    assert "‘Besluit verzonden’ op blad Plannen" in done.err
    copy = examined(old.with_name(NAMED))
    assert copy.roster.book.version == sheets.ROSTER.version
    assert "WRK-014" not in {finding.code for finding in copy.report.findings}


def test_what_an_older_roster_could_not_get_is_said(tmp_path: Path) -> None:
    book = FileBook.open(RELEASED / "regiobestand-1.0.xlsx")
    note = ColumnCells("", "", "Scholen", 2, 22, ("bellen",))
    book.apply(Changes(columns=(note,)))
    old = tmp_path / NAME
    old.write_bytes(book.data)
    done = run("update", old, *DAY)
    assert "Dit regiobestand had sjabloonversie 1.0. Erbij gekomen:" in done.err
    assert "De kolom ‘Leerlingen totaal’ is niet toegevoegd: cel V2 op blad Scholen" in done.err
    copy = examined(old.with_name(NAMED))
    assert "WRK-014" in {finding.code for finding in copy.report.findings}


def examined(path: Path) -> routines.Examined:
    """Read and check a roster."""
    return routines.examine(read_file(path), PEILDATUM)
