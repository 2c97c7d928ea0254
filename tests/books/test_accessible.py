"""What is made can be read by everybody: enough contrast, a text for each picture, a language."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sto_xl.books import build
from sto_xl.books.fresh import roster_bytes
from sto_xl.books.new.style import ATTENTION, INK, MARKS
from support.locked import sheet_part

ROOT = Path(__file__).resolve().parents[2]
LETTERS = sorted(ROOT.glob("templates/*.docx"))
SHIPPED = sorted([*ROOT.glob("workbooks/*.xlsx"), *ROOT.glob("templates/*.xlsx")])
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Of WCAG 2.2 (1.4.3), for texts of any size.
ENOUGH = 4.5
WHITE = "FFFFFF"


def light(colour: str) -> float:
    """Give the relative luminance of a colour."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((light(one.lstrip("#")), light(other.lstrip("#"))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def colour(element: ET.Element | None, path: str) -> str:
    """Give a colour within an element; "" where it says none of its own."""
    found = None if element is None else element.find(path)
    return "" if found is None else found.get("rgb", "")[-6:]


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Give the colours of text, each with what it stands on: of cells, and of their conditions."""
    with zipfile.ZipFile(path) as archive:
        styles = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314  (we wrote it)
    fonts, fills = (
        list(styles.iterfind(f"{MAIN}{name}s/{MAIN}{name}")) for name in ("font", "fill")
    )
    for xf in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        text = colour(fonts[int(xf.get("fontId", 0))], f"{MAIN}color")
        fill = fills[int(xf.get("fillId", 0))]
        yield text, colour(fill, f"{MAIN}patternFill/{MAIN}fgColor") or WHITE
    for look in styles.iterfind(f"{MAIN}dxfs/{MAIN}dxf"):
        text = colour(look, f"{MAIN}font/{MAIN}color")
        yield text, colour(look, f"{MAIN}fill/{MAIN}patternFill/{MAIN}bgColor") or WHITE


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_text_can_be_told_from_what_it_stands_on(path: Path) -> None:
    found = {pair for pair in pairs(path) if pair[0] and pair[0] != pair[1]}
    assert found
    assert not {pair: contrast(*pair) for pair in found if contrast(*pair) < ENOUGH}


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_has_no_text_too_pale_for_paper(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    found = set(re.findall(r'<w:color w:val="([0-9A-F]{6})"', "".join(parts)))
    assert found
    assert not {one: contrast(one, WHITE) for one in found if contrast(one, WHITE) < ENOUGH}


@pytest.mark.parametrize("severity", MARKS)
def test_a_finding_does_not_hide_what_it_is_about(severity: str) -> None:
    assert contrast(INK, MARKS[severity]) >= ENOUGH
    assert contrast(ATTENTION, WHITE) >= ENOUGH


def test_black_on_white_has_the_most() -> None:
    assert round(contrast("000000", WHITE), 2) == 21


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_workbook_says_its_title_and_language_and_what_its_charts_show(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        said = archive.read("docProps/core.xml").decode()
        drawings = [n for n in archive.namelist() if re.match(r"xl/drawings/drawing\d+\.xml", n)]
        drawn = [archive.read(name).decode() for name in drawings]
    assert re.search(r"<dc:title>[^<]+</dc:title>", said)
    assert "<dc:language>nl-NL</dc:language>" in said
    pictures = re.findall(r"<xdr:cNvPr [^>]*>", "".join(drawn))
    assert all(re.search(r' descr="[^"]{20,}"', picture) for picture in pictures)
    assert bool(pictures) is bool(drawings)


@pytest.mark.parametrize("path", [p for p in SHIPPED if p.stem in {"regiobestand", "samenvatting"}])
def test_bars_leave_their_names_room_in_every_program(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        charts = [archive.read(name).decode() for name in names]
    bars = [chart for chart in charts if '<c:barDir val="bar"/>' in chart]
    assert bars
    for chart in bars:
        assert "<c:manualLayout>" in chart.partition("<c:plotArea>")[2]
        assert "tickLblSkip" not in chart


def test_a_filled_row_has_the_height_of_its_text_and_grows_in_excel() -> None:
    rows = {"tblSamenwerking": [("ROC Noord", "mbo", "Deelt het lokaal met ons. " * 9)]}
    rosters = {"tblPartners": [("ROC Noord", "mbo", "Deelt het lokaal met ons. " * 9)]}
    for data, sheet in (
        (build.plan_bytes(rows), "Samenwerking"),
        (roster_bytes(rosters), "Partners"),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read(sheet_part(data, sheet)).decode()
        high = [
            row
            for row in re.findall(r"<row [^>]*>", xml)
            if re.search(r' ht="(?:60|75|1\d\d)"', row)
        ]
        assert len(high) == 1
        assert "customHeight" not in high[0]
