"""The page in a real browser: every button, without a network, and whatever a file does."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.web import serving
from support.browsing import START, WAIT, found_by_axe
from support.by_command import DAY, Brought, brought, of_plan, of_roster, taken
from support.letterfiles import ENDLESS, template
from support.packages import hand_made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow
READY = "Klaar om een bestand na te kijken."
#: What a browser does with a file that is dropped.
DROP = """([name, bytes]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}"""
#: Cells so far apart that all between them would fill the memory.
FAR = (
    "<sheetData>"
    + "".join(
        f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
        for row, cell in ((1, "A1"), (1_048_576, "XFD1048576"))
    )
    + "</sheetData>"
)


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> BrowserContext:
    """Give a browser that keeps what it keeps for all tests here."""
    context = browser.new_context(accept_downloads=True, locale="nl-NL")
    context.set_default_timeout(WAIT)
    return context


@pytest.fixture(scope="module")
def page(visitor: BrowserContext, address: str) -> Iterator[Page]:
    """Open the page, once: to start Python takes most of the time.

    Nothing it does may end in an error that nobody reads.
    """
    opened, errors = visitor.new_page(), list[str]()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    visit(opened, address)
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return brought(tmp_path_factory.mktemp("gekozen"))


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text(READY).wait_for(timeout=START)
    page.fill("#day", DAY)


def choose(page: Page, file: Path, where: str = "#file") -> str:
    """Choose a file; give what the page calls it, or the sentence that it says instead."""
    page.set_input_files(where, file)
    page.locator("body:not([aria-busy])").wait_for()
    failed = page.locator("#failure")
    told = failed if failed.is_visible() else page.locator("#title")
    return str(told.inner_text())


def made(page: Page, what: str) -> bytes:
    """Click a button and give the file that comes of it."""
    if what == "repaired":
        page.check("#repair")
    with page.expect_download() as download:
        page.click(f"[data-make={'roster' if what == 'repaired' else what}]")
    page.locator("body:not([aria-busy])").wait_for()
    if what == "repaired":
        page.uncheck("#repair")
    return Path(download.value.path()).read_bytes()


def test_every_button_makes_what_the_command_makes(
    page: Page, files: Brought, tmp_path: Path
) -> None:
    assert choose(page, files.roster) == "Rivierenhoek"
    assert page.evaluate("document.activeElement.id") == "title"
    assert page.get_by_text("niet vergeleken; dat kan op deze pagina niet.").is_visible()
    for what, expected in of_roster(files, tmp_path).items():
        assert taken(what, made(page, what)) == expected, what
    assert page.evaluate("document.activeElement.id") == "made"
    choose(page, files.plan)
    choose(page, files.roster, "#beside")
    assert page.get_by_text("Vergeleken met ‘regiobestand.xlsx’.").is_visible()
    for what, expected in of_plan(files, tmp_path).items():
        assert taken(what, made(page, what)) == expected, what
    for what, name in (("roster", "regiobestand.xlsx"), ("plan", "techniekplan.xlsx")):
        with page.expect_download() as download:
            page.click(f"[data-empty={what}]")
        page.locator("body:not([aria-busy])").wait_for()
        shipped = outputs.shipped("workbooks", name).read_bytes()
        assert Path(download.value.path()).read_bytes() == shipped


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, files: Brought, scheme: str) -> None:
    # Halfway from one colour to another nothing can be judged.
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    assert found_by_axe(page) == []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for file in (files.roster, files.plan):
            choose(page, file)
            assert found_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_in_english_it_speaks_of_itself_and_marks_what_is_dutch(
    page: Page, browser: Browser, address: str, files: Brought, tmp_path: Path
) -> None:
    choose(page, files.roster)
    page.click("#language")
    assert page.evaluate("[document.documentElement.lang, document.title]") == [
        "en",
        "Sterk Techniekonderwijs – check your file",
    ]
    # What was open stays open, and is told anew.
    assert page.locator("#title").inner_text() == "Rivierenhoek"
    assert page.get_by_role("button", name="Updated region file").is_visible()
    assert page.locator("tbody td:not([lang=nl], .more)").count() == 0
    assert found_by_axe(page) == []
    choose(page, files.plan)
    assert made(page, "plan")
    assert page.locator("#made p").first.inner_text().endswith("is in your downloads.")
    (tmp_path / "brief.xlsx").write_bytes(b"Beste school,")
    assert choose(page, tmp_path / "brief.xlsx").startswith("‘brief.xlsx’ is not an Excel workbook")
    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("heading", name="Check your file").wait_for()
    again.close()
    page.click("#language")
    assert page.locator("#failure").inner_text().startswith("‘brief.xlsx’ is geen Excel-werkmap")
    english = browser.new_context(locale="en-GB")
    other = english.new_page()
    for link, heading in (("", "Check your file"), ("?nl", "Kijk uw bestand na")):
        other.goto(address + link)
        other.get_by_role("heading", name=heading).wait_for()
    english.close()


def test_the_keyboard_alone_is_enough(page: Page, files: Brought) -> None:
    reached = set()
    choose(page, files.roster)
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.dataset.make ?? document.activeElement.id")
        )
    assert {"roster", "findings", "summary", "letters", "repair", "template", "forget"} <= reached
    page.focus("[data-make=findings]")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_files_that_are_dropped_are_opened_one_after_the_other(page: Page, files: Brought) -> None:
    for file in (files.plan, files.roster):
        page.evaluate(DROP, [file.name, list(file.read_bytes())])
    page.locator("#title", has_text="Rivierenhoek").wait_for()
    page.locator("body:not([aria-busy])").wait_for()
    assert page.locator("#failure").is_hidden()


def test_without_a_network_it_opens_and_works(
    visitor: BrowserContext, page: Page, address: str, files: Brought
) -> None:
    asked: list[str] = []
    visitor.set_offline(True)
    page.on("requestfailed", lambda request: asked.append(request.url))
    try:
        visit(page, address)
        assert choose(page, files.roster) == "Rivierenhoek"
        assert made(page, "summary")
    finally:
        visitor.set_offline(False)
    assert asked == []


def test_a_template_that_never_ends_is_ended_and_a_fresh_python_stands_ready(
    page: Page, files: Brought, tmp_path: Path
) -> None:
    endless = tmp_path / "veel.docx"
    endless.write_bytes(template("Dag {{ school }}", ENDLESS))
    choose(page, files.roster)
    said = choose(page, endless, "#template")
    if page.locator("#failure").is_hidden():
        page.click("[data-make=letters]")
        page.locator("body:not([aria-busy])").wait_for()
        said = page.locator("#failure").inner_text()
    assert said == str(Failure(Cause.TEMPLATE_TOO_MUCH, file="veel.docx"))
    # The roster is still there, and letters are made with the template of STO again.
    assert made(page, "letters")
    for paragraph in ("{{ school * 2000000000 }}", "{{ '%3000000000d' % 1 }}"):
        endless.write_bytes(template("Dag {{ school }}", paragraph))
        choose(page, endless, "#template")
        assert page.locator("#failure").is_visible() or made(page, "letters")
        told = page.locator("#failure:visible, #made:visible").inner_text()
        assert "te veel" in told or "een berekening die in een brief niet kan" in told


def test_what_a_file_does_to_its_reader_costs_a_sentence(
    page: Page, files: Brought, tmp_path: Path
) -> None:
    kinds = {
        "bom.xlsx": (hand_made(FAR), Cause.TOO_LARGE),
        "half.xlsx": (files.roster.read_bytes()[:20_000], Cause.DAMAGED),
        "pagina.xlsx": (b"<html><script>alert(1)</script></html>", Cause.WEB_PAGE),
        "leeg.xlsx": (b"", Cause.EMPTY),
    }
    for name, (content, cause) in kinds.items():
        (tmp_path / name).write_bytes(content)
        said = choose(page, tmp_path / name)
        assert f"‘{name}’" in said
        assert said.endswith(cause.value.rpartition(": ")[2])
    odd = tmp_path / "<img src=x onerror=alert(1)>.xlsx"
    odd.write_bytes(files.roster.read_bytes())
    assert choose(page, odd) == "Rivierenhoek"
    assert page.locator("main img[src=x]").count() == 0


def test_two_tabs_do_not_know_of_each_other(
    visitor: BrowserContext, page: Page, address: str, files: Brought
) -> None:
    other = visitor.new_page()
    visit(other, address)
    assert choose(page, files.roster) == "Rivierenhoek"
    title = choose(other, files.plan)
    assert title != "Rivierenhoek"
    assert made(page, "findings")
    assert page.locator("#title").inner_text() == "Rivierenhoek"
    other.close()


def test_a_file_that_somebody_changed_on_the_host_is_not_run(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    changed = shutil.copytree(built, tmp_path / "site")
    (wheel,) = (changed / "wheels").glob("sto_xl-*.whl")
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    with serving.server(changed) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(serving.address(server))
        page.get_by_text("kan in deze browser niet starten").wait_for(timeout=START)
        server.shutdown()
    context.close()


def test_the_page_can_be_taken_away(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(address)
    page.get_by_text(READY).wait_for(timeout=START)
    page.click("#forget")
    page.get_by_text("van deze computer verwijderd").wait_for()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
    context.close()
