"""Packages taken apart and put together for tests: parts by name, and as they lie in the zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sto_xl.books.parts import Parts
from sto_xl.grid import area_of

#: What a part becomes: other text, or what a function makes of it; None leaves it out.
Rework = str | bytes | Callable[[str], str] | None


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reworked(data: bytes, rework: Mapping[str, Rework]) -> bytes:
    """Give a package of which some parts are other ones, or new."""
    made: dict[str, bytes] = parts(data)
    for name, new in rework.items():
        if new is None:
            del made[name]
        elif callable(new):
            before = made[name].decode()
            after = new(before)
            assert after != before, f"nothing changed in {name}"
            made[name] = after.encode()
        else:
            made[name] = new if isinstance(new, bytes) else new.encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in made.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def as_stored(data: bytes) -> dict[str, tuple[object, ...]]:
    """Give by name how each part lies in the zip: compressed bytes, method, time, attributes."""
    found = Parts(data, "proef.xlsx")
    return {
        info.orig_filename: (
            found.as_stored(info)[0],
            info.compress_type,
            info.date_time,
            info.CRC,
            info.external_attr,
            info.comment,
        )
        for info in found.members
    }


def differing(before: bytes, after: bytes) -> set[str]:
    """Give the names of the parts that are not the same, or are in one of both only."""
    one, other = as_stored(before), as_stored(after)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAMESPACES = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'

STYLES = (
    f'<styleSheet {NAMESPACES}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd-mm-yyyy"/>'
    '</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="2" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def hand_made(
    sheet: str,
    tables: Mapping[str, str] = MappingProxyType({}),
    *,
    workbook: str = "",
    beside: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> bytes:
    """Give a workbook of one sheet, `Blad`, whose XML is given, with tables: the area by name.

    Without a root of its own the XML stands within `worksheet`. `workbook` stands behind the list
    of sheets; `beside` are parts by the kind that the sheet refers to them as, each with its XML.
    """
    listed = "".join(f'<tablePart r:id="t{n}"/>' for n in range(len(tables)))
    if not sheet.lstrip().startswith("<?xml") and "worksheet" not in sheet:
        ends = f'<tableParts count="{len(tables)}">{listed}</tableParts>' if tables else ""
        sheet = f"<worksheet {NAMESPACES}>{sheet}{ends}</worksheet>"
    related = "".join(
        f'<Relationship Id="t{n}" Type="{_OFFICE}/table" Target="../tables/table{n}.xml"/>'
        for n in range(len(tables))
    )
    related += "".join(
        f'<Relationship Id="b{n}" Type="{_OFFICE}/{kind}" Target="/{name}"/>'
        for n, (kind, (name, _)) in enumerate(beside.items())
    )
    made: dict[str, str] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
            + "".join(
                f'<Override PartName="/xl/tables/table{n}.xml" ContentType="{_KIND}.table+xml"/>'
                for n in range(len(tables))
            )
            + "</Types>"
        ),
        "_rels/.rels": _rels(f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook {NAMESPACES}><sheets><sheet name="Blad" sheetId="1" r:id="r1"/></sheets>'
            f"{workbook}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        ),
        **dict(beside.values()),
    }
    for number, (name, ref) in enumerate(tables.items()):
        made[f"xl/tables/table{number}.xml"] = table(number + 1, name, ref)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in made.items():
            archive.writestr(zipfile.ZipInfo(part), xml, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def table(number: int, name: str, ref: str) -> str:
    """Give the part of a table of columns `Kop 1`, `Kop 2`, …; behind its area may stand more.

    `A1:B3 <autoFilter …/>`, or what is to stand in its tag: `A1:B3 totalsRowCount="1"`.
    """
    ref, _, rest = ref.partition(" ")
    _, left, _, right = area_of(ref)
    inner, tag = (rest, "") if rest.startswith("<") else ("", f" {rest}")
    columns = "".join(f'<tableColumn id="{n}" name="Kop {n}"/>' for n in range(1, right - left + 2))
    return (
        f'<table {NAMESPACES} id="{number}" name="{name}" displayName="{name}" ref="{ref}"{tag}>'
        f'{inner}<tableColumns count="{right - left + 1}">{columns}</tableColumns></table>'
    )


def _rels(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'
    )
