"""Two quarters side by side: differences of figures, and who changed, by name."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.build import write_roster
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.figures import comparison, stand, summary
from sto_xl.figures.basis import RegionBasis, nation
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.figure import Figure
from sto_xl.figures.figures import figures
from sto_xl.figures.stand import Kept, Stand
from sto_xl.grid import ListObject, Sheet, Snapshot
from sto_xl.model import reference
from sto_xl.quarter import national
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.quarter.previous import Previous
from sto_xl.quarter.results import RegionResult
from sto_xl.region import workbooks
from sto_xl.sheets import STAND, STAND_CIJFERS, STAND_REGIO
from sto_xl.system.errors import Cause, Failure
from support.commands import run
from support.made_up import region_of, tried
from support.tables import PEILDATUM, QUIET, examined

HEAD = (
    "[tblScholen]\nVestiging | School | Soort | Deelname | Telefoon | Laatste contact | "
    "Opgegaan in\n"
)
OFFERS = "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen\n"
BEFORE = """
00AA00 | De Anker | vmbo | geen | 010 220 2121 | |
00AB00 | De Boog | vmbo | deelnemer | 010 220 2121 | |
00AC00 | De Cirkel | vmbo | geen | 010 220 2121 | |
00AD00 | De Driehoek | vmbo | geen | 010 220 2121 | |
00AE00 | De Egel | vmbo | deelnemer | 010 220 2121 | |
00AF00 | De Fuik | vmbo | deelnemer | 010 220 2121 | |
00AG00 | De Giek | vmbo | geen | 010 220 2121 | |
"""
NOW = """
00AA00 | De Anker | vmbo | deelnemer | 010 220 2121 | |
00AB00 | De Boog | vmbo | gestopt | 010 220 2121 | |
00AC00 | De Cirkel | vmbo | in gesprek | 010 220 2121 | 1-9-2026 |
00AD00 | De Driehoek | vmbo | geen | 010 220 2121 | | 00AA00
00AF00 | De Fuik | vmbo | in gesprek | 010 220 2121 | 1-9-2026 |
00AG00 | De Giek | vmbo | geen | 010 220 2121 | |
00AH00 | De Haak | vmbo | geen | 010 220 2121 | |
00AI00 | De IJsbaan | pro | | 010 220 2121 | |
"""


def basis_of(rows: str, offers: str = "00AG00 | PIE | BB | 20\n") -> RegionBasis:
    return examined(QUIET + HEAD + rows + OFFERS + offers).basis


def stand_of(found: RegionBasis) -> Stand:
    return stand.of_region(found, PEILDATUM, "2026-Q3")


def snapshot_of(kept: Stand, file: str = "Samenvatting.xlsx") -> Snapshot:
    """Give the hidden tables as a workbook that was read."""
    specs = {spec.name: spec for spec in (STAND, STAND_CIJFERS, STAND_REGIO)}
    sheets, tables = [], []
    for name, rows in stand.tables(kept).items():
        headings = tuple(column.heading for column in specs[name].columns)
        body = rows or ((None,) * len(headings),)
        sheets.append(Sheet(name, (headings, *body)))
        tables.append(ListObject(name, name, 1, 1, len(body) + 1, len(headings)))
    return Snapshot(file, tuple(sheets), tuple(tables))


# Who changed.


def test_every_change_is_told_by_name_once() -> None:
    before, found = stand_of(basis_of(BEFORE)), basis_of(NOW, "00AG00 | Z&W | BB | 20\n")
    told = dict(comparison.sentences(before, stand_of(found), found.merged))
    assert told["Doen nu mee"] == ("De Anker (00AA00) doet nu mee.",)
    assert told["Doen niet meer mee"] == (
        "De Boog (00AB00) is gestopt.",
        "De Fuik (00AF00) doet niet meer mee; de deelname is nu ‘in gesprek’.",
    )
    assert told["Andere stand van de deelname"] == (
        "De Cirkel (00AC00) ging van ‘geen’ naar ‘in gesprek’.",
    )
    assert told["Nieuw in het regiobestand"] == (
        "De Haak (00AH00) is nieuw in het regiobestand, met deelname ‘geen’.",
        "De IJsbaan (00AI00) is nieuw in het regiobestand.",
    )
    assert told["Opgegaan in een andere locatie"] == (
        "De Driehoek (00AD00) is opgegaan in De Anker (00AA00).",
    )
    assert told["Niet meer in het regiobestand"] == (
        "De Egel (00AE00) staat niet meer in het regiobestand. De deelname was ‘deelnemer’.",
    )
    assert told["Ander aanbod"] == (
        "De Giek (00AG00) ging van ‘technisch profiel’ naar ‘alleen niet-technische profielen’.",
    )
    assert any("De Boog" in line and "gestopt" in line for line in told["Signalen"])


def test_more_schools_with_the_same_change_share_a_sentence() -> None:
    rows = "00AA00 | A | vmbo | {0} | |\n00AB00 | B | vmbo | {0} | |\n00AC00 | C | vmbo | {0} | |\n"
    before, now = (stand_of(basis_of(rows.format(word))) for word in ("geen", "deelnemer"))
    told = dict(comparison.sentences(before, now))
    assert told["Doen nu mee"] == ("A (00AA00), B (00AB00) en C (00AC00) doen nu mee.",)
    back = dict(comparison.sentences(now, before))
    (line,) = back["Doen niet meer mee"]
    assert line.endswith("doen niet meer mee; de deelname is nu ‘geen’.")


@pytest.mark.parametrize("mended", [True, False])
def test_a_school_whose_code_was_mended_or_broken_is_not_new_nor_gone(mended: bool) -> None:  # noqa: FBT001
    broken = stand_of(basis_of(BEFORE.replace("00AC00", "00ACO0")))
    whole = stand_of(basis_of(BEFORE))
    before, now = (broken, whole) if mended else (whole, broken)
    assert comparison.sentences(before, now) == ()


def test_of_two_schools_of_one_name_neither_is_taken_for_one_without_a_code() -> None:
    twins = BEFORE.replace("De Boog", "De Cirkel")
    broken = twins.replace("00AC00", "00ACO0").replace("00AB00", "00ABO0")
    told = dict(comparison.sentences(stand_of(basis_of(broken)), stand_of(basis_of(twins))))
    assert "Nieuw in het regiobestand" in told


def test_nothing_is_told_where_nothing_changed() -> None:
    same = stand_of(basis_of(NOW))
    assert comparison.sentences(same, same) == ()


def test_the_main_figures_are_told_in_a_sentence_each() -> None:
    before, now = (stand_of(basis_of(rows)) for rows in (BEFORE, NOW))
    found = {code: one.figure for code, one in now.figures.items()}
    assert comparison.headline(before.figures, found)[:3] == (
        "Het aantal vmbo-locaties ging van 7 naar 6.",
        "Het aantal deelnemers ging van 3 naar 1.",
        "De deelname ging van 43% naar 17%.",
    )


# Figures side by side.


def kept(numerator: int | None, denominator: int | None = None, version: int = 0) -> Kept:
    share = denominator is not None
    figure = Figure("deelname", numerator, denominator, share=share)
    return Kept(figure, version or reference.definition_version())


@pytest.mark.parametrize(
    ("before", "now", "unit", "shown"),
    [
        (kept(3), Figure("x", 5), "locaties", (3, 2)),
        (kept(5), Figure("x", 3), "locaties", (5, -2)),
        # Rounding is for showing: 49,5% and 50,4% are 0,9 point apart.
        (kept(495, 1000), Figure("x", 504, 1000, share=True), "%", (0.5, 1)),
        (kept(None), Figure("x", 3), "€", ("–", "–")),
        (kept(0, 0), Figure("x", 1, 2, share=True), "%", ("–", "–")),
        (kept(3), Figure("x", None), "€", (3, "–")),
        (None, Figure("x", 3), "€", ("–", "nieuw")),
    ],
)
def test_a_difference_is_of_the_values_and_said_when_there_is_none(
    before: Kept | None, now: Figure, unit: str, shown: tuple[object, object]
) -> None:
    assert comparison.beside(now, before, unit) == shown


@pytest.mark.parametrize(
    ("code", "version", "difference"),
    [
        # What means the same as in version 1 is subtracted.
        ("deelnemers", 1, 2),
        ("openstaand", 1, "andere definitie"),
        ("openstaand", 2, 2),
        # Nobody knows yet what it will mean.
        ("deelnemers", reference.definition_version() + 1, "andere definitie"),
    ],
)
def test_a_figure_is_subtracted_from_one_that_means_the_same(
    code: str, version: int, difference: object
) -> None:
    before = Kept(Figure(code, 3), version)
    assert comparison.beside(Figure(code, 5), before, "€") == (3, difference)
    assert comparison.redefined({code: before}) is (difference != 2)


def test_figures_of_different_definitions_are_not_subtracted_and_that_is_said() -> None:
    other = kept(3, version=reference.definition_version() + 1)
    assert comparison.beside(Figure("x", 5), other, "locaties") == (3, "andere definitie")
    assert comparison.redefined({"x": other})
    found = basis_of(NOW)
    old = stand_of(basis_of(BEFORE))
    old = replace(old, figures={c: replace(k, version=99) for c, k in old.figures.items()})
    content = workbooks.region_summary(examined(QUIET + HEAD + NOW), before=old)
    values = {c.value for s in openpyxl.load_workbook(BytesIO(content)) for r in s for c in r}
    assert "andere definitie" in values
    assert any("niet van elkaar afgetrokken" in str(value) for value in values)
    assert comparison.headline(old.figures, figures((found,), found.locations)) == ()


def test_no_difference_tells_a_masked_count_of_pupils() -> None:
    offers = "00AA00 | D&P | BB | {}\n00AA00 | PIE | BB | 40\n"
    rows = "00AA00 | A | vmbo | deelnemer | |\n"
    small, large = (basis_of(rows, offers.format(pupils)) for pupils in (3, 30))
    for before, now in ((small, large), (large, small)):
        kept_then = national.standing(Disclosure(nation([before])), PEILDATUM, "2026-Q2").figures
        tables = summary.tables(
            (now,), now.locations, disclosure=Disclosure(nation([now])), before=kept_then
        )
        shown = {row[0]: row for row in tables["tblKerncijfers"]}
        part = shown["waarvan zonder technisch profiel"]
        # What was hidden is not kept.
        assert (part[1], part[4]) == (("<5", 30) if now is small else (30, "–"))
        assert part[5] == "–"
        # Total and technical half together would tell it, and so would their differences.
        whole, technical = (
            shown[n] for n in ("Leerlingen BB, KB en GL", "waarvan in een technisch profiel")
        )
        at, hidden = (1, "afgeschermd") if now is small else (4, "–")
        assert hidden in (whole[at], technical[at])
        assert "–" in (whole[5], technical[5])


# What a summary keeps of itself.


@tried(60)
@given(region_of(1), st.sampled_from(["", "2026-Q3"]))
def test_what_is_kept_of_a_region_is_read_again_as_it_was(found: RegionBasis, period: str) -> None:
    before = stand.of_region(found, PEILDATUM, period)
    after = stand.read_own_stand(snapshot_of(before), found)
    assert after == replace(before, figures=after.figures)
    assert set(after.figures) == set(before.figures)
    for code, one in before.figures.items():
        again = after.figures[code]
        assert (again.figure.shown, again.figure.unknown, again.version) == (
            one.figure.shown,
            one.figure.unknown,
            one.version,
        )
    assert comparison.sentences(before, after) == ()


@tried(60)
@given(st.tuples(region_of(1), region_of(2)))
def test_regions_added_up_are_the_nation_where_no_location_is_double(
    made: tuple[RegionBasis, ...],
) -> None:
    whole = nation(made)
    together = figures(whole.regions, whole.locations)
    summed = comparison.added([stand_of(region) for region in made])
    assert "wachttijd_mediaan" not in summed
    for code, one in summed.items():
        about_locations = code in {"gevraagd", "toegekend", "openstaand", "plannen", "partners"}
        if about_locations or not (whole.shared or whole.uncoded):
            assert one.figure.shown == together[code].shown, code


@pytest.mark.parametrize("missing", ["tblStand", "tblStandCijfers", "tblStandRegio"])
def test_a_workbook_without_what_is_kept_is_no_summary_to_compare_with(missing: str) -> None:
    whole = snapshot_of(stand_of(basis_of(NOW)))
    part = Snapshot(
        whole.name,
        tuple(sheet for sheet in whole.sheets if sheet.name != missing),
        tuple(table for table in whole.tables if table.name != missing),
    )
    with pytest.raises(Failure) as caught:
        stand.read_stand(part)
    assert caught.value.cause is Cause.NO_STAND


def test_what_somebody_typed_into_the_hidden_tables_breaks_nothing() -> None:
    whole = snapshot_of(stand_of(basis_of(NOW)))
    spoilt = tuple(
        replace(
            sheet,
            rows=(sheet.rows[0], *(tuple(_spoilt(v) for v in row) for row in sheet.rows[1:])),
        )
        if sheet.name != STAND_REGIO.name
        else sheet
        for sheet in whole.sheets
    )
    found = stand.read_stand(replace(whole, sheets=spoilt))
    assert found.figures == {}
    assert comparison.sentences(found, stand_of(basis_of(NOW)))


def _spoilt(value: object) -> str | int:
    return 12 if isinstance(value, str) else "x"


# As users meet it.


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run two quarters: a region joined, one left, one stayed and changed."""
    folder = tmp_path_factory.mktemp("quarters")
    texts = {
        "Q2/blijft": ("STO19001", "Blijft", BEFORE),
        "Q2/weg": ("STO19002", "Weg", BEFORE.replace("00A", "01A")),
        "Q3/blijft": ("STO19001", "Blijft", NOW),
        "Q3/erbij": ("STO19003", "Erbij", NOW.replace("00A", "02A")),
    }
    for path, (number, name, rows) in texts.items():
        region = f"[tblRegio]\nRegionummer | {number}\nNaam van de regio | {name}\n"
        write_roster(folder / "in" / f"{path}.xlsx", examples.content(region + HEAD + rows))
    run("quarter", "2026-Q2", folder / "in" / "Q2", "-o", folder / "Q2")
    done = run(
        *("quarter", "2026-Q3", folder / "in" / "Q3", "-o", folder / "Q3"),
        *("--previous", folder / "Q2"),
    )
    assert "niet vergeleken" not in done.out
    return folder


def said(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path)["Veranderingen"]
    return [str(c.value) for row in sheet for c in row if c.value is not None]


@pytest.mark.slow
def test_the_nation_is_compared_on_all_regions_and_on_those_of_both_quarters(
    quarters: Path,
) -> None:
    path = next((quarters / "Q3").glob("Landelijk*.xlsx"))
    lines = said(path)
    assert "Nu wel in de cijfers en toen niet: STO19003 Erbij." in lines
    assert "Toen wel in de cijfers en nu niet: STO19002 Weg." in lines
    assert any("Het aantal deelnemers ging van 6 naar 2." in line for line in lines)
    assert [line for line in lines if line == "De Anker"] == ["De Anker"], "once"
    book = openpyxl.load_workbook(path)
    everywhere = {row[0].value: [c.value for c in row[1:5]] for row in book["Overzicht"].rows}
    assert everywhere["Deelnemers"] == [2, "locaties", 6, -4]
    both = {row[0].value: [c.value for c in row[1:5]] for row in book["Beide kwartalen"].rows}
    assert both["Deelnemers"] == [1, "locaties", 3, -2]


def test_the_nation_s_sentences_tell_no_masked_share() -> None:
    def region(pupils: int) -> RegionBasis:
        offers = "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | "
        offers += f"Bereikt\n00AA00 | D&P | BB | {pupils} | ja | {pupils // 2}\n"
        return examined(QUIET + HEAD + "00AA00 | A | vmbo | deelnemer | | |\n" + offers).basis

    small, large = region(4), region(40)
    for before, now in ((small, large), (large, small)):
        result = RegionResult(Path("a.xlsx"), basis=now, before=stand_of(before))
        previous = Previous("2026-Q2", Path(), {result.region: "A"}, {})
        kept_then = national.standing(Disclosure(nation([before])), PEILDATUM, "2026-Q2")
        compared = NationalComparison(previous, kept_then, [result])
        told = compared.changed(Disclosure(nation([now])))
        assert any("deelnemers" in line for line in told.opening)
        assert not any("bereik" in line for line in told.opening)


def test_the_sum_over_the_regions_of_both_quarters_does_not_tell_the_one_that_joined() -> None:
    def region(number: int, pupils: int) -> RegionBasis:
        text = f"[tblRegio]\nRegionummer | STO1900{number}\nNaam van de regio | R{number}\n" + HEAD
        text += (
            f"00AA0{number} | A | vmbo | geen | | |\n[tblAanbod]\nVestiging | Profiel | Leerweg | "
        )
        return examined(text + f"Leerlingen\n00AA0{number} | | TL | {pupils}\n").basis

    def sums(joins: int) -> tuple[object, object]:
        before = [region(1, 30), region(2, 40), region(3, 50)]
        now = [region(1, 31), region(2, 42), region(3, 53), region(4, joins)]
        outcomes = [
            RegionResult(Path("a.xlsx"), basis=one, before=stand_of(old) if old else None)
            for one, old in zip(now, [*before, None], strict=True)
        ]
        previous = Previous("2026-Q2", Path(), {o.region: "" for o in outcomes[:3]}, {})
        then = national.standing(Disclosure(nation(before)), PEILDATUM, "2026-Q2")
        told = NationalComparison(previous, then, outcomes).changed(Disclosure(nation(now)))
        row = next(row for row in told.figures if row[0] == "Leerlingen TL")
        return row[1], row[4]

    assert sums(60) == (126, 120)
    assert sums(2) == ("afgeschermd", 120)


@pytest.mark.slow
def test_a_region_s_summary_is_compared_with_its_own_of_the_quarter_before(quarters: Path) -> None:
    lines = said(next((quarters / "Q3").glob("*Blijft/Samenvatting*.xlsx")))
    assert lines[2].startswith("Vergeleken met 2026-Q2 (peildatum 30 juni 2026). ")
    assert "De Boog (00AB00) is gestopt." in lines


def test_a_region_that_was_not_in_the_quarter_before_is_told_so_in_its_own_summary(
    quarters: Path,
) -> None:
    def told(path: str) -> bool:
        book = openpyxl.load_workbook(next((quarters / path).glob("Samenvatting*.xlsx")))
        texts = [str(cell.value) for row in book["Samenvatting"] for cell in row]
        return any("Niet vergeleken met 2026-Q2: daarvan zijn er geen" in text for text in texts)

    assert told("Q3/STO19003 Erbij")
    assert not told("Q3/STO19001 Blijft")
    assert not told("Q2/STO19001 Blijft")


@pytest.mark.slow
def test_one_summary_is_compared_by_hand_and_only_with_its_own_region(
    quarters: Path, tmp_path: Path
) -> None:
    roster = quarters / "in" / "Q3" / "blijft.xlsx"
    earlier = next((quarters / "Q2").glob("*Blijft/Samenvatting*.xlsx"))
    out = tmp_path / "s.xlsx"
    run("summary", roster, "-o", out, "--previous", earlier, "--date", "2026-09-30")
    assert "De Boog (00AB00) is gestopt." in said(out)
    other = next((quarters / "Q2").glob("*Weg/Samenvatting*.xlsx"))
    done = run("summary", roster, "-o", tmp_path / "t.xlsx", "--previous", other)
    assert done.code == 2
    assert "STO19002 Weg" in done.err
    assert not (tmp_path / "t.xlsx").exists()
    done = run("summary", roster, "-o", tmp_path / "t.xlsx", "--previous", roster)
    assert (done.code, "geen samenvatting" in done.err) == (2, True)


def test_the_hidden_sheet_is_hidden_and_holds_how_the_region_stood(quarters: Path) -> None:
    path = next((quarters / "Q2").glob("*Blijft/Samenvatting*.xlsx"))
    assert openpyxl.load_workbook(path)["Stand"].sheet_state == "hidden"
    found = stand.read_stand(read_file(path))
    assert (found.number, found.period, found.peildatum) == (
        "STO19001",
        "2026-Q2",
        dt.date(2026, 6, 30),
    )
    assert [v.code for v in found.locations if v.participates] == ["00AB00", "00AE00", "00AF00"]


@pytest.mark.slow
def test_a_summary_that_cannot_be_read_is_named_and_stops_no_other(
    quarters: Path, tmp_path: Path
) -> None:
    shutil.copytree(quarters / "Q2", tmp_path / "Q2")
    next((tmp_path / "Q2").glob("*Blijft/Samenvatting*.xlsx")).write_bytes(b"kapot")
    done = run(
        *("quarter", "2026-Q3", quarters / "in" / "Q3", "-o", tmp_path / "uit"),
        *("--previous", tmp_path / "Q2"),
    )
    assert done.code == 3
    assert "STO19001 Blijft: niet vergeleken: ‘Samenvatting Blijft.xlsx’" in done.out
    lines = said(next((tmp_path / "uit").glob("Landelijk*.xlsx")))
    assert any(line.startswith("Niet vergeleken") and "Blijft" in line for line in lines)
    other = next((tmp_path / "Q2").glob("*Weg/Samenvatting*.xlsx"))
    shutil.copy(other, next((tmp_path / "Q2").glob("*Blijft/Samenvatting*.xlsx")))
    done = run(
        *("quarter", "2026-Q3", quarters / "in" / "Q3", "-o", tmp_path / "uit"),
        *("--previous", tmp_path / "Q2"),
    )
    assert done.code == 3
    assert "is de samenvatting van STO19002 Weg en niet van STO19001 Blijft" in done.out


def test_there_has_to_be_a_finished_run_to_compare_with(quarters: Path, tmp_path: Path) -> None:
    rosters = quarters / "in" / "Q3"
    for previous, reason in (
        (rosters, "geen kwartaalbeeld waarmee te vergelijken"),
        (tmp_path / "nergens", "geen kwartaalbeeld waarmee te vergelijken"),
    ):
        done = run("quarter", "2026-Q3", rosters, "-o", tmp_path / "uit", "--previous", previous)
        assert done.code == 2
        assert reason in done.err
    done = run("quarter", "2026-Q2", rosters, "-o", quarters / "Q2", "--previous", quarters / "Q2")
    assert done.code == 2
    assert "eerder kwartaal" in done.err
    cut_off = tmp_path / "half"
    cut_off.mkdir()
    (cut_off / "run.json").write_text('{"outputs": {}, "finished": false, "quarter": "2026-Q2"}')
    done = run("quarter", "2026-Q3", rosters, "-o", tmp_path / "uit", "--previous", cut_off)
    assert "niet afgemaakt" in done.err
