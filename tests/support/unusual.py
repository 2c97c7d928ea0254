"""Small workbooks as other programs write them, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"

_KINDS = {
    WORKBOOK: "sheet.main",
    SHEET: "worksheet",
    STRINGS: "sharedStrings",
    STYLES: "styles",
}


def relations(*given: tuple[str, str]) -> str:
    """Give the relations r1, r2 and so on of a part: the kind of each, and its target."""
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(given, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def workbook(sheets: str = '<sheet name="S" sheetId="1" r:id="r1"/>') -> str:
    """Give the part that lists the sheets."""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Give a sheet of rows, with what stands before and after them."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def package(changed: Mapping[str, str | None]) -> bytes:
    """Give a workbook of one sheet, with parts changed or, where None, left out.

    It has the texts "Nul" and "Een", and formats 1 for a date and 2 for a time.
    """
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{KIND}.{kind}+xml"/>'
        for name, kind in _KINDS.items()
    )
    parts: dict[str, str | None] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relations(("officeDocument", WORKBOOK)),
        WORKBOOK: workbook(),
        WORKBOOK_RELATIONS: relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>Nul</t></si><si><t>Een</t></si></sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/>'
        "</fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="20"/></cellXfs></styleSheet>',
        SHEET: sheet(""),
        **changed,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()
