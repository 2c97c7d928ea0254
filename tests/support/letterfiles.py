"""Word files for tests: small templates made of paragraphs, and the text of a rendered letter."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.table import Table, _Cell, _Row

from sto_xl.letters.template import Template, compile_template
from sto_xl.letters.word.members import Member, write

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


#: A statement that is never done.
ENDLESS = "{% for a in ('x' * 10000)|list %}" * 5 + "{% endfor %}" * 5


def template(
    *paragraphs: str, title: str = "", kind: str = "document", more: Mapping[str, str] = {}
) -> bytes:
    """Make a Word file; a paragraph that starts with `<` is its XML, another one its text.

    One that starts with `<w:tbl>` is a table, with `<w:sdt>` a content control around paragraphs.
    `more` are other parts by the role that their content type tells, such as `header`.
    """
    body = "".join(
        text
        if text.startswith(("<w:tbl>", "<w:sdt>"))
        else f"<w:p>{text if text.startswith('<') else run(text)}</w:p>"
        for text in paragraphs
    )
    told = "".join(
        f'<Override ContentType="{of if "/" in of else f"{_TYPE}.{of}+xml"}" '
        f'PartName="/word/more{number}.xml"/>'
        for number, of in enumerate(more)
    )
    parts = {
        f"word/more{number}.xml": content.replace(">", f" {_W}>", 1)
        for number, content in enumerate(more.values())
    }
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override ContentType="{_TYPE}.{kind}.main+xml" PartName="/word/brief.xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            f"{told}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_CORE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATION}/officeDocument" Target="word/brief.xml"/><Relationship Id="rId2" '
            f'Type="{_CORE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            "</Relationships>"
        ),
        "word/brief.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_CORE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
            "</cp:coreProperties>"
        ),
        **parts,
    }
    return write(Member.of(name, content.encode()) for name, content in files.items())


def compiled(file: Path) -> Template:
    """Compile a template here, in the process of the test."""
    return compile_template(file.read_bytes(), file.name)


def table(*rows: str) -> str:
    """Give the XML of a table of one column, with a row for each text."""
    made = (f"<w:tr><w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>" for text in rows)
    return f'<w:tbl><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>{"".join(made)}</w:tbl>'


def run(text: str) -> str:
    """Give the XML of a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def text_box(*paragraphs: str) -> str:
    """Give the XML of a run with a text box, as Word writes it: once more for an old Word."""
    inside = "".join(f"<w:p>{run(text)}</w:p>" for text in paragraphs)
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def text_of(data: bytes) -> list[str]:
    """Give the paragraphs of a letter's body, headings and list items marked as in Markdown.

    A row of a table is a line, with a slash between the paragraphs of a cell.
    """
    return list(_lines(data))


@cache
def _lines(data: bytes) -> tuple[str, ...]:
    return tuple(_read(docx.Document(io.BytesIO(data))))


def _read(letter: Document) -> Iterator[str]:
    # To ask each paragraph for its style's name takes twenty times as long.
    names = {style.style_id: style.name for style in letter.styles}
    number = 0
    for item in letter.iter_inner_content():
        if isinstance(item, Table):
            yield from map(_row, item.rows)
            continue
        style = names.get(item._p.style)  # noqa: SLF001  (its id has no other name)
        number = number + 1 if style == "List Number" else 0
        marks = {"Heading 1": "## ", "List Bullet": "- ", "List Number": f"{number}. "}
        yield marks.get(style or "", "") + item.text


def _row(row: _Row) -> str:
    # A cell over several columns is given once for each.
    cells = dict.fromkeys(cell._tc for cell in row.cells)  # noqa: SLF001  (no other name tells)
    texts = (" / ".join(p.text for p in _Cell(tc, row.table).paragraphs) for tc in cells)
    return "| " + " | ".join(texts) + " |"


def whole_text(data: bytes) -> list[str]:
    """Give the paragraphs of a letter with its title, header and footer."""
    letter = docx.Document(io.BytesIO(data))
    section = letter.sections[0]
    return [
        f"Titel: {letter.core_properties.title}",
        *(f"Koptekst: {p.text}" for p in section.header.paragraphs),
        *(f"Voettekst: {p.text}" for p in section.footer.paragraphs),
        "",
        *text_of(data),
    ]
