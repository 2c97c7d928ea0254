"""Doubt, ditto marks and words for nobody are no values; ticks of any kind are."""

from __future__ import annotations

import pytest

from sto_xl.adopt.people import Person, people
from sto_xl.sheets.cleaning import cleaned
from support.oldlists import adopted, rows, went

DOUBT = ["ja?", "≠ja", "!nee", "ja!", "(ja)", "ja (volgt)", "misschien", "ca. 20", "±30", "~"]
#: The same as `check` asks about: other signs that ask or deny, and a cross beside a word.
DOUBT += ["ja‽", "¬ja", "≈ ja", "ja ❓", "❌ ja", "ja ✖", "ja\uff1f", "☒"]


@pytest.mark.parametrize("doubt", DOUBT)
def test_doubt_in_a_choice_goes_to_opmerking_and_is_asked_about(doubt: str) -> None:
    found = adopted(f"School | Doet mee | D&P\nA | ja | x\nB | {doubt} | {doubt}\nC | nee |")
    assert rows(found, "Scholen")[1] == {
        "School": "B",
        "Opmerking": f"Doet mee: {doubt}; D&P: {doubt}",
    }
    assert [row["Vestiging"] for row in rows(found, "Aanbod")] == ["A"]
    assert found.asks == tuple(
        f"Blad1!{cell}: ‘{doubt}’ bij {label} is niet zeker, dus is {what} niet ingevuld; het "
        f"staat bij Opmerking. Vul {what} zelf in als u het weet"
        for cell, label, what in (("B3", "Doet mee", "Deelname"), ("C3", "D&P", "het aanbod"))
    )


@pytest.mark.parametrize("doubt", ["ja?", "nee?", "(nee)", "misschien"])
def test_no_letter_goes_out_on_a_doubt_about_writing_to_a_school(doubt: str) -> None:
    found = adopted(f"School | Niet aanschrijven\nA | ja\nB | {doubt}\nC | nee")
    assert rows(found, "Scholen")[1]["Niet aanschrijven"] == doubt
    (asked,) = found.asks
    assert asked == (
        f"Blad1!B3: ‘{doubt}’ bij Niet aanschrijven is niet zeker en blijft zo bij Niet "
        "aanschrijven staan: er gaat geen brief uit tot daar ja of nee staat"
    )


@pytest.mark.parametrize("text", ["deelnemer*", "#deelnemer", "„deelnemer”", "deelnemer…"])
def test_a_sign_that_the_check_asks_about_is_asked_about_here_as_well(text: str) -> None:
    found = adopted(f"School | Deelname\nA | {text}\nB | deelnemer")
    assert rows(found, "Scholen")[0] == {"School": "A", "Opmerking": f"Deelname: {text}"}
    assert len(found.asks) == 1


@pytest.mark.parametrize(
    ("text", "sheet", "heading", "place"),
    [
        ("School | Soort\nA | vmbo\nB | vmbo?", "Scholen", "Soort", "Opmerking"),
        ("School | Rol\nA | kernpartner\nB | (regiopartner)", "Scholen", "Rol", "Opmerking"),
        (
            "[Plannen]\nTitel | Gevraagd | Status\nX | 5 | goedgekeurd\nY | 5 | goedgekeurd?",
            "Plannen",
            "Status",
            "Open vragen",
        ),
        (
            "[Bedrijven]\nBedrijf | Soort\nMetaal | bedrijf\nHout | bedrijf of mbo?",
            "Partners",
            "Soort",
            "Contact",
        ),
    ],
)
def test_doubt_is_no_choice_in_any_table(text: str, sheet: str, heading: str, place: str) -> None:
    sure, unsure = rows(adopted(text), sheet)
    assert heading in sure
    assert heading not in unsure
    assert str(unsure[place]).startswith(f"{heading}: ")


@pytest.mark.parametrize("mark", ['"', "''", "„", ",,", "idem", "id.", "zie boven", "hetzelfde"])
def test_a_ditto_mark_is_no_value(mark: str) -> None:
    found = adopted(
        "School | Plaats | Contactpersoon | Doet mee | D&P\n"
        "A | Assen | J. Bos | ja | x\n"
        f"B | {mark} | {mark} | {mark} | {mark}"
    )
    assert rows(found, "Scholen")[1] == {
        "School": "B",
        "Opmerking": f"Plaats: {mark}; Contactpersoon: {mark}; Doet mee: {mark}; D&P: {mark}",
    }
    assert [row["Naam"] for row in rows(found, "Contacten")] == ["J. Bos"]
    assert len(rows(found, "Aanbod")) == 1
    assert all("verwijst naar een andere cel" in ask for ask in found.asks)


def test_a_ditto_mark_where_the_name_stands_is_the_school_above() -> None:
    found = adopted('School | Contactpersoon\nA | J. Bos\n" | K. Vos')
    assert [row["School"] for row in rows(found, "Scholen")] == ["A"]
    assert [row["Naam"] for row in rows(found, "Contacten")] == ["J. Bos", "K. Vos"]
    assert [(a.cell, a.text) for a in found.left_out] == [("A3", '"')]


NOBODY = [
    *("volgt", "volgt nog", "(leeg)", "0", "nog te bepalen", "n.n.b.", "tba", "vacature", "-", "?"),
    *("(volgt)", "geen", "nader te bepalen", "b.g.g."),
]


@pytest.mark.parametrize("word", NOBODY)
def test_a_word_for_nobody_is_nobody(word: str) -> None:
    found = adopted(
        "School | Contactpersoon | E-mail | Telefoon\n"
        f"A | {word} | {word} | {word}\nB | J. Bos | j@b.nl | 0592-123456\nC | {word} | |"
    )
    assert rows(found, "Contacten") == [
        {"Vestiging": "B", "Naam": "J. Bos", "E-mail": "j@b.nl", "Telefoon": "0592-123456"}
    ]
    assert [a.reason for a in found.left_out] == ["betekent: geen contact"] * 4


#: What stands as contact person, e-mail and telephone, the contacts of it, and what is left.
CONTACTS = [
    (
        "Dhr. J. Bos | j@b.nl | 0592-123456 (b.g.g. 06-00001111)",
        ["Dhr. J. Bos, j@b.nl, 0592-123456"],
        "Telefoon van Dhr. J. Bos: 06-00001111",
    ),
    ("(b.g.g. 0592-111111) | |", ["0592-111111"], None),
    ("volgt | x@d.nl | 0", ["x@d.nl"], None),
    ("mevrouw A. Wissink a.wissink@ludger | |", ["mevrouw A. Wissink, a.wissink@ludger"], None),
    ("A. Wissink a.wissink@… | |", ["A. Wissink, a.wissink@…"], None),
    (
        "dhr. P. Hulshof (conrector), tel 0544-477070, p.hulshof@m.nl | |",
        ["dhr. P. Hulshof, conrector, p.hulshof@m.nl, 0544-477070"],
        None,
    ),
    ("dhr. P. Hulshof, tel | |", ["dhr. P. Hulshof"], None),
    ("Henk Berendsen, 612345674 | |", ["Henk Berendsen, 0612345674"], None),
    (
        "Jan Wessels (zie Eibergen) | |",
        ["Jan Wessels"],
        "Contactpersoon: Jan Wessels (zie Eibergen)",
    ),
    ("zelfde als Isala | |", [], "Contactpersoon: zelfde als Isala"),
    ("Marco Stokkink M&T-docent m.s@b.nl | |", ["Marco Stokkink, M&T-docent, m.s@b.nl"], None),
    ("Jan (Johannes) Bos | |", ["Jan (Johannes) Bos"], None),
    ("J. Bos | | 06-12345678 (privé)", ["J. Bos, 06-12345678"], "Telefoon: 06-12345678 (privé)"),
    ("Kim Derksen (STO) | k@m.nl |", ["Kim Derksen, STO, k@m.nl, STO-contact"], None),
]


@pytest.mark.parametrize(("cells", "people_", "left"), CONTACTS)
def test_a_contact_is_no_more_than_who_it_is(
    cells: str, people_: list[str], left: str | None
) -> None:
    found = adopted(f"School | Contactpersoon | E-mail | Telefoon\nA | {cells}")
    headings = ("Naam", "Functie", "E-mail", "Telefoon", "Rol")
    told = [
        ", ".join(str(row[h]) for h in headings if h in row) for row in rows(found, "Contacten")
    ]
    assert told == people_
    assert rows(found, "Scholen")[0].get("Opmerking") == left


def test_a_cell_with_people_keeps_what_is_no_part_of_a_name() -> None:
    assert people("Mw. De Vries (ma t/m wo)") == [Person("Mw. De Vries", rest="ma t/m wo")]


TICKS = ["x", "X", "✓", "✔", "✔\ufe0f", "☑", "✅", "👍", "ja", "●"]
CROSSES = ["-", "✗", "✘", "✖", "✖\ufe0f", "❌", "nee", "0", "☐", "🚫"]


@pytest.mark.parametrize("tick", TICKS)
def test_a_tick_of_any_kind_is_yes(tick: str) -> None:
    found = adopted(f"School | D&P | Doet mee\nA | {tick} | {'ja' if tick == '●' else tick}")
    assert [row["Profiel"] for row in rows(found, "Aanbod")] == ["D&P"]
    assert rows(found, "Scholen")[0]["Deelname"] == "deelnemer"


@pytest.mark.parametrize("cross", CROSSES)
def test_a_cross_of_any_kind_is_no(cross: str) -> None:
    found = adopted(f"School | D&P\nA | {cross}\nB | x")
    assert [row["Vestiging"] for row in rows(found, "Aanbod")] == ["B"]
    assert [a.reason for a in found.left_out] == ["betekent: geen D&P"]


@pytest.mark.parametrize("unclear", ["-", "0", "☐", "n.v.t."])
def test_what_only_says_that_nothing_was_filled_in_is_no_deelname(unclear: str) -> None:
    found = adopted(f"School | Doet mee\nA | {unclear}\nB | ja\nC | nee")
    assert rows(found, "Scholen")[0].get("Deelname") not in ("geen", "deelnemer")


def test_characters_that_nobody_sees_are_not_there() -> None:
    found = adopted(
        "BRIN | Vestigingsnr | School | Contactpersoon | E-mail | Telefoon\n"
        "99AA\u200b | 00 | De\u00a0Test | \u200e | j.b@t.nl\ufeff | \u202a06\u201100001112\n"
        "99AB\u200b | \u200b01 | De\u00adTweede | K. Vos | mailto:k@v.nl |"
    )
    assert [(r["Vestiging"], r["School"]) for r in rows(found, "Scholen")] == [
        ("99AA00", "De Test"),
        ("99AB01", "DeTweede"),
    ]
    assert [{h: v for h, v in r.items() if h != "Vestiging"} for r in rows(found, "Contacten")] == [
        {"E-mail": "j.b@t.nl", "Telefoon": "06-00001112"},
        {"Naam": "K. Vos", "E-mail": "k@v.nl"},
    ]
    assert went(found)["E-mail"] == "Contacten: E-mail"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gewoon", "gewoon"),
        ("a\u200bb\ufeff", "ab"),
        ("06\u20111\u22122\u20143", "06-1-2-3"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("een\ntwee", "een\ntwee"),
        ("✔\ufe0f", "✔"),
        ("mailto:a@b.nl", "a@b.nl"),
        ("Mailto: a@b.nl", "a@b.nl"),
        ("é ĳ ß", "é ĳ ß"),
    ],
)
def test_a_text_has_one_spelling(typed: str, meant: str) -> None:
    assert cleaned(typed) == meant
