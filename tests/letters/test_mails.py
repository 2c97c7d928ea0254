"""What each mail says, in all its cases and both languages: text goldens, and what holds for all.

STO_XL_UPDATE_GOLD=1 writes the goldens anew; read their differences before committing them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Hashable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from sto_xl.letters import LetterKind
from sto_xl.letters.mail.kinds import EVERY, RETURNED, WITH, Mail
from sto_xl.letters.mail.text import MailText, compile_text
from sto_xl.model import Language
from support.guards import agree

GOLD = Path(__file__).parent / "gold"
#: What is not known of a field of each kind.
UNKNOWN: Mapping[str, Hashable] = {"tekst": "", "lijst": (), "datum": None, "ja of nee": False}
DAY = dt.date(2026, 11, 23)
MANAGER = {
    "programma": "Sterk Techniekonderwijs Kop van Noord-Holland",
    "programmamanager": "Marijke de Vries",
    "telefoon": "06\xa05270\xa02892",
    "email": "m.devries@sto.example",
}
NOBODY = {"programma": "Sterk Techniekonderwijs"}
ASKED = {**MANAGER, "aanhef": "Beste mevrouw Jansen,"}
PLAN = {**ASKED, "titel": "Slimme kas"}
CHECKED = {**MANAGER, "titel": "Slimme kas", "indiener": "A. Bos", "bestand": "kas.xlsx"}
PROPOSED: Mapping[str, Hashable] = {
    "titel": "Slimme kas",
    "school": "De Werkhoek",
    "indiener": "A. Bos",
    "functie": "docent",
    "telefoon": "06\xa01",
    "email": "a.bos@x.example",
    "bestand": "kas.xlsx",
    "aanhef": "Beste Marijke de Vries,",
    "gevraagd": Decimal(85_000),
    "leerlingen": 115,
}
CASES: Mapping[Mail, Mapping[str, Mapping[str, Hashable]]] = {
    WITH[LetterKind.UITNODIGING]: {
        "geen": {**ASKED, "deelname": "geen"},
        "in gesprek": {**ASKED, "deelname": "in gesprek"},
        "aangemeld": {**ASKED, "deelname": "aangemeld"},
        "gestopt": {**ASKED, "deelname": "gestopt"},
        "zonder gegevens": {**NOBODY, "deelname": "geen"},
    },
    WITH[LetterKind.VOORSTEL]: {
        "alles": PROPOSED,
        "één leerling": {**PROPOSED, "leerlingen": 1},
        "zonder gegevens": {"titel": "Slimme kas", "bestand": "kas.xlsx", "gevraagd": Decimal(0)},
    },
    WITH[LetterKind.BESLUIT]: {
        "goedgekeurd": {**PLAN, "besluit": "goedgekeurd"},
        "één voorwaarde": {**PLAN, "besluit": "goedgekeurd", "voorwaarden": ("a",)},
        "twee voorwaarden": {**PLAN, "besluit": "goedgekeurd", "voorwaarden": ("a", "b")},
        "één vraag": {**PLAN, "besluit": "in gesprek", "open_vragen": ("a",)},
        "twee vragen": {**PLAN, "besluit": "in gesprek", "open_vragen": ("a", "b")},
        "afgewezen": {**PLAN, "besluit": "afgewezen"},
        "zonder gegevens": {**NOBODY, "titel": "Slimme kas", "besluit": "goedgekeurd"},
    },
    RETURNED: {
        "niets gevonden": {**CHECKED, "ingevuld": True},
        "van elk één": {**CHECKED, "ingevuld": True, "fouten": 1, "waarschuwingen": 1, "tips": 1},
        "van elk twee, als lijst": {**CHECKED, "fouten": 2, "waarschuwingen": 2, "tips": 2},
        "alleen waarschuwingen": {**CHECKED, "ingevuld": True, "waarschuwingen": 3},
        "alleen een tip": {**CHECKED, "ingevuld": True, "tips": 1},
        "zonder gegevens": {**NOBODY, "bestand": "Bevindingen plan.xlsx"},
    },
}
TEXTS = [(mail, language) for mail in CASES for language in Language]
each = pytest.mark.parametrize(
    ("mail", "language"), TEXTS, ids=[f"{mail.name}-{language.value}" for mail, language in TEXTS]
)


def said(mail: Mail, language: Language) -> Mapping[str, MailText]:
    """Give what a mail says in each of its cases."""
    file = mail.shipped(language)
    template = compile_text(file.read_bytes(), file.name)
    nothing = {name: UNKNOWN.get(field.kind, 0) for name, field in mail.fields.items()}
    return {
        case: MailText.read(template.render({**nothing, "nagekeken": DAY, **fields}))
        for case, fields in CASES[mail].items()
    }


@each
def test_a_mail_reads_as_its_golden(mail: Mail, language: Language) -> None:
    gold = GOLD / f"mail-{mail.name}-{language.value}.txt"
    texts = said(mail, language)
    text = "\n".join(f"==== {n}\n\n{one.subject}\n\n{one.text}\n" for n, one in texts.items())
    if os.environ.get("STO_XL_UPDATE_GOLD") == "1":
        gold.write_text(text, encoding="utf-8")
    assert text == gold.read_text(encoding="utf-8")


def test_every_mail_has_its_cases_and_every_golden_its_mail() -> None:
    agree(CASES, EVERY, "{} has no cases: add them to CASES")
    agree(
        {path.stem for path in GOLD.glob("mail-*.txt")},
        {f"mail-{mail.name}-{language.value}" for mail, language in TEXTS},
        "{} has no golden: run this file with STO_XL_UPDATE_GOLD=1, and read what it writes",
        "{} is of no mail: remove it",
    )


@each
def test_a_mail_has_no_holes_and_nothing_of_the_machinery(mail: Mail, language: Language) -> None:
    for one in said(mail, language).values():
        assert one.subject[0].isupper()
        assert not re.search(
            r"None|[{}\[\]<>]|  | [.,:;?!]|\n\n\n|,,|\.\.", f"{one.subject}\n{one.text}"
        )
        lines = one.text.splitlines()
        assert lines == [line.strip() for line in lines]
        assert len(lines[0].split()) > 1
