"""Says whether the add-in will work on this computer, and if not, why and what to do.

`look` gathers what there is to see, starting the Python that the add-in names as a click does;
`checks` judges it and touches nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from sto_xl.books.new.addin import NAME
from sto_xl.excel.addin import baked, windows
from sto_xl.excel.addin.baked import Baked
from sto_xl.excel.addin.places import OFFICE, startup_folder
from sto_xl.excel.addin.policies import ASK, SETTINGS, Setting

INSTALL = "Voer ‘sto-xl addin install’ uit."
#: Seconds that the add-in's Python may take to start.
_PATIENCE = 60
_PROBE = """
import json, platform, sto_xl, sto_xl.excel.macros, xlwings
print(json.dumps({
    "python": platform.python_version(),
    "sto_xl": sto_xl.__version__,
    "xlwings": xlwings.__version__,
    "excel": any(engine.name == "excel" for engine in xlwings.engines),
}))
"""


class Verdict(Enum):
    """How a check ended."""

    GOED = "goed"
    LET_OP = "let op"
    FOUT = "fout"
    ONBEKEND = "niet na te gaan"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: how it is, and what to do when that is not well."""

    verdict: Verdict
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class ProbeAnswer:
    """What the add-in's Python said of itself, or the last line of how it failed."""

    versions: dict[str, str] = field(default_factory=dict)
    excel: bool = False
    failed: str = ""


@dataclass(frozen=True)
class Seen:
    """All there is to see of an add-in in a folder on this computer."""

    path: Path
    system: str
    there: bool
    made_for: Baked | None = None
    interpreter: bool = False
    package: bool = False
    answer: ProbeAnswer = field(default_factory=ProbeAnswer)
    from_internet: bool = False
    startup: Path | None = None
    disabled: bool = False
    forbidding: tuple[Setting, ...] = ()


def look(folder: Path, system: str = sys.platform) -> Seen:
    """See how the add-in in this folder is doing."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Seen(path, system, there=False)
    except OSError:
        return Seen(path, system, there=True)
    made_for = baked.of(data)
    interpreter = made_for is not None and Path(made_for.interpreter).is_file()
    return Seen(
        path,
        system,
        there=True,
        made_for=made_for,
        interpreter=interpreter,
        package=made_for is not None and Path(made_for.package).is_file(),
        answer=_ask(made_for.interpreter) if made_for and interpreter else ProbeAnswer(),
        from_internet=_from_internet(path),
        startup=startup_folder(system),
        disabled=_disabled(),
        forbidding=tuple(setting for setting in SETTINGS if setting.on),
    )


def checks(seen: Seen) -> Iterator[Check]:
    """Judge what was seen, in the order in which it is mended."""
    if not seen.there:
        text = f"De invoegtoepassing staat niet in ‘{seen.path.parent}’."
        yield Check(Verdict.FOUT, text, INSTALL)
        return
    if seen.made_for is None:
        text = f"‘{seen.path}’ is niet de invoegtoepassing van STO, of is beschadigd."
        yield Check(Verdict.FOUT, text, f"Verplaats dat bestand. {INSTALL}")
        return
    yield Check(Verdict.GOED, f"De invoegtoepassing staat in ‘{seen.path.parent}’.")
    yield from _python(seen, seen.made_for)
    if seen.system == "win32":
        yield from _path(seen, seen.made_for)
    yield from _excel(seen)


def _python(seen: Seen, made_for: Baked) -> Iterator[Check]:
    if not seen.interpreter:
        text = f"Python is niet meer te vinden in ‘{made_for.interpreter}’."
        yield Check(Verdict.FOUT, text, f"Installeer STO opnieuw. {INSTALL}")
        return
    if not seen.package:
        text = f"Het pakket sto_xl is niet meer te vinden in ‘{made_for.package}’."
        yield Check(Verdict.FOUT, text, f"Installeer STO opnieuw. {INSTALL}")
        return
    if seen.answer.failed:
        text = f"Python kan STO niet starten: {seen.answer.failed}"
        yield Check(Verdict.FOUT, text, f"Installeer STO opnieuw. {INSTALL}")
        return
    made = {"Python": made_for.python, "sto_xl": made_for.sto_xl, "xlwings": made_for.xlwings}
    for name, version in made.items():
        now = seen.answer.versions.get(name.lower(), "")
        if now == version:
            yield Check(Verdict.GOED, f"{name} {version} is wat de invoegtoepassing verwacht.")
        else:
            text = f"De invoegtoepassing is gemaakt voor {name} {version}, en nu is er {now}."
            yield Check(Verdict.FOUT, text, INSTALL)


def _path(seen: Seen, made_for: Baked) -> Iterator[Check]:
    """Judge where things stand; only Windows has such limits."""
    if not _as_vba_reads(made_for.interpreter) or not _as_vba_reads(made_for.package):
        yield Check(
            Verdict.FOUT,
            f"Excel vindt Python niet in ‘{made_for.interpreter}’: daar staan letters in die een "
            "macro niet kent.",
            f"Installeer Python en STO in een map zonder zulke letters, zoals C:\\STO. {INSTALL}",
        )
    if str(seen.path).startswith("\\\\"):
        yield Check(
            Verdict.LET_OP,
            "De opstartmap van Excel staat op het netwerk, en die vertrouwt Excel niet altijd.",
            ASK.format(
                "vertrouwde locaties op het netwerk", "Allow Trusted Locations on the network"
            ),
        )


def _as_vba_reads(path: str) -> bool:
    """Whether VBA can look for a file: it knows the letters of western Windows only."""
    try:
        path.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _excel(seen: Seen) -> Iterator[Check]:
    if seen.from_internet:
        yield Check(
            Verdict.FOUT,
            "Windows houdt de invoegtoepassing tegen, omdat het bestand van het internet of uit "
            "een e-mail komt.",
            "Klik met rechts op het bestand, kies Eigenschappen en zet een vinkje bij ‘Blokkering "
            f"opheffen’. Of maak het op deze computer: {INSTALL}",
        )
    if seen.system == "darwin":
        text = "De knoppen werken voorlopig alleen in Excel voor Windows."
        yield Check(Verdict.FOUT, text, "Gebruik op deze computer de opdrachten van sto-xl.")
    if seen.system != "win32":
        text = "Of Excel de invoegtoepassing mag laden, is alleen op Windows te zien."
        yield Check(Verdict.ONBEKEND, text)
        return
    if not seen.answer.failed and seen.answer.versions and not seen.answer.excel:
        text = "Python kan Excel niet bereiken, want pywin32 ontbreekt."
        yield Check(Verdict.FOUT, text, "Installeer STO opnieuw.")
    if seen.path.parent != seen.startup:
        yield Check(
            Verdict.LET_OP,
            "De invoegtoepassing staat niet in de opstartmap van Excel, dus Excel laadt haar niet "
            "vanzelf, en vertrouwt die map misschien niet.",
            f"{INSTALL} Of voeg het bestand toe bij Bestand > Opties > Invoegtoepassingen, en de "
            "map bij Vertrouwenscentrum > Instellingen > Vertrouwde locaties.",
        )
    if seen.disabled:
        yield Check(
            Verdict.FOUT,
            "Excel heeft de invoegtoepassing uitgezet, omdat Excel een keer vastliep.",
            "Kies in Excel Bestand > Opties > Invoegtoepassingen, onderaan bij Beheren "
            "‘Uitgeschakelde items’, en schakel sto.xlam weer in.",
        )
    for setting in seen.forbidding:
        yield Check(Verdict.FOUT, setting.text, setting.remedy)
    if not seen.disabled and not seen.forbidding and not seen.from_internet:
        yield Check(Verdict.GOED, "Geen instelling van Office houdt de invoegtoepassing tegen.")


def _ask(interpreter: str) -> ProbeAnswer:
    """Start a Python as a click does, and let it tell what it has."""
    try:
        done = subprocess.run(  # noqa: S603  (the Python that every click starts)
            [interpreter, "-B", "-c", _PROBE],
            cwd=Path(interpreter).parent,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return ProbeAnswer(failed=f"{error}.")
    if told is None:
        return ProbeAnswer(failed=(done.stderr.strip().splitlines() or ["geen antwoord"])[-1])
    excel = bool(told.pop("excel"))
    return ProbeAnswer(told, excel)


def _from_internet(path: Path) -> bool:
    """Whether Windows marked the file as one from elsewhere (zone 3 or 4)."""
    try:
        mark = Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(f"ZoneId={zone}" in mark for zone in (3, 4))


def _disabled() -> bool:
    """Whether Excel put the add-in on its list of what made it crash."""
    wanted = f"\\{NAME}".encode("utf-16-le")
    listed = windows.values(rf"{OFFICE}\Excel\Resiliency\DisabledItems")
    return any(isinstance(item, bytes) and wanted in item.lower() for _name, item in listed)
