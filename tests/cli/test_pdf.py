"""`--pdf`: beside each letter and summary its PDF, and what is said where there is none."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.parser import BytesParser
from html import unescape
from pathlib import Path

import docx
import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.system import libreoffice
from support import soffices
from support.commands import run
from support.packages import parts, reworked
from support.plan_files import write_plan
from support.plan_texts import UNDATED
from support.tools import ROOT, pdf_facts

DAY = ("--date", "2026-09-30")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Give a roster with five schools to write to."""
    write_roster(tmp_path / "noord.xlsx", examples.regions()["rivierenhoek"])
    return tmp_path / "noord.xlsx"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give a plan without a fout."""
    write_plan(tmp_path / "plan.xlsx", examples.content(UNDATED))
    return tmp_path / "plan.xlsx"


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a program that makes PDFs in no time."""
    made = soffices.program(tmp_path / "program" / "soffice")
    monkeypatch.setenv(libreoffice.SETTING, str(made))
    return made


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no program that makes PDFs."""
    monkeypatch.delenv(libreoffice.SETTING, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


def names(folder: Path, suffix: str) -> list[str]:
    return sorted(path.stem for path in folder.rglob(f"*{suffix}"))


# letters, plans proposals, plans decisions


@pytest.mark.parametrize(
    "command", [pytest.param(("letters",), marks=pytest.mark.slow), ("plans", "decisions")]
)
def test_each_letter_gets_a_pdf_all_in_one_start(
    roster: Path, soffice: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "uit"
    done = run(*command, roster, "-o", folder, "--pdf", *DAY)
    assert names(folder, ".pdf") == names(folder, ".docx") != []
    assert all(f"{path}\n" in done.out for path in folder.glob("*.pdf"))
    assert len(soffices.starts(soffice)) == 1


@pytest.mark.usefixtures("nothing")
def test_where_nothing_makes_pdfs_the_letters_stand_and_it_is_said(
    plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "uit"
    assert run("plans", "proposals", plan, "-o", tmp_path / "zonder", *DAY).code == 0
    done = run("plans", "proposals", plan, "-o", folder, "--pdf", *DAY)
    assert done.code == 3
    assert "geen PDF's gemaakt, want op deze computer is geen programma gevonden" in done.err
    assert "Installeer LibreOffice" in done.err
    assert names(folder, "") == names(tmp_path / "zonder", ".docx") != []


@pytest.mark.usefixtures("soffice")
def test_a_voorstel_with_its_pdf_is_good(plan: Path, tmp_path: Path) -> None:
    assert run("plans", "proposals", plan, "-o", tmp_path / "uit", "--pdf", *DAY).code == 0
    assert names(tmp_path / "uit", ".pdf") == names(tmp_path / "uit", ".docx") != []


@pytest.mark.usefixtures("soffice")
def test_what_is_mailed_is_the_pdf(plan: Path, tmp_path: Path) -> None:
    run("plans", "proposals", plan, "-o", tmp_path / "uit", "--pdf", "--mail", *DAY)
    (printed,), (draft,) = ((tmp_path / "uit").glob(f"*{suffix}") for suffix in (".pdf", ".eml"))
    mail = BytesParser(policy=policy.default).parsebytes(draft.read_bytes())
    first, *_ = mail.iter_attachments()
    assert (first.get_filename(), first.get_content()) == (printed.name, printed.read_bytes())
    assert not any("docx" in str(one.get_filename()) for one in mail.iter_attachments())


def test_a_sample_letter_gets_no_pdf(roster: Path) -> None:
    done = run("letters", roster, "--try", ROOT / "templates" / "uitnodiging.docx", "--pdf")
    assert (done.code, "--try and --pdf do not go together" in done.err) == (2, True)


# summary, quarter


def test_a_summary_gets_its_pdf_and_replaces_none_unasked(
    roster: Path, soffice: Path, tmp_path: Path
) -> None:
    given = ("summary", roster, "-o", tmp_path / "nu.xlsx", "--pdf", *DAY)
    (tmp_path / "nu.pdf").write_bytes(b"eigen")
    refused = run(*given)
    assert (refused.code, (tmp_path / "nu.xlsx").exists()) == (2, False)
    assert "nu.pdf’ bestaat al" in refused.err
    assert str(tmp_path / "nu.pdf") in run(*given, "--force").out
    assert b"nu.xlsx" in (tmp_path / "nu.pdf").read_bytes()
    assert len(soffices.starts(soffice)) == 1


def test_a_summary_is_no_pdf_itself(roster: Path, tmp_path: Path) -> None:
    done = run("summary", roster, "-o", tmp_path / "nu.pdf", "--pdf", *DAY)
    assert (done.code, "name the workbook; its PDF comes beside it" in done.err) == (2, True)


@pytest.mark.slow
def test_a_quarter_has_a_pdf_of_each_summary_and_of_the_nation(
    roster: Path, soffice: Path, tmp_path: Path
) -> None:
    given = ("quarter", "2026-Q3", roster, "-o", tmp_path / "uit", "--pdf", "--workers", 1)
    run(*given)
    found = names(tmp_path / "uit", ".pdf")
    assert found == ["Landelijk kwartaalbeeld 2026-Q3", "Samenvatting Rivierenhoek"]
    record = json.loads((tmp_path / "uit" / "run.json").read_bytes())
    assert record["national_pdf"] == "Landelijk kwartaalbeeld 2026-Q3.pdf"
    (region,) = record["regions"]
    assert region["summary_pdf"] == "STO26901 Rivierenhoek/Samenvatting Rivierenhoek.pdf"
    assert {record["national_pdf"], region["summary_pdf"]} <= record["outputs"].keys()
    # What a PDF was made of is as it was, so it is not made again.
    assert "er niets gewijzigd" in run(*given).out
    assert len(soffices.starts(soffice)) == 1
    (tmp_path / "uit" / record["national_pdf"]).unlink()
    assert "1 bestand nieuw: Landelijk kwartaalbeeld 2026-Q3.pdf" in run(*given).out
    assert "Samenvatting" not in soffices.starts(soffice)[1]


@pytest.mark.slow
@pytest.mark.usefixtures("nothing")
def test_a_quarter_without_its_pdfs_is_whole_otherwise(roster: Path, tmp_path: Path) -> None:
    done = run("quarter", "2026-Q3", roster, "-o", tmp_path / "uit", "--pdf", "--workers", 1)
    assert done.code == 3
    assert "geen programma gevonden" in done.out
    record = json.loads((tmp_path / "uit" / "run.json").read_bytes())
    assert (record["finished"], record["national_pdf"]) == (True, None)
    assert record["regions"][0]["summary_pdf"] is None


# By LibreOffice itself, in one start.


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Give an address on this computer, and what was asked there."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815  (the names that the server goes by)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/beeld.png", asked
        server.shutdown()


def with_linked_picture(address: str, path: Path) -> Path:
    """Write a letter whose picture stands elsewhere."""
    document = docx.Document()
    document.add_picture(str(ROOT / "docs" / "pictures" / "uitnodiging.png"))
    document.save(str(path))
    linked = f'Target="{address}" TargetMode="External"'
    work = {
        "word/_rels/document.xml.rels": lambda text: re.sub(r'Target="media/[^"]*"', linked, text),
        "word/document.xml": lambda text: text.replace("r:embed=", "r:link="),
    }
    path.write_bytes(reworked(path.read_bytes(), work))
    return path


@pytest.mark.slow
def test_libreoffice_makes_pdf_a_tagged_with_title_and_language_and_asks_nothing_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(libreoffice.SETTING, raising=False)
    program = libreoffice.find()
    if program is None:
        pytest.skip("LibreOffice is missing")
    for name in ("rivierenhoek", "caribische-kust"):
        write_roster(tmp_path / f"{name}.xlsx", examples.regions()[name])
        run("letters", tmp_path / f"{name}.xlsx", "-o", tmp_path / name, *DAY)
    roster = tmp_path / "rivierenhoek.xlsx"
    run("plans", "decisions", roster, "-o", tmp_path / "besluiten", *DAY)
    run("summary", roster, "-o", tmp_path / "-Samenvatting Zoë.xlsx", *DAY)
    languages = {
        **dict.fromkeys(sorted((tmp_path / "rivierenhoek").glob("*.docx"))[:1], "nl-NL"),
        **dict.fromkeys(sorted((tmp_path / "caribische-kust").glob("*.docx")), ""),
        **dict.fromkeys(sorted((tmp_path / "besluiten").glob("*.docx"))[:1], "nl-NL"),
        tmp_path / "-Samenvatting Zoë.xlsx": "nl-NL",
    }
    with listening() as (address, asked):
        linked = with_linked_picture(address, tmp_path / "beeld.docx")
        made = dict(libreoffice.to_pdf(program, [*languages, linked]))
    assert asked == []
    assert all(isinstance(content, bytes) for content in made.values()), made
    seen = set()
    for number, (path, language) in enumerate(languages.items()):
        content = made[path]
        assert isinstance(content, bytes)
        (tmp_path / f"{number}.pdf").write_bytes(content)
        facts, loose, elements = pdf_facts(tmp_path / f"{number}.pdf")
        assert facts["Tagged"] == "yes"
        assert facts["Title"] == title(path)
        assert (facts["JavaScript"], facts["Encrypted"], loose) == ("no", "no", [])
        assert elements
        assert b"<pdfaid:part>2</pdfaid:part>" in content
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
        assert b"/OutputIntents" in content
        assert b"/DisplayDocTitle true" in content
        assert language in told_language(content)
        seen.add(told_language(content))
        if path.suffix == ".docx":
            assert {"Document", "H1", "P"} <= set(elements)
    assert seen == {"nl-NL", "en-GB"}


def title(path: Path) -> str:
    text = parts(path.read_bytes())["docProps/core.xml"].decode()
    return unescape(text.partition("<dc:title>")[2].partition("</dc:title>")[0])


def told_language(content: bytes) -> str:
    return content.partition(b"/Lang(")[2].partition(b")")[0].decode()
