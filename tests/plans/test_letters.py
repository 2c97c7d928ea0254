"""What a school's voorstel and the region's besluit say: text goldens, and rules for all of them.

STO_XL_UPDATE_GOLD=1 writes the goldens anew; read their differences before committing them.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.letters import Decision, LetterKind, Proposal, decision, proposal
from sto_xl.letters.template import Template
from sto_xl.model import Contact, Language, LetterRole, Plan, PlanStatus, Region, School
from sto_xl.model.findings import Severity
from sto_xl.model.wording import UNPRINTABLE
from sto_xl.plans import proposals
from sto_xl.sheets.plan import QUESTIONS
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.system.errors import Cause, Failure
from support.correspondents import ISLAND_SCHOOL, ISLANDS, REGION, SCHOOL, contact
from support.guards import agree
from support.letterfiles import compiled, text_of, whole_text
from support.made_up import tried
from support.plan_texts import GOOD, without
from support.tables import examined_plan, read
from support.tools import soffice_convert, validate

GOLD = Path(__file__).parents[1] / "letters" / "gold"
DATE = dt.date(2026, 11, 23)


@cache
def shipped(kind: LetterKind, language: Language) -> Template:
    return compiled(kind.shipped(language))


@cache
def plan(text: str = GOOD) -> Techniekplan:
    return examined_plan(text).plan


def cut(text: str, *tables: str) -> str:
    """Give a plan without the rows of these tables."""
    blocks = re.split(r"(?m)^(?=\[)", text)
    return "".join(b for b in blocks if not b.startswith(tuple(f"[{t}]" for t in tables)))


#: A plan with much of everything: several rows in each table, decimals, and a milestone reached.
MUCH = (
    cut(GOOD, "tblDoelen", "tblActiviteiten", "tblMijlpalen", "tblSamenwerking", "tblMiddelen")
    + """
[tblPlan]
Kenmerk | P-2026-07
Functie | docent Zorg en welzijn
Telefoon | 0592 123 456
[tblDoelen]
Doel | Meetbaar resultaat | Toelichting
Elke leerling Z&W kent zorgtechnologie | 96 leerlingen ronden het keuzevak af, eind 2027 |
Docenten geven de lessen zelf | Zes docenten geven in september 2027 zonder hulp les | Nu kunnen twee docenten dat.
Onderbouw ziet wat techniek in de zorg doet | 180 leerlingen doen mee aan de techniekdag |
[tblActiviteiten]
Activiteit | Doel | Manier | Profiel | Leerweg | Leerjaar | Leerlingen | Start | Einde
Keuzevak domotica | Elke leerling Z&W kent zorgtechnologie | technisch keuzevak | Z&W | BB; KB | 3; 4 | 96 | 1-2-2027 | 1-7-2027
Zorgrobots in de praktijk | Elke leerling Z&W kent zorgtechnologie | technisch praktijkgericht programma | Z&W; D&P | GL | 4 | 24 | 1-9-2027 | 20-12-2027
Scholing van docenten | Docenten geven de lessen zelf | techniek in het profiel | Z&W | | | | 10-1-2027 | 30-6-2027
Techniekdag onderbouw | Onderbouw ziet wat techniek in de zorg doet | techniek in de onderbouw | | | 1; 2 | 180 | 4-10-2027 | 4-10-2027
Gesprek met een oud-leerling | Onderbouw ziet wat techniek in de zorg doet | techniek in de onderbouw | | BB | 2 | 1 | 4-10-2027 | 5-10-2027
[tblMijlpalen]
Mijlpaal | Activiteit | Datum | Bereikt op | Toelichting
Docenten geschoold | Scholing van docenten | 30-6-2027 | | Met een certificaat.
Lokaal ingericht | Keuzevak domotica | 1-3-2027 | 26-2-2027 | De levertijd van de sensoren is zes weken.
[tblSamenwerking]
Partner | Soort | Bijdrage
Basisschool De Vlieger | po | Groep 8 komt op bezoek
ROC Noord | mbo | Deelt het lokaal en leent twee instructeurs uit
Thuiszorg Zonneveld | bedrijf | Leent hulpmiddelen uit
Gemeente Assen | overheid | Stelt een zaal beschikbaar
Het Noordelijk | vo | Denkt mee over de doorstroom
[tblMiddelen]
Omschrijving | Aantal | Prijs | Bedrag | Bron | Toelichting
Sets domotica | 12 | 400 | 4800 | STO | Met sensoren, een slot en een hub.
Uren om lessen te maken | 37,5 | 61,2 | 2295 | STO |
Inrichting lokaal | 1 | 12500 | 12500 | eigen middelen |
Hulpmiddelen thuiszorg | 1 | 1000 | 1000 | cofinanciering |
"""  # noqa: E501  (rows are as long as they are)
)


@dataclass(frozen=True)
class Proposed:
    """A plan of which a voorstel is made."""

    text: str = GOOD
    region: Region | None = None
    language: Language = Language.NL
    breaks: Mapping[str, str] | None = None

    @property
    def letter(self) -> Proposal:
        known = plan(self.text)
        if self.breaks:
            form = known.form.model_copy(update=self.breaks)
            known = replace(known, form=form)
        return proposal.context(known, self.region, DATE, self.language)

    @property
    def file(self) -> bytes:
        return shipped(LetterKind.VOORSTEL, self.language).render(self.letter.fields())


LONG = {
    "regiovisie": "De regiovisie noemt zorgtechnologie als speerpunt.\n\nDaar sluit dit plan op "
    "aan:\r\n- in leerjaar 3 met een keuzevak;\n- in leerjaar 4 in de praktijk.",
    "samenwerking": " ".join(["Met het ROC delen we het lokaal & de machines."] * 12),
}
PROPOSED: Mapping[str, Proposed] = {
    "een-activiteit": Proposed(),
    "met-regiobestand": Proposed(region=REGION),
    "alles": Proposed(MUCH, REGION, breaks=LONG),
    "zonder-partners": Proposed(cut(GOOD, "tblSamenwerking")),
    "zonder-geld-van-sto": Proposed(GOOD.replace("| STO", "| eigen middelen")),
    "een-leerling-zonder-akkoord": Proposed(
        GOOD.replace("leerlingen | 96", "leerlingen | 1").replace("leiding | ja", "leiding | nee")
    ),
    "zonder-gegevens": Proposed("[tblPlan]\nTitel van het plan | Domotica"),
    "engels": Proposed(language=Language.EN),
    "engels-alles": Proposed(MUCH, ISLANDS, Language.EN, LONG),
    "engels-zonder-gegevens": Proposed("[tblPlan]\nTitel van het plan | X", None, Language.EN),
}

SIGNED = {
    "ondertekenaar_besluit": "drs. H. Terlouw",
    "ondertekenaar_functie": "voorzitter stuurgroep",
}
SIGNING = REGION.model_copy(update=SIGNED)
MRS = contact("J. Jansen", aanhef="Geachte mevrouw Jansen", brief=LetterRole.GEADRESSEERDE)
MR = contact("P. Bos", aanhef="Geachte heer Bos", brief=LetterRole.GEADRESSEERDE)
COPY = contact("A. Ali", brief=LetterRole.KOPIE)


def row(status: str, **fields: object) -> Plan:
    known = {
        "kenmerk": "P-2026-03",
        "titel": "Slimme kas",
        "ingediend": dt.date(2026, 4, 15),
        "gevraagd": Decimal(42000),
        "besluitdatum": None if status == "in gesprek" else dt.date(2026, 9, 1),
    }
    return Plan.model_validate({"line": 0, "status": status, **known, **fields})


@dataclass(frozen=True)
class Answered:
    """A plan about which a besluit is written."""

    plan: Plan
    contacts: tuple[Contact, ...] = ()
    region: Region = SIGNING
    school: School = SCHOOL
    language: Language = Language.NL

    @property
    def letter(self) -> Decision:
        return decision.context(self.region, self.school, self.contacts, self.plan, DATE)

    @property
    def file(self) -> bytes:
        return shipped(LetterKind.BESLUIT, self.language).render(self.letter.fields())


SELF = REGION.model_copy(
    update={
        "ondertekenaar_besluit": "Marijke de Vries",
        "ondertekenaar_functie": "programmamanager",
    }
)
BARE = Region(ondertekenaar_besluit="A. Bos", ondertekenaar_functie="voorzitter")
THERE = ISLANDS.model_copy(update=SIGNED)
REASON = "De kosten zijn nog niet onderbouwd.\nOok is er nog geen partner uit het po."
DECIDED: Mapping[str, Answered] = {
    "goedgekeurd": Answered(row("goedgekeurd", toegekend=Decimal(42000)), (MRS, COPY)),
    "goedgekeurd-met-voorwaarden": Answered(
        row(
            "goedgekeurd",
            toegekend=Decimal("40000.50"),
            voorwaarden="- een verslag in mei; overleg over de inkoop\n2. jaarlijkse evaluatie",
            toelichting_besluit="De stuurgroep vindt het een sterk plan.",
        ),
        (MR,),
    ),
    "goedgekeurd-een-voorwaarde": Answered(
        row("goedgekeurd", toegekend=Decimal(42000), voorwaarden="jaarlijkse evaluatie"), (), SELF
    ),
    "in-gesprek": Answered(row("in gesprek", open_vragen="Wie geeft het vak?"), (MRS,)),
    "in-gesprek-vragen": Answered(
        row("in gesprek", open_vragen="Wie geeft het vak?\nHoe gaat het verder?"), (), SELF
    ),
    "afgewezen": Answered(row("afgewezen", toelichting_besluit=REASON), (MR, COPY)),
    "afgewezen-door-de-programmamanager": Answered(
        row("afgewezen", toelichting_besluit=REASON), (), SELF
    ),
    "zonder-gegevens": Answered(
        Plan(line=0, titel="X", status=PlanStatus.AFGEWEZEN, toelichting_besluit="Te laat."),
        (),
        BARE,
        School(line=0),
    ),
    "engels-goedgekeurd": Answered(
        row("goedgekeurd", toegekend=Decimal(40000), voorwaarden="a yearly review"),
        (contact("R. Hassell", aanhef="Dear Ms Hassell,", brief=LetterRole.GEADRESSEERDE),),
        THERE,
        ISLAND_SCHOOL,
        Language.EN,
    ),
    "engels-in-gesprek": Answered(
        row("in gesprek", open_vragen="Who teaches it?; What happens after 2028?"),
        (),
        THERE,
        ISLAND_SCHOOL,
        Language.EN,
    ),
    "engels-afgewezen": Answered(
        row("afgewezen", toelichting_besluit="The costs are not yet explained."),
        (COPY,),
        SELF,
        ISLAND_SCHOOL,
        Language.EN,
    ),
}
EVERY: Mapping[str, Proposed | Answered] = {
    **{f"voorstel-{name}": case for name, case in PROPOSED.items()},
    **{f"besluit-{name}": case for name, case in DECIDED.items()},
}
every_case = pytest.mark.parametrize("case", EVERY.values(), ids=EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_the_letter_reads_as_the_golden(name: str) -> None:
    gold = GOLD / f"{name}.txt"
    text = "\n".join(whole_text(EVERY[name].file)) + "\n"
    if os.environ.get("STO_XL_UPDATE_GOLD") == "1":
        gold.write_text(text, encoding="utf-8")
    assert text == gold.read_text(encoding="utf-8")


def test_every_golden_has_its_case() -> None:
    found = {p.stem for kind in ("voorstel", "besluit") for p in GOLD.glob(f"{kind}-*.txt")}
    agree(
        found,
        EVERY,
        "{} has no golden: run this file with STO_XL_UPDATE_GOLD=1, and read what it writes",
        "{} has no case: add it to EVERY, or remove its golden",
    )


@every_case
def test_nothing_of_the_machinery_is_seen(case: Proposed | Answered) -> None:
    text = "\n".join(whole_text(case.file))
    assert not re.search(r"None|[{}]|\[|\]|<|>|&amp;|Opdracht|Decimal", text)


@every_case
def test_no_paragraph_is_empty_or_stands_twice(case: Proposed | Answered) -> None:
    text = [line for line in text_of(case.file) if not line.startswith("|")]
    assert all(line.strip() for line in text)
    assert len(set(text)) == len(text)


@every_case
def test_blanks_and_punctuation_stand_as_they_should(case: Proposed | Answered) -> None:
    text = {line for line in whole_text(case.file) if not line.startswith("|")}
    for line in text - {*case.letter.adres, " · ".join(case.letter.afzender)}:
        assert not re.search(r"  | [,.;:!?]|[,;:]{2}|,\.|\.\.|\(\)|‘’|^\s.|\s$", line.rstrip(" "))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "voorstel-alles",
        "voorstel-engels-zonder-gegevens",
        "besluit-goedgekeurd-met-voorwaarden",
        "besluit-engels-afgewezen",
    ],
)
def test_a_letter_is_a_sound_word_document(name: str, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(EVERY[name].file)
    assert validate(tmp_path / "brief.docx") == []


@every_case
def test_a_letter_names_no_legal_remedy(case: Proposed | Answered) -> None:
    """Its legal nature is not documented."""
    text = "\n".join(whole_text(case.file)).casefold()
    for word in ("beschikking", "bezwaar", "beroep tegen", "objection", "appeal", "decree"):
        assert word not in text


@pytest.mark.parametrize("kind", [LetterKind.VOORSTEL, LetterKind.BESLUIT])
@pytest.mark.parametrize("language", Language)
def test_a_shipped_template_names_no_legal_remedy_either(
    kind: LetterKind, language: Language
) -> None:
    source = "\n".join(whole_text(kind.shipped(language).read_bytes())).casefold()
    assert "beschikking" not in source
    assert "bezwaar" not in source


@pytest.mark.slow
def test_a_template_that_another_program_saved_gives_the_same_letter(tmp_path: Path) -> None:
    """Its tables, with their rows for each of a list, survive being edited elsewhere."""
    (saved,) = soffice_convert(LetterKind.VOORSTEL.shipped(Language.NL), "docx", tmp_path / "eigen")
    case = EVERY["voorstel-alles"]
    letter = compiled(saved).render(case.letter.fields())
    assert text_of(letter) == text_of(case.file)


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("Wie geeft het vak? Hoe gaat het verder?", ("Wie geeft het vak?", "Hoe gaat het verder?")),
        ("Wie (de docent?) geeft het; wanneer?", ("Wie (de docent?) geeft het", "wanneer?")),
        ("1. Wie?\n2. Wanneer? Dat is nog open.", ("Wie?", "Wanneer?", "Dat is nog open.")),
    ],
)
def test_each_question_stands_on_its_own(typed: str, items: tuple[str, ...]) -> None:
    assert Answered(row("in gesprek", open_vragen=typed)).letter.open_vragen == items


# The voorstel.


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1
).filter(lambda text: not UNPRINTABLE.search(text))


@tried(25)
@given(answers=st.lists(_TEXT, min_size=6, max_size=6), name=_TEXT, reason=_TEXT)
def test_every_text_of_a_plan_stands_in_its_letter(
    answers: list[str], name: str, reason: str
) -> None:
    form = plan().form.model_copy(
        update={q.field: a for q, a in zip(QUESTIONS, answers, strict=True)}
    )
    known = plan()
    goal = known.goals[0].model_copy(update={"doel": name, "resultaat": reason})
    means = known.means[0].model_copy(update={"omschrijving": name, "toelichting": reason})
    changed = replace(known, form=form, goals=(goal,), means=(means, *known.means[1:]))
    letter = proposal.context(changed, REGION, DATE)
    text = "\n".join(text_of(shipped(LetterKind.VOORSTEL, Language.NL).render(letter.fields())))
    for typed in (*answers, name, reason):
        assert " ".join(typed.split()) in text


def test_what_each_source_pays_adds_up_to_the_whole() -> None:
    letter = Proposed(MUCH).letter
    paid = {total["bron"]: total["bedrag"] for total in letter.totalen}
    assert paid == {"STO": 7095, "cofinanciering": 1000, "eigen middelen": 12500}
    assert letter.totaal == sum(paid.values()) == 20595
    assert letter.gevraagd == 7095


@pytest.mark.parametrize("language", Language)
def test_the_last_of_the_means_stays_with_the_sums(language: Language) -> None:
    with zipfile.ZipFile(io.BytesIO(Proposed(MUCH, language=language).file)) as letter:
        document = letter.read("word/document.xml").decode()
    means = document.rpartition("<w:tbl>")[2]
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", means, re.DOTALL)
    sums = next(at for at, row in enumerate(rows) if "Tabeltotaal" in row)
    kept = ["<w:keepNext/>" in row for row in rows[1:sums]]
    assert kept == [False] * (sums - 2) + [True]


def test_milestones_stand_in_the_order_of_time_and_those_without_a_date_last() -> None:
    text = GOOD.replace("Lokaal ingericht |", "Ooit | Keuzevak domotica |\nLokaal ingericht |")
    assert [m["mijlpaal"] for m in Proposed(text).letter.mijlpalenlijst] == [
        "Lokaal ingericht",
        "Ooit",
    ]


def test_a_plan_with_fouten_gives_no_letter_and_says_which() -> None:
    found = examined_plan(without("Wat zijn de specifieke doelen?"))
    assert found.report.counts[Severity.FOUT]
    with pytest.raises(Failure) as raised:
        proposals.proposal(found, None, DATE)
    assert raised.value.cause is Cause.PLAN_UNFINISHED
    assert re.search(r"sta(at nog 1 fout|an nog \d fouten), dus er is nog geen", str(raised.value))
    assert "‘Wat zijn de specifieke doelen?’" in str(raised.value)
    assert "(blad Plan, cel B20)" in str(raised.value)


def test_a_plan_in_which_nothing_is_wrong_gives_its_letter() -> None:
    letter = proposals.proposal(examined_plan(GOOD), REGION, DATE)
    assert letter == proposal.context(examined_plan(GOOD).plan, REGION, DATE)


def test_of_many_fouten_the_first_are_named() -> None:
    with pytest.raises(Failure) as raised:
        proposals.proposal(examined_plan("[tblPlan]\nTitel van het plan | X"), None, DATE)
    assert re.search(r"staan nog \d+ fouten", str(raised.value))
    assert re.search(r"; en nog \d+ andere\.$", str(raised.value))


def test_a_character_that_no_letter_can_hold_is_told_with_its_cell() -> None:
    found = examined_plan(GOOD.replace("Sets domotica", "Sets \x07domotica"))
    if found.report.counts[Severity.FOUT]:
        return
    with pytest.raises(Failure, match="Cel A2 op blad Middelen bevat een onzichtbaar teken"):
        proposals.proposal(found, None, DATE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GOOD, "Voorstel Domotica in Zorg en welzijn 00AH17"),
        ("[tblPlan]\nVestiging | 00AH17", "Voorstel proef 00AH17"),
        ("[tblPlan]\nPlaats | Assen", "Voorstel proef"),
    ],
)
def test_a_letter_is_called_after_its_plan(text: str, name: str) -> None:
    assert proposals.name(examined_plan(text)) == name


@pytest.mark.parametrize(
    ("schools", "language"),
    [
        ("", None),
        ("00AH17 | en", Language.EN),
        ("00ah17 | nl", Language.NL),
        ("00ah17 |", None),
        ("00AH18 | en", None),
    ],
)
def test_a_letter_is_in_the_language_in_which_the_region_writes_to_the_school(
    schools: str, language: Language | None
) -> None:
    roster = read(f"[tblScholen]\nVestiging | Taal\n{schools}")
    assert proposals.language(examined_plan(GOOD), roster) is language
    assert proposals.language(examined_plan(GOOD), None) is None


# The besluit.


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        (None, ()),
        (" ; \n", ()),
        ("jaarlijks verslag", ("jaarlijks verslag",)),
        ("een; twee;\n- drie\n• vier\n5. vijf", ("een", "twee", "drie", "vier", "vijf")),
        ("2 docenten; 10% eigen geld", ("2 docenten", "10% eigen geld")),
        ("kijk op a;b.example", ("kijk op a;b.example",)),
    ],
)
def test_conditions_are_told_apart_by_line_or_semicolon(
    typed: str | None, items: tuple[str, ...]
) -> None:
    assert Answered(row("goedgekeurd", voorwaarden=typed)).letter.voorwaarden == items


def test_a_plan_without_a_kenmerk_gets_that_of_the_letter() -> None:
    assert Answered(row("afgewezen", kenmerk=None)).letter.kenmerk == "STO19072-00AH17-20261123"


def test_an_amount_is_told_only_of_what_is_approved() -> None:
    assert Answered(row("in gesprek", toegekend=Decimal(1))).letter.toegekend is None
