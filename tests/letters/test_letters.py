"""What the uitnodiging says to each kind of school: text goldens, and rules that hold for all.

STO_XL_UPDATE_GOLD=1 writes the goldens anew; read their differences before committing them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.letters import Letter, Situation, context
from sto_xl.letters.template import Template, compile_template
from sto_xl.letters.word.members import Member, read_members, write
from sto_xl.model import (
    Contact,
    ContactRole,
    Land,
    Language,
    Leerweg,
    LetterRole,
    Offering,
    Region,
    School,
    Status,
    reference,
)
from sto_xl.model.wording import UNPRINTABLE
from sto_xl.system.errors import Cause, Failure
from support.correspondents import ISLAND_SCHOOL, ISLANDS, REGION, SCHOOL, contact
from support.guards import agree
from support.letterfiles import run, text_of, whole_text
from support.tools import ROOT, validate

GOLD = Path(__file__).parent / "gold"
TEMPLATES = ROOT / "templates"
NAMES = {Language.NL: "uitnodiging.docx", Language.EN: "uitnodiging.en.docx"}
DATE = dt.date(2026, 11, 23)
NON_TECHNICAL = tuple(p.code for p in reference.profielen().values() if not p.techniek)


def offered(text: str) -> tuple[Offering, ...]:
    """Read "Z&W BB, TL": a profile and a leerweg, or a leerweg alone, for each row."""
    rows = [part.split() for part in text.split(",") if part.strip()]
    return tuple(
        Offering(
            line=line,
            vestiging="00AH17",
            profiel=row[0] if len(row) > 1 else None,
            leerweg=Leerweg(row[-1]),
        )
        for line, row in enumerate(rows)
    )


def shipped(language: Language) -> Template:
    return compile_template((TEMPLATES / NAMES[language]).read_bytes(), NAMES[language])


NOT_YET = Situation()


@dataclass(frozen=True)
class Case:
    """A school to which a letter goes."""

    offers: str = ""
    contacts: Sequence[Contact] = ()
    region: Region = REGION
    school: School = SCHOOL
    language: Language = Language.NL
    stand: Situation = NOT_YET

    @property
    def letter(self) -> Letter:
        return context(
            self.region, self.school, self.contacts, offered(self.offers), DATE, self.stand
        )

    @property
    def file(self) -> bytes:
        return shipped(self.language).render(self.letter.fields())

    @property
    def text(self) -> list[str]:
        return text_of(self.file)


JANSEN = contact(
    "J. Jansen",
    aanhef="Geachte mevrouw Jansen",
    brief=LetterRole.GEADRESSEERDE,
    email="j@s.example",
)
COPIES = (contact("A. Ali", brief=LetterRole.KOPIE), contact("P. Bos", brief=LetterRole.KOPIE))


def _english(deelname: Status, offers: str) -> Case:
    stand = Situation(deelname, 2, 3)
    return Case(offers, (), ISLANDS, ISLAND_SCHOOL, Language.EN, stand)


WITH_SITES = REGION.model_copy(
    update={
        "website": "https://www.sto-kop.example/",
        "website_platforms": "www.platforms.example/techniek",
    }
)
CASES: Mapping[str, Case] = {
    "bekende-geadresseerde": Case("Z&W BB, Z&W KB, Groen BB", (JANSEN, *COPIES)),
    "onbekende-geadresseerde": Case("Z&W BB, Z&W GL", (contact("Q. Vos", brief=LetterRole.NEE),)),
    "profiel-eo": Case("E&O BB"),
    "profiel-hbr": Case("HBR BB, HBR KB"),
    "profiel-zw": Case("Z&W KB, Z&W GL"),
    "profiel-groen": Case("Groen BB, Groen KB, Groen GL, Groen TL"),
    "profiel-dp": Case("D&P BB, D&P KB, D&P GL, TL"),
    "vijf-profielen": Case("D&P GL, Groen BB, Z&W BB, E&O KB, HBR BB", (JANSEN, *COPIES)),
    "een-technisch-profiel": Case("M&T BB, M&T KB"),
    "technisch-en-niet-technisch": Case("PIE BB, BWI BB, Z&W BB, E&O GL, TL"),
    "alleen-tl": Case("TL"),
    "aanbod-onbekend": Case(),
    "zonder-gegevens": Case(region=Region(), school=School(line=0)),
    "engels": Case(
        "Z&W BB, HBR KB",
        (contact("R. Hassell", aanhef="Dear Ms Hassell,", rol=ContactRole.DIRECTIE),),
        ISLANDS,
        ISLAND_SCHOOL,
        Language.EN,
    ),
    "engels-onbekend": Case("", (), ISLANDS, ISLAND_SCHOOL, Language.EN),
    "engels-technisch": Case("PIE BB", (), REGION, ISLAND_SCHOOL, Language.EN),
    "engels-alles": Case(
        "PIE BB, BWI BB, D&P GL, Groen BB, Z&W BB, E&O KB, HBR BB",
        COPIES,
        REGION,
        ISLAND_SCHOOL,
        Language.EN,
    ),
    "engels-tl": Case("TL", COPIES[:1], ISLANDS, ISLAND_SCHOOL, Language.EN),
    "in-gesprek": Case("Z&W BB", (JANSEN,), stand=Situation(Status.IN_GESPREK, 6, 14)),
    "aangemeld": Case("D&P GL", (JANSEN,), stand=Situation(Status.AANGEMELD, 6, 14)),
    "gestopt": Case("PIE BB", (JANSEN,), stand=Situation(Status.GESTOPT, 6, 14)),
    "geen-in-een-regio-met-deelnemers": Case("HBR BB", stand=Situation(Status.GEEN, 2, 14)),
    "met-websites": Case("Z&W BB, Groen BB", region=WITH_SITES),
    "engels-met-websites": Case("Z&W BB", (), WITH_SITES, ISLAND_SCHOOL, Language.EN),
    "engels-in-gesprek": _english(Status.IN_GESPREK, "Z&W BB"),
    "engels-aangemeld": _english(Status.AANGEMELD, "PIE BB"),
    "engels-gestopt": _english(Status.GESTOPT, "TL"),
}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_letter_reads_as_the_golden(name: str) -> None:
    gold = GOLD / f"uitnodiging-{name}.txt"
    text = "\n".join(whole_text(CASES[name].file)) + "\n"
    if os.environ.get("STO_XL_UPDATE_GOLD") == "1":
        gold.write_text(text, encoding="utf-8")
    assert text == gold.read_text(encoding="utf-8")


def test_every_golden_has_its_case() -> None:
    agree(
        {p.stem for p in GOLD.glob("uitnodiging-*.txt")},
        {f"uitnodiging-{name}" for name in CASES},
        "{} has no golden: run this file with STO_XL_UPDATE_GOLD=1, and read what it writes",
        "{} has no case: add it to CASES, or remove its golden",
    )


@every_case
def test_no_paragraph_stands_twice_or_empty(case: Case) -> None:
    assert len(set(case.text)) == len(case.text)
    assert all(text.strip() for text in case.text)


@every_case
def test_nothing_of_the_machinery_is_seen(case: Case) -> None:
    text = "\n".join(whole_text(case.file))
    assert not re.search(r"None|[{}]|\[|\]|<|>|&amp;|Opdracht", text)


@every_case
def test_blanks_and_punctuation_stand_as_they_should(case: Case) -> None:
    postcodes = {*case.letter.adres, " · ".join(case.letter.afzender)}
    for text in set(whole_text(case.file)) - postcodes:
        assert not re.search(r"  | [,.;:!?]|[,;:]{2}|,\.|\.\.|\(\)|^\s.|\s$", text.rstrip(" ")), (
            text
        )


@pytest.mark.parametrize(
    ("offers", "ways"),
    [
        (
            "Z&W BB",
            "in de onderbouw, in een technisch keuzevak en binnen een niet-technisch profiel",
        ),
        ("PIE BB", "in de onderbouw en in een technisch keuzevak"),
        ("TL", "in de onderbouw en in een technisch praktijkgericht programma"),
        (
            "PIE GL",
            (
                "in de onderbouw, in een technisch keuzevak en in een technisch praktijkgericht "
                "programma"
            ),
        ),
        (
            "Z&W GL",
            (
                "in de onderbouw, in een technisch keuzevak, in een technisch praktijkgericht "
                "programma en binnen een niet-technisch profiel"
            ),
        ),
    ],
)
def test_the_ways_that_fit_the_school_stand_in_one_sentence(offers: str, ways: str) -> None:
    (said,) = [text for text in Case(offers).text if text.startswith("Leerlingen kunnen")]
    assert said.startswith(f"Leerlingen kunnen op uw school kennismaken met techniek {ways}.")


@every_case
def test_the_plan_answers_six_questions(case: Case) -> None:
    questions = [text for text in case.text if re.match(r"\d\. ", text)]
    assert [text[0] for text in questions] == list("123456")
    assert all(text.count("?") == 1 and text.endswith("?") for text in questions)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", reference.profielen())
def test_a_profile_has_its_paragraph_only_when_the_school_offers_it(
    code: str, language: Language
) -> None:
    case = Case(f"{code} BB", language=language)
    starts = {f"In {reference.profielen()[other].naam}": other for other in NON_TECHNICAL}
    said = {other for start, other in starts.items() for t in case.text if t.startswith(start)}
    assert said == {code} & set(NON_TECHNICAL)


def test_a_sector_of_the_theoretische_leerweg_is_no_profile() -> None:
    letter = Case("Groen TL").letter
    assert letter.profielen == ()
    assert letter.alleen_tl


@pytest.mark.parametrize(
    ("offers", "ways"),
    [
        ("Z&W BB", ("keuzevak", "in_profiel", "onderbouw")),
        ("Z&W GL", ("keuzevak", "praktijkgericht", "in_profiel", "onderbouw")),
        ("Z&W KB, TL", ("keuzevak", "praktijkgericht", "in_profiel", "onderbouw")),
        ("PIE BB", ("keuzevak", "onderbouw")),
        ("PIE GL", ("keuzevak", "praktijkgericht", "onderbouw")),
        ("TL", ("praktijkgericht", "onderbouw")),
        ("BB", ("keuzevak", "in_profiel", "onderbouw")),
        ("", ("keuzevak", "praktijkgericht", "in_profiel", "onderbouw")),
    ],
)
def test_the_ways_are_those_of_the_leerwegen_that_the_school_offers(
    offers: str, ways: tuple[str, ...]
) -> None:
    assert Case(offers).letter.manieren == ways


def test_a_profile_without_a_leerweg_is_beroepsgericht() -> None:
    row = Offering(line=0, profiel="Z&W")
    letter = context(REGION, SCHOOL, (), (row,), DATE, Situation())
    assert letter.manieren == ("keuzevak", "in_profiel", "onderbouw")


def test_a_row_without_pupils_is_not_offered() -> None:
    rows = (Offering(line=0, profiel="Z&W", leerweg=Leerweg.BB, leerlingen=0), *offered("TL"))
    assert context(REGION, SCHOOL, (), rows, DATE, Situation()).alleen_tl


# To whom


@pytest.mark.parametrize(
    ("contacts", "name"),
    [
        ((contact("A", rol="directie"), contact("B", brief="geadresseerde")), "B"),
        ((contact("A", rol="directie"), contact("B", rol="STO-contact")), "B"),
        ((contact("A", rol="overig"), contact("B", rol="directie")), "B"),
        ((contact("A", rol="STO-contact", brief="nee"), contact("B", rol="directie")), "B"),
        ((contact("A", rol="directie", brief="kopie"),), ""),
        ((contact("A", rol="overig"), contact("B")), ""),
        ((contact(None, brief="geadresseerde"), contact("B", rol="directie")), "B"),
        ((contact("A", brief="geadresseerde"), contact("B", brief="geadresseerde")), "A"),
        ((contact(" A.  de\nWit ", brief="geadresseerde"),), "A. de Wit"),
        ((), ""),
    ],
)
def test_the_letter_goes_to_who_is_marked_else_the_sto_contact_else_the_management(
    contacts: tuple[Contact, ...], name: str
) -> None:
    letter = Case(contacts=contacts).letter
    assert letter.aan == name
    assert f"t.a.v. {name or 'de directie'}" in Case(contacts=contacts).text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Geachte mevrouw Jansen", "Geachte mevrouw Jansen,"),
        ("Geachte mevrouw Jansen,", "Geachte mevrouw Jansen,"),
        (" Beste  Karin !, ", "Beste Karin,"),
        (None, "Geachte heer of mevrouw Jansen,"),
        (" , ", "Geachte heer of mevrouw Jansen,"),
    ],
)
def test_the_aanhef_ends_with_one_comma(typed: str | None, printed: str) -> None:
    addressee = contact("J. Jansen", aanhef=typed, brief="geadresseerde")
    salutations = [t for t in Case(contacts=(addressee,)).text if t.startswith(printed[:5])]
    assert salutations == [printed]


def test_without_a_name_the_aanhef_is_for_anybody() -> None:
    assert "Geachte heer, mevrouw," in Case().text
    assert "Geachte heer, mevrouw," in Case(contacts=(contact("Directie", rol="directie"),)).text


@pytest.mark.parametrize(
    ("postcode", "plaats", "land", "line"),
    [
        ("9401sl", "Assen", Land.NEDERLAND, "9401 SL  ASSEN"),
        ("9401 SL", "'s-Gravenhage", None, "9401 SL  'S-GRAVENHAGE"),
        (None, "IJmuiden", None, "IJMUIDEN"),
        ("1970 AA", "ĳmuiden", None, "1970 AA  ĲMUIDEN"),
        ("1234", "Assen", None, "1234  ASSEN"),
        ("9401sl", None, None, "9401 SL"),
        ("9401sl", "Kralendijk", Land.CARIBISCH, "9401sl  KRALENDIJK"),
        (" ", "\n", None, None),
    ],
)
def test_the_last_line_of_an_address_is_the_postcode_and_the_place_in_capitals(
    postcode: str | None, plaats: str | None, land: Land | None, line: str | None
) -> None:
    school = SCHOOL.model_copy(update={"adres": None, "postcode": postcode, "plaats": plaats})
    case = Case(school=school, region=REGION.model_copy(update={"land": land}))
    assert case.letter.adres == ((line,) if line else ())
    assert (line in case.text) is (line is not None)


def test_a_school_name_of_two_lines_stands_on_two_lines_of_the_address() -> None:
    school = SCHOOL.model_copy(
        update={"school": "D&P <Noord>\r\n\n locatie  “Zuid” ", "adres": "A\nB"}
    )
    case = Case(school=school)
    assert case.text[1] == "D&P <Noord>\nlocatie “Zuid”"
    assert case.letter.adres == ("A", "B", "1741 MB  SCHAGEN")
    assert whole_text(case.file)[0].endswith("D&P <Noord> locatie “Zuid”")


@pytest.mark.parametrize(
    ("naam", "programma"),
    [
        ("Zeeland", "Sterk Techniekonderwijs Zeeland"),
        ("Utrecht", "Sterk Techniekonderwijs Utrecht"),
        ("Stolwijk", "Sterk Techniekonderwijs Stolwijk"),
        ("STO Twente", "STO Twente"),
        ("Techniekpact Noord-Kennemerland", "Techniekpact Noord-Kennemerland"),
        (None, "Sterk Techniekonderwijs"),
    ],
)
def test_the_region_signs_with_the_programme_in_its_name_once(
    naam: str | None, programma: str
) -> None:
    region = REGION.model_copy(update={"naam": naam})
    assert Case(region=region).letter.programma == programma


@pytest.mark.parametrize(
    ("regionummer", "vestiging", "kenmerk"),
    [
        ("STO19072", "00ah17 ", "STO19072-00AH17-20261123"),
        (None, "00AH17", "00AH17-20261123"),
        ("STO19072", "de dependance", "STO19072-20261123"),
        (None, None, ""),
    ],
)
def test_the_kenmerk_names_region_school_and_date(
    regionummer: str | None, vestiging: str | None, kenmerk: str
) -> None:
    region = REGION.model_copy(update={"regionummer": regionummer})
    school = SCHOOL.model_copy(update={"vestiging": vestiging})
    assert Case(region=region, school=school).letter.kenmerk == kenmerk


@pytest.mark.parametrize(
    ("telefoon", "email", "sentence"),
    [
        (
            "06\u00a01",
            "m@s.example",
            "Bel of mail mij gerust.",
        ),
        ("06\u00a01", None, "Bel mij gerust."),
        (None, "m@s.example", "Mail mij gerust."),
        (None, None, "Neem gerust contact met mij op."),
    ],
)
def test_the_letter_tells_how_to_reach_the_programme_manager(
    telefoon: str | None, email: str | None, sentence: str
) -> None:
    # A telephone number does not break at the end of a line.
    typed = telefoon.replace("\u00a0", " ") if telefoon else None
    reach = {"programmamanager_telefoon": typed, "programmamanager_email": email}
    text = Case(region=REGION.model_copy(update=reach)).text
    assert sum(sentence in paragraph for paragraph in text) == 1
    signed = " · ".join(filter(None, (telefoon, email)))
    assert (signed in text) is bool(signed)


# The file


@pytest.mark.parametrize("language", Language)
def test_a_template_asks_for_no_field_that_a_letter_lacks(language: Language) -> None:
    assert shipped(language).language is language
    used = {use.name for use in shipped(language).uses}
    lacking = "the uitnodiging has no field {}: take it out of its template, or add it to Letter"
    agree(Case().letter.fields(), used, lacking)


def _split(name: Language, pieces: Callable[[str], list[str]]) -> bytes:
    """Give a template with its runs of text cut up, as Word does on editing."""

    def cut(match: re.Match[str]) -> str:
        text = match[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return "".join(map(run, pieces(text)))

    pattern = re.compile(r'<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r>')
    members = read_members((TEMPLATES / NAMES[name]).read_bytes(), NAMES[name])
    return write(
        Member.of(m.name, pattern.sub(cut, m.content.decode()).encode())
        if m.name == "word/document.xml"
        else m
        for m in members
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_template_that_word_cut_up_gives_the_same_letter(size: int) -> None:
    data = _split(Language.NL, lambda t: [t[i : i + size] for i in range(0, len(t), size)])
    case = CASES["vijf-profielen"]
    assert text_of(compile_template(data, "eigen.docx").render(case.letter.fields())) == case.text


def test_a_template_with_the_quotes_that_word_makes_gives_the_same_letter() -> None:
    data = _split(Language.NL, lambda t: [re.sub(r"'([^' ]+)'", "\u2018\\1\u2019", t)])
    case = CASES["vijf-profielen"]
    assert text_of(compile_template(data, "eigen.docx").render(case.letter.fields())) == case.text


def test_the_same_school_gets_the_same_bytes() -> None:
    assert CASES["vijf-profielen"].file == CASES["vijf-profielen"].file


def test_what_has_no_fields_is_copied_as_it_is() -> None:
    template = {m.name: m for m in read_members((TEMPLATES / NAMES[Language.NL]).read_bytes(), "t")}
    letter = {m.name: m for m in read_members(CASES["alleen-tl"].file, "l")}
    changed = {name for name in template if template[name] != letter[name]}
    assert list(letter) == list(template)
    assert changed == {
        "word/document.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "docProps/core.xml",
    }


@pytest.mark.slow
def test_letters_and_templates_satisfy_the_open_xml_sdk(tmp_path: Path) -> None:
    paths = [TEMPLATES / name for name in NAMES.values()]
    for name in ("vijf-profielen", "zonder-gegevens", "engels"):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(CASES[name].file)
        paths.append(path)
    assert [fault for path in paths for fault in validate(path)] == []


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ud83d", "\uffff"])
def test_a_text_that_no_letter_can_hold_is_refused_with_its_place(sign: str) -> None:
    with pytest.raises(Failure) as caught:
        _ = Case(contacts=(contact().model_copy(update={"naam": f"J.{sign} Jansen"}),)).letter
    assert caught.value.cause is Cause.INVALID_TEXT
    assert str(caught.value).startswith("Het veld ‘naam’ van 00AH17 op blad Contacten bevat een")
    with pytest.raises(Failure, match="Het veld ‘programmamanager email’ op blad Regio bevat"):
        _ = Case(region=REGION.model_copy(update={"programmamanager_email": sign})).letter


def test_a_text_that_the_letter_does_not_use_may_hold_anything() -> None:
    school = SCHOOL.model_copy(update={"opmerking": "geplakt\x0b"})
    assert Case(school=school).letter == Case().letter


anything = st.text(st.characters(exclude_categories=()), max_size=30)


@given(school=anything, adres=anything, plaats=anything, naam=anything, aanhef=anything)
def test_any_text_gives_a_letter_that_opens_and_holds_it_or_a_failure(
    school: str, adres: str, plaats: str, naam: str, aanhef: str
) -> None:
    typed = {"school": school, "adres": adres, "plaats": plaats}
    addressee = contact(brief="geadresseerde").model_copy(update={"naam": naam, "aanhef": aanhef})
    case = Case("Z&W BB", (addressee,), school=School(line=0).model_copy(update=typed))
    if any(map(UNPRINTABLE.search, (*typed.values(), naam, aanhef))):
        with pytest.raises(Failure):
            _ = case.letter
        return
    words = " ".join(" ".join(case.text).split())
    for text in (school, adres, plaats.upper(), naam, _one_line(aanhef).rstrip(" ,;:.!")):
        assert _one_line(text) in words


def _one_line(text: str) -> str:
    return " ".join(text.split())
