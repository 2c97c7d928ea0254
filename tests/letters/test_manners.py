"""Templates as people make them in Word: what is read as it was meant, and what is refused, how."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal

import docx
import pytest

from sto_xl.letters import LetterKind
from sto_xl.letters.template import compile_template
from sto_xl.letters.word.members import Member, read_members, write
from sto_xl.model import Language
from sto_xl.system.errors import Cause, Failure
from support.letterfiles import run, table, template, text_box, text_of

VALUES = {
    "school": "De Werkhoek",
    "aan": "",
    "aanhef": "Geachte mevrouw Bos,",
    "plaats": "Duin",
    "adres": ("Dijkstraat 101", "1234 AB  DUIN"),
    "kopie": (),
    "briefdatum": dt.date(2026, 11, 30),
    "besluitdatum": None,
    "profielen": ("D&P", "Z&W"),
    "technisch": (),
    "alleen_tl": False,
    "aanbod_onbekend": True,
    "deelname": "in gesprek",
    "deelnemers": 7,
    "gevraagd": Decimal("42000.00"),
    "leerlingen": 1200,
    "tranche": "2025-2026",
    "posten": ({"omschrijving": "Lasrobot"},),
}


def made(*paragraphs: str, **more: object) -> list[str]:
    return text_of(compile_template(template(*paragraphs), "brief.docx").render({**VALUES, **more}))


def body(data: bytes) -> str:
    """Give the XML of the letter's text."""
    letter = compile_template(data, "brief.docx").render(VALUES)
    return next(m.content.decode() for m in read_members(letter, "x") if m.name == "word/brief.xml")


def refused(data: bytes, kind: LetterKind = LetterKind.UITNODIGING) -> str:
    """Give why a template is refused when it is read, before any letter is made."""
    with pytest.raises(Failure) as caught:
        compile_template(data, "brief.docx").check(kind.fields)
    assert caught.value.cause is Cause.TEMPLATE
    said = str(caught.value)
    assert said.startswith("Briefsjabloon ‘brief.docx’ kan niet worden gebruikt: ")
    return said.partition(": ")[2].removesuffix(". Pas het sjabloon aan in Word.")


# What autocorrect and other typing do to a tag


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{{ profielen|length – 1 }}", "1"),
        ("{{ profielen|length\u00a0−\u00a01 }}", "1"),
        ("{{\u202fschool\u2009}}", "De Werkhoek"),
        ("{{ sch\u200bool\u200e }}", "De Werkhoek"),
        ("{{ sch\u00adool }}", "De Werkhoek"),
        ("{% if tranche == ‘2025–2026’ %}ja{% endif %}", "ja"),
        ("{% if deelname == „in\u00a0gesprek” %}ja{% endif %}", "ja"),
        ("{% if deelname ≠ 'geen' %}ja{% endif %}", "ja"),
        ("{% if deelnemers ≥ 7 %}ja{% endif %}", "ja"),
        ("{% If school %}ja{% Else %}nee{% Endif %}", "ja"),
        ("{% if 'D&P' in profielen %}ja{% endif %}", "ja"),
        ("{%- if school -%} ja {%- endif -%}", "ja"),
        ("{%r if school %}ja{%r endif %}", "ja"),
        ("{{ 'a – b' }}", "a – b"),
        ("{{ aan or 'de directie' }}", "de directie"),
        ("{# zie {{ school }} en 10% #}ja", "ja"),
    ],
)
def test_a_tag_is_read_as_it_was_meant(typed: str, printed: str) -> None:
    assert made(typed) == [printed]


@pytest.mark.parametrize(
    "statement",
    ["{%p if school %}", "{%p\u00a0if school %}", "{% p if school %}", "{%P if school %}"],
)
def test_a_statement_for_a_paragraph_is_read_as_it_was_meant(statement: str) -> None:
    assert made(statement, "ja", "{%p Endif %}") == ["ja"]


def test_a_note_and_a_statement_may_hold_any_sign() -> None:
    assert made("{#p Bel 06 # of 10 } #}", "{%p if deelnemers % 2 %}", "ja", "{%p endif %}") == [
        "ja"
    ]


@pytest.mark.parametrize(
    "split",
    [
        "".join(map(run, ("{", "{ school", "}", "}"))),
        f"<w:r><w:t>{{{{</w:t><w:tab/><w:br/></w:r><w:hyperlink>{run('school }}')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run('{{ school }}')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run('{{ sch')}</w:smartTag>{run('ool }}')}",
    ],
)
def test_a_field_is_made_whole_however_word_split_it(split: str) -> None:
    assert re.sub("<[^>]*>", "", body(template(run("") + split))).strip() == "De Werkhoek"


def test_what_stands_amid_a_split_field_stays() -> None:
    split = run("{{ sch") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("ool }} x")
    kept = 'De Werkhoek</w:t></w:r><w:r><w:footnoteReference w:id="2"/>'
    assert kept in body(template(split))


def test_a_blank_beside_a_field_stays() -> None:
    assert made("<w:r><w:t>{% if school %} ja{% endif %}</w:t></w:r>") == [" ja"]
    (_, *rest) = made("<w:r><w:t>x</w:t></w:r>", "{{ school }} ")
    assert rest == ["De Werkhoek "]


# Text boxes, tables, headers, content controls


def test_a_repetition_in_a_text_box_works_whatever_follows_its_anchor() -> None:
    loop = ("{%p for r in adres %}", "{{ r }}", "{%p endfor %}")
    data = template("voor", run("a") + text_box(*loop) + run("Geachte {{ school }},"), "{{ aan }}")
    compiled = compile_template(data, "brief.docx")
    # The paragraphs of the box count, once; then those behind it.
    assert [(use.name, use.paragraph) for use in compiled.uses] == [
        ("adres", 3),
        ("adres", 3),
        ("school", 2),
        ("aan", 6),
    ]
    xml = body(data)
    inside = re.findall(r"<w:txbxContent>(.*?)</w:txbxContent>", xml, re.DOTALL)
    assert [re.findall(r"<w:t[^>]*>([^<]*)", box) for box in inside] == [
        ["Dijkstraat 101", "1234 AB  DUIN"]
    ] * 2
    assert "Geachte De Werkhoek," in xml


@pytest.mark.parametrize("held", ["box", "cell", "header"])
def test_where_nothing_is_left_a_paragraph_is_left_for_word(held: str) -> None:
    loop = ("{%p for r in kopie %}", "{{ r }}", "{%p endfor %}")
    paragraphs = "".join(f"<w:p>{run(text)}</w:p>" for text in loop)
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraphs}</w:tc></w:tr></w:tbl>"
    data = {
        "box": template(text_box(*loop)),
        "cell": template(cell),
        "header": template("x", more={"header": f"<w:hdr>{paragraphs}</w:hdr>"}),
    }[held]
    letter = compile_template(data, "brief.docx").render(VALUES)
    xml = b"".join(m.content for m in read_members(letter, "x"))
    assert re.search(rb"<w:(?:txbxContent|hdr|tcPr/)[^>]*><w:p/>\s*</w:(?:txbx|hdr|tc)", xml)


def test_a_table_whose_every_row_is_gone_is_gone() -> None:
    rows = table("{%tr for r in kopie %}", "{{ r }}", "{%tr endfor %}")
    assert made("voor", rows, "na") == ["voor", "na"]


def test_a_content_control_shows_what_is_filled_in() -> None:
    bound = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p>'
        f"{run('{{ school }}')}</w:p></w:sdtContent></w:sdt>"
    )
    assert "dataBinding" not in body(template(bound))


def test_another_prefix_makes_no_difference() -> None:
    data = template(run("{{ sch") + run("ool }} en {{ adres|join('\\n') }}"))
    members = read_members(data, "brief.docx")
    other = write(
        Member.of(m.name, re.sub(rb"\bw([:=])", rb"n0\1", m.content))
        if m.name == "word/brief.xml"
        else m
        for m in members
    )
    letter = compile_template(other, "brief.docx").render({**VALUES, "adres": ("a", "b")})
    assert text_of(letter) == ["De Werkhoek en a\nb"]


# What would vanish with a statement

PICTURE = "<w:r><w:drawing/></w:r>"
SECTION = "<w:pPr><w:sectPr/></w:pPr>"


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (PICTURE, "een afbeelding bij een opdracht"),
        ("<w:r><w:pict/></w:r>", "een afbeelding bij een opdracht"),
        ("<w:r><w:object/></w:r>", "een ingesloten object bij"),
        (text_box("x"), "een tekstvak bij"),
        (SECTION, "een sectie-einde bij"),
        ("<w:pPr><w:pageBreakBefore/></w:pPr>", "een pagina-einde bij"),
        ('<w:r><w:br w:type="page"/></w:r>', "een pagina-einde bij"),
        ('<w:r><w:br w:type="column"/></w:r>', "een kolomeinde bij"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "een voetnoot bij"),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', "een eindnoot bij"),
        ('<w:bookmarkStart w:id="3" w:name="Begin"/>', "de helft van een bladwijzer bij"),
        ('<w:bookmarkEnd w:id="3"/>', "de helft van een bladwijzer bij"),
        (
            '<w:bookmarkStart w:id="3" w:name="Hier"/><w:bookmarkEnd w:id="3"/>',
            "een bladwijzer bij",
        ),
        ('<w:fldSimple w:instr="PAGE"/>', "een Word-veld bij"),
        ("<m:oMath/>", "een formule bij"),
        ('<w:r><w:sym w:char="F0A7"/></w:r>', "een symbool bij"),
        ("<w:r><w:ruby/></w:r>", "iets wat geen tekst is bij"),
    ],
)
@pytest.mark.parametrize("opening", ["{%p if school %}", "{#p Een aantekening #}"])
def test_what_would_vanish_with_a_paragraph_is_refused(
    opening: str, beside: str, told: str
) -> None:
    first = beside if beside.startswith("<w:pPr>") else ""
    wrong = first + run(opening) + (beside if not first else "")
    ends = ["{%p endif %}"] if "if" in opening else []
    said = refused(template("Beste {{ school }}", wrong, "x", *ends))
    assert said.startswith(f"in de alinea ‘{opening}’ staat {told}")
    assert said.endswith("naar een gewone alinea")


@pytest.mark.parametrize(
    "beside",
    [
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="3" w:name="_GoBack"/>',
        '<w:bookmarkStart w:id="3" w:name="_Toc1"/><w:bookmarkEnd w:id="3"/>',
        "<w:r><w:br/></w:r>",
        '<w:pPr><w:pageBreakBefore w:val="0"/><w:rPr><w:b/></w:rPr></w:pPr>',
    ],
)
def test_what_word_itself_notes_may_vanish(beside: str) -> None:
    wrong = beside + run("{%p if school %}")
    assert made("a", wrong, "b", "{%p endif %}", '<w:bookmarkEnd w:id="3"/>')[:2] == ["a", "b"]


def test_what_would_vanish_with_a_row_is_refused() -> None:
    def rows(beside: str) -> str:
        start = f"<w:tr><w:tc><w:p>{run('{%tr for r in adres %}')}</w:p></w:tc>"
        rest = f"<w:tc>{beside}</w:tc></w:tr>"
        return (
            f"<w:tbl>{start}{rest}{table('{{ r }}', '{%tr endfor %}').partition('</w:tblGrid>')[2]}"
        )

    empty = rows("<w:p/>")
    assert made(empty) == ["| Dijkstraat 101 |", "| 1234 AB  DUIN |"]
    for beside, thing in (
        (f"<w:p>{PICTURE}</w:p>", "een afbeelding"),
        (f"{table('')}<w:p/>", "een tabel"),
    ):
        told = refused(template(rows(beside)))
        assert told.startswith(
            f"in de alinea ‘{{%tr for r in adres %}}’ staat {thing} bij een opdracht, in een rij"
        )
    told = refused(template(rows(f"<w:p>{run('kop')}</w:p>")))
    assert "meer dan de opdracht met {%tr: die hoort alleen in een tabelrij" in told


def test_a_statement_for_a_row_outside_a_table_is_refused() -> None:
    told = refused(template("{%tr for r in adres %}", "{%tr endfor %}"))
    assert told.endswith("staat {%tr buiten een tabelrij")


# Fields printed otherwise than their kind asks

LIST = "schrijf {{{{ {0}|opsomming }}}}, of herhaal een alinea: {{%p for regel in {0} %}}"
BESLUIT, VOORSTEL = LetterKind.BESLUIT, LetterKind.VOORSTEL


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        (None, "{{ adres }}", "het veld ‘adres’ (lijst), " + LIST.format("adres")),
        (None, "{{ adres|upper }}", "het veld ‘adres’ (lijst) met |upper: " + LIST.format("adres")),
        (None, "{{ adres if aan else '' }}", "het veld ‘adres’ (lijst), "),
        (None, "{{ kopie or '-' }}", "het veld ‘kopie’ (lijst), "),
        (None, "{{ 'Aan ' ~ adres }}", "het veld ‘adres’ (lijst), "),
        (None, "{{ adres[:1] }}", "het veld ‘adres’ (lijst), "),
        (None, "{% set a = adres %}{{ a }}", "het veld ‘a’ (lijst), "),
        (None, "{{ briefdatum }}", "het veld ‘briefdatum’ (datum), schrijf {{ briefdatum|datum }}"),
        (None, "{{ briefdatum|bedrag }}", "‘briefdatum’ (datum) met |bedrag: dat hoort alleen bij"),
        (None, "{{ school|datum }}", "‘school’ (tekst) met |datum: dat hoort alleen bij een datum"),
        (None, "{{ school|opsomming }}", "(tekst) met |opsomming: dat hoort alleen bij een lijst"),
        (None, "{{ alleen_tl }}", "het veld ‘alleen_tl’ (ja of nee), schrijf {% if alleen_tl %}"),
        (None, "{{ not aan }}", "iets (ja of nee), "),
        (None, "{{ deelnemers == 2 }}", "iets (ja of nee), "),
        (None, "{% if alleen_tl == 'ja' %}x{% endif %}", "nooit gelijk is aan een tekst: schrijf"),
        (None, "{% if adres == '' %}x{% endif %}", "(lijst), dat nooit gelijk is aan een tekst"),
        (None, "{% for r in school %}{{ r }}{% endfor %}", "een herhaling van het veld ‘school’"),
        (None, "{% for r in briefdatum %}{% endfor %}", "herhalen kan alleen met een lijst"),
        (None, "{{ loop_ }}{% for r in adres %}{{ loop.last }}{% endfor %}", "‘loop.last’ (ja of"),
        (None, "{{ school * 3000 }}", "een berekening die in een brief niet kan"),
        (None, "{{ 9 ** 9 ** 9 }}", "een berekening die in een brief niet kan"),
        (
            BESLUIT,
            "{{ gevraagd }}",
            "het veld ‘gevraagd’ (getal), schrijf {{ gevraagd|getal }}, of",
        ),
        (BESLUIT, "{{ gevraagd - toegekend }}", "(getal), schrijf {{ gevraagd|getal }}"),
        (BESLUIT, "{{ gevraagd|round }}", "(getal), schrijf {{ gevraagd|getal }}"),
        (BESLUIT, "{{ leerlingen }}", "het veld ‘leerlingen’ (getal), "),
        (BESLUIT, "{{ besluitdatum|default('') }}", "‘besluitdatum’ (datum), "),
        (VOORSTEL, "{{ posten }}", "herhaal er een tabelrij mee: {%tr for rij in posten %}"),
        (
            VOORSTEL,
            "{{ posten|opsomming }}",
            "‘posten’ (lijst) met |opsomming: herhaal er een tabel",
        ),
        (VOORSTEL, "{{ posten.bedrag }}", "het veld ‘bedrag’ van de lijst ‘posten’ als geheel"),
        (
            VOORSTEL,
            "{% for r in posten %}{{ r }}{% endfor %}",
            "‘r’ (rij), noem een van de velden ervan, zoals {{ r.omschrijving }}",
        ),
        (
            VOORSTEL,
            "{% for r in posten %}{{ r.bedrag }}{% endfor %}",
            "het veld ‘r.bedrag’ (getal), schrijf {{ r.bedrag|getal }}, of bij euro's {{ r.bedrag|",
        ),
        (
            VOORSTEL,
            "{% for r in posten %}{{ r.bedrg|bedrag }}{% endfor %}",
            "het veld ‘bedrg’, dat niet bestaat (bedoelde u ‘bedrag’?)",
        ),
        (
            VOORSTEL,
            "{% for r in activiteitenlijst %}{{ r['profielen'] }}{% endfor %}",
            "het veld ‘r.profielen’ (lijst), ",
        ),
        (
            VOORSTEL,
            "{% for r in mijlpalenlijst if r.datum %}{{ r.datum }}{% endfor %}",
            "het veld ‘r.datum’ (datum), schrijf {{ r.datum|datum }}",
        ),
    ],
)
def test_a_field_that_is_printed_otherwise_than_its_kind_asks_is_told_when_it_is_read(
    kind: LetterKind | None, typed: str, told: str
) -> None:
    said = refused(template("Geachte", typed), kind or LetterKind.UITNODIGING)
    assert said.startswith(f"in de alinea ‘{typed}’ staat ")
    assert told in said.replace("dat zo niet goed in de brief komt: ", "")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (None, "{{ adres|opsomming }} {{ adres|join(', ') }} {{ adres|first }} {{ adres[0] }}"),
        (None, "{% for r in adres %}{{ loop.index }} {{ r|upper }}{% endfor %}"),
        (None, "{% for r in adres|sort %}{{ r }}{% else %}{{ school }}{% endfor %}"),
        (None, "{{ briefdatum|datum }} {{ briefdatum.year }} {{ 4000000|bedrag }}"),
        (None, "{% if alleen_tl %}x{% endif %}{{ 'ja' if alleen_tl else 'nee' }}"),
        (None, "{{ deelnemers }} van {{ vmbo_locaties|getal }}, {{ profielen|length }}"),
        (None, "{% if 'Z&W' in profielen and deelname == 'geen' %}{{ school }}{% endif %}"),
        (None, "{{ aan|default('de directie') }} {{ school|replace('a', 'b')|title }}"),
        (None, "{% set wie = aan or 'directie' %}{{ wie }}"),
        (None, "{% with x = school %}{{ x }}{% endwith %}"),
        (
            BESLUIT,
            "{{ gevraagd|bedrag }} {{ (gevraagd - toegekend)|bedrag }} {{ leerlingen|getal }}",
        ),
        (VOORSTEL, "{{ posten|sum(attribute='bedrag')|bedrag }} {{ posten|length }}"),
        (VOORSTEL, "{{ partners|join(', ', attribute='partner') }} {{ posten[0].omschrijving }}"),
        (VOORSTEL, "{% for r in activiteitenlijst %}{{ r.profielen|opsomming }}{% endfor %}"),
    ],
)
def test_a_field_with_its_filter_or_repetition_is_no_matter(
    kind: LetterKind | None, typed: str
) -> None:
    compile_template(template(typed), "brief.docx").check((kind or LetterKind.UITNODIGING).fields)


def test_an_enumeration_of_nothing_is_nothing() -> None:
    assert made("Uw profielen{{ technisch|opsomming }}.") == ["Uw profielen."]


def test_an_empty_number_in_a_condition_is_told_with_what_to_do() -> None:
    with pytest.raises(
        Failure, match="een veld dat in deze brief leeg is, terwijl er een getal of"
    ):
        made("{% if deelnemers > 3 %}x{% endif %}", deelnemers=None)


def test_an_empty_date_in_a_sentence_is_told_with_what_to_do() -> None:
    compiled = compile_template(template("Op {{ besluitdatum|datum }}."), "brief.docx")
    with pytest.raises(Failure) as caught:
        compiled.render(VALUES)
    assert caught.value.values["detail"] == (
        "in de alinea ‘Op {{ besluitdatum|datum }}.’ staat een veld met |datum dat in deze brief "
        "leeg is: zet {% if veld %} ervoor en {% endif %} erachter"
    )


# What is not finished

CHANGE = "staat een bijgehouden wijziging: accepteer of weiger haar in Word"
MERGE = "staat een samenvoegveld van Word (‘School’): zet er een veld tussen accolades voor in de"


def field_char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def changed(name: str, inside: str) -> str:
    return f'<w:{name} w:id="1" w:author="A">{inside}</w:{name}>'


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        (run("x") + changed("ins", run("{{ school }}")), f"‘x{{{{ school }}}}’ {CHANGE}"),
        (run("x") + changed("del", "<w:r><w:delText>y</w:delText></w:r>"), f"‘x’ {CHANGE}"),
        (changed("moveFrom", run("x")), CHANGE),
        (changed("moveTo", run("x")), CHANGE),
        (f"<w:pPr><w:rPr>{changed('ins', '')}</w:rPr></w:pPr>{run('x')}", CHANGE),
        (f"<w:pPr>{changed('pPrChange', '')}</w:pPr>{run('x')}", CHANGE),
        (f"<w:r><w:rPr>{changed('rPrChange', '')}</w:rPr><w:t>x</w:t></w:r>", CHANGE),
        (
            changed("del", "<w:r><w:delText>y</w:delText></w:r>"),
            f"zonder tekst (alinea 2) {CHANGE}",
        ),
        ('<w:commentRangeStart w:id="0"/>' + run("x"), "‘x’ staat een opmerking: verwijder haar"),
        (run("x") + '<w:r><w:commentReference w:id="0"/></w:r>', "staat een opmerking"),
        (
            field_char("begin") + code(" MERGE") + code("FIELD School \\* M ") + field_char("end"),
            MERGE,
        ),
        (f'<w:fldSimple w:instr=" MERGEFIELD School ">{run("«School»")}</w:fldSimple>', MERGE),
        ('<w:fldSimple w:instr="ADDRESSBLOCK"/>', "staat een samenvoegveld van Word: zet er"),
        (run("Beste «Naam_school»"), "staat ‘«Naam_school»’, wat van een samenvoegveld"),
        (run("Beste <<school>>"), "staat ‘<<school>>’, wat van een samenvoegveld"),
    ],
)
def test_what_is_not_finished_is_refused_with_its_place(paragraph: str, told: str) -> None:
    assert told in refused(template("{{ school }}", paragraph))
    inside = template(f"<w:tbl><w:tr><w:tc><w:p>{paragraph}</w:p></w:tc></w:tr></w:tbl>")
    assert "kan niet worden gebruikt" not in refused(inside)
    header = template("{{ school }}", more={"header": f"<w:hdr><w:p>{paragraph}</w:p></w:hdr>"})
    assert refused(header).startswith("in de koptekst ")


def test_a_row_that_was_added_is_a_change_too() -> None:
    row = f"<w:tr><w:trPr>{changed('ins', '')}</w:trPr><w:tc><w:p>{run('x')}</w:p></w:tc></w:tr>"
    assert f"‘x’ {CHANGE}" in refused(template("{{ school }}", f"<w:tbl>{row}</w:tbl>"))


def test_other_fields_of_word_and_quotations_are_no_matter() -> None:
    assert made("{{ school }} zegt «techniek is leuk»") == ["De Werkhoek zegt «techniek is leuk»"]
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert len(made(run("{{ school }}") + page)) == 1


def test_a_comment_made_with_a_program_is_refused() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Beste {{ school }}")
    document.add_comment(paragraph.runs, text="Klopt dit?", author="A")
    saved = io.BytesIO()
    document.save(saved)
    assert refused(saved.getvalue()).startswith(
        "in de alinea ‘Beste {{ school }}’ staat een opmerking: verwijder haar in Word"
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"settings": "<w:settings><w:mailMerge/></w:settings>"},
            "het hoort bij een adressenbestand, voor samenvoegen in Word",
        ),
        (
            {
                "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml": (
                    "<dgm><t>{{ school }}</t></dgm>"
                )
            },
            "in een grafiek of SmartArt staat een veld, en daar wordt niets ingevuld",
        ),
    ],
)
def test_what_holds_of_the_whole_file_is_told(more: dict[str, str], told: str) -> None:
    assert refused(template("{{ school }}", more=more)).startswith(told)


def test_a_hyperlink_to_an_address_with_a_field_is_told() -> None:
    link = b'<Relationships><Relationship Target="mailto:%7B%7B%20email%20%7D%7D"/></Relationships>'
    members = read_members(template("{{ school }}"), "brief.docx")
    data = write((*members, Member.of("word/_rels/brief.xml.rels", link)))
    assert refused(data).startswith("een hyperlink leidt naar een adres met een veld")


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aa">]><w:document/>',
        "<a>" * 300 + "</a>" * 300,
    ],
)
def test_a_part_as_no_program_makes_it_is_refused(xml: str) -> None:
    members = read_members(template("{{ school }}"), "brief.docx")
    data = write(
        Member.of(m.name, xml.encode()) if m.name == "word/brief.xml" else m for m in members
    )
    assert refused(data).startswith("het is opgebouwd zoals Word dat nooit doet")


# Statements that no letter needs


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{{ " + "(" * 60 + "1" + ")" * 60 + " }}", "een opdracht met te veel haakjes in elkaar"),
        ("{{ " + "(" * 900 + "1" + ")" * 900 + " }}", "een opdracht van meer dan duizend tekens"),
        ("{{ " + "-" * 900 + "1 }}", "een opdracht met te veel in elkaar"),
        ("{% if school %}" * 16 + "{% endif %}" * 16, "te veel voorwaarden en herhalingen in elka"),
        (
            "{% if deelname = 'geen' %}x{% endif %}",
            "een opdracht met één =: vergelijken doet u met",
        ),
        ("{{ school → }}", "een opdracht met het teken ‘→’, dat daar niet kan staan"),
        ("{{p school }}", "‘{{p’: een veld begint met {{, zonder letter erachter"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, told: str) -> None:
    assert told in refused(template("Geachte", typed))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_the_shipped_templates_print_each_field_as_it_asks(
    kind: LetterKind, language: Language
) -> None:
    path = kind.shipped(language)
    compile_template(path.read_bytes(), path.name).check(kind.fields)
