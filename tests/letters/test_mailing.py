"""A run of letters: the templates it is made of, what it leaves in its folder, a template tried."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from sto_xl import letters
from sto_xl.letters import LetterKind, mailing
from sto_xl.letters.fields import NOTATIONS, page
from sto_xl.letters.mail import drafts
from sto_xl.letters.mail.kinds import WITH, MailTemplates
from sto_xl.letters.mailing import Posted
from sto_xl.letters.template import require
from sto_xl.letters.templates import Templates, read
from sto_xl.letters.trial import Trial
from sto_xl.model import Language, Region, Status
from sto_xl.model.wording import WORDINGS
from sto_xl.region import invitations, routines
from sto_xl.region.invitations import Selection
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from support.guards import fresh
from support.letterfiles import compiled, table, template, text_of
from support.tables import PEILDATUM, QUIET, examined
from support.tools import ROOT, validate

SCHOOLS = (
    "[tblScholen]\nVestiging | School | Plaats | Soort | Deelname | Telefoon | Laatste brief | "
    "Taal | Adres | Postcode\n"
)
ROSTER = (
    f"{QUIET}{SCHOOLS}"
    "00AH17 | De Werkhoek | Assen | vmbo | geen | 085 000 2100 | | nl | Dorpsweg 1 | 9401 SL\n"
    "00AH18 | Saba School | Saba | vmbo | geen | 085 000 2100 | | en | Dorpsweg 2 | 9401 SL\n"
    "00AH19 | Het Veld | Assen | vmbo | geen | 085 000 2100 | 1-9-2026 | nl\n"
    "00AH20 | De Praktijk | Assen | pro | geen | 085 000 2100 | | nl\n"
    "00AH21 | De Overkant | Assen | vmbo | in gesprek | 085 000 2100 | | nl\n"
    "[tblContacten]\nVestiging | Naam | E-mail | Rol | Brief\n"
    "00AH17 | J. Jansen | j.jansen@werkhoek.example | overig | geadresseerde\n"
    "00AH17 | A. Ali | a.ali@werkhoek.example | overig | kopie\n"
    "00AH18 | | info@saba,example | directie | "
)
FOUND = examined(ROSTER)
FIELDS = invitations.invite(FOUND)[0][0].letter(PEILDATUM).fields()


def post(
    folder: Path, found: routines.Examined = FOUND, templates: Path | None = None
) -> list[Posted]:
    meant, passed = invitations.invite(found)
    chosen = Templates(templates)
    return list(mailing.post(meant, passed, chosen, PEILDATUM, folder))


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(folder / mailing.LIST)
    return {s.title: [tuple(c or "" for c in row) for row in s.values] for s in book}


def written(path: Path, *paragraphs: str) -> Path:
    path.write_bytes(template(*paragraphs))
    return path


# What is left in the folder.


def test_the_list_says_to_whom_each_letter_is_mailed_and_who_gets_none(tmp_path: Path) -> None:
    posted = post(tmp_path)
    assert [p.file for p in posted] == [
        "Uitnodiging De Werkhoek 00AH17.docx",
        "Uitnodiging Saba School 00AH18.docx",
    ]
    assert {p.name for p in tmp_path.iterdir()} == {*(p.file for p in posted), mailing.LIST}
    found = rows(tmp_path)
    assert found["Verzendlijst"] == [
        (
            *("Vestiging", "School", "Plaats", "Ter attentie van", "E-mail", "Kopie", "Bestand"),
            "Let op",
        ),
        (
            *("00AH17", "De Werkhoek", "Assen", "J. Jansen", "j.jansen@werkhoek.example"),
            *("a.ali@werkhoek.example", posted[0].file, ""),
        ),
        (
            *("00AH18", "Saba School", "Saba", "de directie", "info@saba,example", ""),
            *(posted[1].file, "Kijk het e-mailadres na: dat klopt misschien niet."),
        ),
    ]
    reason = "De laatste brief is van 1 september 2026, nog geen 180 dagen geleden."
    assert found["Geen brief"][2:] == [("00AH19", "Het Veld", "Assen", "geen", reason)]


def test_a_school_without_an_address_to_mail_to_is_pointed_out(tmp_path: Path) -> None:
    post(tmp_path, examined(f"{QUIET}{SCHOOLS}00AH17 | A | | vmbo | geen"))
    found = rows(tmp_path)
    told = (
        "Er is geen e-mailadres bekend. Het adres in de brief is niet volledig: vul op blad "
        "Scholen Adres, Postcode en Plaats in."
    )
    assert found["Verzendlijst"][1][4:] == ("", "", "Uitnodiging A 00AH17.docx", told)
    assert "heeft er een" in str(found["Geen brief"][0][0])


def test_where_only_others_have_an_address_it_is_asked_to_choose_among_them(tmp_path: Path) -> None:
    docent = (
        "[tblContacten]\nVestiging | Naam | E-mail | Brief\n00AH17 | L. Bos | l.bos@a.nl | nee\n"
    )
    post(tmp_path, examined(f"{QUIET}{SCHOOLS}00AH17 | A | | vmbo | geen\n{docent}"))
    listed = rows(tmp_path)["Verzendlijst"][1]
    assert listed[4] == ""
    assert str(listed[7]).startswith(
        "Kies op blad Contacten een geadresseerde met een e-mailadres."
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("a%0Abcc:b@x.nl", "a@x.nl%0Acc=b@x.nl", "Jan <a@x.nl>", "a:b@x.nl", "a@x.nl?cc=b@x.nl"),
        *("javascript:a@x.nl", "https://a@x.nl", '"a"@x.nl', "a&b@x.nl", "a\\b@x.nl"),
    ],
)
@pytest.mark.parametrize("place", ["j.jansen@werkhoek.example", "a.ali@werkhoek.example"])
def test_an_address_that_would_do_more_than_address_is_pointed_out(
    tmp_path: Path, place: str, typed: str
) -> None:
    post(tmp_path, examined(ROSTER.replace(place, typed)))
    assert "klopt misschien niet" in str(rows(tmp_path)["Verzendlijst"][1][-1])


def test_the_address_of_a_copy_is_pointed_out_too(tmp_path: Path) -> None:
    post(tmp_path, examined(ROSTER.replace("a.ali@werkhoek.example", "a.ali.werkhoek")))
    assert "klopt misschien niet" in str(rows(tmp_path)["Verzendlijst"][1][-1])


def test_an_addressee_who_is_no_more_than_proposed_is_said_to_be(tmp_path: Path) -> None:
    post(tmp_path, examined(ROSTER.replace(" | overig | geadresseerde", " | overig | ")))
    _, _, _, name, address, *_, remark = rows(tmp_path)["Verzendlijst"][1]
    assert (name, address) == ("J. Jansen", "j.jansen@werkhoek.example")
    assert remark == (
        "De geadresseerde is een voorstel: de enige met een e-mailadres bij wie Brief nog leeg is. "
        "Klopt het, kies dan op blad Contacten geadresseerde."
    )


def test_a_letter_that_cannot_be_made_stands_on_the_list_with_its_reason(tmp_path: Path) -> None:
    text = ROSTER.replace("De Werkhoek", "De Werk\x07hoek")
    posted = post(tmp_path, examined(text))
    assert [bool(p.failure) for p in posted] == [True, False]
    found = rows(tmp_path)
    assert len(found["Verzendlijst"]) == 2
    assert "onzichtbaar teken" in str(found["Geen brief"][2][-1])


@pytest.mark.parametrize("schools", [ROSTER, f"{QUIET}{SCHOOLS}00AH17 | A | | vmbo | geen"])
def test_a_list_written_once_more_differs_in_the_names_of_the_letters_alone(
    schools: str, tmp_path: Path
) -> None:
    first, *_ = post(tmp_path, examined(schools))
    file = tmp_path / mailing.LIST
    before, as_made = rows(tmp_path), file.read_bytes()
    mailing.list_anew(file, {}, PEILDATUM)
    assert file.read_bytes() == as_made
    mailing.list_anew(file, {first.file: "Brief (2).docx"}, PEILDATUM)
    row = before["Verzendlijst"][1]
    before["Verzendlijst"][1] = tuple(c if c != first.file else "Brief (2).docx" for c in row)
    assert rows(tmp_path) == before


def test_where_no_one_is_meant_nothing_is_left(tmp_path: Path) -> None:
    assert post(tmp_path, examined(f"{QUIET}{SCHOOLS}00AH20 | P | | pro | geen")) == []
    assert list(tmp_path.iterdir()) == []


def test_a_school_that_is_on_its_way_gets_a_letter_and_no_invitation(tmp_path: Path) -> None:
    wanted = Selection(frozenset({Status.IN_GESPREK}), frozenset({"00AH21"}))
    meant, passed = invitations.invite(FOUND, wanted)
    (posted,) = mailing.post(meant, passed, Templates(), PEILDATUM, tmp_path)
    assert posted.file == "Brief De Overkant 00AH21.docx"
    text = text_of((tmp_path / posted.file).read_bytes())
    assert any(t.startswith("U en ik zijn in gesprek over meedoen") for t in text)


def test_the_list_is_the_same_each_time(tmp_path: Path) -> None:
    post(tmp_path / "a")
    post(tmp_path / "b")
    (once, again) = (tmp_path / name / mailing.LIST for name in "ab")
    assert once.read_bytes() == again.read_bytes()


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_wrong_with_the_list(tmp_path: Path) -> None:
    post(tmp_path)
    assert validate(tmp_path / mailing.LIST) == []


# Its mail.


@pytest.mark.parametrize(("printed", "sent"), [((), "Brief.docx"), (("Brief.pdf",), "Brief.pdf")])
def test_a_letter_is_sent_as_its_pdf_where_there_is_one(
    tmp_path: Path, printed: tuple[str, ...], sent: str
) -> None:
    for name in ("Brief.docx", *printed):
        (tmp_path / name).write_bytes(name.encode())
    posted = [Posted(invitations.invite(FOUND)[0][0], "Brief.docx")]
    texts = MailTemplates(WITH[LetterKind.UITNODIGING], None)
    (drafted,) = drafts.draft_each(posted, texts, PEILDATUM, tmp_path)
    assert drafted.addressed
    message = message_from_bytes((tmp_path / drafted.file).read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (sent, sent.encode())


# Which templates.


def test_an_own_template_is_used_with_the_english_one_beside_it(tmp_path: Path) -> None:
    own = written(tmp_path / "brief.docx", "Dag {{ school }}")
    post(tmp_path / "een", templates=own)
    dutch, english = sorted((tmp_path / "een").glob("*.docx"))
    assert text_of(dutch.read_bytes()) == ["Dag De Werkhoek"]
    assert "Dear Sir or Madam," in text_of(english.read_bytes())
    written(tmp_path / "brief.en.docx", "Hello {{ school }} {{ briefdatum|datum }}")
    post(tmp_path / "twee", templates=own)
    _, english = sorted((tmp_path / "twee").glob("*.docx"))
    assert text_of(english.read_bytes()) == ["Hello Saba School 30 September 2026"]


def test_an_english_template_that_is_given_brings_the_dutch_one_beside_it(tmp_path: Path) -> None:
    english = written(tmp_path / "Brief.EN.docx", "Hello {{ school }}")
    assert Templates(english).of(Language.EN).name == "Brief.EN.docx"
    assert Templates(english).of(Language.NL).name == "uitnodiging.docx"
    written(tmp_path / "Brief.docx", "Dag {{ school }}")
    assert Templates(english).of(Language.NL).name == "Brief.docx"


@pytest.mark.parametrize("typed", ["brief.docx", r"sjablonen\brief.docx", "sjablonen/brief.docx"])
def test_the_template_of_a_roster_lies_beside_it(tmp_path: Path, typed: str) -> None:
    (tmp_path / "sjablonen").mkdir()
    for folder in (tmp_path, tmp_path / "sjablonen"):
        written(folder / "brief.docx", "Dag {{ school }}")
    chosen = Templates.of_roster(None, Region(briefsjabloon=f" {typed} "), tmp_path)
    (letter,) = chosen.fill([(Language.NL, FIELDS)])
    assert isinstance(letter, bytes)
    assert text_of(letter) == ["Dag De Werkhoek"]


def test_a_template_that_is_given_comes_before_that_of_the_roster(tmp_path: Path) -> None:
    given = written(tmp_path / "gegeven.docx", "Gegeven {{ school }}")
    chosen = Templates.of_roster(given, Region(briefsjabloon="weg.docx"), tmp_path)
    assert chosen.of(Language.NL).name == "gegeven.docx"
    assert Templates.of_roster(None, Region(), tmp_path).of(Language.NL).name == "uitnodiging.docx"


@pytest.mark.parametrize(
    "typed",
    ["weg.docx", "{here}", r"C:\sjablonen\brief.docx", r"\\server\brief.docx", "https://x/b.docx"],
)
def test_a_template_that_is_not_beside_the_roster_is_not_looked_for(
    tmp_path: Path, typed: str
) -> None:
    here = written(tmp_path / "brief.docx", "Dag {{ school }}")
    with pytest.raises(Failure) as caught:
        Templates.of_roster(None, Region(briefsjabloon=typed.format(here=here)), tmp_path)
    assert caught.value.cause is Cause.TEMPLATE_GONE


def test_a_template_that_cannot_be_used_is_refused_before_a_letter_is_made(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="het veld ‘schol’, dat niet bestaat"):
        Templates(written(tmp_path / "brief.docx", "Dag {{ schol }}"))
    written(tmp_path / "goed.docx", "Dag {{ school }}")
    written(tmp_path / "goed.en.docx", "{% if %}")
    with pytest.raises(Failure, match=r"goed\.en\.docx"):
        Templates(tmp_path / "goed.docx")


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("weg.docx", Cause.NOT_FOUND),
        ("map.docx", Cause.TEMPLATE),
        ("brief.txt", Cause.TEMPLATE),
        ("tekst.docx", Cause.TEMPLATE),
        ("x" * 300 + ".docx", Cause.OUT_OF_REACH),
    ],
)
def test_what_is_no_template_gives_a_sentence(tmp_path: Path, name: str, cause: Cause) -> None:
    (tmp_path / "map.docx").mkdir()
    (tmp_path / "brief.txt").write_text("Dag")
    (tmp_path / "tekst.docx").write_text("Dag")
    with pytest.raises(Failure) as caught:
        Templates(tmp_path / name)
    assert caught.value.cause is cause


# A template that is tried.


def trial(tmp_path: Path, *paragraphs: str, name: str = "brief.docx") -> Trial:
    kind = LetterKind.UITNODIGING
    return Trial(read(written(tmp_path / name, *paragraphs), kind), kind)


def test_a_trial_marks_what_is_unknown_and_fills_in_the_rest(tmp_path: Path) -> None:
    tried = trial(tmp_path, "Dag {{ school }}, {{ schol }}", "{{ xyz }}")
    assert tried.unknown == {"schol": "school", "xyz": ""}
    (name, letter), *others = tried.letters(invitations.candidates(FOUND), PEILDATUM)
    assert name == "De Werkhoek"
    assert isinstance(letter, bytes)
    assert [title for title, _ in others] == ["Het Veld", "De Overkant"]
    assert text_of(letter) == ["Dag De Werkhoek, [schol?]", "[xyz?]"]


@pytest.mark.parametrize(
    ("name", "only", "school"),
    [
        ("brief.docx", "", "De Werkhoek"),
        ("brief.en.docx", "", "Saba School"),
        ("brief.docx", "00AH19", "Het Veld"),
        ("brief.docx", "00AH21", "De Overkant"),
        ("brief.en.docx", "00AH17", "De Werkhoek"),
    ],
)
def test_a_trial_goes_to_a_school_of_the_template_s_language_or_the_one_that_is_named(
    tmp_path: Path, name: str, only: str, school: str
) -> None:
    wanted = Selection(only=frozenset({only} - {""}))
    candidates = invitations.candidates(FOUND, wanted)
    (title, _), *_ = trial(tmp_path, "x", name=name).letters(candidates, PEILDATUM)
    assert title == school


def test_every_letter_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    tried = trial(tmp_path, "{{ kopie|first }}")
    letters_ = dict(tried.letters(invitations.candidates(FOUND), PEILDATUM))
    assert isinstance(letters_.pop("De Werkhoek"), bytes)
    assert {*letters_} == {"Het Veld", "De Overkant"}
    assert all(isinstance(one, Failure) for one in letters_.values())


def test_a_field_that_would_not_read_well_is_told_of_a_trial_too(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"schrijf \{\{ adres\|opsomming \}\}"):
        list(trial(tmp_path, "{{ adres }}").letters(invitations.candidates(FOUND), PEILDATUM))


def test_a_trial_needs_a_school(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        list(trial(tmp_path, "x").letters(invitations.candidates(examined(QUIET)), PEILDATUM))
    assert caught.value.cause is Cause.NO_SCHOOL


def test_trials_leave_earlier_ones_alone(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = outputs.fresh_file(tmp_path, "Proefbrief", ".docx")
        path.write_text("x")
        names.append(path.name)
    assert names == ["Proefbrief.docx", "Proefbrief (2).docx", "Proefbrief (3).docx"]


# The fields.


def test_the_figures_of_a_region_are_left_out_below_two_deelnemers() -> None:
    for deelnemers, told in ((0, None), (1, None), (2, 2)):
        stand = letters.Situation(deelnemers=deelnemers, vmbo=9)
        school = FOUND.roster.schools[0]
        letter = letters.context(Region(), school, (), (), PEILDATUM, stand)
        assert letter.deelnemers == told
        assert letter.vmbo_locaties == (9 if told else None)


def test_the_page_about_fields_is_that_of_the_code() -> None:
    text = (ROOT / "docs" / "briefvelden.md").read_text(encoding="utf-8")
    fresh(text, page(), "sto-xl fields --markdown > docs/briefvelden.md")
    for language in Language:
        for name in WORDINGS[language].filters:
            assert f"|{name} }}}}" in text.replace("\\|", "|")


def test_every_example_on_the_page_can_be_used(tmp_path: Path) -> None:
    lines: list[str] = []
    for typed, _ in NOTATIONS:
        if typed.startswith("{%tr"):
            lines.append(table(typed, "{{ rij.omschrijving }}", "{%tr endfor %}"))
        elif "rij." not in typed:
            lines.append(typed)
        if typed.startswith("{%p"):
            lines += ["x", "{%p endif %}" if " if " in typed else "{%p endfor %}"]
    made = compiled(written(tmp_path / "brief.docx", *lines))
    require(made.uses, {name for kind in LetterKind for name in kind.fields})
    more = {"profielen": ("Z&W", "Groen", "D&P"), "leerlingen": 1200}
    text = text_of(made.render({**FIELDS, **more, "posten": ({"omschrijving": "Verf"},)}))
    assert "| Verf |" in text
    assert "1.200" in text
    assert "€\u00a04.000.000" in text
    assert "Z&W, Groen en D&P" in text
