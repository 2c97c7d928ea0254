"""LibreOffice at work without a window: files become PDFs, as many as there are in one start.

It opens copies, in a profile of its own that is gone afterwards: nothing of the user's is read or
changed, and a LibreOffice that is open goes on undisturbed. Macros, links and the network are off.
A PDF is PDF/A-2b, which archives take and which can hold no other files; it is tagged, and has the
title and language of its file. That it is made at a certain moment stands in it, so its bytes are
never the same twice.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

#: Names the program, where it is neither on the PATH nor in its usual place.
SETTING = "STO_XL_LIBREOFFICE"
#: On Windows the first of these waits until the work is done, also in a console.
_NAMES = {"win32": ("soffice.com", "soffice.exe")}.get(sys.platform, ("soffice", "libreoffice"))
_PROGRAM_FILES = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
#: A command line holds no more names than this on Windows.
_AT_ONCE = 150
#: How many seconds it may take to start, and then to make each PDF; how often that is looked at.
_START, _EACH, _PAUSE = 60.0, 60.0, 0.1
#: Within the folder it works in: its profile, and where the PDFs come.
_PROFILE, _OUT = Path("profiel"), Path("pdf")
#: With what a PDF begins and ends.
_FIRST, _LAST = b"%PDF-", b"%%EOF"

#: What the profile says, each with its place in LibreOffice's settings.
_SETTINGS = (
    # It asks nothing, and is Dutch where a file does not say what it is.
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Setup/L10N", "ooSetupSystemLocale", "nl-NL"),
    ("Office.Linguistic/General", "DefaultLocale", "nl-NL"),
    # PDF/A-2b, tagged, without remarks in the margin.
    ("Office.Common/Filter/PDF/Export", "SelectPdfVersion", "2"),
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Office.Common/Filter/PDF/Export", "ExportNotes", "false"),
    # No macros, nothing from elsewhere.
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    # What would go out all the same, goes to a door that nobody opens.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def find() -> Path | None:
    """Give the program: the one that `SETTING` names, else one on the PATH or in its usual place.

    Raises `Failure` when the setting names what is no program.
    """
    if named := os.environ.get(SETTING):
        if not _can_run(Path(named)):
            raise Failure(Cause.NO_SUCH_OFFICE, setting=SETTING, file=named)
        return Path(named)
    places = (folder / name for folder in _folders() for name in _NAMES)
    return next(filter(_can_run, places), None)


def _folders() -> Iterator[Path]:
    """Give where the program may be; never the folder that someone happens to work in."""
    on_path = map(Path, filter(None, os.environ.get("PATH", "").split(os.pathsep)))
    yield from filter(Path.is_absolute, on_path)
    if sys.platform == "win32":
        for variable in filter(None, map(os.environ.get, _PROGRAM_FILES)):
            yield Path(variable, "LibreOffice", "program")
    if sys.platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield applications / "LibreOffice.app" / "Contents" / "MacOS"


def _can_run(path: Path) -> bool:
    return path.is_absolute() and path.is_file() and os.access(path, os.X_OK)


def to_pdf(
    program: Path, files: Sequence[Path], *, start: float = _START, each: float = _EACH
) -> Generator[tuple[Path, bytes | Failure], None, None]:
    """Give the PDF of each file as soon as it is there, or else why there is none.

    It may take `start` seconds to begin and `each` for every file. A file on which LibreOffice dies
    or hangs costs no other its PDF: it is started anew for those that come after.
    """
    with _workplace(files) as (work, copies):
        waiting, fruitless = dict(copies), 0
        while waiting:
            names = list(islice(waiting, _AT_ONCE))
            why, made = Cause.PDF_NOT_MADE, 0
            try:
                for name in _made(program, work, names, start, each):
                    made += 1
                    yield waiting.pop(name), _pdf(work, name).read_bytes()
            except TimeoutError:
                why = Cause.PDF_LATE
            fruitless = 0 if made else fruitless + 1
            left = [name for name in names if name in waiting]
            # The first is what it could not get past; when another start gave nothing, it is not
            # the file that is to blame.
            for name in left if fruitless > 1 else left[:1]:
                file = waiting.pop(name)
                yield file, Failure(why, file=file.name)


@contextlib.contextmanager
def _workplace(files: Iterable[Path]) -> Iterator[tuple[Path, Mapping[str, Path]]]:
    """Give a folder of our own with a profile and copies in it, and what each is a copy of.

    Pages may tell what their file is called, so a copy has its name, in so far as it is a sound
    one; with that it is told apart.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="sto-xl-", ignore_cleanup_errors=True)
    except OSError as error:
        raise Failure(Cause.NO_TEMPORARY) from error
    with folder as name:
        work, names, copies = Path(name), outputs.Names(), dict[str, Path]()
        try:
            for part in (_PROFILE / "user", _OUT):
                (work / part).mkdir(parents=True)
            (work / _PROFILE / "user" / "registrymodifications.xcu").write_text(_profile(), "utf-8")
            for file in files:
                copy = names.give(file.stem) + file.suffix
                shutil.copyfile(file, work / copy)
                copies[copy] = file
        except OSError as error:
            raise outputs.unwritable(work, error) from error
        yield work, copies


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for place, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    return f"{head}{items}</oor:items>\n"


def _made(
    program: Path, work: Path, names: Sequence[str], start: float, each: float
) -> Iterator[str]:
    """Start the program, and give each name whose PDF is whole, until it ends or all are there.

    Raises TimeoutError when the next one does not come. However it goes, nothing is left running.
    """
    waiting = list(names)
    with _running(program, work, names) as process:
        deadline = time.monotonic() + start + each
        going = True
        while waiting and going:
            # What is not there after its end does not come.
            going = process.poll() is None
            for name in filter(partial(_is_whole, work), list(waiting)):
                waiting.remove(name)
                yield name
                deadline = time.monotonic() + each
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(_PAUSE if going and waiting else 0)


@contextlib.contextmanager
def _running(program: Path, work: Path, names: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Have the program convert files of its workplace; end it, with all that it started."""
    profile = (work / _PROFILE).as_uri()
    command = [str(program), "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    # With the folder in front a name that begins with a dash is no option.
    command += ["--convert-to", "pdf", "--outdir", str(work / _OUT)]
    command += [str(work / name) for name in names]
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603  (the program that was found or named)
            command,
            # Nothing of where one happens to work is loaded.
            cwd=work,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Failure(Cause.NO_SUCH_OFFICE, setting=SETTING, file=str(program)) from error
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started: what it has begun itself may be what hangs."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            subprocess.run(  # noqa: S603  (Windows' own)
                [str(killer), "/PID", str(process.pid), "/T", "/F"],
                capture_output=True,
                check=False,
            )
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _pdf(work: Path, name: str) -> Path:
    return (work / _OUT / name).with_suffix(".pdf")


def _is_whole(work: Path, name: str) -> bool:
    """Tell whether the PDF of a file is there from its first sign to its last."""
    try:
        with _pdf(work, name).open("rb") as file:
            begins = file.read(len(_FIRST)) == _FIRST
            file.seek(max(0, file.seek(0, os.SEEK_END) - len(_LAST) - 2))
            return begins and file.read().rstrip().endswith(_LAST)
    except OSError:
        return False
