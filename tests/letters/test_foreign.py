"""What a template must not bring along, where it may lie, and packages as no program makes them."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sto_xl.letters import LetterKind
from sto_xl.letters.template import compile_template
from sto_xl.letters.templates import Templates
from sto_xl.letters.word.members import MOST, Member, read_members, write
from sto_xl.model import Language, Region
from sto_xl.system.errors import Cause, Failure
from support.addresses import ADDRESSES
from support.hostile import spoiled_template
from support.letterfiles import run, template, text_of

GOOD = template("Dag {{ school }}", title="Brief aan {{ school }}")
_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
R = f'xmlns:r="{_OF}"'


def refused(data: bytes) -> str:
    with pytest.raises(Failure) as caught:
        compile_template(data, "brief.docx")
    assert caught.value.cause is Cause.TEMPLATE
    assert caught.value.values["file"] == "brief.docx"
    return caught.value.values["detail"]


def letter(data: bytes) -> list[str]:
    return text_of(compile_template(data, "brief.docx").render({"school": "De Werkhoek"}))


def changed(data: bytes, more: dict[str, bytes]) -> bytes:
    members = {m.name: m for m in read_members(data, "brief.docx")}
    return write(
        {**members, **{name: Member.of(name, made) for name, made in more.items()}}.values()
    )


def referring(
    *told: str, of: str = "word/brief.xml", more: dict[str, bytes] | None = None
) -> bytes:
    """Give a template in which a member refers to something in these words."""
    folder, _, base = of.rpartition("/")
    each = "".join(f'<Relationship Id="rId{9 + n}" {text}/>' for n, text in enumerate(told))
    rels = f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'.encode()
    return changed(GOOD, {f"{folder}/_rels/{base}.rels": rels, **(more or {})})


def outside(kind: str, target: str = "http://127.0.0.1/x") -> str:
    return f'Type="{_OF}/{kind}" Target="{target}" TargetMode="External"'


def inside(kind: str, target: str = "x.bin", of: str = _OF) -> str:
    return f'Type="{of}/{kind}" Target="{target}"'


# What it refers to.


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (outside("attachedTemplate", "file:///C:/huisstijl.dotx"), "gekoppeld aan een ander sjab"),
        (outside("oleObject"), "er zit een ander bestand in"),
        (outside("frame"), "er hoort een ander document in"),
        (outside("subDocument"), "er hoort een ander document in"),
        (outside("video"), "haalt ermee iets van elders op"),
        (outside("anything new"), "haalt ermee iets van elders op"),
        (inside("oleObject"), "er zit een ander bestand in"),
        (inside("package"), "er zit een ander bestand in"),
        (inside("control"), "er zit een ander bestand in"),
        (inside("aFChunk"), "er hoort een ander document in"),
        (inside("vbaProject", of=f"{_MICROSOFT}/2006/relationships"), "er zitten macro's in"),
        (inside("ui/extensibility", of=f"{_MICROSOFT}/2006/relationships"), "er zitten macro's in"),
        (inside("webextension", of=f"{_MICROSOFT}/2011/relationships"), "een invoegtoepassing van"),
    ],
)
@pytest.mark.parametrize("of", ["word/brief.xml", "word/settings.xml", "word/charts/chart1.xml"])
def test_a_template_that_refers_to_what_it_must_not_bring_is_refused(
    told: str, sentence: str, of: str
) -> None:
    assert sentence in refused(referring(told, of=of))


@pytest.mark.parametrize(("target", "mode"), ADDRESSES)
def test_what_has_an_address_is_fetched_whatever_is_said_of_it(target: str, mode: str) -> None:
    told = f'Type="{_OF}/image" Target="{target}"' + (f' TargetMode="{mode}"' if mode else "")
    assert "haalt ermee iets van elders op" in refused(referring(told))


def test_a_hyperlink_and_a_picture_of_its_own_may_stay() -> None:
    link, picture = outside("hyperlink", "https://sto.example/"), inside("image", "media/logo.xml")
    data = referring(link, picture, more={"word/media/logo.xml": b"<x/>"})
    assert letter(data) == ["Dag De Werkhoek"]


# What stands in it.


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (f'<w:altChunk {R} r:id="rId9"/>', "er hoort een ander document in"),
        (f'<w:subDoc {R} r:id="rId9"/>', "er hoort een ander document in"),
        ('<w:r><w:object><o:OLEObject xmlns:o="o" Type="Link"/></w:object></w:r>', "ander bestand"),
        ("<w:r><w:object><w:control/></w:object></w:r>", "er zit een ander bestand in"),
        (f'<w:r><a:blip xmlns:a="a" {R} r:link="rId9"/></w:r>', "van elders op"),
        ('<w:r><v:imagedata src="http://127.0.0.1/x"/></w:r>', "van elders op"),
        ('<w:r><v:fill xmlns:o="o" o:href="http://127.0.0.1/x"/></w:r>', "van elders op"),
        ('<w:r><p:webVideoPr xmlns:p="p" embeddedHtml="x"/></w:r>', "van elders op"),
    ],
)
def test_an_element_that_brings_something_along_is_refused(xml: str, sentence: str) -> None:
    assert sentence in refused(template("Dag {{ school }}", xml))
    header = f"<w:hdr><w:p>{xml}</w:p></w:hdr>"
    assert sentence in refused(template("Dag {{ school }}", more={"header": header}))


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 package", b"MZ program", rb"{\rtf1 text}", b"%PDF-1.7"],
)
def test_another_file_within_is_refused_whatever_it_is_called(content: bytes) -> None:
    data = changed(GOOD, {"word/media/image1.png": content})
    assert "er zit een ander bestand in" in refused(data)


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ("application/vnd.ms-office.vbaProject", "er zitten macro's in"),
        ("application/vnd.ms-office.activeX+xml", "er zit een ander bestand in"),
        ("application/vnd.openxmlformats-officedocument.oleObject", "er zit een ander bestand in"),
    ],
)
def test_a_member_of_a_kind_that_does_something_is_refused(of: str, sentence: str) -> None:
    assert sentence in refused(template("Dag {{ school }}", more={of: "<x></x>"}))
    # Its suffix may tell as well.
    types = next(m for m in read_members(GOOD, "b.docx") if m.name == "[Content_Types].xml")
    told = types.content.replace(
        b"</Types>", f'<Default Extension="dat" ContentType="{of}"/></Types>'.encode()
    )
    assert sentence in refused(changed(GOOD, {types.name: told, "word/x.dat": b"<x/>"}))


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        ('<svg><image href="http://127.0.0.1/x"/></svg>', True),
        ("<svg><rect style=\"fill: url( 'http://127.0.0.1/x')\"/></svg>", True),
        ("<svg><script>x</script></svg>", True),
        ('<svg><use href="#a"/><image href="data:image/png;base64,AA"/></svg>', False),
    ],
)
def test_a_drawing_may_lead_within_itself_only(svg: str, *, told: bool) -> None:
    data = changed(GOOD, {"word/media/logo.svg": svg.encode()})
    if told:
        assert "haalt ermee iets van elders op" in refused(data)
    else:
        assert letter(data) == ["Dag De Werkhoek"]


# The fields of Word.


def field(*code: str, result: str = "x") -> str:
    typed = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in code
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{typed}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_FIELDS = [
    'INCLUDEPICTURE "http://127.0.0.1/x.png"',
    "includetext C:\\\\x.docx",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe x",
    " \t DDE excel x",
    "LINK Excel.Sheet x",
    "MACROBUTTON AutoOpen klik",
    "IMPORT x",
    "RD x.docx",
]


@pytest.mark.parametrize("code", _FIELDS)
def test_a_field_of_word_that_fetches_or_starts_something_is_refused(code: str) -> None:
    simple = f'<w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}">{run("x")}</w:fldSimple>'
    for xml in (field(code), field(*code), simple, field("IF 1 = ", "1 ") + field(code)):
        told = refused(template("Dag {{ school }}", f"{run('Zie: ')}{xml}"))
        assert told.startswith("in de alinea ‘Zie: ")
        assert "een Word-veld dat iets van elders haalt of iets start" in told


def test_such_a_field_is_found_however_it_is_spread() -> None:
    whole = field("DDE", "AUTO", " cmd")
    at = whole.index("<w:r>", whole.index("DDE"))
    begin, rest = whole[:at], whole[at:]
    assert "iets start" in refused(template("{{ school }}", f"{begin}</w:p><w:p>{rest}"))
    # Within the code of another field, and as the outcome of one.
    nested = field("x").replace("x</w:instrText></w:r>", f"IF </w:instrText></w:r>{whole}", 1)
    assert "iets start" in refused(template("{{ school }}", nested))
    word = field("x").replace(
        '<w:r><w:instrText xml:space="preserve">x</w:instrText></w:r>', field('QUOTE "DDE"')
    )
    assert "een veld in een veld" in refused(template("{{ school }}", word))


@pytest.mark.parametrize(
    "code", ["PAGE", ' DATE \\@ "d MMMM yyyy" ', 'HYPERLINK "https://sto.example"', "NUMPAGES"]
)
def test_a_field_of_word_that_stays_within_the_letter_may_stay(code: str) -> None:
    assert letter(template("Dag {{ school }}", field(code)))[0] == "Dag De Werkhoek"


# Where a template lies.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a roster, with a template beside that folder."""
    (tmp_path / "elders").mkdir()
    for name in ("brief.docx", "brief.en.docx", "besluit.docx"):
        (tmp_path / "elders" / name).write_bytes(template("Dag {{ school }}"))
    (tmp_path / "regio" / "diep").mkdir(parents=True)
    return tmp_path / "regio"


def of_roster(folder: Path, typed: str) -> Templates:
    return Templates.of_roster(None, Region(briefsjabloon=typed), folder)


@pytest.mark.parametrize(
    "typed",
    [
        "../elders/brief.docx",
        r"..\elders\brief.docx",
        "diep/../../elders/brief.docx",
        "map/brief.docx",
        "link.docx",
        "brief.docx:stroom.docx",
    ],
)
def test_the_template_of_a_roster_stays_in_its_folder(folder: Path, typed: str) -> None:
    (folder / "map").symlink_to(folder.parent / "elders")
    (folder / "link.docx").symlink_to(folder.parent / "elders" / "brief.docx")
    (folder / "brief.docx:stroom.docx").write_bytes(template("{{ school }}"))
    with pytest.raises(Failure) as caught:
        of_roster(folder, typed)
    assert caught.value.cause is Cause.TEMPLATE_GONE


def test_a_template_in_the_folder_may_be_named_by_a_detour(folder: Path) -> None:
    (folder / "brief.docx").write_bytes(template("Dag {{ school }}"))
    assert of_roster(folder, "diep/../brief.docx").has(Language.NL)


def test_what_lies_beside_it_is_no_way_out_either(folder: Path) -> None:
    (folder / "brief.docx").write_bytes(template("Dag {{ school }}"))
    (folder / "brief.en.docx").symlink_to(folder.parent / "elders" / "brief.en.docx")
    with pytest.raises(Failure, match="een verwijzing naar een andere map"):
        of_roster(folder, "brief.docx")
    (folder / "besluit.docx").symlink_to(folder.parent / "elders" / "besluit.docx")
    with pytest.raises(Failure, match="een verwijzing naar een andere map"):
        Templates.beside(None, LetterKind.BESLUIT, folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
@pytest.mark.parametrize("through_a_link", [False, True])
def test_what_can_be_read_without_end_is_no_template(folder: Path, *, through_a_link: bool) -> None:
    os.mkfifo(folder / "pijp")
    for name, target in (("pijp.docx", folder / "pijp"), ("nul.docx", Path("/dev/zero"))):
        file, between = folder / name, folder / f"tussen {name}"
        between.symlink_to(target)
        file.symlink_to(between if through_a_link else target)
        with pytest.raises(Failure) as given:
            Templates(file)
        assert given.value.cause is Cause.TEMPLATE
        with pytest.raises(Failure) as own:
            of_roster(folder, name)
        assert own.value.cause is Cause.TEMPLATE_GONE


# The package.


def spoiled(data: bytes, name: str, spoil: Callable[[bytes], bytes]) -> bytes:
    content = next(m.content for m in read_members(data, "b.docx") if m.name == name)
    return changed(data, {name: spoil(content)})


def rezipped(data: bytes, method: int, damage: int = 0) -> bytes:
    """Pack a file in another way; spoil what is stored of its last member."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for member in read_members(data, "b.docx"):
            archive.writestr(member.name, member.content)
        start = archive.infolist()[-1].header_offset
    made = bytearray(packed.getvalue())
    for at in range(start + 70, start + 70 + damage):
        made[at] ^= 0xFF
    return bytes(made)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_what_cannot_be_inflated_is_refused(method: int) -> None:
    told = refused(rezipped(GOOD, method, damage=12))
    assert "beschadigd" in told or "op een ongewone manier ingepakt" in told


@pytest.mark.parametrize(
    "part", ["word/brief.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels"]
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: xml.replace(b"><", b"> & <", 1),
        lambda _: b"",
        lambda _: b"\xff\xfe\xfd",
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + xml,
        lambda xml: b'<?xml version="1.0" encoding="geheim"?>' + xml,
    ],
)
def test_a_part_that_is_not_well_formed_or_has_a_doctype_is_refused(
    part: str, spoil: Callable[[bytes], bytes]
) -> None:
    told = refused(spoiled(GOOD, part, spoil))
    assert "het bestand is beschadigd" in told or "zoals Word dat nooit doet" in told


def test_a_document_that_is_absent_is_told() -> None:
    members = (m for m in read_members(GOOD, "b.docx") if m.name != "word/brief.xml")
    assert refused(write(members)) == "het bestand is beschadigd, want de brieftekst ontbreekt erin"


def test_members_that_promise_less_than_they_hold_are_refused() -> None:
    bomb = Member.of("word/media/logo.png", bytes(3_000_000))
    small = Member(bomb.name, bomb.stored, bomb.method, zlib.crc32(bytes(10)), 10)
    data = write((*read_members(GOOD, "b.docx"), small))
    # All that is ever inflated of it is what it promises.
    assert sum(len(m.content) for m in read_members(data, "b.docx")) < 10_000


def test_members_without_end_are_refused() -> None:
    many = (Member.of(f"word/{number}.xml", b"<x/>") for number in range(MOST))
    assert "te groot" in refused(write((*read_members(GOOD, "b.docx"), *many)))


def test_two_members_that_differ_in_capitals_are_one_too_many() -> None:
    members = read_members(GOOD, "b.docx")
    assert "beschadigd" in refused(write((*members, Member.of("WORD/brief.xml", b"<x/>"))))


# As other programs write it.


def test_the_document_may_be_typed_by_its_suffix() -> None:
    types = next(m for m in read_members(GOOD, "b.docx") if m.name == "[Content_Types].xml")
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    told = types.content.replace(b'Override ContentType="' + main, b'Override ContentType="x/y')
    told = told.replace(b'PartName="/word/brief.xml"', b'PartName="/word/anders.xml"')
    told = told.replace(b'ContentType="application/xml"', b'ContentType="' + main + b'"')
    more = {"word/anders.xml": b"<x/>", "customXml/item1.xml": b"<eigen>{{ niets }}</eigen>"}
    assert letter(changed(GOOD, {types.name: told, **more})) == ["Dag De Werkhoek"]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "word/brief.xml"])
def test_attributes_may_stand_in_single_quotes(part: str) -> None:
    data = spoiled(GOOD, part, lambda xml: xml.replace(b'"', b"'"))
    assert letter(data) == ["Dag De Werkhoek"]


def test_a_prefix_may_be_another() -> None:
    def other(xml: bytes) -> bytes:
        return xml.replace(b"w:", b"vreemd:").replace(b"xmlns:w=", b"xmlns:vreemd=")

    data = spoiled(GOOD, "word/brief.xml", other)
    assert letter(data) == ["Dag De Werkhoek"]
    types = spoiled(
        data,
        "[Content_Types].xml",
        lambda xml: (
            xml.replace(b"<", b"<t:").replace(b"<t:/", b"</t:").replace(b"xmlns=", b"xmlns:t=")
        ),
    )
    assert letter(types) == ["Dag De Werkhoek"]


def test_names_may_differ_in_capitals_from_what_refers_to_them() -> None:
    data = spoiled(GOOD, "[Content_Types].xml", lambda xml: xml.replace(b"/word/", b"/Word/"))
    data = spoiled(data, "_rels/.rels", lambda xml: xml.replace(b'"word/', b'"/WORD/'))
    made = compile_template(data, "brief.docx").render({"school": "De Werkhoek"})
    assert b"Dag De Werkhoek" in zipfile.ZipFile(io.BytesIO(made)).read("word/brief.xml")


# Whatever it is.


@pytest.mark.parametrize("block", range(6))
def test_whatever_is_in_a_file_it_gives_a_letter_or_a_sentence(block: int) -> None:
    for seed in range(block * 60, block * 60 + 60):
        _, data = spoiled_template(GOOD, seed)
        try:
            made = compile_template(data, "brief.docx").render({"school": "A & B"})
        except Failure as failure:
            told = str(failure)
        else:
            assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None, seed
            continue
        assert "Briefsjabloon ‘brief.docx’" in told, seed
