"""What the command line makes of a roster and of a plan, by the page's names for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sto_xl.books import build
from sto_xl.cli.demo import examples
from support.commands import run
from support.excel import DEMO
from support.packages import parts
from support.tables import PEILDATUM

DAY = f"{PEILDATUM:%Y-%m-%d}"
#: What one can take away, by name: the parts of a workbook or letter, or of all letters together.
Made = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Brought:
    """A region's roster and a plan of one of its schools, as files."""

    roster: Path
    plan: Path


def brought(folder: Path) -> Brought:
    """Write the roster and a plan of the demo in a folder."""
    files = Brought(folder / "regiobestand.xlsx", folder / "techniekplan.xlsx")
    build.write_roster(files.roster, examples.regions()[DEMO])
    build.write_plan(files.plan, examples.plans()[DEMO]["techniek-in-dienstverlening"])
    return files


def of_roster(files: Brought, folder: Path) -> Made:
    """Give what the commands about a roster make."""
    updated, mended, listed, summed = (folder / f"{n}.xlsx" for n in "umls")
    run("update", files.roster, "-o", updated, "--date", DAY)
    run("update", files.roster, "-o", mended, "--date", DAY, "--repair")
    run("check", files.roster, "-o", listed, "--date", DAY)
    run("summary", files.roster, "-o", summed, "--date", DAY)
    run("letters", files.roster, "-o", folder / "brieven", "--date", DAY)
    return {
        "roster": parts(updated.read_bytes()),
        "repaired": parts(mended.read_bytes()),
        "findings": parts(listed.read_bytes()),
        "summary": parts(summed.read_bytes()),
        "letters": {one.name: parts(one.read_bytes()) for one in (folder / "brieven").iterdir()},
    }


def of_plan(files: Brought, folder: Path) -> Made:
    """Give what the commands about a plan make, with its region's roster beside it."""
    back, letters = folder / "nagekeken", folder / "voorstel"
    beside = ("--roster", files.roster, "--date", DAY)
    run("plans", "check", files.plan, "-o", back, *beside)
    run("plans", "proposals", files.plan, "-o", letters, *beside)
    (letter,) = letters.glob("*.docx")
    return {
        "plan": parts((back / files.plan.name).read_bytes()),
        "proposal": parts(letter.read_bytes()),
    }


def taken(what: str, data: bytes) -> Mapping[str, object]:
    """Take something that the page made apart, to be compared."""
    apart = parts(data)
    return {name: parts(one) for name, one in apart.items()} if what == "letters" else apart
