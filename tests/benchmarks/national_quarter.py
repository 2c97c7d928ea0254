"""The national quarter against what a user would otherwise write: CPU ratios, both in one run.

    PYTHONPATH=tests python tests/benchmarks/national_quarter.py [REGIONS [TIMES]]

TIMES is how many times larger the second run is, ten when not given; 1 leaves it out.

Both sides do the same work on the same files: rosters of about twenty schools a region, a third of
them without deelname, and some six techniekplannen a region, 500 for the nation. The usual way
reads with openpyxl, checks each row with a pydantic model, and renders each letter with docxtpl;
ours applies all its rules as well. Workbooks are written by XlsxWriter on both sides, by the same
writers, so that what differs is all the rest. The floor is what no program can do without: inflate
what is read, deflate and write what is written.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import resource
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import openpyxl
from docxtpl import DocxTemplate
from pydantic import BaseModel, ValidationError, field_validator

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.reading.file import read_input as read
from sto_xl.grid import Row
from sto_xl.letters import LetterKind
from sto_xl.letters.template import compile_template
from sto_xl.model import Language
from sto_xl.model.wording import DUTCH
from sto_xl.plans import account, decisions, examination, handed_in, proposals
from sto_xl.region import invitations, routines
from sto_xl.region import workbooks as region_workbooks
from sto_xl.system import outputs

REGIONS = 78
PLANS = 500
PEILDATUM = dt.date(2026, 12, 31)
_PROFIELEN = ("D&P", "Z&W", "E&O", "HBR", "Groen", "PIE", "BWI", "M&T")
_DEELNAME = ("deelnemer", "deelnemer", "geen", "in gesprek", "aangemeld", "geen", "deelnemer")


#: A letter: its template, and what gives on a day what it says.
Meant = tuple[LetterKind, Callable[[dt.date], Any]]


# The rosters and the plans.


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
            "Ondertekenaar besluit: naam": "drs. P. Bos",
            "Ondertekenaar besluit: functie": "voorzitter stuurgroep",
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
            for n in range(-(-PLANS // REGIONS))
        ],
    }


_GOALS = ("Elke leerling Z&W kent robotica", "Docenten geven de lessen zelf")
_ANSWERS = (
    "De Regiovisie vraagt om techniek voor wie geen technisch profiel heeft: bij ons de helft.",
    "Voor 1 december 2026 ronden 40 leerlingen het keuzevak af en geven zes docenten de lessen.",
    "We scholen zes docenten bij het ROC, richten het lokaal in en geven twee klassen tien lessen.",
    "De docenten zijn klaar op 31 oktober, het lokaal op 20 november en de lessen op 10 december.",
    "Met ROC Noord delen we het lokaal, een bouwbedrijf geeft gastlessen en groep 8 komt kijken.",
    "Robots, scholing van zes docenten en uren voor de lessen. De school betaalt de inrichting.",
)


def plan(region: int, number: int) -> Mapping[str, Sequence[Row] | Mapping[str, Any]]:
    """Give a techniekplan: that of a region's row in tblPlannen, with all its tables filled."""
    row = content(region)["tblPlannen"][number]  # type: ignore[index]
    answers = zip((column.heading for column in sheets.QUESTIONS), _ANSWERS, strict=True)
    activities = ("Docenten scholen", "Lokaal inrichten", "Keuzevak robotica")
    first = dt.date(2026, 9, 1)
    return {
        "tblPlan": {
            "Kenmerk": row[0],
            "Titel van het plan": row[2],
            "Vestiging": row[1],
            "School": f"Vmbo De Hoek {number}",
            "Adres": f"Weg {number}",
            "Postcode": "9401 AA",
            "Plaats": "Assen",
            "Regio": f"Proefregio {region}",
            "Programmamanager": "M. Vos",
            "Verschillende leerlingen": 40,
            "Ingevuld door": f"A. van den Berg {number}",
            "Functie": "teamleider",
            "E-mail": f"berg{number}@school.example",
            "Telefoon": "010 220 2121",
            "Akkoord schoolleiding": "ja",
            "Akkoord: naam": "B. Smit",
            "Akkoord: datum": dt.date(2026, 2, 20),
            **dict(answers),
        },
        "tblDoelen": [
            (_GOALS[0], "40 leerlingen ronden het keuzevak af voor 1 december 2026"),
            (_GOALS[1], "6 docenten hebben op 1 december 2026 hun certificaat"),
        ],
        "tblActiviteiten": [
            (
                activity,
                _GOALS[n % 2],
                "technisch keuzevak",
                "Z&W",
                "BB; KB",
                "3; 4",
                40,
                first + dt.timedelta(20 * n),
                first + dt.timedelta(20 * n + 70),
            )
            for n, activity in enumerate(activities)
        ],
        "tblMijlpalen": [
            (f"{activity} {step}", activity, day, day if step == "begonnen" else None)
            for n, activity in enumerate(activities)
            for step, after in (("begonnen", 10), ("klaar", 60))
            for day in (first + dt.timedelta(20 * n + after),)
        ],
        "tblSamenwerking": [
            ("Basisschool De Vlieger", "po", "Groep 8 komt op bezoek"),
            ("ROC Noord", "mbo", "Deelt het lokaal"),
            ("Bouwbedrijf De Balk", "bedrijf", "Geeft gastlessen"),
        ],
        "tblMiddelen": [
            (f"Post {n}", 10 + n, 40, (10 + n) * 40, bron)
            for n, bron in enumerate(("STO", "STO", "STO", "cofinanciering", "eigen middelen"))
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


class Activity(BaseModel):
    """A row of Activiteiten of a techniekplan."""

    activiteit: str
    doel: str | None = None
    leerlingen: int | None = None
    start: dt.datetime | None = None
    einde: dt.datetime | None = None


class Means(BaseModel):
    """A row of Middelen of a techniekplan."""

    omschrijving: str
    aantal: float | None = None
    prijs: float | None = None
    bedrag: float | None = None
    bron: str | None = None


MODELS = {"tblScholen": School, "tblActiviteiten": Activity, "tblMiddelen": Means}


def usual_records(path: Path) -> list[BaseModel]:
    """Read the tables of a roster or a techniekplan, and check them row by row."""
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


def meant(examined: routines.Examined, given: Sequence[examination.ExaminedPlan]) -> list[Meant]:
    """Give the letters of a region: to schools, from schools, and about their plans."""
    region = examined.roster.region
    return [
        *((LetterKind.UITNODIGING, one.letter) for one in invitations.invite(examined)[0]),
        *((LetterKind.VOORSTEL, partial(proposals.proposal, one, region)) for one in given),
        *((LetterKind.BESLUIT, one.letter) for one in decisions.decided(examined)[0]),
    ]


def usual_letters(letters: Sequence[Meant]) -> list[bytes]:
    """Render each letter from its template, opened for each as most people would."""
    letters_made = []
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(DUTCH.filters)
    for kind, say in letters:
        document = DocxTemplate(outputs.shipped("templates", f"{kind.value}.docx"))
        document.init_docx()
        document.render(say(PEILDATUM).fields(), jinja_env=environment)
        made = io.BytesIO()
        document.save(made)
        letters_made.append(made.getvalue())
    return letters_made


# Both, kind of work by kind of work; and ours as its user runs it.


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


def usually(regions: Sequence[Region], clock: Clock) -> None:
    """Do the usual side's work over all regions; what its letters say is given to it."""
    for region in regions:
        clock.time("usual reading", partial(usual_records, region.roster))
        for path in region.plans:
            clock.time("usual reading of plans", partial(usual_records, path))
        examined = routines.examine(read(region.roster), PEILDATUM)
        given = [examination.examine(read(path, sheets.PLAN), PEILDATUM) for path in region.plans]
        clock.time("usual letters", partial(usual_letters, meant(examined, given)))


def ourselves(regions: Sequence[Region], clock: Clock) -> tuple[list[bytes], list[bytes]]:
    """Do our work over all regions, each as in a quarter; give the letters and the workbooks."""
    letters, workbooks = list[bytes](), list[bytes]()
    for region in regions:
        snapshot = clock.time("our reading", partial(read, region.roster))
        examined = clock.time("our checking", partial(routines.examine, snapshot, PEILDATUM))
        given = []
        for path in region.plans:
            snapshot = clock.time("our reading of plans", partial(read, path, sheets.PLAN))
            check = partial(examination.examine, snapshot, PEILDATUM)
            given.append(clock.time("our checking of plans", check))
        files = [handed_in.plan_file(number, one) for number, one in enumerate(given)]
        beside = partial(handed_in.beside, examined, files)
        examined, handed = clock.time("our checking of plans", beside)
        said = clock.time("our letters", partial(meant, examined, given))
        letters += clock.time("our letters", partial(our_letters, said))
        summary = partial(region_workbooks.region_summary, plans=account.plans_read(handed))
        for write in (region_workbooks.findings, summary):
            workbooks.append(clock.time("workbooks", partial(write, examined)))
    return letters, workbooks


def our_letters(letters: Sequence[Meant]) -> list[bytes]:
    """Make the letters, each of its template, which is compiled once."""
    files = {kind: kind.shipped(Language.NL) for kind in LetterKind}
    templates = {
        kind: compile_template(file.read_bytes(), file.name) for kind, file in files.items()
    }
    return [templates[kind].render(say(PEILDATUM).fields()) for kind, say in letters]


def as_a_user(folder: Path, rosters: Path) -> tuple[float, int, int]:
    """Run the quarter on two processes; give its CPU in seconds, and the peaks of memory in MB.

    First that of the program itself, then that of the largest process that it starts. Linux only.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["-m", "sto_xl", "quarter", "2026-Q4", str(rosters / "rosters"), "-o", str(folder)]
    command += ["--plans", str(rosters / "plans"), "--workers", "2"]
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


@dataclass
class Region:
    """The files of a region."""

    roster: Path
    plans: list[Path] = field(default_factory=list)


def written_for(folder: Path, regions: int) -> list[Region]:
    """Write the rosters of so many regions and their plans; give the paths."""
    given = [Region(folder / "rosters" / f"{number:04}.xlsx") for number in range(regions)]
    for number, region in enumerate(given):
        build.write_roster(region.roster, content(number))
    for every in range(PLANS * regions // REGIONS):
        n, number = divmod(every, regions)
        path = folder / "plans" / f"{number:04}" / f"plan {n}.xlsx"
        build.write_plan(path, plan(number, n))
        given[number].plans.append(path)
    return given


def main(regions: int = REGIONS, times: int = 10) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = written_for(folder / "once", regions)
        # One side after the other, as each would run: neither finds its memory full of the other's.
        clock = Clock()
        usually(given, clock)
        gc.collect()
        letters, workbooks = ourselves(given, clock)
        t = clock.spent
        usual = sum(spent for what, spent in t.items() if what.startswith("usual"))
        ours = sum(spent for what, spent in t.items() if what.startswith("our"))
        paths = [path for region in given for path in (region.roster, *region.plans)]
        least = floor(paths, [inflated(data) for data in (*letters, *workbooks)])
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
        "reading rosters alone": t["usual reading"] / t["our reading"],
        "reading plans alone": t["usual reading of plans"] / t["our reading of plans"],
        "above the floor": (ours + t["workbooks"]) / least,
        "--version against bare Python": started(script, "--version") / started("-c", "pass"),
    }
    if more:
        lines[f"{times} times the rosters, in CPU"] = cpu_more / cpu
        lines["the same, in memory of a worker"] = worker_more / worker
    files = f"{len(paths) - regions} plans, {len(letters)} letters"
    sys.stdout.write(f"{regions} regions, {files}\n")
    for what, ratio in lines.items():
        sys.stdout.write(f"{what:33} {ratio:5.1f} ×\n")
    sys.stdout.write(f"as its user runs it: {cpu:.2f} s CPU, {own} MB and {worker} MB a worker\n")
    if more:
        sys.stdout.write(f"  of {times} times that: {cpu_more:.2f} s, {own_more} MB and ")
        sys.stdout.write(f"{worker_more} MB a worker\n")
    for what, spent in t.items():
        sys.stdout.write(f"  {what:22} {spent:6.2f} s\n")


if __name__ == "__main__":
    # What openpyxl does not keep, nobody asks for here.
    warnings.filterwarnings("ignore", module="openpyxl")
    main(*map(int, sys.argv[1:]))
