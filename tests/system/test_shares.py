"""Work that travels: with all that it needs to another folder, and home with what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from sto_xl.system import shares
from sto_xl.system.parcels import FoldersWithin, OwnFolders, Parcel
from sto_xl.system.shares import Work
from sto_xl.system.workers import in_threads


@dataclass(frozen=True)
class Job:
    """A file to read, and the folder that what is made of it goes into."""

    file: Path
    into: Path


def doubled(mark: Path, job: Job) -> tuple[Path, str]:
    """Write a file twice over, with a mark and with what lies below its folder."""
    text = job.file.read_text(encoding="utf-8")
    below = (job.file.parent / "sjablonen" / "teken.txt").read_text(encoding="utf-8")
    made = job.into / "brieven" / "dubbel.txt"
    made.parent.mkdir(parents=True)
    made.write_text(mark.read_text(encoding="utf-8") + below + 2 * text, encoding="utf-8")
    return job.file, job.file.name


def is_whole(answer: tuple[Path, str]) -> bool:
    """Tell whether what was made is whole."""
    return answer[1] != "half.txt"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "thuis" / "in"
    (folder / "sjablonen").mkdir(parents=True)
    (folder / "sjablonen" / "teken.txt").write_text("&", encoding="utf-8")
    for name, text in (("een.txt", "1"), ("half.txt", "2")):
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "merk.txt").write_text("#", encoding="utf-8")
    return folder


def done_elsewhere(home: Path, jobs: Sequence[Job], folders: OwnFolders) -> list[Parcel | None]:
    work = Work(partial(doubled, home.parents[1] / "merk.txt"), in_threads, is_whole)
    beside = {home: [home / "sjablonen" / "teken.txt"]}
    sent = shares.packed(work, folders, beside), shares.share(jobs, lambda job: [job.file], folders)
    elsewhere = home.parents[1] / "elders"
    return list(shares.done(*sent, elsewhere))


@pytest.mark.parametrize("rest", ["../uit.txt", "in/../../uit.txt", "/etc/uit.txt"])
def test_no_sign_leads_out_of_its_folder(rest: str, tmp_path: Path) -> None:
    own = OwnFolders([tmp_path])
    for folders in (own, FoldersWithin(tmp_path)):
        with pytest.raises(ValueError, match="uit"):
            folders.path((0, rest))


@pytest.mark.parametrize(
    "path", ["in/een.txt", "in/sjablonen/teken.txt", "../boven/een.txt", "los.txt", "/elders/een"]
)
def test_a_path_is_the_same_when_it_comes_back(path: str, tmp_path: Path) -> None:
    own, there = OwnFolders([Path("in")]), FoldersWithin(tmp_path / "daar")
    guest = there.path(own.sign(Path(path)))
    assert guest.is_relative_to(tmp_path / "daar")
    assert own.path(there.sign(guest)) == Path(path)


def test_a_share_comes_home_with_what_was_made_and_only_of_what_went_well(home: Path) -> None:
    names = ("een.txt", "half.txt")
    jobs = [Job(home / name, home.parent / "uit" / str(n)) for n, name in enumerate(names)]
    folders = OwnFolders([home])
    one, half = done_elsewhere(home, jobs, folders)
    assert half is None
    assert one
    assert not (home.parent / "uit").exists()
    assert shares.brought_home(one, folders) == (home / "een.txt", "een.txt")
    assert fingerprint(home.parent / "uit") == {"0/brieven/dubbel.txt": "#&11"}


def fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
