"""The national quarter against what a user would otherwise write: CPU ratios, both in one run.

    PYTHONPATH=tests python tests/benchmarks/national_quarter.py [REGIONS [TIMES]]

TIMES is how many times larger the second run is, ten when not given; 1 leaves it out.

Both sides do the same work on the same rosters: about twenty schools a region, a third of them
without deelname. The usual way reads with openpyxl, checks each row with a pydantic model, and
renders each letter with docxtpl; workbooks are written by XlsxWriter on both sides, by the same
writers, so that what differs is all the rest. The floor is what no program can do without: inflate
what is read, deflate and write what is written.
"""

from __future__ import annotations

import datetime as dt
import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import openpyxl
from docxtpl import DocxTemplate
from pydantic import BaseModel, ValidationError, field_validator

from sto_xl import build, documents, mailing, outputs, routines
from sto_xl.books.reading.file import read_input as read
from sto_xl.grid import Row
from sto_xl.wording import DUTCH

REGIONS = 78
PEILDATUM = dt.date(2026, 12, 31)
_PROFIELEN = ("D&P", "Z&W", "E&O", "HBR", "Groen", "PIE", "BWI", "M&T")
_DEELNAME = ("deelnemer", "deelnemer", "geen", "in gesprek", "aangemeld", "geen", "deelnemer")


# The rosters.


def content(region: int, schools: int = 20) -> Mapping[str, Sequence[Row] | Mapping[str, Any]]:
    """Give a region's roster: so many schools, each with contacts, an offering and some plans."""
    codes = [
        f"{region % 90 + 10}{chr(65 + region // 90)}{chr(65 + n % 20)}{n:02}"
        for n in range(schools)
    ]
    numbers = range(schools)
    return {
        "tblRegio": {
            "Regionummer": f"STO26{region:03}",
            "Naam van de regio": f"Proefregio {region}",
            "Soort regio": "techniekregio",
            "Land": "Nederland",
            "Penvoerder: nummer bevoegd gezag": "40001",
            "Penvoerder: naam": "Stichting Proef",
            "Programmamanager: naam": "M. Vos",
            "Programmamanager: e-mail": "m.vos@sto.example",
            "Programmamanager: telefoon": "010 220 2121",
            "Brieven: adres": "Postbus 1",
            "Brieven: postcode": "9401 AA",
            "Brieven: plaats": "Assen",
        },
        "tblScholen": [
            (
                codes[n],
                f"Vmbo De Hoek {n}",
                f"Weg {n}",
                "9401 AA",
                "Assen",
                "40001",
                "vmbo",
                "kernpartner",
                _DEELNAME[(n + region) % 7],
                dt.date(2026, 2, 1) if _DEELNAME[(n + region) % 7] != "geen" else None,
            )
            for n in numbers
        ],
        "tblContacten": [
            (
                codes[n],
                f"A. van den Berg {n}",
                "mevrouw",
                "teamleider",
                f"berg{n}@school.example",
                "010 220 2121",
                "STO-contact",
                "geadresseerde",
            )
            for n in numbers
        ],
        "tblAanbod": [
            (
                codes[n],
                _PROFIELEN[(n + k) % 8],
                leerweg,
                20 + n,
                "ja" if n % 3 else "nee",
                None,
                "nee",
                10,
            )
            for n in numbers
            for k in range(2)
            for leerweg in ("BB", "KB")
        ],
        "tblPartners": [
            (f"Partner {n}", soort, None, 1000 * n, "geld")
            for n, soort in enumerate(("po", "mbo", "bedrijf", "bedrijf"))
        ],
        "tblPlannen": [
            (
                f"P-{n}",
                codes[n],
                f"Robots in de klas {n}",
                "Z&W",
                None,
                40,
                "2025-2026",
                dt.date(2026, 3, 1),
                "goedgekeurd",
                5000,
                4000,
                dt.date(2026, 5, 1),
            )
            for n in range(4)
        ],
    }


# The usual way.


class School(BaseModel):
    """A row of Scholen, as a pydantic user would have it."""

    vestiging: str
    school: str
    deelname: str
    sinds: dt.datetime | None = None
    postcode: str | None = None

    @field_validator("vestiging")
    @classmethod
    def six(cls, code: str) -> str:
        """BRIN and two digits."""
        if len(code) != 6:
            message = "a vestiging has six characters"
            raise ValueError(message)
        return code


class Line(BaseModel):
    """A row of any other sheet, by its headings."""

    model_config = {"extra": "allow"}

    vestiging: str | None = None


MODELS = {"tblScholen": School}


def usual_records(path: Path) -> list[BaseModel]:
    """Read a roster's tables, and check them row by row."""
    book = openpyxl.load_workbook(path, data_only=True)
    records: list[BaseModel] = []
    for sheet in book:
        for table in sheet.tables.values():
            head, *body = [[cell.value for cell in row] for row in sheet[table.ref]]
            names = [str(heading).lower() for heading in head]
            for row in body:
                try:
                    records.append(
                        MODELS.get(table.name, Line)(**dict(zip(names, row, strict=True)))
                    )
                except ValidationError:
                    continue
    return records


def usual_letters(examined: routines.Examined) -> list[bytes]:
    """Render each letter from its template, opened for each as most people would."""
    letters_made = []
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(DUTCH.filters)
    for invitation in routines.invite(examined)[0]:
        document = DocxTemplate(outputs.shipped("templates", "uitnodiging.docx"))
        document.init_docx()
        letter = invitation.letter(PEILDATUM)
        document.render(letter.fields(), jinja_env=environment)
        made = io.BytesIO()
        document.save(made)
        letters_made.append(made.getvalue())
    return letters_made


# Ours, step by step; and as its user runs it.


class Clock:
    """CPU time by kind of work, in seconds."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, what: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401  (whatever it gives)
        """Do a piece of work on this account."""
        start = time.process_time()
        done = work()
        self.spent[what] = self.spent.get(what, 0) + time.process_time() - start
        return done


def floor(paths: Sequence[Path], written: Sequence[bytes]) -> float:
    """Give the CPU of inflating all that is read, and deflating and writing all that is written."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        for path in paths:
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    package.read(name)
        for number, data in enumerate(written):
            (Path(folder) / str(number)).write_bytes(zlib.compress(data))
        return time.process_time() - start


def inflated(data: bytes) -> bytes:
    """Give the parts of a package, one behind another."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def step_by_step(paths: Sequence[Path]) -> tuple[Clock, list[bytes]]:
    """Do both sides' work over all rosters; give what each kind took, and what was written."""
    clock, written = Clock(), list[bytes]()
    for path in paths:
        clock.time("usual reading", partial(usual_records, path))
        snapshot = clock.time("our reading", partial(read, path))
        examined = clock.time("our checking", partial(routines.examine, snapshot, PEILDATUM))
        clock.time("usual letters", partial(usual_letters, examined))
        written += clock.time("our letters", partial(our_letters, examined))
        for write in (documents.findings, partial(documents.region_summary, sha256="")):
            written.append(clock.time("workbooks", partial(write, examined)))
    return clock, written


def our_letters(examined: routines.Examined) -> list[bytes]:
    """Make a region's letters."""
    templates = mailing.Templates()
    meant, _passed = routines.invite(examined)
    return [mailing.made(invitation, templates, PEILDATUM) for invitation in meant]


def as_a_user(folder: Path, rosters: Path) -> tuple[float, int, int]:
    """Run the quarter on two processes; give its CPU in seconds, and the peaks of memory in MB.

    First that of the program itself, then that of the largest process that it starts. Linux only.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ("-m", "sto_xl", "quarter", "2026-Q4", rosters, "-o", folder, "--workers", "2")
    program = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peaks: dict[int, int] = {}
    while program.poll() is None:
        for process in (program.pid, *_started_by(program.pid)):
            peaks[process] = max(peaks.get(process, 0), _peak(process))
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, peaks.pop(program.pid), max(peaks.values())


def _started_by(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in children.split()]


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    kilobytes = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(kilobytes[0]) // 1024 if kilobytes else 0


def started(*arguments: str) -> float:
    """Give the least CPU of five starts of Python."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def written_for(folder: Path, regions: int) -> list[Path]:
    """Write so many rosters; give their paths."""
    paths = [folder / f"{region:04}.xlsx" for region in range(regions)]
    for region, path in enumerate(paths):
        build.write_roster(path, content(region))
    return paths


def main(regions: int = REGIONS, times: int = 10) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = written_for(folder / "once", regions)
        clock, written = step_by_step(paths)
        t = clock.spent
        usual = t["usual reading"] + t["usual letters"]
        ours = t["our reading"] + t["our checking"] + t["our letters"]
        least = floor(paths, [inflated(data) for data in written])
        script = str(Path(sys.executable).with_name("sto-xl"))
        cpu, own, worker = as_a_user(folder / "out", folder / "once")
        more = times > 1
        if more:
            written_for(folder / "more", times * regions)
            cpu_more, own_more, worker_more = as_a_user(folder / "out more", folder / "more")
    lines = {
        "in all": (usual + t["workbooks"]) / (ours + t["workbooks"]),
        "without workbooks": usual / ours,
        "letters alone": t["usual letters"] / t["our letters"],
        "reading alone": t["usual reading"] / t["our reading"],
        "above the floor": (ours + t["workbooks"]) / least,
        "--version against bare Python": started(script, "--version") / started("-c", "pass"),
    }
    if more:
        lines[f"{times} times the rosters, in CPU"] = cpu_more / cpu
        lines["the same, in memory of a worker"] = worker_more / worker
    sys.stdout.write(f"{regions} regions, {len(written) - 2 * regions} letters\n")
    for what, ratio in lines.items():
        sys.stdout.write(f"{what:33} {ratio:5.1f} ×\n")
    sys.stdout.write(f"as its user runs it: {cpu:.2f} s CPU, {own} MB and {worker} MB a worker\n")
    if more:
        sys.stdout.write(f"  of {times} times that: {cpu_more:.2f} s, {own_more} MB and ")
        sys.stdout.write(f"{worker_more} MB a worker\n")
    for what, spent in t.items():
        sys.stdout.write(f"  {what:15} {spent:6.2f} s\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
