"""What leaves the regions, and what is left behind on a computer, names no person."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest

from sto_xl.books.build import write_plan, write_roster
from sto_xl.cli.demo import examples
from sto_xl.system import userdata
from support.commands import Done, run
from support.tables import examined

DEMO = sorted(examples.regions())

PLAN_PERSONS = ("Ingevuld door", "E-mail", "Telefoon", "Akkoord: naam")


def persons() -> Iterator[str]:
    """Give every name, e-mail address and phone number of a person in the demo."""
    for name in DEMO:
        text = files("sto_xl.cli.demo").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
        read = examined(text).roster
        region = read.region
        yield from filter(None, (region.programmamanager, region.programmamanager_email))
        yield from filter(None, (region.programmamanager_telefoon, region.ondersteuner))
        yield from filter(None, (region.ondertekenaar_besluit,))
        for contact in read.contacts:
            yield from filter(None, (contact.naam, contact.aanhef, contact.email, contact.telefoon))
    for plans in examples.plans().values():
        for content in plans.values():
            yield from (
                str(row[1]) for row in content["tblPlan"] if row[1] and row[0] in PLAN_PERSONS
            )
    # An address that could not be read is one all the same.
    yield "a.mulder@sintjoris,example"


def held(content: str) -> list[str]:
    """Give the persons that a text holds, however it is spaced."""
    bare = "".join(content.casefold().split())
    return [person for person in persons() if "".join(person.casefold().split()) in bare]


def parts(path: Path) -> str:
    """Give all that stands in a workbook, hidden sheets and properties included."""
    with ZipFile(path) as book:
        return "\n".join(unescape(book.read(name).decode("utf-8")) for name in book.namelist())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """Run two quarters over the demo, the second beside the first."""
    folder = tmp_path_factory.mktemp("privacy")
    for name, content in examples.regions().items():
        write_roster(folder / "in" / f"{name}.xlsx", content)
    for region, plans in examples.plans().items():
        for name, content in plans.items():
            write_plan(folder / "plannen" / region / f"{name}.xlsx", content)
    (folder / "in" / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    given = ("--plans", folder / "plannen")
    first = run("quarter", "2026-Q2", folder / "in", "-o", folder / "Q2", *given)
    again = ("quarter", "2026-Q3", folder / "in", "-o", folder / "Q3", "--previous", folder / "Q2")
    return folder, [first, run(*again, *given, "--rosters")]


@pytest.mark.slow
def test_the_search_finds_persons_where_they_do_stand(made: tuple[Path, list[Done]]) -> None:
    folder, _ = made
    assert len(set(persons())) > 40
    letters = (folder / "Q3").rglob("Uitnodiging College Het Baken*.docx")
    assert "Y. de Groot" in held(parts(next(letters)))
    findings = (folder / "Q3").rglob("Bevindingen Rivierenhoek.xlsx")
    assert "T. Willems" in held(parts(next(findings)))
    plan = next((folder / "plannen").rglob("slimme-kas.xlsx"))
    assert {"Hanneke Doornbos", "Wouter Lammers"} <= set(held(parts(plan)))


def test_a_finding_about_a_person_names_the_cell_and_not_the_value() -> None:
    typed = ("j.jansen@@school,nl", "bel-na-vieren", "J. Jansen", "Geachte heer Jansen")
    email, telefoon, naam, aanhef = typed
    found = examined(
        "[tblRegio]\nRegionummer | STO19072\n"
        f"Programmamanager: naam | {naam}\nProgrammamanager: e-mail | {email}\n"
        f"Programmamanager: telefoon | {telefoon}\nOndertekenaar besluit: naam | {naam}\n"
        "[tblScholen]\nVestiging | School | Soort | Deelname\n00AA00 | De Brug | vmbo | geen\n"
        "[tblContacten]\nVestiging | Naam | Aanhef | E-mail | Telefoon | Rol | Brief\n"
        f"00AA00 | {naam} | {aanhef} | {email} | {telefoon} | directie | geadresseerde\n"
        f"00AA00 | {naam} | {aanhef} | {email} | {telefoon} | directie | geadresseerde\n"
        f"99ZZ99 | {naam} | {aanhef} | {email} | {telefoon} | overig | nee\n"
    ).report.findings
    about = [f for f in found if f.place.sheet == "Contacten" or "rogramma" in f.place.heading]
    assert {"E-mail", "Telefoon", "Vestiging"} <= {f.place.heading for f in about}
    for finding in found:
        said = f"{finding.message} {finding.remedy}"
        assert not [value for value in typed if value in said], finding.code


@pytest.mark.slow
def test_no_person_stands_in_what_is_about_all_regions(made: tuple[Path, list[Done]]) -> None:
    folder, _ = made
    for quarter in ("Q2", "Q3"):
        out = folder / quarter
        assert not held(parts(next(out.glob("Landelijk*.xlsx"))))
        for name in ("run.json", "kerncijfers.csv"):
            text = (out / name).read_text(encoding="utf-8-sig")
            assert len(text) > 1_000
            assert not held(text), name


@pytest.mark.slow
def test_no_person_stands_in_a_region_s_summary(made: tuple[Path, list[Done]]) -> None:
    folder, _ = made
    summaries = list(folder.rglob("Samenvatting*.xlsx"))
    assert len(summaries) == 2 * len(DEMO)
    assert not list(itertools.chain(*(held(parts(path)) for path in summaries)))


@pytest.mark.slow
def test_no_person_is_named_while_a_quarter_is_run(made: tuple[Path, list[Done]]) -> None:
    _, done = made
    for one in done:
        assert one.code == 3
        assert one.out
        assert not held(one.out + one.err)


def test_the_log_tells_where_the_program_failed_and_not_on_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sto_xl.system.userdata.folder", lambda: tmp_path)
    try:
        try:
            int("p.verbeek@wilgenhoek.example")
        except ValueError as error:
            message = "P. Verbeek heeft geen nummer"
            raise LookupError(message) from error
    except LookupError:
        userdata.unexpected()
    log = (tmp_path / "sto-xl.log").read_text(encoding="utf-8")
    # The lines of this test stand in it as program; what they came to does not.
    assert log.index("builtins.ValueError\n") < log.index("builtins.LookupError\n")
    assert "test_privacy.py" in log
    assert "ValueError: " not in log
    assert "LookupError: " not in log
