"""The pane in a browser: the real Python, Microsoft's Office.js, and a fake Excel behind it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fake_excel.excel import FakeExcel
from fake_office.host import FakeOffice
from sto_xl.books import build
from sto_xl.system import outputs
from sto_xl.system.errors import Cause
from sto_xl.web import headers
from support.browsing import START, found_by_axe
from support.clicked import differing, stands
from support.excel import click, opened
from support.pane import office_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow
READY = "Klaar."
#: As much as a busy machine needs for a click, in milliseconds.
CLICK = 30_000
#: As narrow as Excel shows a pane, in pixels.
WIDTH = 320
#: So many syncs a click may take.
SYNCS = 5
#: How a message box of the ribbon is answered with yes.
YES = 6
PLANS = (
    {"Kenmerk": "P-2026-02", "Vestiging": "99AF00", "Titel van het plan": "Techniek in Gent"},
    {"Vestiging": "99AA00", "Titel van het plan": "Drones"},
)


class Beside:
    """The pane of a page, and the workbook that it is opened beside."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = f"{address}pane.html"
        self.office: FakeOffice

    def answers(self, request: dict[str, Any], flags: int) -> Any:  # noqa: ANN401
        """Answer what Office.js asks."""
        return self.office.answer(request, flags)

    def open(self, excel: FakeExcel) -> FakeExcel:
        """Be beside this workbook from now on."""
        self.office = FakeOffice(excel)
        return excel

    def start(self) -> None:
        """Open the pane, or open it anew."""
        self.page.goto(self.address)
        self.page.get_by_text(READY, exact=True).wait_for(timeout=START)

    def click(self, button: str) -> str:
        """Click a button; give what is said."""
        self.begin(button)
        return self.said()

    def begin(self, button: str) -> None:
        self.page.click(f"[data-click={button}]")

    def said(self) -> str:
        """Give what is said when the click is over."""
        self.page.locator("body:not([aria-busy])").wait_for(timeout=CLICK)
        told = self.page.locator("#failure:visible, #made:visible")
        return str(told.inner_text()) if told.count() else ""

    def asked(self) -> str:
        """Give the question that is asked."""
        self.page.locator("#question:visible").wait_for()
        return str(self.page.locator("#asked").inner_text())

    def answer(self, text: str) -> None:
        """Answer a question."""
        self.page.get_by_role("button", name=text, exact=True).click()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> BrowserContext:
    context = browser.new_context(accept_downloads=True, locale="nl-NL")
    context.set_default_timeout(CLICK)
    context.route(
        f"{headers.OFFICE}/**",
        lambda route: route.fulfill(body=office_script(), content_type="text/javascript"),
    )
    return context


@pytest.fixture(scope="module")
def pane(
    visitor: BrowserContext, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Beside]:
    """Open the pane, once; nothing it does may end in an error that nobody reads."""
    page, errors, asked = visitor.new_page(), list[str](), set[str]()
    page.set_viewport_size({"width": WIDTH, "height": 700})
    page.on("pageerror", lambda error: errors.append(f"{error} {error.stack}"))
    page.on("request", lambda request: asked.add(request.url))
    beside = Beside(page, address)
    page.expose_function("excelAnswers", beside.answers)
    beside.open(opened(tmp_path_factory.mktemp("werkmap")))
    beside.start()
    yield beside
    page.close()
    assert errors == []
    own = ("blob:", "data:", address, headers.OFFICE)
    assert [url for url in asked if not url.startswith(own)] == []


def twins(home: Path, pane: Beside) -> tuple[FakeExcel, FakeExcel]:
    """Open the demo's roster beside the pane, and once more for the ribbon."""
    return pane.open(opened(home)), opened(home)


def downloaded(pane: Beside, clicks: Callable[[], None]) -> tuple[str, bytes]:
    """Give the file that a click leaves with the user's downloads."""
    with pane.page.expect_download() as download:
        clicks()
    pane.said()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {Path(name).name: made.read(name) for name in made.namelist()}


def test_each_button_leaves_what_the_ribbon_leaves_and_the_same_one_takes_it_back(
    home: Path, pane: Beside
) -> None:
    mine, other = twins(home, pane)
    before = stands(mine)
    for button in ("check", "flag", "summarise", "undo", "undo", "undo"):
        begun = pane.office.syncs
        said = pane.click(button)
        # What else is said may be about the computer that it is said on.
        assert said.partition("\n")[0] == click(other, button).partition("\n")[0]
        assert differing(mine, other) == {}, button
        assert pane.office.syncs - begun <= SYNCS, button
        assert mine.active_sheet == other.active_sheet
    assert stands(mine) == before


def test_after_the_pane_was_closed_a_run_can_be_taken_back(home: Path, pane: Beside) -> None:
    mine, _ = twins(home, pane)
    before = stands(mine)
    pane.click("check")
    pane.start()
    assert pane.click("undo").startswith("Ongedaan gemaakt: controleren")
    assert stands(mine) == before


def test_what_the_device_keeps_can_be_removed(home: Path, pane: Beside) -> None:
    mine, _ = twins(home, pane)
    pane.click("check")
    before = stands(mine)
    pane.page.click("#forget")
    pane.page.get_by_text("is verwijderd").wait_for()
    assert "niet meer terug te zetten" in pane.click("undo")
    assert stands(mine) == before


def test_letters_are_asked_about_and_come_in_one_zip(home: Path, pane: Beside) -> None:
    mine, other = twins(home, pane)
    other.answer = YES

    def make() -> None:
        pane.begin("letters")
        for message in other.messages[:-1]:
            assert pane.asked() == message.prompt
            pane.answer("Ja")

    click(other, "letters")
    name, data = downloaded(pane, make)
    (folder,) = home.glob("Uitnodigingen *")
    assert name == f"{folder.name}.zip"
    assert unpacked(data) == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert differing(mine, other) == {}


def test_plans_are_chosen_and_come_back_in_one_zip(home: Path, pane: Beside) -> None:
    mine, other = twins(home, pane)
    given = home / "plannen"
    given.mkdir()
    for number, form in enumerate(PLANS, start=1):
        (given / f"plan {number}.xlsx").write_bytes(build.plan_bytes({"tblPlan": form}))
    other.chosen_folder = str(given)

    def make() -> None:
        pane.begin("plans")
        assert "techniekplannen" in pane.asked()
        pane.page.set_input_files("#chosen", sorted(given.iterdir()))
        for message in other.messages[:-1]:
            assert pane.asked() == message.prompt
            pane.answer("Nee")

    click(other, "plans")
    _, data = downloaded(pane, make)
    (folder,) = home.glob("Nagekeken *")
    assert {*unpacked(data)} == {path.name for path in folder.iterdir()}
    assert differing(mine, other) == {}
    begun = stands(opened(home))
    pane.click("undo")
    assert stands(mine) == begun


def test_a_refusal_leaves_all_as_it_was_and_is_told(home: Path, pane: Beside) -> None:
    mine, _ = twins(home, pane)
    before = stands(mine)
    pane.office.refuse_write(3)
    assert "Alles is teruggezet" in pane.click("check")
    assert stands(mine) == before
    mine.protect("Controle")
    assert "beveiligd" in pane.click("check")
    assert pane.page.evaluate("document.activeElement.id") == "failure"


def test_while_a_cell_is_edited_nothing_is_done_and_that_is_told(home: Path, pane: Beside) -> None:
    mine, _ = twins(home, pane)
    before = stands(mine)
    pane.office.edit_cell()
    assert pane.click("check") == Cause.EXCEL_BUSY.value
    assert stands(mine) == before
    pane.office.leave_cell()
    assert pane.click("check").startswith("Controle klaar")


def test_an_empty_workbook_opens_beside_the_one_that_is_there(home: Path, pane: Beside) -> None:
    mine, _ = twins(home, pane)
    pane.click("new")
    _, made = mine.running.books
    assert stands(FakeExcel(made)) == stands(
        FakeExcel.open(outputs.shipped("workbooks", "regiobestand.xlsx").read_bytes())
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(home: Path, pane: Beside, scheme: str) -> None:
    page = pane.page
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    twins(home, pane)
    for button in ("check", "undo", "undo"):
        pane.click(button)
        assert found_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    pane.begin("letters")
    assert pane.asked()
    assert page.evaluate("document.activeElement.id") == "asked"
    assert found_by_axe(page) == []
    pane.answer("Nee")
    pane.said()
