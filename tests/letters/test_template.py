"""The compiled template: what it fills in, and what it refuses and how."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal

import docx
import pytest

from sto_xl.letters.template import compile_template, source
from sto_xl.letters.template.source import is_sound
from sto_xl.letters.word.members import LARGEST, Member, read_members, write
from sto_xl.letters.word.parts import roles, types
from sto_xl.model import Language
from sto_xl.model.wording import WORDINGS
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.outputs import shipped
from support.letterfiles import run, table, template, text_of


def rendered(*paragraphs: str, name: str = "brief.docx", **fields: object) -> list[str]:
    return text_of(compile_template(template(*paragraphs), name).render(fields))


def refusal(*paragraphs: str, **fields: object) -> str:
    with pytest.raises(Failure) as caught:
        compile_template(template(*paragraphs), "brief.docx").render(fields)
    assert caught.value.cause is Cause.TEMPLATE
    assert caught.value.values["file"] == "brief.docx"
    return caught.value.values["detail"]


def test_a_field_is_filled_in() -> None:
    assert rendered("Beste {{ naam }}!", naam="Jo") == ["Beste Jo!"]


def test_an_empty_field_prints_nothing() -> None:
    assert rendered("[{{ naam }}]", naam=None) == ["[]"]


@pytest.mark.parametrize(
    "value", ["D&P", "a < b > c", "\"'", "&amp;", "{{ x }}", "a]]>b", "ĳ é 👩‍🏫"]
)
def test_a_value_is_printed_as_it_is(value: str) -> None:
    assert rendered("{{ naam }}", naam=value) == [value]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_value_is_a_line_break_in_the_letter(end: str) -> None:
    assert rendered("Naam: {{ naam }}.", naam=f"een{end}twee") == ["Naam: een\ntwee."]


def test_a_line_break_stays_one_in_a_list_that_is_joined() -> None:
    assert rendered("{{ regels|join('; ') }}", regels=("a\nb", "c&d")) == ["a\nb; c&d"]


def test_a_tab_in_a_value_is_a_blank() -> None:
    assert rendered("{{ naam }}", naam="een\ttwee") == ["een twee"]


def test_a_line_break_is_a_blank_in_the_title_and_in_an_alternative_text() -> None:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{{ naam }}"/>'
    picture = f"<w:r><w:pict>{shape}</w:pict></w:r>{run('x')}"
    data = template(picture, title="Brief aan {{ naam }}")
    letter = compile_template(data, "b.docx").render({"naam": 'een\n"twee" & drie'})
    assert docx.Document(io.BytesIO(letter)).core_properties.title == 'Brief aan een "twee" & drie'
    xml = zipfile.ZipFile(io.BytesIO(letter)).read("word/brief.xml").decode()
    assert 'alt="een &#34;twee&#34; &amp; drie"' in xml


SPELLING = '<w:proofErr w:type="spellStart"/>'
BOOKMARK = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
BOLD = '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">naam</w:t></w:r>'


@pytest.mark.parametrize(
    "split",
    [
        run("Beste {") + run("{ na") + run("am }") + run("}!"),
        run("Beste {{ ") + SPELLING + BOLD + SPELLING + run(" }}!"),
        run("Beste {{ n") + BOOKMARK + run("aam }}!"),
        "".join(map(run, "Beste {{ naam }}!")),
    ],
)
def test_a_field_that_word_split_over_runs_is_filled_in(split: str) -> None:
    assert rendered(split, naam="Jo") == ["Beste Jo!"]


@pytest.mark.parametrize("quotes", ["''", "‘’", "’’", "“”", "„”"])
def test_a_condition_with_an_ampersand_is_true_with_whatever_quotes_word_makes(quotes: str) -> None:
    condition = f"{{%p if {quotes[0]}D&P{quotes[1]} in profielen %}}"
    paragraphs = (condition, "ja", "{%p else %}", "nee", "{%p endif %}")
    assert rendered(*paragraphs, profielen=("D&P",)) == ["ja"]
    assert rendered(*paragraphs, profielen=("P&D",)) == ["nee"]


def test_a_comparison_and_a_no_break_space_in_a_tag_are_read() -> None:
    assert rendered("{% if\u00a0n < 3 and n > 1 %}ja{% endif %}", n=2) == ["ja"]


def test_paragraphs_and_table_rows_are_repeated() -> None:
    assert rendered(
        "{%p for r in rs %}", "{{ loop.index }}: {{ r }}", "{%p endfor %}", rs="ab"
    ) == [
        "1: a",
        "2: b",
    ]


def test_a_comment_is_not_printed() -> None:
    assert rendered("{#p Uitleg voor wie dit sjabloon bewerkt. #}", "a{# b #}c") == ["ac"]


@pytest.mark.parametrize(
    ("name", "language", "printed"),
    [
        ("brief.docx", Language.NL, "1 maart 2026: €\u00a04.000.000; a, b en c"),
        ("BRIEF.EN.DOCX", Language.EN, "1 March 2026: €4,000,000; a, b and c"),
    ],
)
def test_the_filters_write_the_language_of_the_template(
    name: str, language: Language, printed: str
) -> None:
    made = compile_template(template("{{ d|datum }}: {{ b|bedrag }}; {{ n|opsomming }}"), name)
    assert made.language is language
    fields = {"d": dt.date(2026, 3, 1), "b": Decimal(4000000), "n": ("a", "b", "c")}
    assert text_of(made.render(fields)) == [printed]


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (0, "€\u00a00"),
        (Decimal("1250.5"), "€\u00a01.250,50"),
        (Decimal("0.005"), "€\u00a00,01"),
        (999.999, "€\u00a01.000"),
        (-5, "€\u00a0-5"),
    ],
)
def test_an_amount_has_cents_only_when_there_are_any(amount: Decimal, printed: str) -> None:
    assert WORDINGS[Language.NL].bedrag(amount) == printed


def test_an_enumeration_of_one_or_two_has_no_comma() -> None:
    assert WORDINGS[Language.NL].opsomming(["a"]) == "a"
    assert WORDINGS[Language.NL].opsomming(["a", "b"]) == "a en b"


# What is refused


BRACE = "een losse accolade: een veld begint met {{ en eindigt met }}"
NOT_ALONE = "meer dan de opdracht met {%p: die hoort alleen in een alinea"
UNREADABLE = "een opdracht die niet te lezen is"
MISFIT = "een veld waarvan de waarde niet bij de opdracht past"


@pytest.mark.parametrize(
    ("before", "wrong", "after", "problem"),
    [
        ([], "Beste {{ naan }}", [], "het veld ‘naan’, dat niet bestaat (bedoelde u ‘naam’?)"),
        ([], "Beste {{ xyz }}", [], "het veld ‘xyz’, dat niet bestaat"),
        (
            ["{%p for r in rijen %}"],
            "{{ p }}",
            ["{%p endfor %}"],
            "het veld ‘p’, dat niet bestaat",
        ),
        ([], "{% if not naam %}{{ niets }}{% endif %}", [], "het veld ‘niets’, dat niet bestaat"),
        (["goed"], "{{ rijen.eerste }}", ["goed"], "het veld ‘eerste’, dat niet bestaat"),
        (["goed"], "{{ naam|groot }}", ["goed"], "‘groot’, dat niet bestaat"),
        ([], "{% if not naam %}{{ naam|groot }}{% endif %}", [], "‘groot’, dat niet bestaat"),
        ([], "{{ naam|uper }}", [], "‘uper’, dat niet bestaat (bedoelde u ‘upper’?)"),
        (
            [],
            "{% if naam is defind %}x{% endif %}",
            [],
            "‘defind’, dat niet bestaat (bedoelde u ‘defined’?)",
        ),
        ([], "{{ naam|safe }}", [], "‘safe’, dat niet bestaat"),
        ([], "{% if naam is leuk %}x{% endif %}", [], "‘leuk’, dat niet bestaat"),
        (["goed"], "Beste {{ naam }, dag", ["goed"], BRACE),
        (["goed"], "Beste {{ naam", ["en {{ naam }} ook"], BRACE),
        ([], "Beste { naam }", [], BRACE),
        ([], "Beste {{ naam de naam }}", [], UNREADABLE),
        ([], "{% if %}x{% endif %}", [], UNREADABLE),
        ([], "{% als naam %}", [], "de opdracht ‘als’, die niet bestaat"),
        (["goed"], "{%p if naam %}", ["x"], "‘if’, waarna ‘endif’ ontbreekt"),
        (["goed"], "{%p endif %}", [], "‘endif’ zonder begin ervoor"),
        (["{%p for r in rijen %}"], "{%p endif %}", [], "‘endif’, dat hier niets afsluit"),
        ([], "{%p if naam %} verloren tekst", ["{%p endif %}"], NOT_ALONE),
        ([], "{%p if naam %}{%p endif %}", [], NOT_ALONE),
        ([], "{{ naam|datum }}", [], MISFIT),
        ([], "{{ 1 / (rijen|length) }}", [], MISFIT),
    ],
)
def test_what_is_wrong_with_a_template_is_told_with_its_place(
    before: list[str], wrong: str, after: list[str], problem: str
) -> None:
    told = refusal(*before, wrong, *after, naam="Jo", rijen=())
    assert told.replace("{%p ", "{% ") == (
        f"in de alinea ‘{wrong.replace('{%p ', '{% ')}’ staat {problem}"
    )


def test_a_long_paragraph_is_shown_around_what_is_wrong() -> None:
    told = refusal(f"{'a' * 200} {{{{ xyz }}}} {'b' * 200}", naam="Jo")
    assert re.fullmatch(r"in de alinea ‘…a+ \{\{ xyz \}\} b+…’ staat het veld ‘xyz’, .*", told)


def test_a_wrong_field_in_the_title_is_told() -> None:
    with pytest.raises(Failure) as caught:
        compile_template(template("x", title="Aan {{ wie }}"), "brief.docx").render({})
    assert str(caught.value) == (
        "Briefsjabloon ‘brief.docx’ kan niet worden gebruikt: in de documenteigenschappen bij ‘Aan "
        "{{ wie }}’ staat het veld ‘wie’, dat niet bestaat. Pas het sjabloon aan in Word."
    )


def test_a_condition_that_would_break_the_document_is_refused() -> None:
    table = (
        f"</w:p><w:tbl><w:tr><w:tc><w:p>{run('{% endif %}eind')}</w:p></w:tc></w:tr></w:tbl><w:p>"
    )
    told = refusal(run("{% if not naam %}begin"), table + run("b"), naam="Jo")
    assert told == (
        "in de alinea ‘eind’ staat een opdracht die ergens anders wordt afgesloten dan ze begint"
    )


@pytest.mark.parametrize(
    "trick",
    [
        "{{ ''.__class__ }}",
        "{{ naam.__class__.__mro__ }}",
        "{{ naam.format.__globals__ }}",
        "{{ rijen['__class__'] }}",
        "{% set x = naam.__init__ %}{{ x.y }}",
    ],
)
def test_a_template_cannot_reach_into_python(trick: str) -> None:
    told = refusal(trick, naam="Jo", rijen=())
    assert "niet mag" in told or "niet bestaat" in told


@pytest.mark.parametrize(
    "word", ["include 'x'", "import 'x' as y", "autoescape false", "macro x()"]
)
def test_a_template_cannot_load_another_or_turn_safety_off(word: str) -> None:
    assert "die niet bestaat" in refusal(f"{{% {word} %}}")


@pytest.mark.parametrize("call", ["range(9)", "lipsum()", "dict()", "cycler()"])
def test_a_template_knows_no_functions(call: str) -> None:
    assert "dat niet bestaat" in refusal(f"{{{{ {call} }}}}")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\uffff"])
def test_a_character_that_no_document_can_hold_is_refused_with_its_field(sign: str) -> None:
    with pytest.raises(Failure) as caught:
        rendered("{{ a[0]|join }}", a=((f"x{sign}y",),))
    assert caught.value.cause is Cause.INVALID_TEXT
    assert str(caught.value).startswith("Het veld ‘a’ van de brief bevat een onzichtbaar teken")


# The file


def test_the_same_input_gives_the_same_bytes() -> None:
    made = compile_template(template("{{ naam }}{{ aantal }}"), "b.docx")
    fields = {"naam": "Jo", "aantal": 3}
    assert made.render(fields) == made.render(fields)


def test_the_same_template_is_compiled_once() -> None:
    data = template("{{ naam }}")
    assert compile_template(data, "b.docx") is compile_template(bytes(data), "b.docx")


def test_members_without_fields_are_copied_as_they_are_stored() -> None:
    picture = Member("word/media/logo é.png", b"\x89PNG not deflated", 0, 0, 17)
    picture = Member(picture.name, picture.stored, 0, zlib.crc32(picture.stored), 17)
    members = (*read_members(template("{{ naam }}"), "b.docx"), picture)
    letter = compile_template(write(members), "b.docx").render({"naam": "Jo"})
    copies = {m.name: m for m in read_members(letter, "b.docx")}
    assert [m.name for m in members] == list(copies)
    for member in members:
        assert (copies[member.name] == member) is (member.name != "word/brief.xml")
    archive = zipfile.ZipFile(io.BytesIO(letter))
    assert archive.testzip() is None
    assert archive.read(picture.name) == picture.stored
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _dotx(_: bytes) -> bytes:
    return template("x", kind="template")


def _scratched(data: bytes) -> bytes:
    """Spoil what is stored of the first member, beyond its header and its name."""
    return data[:80] + b"xxxx" + data[84:]


def _twice(data: bytes) -> bytes:
    return write((*read_members(data, "b.docx"), *read_members(data, "b.docx")))


def _huge(data: bytes) -> bytes:
    members = read_members(data, "b.docx")
    return write((*members, Member("word/a.bin", b"\x03\x00", 8, 0, LARGEST + 1)))


def _not_utf8(data: bytes) -> bytes:
    return write(
        Member.of(m.name, b"\xff\xfe\xfd") if m.name == "word/brief.xml" else m
        for m in read_members(data, "b.docx")
    )


def _packed(data: bytes, method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for member in read_members(data, "b.docx"):
            archive.writestr(member.name, member.content)
    return packed.getvalue()


def _encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


def test_a_file_that_is_not_deflated_is_read() -> None:
    data = _packed(template("{{ naam }}"), zipfile.ZIP_STORED)
    assert text_of(compile_template(data, "b.docx").render({"naam": "Jo"})) == ["Jo"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda _: b"", "beschadigd, of het is geen Word-document"),
        (lambda _: b"Beste school", "beschadigd, of het is geen Word-document"),
        (lambda data: data[:-30], "beschadigd, of het is geen Word-document"),
        (lambda data: data.replace(b"\x01\x02", b"\x09\x09", 1), "beschadigd"),
        (_scratched, "beschadigd"),
        (
            lambda _: b"\xd0\xcf\x11\xe0" + "DRMEncryptedTransform".encode("utf-16-le"),
            "beveiligd met een vertrouwelijkheidslabel",
        ),
        (lambda _: b"\xd0\xcf\x11\xe0 old", "wachtwoord beveiligd, of van een oude Word-versie"),
        (lambda _: write([Member.of("leeg.txt", b"")]), "bewaar het als ‘Word-document (.docx)’"),
        (lambda data: _packed(data, zipfile.ZIP_BZIP2), "op een ongewone manier ingepakt"),
        (_encrypted, "met een wachtwoord beveiligd"),
        (_dotx, "bewaar het als ‘Word-document (.docx)’"),
        (_twice, "beschadigd"),
        (_huge, "te groot"),
        (_not_utf8, "beschadigd"),
    ],
)
def test_a_file_that_is_no_sound_word_document_is_refused(
    spoil: Callable[[bytes], bytes], told: str
) -> None:
    with pytest.raises(Failure) as caught:
        compile_template(spoil(template("{{ naam }}")), "brief.docx")
    assert caught.value.cause is Cause.TEMPLATE
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("xml", "sound"),
    [
        ("<p>{{ a }} {# niets #}{% set b = 1 %}</p>", True),
        ("<p>{% if a %}<r/>{% elif b %}ja{% else %}<r/>nee{% endif %}</p>", True),
        ("<p>{% for b in a %}<r>{{ b }}</r>{% endfor %}</p>", True),
        ("<p><r>{% if a %}</r><r>{% endif %}</r></p>", False),
        ("<p>{% if a %}<r>{% else %}</r>{% endif %}</p>", False),
        ('<p text="{{ a }}"/>', False),
        ("<p {{ a }}/>", False),
        ("<{{ a }}/>", False),
        ("<p><!-- {{ a }} --></p>", False),
        ("<p><![CDATA[{{ a }}]]></p>", False),
        ("{% if a %}<p/>{% endif %}", False),
        ("{{ a }}", False),
    ],
)
def test_a_part_is_taken_to_be_well_formed_only_where_no_field_can_spoil_it(
    xml: str, *, sound: bool
) -> None:
    assert is_sound(xml) is sound


@pytest.mark.parametrize("language", [".docx", ".en.docx"])
@pytest.mark.parametrize("letter", ["uitnodiging", "voorstel", "besluit"])
def test_no_letter_of_the_shipped_templates_needs_to_be_parsed_again(
    letter: str, language: str
) -> None:
    name = letter + language
    members = read_members(shipped("templates", name).read_bytes(), name)
    known = roles(members, types(members, name), name)
    parts = [source.read_part(m, known[m.name], name) for m in members if m.name in known]
    filled = [part for part in parts if part]
    assert len(filled) >= 3
    assert all(is_sound(part.source) for part in filled)


# Rows of a table.


def test_a_row_is_made_for_each_item_of_a_list() -> None:
    rows = table("Post", "{%tr for post in posten %}", "{{ post.naam }}", "{%tr endfor %}")
    posten = ({"naam": "D&P"}, {"naam": "a\nb"})
    assert rendered(rows, "Totaal", posten=posten) == ["| Post |", "| D&P |", "| a\nb |", "Totaal"]
    assert rendered(rows, "Totaal", posten=()) == ["| Post |", "Totaal"]


def test_paragraphs_after_such_rows_are_counted_as_one_sees_them() -> None:
    rows = table("{%tr for post in posten %}", "{{ post }}", "{%tr endfor %}")
    uses = compile_template(template("a", rows, "{{ naam }}"), "brief.docx").uses
    assert [(use.name, use.paragraph) for use in uses] == [("posten", 2), ("naam", 5)]


def test_a_row_with_more_than_its_statement_is_refused() -> None:
    told = refusal(table("x {%tr for post in posten %}", "{{ post }}", "{%tr endfor %}"), posten=())
    assert told == (
        "in de alinea ‘x {%tr for post in posten %}’ staat meer dan de opdracht met {%tr: die "
        "hoort alleen in een tabelrij"
    )


def test_a_field_of_an_item_that_does_not_exist_is_told() -> None:
    rows = table("{%tr for post in posten %}", "{{ post.naan }}", "{%tr endfor %}")
    assert "het veld ‘naan’, dat niet bestaat" in refusal(rows, posten=({"naam": "x"},))


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (12, "12", "12"),
        (1200, "1.200", "1,200"),
        (Decimal("1200.50"), "1.200,5", "1,200.5"),
        (Decimal("0.25"), "0,25", "0.25"),
        (Decimal("10.00"), "10", "10"),
        (-3, "-3", "-3"),
    ],
)
def test_a_number_is_written_as_its_language_does(
    value: Decimal | int, dutch: str, english: str
) -> None:
    assert rendered("{{ n|getal }}", n=value) == [dutch]
    assert rendered("{{ n|getal }}", name="brief.en.docx", n=value) == [english]
