"""Draws the tab STO as a figure, from the customUI document alone.

The icons are drawn here, one for each imageMso that the tab uses: Excel's own are Microsoft's.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
#: Strokes in a square of 32.
ICONS = {
    "AcceptInvitation": '<path d="M5 5h15v22H5z"/><path d="M12 17l5 6 11-15" class="strong"/>',
    "FlagMessage": '<path d="M8 28V4"/><path d="M8 5h17l-5 6 5 6H8z" class="filled"/>',
    "ChartInsert": '<path d="M4 28h24"/><path d="M7 27V17h4v10zM14 27V8h4v19zM21 27V13h4v14z"'
    ' class="filled"/>',
    "FindDialog": '<circle cx="14" cy="14" r="9" class="filled"/><path d="M21 21l8 8"'
    ' class="strong"/>',
    "TableRowsInsertAboveExcel": '<path d="M4 6h24v20H4zM4 13h24M12 6v20"/>'
    '<path d="M16 16v8M12 20h8" class="strong"/>',
    "ImportExcel": '<path d="M4 12v16h24V12"/><path d="M9 4h14v14H9z" class="filled"/>'
    '<path d="M16 8v14M11 17l5 6 5-6" class="strong"/>',
    "FormPublish": '<path d="M7 4h12l6 6v18H7z"/><path d="M19 4v6h6"/><path d="M11 17l3 3 6-7"'
    ' class="strong"/><path d="M11 24h10"/>',
    "FileSendAsAttachment": '<path d="M6 4h12l6 6v18H6z"/><path d="M18 4v6h6"/>'
    '<path d="M11 20h15M21 15l5 5-5 5" class="strong"/>',
    "ReviewAcceptChange": '<path d="M6 4h16v24H6z"/><path d="M10 10h8M10 15h8"/>'
    '<path d="M14 21l5 5 9-12" class="strong"/>',
    "MailMergeStartLetters": '<path d="M3 9h26v17H3z"/><path d="M3 9l13 10L29 9" class="strong"/>',
    "Undo": '<path d="M8 13h13a6 6 0 010 12h-7" class="strong"/><path d="M14 6l-8 7 8 7"'
    ' class="strong"/>',
    "Help": '<circle cx="16" cy="16" r="12"/><path d="M12 12a4 4 0 118 1c0 3-4 3-4 6M16 23v1"'
    ' class="strong"/>',
    "FileNew": '<path d="M7 4h12l6 6v18H7z"/><path d="M19 4v6h6"/><path d="M11 16h10M11 21h10"/>',
}
STYLE = """
text { font: 12px "Segoe UI", Carlito, Arial, sans-serif; fill: #24343b; text-anchor: middle }
.tab { font-size: 13px; font-weight: 600; fill: #1f5c66 }
.group { font-size: 11px; fill: #68767c }
.icon { fill: none; stroke: #1f5c66; stroke-width: 1.5; stroke-linejoin: round }
.strong { stroke: #c4572b; stroke-width: 2.5; stroke-linecap: round }
.filled { fill: #cfe3e5 }
.line { stroke: #d4dbde }
"""
_BUTTON, _PAD, _TOP, _HEIGHT = 96, 10, 34, 150


def draw(source: bytes) -> str:
    """Give the figure as SVG. Raises KeyError for an imageMso that has no icon here."""
    [tab] = ET.fromstring(source).iter(f"{SPACE}tab")  # noqa: S314  (our own file)
    parts, left = list[str](), _PAD
    for group in tab.iter(f"{SPACE}group"):
        buttons = list(group.iter(f"{SPACE}button"))
        width = _BUTTON * len(buttons)
        for number, button in enumerate(buttons):
            parts += _button(button, left + number * _BUTTON)
        parts.append(_text(left + width / 2, _HEIGHT - 10, group.attrib["label"], "group"))
        left += width + _PAD
        parts.append(f'<path class="line" d="M{left - _PAD / 2} {_TOP + 8}V{_HEIGHT - 8}"/>')
    label = tab.attrib["label"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left} {_HEIGHT}" width="{left}"'
        f' role="img">\n<title>Het tabblad {escape(label)}, getekend naar zijn beschrijving</title>'
        f"\n<style>{STYLE}</style>\n"
        f'<rect width="{left}" height="{_HEIGHT}" fill="#f4f6f7"/>\n'
        f'<rect y="{_TOP}" width="{left}" height="{_HEIGHT - _TOP}" fill="#fff"/>\n'
        f'<rect x="{_PAD}" y="8" width="54" height="{_TOP - 8}" fill="#fff"/>\n'
        + _text(_PAD + 27, 26, label, "tab")
        + "\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _button(button: ET.Element, left: float) -> list[str]:
    middle = left + _BUTTON / 2
    icon = ICONS[button.attrib["imageMso"]]
    place = f'transform="translate({middle - 16} {_TOP + 10})"'
    first, _, rest = button.attrib["label"].partition(" ")
    lines = [first, rest] if rest else [first]
    texts = [_text(middle, _TOP + 62 + 16 * i, line) for i, line in enumerate(lines)]
    tip = escape(button.attrib["screentip"])
    return [f'<g><title>{tip}</title><g class="icon" {place}>{icon}</g>', *texts, "</g>"]


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{named}>{escape(text)}</text>'
