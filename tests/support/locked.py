"""Workbooks of ours in which something keeps sheet Controle from being filled in."""

from __future__ import annotations

import io
import re

from sto_xl import sheets
from support.packages import parts, reworked
from support.reopened import load

_ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


def sheet_part(data: bytes, name: str) -> str:
    """Give the part that a sheet is in."""
    return f"xl/worksheets/sheet{load(io.BytesIO(data)).sheetnames.index(name) + 1}.xml"


def protected(data: bytes) -> bytes:
    """Protect the sheet."""
    end = "</sheetData>"
    part = sheet_part(data, sheets.CONTROLE.sheet)
    return reworked(
        data, {part: lambda xml: xml.replace(end, f'{end}<sheetProtection sheet="1"/>')}
    )


def totalled(data: bytes) -> bytes:
    """Give the table a totals row."""
    return _retabled(data, 'totalsRowShown="0"', 'totalsRowCount="1"')


def renamed(data: bytes) -> bytes:
    """Give the table another name."""
    return _retabled(data, "tblControle", "Tabel1")


def _retabled(data: bytes, said: str, says: str) -> bytes:
    ours = re.compile(rb'displayName="tblControle"')
    [part] = [name for name, xml in parts(data).items() if ours.search(xml)]
    return reworked(data, {part: lambda xml: xml.replace(said, says)})


def signed(data: bytes) -> bytes:
    """Sign the workbook."""
    end = "</Relationships>"
    bond = f'<Relationship Id="sign" Type="{_ORIGIN}" Target="_xmlsignatures/origin.sigs"/>'
    return reworked(data, {"_rels/.rels": lambda xml: xml.replace(end, f"{bond}{end}")})
