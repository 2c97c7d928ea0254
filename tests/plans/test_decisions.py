"""Which plans of a roster get a besluit, which are passed over, and what is left in the folder."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sto_xl.letters import LetterKind, mailing
from sto_xl.letters.templates import Templates, read
from sto_xl.letters.trial import Trial
from sto_xl.model import Language
from sto_xl.plans import decisions, write_back
from sto_xl.region import routines
from sto_xl.region.routines import Examined
from sto_xl.system.errors import Cause, Failure
from support.letterfiles import template, text_of
from support.tables import PEILDATUM, QUIET, examined, snapshot

SIGNED = QUIET.replace(
    "[tblPartners]",
    "Ondertekenaar besluit: naam | H. Terlouw\nOndertekenaar besluit: functie | voorzitter\n"
    "[tblPartners]",
)
SCHOOLS = """
[tblScholen]
Vestiging | School | Plaats | Soort | Deelname | Telefoon | Taal | Niet aanschrijven | Adres | \
Postcode
00AH17 | De Werkhoek | Assen | vmbo | deelnemer | 085 000 2100 | nl | ja | Weg 1 | 9401 SL
00AH18 | Saba School | Saba | vmbo | in gesprek | 085 000 2100 | en | | Weg 2 |
[tblContacten]
Vestiging | Naam | E-mail | Rol | Brief
00AH17 | J. Jansen | j.jansen@werkhoek.example | overig | geadresseerde
00AH17 | A. Ali | a.ali@werkhoek.example | overig | kopie
"""
PLANS = (
    "[tblPlannen]\nKenmerk | Vestiging | Titel | Ingediend | Status | Gevraagd | Toegekend | "
    "Besluitdatum | Open vragen | Toelichting besluit\n"
)
#: A plan of each status whose letter can be made, and others that get none.
EVERY = (
    "P-1 | 00AH17 | Kas | 1-3-2026 | goedgekeurd | 800 | 700 | 1-5-2026 | |\n"
    "P-2 | 00ah18 | Zorg | 1-3-2026 | in gesprek | 800 | | | Wie? |\n"
    "P-3 | 00AH17 | Robots | 1-3-2026 | afgewezen | 800 | | 1-5-2026 | | Te duur.\n"
    "P-4 | 00AH17 | Later | 1-3-2026 | ingediend | 800 | | | |\n"
    "P-5 | 00AH17 | Ooit | | concept | | | | |\n"
    "P-6 | 00AH17 | Weg | 1-3-2026 | ingetrokken | 800 | | | |\n"
    " | 00AH17 | Naamloos | 1-3-2026 | | 800 | | | |\n"
)


def found(rows: str = EVERY, region: str = SIGNED) -> Examined:
    return examined(f"{region}{SCHOOLS}{PLANS}{rows}")


def of(rows: str, *only: str) -> tuple[list[str], list[str]]:
    """Give what the plans with a letter are called, and the reasons of those without."""
    ready, waiting = decisions.decided(found(rows), frozenset(only))
    return [decisions.kenmerk_of(one.plan) for one in ready], [one.reason for one in waiting]


def test_what_is_decided_or_talked_about_gets_a_letter() -> None:
    assert of(EVERY) == (["p-1", "p-2", "p-3"], [])


def test_plans_can_be_named_by_kenmerk_or_else_by_title() -> None:
    assert of(EVERY, "p-2") == (["p-2"], [])
    assert of(EVERY, "p-4", "naamloos") == (
        [],
        ["de status is ‘ingediend’", "de status is niet ingevuld"],
    )


#: Plans that lack something, each with the reason.
LACKING = """
| 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | | 1-5-2026 -> het toegekende bedrag is niet ingevuld
| 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | 0 | 1-5-2026 -> het toegekende bedrag is nul
| 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | 7 | -> de besluitdatum is niet ingevuld
| 00AH17 | A | 1-3-2026 | in gesprek -> welke vragen nog openstaan, is niet ingevuld
| 00AH17 | A | 1-3-2026 | afgewezen | 8 | | 1-5-2026 -> \
de reden van het besluit (Toelichting besluit) is niet ingevuld
| 00AH17 | A | 1-3-2026 | afgewezen | 8 | | | | Nee. -> de besluitdatum is niet ingevuld
| 00AH17 | | 1-3-2026 | in gesprek | 8 | | | Wie? -> de titel is niet ingevuld
| | A | 1-3-2026 | in gesprek | 8 | | | Wie? -> de vestiging is niet ingevuld
| 00AH99 | A | 1-3-2026 | in gesprek | 8 | | | Wie? -> vestiging ‘00AH99’ staat niet op blad Scholen
| 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | 7 | 1-10-2026 -> \
het besluit is van 1 oktober 2026, na de peildatum
| 00AH17 | A | 1-10-2026 | in gesprek | 8 | | | Wie? -> \
het plan is ingediend op 1 oktober 2026, na de peildatum
| 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | zeven | 1-5-2026 -> \
bij Toegekend staat een fout (blad Plannen, cel K2)
"""


@pytest.mark.parametrize("line", LACKING.strip().splitlines())
def test_a_plan_that_lacks_what_its_letter_needs_is_passed_over(line: str) -> None:
    row, reason = line.split(" -> ")
    assert of(f"P {row}") == ([], [reason])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("goedgekeurd? | 8 | 7 | 1-5-2026", "wat er bij Status staat, is niet te lezen (blad "),
        ("goedgekeurd | 8 | 7 | 1-2-2026", "het besluit is van 1 februari 2026, vóór de dag"),
        ("goedgekeurd | 8 | 7,000 | 1-5-2026", "bij Toegekend staat een fout"),
        ("in gesprek | 8 | | | zie boven", "bij Open vragen staat een fout"),
        ("in gesprek | 8 | | | geen", "welke vragen nog openstaan, is niet ingevuld"),
        ("afgewezen | 8 | | 1-5-2026 | | volgt", "bij Toelichting besluit staat een fout"),
    ],
)
def test_doubt_sends_no_besluit_and_is_told(line: str, reason: str) -> None:
    ready, reasons = of(f"P | 00AH17 | A | 1-3-2026 | {line}\n")
    assert ready == []
    assert [r.startswith(reason) for r in reasons] == [True]


#: A plan with all that a letter needs, but for its status and days.
ANY = (
    "[tblPlannen]\nKenmerk | Vestiging | Titel | Ingediend | Toegekend | Open vragen | Toelichting "
    "besluit | Status | Besluitdatum | Besluit verzonden | Verzonden als\n"
    "P | 00AH17 | Kas | 1-3-2026 | 700 | Wie? | Te duur. | "
)
SENT = "het besluit is al verzonden op 2 mei 2026; is er een nieuw besluit, vul dan de nieuwe "
SENT += "Besluitdatum in"
#: Status, Besluitdatum, Besluit verzonden, Verzonden als; why there is no letter, if there is none.
REMEMBERED = f"""
goedgekeurd | 1-5-2026 | | ->
goedgekeurd | 1-5-2026 | 2-5-2026 | goedgekeurd -> {SENT}
goedgekeurd | 2-5-2026 | 2-5-2026 | goedgekeurd -> {SENT}
goedgekeurd | 3-5-2026 | 2-5-2026 | goedgekeurd ->
goedgekeurd | 1-5-2026 | 2-5-2026 | Goedgekeurd -> {SENT}
afgewezen | 1-5-2026 | 2-5-2026 | afgewezen -> {SENT}
afgewezen | 1-5-2026 | 2-5-2026 | goedgekeurd ->
goedgekeurd | 1-5-2026 | 2-5-2026 | in gesprek ->
goedgekeurd | 1-5-2026 | 2-5-2026 | -> {SENT}
goedgekeurd | 3-5-2026 | 2-5-2026 | ->
goedgekeurd | 1-5-2026 | | goedgekeurd ->
in gesprek | | 2-5-2026 | in gesprek ->
in gesprek | | 2-5-2026 | goedgekeurd ->
in gesprek | | 2-5-2026 | ->
goedgekeurd | 1-5-2026 | begin mei | -> bij Besluit verzonden staat een fout (blad Plannen, cel P2)
goedgekeurd | 1-5-2026 | 2-5-2062 | -> bij Besluit verzonden staat een fout (blad Plannen, cel P2)
in gesprek | | begin mei | -> bij Besluit verzonden staat een fout (blad Plannen, cel P2)
goedgekeurd | 1-5-2026 | 2-5-2026 | goed? -> bij Verzonden als staat een fout (blad Plannen, cel Q2)
"""


def remembered(line: str, *, again: bool = False) -> tuple[int, list[str]]:
    """Give how many letters there are about a plan, and why there is none."""
    ready, waiting = decisions.decided(examined(f"{SIGNED}{SCHOOLS}{ANY}{line}\n"), again=again)
    return len(ready), [one.reason for one in waiting]


@pytest.mark.parametrize("line", REMEMBERED.strip().splitlines())
def test_a_besluit_that_was_sent_gets_no_second_letter_and_questions_always_do(line: str) -> None:
    row, _, reason = line.partition(" ->")
    assert remembered(row) == ((0, [reason.strip()]) if reason else (1, []))


@pytest.mark.parametrize("line", REMEMBERED.strip().splitlines())
def test_whoever_asks_again_gets_the_letter_whatever_was_sent(line: str) -> None:
    row, _, _reason = line.partition(" ->")
    assert remembered(row, again=True) == (1, [])


def test_of_a_besluit_that_was_sent_nothing_is_asked_that_only_a_letter_needs() -> None:
    row = "goedgekeurd | | 2-5-2026 | goedgekeurd"
    assert remembered(row) == (0, [SENT])
    assert remembered(row, again=True) == (0, ["de besluitdatum is niet ingevuld"])


def test_a_plan_that_is_named_is_not_asked_for_again() -> None:
    text = f"{SIGNED}{SCHOOLS}{ANY}goedgekeurd | 1-5-2026 | 2-5-2026 | goedgekeurd\n"
    ready, waiting = decisions.decided(examined(text), frozenset({"p"}))
    assert ready == ()
    assert [(one.reason, one.sent) for one in waiting] == [(SENT, True)]


def test_a_template_can_be_tried_on_a_besluit_that_was_sent() -> None:
    text = f"{SIGNED}{SCHOOLS}{ANY}goedgekeurd | 1-5-2026 | 2-5-2026 | goedgekeurd\n"
    assert [one.title for one in decisions.candidates(examined(text))] == ["P Kas"]


def test_what_was_sent_is_written_beside_its_plan_and_nowhere_else() -> None:
    rows = EVERY.replace("P-3", "P-2")
    (days, statuses) = write_back.sent(found(rows), {0, 1}, PEILDATUM).columns
    assert (days.heading, statuses.heading) == ("Besluit verzonden", "Verzonden als")
    assert days.cells[:2] == (PEILDATUM, PEILDATUM)
    assert statuses.cells[:2] == ("goedgekeurd", "in gesprek")
    assert days.lines == statuses.lines == frozenset({0, 1})
    assert write_back.sent(found(rows), (), PEILDATUM).columns == ()


def test_a_roster_of_before_there_was_a_place_for_it_gets_letters_and_forgets_them() -> None:
    book = routines.examine(snapshot(f"{SIGNED}{SCHOOLS}{PLANS}{EVERY}", version="1.0"), PEILDATUM)
    ready, _waiting = decisions.decided(book)
    assert len(ready) == 3
    lacking = "ontbreken de kolommen ‘Besluit verzonden’ en ‘Verzonden als’"
    assert lacking in write_back.remembered(book)
    assert write_back.sent(book, {0, 1, 2}, PEILDATUM).columns == ()
    assert "bij Besluit verzonden" in write_back.remembered(found())


def test_of_two_plans_with_one_kenmerk_the_first_counts() -> None:
    rows = EVERY.replace("P-3", "P-1")
    reason = "een plan dat erboven staat, heeft hetzelfde kenmerk"
    assert of(rows) == (["p-1", "p-2"], [reason])


def test_an_address_with_a_fout_holds_a_letter_back() -> None:
    text = f"{SIGNED}{SCHOOLS.replace('| nl | ja', '| xx | ja')}{PLANS}{EVERY}"
    _ready, waiting = decisions.decided(examined(text))
    assert {one.reason for one in waiting} == {"bij Taal staat een fout (blad Scholen, cel N2)"}


def test_a_location_that_was_merged_gets_no_letter() -> None:
    schools = SCHOOLS.replace("Taal | Niet aanschrijven", "Taal | Opgegaan in")
    schools = schools.replace("| nl | ja", "| nl | 00AH18")
    _ready, waiting = decisions.decided(examined(f"{SIGNED}{schools}{PLANS}{EVERY}"))
    reason = "de locatie is opgegaan in 00AH18: vul die bij het plan in"
    assert [one.reason for one in waiting] == [reason, reason]


@pytest.mark.parametrize(
    ("region", "fields"),
    [
        (QUIET, "‘Ondertekenaar besluit: naam’ en ‘Ondertekenaar besluit: functie’"),
        (SIGNED.replace("voorzitter", ""), "‘Ondertekenaar besluit: functie’"),
    ],
)
def test_without_who_signs_there_is_no_letter(region: str, fields: str) -> None:
    with pytest.raises(Failure) as raised:
        decisions.decided(found(region=region))
    assert raised.value.cause is Cause.NO_SIGNER
    assert f"vul daar {fields} in" in str(raised.value)


def test_where_nothing_is_decided_nobody_has_to_sign() -> None:
    assert decisions.decided(found("P | 00AH17 | A | | concept", QUIET)) == ((), ())


# What is left in the folder.


def posted(folder: Path, rows: str = EVERY) -> list[mailing.Posted]:
    ready, waiting = decisions.decided(found(rows))
    templates = Templates(kind=LetterKind.BESLUIT)
    return list(mailing.post(ready, waiting, templates, PEILDATUM, folder))


def listed(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(folder / mailing.LIST)
    return {s.title: [tuple(c or "" for c in row) for row in s.values] for s in book}


def test_the_list_says_to_whom_each_letter_is_mailed_and_which_plan_has_none(
    tmp_path: Path,
) -> None:
    rows = EVERY + "P-7 | 00AH17 | Bus | 1-3-2026 | in gesprek | 8\n"
    files = [
        "Besluit P-1 De Werkhoek.docx",
        "Vragen over P-2 Saba School.docx",
        "Besluit P-3 De Werkhoek.docx",
    ]
    assert [one.file for one in posted(tmp_path, rows)] == files
    assert {path.name for path in tmp_path.iterdir()} == {*files, mailing.LIST}
    found = listed(tmp_path)
    jansen = ("J. Jansen", "j.jansen@werkhoek.example", "a.ali@werkhoek.example")
    unknown = (
        "Er is geen e-mailadres bekend. Het adres in de brief is niet volledig: vul op blad "
        "Scholen Postcode in."
    )
    assert found["Verzendlijst"] == [
        ("Kenmerk", "Plan", "Besluit", "School", "Ter attentie van", "E-mail", "Kopie", "Bestand",
         "Let op"),
        ("P-1", "Kas", "goedgekeurd", "De Werkhoek", *jansen, files[0], ""),
        ("P-2", "Zorg", "in gesprek", "Saba School", "de directie", "", "", files[1], unknown),
        ("P-3", "Robots", "afgewezen", "De Werkhoek", *jansen, files[2], ""),
    ]  # fmt: skip
    reason = "Welke vragen nog openstaan, is niet ingevuld."
    assert found["Geen brief"][2:] == [("P-7", "Bus", "De Werkhoek", "in gesprek", reason)]


def test_each_school_gets_the_letter_in_its_language(tmp_path: Path) -> None:
    posted(tmp_path)
    text = text_of((tmp_path / "Vragen over P-2 Saba School.docx").read_bytes())
    assert "Subject: questions about your plan ‘Zorg’" in text


@pytest.mark.parametrize(
    ("kenmerk", "asked"), [("P-2", "hetzelfde kenmerk"), ("", "dezelfde titel")]
)
def test_a_plan_without_a_kenmerk_is_to_come_back_with_its_title(
    tmp_path: Path, kenmerk: str, asked: str
) -> None:
    rows = f"{kenmerk} | 00AH17 | Zorg | 1-3-2026 | in gesprek | 800 | | | Wie? |\n"
    (made,) = posted(tmp_path, rows)
    text = " ".join(text_of((tmp_path / made.file).read_bytes()))
    assert f"stuurt u het opnieuw in, met {asked}. Dan beslist de regio." in text


def test_a_letter_that_cannot_be_made_stops_no_other_and_stands_on_the_list(
    tmp_path: Path,
) -> None:
    made = posted(tmp_path, EVERY.replace("Te duur", "Te\x07 duur"))
    assert [bool(one.failure) for one in made] == [False, False, True]
    assert "onzichtbaar teken" in str(listed(tmp_path)["Geen brief"][2][-1])


def test_where_every_plan_has_a_letter_the_list_says_so(tmp_path: Path) -> None:
    posted(tmp_path)
    assert listed(tmp_path)["Geen brief"][0][0] == (
        "Over elk plan waarover een brief zou gaan, is er een."
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("geen", ()),
        ("n.v.t.", ()),
        ("-", ()),
        ("Geen bijzondere voorwaarden.", ()),
        ("evaluatie; geen", ("evaluatie",)),
        ("Geen computers kopen", ("Geen computers kopen",)),
    ],
)
def test_no_conditions_are_no_condition(typed: str, printed: tuple[str, ...]) -> None:
    head = PLANS.strip() + " | Voorwaarden\n"
    row = f"P | 00AH17 | A | 1-3-2026 | goedgekeurd | 8 | 7 | 1-5-2026 | | | {typed}"
    ready, _ = decisions.decided(examined(f"{SIGNED}{SCHOOLS}{head}{row}"))
    assert [one.letter(PEILDATUM).voorwaarden for one in ready] == [printed]


def test_without_any_plan_to_write_about_nothing_is_left(tmp_path: Path) -> None:
    assert posted(tmp_path, "P | 00AH17 | A | | concept") == []
    assert list(tmp_path.iterdir()) == []


# Templates.


def test_a_template_beside_the_workbook_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "besluit.docx").write_bytes(template("Eigen {{ titel }}"))
    (tmp_path / "voorstel.docx").write_bytes(template("Een voorstel"))
    own = Templates.beside(None, LetterKind.BESLUIT, tmp_path)
    (letter,) = own.fill([(Language.NL, {"titel": "brief"})])
    assert isinstance(letter, bytes)
    assert text_of(letter) == ["Eigen brief"]
    assert own.of(Language.NL).name == "besluit.docx"
    shipped = Templates.beside(None, LetterKind.BESLUIT, None)
    assert shipped.of(Language.NL) is Templates(kind=LetterKind.BESLUIT).of(Language.NL)


def test_an_english_template_alone_serves_english_letters(tmp_path: Path) -> None:
    (tmp_path / "besluit.en.docx").write_bytes(template("Own {{ titel }}"))
    own = Templates.beside(None, LetterKind.BESLUIT, tmp_path)
    assert own.of(Language.EN).name == "besluit.en.docx"
    assert own.of(Language.EN).data == (tmp_path / "besluit.en.docx").read_bytes()
    assert own.of(Language.NL) == Templates(kind=LetterKind.BESLUIT).of(Language.NL)


def test_a_template_for_another_letter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(template("{{ open_vragen|opsomming }}"))
    Templates(tmp_path / "a.docx", LetterKind.BESLUIT)
    with pytest.raises(Failure, match="het veld ‘open_vragen’, dat niet bestaat"):
        Templates(tmp_path / "a.docx", LetterKind.VOORSTEL)


def test_a_template_is_tried_on_a_plan_in_its_language(tmp_path: Path) -> None:
    (tmp_path / "a.en.docx").write_bytes(template("{{ titel }} {{ titul }}"))
    trial = Trial(read(tmp_path / "a.en.docx", LetterKind.BESLUIT), LetterKind.BESLUIT)
    ((name, letter),) = trial.letters(decisions.candidates(found()), PEILDATUM)
    assert name == "P-2 Zorg"
    assert isinstance(letter, bytes)
    assert text_of(letter) == ["Zorg [titul?]"]
    with pytest.raises(Failure, match="nog geen plan om een proefbrief over te maken"):
        list(trial.letters(decisions.candidates(found("P | 00AH17")), PEILDATUM))


def test_a_list_of_besluiten_is_written_once_more_as_such(tmp_path: Path) -> None:
    first, *_ = posted(tmp_path)
    file = tmp_path / mailing.LIST
    before, as_made = listed(tmp_path), file.read_bytes()
    mailing.list_anew(file, {}, PEILDATUM)
    assert file.read_bytes() == as_made
    mailing.list_anew(file, {first.file: "Besluit (2).docx"}, PEILDATUM)
    row = before["Verzendlijst"][1]
    before["Verzendlijst"][1] = tuple(c if c != first.file else "Besluit (2).docx" for c in row)
    assert listed(tmp_path) == before
