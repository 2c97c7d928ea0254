"""What rosters list is kept beside the register, without a person; who changed is read again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.find import index
from sto_xl.find.index import Lists
from sto_xl.system.errors import Cause
from support.tables import QUIET

pytestmark = pytest.mark.slow

ROSTER = f"""{QUIET}
[tblScholen]
Vestiging | School | Plaats | Deelname | Sinds | Opgegaan in
00AH17 | De Werkhoek | Assen | deelnemer | 1-2-2025 |
00AH18 | Het Anker | Assen | geen | |
00AH19 | De Oude Werkhoek | Assen | | | 00AH17
[tblContacten]
Vestiging | Naam | E-mail | Rol
00AH17 | Wilhelmina Achternaam | w.achternaam@school.example | STO-contact
[tblGebied]
Gemeente | Hoort erbij | Toelichting
Assen | | overlegd met Wilhelmina Achternaam
rmc:07 | nee | te ver
Emmen | misschien |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a roster and a place for the register, both of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("STO_XL_REGISTER", str(tmp_path / "duo" / "register.sqlite"))
    (tmp_path / "duo").mkdir()
    write(tmp_path / "noord.xlsx", ROSTER)
    return tmp_path


def write(path: Path, text: str, at: int = 1_000_000_000) -> None:
    """Write a roster that was saved so many seconds after 1970."""
    write_roster(path, examples.content(text))
    os.utime(path, (at, at))


def names(looked: Lists) -> Sequence[str]:
    return [name for one in looked.rosters for school in one.schools for name in school.names]


def kept(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("zoeklijst.json")


def test_a_roster_is_read_once_and_again_when_it_changed(folder: Path) -> None:
    path = folder / "noord.xlsx"
    first = index.of_rosters([path])
    assert first.read == 1
    again = index.of_rosters([path])
    assert (again.read, again.rosters) == (0, first.rosters)
    os.utime(path, (1_000_000_009, 1_000_000_009))
    assert index.of_rosters([path]).read == 0, "what was only saved again, says the same"
    write(path, ROSTER.replace("Het Anker", "De Boei"), at=1_000_000_009)
    changed = index.of_rosters([path])
    assert (changed.read, "De Boei" in names(changed)) == (1, True)


def test_it_holds_what_a_search_needs_and_no_person(folder: Path) -> None:
    (roster,) = index.of_rosters([folder / "noord.xlsx"]).rosters
    assert roster.title == "STO19072 Proefregio"
    told = [(one.code, one.names, one.place, one.deelname, one.into) for one in roster.schools]
    assert told == [
        ("00AH17", ("De Werkhoek",), "Assen", "deelnemer", ""),
        ("00AH18", ("Het Anker",), "Assen", "geen", ""),
        ("00AH19", ("De Oude Werkhoek",), "Assen", None, "00AH17"),
    ]
    assert roster.area == (("Assen", True), ("rmc:07", False))
    (path,) = kept(folder)
    assert path == folder / "duo" / "zoeklijst.json"
    text = path.read_text(encoding="utf-8")
    assert "Werkhoek" in text
    assert not [word for word in ("Achternaam", "M. Vos", "m.vos", "achternaam@") if word in text]


def test_one_that_is_spoilt_is_made_anew_and_a_lost_roster_is_forgotten(folder: Path) -> None:
    path, lost = folder / "noord.xlsx", folder / "oost.xlsx"
    write(lost, ROSTER.replace("Het Anker", "De Boei"))
    index.of_rosters([path, lost])
    (place,) = kept(folder)
    for spoilt in (b"", b"{", b"[1, [{}]]", b"[99, []]", place.read_bytes()[:-40]):
        place.write_bytes(spoilt)
        assert index.of_rosters([path]).read == 1
    lost.unlink()
    looked = index.of_rosters([path, lost])
    assert [failure.cause for failure in looked.failures] == [Cause.NOT_FOUND]
    assert "De Boei" not in place.read_text(encoding="utf-8")


def test_where_the_register_is_anothers_it_lies_in_the_users_own_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder in which nobody can write, be it the system's administrator: a file.
    monkeypatch.setenv("STO_XL_REGISTER", "/proc/register.sqlite")
    assert index.of_rosters([folder / "noord.xlsx"]).read == 1
    assert index.of_rosters([folder / "noord.xlsx"]).read == 0
    (path,) = kept(folder)
    assert path == folder / "data" / "sto_xl" / "zoeklijst.json"
