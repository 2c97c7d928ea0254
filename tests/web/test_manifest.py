"""The manifest is one that Excel takes: its parts in their order, its addresses and its texts."""

from __future__ import annotations

import re
import struct
import uuid
from xml.etree import ElementTree as ET

import pytest

from sto_xl import __version__
from sto_xl.web import manifest, site
from sto_xl.web.manifest import AddressError

ADDRESS = "https://sto.example.nl/excel/"
APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVER = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
TYPES = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
KIND = "{http://www.w3.org/2001/XMLSchema-instance}type"
#: The order that the schema of task panes asks for.
PARTS = (
    *("Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl"),
    *("HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements"),
    *("DefaultSettings", "Permissions"),
)


@pytest.fixture(scope="module")
def app() -> ET.Element:
    return ET.fromstring(manifest.manifest(ADDRESS))  # noqa: S314  (ours)


def text(app: ET.Element, path: str) -> str:
    return app.findtext(path, "")


def test_its_parts_stand_in_the_order_of_the_schema(app: ET.Element) -> None:
    assert (app.tag, app.get(KIND)) == (f"{APP}OfficeApp", "TaskPaneApp")
    assert [part.tag for part in app] == [*(f"{APP}{p}" for p in PARTS), f"{OVER}VersionOverrides"]
    over = app[-1]
    assert over.get(KIND) == "VersionOverridesV1_0"
    assert [part.tag for part in over] == [f"{OVER}Hosts", f"{OVER}Resources"]


def test_it_is_for_workbooks_in_excel_of_1_9_or_later_in_dutch(app: ET.Element) -> None:
    assert [host.get("Name") for host in app.iter(f"{APP}Host")] == ["Workbook"]
    assert [host.get(KIND) for host in app.iter(f"{OVER}Host")] == ["Workbook"]
    (needed,) = app.iter(f"{APP}Set")
    assert (needed.get("Name"), needed.get("MinVersion")) == ("ExcelApi", "1.9")
    assert text(app, f"{APP}DefaultLocale") == "nl-NL"
    assert text(app, f"{APP}Permissions") == "ReadWriteDocument"
    assert text(app, f"{APP}Version") == f"{__version__}.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", text(app, f"{APP}Version"))


def test_its_id_belongs_to_its_address(app: ET.Element) -> None:
    own = text(app, f"{APP}Id")
    assert str(uuid.UUID(own)) == own
    assert manifest.manifest(ADDRESS.rstrip("/")) == manifest.manifest(ADDRESS)
    assert own.encode() not in manifest.manifest("https://elders.example.nl/")


def test_every_address_is_https_and_names_a_file_that_is_handed_out(app: ET.Element) -> None:
    named = [value for part in app.iter() if "://" in (value := part.get("DefaultValue", ""))]
    named.remove(ADDRESS)
    assert len(named) == 7
    for value in named:
        assert value.startswith(ADDRESS), value
        assert (site.SOURCES / value.removeprefix(ADDRESS)).is_file(), value
    assert [domain.text for domain in app.iter(f"{APP}AppDomain")] == ["https://sto.example.nl"]


def test_every_icon_has_the_size_that_it_is_named_for(app: ET.Element) -> None:
    for group in app.iter(f"{OVER}Icon"):
        sizes = {int(image.get("size", "")) for image in group}
        assert sizes == {16, 32, 80}
        for image in group:
            assert image.get("resid", "").endswith(image.get("size", "-"))
    for size in (16, 32, 64, 80):
        data = (site.SOURCES / f"icon-{size}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)
    listed = [app.find(f"{APP}{p}") for p in ("IconUrl", "HighResolutionIconUrl")]
    assert [one is not None and one.get("DefaultValue", "")[-6:] for one in listed] == [
        "32.png",
        "64.png",
    ]


def test_every_resource_that_is_named_is_there_once_and_every_one_there_is_named(
    app: ET.Element,
) -> None:
    there = [part.get("id", "") for part in app.iter() if part.tag.startswith(TYPES)]
    there = [one for one in there if one]
    named = {value for part in app.iter() if (value := part.get("resid"))}
    assert len(there) == len(set(there))
    assert set(there) == named
    assert all(len(one) <= 32 for one in there)
    ids = [value for part in app.iter(f"{OVER}Group") if (value := part.get("id"))]
    ids += [value for part in app.iter(f"{OVER}Control") if (value := part.get("id"))]
    assert len(ids) == len(set(ids)) == 2


def test_its_texts_are_no_longer_than_excel_shows(app: ET.Element) -> None:
    for path, longest in ((f"{APP}DisplayName", 125), (f"{APP}Description", 250)):
        part = app.find(path)
        assert part is not None
        assert 0 < len(part.get("DefaultValue", "")) <= longest
    for kind, longest in (("ShortStrings", 125), ("LongStrings", 250)):
        for part in app.iter(f"{TYPES}{kind}"):
            assert all(len(one.get("DefaultValue", "")) <= longest for one in part)


def test_one_button_opens_the_pane(app: ET.Element) -> None:
    (control,) = app.iter(f"{OVER}Control")
    (action,) = app.iter(f"{OVER}Action")
    assert (control.get(KIND), action.get(KIND)) == ("Button", "ShowTaskpane")
    url = action.find(f"{OVER}SourceLocation")
    assert url is not None
    (opened,) = (one for one in app.iter(f"{TYPES}Url") if one.get("id") == url.get("resid"))
    assert opened.get("DefaultValue") == f"{ADDRESS}pane.html"


@pytest.mark.parametrize(
    "address",
    [
        "http://sto.example.nl/",
        "sto.example.nl",
        "https://",
        "https://sto.example.nl/?a=1",
        "https://sto.example.nl/#a",
        "https://ik:geheim@sto.example.nl/",
        'https://sto.example.nl/"x/',
        "https://sto.example.nl/a b/",
    ],
)
def test_what_is_no_plain_secure_address_is_refused(address: str) -> None:
    with pytest.raises(AddressError, match="‘"):
        manifest.manifest(address)
