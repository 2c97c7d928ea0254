"""Names that any Windows takes, and files that are whole or not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


@given(st.lists(st.text(max_size=300), max_size=8))
def test_any_school_name_gives_a_valid_unique_windows_name(names: list[str]) -> None:
    given_out = outputs.Names()
    made = [given_out.give(name, ".docx") for name in names]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert name.removesuffix(".docx") == name.removesuffix(".docx").strip(" .")
        assert name.split(".")[0].casefold() not in RESERVED
        assert len(name.encode("utf-16-le")) // 2 <= 255
        name.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("O.B.S. 't Schippersnest", "O.B.S. 't Schippersnest.docx"),
        ("Mavo/Havo: de Brug?", "Mavo Havo de Brug.docx"),
        ("CON", "_CON.docx"),
        ("com1.school", "_com1.school.docx"),
        ("...", "naamloos.docx"),
        ("", "naamloos.docx"),
        ("École Notre-Dame", "École Notre-Dame.docx"),
    ],
)
def test_a_name_keeps_what_windows_allows(typed: str, name: str) -> None:
    assert outputs.Names().give(typed, ".docx") == name


def test_the_same_name_gets_a_number() -> None:
    names = outputs.Names()
    given_out = [names.give("De Brug", ".docx"), names.give("de brug", ".docx")]
    assert given_out == ["De Brug.docx", "de brug (2).docx"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "brief.docx"
    outputs.write(target, b"old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Failure) as caught:
        outputs.write(target, b"new")
    assert caught.value.cause is Cause.DISK_FULL
    assert "de schijf is vol" in str(caught.value)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.docx"]


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "eigen werk.txt").write_text("van mij")
    with pytest.raises(Failure) as caught:
        outputs.new_folder(tmp_path)
    assert caught.value.cause is Cause.NOT_EMPTY


def test_only_what_lies_in_the_folder_itself_is_withdrawn(tmp_path: Path) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    for file in (tmp_path / "buiten.docx", folder / "brief.docx"):
        file.write_bytes(b"x")
    names = ["../buiten.docx", str(tmp_path / "buiten.docx"), "..", "weg.docx", "brief.docx"]
    assert outputs.withdraw(folder, names) == 1
    assert (tmp_path / "buiten.docx").exists()
    assert [p.name for p in (folder / "teruggetrokken").iterdir()] == ["brief.docx"]


def test_nothing_is_withdrawn_into_a_link(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "brief.docx").write_bytes(b"x")
    (tmp_path / "teruggetrokken").symlink_to(tmp_path / "elders")
    assert outputs.withdraw(tmp_path, ["brief.docx"]) == 0
    assert (tmp_path / "brief.docx").exists()


def test_what_a_system_leaves_in_a_folder_does_not_fill_it(tmp_path: Path) -> None:
    for name in (".DS_Store", "._brief.docx", "Thumbs.db", "Desktop.ini"):
        (tmp_path / name).write_bytes(b"x")
    outputs.new_folder(tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_every_cause_gives_one_dutch_sentence_with_a_remedy() -> None:
    for cause in Cause:
        names = re.findall(r"\{(\w+)\}", cause.value)
        sentence = str(Failure(cause, **dict.fromkeys(names, "x")))
        # A field of a letter may be named, `{{ school }}`; nothing may be left to fill in.
        assert not re.search(r"\{\w", sentence)
        assert sentence.rstrip().endswith((".", "x"))
        assert not {"bestand not", "error", "exception", "None"} & set(sentence.split())
