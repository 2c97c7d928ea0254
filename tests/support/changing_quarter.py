"""A quarter in which anything may change between two runs: its files, how it is asked, its folder.

`PYTHONPATH=tests python -m support.changing_quarter SEED STEPS` plays one, and prints each step.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from sto_xl.books.build import write_plan, write_roster
from sto_xl.cli.demo import examples
from sto_xl.quarter import made_of
from sto_xl.system import outputs
from support.commands import Done, fingerprints, run
from support.letterfiles import template
from support.registers import demo_register

_ROSTER = """
[tblRegio]
Regionummer | {number}
Naam van de regio | {name}
Programmamanager: naam | M. Vos
Programmamanager: e-mail | m.vos@sto.example
Briefsjabloon | {template}
[tblScholen]
Vestiging | School | Adres | Postcode | Plaats | Soort | Deelname | Sinds
{schools}
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Ingediend
{plans}
[tblAliassen]
Andere schrijfwijze | Vestiging van
De Eik | 00AA00
"""
_PLAN = """
[tblPlan]
Kenmerk | {kenmerk}
Vestiging | {code}
Titel van het plan | {title}
[tblMijlpalen]
Mijlpaal | Datum
Klaar | 1-11-2026
"""
_CODES = tuple(f"00{letter}{letter}00" for letter in "ABCDEF")
_REGIONS = ("Noord", "Oost", "Zuid", "West")
_KENMERKEN = ("P1", "P2", "S1", "")


@dataclass
class ChangingQuarter:
    """A folder with all that a quarter is made of, and how it is asked; `out` is where it goes."""

    folder: Path
    random: random.Random
    options: dict[str, tuple[object, ...]] = field(default_factory=dict)
    register: str = "geen"
    program: str = "1"

    def __post_init__(self) -> None:
        """Write what there is at first, and an earlier quarter to compare with."""
        demo_register(self.folder / "register.sqlite")
        self.rosters, self.out = self.folder / "in", self.folder / "uit"
        self.plans = self.folder / "plannen"
        for name in _REGIONS[:3]:
            self._roster(name)
        (self.rosters / "brief.docx").write_bytes(template("Voor {{ school }}"))
        for number in range(4):
            self._plan(self.plans / "a" / f"plan {number}.xlsx")
        self.ask("2026-Q2", self.folder / "eerder")
        self.ask("2026-Q3", self.out)

    def step(self) -> tuple[str, list[str], Done]:
        """Change something; give what, where a run that skips ends otherwise, and that run."""
        kinds = (self._of_rosters, self._of_plans, self._of_the_asking, self._of_the_folder)
        steps = [self.random.choice(kinds)() for _ in range(self.random.choice((0, 1, 1, 2)))]
        every = self.folder / "alles"
        shutil.rmtree(every, ignore_errors=True)
        shutil.copytree(self.out, every)
        done = self.ask("2026-Q3", self.out)
        full = self.ask("2026-Q3", every, "--fresh")
        return "; ".join(steps), self._differences(done, full, every), done

    def _differences(self, done: Done, full: Done, every: Path) -> list[str]:
        ours, theirs = fingerprints(self.out), fingerprints(every)
        names = sorted(ours.keys() | theirs.keys())
        found = [name for name in names if ours.get(name) != theirs.get(name)]
        said, meant = ([*one.out.splitlines(), *one.err.splitlines()] for one in (done, full))
        said = [line for line in said if "niet opnieuw verwerkt" not in line]
        if done.code != full.code:
            found.append(f"exit code {done.code} is not {full.code}")
        if said != [line.replace(str(every), str(self.out)) for line in meant]:
            found.append(f"{said} is not {meant}")
        return found

    def ask(self, period: str, out: Path, *more: object) -> Done:
        """Run the quarter as it is asked now."""
        registers = {"geen": self.folder / "geen", "demo": self.folder / "register.sqlite"}
        options = [part for option in self.options.values() for part in option]
        given = (self.rosters, "-o", out, "--plans", self.plans, "--workers", 1)
        with (
            mock.patch.dict(os.environ, {"STO_XL_REGISTER": str(registers[self.register])}),
            mock.patch.object(made_of, "program", return_value=self.program),
        ):
            return run("quarter", period, *given, *options, *more)

    def _chosen(self, *ways: Callable[[], str]) -> str:
        return self.random.choice(ways)()

    # rosters

    def _of_rosters(self) -> str:
        return self._chosen(
            self._write_roster,
            self._write_roster,
            self._break_roster,
            self._move_roster,
            self._write_template,
            self._write_summary_template,
        )

    def _write_roster(self) -> str:
        name = self.random.choice(_REGIONS)
        return f"roster {name}: {self._roster(name)}"

    def _roster(self, name: str) -> str:
        choice = self.random.choice
        number = f"STO1900{_REGIONS.index(name) + 1}" if self.random.random() < 0.95 else "STO19001"
        codes = self.random.sample(_CODES, 3)
        schools = [
            f"{c} | School {c[2]} | Weg 1 | 9401 AA | Assen | vmbo | "
            + choice(("deelnemer | 1-1-2025", "geen | ", "geen | ", "in gesprek | 1-1-2025"))
            for c in codes
        ]
        plans = [
            f"{choice(_KENMERKEN)} | {choice(codes)} | {choice(('Robots', 'Samen'))} | "
            f"{choice(('goedgekeurd', 'ingediend'))} | 1-1-2026"
            for _ in range(2)
        ]
        text = _ROSTER.format(
            number=number,
            name=choice((name, name, name, "Midden")),
            template=choice(("", "", "", "brief.docx")),
            schools="\n".join(schools),
            plans="\n".join(plans),
        )
        write_roster(self.rosters / f"{name}.xlsx", examples.content(text))
        return " ".join(text.split())

    def _break_roster(self) -> str:
        path = self.rosters / f"{self.random.choice(_REGIONS)}.xlsx"
        path.write_bytes(b"PK\x03\x04 kapot")
        return f"broken: {path.name}"

    def _move_roster(self) -> str:
        there = sorted(self.rosters.glob("*.xlsx"))
        if len(there) < 3:  # some roster is to be left
            return "nothing"
        path = self.random.choice(there)
        to = self.rosters / f"{path.stem} nieuw.xlsx"
        return self._chosen(
            lambda: f"gone: {_remove(path)}",
            lambda: f"renamed: {path.replace(to).name}",
            lambda: f"twice: {shutil.copyfile(path, to).name}",
        )

    def _write_template(self) -> str:
        path = self.rosters / self.random.choice(("brief.docx", "brief.en.docx"))
        return self._chosen(
            lambda: f"no template: {_remove(path)}",
            lambda: f"template: {path.write_bytes(template('Voor {{ school }}')) and path.name}",
            lambda: f"template: {path.write_bytes(template('Aan {{ school }}')) and path.name}",
        )

    def _write_summary_template(self) -> str:
        path = self.rosters / outputs.TEMPLATES_BESIDE / "samenvatting.xlsx"
        if path.exists():
            path.unlink()
            return "no template of the summary"
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(outputs.shipped("templates", path.name), path)
        return "a template of the summary"

    # plans

    def _of_plans(self) -> str:
        there = sorted(self.plans.rglob("*.xlsx"))
        path = self.random.choice(there)
        other = self.plans / self.random.choice("ab") / self.random.choice(there).name
        other.parent.mkdir(exist_ok=True)
        return self._chosen(
            lambda: f"plan {other.name}: {self._plan(other)}",
            lambda: f"plan {path.name}: {self._plan(path)}",
            lambda: f"new plan: {self._plan(self.plans / f'plan {self.random.random()}.xlsx')}",
            lambda: f"plan moved: {path.replace(other)}",
            lambda: f"plan twice: {(self.plans / 'dubbel.xlsx').write_bytes(path.read_bytes())}",
            lambda: f"plan broken: {path.write_bytes(b'kapot') and path.name}",
            lambda: f"plan gone: {_remove(path)}" if there[1:] else "nothing",
        )

    def _plan(self, path: Path) -> str:
        choice = self.random.choice
        code = choice((*_CODES, "De Eik", ""))
        values = {"kenmerk": choice(_KENMERKEN), "code": code, "title": choice(("Robots", "Samen"))}
        write_plan(path, examples.content(_PLAN.format(**values)))
        return str(values)

    # how it is asked

    def _of_the_asking(self) -> str:
        given = self.folder / "gegeven.docx"
        given.write_bytes(template(f"{self.random.choice('ab')} {{{{ school }}}}"))
        expected = self.folder / "regios.csv"
        listed = "\n".join(self.random.sample(("STO19001;Noord", "STO19002;Oost", "STO19009;X"), 2))
        expected.write_text(listed, encoding="utf-8")
        ways = {
            "date": ("--letter-date", "2026-09-01"),
            "rosters": ("--rosters",),
            "expected": ("--expected", expected),
            "previous": ("--previous", self.folder / "eerder"),
            "template": ("--template", given),
        }
        name = self.random.choice([*ways, "register", "program"])
        if name == "register":
            self.register = self.random.choice(("geen", "demo"))
        elif name == "program":
            self.program += "1"
        elif self.options.pop(name, None) is None:
            self.options[name] = ways[name]
        return f"asked: {self.options} {self.register} {self.program}"

    # the folder that it goes to

    def _of_the_folder(self) -> str:
        files = sorted(path for path in self.out.rglob("*") if path.is_file())
        # Without run.json it is nobody's folder any more.
        path = self.random.choice([file for file in files if file.name != "run.json"])
        other = self.random.choice(files).with_name(f"{self.random.choice('ab')} {path.name}")
        record = self.out / "run.json"
        region = self.random.choice([*(p for p in self.out.iterdir() if p.is_dir()), path.parent])
        return self._chosen(
            lambda: f"removed: {_remove(path)}",
            lambda: f"edited: {path.write_bytes(path.read_bytes() + b'0') and path.name}",
            lambda: f"emptied: {path.write_bytes(b'') or path.name}",
            lambda: f"renamed: {path.replace(other).name}",
            lambda: f"copied: {other.write_bytes(path.read_bytes()) and other.name}",
            lambda: f"two for one: {path.write_bytes(self.random.choice(files).read_bytes())}",
            lambda: f"run.json spaced: {record.write_bytes(record.read_bytes() + b' ')}",
            lambda: f"folder renamed: {self._renamed(region)}",
            lambda: f"cut off: {self._unfinished(record)}",
        )

    def _renamed(self, region: Path) -> str:
        if region == self.out:
            return "nothing"
        to = region.with_name("van mij")
        return str(region.replace(to)) if not to.exists() else "nothing"

    @staticmethod
    def _unfinished(record: Path) -> int:
        text = record.read_text(encoding="utf-8")
        return record.write_text(text.replace('"finished": true', '"finished": false'), "utf-8")


def _remove(path: Path) -> str:
    path.unlink(missing_ok=True)
    return path.name


def main(seed: int, steps: int) -> None:
    """Play a quarter, and print each step."""
    with tempfile.TemporaryDirectory() as folder:
        quarter = ChangingQuarter(Path(folder), random.Random(seed))  # noqa: S311  (no secret)
        for number in range(steps):
            what, found, done = quarter.step()
            again = [line for line in done.out.splitlines() if "niet opnieuw" in line]
            sys.stdout.write(f"{number} {what[:300]}: {again} {done.code}\n")
            for one in found:
                sys.stdout.write(f"   OTHERWISE {one}\n")
            sys.stdout.flush()
            if found:
                sys.stdout.write(done.out + done.err)
                break


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
