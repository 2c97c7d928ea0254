"""The text of a mail as HTML: the same words, with paragraphs, lists and links."""

from __future__ import annotations

import html
import re
from itertools import groupby

from sto_xl.letters.mail.text import MailText
from sto_xl.model import Language, contact_details

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family: Calibri, Carlito, Arial, sans-serif; font-size: 11pt; line-height: 1.4">
{body}
</body>
</html>
"""
_ITEM = "- "
#: A web address ends before the sign that ends its sentence.
_LINK = re.compile(rf"https?://[^\s<>\"‘’“”]*[^\s<>\"'‘’“”.,;:!?)]|{contact_details.EMAIL.pattern}")


def as_html(mail: MailText, language: Language) -> str:
    """Give a mail as an HTML page."""
    body = "\n".join(_paragraph(text) for text in mail.text.split("\n\n") if text)
    return _PAGE.format(language=language.value, subject=html.escape(mail.subject), body=body)


def _paragraph(text: str) -> str:
    """Give a paragraph, and the lists in it."""
    made = []
    for listed, lines in groupby(text.split("\n"), lambda line: line.startswith(_ITEM)):
        if listed:
            items = "".join(f"<li>{_linked(line.removeprefix(_ITEM))}</li>" for line in lines)
            made.append(f"<ul>{items}</ul>")
        else:
            made.append(f"<p>{'<br>'.join(map(_linked, lines))}</p>")
    return "\n".join(made)


def _linked(line: str) -> str:
    """Give a line with its addresses as links."""
    made, at = [], 0
    for found in _LINK.finditer(line):
        to = found[0] if found[0].startswith("http") else f"mailto:{found[0]}"
        made += [html.escape(line[at : found.start()])]
        made += [f'<a href="{html.escape(to)}">{html.escape(found[0])}</a>']
        at = found.end()
    return "".join([*made, html.escape(line[at:])])
