"""The figures follow their definitions; the nation is the sum of its regions, minus doubles."""

from __future__ import annotations

import datetime as dt
import pickle
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.figures import basis, summary
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.figure import Figure, rounded
from sto_xl.figures.figures import figures, of_region
from sto_xl.figures.participation import Location
from sto_xl.grid import Row
from sto_xl.model import Signaal, reference
from support.guards import agree
from support.made_up import region_of, tried
from support.tables import QUIET, examined

SCHOOLS = "[tblScholen]\nVestiging | School | Soort | Deelname | Sinds | Techniek in onderbouw\n"
OFFERS = (
    "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | "
    "Praktijkgericht programma | Techniek in het profiel | Bereikt\n"
)
REGION = (
    QUIET
    + SCHOOLS
    + """
00AA00 | Deelnemer technisch | vmbo | deelnemer | 1-1-2025 | ja
00AB00 | Deelnemer zorg | vmbo | deelnemer | 1-1-2025 |
00AC00 | Geen | vmbo | geen | |
00AD00 | Gestopt | vmbo | gestopt | |
00AE00 | Onbekend | vmbo | | |
00AF00 | Straks | vmbo | deelnemer | 1-1-2027 |
00AG00 | Praktijk | pro | deelnemer | 1-1-2025 |
 | Zonder code | vmbo | geen | |
"""
    + OFFERS
    + """
00AA00 | PIE | BB | 40 | ja | | | 40
00AA00 | Z&W | BB | 20 | ja | | | 25
00AA00 | Z&W | KB | | ja | | | 5
00AB00 | D&P | BB | 30 | ja | | | 10
00AB00 | D&P | KB | 30 | nee | | nee |
00AB00 | HBR | BB | 15 | | | |
00AB00 | Z&W | GL | 10 | nee | nee | nee |
00AB00 | D&P | BB | 30 | ja | | | 10
00AC00 | Groen | BB | 50 | ja | | | 50
00AC00 | | TL | 60 | | ja | | 60
00AB00 | | TL | 12 | | ja | | 7
00AG00 | D&P | BB | 99 | ja | | | 99
"""
)


def of(text: str) -> Mapping[str, Figure]:
    """Give the figures of one region."""
    found = examined(text).basis
    return figures((found,), found.locations)


EXPECTED = {
    "scholen": (8, ""),
    "scholen_pro": (1, ""),
    "zonder_code": (1, ""),
    "vmbo": (7, ""),
    "deelnemers": (2, ""),
    # Two of the six whose deelname is known; gestopt counts, onbekend does not.
    "deelname": (0.33, "6 van 7 bekend"),
    # One of the two with only non-technical profiles.
    "deelname_niet_technisch": (0.5, "2 van 2 bekend"),
    "naast_70": (-20, ""),
    # 40 + 20 + 30 + 30 + 15 + 10 + 50; the double row once, the empty cell unknown, pro not.
    "leerlingen": (195, "ten minste; 1 van 8 onbekend"),
    "leerlingen_technisch": (40, ""),
    "leerlingen_niet_technisch": (155, "ten minste; 1 van 7 onbekend"),
    "leerlingen_tl": (72, ""),
    # 20 (capped), 5 and 10; not the technical row, nor the school that does not take part.
    # HBR's ways are unknown.
    "bereikt": (35, "ten minste; 1 van 4 onbekend"),
    "bereikt_tl": (7, ""),
    # (20 + 10 + 0 + 0 + 0) / (20 + 30 + 30 + 10 + 50); HBR's ways and Z&W KB's pupils unknown.
    "bereik": (0.21, "5 van 7 bekend"),
    "bereik_tl": (0.1, "2 van 2 bekend"),
    # Z&W at the first, D&P at the second, of these and Z&W at the second; HBR is unknown.
    "profielen_bereikt": (0.67, "3 van 4 bekend"),
}


@pytest.mark.parametrize("code", EXPECTED)
def test_a_figure_follows_its_definition(code: str) -> None:
    figure = of(REGION)[code]
    assert (figure.shown, figure.coverage) == EXPECTED[code]


UNSPLIT = """
[tblScholen]
Vestiging | School       | Soort | Leerlingen totaal
00AA00    | Geen aanbod  | vmbo  | 120
00AB00    | Leeg aanbod  | vmbo  | 80
00AC00    | Met aantal   | vmbo  | 60
00AD00    | Met een nul  | vmbo  | 50
00AE00    | Onbekend     | vmbo  |
00AF00    | Klein        | vmbo  | <5
00AG00    | Praktijk     | pro   | 40
          | Zonder code  | vmbo  | 7
[tblAanbod]
Vestiging | Profiel | Leerweg | Leerlingen
00AB00    | D&P     | BB      |
00AB00    |         | TL      | <5
00AC00    | D&P     | BB      | 33
00AC00    | D&P     | KB      |
00AD00    | D&P     | BB      | 0
"""


def test_pupils_without_a_split_are_a_line_of_their_own() -> None:
    found = of(QUIET + UNSPLIT)
    unsplit = found["leerlingen_zonder_uitsplitsing"]
    # 120 + 80 + 7; two are unknown, and a nought on Aanbod is a number.
    assert (unsplit.shown, unsplit.coverage) == (207, "ten minste; 2 van 5 onbekend")
    # Never added to the others.
    assert (found["leerlingen"].shown, found["leerlingen_tl"].numerator) == (33, None)


def test_what_is_counted_by_status_class_and_signal_adds_up_to_the_vmbo_locations() -> None:
    found = examined(REGION).basis
    tables = summary.tables((found,), found.locations)
    vmbo = sum(location.vmbo for location in found.locations)
    assert sum(int(str(row[1])) for row in tables["tblStatus"]) == vmbo
    assert sum(int(str(row[1])) for row in tables["tblKlasse"]) == vmbo
    signalled = sum(location.signaal is not None for location in found.locations)
    assert sum(int(str(row[1])) for row in tables["tblSignalen"]) == signalled
    told = figures((found,), found.locations)
    asking = sum(v.signaal is not None and v.signaal.asks for v in found.locations)
    parts = [told[code].shown for code in ("vraagt_aandacht", "bereik_onbekend", "gesignaleerd")]
    assert parts == [asking, signalled - asking, signalled]


def test_only_a_number_that_is_missing_asks_for_no_call() -> None:
    assert [signal for signal in Signaal if not signal.asks] == [Signaal.BEREIK_ONBEKEND]


def test_every_table_of_the_summary_has_the_rows_and_columns_of_its_spec() -> None:
    found = examined(REGION).basis
    tables = summary.tables((found,), found.locations)
    agree(
        tables,
        [spec.name for spec in sheets.SUMMARY],
        "{} stands in sheets.SUMMARY and is not filled: give it rows in sto_xl/figures/summary.py",
        "{} is filled and has no place in the workbook: add its spec to sheets.SUMMARY",
    )
    for spec in sheets.SUMMARY:
        rows = tables[spec.name]
        if spec is sheets.KERNCIJFERS:
            # Some figures stand in reports alone.
            rows = tuple(row for row in rows if (row[0],) in spec.rows)
        width = len(spec.rows[0])
        if spec is sheets.KERNCIJFERS:
            # What only reports tell has no line in a roster.
            rows = tuple(row for row in rows if row[:width] in spec.rows)
        assert [row[:width] for row in rows] == [tuple(labels) for labels in spec.rows]
        assert {len(row) for row in rows} == {len(spec.columns)}


def test_a_unit_that_the_number_says_does_not_stand_beside_it_again() -> None:
    found = examined(REGION).basis
    rows = summary.tables((found,), found.locations)[sheets.KERNCIJFERS.name]
    units = {row[0]: row[2] for row in rows}
    assert not units["Deelname"]
    assert not units["Toegekend"]
    assert units["Vmbo-locaties"] == "locaties"


def test_ways_are_counted_in_locations_and_of_these_who_takes_part() -> None:
    found = examined(REGION).basis
    rows = {row[0]: row[1:] for row in summary.tables((found,), found.locations)["tblManieren"]}
    assert rows["technisch keuzevak"] == (3, 2)
    assert rows["technisch praktijkgericht programma"] == (2, 1)
    assert rows["techniek in de onderbouw"] == (1, 1)


def test_counts_of_one_to_four_pupils_are_masked_in_the_national_tables_only() -> None:
    text = QUIET + SCHOOLS + "00AA00 | A | vmbo | deelnemer | |\n" + OFFERS
    found = examined(text + "00AA00 | D&P | BB | 4 | ja | | | 3\n").basis

    def row(disclosure: Disclosure | None = None) -> Row:
        rows = summary.tables((found,), found.locations, disclosure=disclosure)["tblProfielLeerweg"]
        return next(r for r in rows if r[:2] == ("Dienstverlening en producten", "BB"))

    assert row(Disclosure(basis.nation([found])))[2:6] == (1, "<5", "<5", "afgeschermd")
    assert row()[2:6] == (1, 4, 3, 0.75)


def test_no_key_figure_tells_a_masked_count_of_pupils() -> None:
    text = QUIET + SCHOOLS + "00AA00 | A | vmbo | deelnemer | |\n" + OFFERS
    found = examined(
        text + "00AA00 | D&P | BB | 4 | ja | | | 3\n00AA00 | PIE | BB | 40 | | | |\n"
        "00AA00 | | TL | 30 | | ja | | 2\n"
    ).basis
    every = figures((found,), found.locations)
    codes = (
        *("leerlingen", "leerlingen_technisch", "leerlingen_niet_technisch", "bereikt", "bereik"),
        *("leerlingen_tl", "bereikt_tl", "bereik_tl", "vmbo"),
    )
    disclosure = Disclosure(basis.nation([found]))
    plainly, masked = (summary.values(every, h) for h in ({}, disclosure.of_nation()))
    assert [plainly[code] for code in codes] == [44, 40, 4, 3, 0.75, 30, 2, 0.07, 1]
    shut = "afgeschermd"
    # The total or the technical half has to go.
    assert [masked[code] for code in codes] == [shut, 40, "<5", "<5", shut, 30, "<5", shut, 1]
    rows = summary.tables((found,), found.locations, disclosure=disclosure)["tblKerncijfers"]
    assert {row[0]: row[1] for row in rows}["Bereikt met techniek"] == "<5"


DECIDED = """[tblScholen]
Vestiging | School | Soort
00AA00 | De Werkhoek | vmbo
[tblPlannen]
Kenmerk | Vestiging | Status | Ingediend | Gevraagd | Toegekend | Besluitdatum | Leerlingen
P1 | 00AA00 | goedgekeurd | 1-9-2026 | 100 | 90 | 30-9-2026 | 30
P2 | 00AA00 | goedgekeurd | 1-9-2026 | 20 | 20 | 1-10-2026 | 40
P3 | 00AA00 | afgewezen | 1-9-2026 | 3 | | 1-10-2026 | 5
P4 | 00AA00 | ingetrokken | 1-9-2026 | 7 | | 1-10-2026 | 6
P5 | 00AA00 | goedgekeurd | 1-9-2026 | 50 | 40 | | 8
P6 | 00AA00 | goedgekeurd | 1-10-2026 | 900 | 900 | 2-10-2026 | 9
p6 | 00AA00 | ingediend | 1-9-2026 | 60 | | |
"""


def test_what_is_decided_after_the_peildatum_is_ingediend_on_it() -> None:
    found = of(DECIDED)
    # Of P6 the row that was handed in later falls away first, and then the other counts.
    assert {
        code: found[code].numerator
        for code in ("plannen", "openstaand", "toegekend", "gevraagd", "leerlingen_in_plannen")
    } == {
        "plannen": 6,
        "openstaand": 20 + 3 + 60,
        "toegekend": 90 + 40,
        "gevraagd": 100 + 20 + 3 + 50 + 60,
        "leerlingen_in_plannen": 30 + 8,
    }


def test_a_begroting_of_nought_is_not_filled_in_and_a_budget_of_nought_is() -> None:
    found = of(
        "[tblRegio]\nSubsidiabele meerjarenbegroting | 0\nCofinancieringsnorm | 10%\n"
        "Budget voor techniek in andere profielen | 0\n"
    )
    assert (found["cofinanciering_aandeel"].shown, found["cofinanciering_tekort"].coverage) == (
        "–",
        "niet ingevuld",
    )
    assert (found["budget_over"].shown, found["budget_over"].coverage) == (0, "")


EDGES = """[tblScholen]
Vestiging | School | Soort | Deelname
00AA00 | A | vmbo | deelnemer
[tblAanbod]
Vestiging | Profiel | Leerweg | Leerlingen | Technisch keuzevak | Bereikt
00AA00 | D&P | BB | 40 | ja | 10
00AA00 | Z&W | BB | 0 | ja | 0
00AA00 | PIE | 3e | 25 | |
00AA00 | Kunst | KB | 7 | ja | 7
"""


def test_the_edges_of_the_counts_of_pupils_are_as_defined() -> None:
    found = of(QUIET + EDGES)
    # Without a readable leerweg in no count, though its profile makes the location technical;
    # without a readable profile in those without a technical one, and not in Bereik.
    assert (found["leerlingen"].shown, found["leerlingen_technisch"].shown) == (47, 0)
    assert (found["leerlingen_niet_technisch"].shown, found["bereik"].denominator) == (47, 40)
    assert examined(QUIET + EDGES).basis.locations[0].klasse == "technisch profiel"
    # A row of nought is nothing that is offered.
    assert (found["profielen_bereikt"].numerator, found["profielen_bereikt"].denominator) == (1, 1)


def test_unknown_is_never_zero() -> None:
    text = QUIET + SCHOOLS + "00AA00 | A | vmbo | deelnemer | |\n" + OFFERS
    one = of(text + "00AA00 | D&P | BB | | ja | | |\n")
    assert (one["leerlingen"].shown, one["leerlingen"].coverage) == ("–", "1 van 1 onbekend")
    assert one["bereikt"].shown == "–"
    assert of(text)["leerlingen"].shown == 0


def test_every_figure_has_a_whole_definition() -> None:
    for cijfer in reference.cijfers().values():
        assert cijfer.definitie.endswith("."), cijfer.code
        assert cijfer.eenheid


def test_nothing_to_divide_by_is_a_dash_and_never_a_zero() -> None:
    empty = of(QUIET)
    assert empty["deelname"].shown == "–"
    assert empty["bereik"].shown == "–"
    assert empty["naast_70"].shown == "–"
    assert empty["budget_over"].shown == "–"
    assert empty["budget_over"].coverage == "niet ingevuld"


MONEY = """
[tblRegio]
Regionummer | STO19072
Subsidiabele meerjarenbegroting | 1000
Budget voor techniek in andere profielen | 500
Cofinancieringsnorm | 10%
[tblPartners]
Partner | Soort | Cofinanciering
ROC Noord | mbo | 40,50
roc  NOORD | mbo | 20
De Werkhoek | vmbo | 9
[tblScholen]
Vestiging | School | Soort
00AA00 | De Werkhoek | vmbo
[tblPlannen]
Kenmerk | Vestiging | Status | Ingediend | Gevraagd | Toegekend | Besluitdatum | Leerlingen
P1 | 00AA00 | goedgekeurd | 1-1-2026 | 100 | 90 | 1-2-2026 | 30
P2 | 00AA00 | goedgekeurd | 1-1-2026 | 100 | 80 | 1-10-2026 | 40
P3 | 00AA00 | ingediend | 31-8-2026 | 50 | | |
P4 | 00AA00 | in gesprek | 20-9-2026 | | | |
P5 | 00AA00 | concept | | 70 | | |
P6 | 00AA00 | ingetrokken | 1-1-2026 | 30 | | |
P7 | 00AA00 | ingediend | 1-10-2026 | 900 | | |
p1 | 00AA00 | goedgekeurd | 1-1-2026 | 100 | 90 | 1-2-2026 | 30
"""
MONEY_EXPECTED = {
    "plannen": (6, ""),
    # P2 is decided after the peildatum, so it waits since 1 January: 10, 30 and 272 days.
    "wachttijd_mediaan": (30, ""),
    "wachttijd_langst": (272, ""),
    "gevraagd": (250, "ten minste; 1 van 4 onbekend"),
    "toegekend": (90, ""),
    # P2 and P3; P4 does not say.
    "openstaand": (150, "ten minste; 1 van 3 onbekend"),
    "budget_over": (410, ""),
    "budget_over_na": (260, "ten hoogste: 1 bedrag onbekend"),
    "cofinanciering": (70, ""),
    "cofinanciering_aandeel": (0.07, "1 van 1 bekend"),
    "cofinanciering_tekort": (31, ""),
    "partners": (1, ""),
    "leerlingen_in_plannen": (30, ""),
}


@pytest.mark.parametrize("code", MONEY_EXPECTED)
def test_plans_and_amounts_follow_their_definitions(code: str) -> None:
    figure = of(MONEY)[code]
    assert (figure.shown, figure.coverage) == MONEY_EXPECTED[code]


@pytest.mark.parametrize(
    ("known", "untold", "said"),
    [
        (2, 0, ""),
        (1, 0, "ten minste; 1 van 2 onbekend"),
        (2, 1, "ten hoogste: 1 bedrag onbekend"),
        (1, 3, "1 van 2 en 3 bedragen onbekend"),
    ],
)
def test_what_may_be_more_or_less_has_no_bound(known: int, untold: int, said: str) -> None:
    assert Figure("budget_over", 100, known=known, total=2, untold=untold).coverage == said


def test_partners_are_told_apart_by_name_and_counted_by_their_first_known_kind() -> None:
    found = of(
        "[tblScholen]\nVestiging | School\n00AA00 | De Werkhoek\n[tblPartners]\nPartner | Soort\n"
        "Bakker & Zn | \nBAKKER EN ZN | bedrijf\nROC Noord | mbo\nRijn | vereniging\n"
        "De Werkhoek | vmbo\n"
    )
    kinds = {code: f.numerator for code, f in found.items() if code.startswith("partners")}
    assert {code: count for code, count in kinds.items() if count} == {
        "partners": 3,
        "partners_bedrijf": 1,
        "partners_mbo": 1,
        "partners_onbekend": 1,
    }


def test_plans_without_a_date_or_a_status_are_counted_apart_and_never_lost() -> None:
    text = MONEY + "P8 | 00AA00 | ingediend | | 10 | | |\nP9 | 00AA00 | | 1-1-2026 | 25 | | |\n"
    found = examined(text).basis
    every = figures((found,), found.locations)
    assert every["wachttijd_langst"].coverage == "1 zonder datum"
    rows = {r[0]: r[1:] for r in summary.tables((found,), found.locations)["tblPlanstatus"]}
    assert rows["onbekend"] == (1, 25, 0)
    assert rows["goedgekeurd"] == (1, 100, 90), "what is decided after the peildatum is ingediend"
    assert rows["ingediend"] == (3, 160, 0)
    assert sum(int(str(row[0])) for row in rows.values()) == every["plannen"].shown


@pytest.mark.parametrize(
    ("number", "shown"), [(Decimal("0.5"), 1), (Decimal("2.5"), 3), (Decimal("-0.5"), -1), (7, 7)]
)
def test_figures_are_rounded_half_up_and_only_when_shown(number: Decimal | int, shown: int) -> None:
    assert rounded(number) == shown


def dropped(regions: list[basis.RegionBasis]) -> list[Location]:
    """Tell naively which rows count elsewhere already, or have no code to tell it by."""
    groups: dict[str, list[tuple[bool, dt.date, str, Location]]] = defaultdict(list)
    out = []
    for region in regions:
        for location in region.locations:
            if location.code is None:
                out.append(location)
                continue
            part = location.vmbo and location.status.value == "deelnemer"
            since = location.since if part and location.since else dt.date.max
            groups[location.code].append((not part, since, region.number, location))
    for group in groups.values():
        best = min(entry[:3] for entry in group)
        out += [entry[3] for entry in group if entry[:3] != best]
    return out


#: Not sums: points, a median and a maximum; nor what counts rows rather than locations.
NOT_ADDITIVE = {"naast_70", "wachttijd_mediaan", "wachttijd_langst", "zonder_code"}


@tried(150)
@given(st.tuples(region_of(1), region_of(2), region_of(3)))
def test_the_nation_is_the_sum_of_its_regions_minus_what_is_counted_double(
    made: tuple[basis.RegionBasis, ...],
) -> None:
    regions = list(made)
    nation = basis.nation(regions)
    whole = figures(nation.regions, nation.locations)
    parts = [figures((region,), region.locations) for region in regions]
    double = figures((), dropped(regions))
    for code, figure in whole.items():
        if code in NOT_ADDITIVE:
            continue
        for attribute in ("numerator", "denominator", "known", "total"):
            summed = sum(getattr(part[code], attribute) or 0 for part in parts)
            minus = getattr(double[code], attribute) or 0
            assert (getattr(figure, attribute) or 0) == summed - minus, (code, attribute)


def test_a_shared_location_counts_where_it_takes_part_and_both_regions_are_named() -> None:
    def region(number: str, row: str) -> basis.RegionBasis:
        text = f"[tblRegio]\nRegionummer | {number}\nNaam van de regio | R{number[-1]}\n"
        return examined(text + SCHOOLS + row).basis

    one = region("STO19001", "00AA00 | A | vmbo | geen")
    two = region("STO19002", "00aa00 | A | vmbo | deelnemer | 1-8-2025")
    three = region("STO19003", "00AA00 | A | vmbo | deelnemer | 1-1-2025")
    nation = basis.nation([one, two, three])
    (shared,) = nation.shared
    assert [name for name, _ in shared.regions] == ["STO19003 R3", "STO19002 R2", "STO19001 R1"]
    (counted,) = nation.locations
    assert counted.participates
    both_out = basis.nation([region("STO19005", "00AA00 | B | vmbo | geen"), one])
    assert [location.name for location in both_out.locations] == ["A"]


def test_the_figures_of_a_region_are_computed_once_and_travel_with_it_to_another_process() -> None:
    found = examined(REGION).basis
    told = of_region(found)
    there = pickle.loads(pickle.dumps(found))  # noqa: S301  (our own)
    assert of_region(found) is told
    assert there.figures == told == figures((found,), found.locations)
