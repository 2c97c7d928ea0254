"""Drafts of mails beside letters, at the command line: to whom they go, and what goes along."""

from __future__ import annotations

import email
import json
import socket
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from sto_xl.books.build import write_roster
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.letters import mailing
from sto_xl.plans import checks as plan_checks
from sto_xl.sheets import techniekplan
from support.commands import Done, fingerprints, run
from support.plan_files import write_plan
from support.plan_texts import UNDATED, without
from support.tables import QUIET

DAY = ("--date", "2026-09-30")
SIGNER = "Ondertekenaar besluit: naam | H. Bos\nOndertekenaar besluit: functie | voorzitter"
ROSTER = (
    QUIET.replace("[tblRegio]", f"[tblRegio]\nProgrammamanager: telefoon | 085 000 1201\n{SIGNER}")
    + """
[tblScholen]
Vestiging | School | Adres | Postcode | Plaats | Soort | Deelname | Telefoon | Taal
00AH17 | De Werkhoek | Weg 1 | 9401 AA | Assen | vmbo | geen | 085 000 2100 | nl
00AH18 | Saba School | Weg 2 | 9401 AA | Saba | vmbo | geen | 085 000 2100 | en
00AH19 | De Stilte | Weg 3 | 9401 AA | Assen | vmbo | geen | 085 000 2100 | nl
[tblContacten]
Vestiging | Naam | Aanhef | Functie | E-mail | Telefoon | Rol | Brief
00AH17 | A. Bos | Beste mevrouw Bos | docent | a.bos@werkhoek.example | 06 1 | STO-contact |
00AH17 | B. Dam | | directeur | b.dam@werkhoek.example | | overig | kopie
00AH18 | C. Én | | | c.en@saba,example | | STO-contact |
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Gevraagd | Toegekend | Ingediend | Besluitdatum | Open vragen
P-1 | 00AH17 | Domotica | goedgekeurd | 100 | 100 | 1-9-2026 | 15-9-2026 |
P-2 | 00AH18 | Drones | in gesprek | 100 | | 1-9-2026 | | Hoeveel?
"""
)  # fmt: skip


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "regio" / "regiobestand.xlsx"
    write_roster(file, examples.content(ROSTER))
    return file


def parsed(file: Path) -> EmailMessage:
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def to(message: EmailMessage) -> list[str]:
    return [str(one) for name in ("To", "Cc") for one in getattr(message[name], "addresses", ())]


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}


def drafts(folder: Path) -> dict[str, EmailMessage]:
    return {file.stem: parsed(file) for file in sorted(folder.glob("*.eml"))}


def made(*arguments: object) -> Done:
    return run(*arguments, "--mail", *DAY)


@pytest.mark.slow
def test_an_uitnodiging_is_mailed_with_the_school_s_techniekplan(
    roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent(*_: object) -> None:
        pytest.fail("something is sent")

    monkeypatch.setattr(socket, "create_connection", sent)
    monkeypatch.setattr(socket, "getaddrinfo", sent)
    out = tmp_path / "uit"
    done = made("letters", roster, "-o", out)
    found = drafts(out)
    assert [*found] == [f"Uitnodiging {s}" for s in ("De Stilte 00AH19", "De Werkhoek 00AH17", "Saba School 00AH18")]  # fmt: skip  # noqa: E501
    assert [str(out / f"{stem}.eml") in done.out.splitlines() for stem in found] == [True] * 3
    mail = found["Uitnodiging De Werkhoek 00AH17"]
    assert to(mail) == ['"A. Bos" <a.bos@werkhoek.example>', '"B. Dam" <b.dam@werkhoek.example>']
    assert mail["Subject"] == "Uitnodiging om mee te doen met Sterk Techniekonderwijs"
    assert text(mail).startswith("Beste mevrouw Bos,\r\n\r\nGraag nodig ik uw school uit")
    letter, plan = attached(mail).items()
    assert letter == ("Uitnodiging De Werkhoek 00AH17.docx", (out / letter[0]).read_bytes())
    assert plan[0] == "Techniekplan De Werkhoek 00AH17.xlsx"
    (tmp_path / plan[0]).write_bytes(plan[1])
    form = techniekplan.read_techniekplan(read_file(tmp_path / plan[0])).form
    assert (form.school, form.indiener, form.programmamanager) == (
        "De Werkhoek",
        "A. Bos",
        "M. Vos",
    )
    # In English; and nobody is addressed whose address may be wrong, which is said.
    english = found["Uitnodiging Saba School 00AH18"]
    assert english["Subject"] == "Invitation to join Sterk Techniekonderwijs"
    assert text(english).startswith("Dear C. Én,")
    assert to(english) == to(found["Uitnodiging De Stilte 00AH19"]) == []
    assert (
        "In deze conceptmails staat nog geen adres: ‘Saba School’ en ‘De Stilte’. Vul het in "
        "voordat u de mail verstuurt." in done.err
    )
    listed = [row[-1] for row in openpyxl.load_workbook(out / mailing.LIST)["Verzendlijst"].values]
    assert listed[1:] == [
        None,
        "Kijk het e-mailadres na: dat klopt misschien niet.",
        "Er is geen e-mailadres bekend.",
    ]


@pytest.mark.slow
def test_a_second_run_writes_the_same_and_without_the_option_there_are_no_drafts(
    roster: Path, tmp_path: Path
) -> None:
    for name in "ab":
        made("plans", "decisions", roster, "-o", tmp_path / name)
    run("plans", "decisions", roster, "-o", tmp_path / "c", *DAY)
    once, again, none = (fingerprints(tmp_path / name) for name in "abc")
    assert once == again
    assert {name: told for name, told in once.items() if not name.endswith(".eml")} == none
    assert len(once) == len(none) + 2


@pytest.mark.slow
def test_a_besluit_is_mailed_with_the_letter_alone(roster: Path, tmp_path: Path) -> None:
    made("plans", "decisions", roster, "-o", tmp_path / "uit")
    approved, questions = drafts(tmp_path / "uit").values()
    assert approved["Subject"] == "Uw plan ‘Domotica’ is goedgekeurd"
    assert to(approved)[0] == '"A. Bos" <a.bos@werkhoek.example>'
    assert [*attached(approved)] == ["Besluit P-1 De Werkhoek.docx"]
    assert "the question that we still have" in text(questions)
    assert text(questions).rstrip().endswith("m.vos@sto.example")


@pytest.mark.slow
def test_a_voorstel_is_mailed_to_the_programme_manager_with_the_plan(
    roster: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plannen" / "ons plan.xlsx"
    write_plan(plan, examples.content(UNDATED))
    made("plans", "proposals", plan, "-o", tmp_path / "a", "--roster", roster)
    (mail,) = drafts(tmp_path / "a").values()
    assert to(mail) == ['"M. Vos" <m.vos@sto.example>']
    assert attached(mail)["ons plan.xlsx"] == plan.read_bytes()
    assert len(attached(mail)) == 2
    assert "bereiken we 96 leerlingen. We vragen daarvoor € 4.800 van STO." in text(mail).replace("\xa0", " ")  # fmt: skip  # noqa: E501
    # Whose address that is, the plan alone does not tell.
    done = made("plans", "proposals", plan, "-o", tmp_path / "b")
    (mail,) = drafts(tmp_path / "b").values()
    assert to(mail) == []
    assert "In deze conceptmail staat nog geen adres: ‘Domotica in Zorg en welzijn’" in done.err


@pytest.mark.slow
def test_a_checked_plan_goes_back_to_who_filled_it_in_with_the_next_step(
    roster: Path, tmp_path: Path
) -> None:
    flawed = without("Titel van het plan").replace("a.bos@school.example", "a.bos")
    for name, said in {"goed": UNDATED, "half": flawed}.items():
        write_plan(tmp_path / "plannen" / f"{name}.xlsx", examples.content(said))
    out = tmp_path / "nagekeken"
    made("plans", "check", tmp_path / "plannen", "-o", out, "--roster", roster)
    good, half = drafts(out).values()
    assert to(good) == ['"A. Bos" <a.bos@school.example>']
    assert good["Subject"] == "Uw techniekplan ‘Domotica in Zorg en welzijn’ is nagekeken"
    assert text(good).startswith("Beste A. Bos,")
    assert "bel mij op 085\xa0000\xa01201" in text(good)
    assert attached(good) == {"goed.xlsx": (out / "goed.xlsx").read_bytes()}
    assert to(half) == []
    assert "nog worden hersteld" in text(half)
    assert "als antwoord op deze mail terugsturen? Dan gaat het plan verder." in text(half)
    told = [row[2] for row in openpyxl.load_workbook(out / plan_checks.INTAKE).worksheets[0].values]
    assert [str(one).endswith("In de conceptmail staat nog geen adres.") for one in told[-2:]] == [
        False,
        True,
    ]


@pytest.mark.slow
def test_of_checked_plans_the_json_stays_json(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.xlsx", examples.content(UNDATED))
    done = made("plans", "check", tmp_path / "plan.xlsx", "-o", tmp_path / "uit", "--json")
    assert json.loads(done.out)["plans"][0]["given_back"] == "plan.xlsx"
    assert [*drafts(tmp_path / "uit")] == ["plan"]


@pytest.mark.slow
def test_a_text_can_be_tried(roster: Path, tmp_path: Path) -> None:
    own = tmp_path / "uitnodiging.mail.txt"
    own.write_text("Onderwerp: dag {{ school }}\n\n{{ schol }}", encoding="utf-8")
    done = run("letters", roster, "--try", own, *DAY)
    assert done.code == 3
    assert "mailtekst, regel 3" in done.out
    (sample,) = tmp_path.glob("Proefbrief*.txt")
    assert sample.read_text(encoding="utf-8") == "Onderwerp: dag De Werkhoek\n\n[schol?]\n"


def test_drafts_of_checked_plans_need_a_folder(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.xlsx", examples.content(UNDATED))
    done = made("plans", "check", tmp_path / "plan.xlsx")
    assert done.code == 2
    assert "--mail needs -o" in done.err


@pytest.mark.slow
def test_an_own_text_beside_the_roster_is_used_and_a_wrong_one_makes_no_letter(
    roster: Path, tmp_path: Path
) -> None:
    own = roster.with_name("uitnodiging.mail.txt")
    done = run("new", "template", own)
    assert done.code == 0
    shipped = own.read_text(encoding="utf-8")
    own.write_text(shipped.replace("Graag nodig ik", "Van harte nodig ik"), encoding="utf-8")
    made("letters", roster, "-o", tmp_path / "a", "--only", "00AH17")
    (mail,) = drafts(tmp_path / "a").values()
    assert "Van harte nodig ik" in text(mail)
    own.write_text("Onderwerp: {{ schol }}", encoding="utf-8")
    done = made("letters", roster, "-o", tmp_path / "b", "--only", "00AH17")
    assert done.code == 2
    assert "‘schol’, dat niet bestaat (bedoelde u ‘school’?)" in done.err
    assert not (tmp_path / "b").exists()
    # Without drafts nobody asks for it.
    assert run("letters", roster, "-o", tmp_path / "b", "--only", "00AH17", *DAY).code in {0, 3}


@pytest.mark.slow
def test_a_mail_that_cannot_be_made_is_told_and_leaves_its_letter(
    roster: Path, tmp_path: Path
) -> None:
    roster.with_name("uitnodiging.mail.txt").write_text("Onderwerp: {{ kopie|first }}")
    done = made("letters", roster, "-o", tmp_path / "uit")
    assert done.code == 3
    assert "De Stilte: geen conceptmail. Mailsjabloon ‘uitnodiging.mail.txt’" in done.err
    assert "Uitnodiging De Werkhoek 00AH17" in drafts(tmp_path / "uit")
    assert len(list((tmp_path / "uit").glob("*.docx"))) == 3


def test_another_name_is_no_text_of_a_mail(tmp_path: Path) -> None:
    done = run("new", "template", tmp_path / "mail.txt")
    assert done.code == 2
    assert "nagekeken.mail.en.txt" in done.err
