"""A roster of which each row has a key of its own kind, and headings with blanks around them."""

from __future__ import annotations

import datetime as dt
import re

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.grid import Value
from support.packages import parts, reworked
from support.rosters import LONG

#: Keys of schools, each with a finding in its row: as people type and paste them, and as no one
#: would but a machine.
KEYS: tuple[Value, ...] = (
    *("99AK00\n", " 99AL00", "99AM00 ", "99\u00a0AN00", "99AO00\u00a0", "99\tAP00", "\t99AQ00"),
    *("99  AR00", "99AS00\r\n", "99AT00\u200b", "A~B", "A~~B", "Kan dit?", "Kan dit!", "*", "~*"),
    *(
        "*" * 150,
        "?~*" * 60,
        f"{LONG}1",
        f"X{LONG}2",
        "\U0001f600" * 60,
        "=1+1",
        "'99AU00",
        "#N/B",
    ),
    *('"De Hoek"', "Sint-Jan ‘t Lam", "de ĳ", "e\u0301cole", "<&>", "_x0041_", "Scholen|School|x"),
    *(12, 12.5, 0.1 + 0.2, -3, 1_200_000, 10**16, True, False),
    *(dt.date(2026, 1, 3), dt.datetime(2026, 1, 3, 10, 30), dt.time(10, 30)),
)
#: The text that stands where an error is to stand: XlsxWriter writes none.
ERROR = "DEZE CEL WORDT EEN FOUTWAARDE"


def school(key: Value, name: Value = "De Hoek", deelname: str = "misschien") -> tuple[Value, ...]:
    row: dict[str, Value] = {"Vestiging": key, "School": name, "Deelname": deelname}
    return tuple(row.get(column.heading) for column in sheets.SCHOLEN.columns)


def odd_content() -> build.Content:
    """Give a roster of which each row has a key of its own and a Deelname that nobody knows."""
    # In a column for codes LibreOffice takes WAAR for a number; Excel does not.
    codes = [key for key in KEYS if not isinstance(key, bool)]
    # Nor does it find a text with a tab and a line break in it, as the heading there has.
    beside = [key for key in KEYS if "\t" not in str(key)]
    return {
        "tblRegio": {"Regionummer": "STO1907", "Tranche": "ooit"},
        "tblScholen": [
            *(school(key) for key in codes),
            # Without a vestiging a school is found by its name; blanks are no vestiging to people.
            *(school(None, f"{key}+" if isinstance(key, str) else key) for key in KEYS),
            school("  ", "Blanco"),
            school("\u00a0", "Harde spatie"),
            school(ERROR, "Fout in de sleutel"),
            school(None, ERROR),
            school("99ZZ00", "Niets aan de hand", "geen"),
        ],
        "tblContacten": [("99ZZ00", key, None, None, "geen adres") for key in beside],
        "tblAanbod": [("99ZZ00 ", key, "BB", "veel") for key in KEYS],
        "tblPartners": [(key, "iets anders") for key in KEYS],
        "tblPlannen": [(key, "99ZZ00", "Robots", None, None, "veel") for key in codes],
    }


def with_odd_cells(data: bytes) -> bytes:
    """Give a roster with errors where they were announced, and with blanks in its headings."""

    def headings(xml: str) -> str:
        xml = xml.replace('name="Deelname"', 'name="Deelname "')
        return xml.replace('name="E-mail"', 'name=" E-mail_x000a_"')

    def shared(xml: str) -> str:
        xml = xml.replace("<t>Deelname</t>", '<t xml:space="preserve">Deelname </t>', 1)
        xml = xml.replace("<t>Tranche</t>", '<t xml:space="preserve">\u00a0Tranche </t>', 1)
        return xml.replace("<t>E-mail</t>", '<t xml:space="preserve"> E-mail\n</t>', 1)

    def errors(xml: str) -> str:
        return re.sub(rf' t="inlineStr"><is><t[^>]*>{ERROR}</t></is>', ' t="e"><v>#N/A</v>', xml)

    made = parts(data)
    tables = {
        name: headings
        for name, part in made.items()
        if name.startswith("xl/tables/") and headings(part.decode()) != part.decode()
    }
    return reworked(
        data,
        {
            **tables,
            "xl/sharedStrings.xml": shared,
            "xl/worksheets/sheet2.xml": errors,
        },
    )
