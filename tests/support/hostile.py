"""Files that are spoiled on purpose, each in a way that has a name; a seed gives the same again."""

from __future__ import annotations

import re
import struct
from random import Random

from support.packages import parts, reworked
from support.treasures import workbook

#: The parts of a workbook that a reader, or who fills it in, looks at.
_PARTS = (
    *(f"xl/worksheets/sheet{number}.xml" for number in (1, 3)),
    *(f"xl/tables/table{number}.xml" for number in (1, 2, 3, 4)),
    *("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"),
    *("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"),
)
_VALUES = ("", "-1", "99999999999", "A1", "ZZZZ1:A0", "é", "B3:E99999999", "shared", "array", "1e9")
_PIECES = (b"{{", b"{%", b"<", b"&", b"]]>", b"<!--", b"\x00", b"{% for a in school %}", b"/>")


def spoiled_template(sound: bytes, seed: int) -> tuple[str, bytes]:
    """Spoil a template somewhere: a byte, a length, a stretch, a piece of a member."""
    chance = Random(seed)  # noqa: S311  (the same ones in each run)
    data = bytearray(sound)
    kind = chance.choice(("other bytes", "a length", "a stretch gone", "a piece within"))
    if kind == "other bytes":
        for _ in range(chance.randrange(1, 9)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == "a length":
        at = chance.randrange(len(data) - 4)
        data[at : at + 4] = struct.pack("<I", chance.choice([0, 1, 2**16, 2**31, 2**32 - 1]))
    elif kind == "a stretch gone":
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 200)]
    else:
        name, content = chance.choice(sorted(parts(sound).items()))
        at = chance.randrange(len(content))
        end = at + chance.randrange(9)
        piece = chance.choice(_PIECES)
        return kind, reworked(sound, {name: content[:at] + piece + content[end:]})
    return kind, bytes(data)


def spoiled_workbook(chance: Random) -> tuple[str, bytes]:
    """Spoil the XML of a part of a workbook, in one to three places; the kind tells the last."""
    name = chance.choice(_PARTS)
    xml, kind = parts(workbook())[name].decode(), ""
    for _ in range(chance.randint(1, 3)):
        kind, xml = _spoiled(xml, chance)
    return kind, reworked(workbook(), {name: xml})


def _spoiled(xml: str, chance: Random) -> tuple[str, str]:
    """Take a tag out, double it, change or drop an attribute, put a sign where none belongs."""
    tag = chance.choice(list(re.finditer(r"<[^>]+>", xml)))
    before, after = xml[: tag.start()], xml[tag.end() :]
    how = chance.choice(("a tag gone", "a tag twice", "a sign", "an attribute gone", "a value"))
    said = list(re.finditer(r'\s[\w:]+="([^"]*)"', tag[0]))
    if how == "a sign":
        at = chance.randrange(len(xml))
        sign = chance.choice(["<", ">", "&", '"', "\0", "&#0;", "é"])
        return how, xml[:at] + sign + xml[at + 1 :]
    if how == "a tag twice":
        return how, before + tag[0] * 2 + after
    if how == "a tag gone" or not said:
        return "a tag gone", before + after
    one = chance.choice(said)
    start, end = one.span() if how == "an attribute gone" else one.span(1)
    new = "" if how == "an attribute gone" else chance.choice(_VALUES)
    return how, before + tag[0][:start] + new + tag[0][end:] + after
