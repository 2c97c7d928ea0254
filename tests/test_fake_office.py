"""The host behind Office.js, held to what Excel is known to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_office.host import LARGEST, FakeOffice
from support import excel
from support.pane import InNode, OfficeError

pytestmark = pytest.mark.slow
SHEET = "Scholen"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InNode]:
    with InNode(tmp_path_factory.mktemp("pane"), "tried.js") as node:
        yield node


@pytest.fixture
def office(tmp_path: Path) -> FakeOffice:
    return FakeOffice(excel.opened(tmp_path))


def refused(node: InNode, office: FakeOffice, name: str, *given: object) -> str:
    with pytest.raises(OfficeError) as refusal:
        node.call(office, name, *given)
    return str(refusal.value.code)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("unloaded", "PropertyNotLoaded"),
        ("unsynced", "PropertyNotLoaded"),
        ("newer", "ApiNotFound"),
        ("absent", "ItemNotFound"),
    ],
)
def test_what_office_js_or_excel_refuses(
    node: InNode, office: FakeOffice, call: str, code: str
) -> None:
    assert refused(node, office, call) == code


def test_of_what_is_not_there_the_parts_are_not_there_either(
    node: InNode, office: FakeOffice
) -> None:
    assert node.call(office, "perhaps") == [True, True]


@pytest.mark.parametrize(
    ("value", "read", "formula"),
    [
        ("1-2", 46024, 46024),
        ("1.5", 1.5, 1.5),
        ("1,5", 1.5, 1.5),
        ("00123", 123, 123),
        ("WAAR", True, True),
        ("'00123", "00123", "00123"),
        ("'=1+1", "=1+1", "=1+1"),
        ("=1+1", 0, "=1+1"),
        ("", "", ""),
        ("#N/A", "#N/A", "#N/A"),
        ("De Wiel", "De Wiel", "De Wiel"),
    ],
)
def test_a_text_that_is_put_is_read_as_if_it_was_typed(
    node: InNode, office: FakeOffice, value: str, read: object, formula: object
) -> None:
    assert node.call(office, "put", [["C2", [[value]]]]) == [[[[read]], [[formula]]]]


def test_a_cell_for_which_nothing_is_given_stays(node: InNode, office: FakeOffice) -> None:
    before = office.excel.cell(SHEET, "B2")
    node.call(office, "put", [["B2:C2", [[None, "Kade 1"]]]])
    assert (office.excel.cell(SHEET, "B2"), office.excel.cell(SHEET, "C2")) == (before, "Kade 1")


def test_a_block_of_another_size_is_refused(node: InNode, office: FakeOffice) -> None:
    assert refused(node, office, "put", [["B2:C2", [["Een", "Twee", "Drie"]]]]) == "InvalidArgument"


def test_what_came_before_a_refusal_stays_done(node: InNode, office: FakeOffice) -> None:
    office.refuse_write(2)
    puts = [[f"C{row}", [["Kade 1"]]] for row in (2, 3, 4)]
    before = office.excel.cell(SHEET, "C3")
    assert refused(node, office, "put", puts) == "GeneralException"
    assert [office.excel.cell(SHEET, f"C{row}") for row in (2, 3)] == ["Kade 1", before]
    assert (office.writes, office.syncs) == (2, 1)


def test_a_protected_sheet_refuses(node: InNode, office: FakeOffice) -> None:
    office.excel.protect(SHEET)
    assert refused(node, office, "put", [["B2", [["Een"]]]]) == "AccessDenied"


def test_past_rows_that_a_filter_hides_a_block_is_misplaced(
    node: InNode, office: FakeOffice
) -> None:
    office.excel.hide_rows_by_filter("tblScholen", [1])
    hidden = office.excel.cell(SHEET, "C3")
    node.call(office, "put", [["C2:C4", [["Een"], ["Twee"], ["Drie"]]]])
    stands = [office.excel.cell(SHEET, f"C{row}") for row in (2, 3, 4)]
    assert stands == ["Een", hidden, "Een"]


def test_a_colleague_works_in_between(node: InNode, office: FakeOffice) -> None:
    seen = []
    office.at_sync(2, lambda: seen.append(office.excel.cell(SHEET, "B2")))
    node.call(office, "twice", "Een", "Twee")
    assert (seen, office.excel.cell(SHEET, "B2")) == (["Een"], "Twee")


def test_rows_that_are_added_let_a_table_grow(node: InNode, office: FakeOffice) -> None:
    width = len(office.excel.headings("tblScholen"))
    assert node.call(office, "add", [["x"] * width] * 2) == "Scholen!A1:V17"
    assert office.excel.table_ref("tblScholen") == "A1:V17"


def test_more_than_goes_to_excel_at_once_is_refused(node: InNode, office: FakeOffice) -> None:
    puts = [["B2", [["x" * LARGEST]]]]
    assert refused(node, office, "put", puts) == "RequestPayloadSizeLimitExceeded"


def test_while_a_cell_is_edited_only_a_request_that_waits_goes_on(
    node: InNode, office: FakeOffice
) -> None:
    office.edit_cell()
    assert refused(node, office, "unsynced") == "PropertyNotLoaded"
    assert refused(node, office, "perhaps") == "InvalidOperationInCellEditMode"
    assert node.call(office, "waiting") == excel.NAME
