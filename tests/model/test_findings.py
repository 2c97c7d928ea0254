"""What is found alike at several cells is read as one, with its places named."""

from __future__ import annotations

from sto_xl.model.findings import Finding, Place, Report, Severity


def found(row: int | None, message: str = "Dit is leeg.") -> Finding:
    at = Place("Aanbod", row, 4, f"School {row}", "Bereikt") if row else Place("Aanbod")
    return Finding(Severity.TIP, "RST-999", at, message, "Vul het in.")


def test_what_is_found_alike_is_one_group_that_names_its_first_places_and_counts_the_rest() -> None:
    report = Report.of([*map(found, range(2, 133)), found(2, "Dit is iets anders.")], ["Aanbod"])
    alike, other = report.groups
    assert alike.named_cells == "D2, D3, D4, D5, D6, D7 en nog 125"
    assert alike.named_rows == "School 2, School 3, School 4 en nog 128"
    assert (alike.headings, len(alike.cells)) == ("Bereikt", 131)
    assert (other.named_cells, other.named_rows) == ("D2", "School 2")


def test_what_is_found_of_a_whole_table_names_no_cell() -> None:
    (group,) = Report.of([found(None)], ["Aanbod"]).groups
    assert (group.named_cells, group.named_rows, group.headings) == ("", "", "")
