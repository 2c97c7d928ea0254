"""An uitnodiging is one page, as LibreOffice prints it, to a school of up to three profiles."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from sto_xl.letters import LetterKind, Situation, context
from sto_xl.model import Language, Leerweg, Offering, Region, School, Status
from support.correspondents import REGION, SCHOOL, contact
from support.letterfiles import compiled
from support.tools import soffice_convert

DATE = dt.date(2026, 11, 23)
#: The longest that is known of each, and every line that a letter can have.
LONG_REGION = REGION.model_copy(
    update={
        "naam": "Caribisch Nederland (Bonaire, St. Eustatius en Saba)",
        "programmamanager": "Marie-Antoinette van den Heuvel-Oosterveld van Rijn",
        "programmamanager_email": "m.a.vandenheuvel-oosterveld@sterktechniekonderwijs.example",
        "ondersteuner": "Bartholomeus van der Westhuyzen-de Graaf",
        "website": "https://www.sterktechniekonderwijs.example/regio/caribisch-nederland/",
        "website_platforms": "www.platforms.example/voorbeelden-van-techniek",
    }
)
LONG_SCHOOL = SCHOOL.model_copy(
    update={
        "school": "Openbare Scholengemeenschap Dr Nassau College voor Vwo Havo Mavo Vbo Lwoo",
        "adres": "Burgemeester Van Oldenbarneveltstraat 117-B",
    }
)
CONTACTS = (
    contact(
        "drs. ing. Wilhelmina Alexandra van Amsberg-van Lippe",
        aanhef="Geachte mevrouw Van Amsberg-van Lippe",
        brief="geadresseerde",
    ),
    contact("A. Ali", brief="kopie"),
    contact("P. Bos", brief="kopie"),
)
#: None, the theoretische leerweg, and those of which a letter has most to say.
OFFERS = ("", "TL", "HBR", "PIE", "PIE HBR", "HBR D&P", "HBR D&P Z&W", "PIE HBR Z&W", "PIE BWI Z&W")
STATUSES = (Status.GEEN, Status.AANGEMELD, Status.IN_GESPREK, Status.GESTOPT)


def offered(profiles: str) -> tuple[Offering, ...]:
    """Give rows of these profiles in the leerweg that knows every way; of TL a row without one."""
    return tuple(
        Offering(line=line, profiel=None, leerweg=Leerweg.TL)
        if profile == "TL"
        else Offering(line=line, profiel=profile, leerweg=Leerweg.GL)
        for line, profile in enumerate(profiles.split())
    )


def printed(
    folder: Path, region: Region, school: School, language: Language, statuses: tuple[Status, ...]
) -> dict[str, int]:
    """Print a letter for each offer and status; give how many pages each has."""
    template = compiled(LetterKind.UITNODIGING.shipped(language))
    spoken = school.model_copy(update={"taal": language})
    files = []
    for number, (offers, status) in enumerate(product(OFFERS, statuses)):
        stand = Situation(status, 12, 30)
        letter = context(region, spoken, CONTACTS, offered(offers), DATE, stand)
        files.append(folder / f"{number:02}.docx")
        files[-1].write_bytes(template.render(letter.fields()))
    pages = [
        len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))
        for file in soffice_convert(files, "pdf", folder / "pdf")
    ]
    told = (f"{offers or 'onbekend'}, {status}" for offers, status in product(OFFERS, statuses))
    return dict(zip(told, pages, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("language", Language)
def test_the_invitation_is_one_page_however_long_the_names(
    language: Language, tmp_path: Path
) -> None:
    pages = printed(tmp_path, LONG_REGION, LONG_SCHOOL, language, STATUSES)
    assert {letter: count for letter, count in pages.items() if count != 1} == {}


@pytest.mark.slow
def test_a_letter_that_says_more_keeps_its_signature_with_its_last_words(tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    offers = offered("PIE BWI D&P Groen Z&W E&O HBR")
    stand = Situation(Status.GEEN, 12, 30)
    template = compiled(LetterKind.UITNODIGING.shipped(Language.NL))
    letter = context(LONG_REGION, LONG_SCHOOL, CONTACTS, offers, DATE, stand)
    (tmp_path / "brief.docx").write_bytes(template.render(letter.fields()))
    (pdf,) = soffice_convert(tmp_path / "brief.docx", "pdf", tmp_path / "pdf")
    said = subprocess.run(
        [pdftotext, pdf, "-"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    first, second = said.split("\f")[:2]
    assert "Welke middelen hebt u nodig?" in first
    assert "Wilt u meedoen" in second
    assert "Met vriendelijke groet" in second
