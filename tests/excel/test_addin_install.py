"""The add-in is put where Excel looks, whole or not at all, and says what keeps it from working."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from types import ModuleType, TracebackType
from typing import Self

import pytest

from sto_xl.books import build
from sto_xl.books.new import addin as books_addin
from sto_xl.excel.addin import baked, doctor, places, policies
from sto_xl.excel.addin.doctor import Verdict
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from support.commands import run

#: The whole add-in is made, or walked, in each of these.
pytestmark = pytest.mark.slow

NAME = books_addin.NAME
OFFICE = r"Software\Microsoft\Office\16.0"
DEFENDER = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard"
POLICIES = r"Software\Policies\Microsoft\Office\16.0"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "XLSTART"


def install(folder: Path, *options: str) -> str:
    done = run("addin", "install", "--folder", folder, *options)
    assert done.code == 0, done.err
    return done.err


def earlier(folder: Path) -> bytes:
    """Put an add-in of an earlier version there."""
    data = build.addin_bytes(replace(baked.here(), sto_xl="0.0.9").settings())
    folder.mkdir()
    (folder / NAME).write_bytes(data)
    return data


# Install and uninstall.


def test_two_builds_in_one_environment_are_the_same(folder: Path) -> None:
    install(folder)
    assert (folder / NAME).read_bytes() == build.addin_bytes(baked.here().settings())


def test_the_addin_names_the_python_it_was_installed_from(folder: Path) -> None:
    install(folder)
    settings = books_addin.settings_of((folder / NAME).read_bytes())
    assert settings is not None
    assert settings["Interpreter_Win"] == sys.executable
    assert Path(settings["STO_XL"]).is_file()


def test_without_a_folder_for_temporary_files_that_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "weg"))
    done = run("addin", "install", "--folder", folder)
    assert done.code == 2
    assert "Er is geen map waarin tijdelijke bestanden kunnen worden bewaard" in done.err


def test_a_second_install_changes_nothing_and_says_so(folder: Path) -> None:
    install(folder)
    before = (folder / NAME).stat().st_mtime_ns
    assert install(folder).startswith("er is niets te doen")
    assert (folder / NAME).stat().st_mtime_ns == before


def test_the_addin_before_it_is_kept_where_excel_does_not_open_it(folder: Path, home: Path) -> None:
    before = earlier(folder)
    told = install(folder)
    kept = home / "data" / "sto_xl" / "vorige" / NAME
    assert kept.read_bytes() == before
    assert str(kept) in told
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_uninstalling_keeps_a_copy_and_empties_the_folder(folder: Path, home: Path) -> None:
    install(folder)
    data = (folder / NAME).read_bytes()
    done = run("addin", "uninstall", "--folder", folder)
    assert done.code == 0
    assert list(folder.iterdir()) == []
    assert (home / "data" / "sto_xl" / "vorige" / NAME).read_bytes() == data


def test_uninstalling_nothing_is_no_failure(folder: Path) -> None:
    done = run("addin", "uninstall", "--folder", folder)
    assert (done.code, done.err.startswith("er is niets te doen")) == (0, True)


@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_a_dry_run_says_what_would_be_done_and_does_nothing(folder: Path, command: str) -> None:
    before = earlier(folder)
    done = run("addin", command, "--folder", folder, "--dry-run")
    assert done.code == 0
    assert "wordt " in done.err
    assert (folder / NAME).read_bytes() == before
    assert not (folder.parent / "data").exists()


@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_while_excel_has_the_addin_open_nothing_changes(folder: Path, command: str) -> None:
    before = earlier(folder)
    (folder / f"~${NAME}").write_bytes(b"M. Vos")
    done = run("addin", command, "--folder", folder)
    assert done.code == 2
    assert done.err.startswith(f"Excel heeft ‘{folder / NAME}’ geopend")
    assert (folder / NAME).read_bytes() == before


def test_a_file_that_windows_will_not_let_go_of_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = earlier(folder)
    opened = Path.open

    def held(path: Path, mode: str = "r", **options: object) -> object:
        if path.name == NAME and "+" in mode:
            raise PermissionError(13, "used by another process")
        return opened(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)
    assert run("addin", "install", "--folder", folder).code == 2
    monkeypatch.undo()
    assert (folder / NAME).read_bytes() == before


def test_a_file_of_that_name_that_is_not_ours_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(build.roster_bytes())
    done = run("addin", "install", "--folder", folder)
    assert done.code == 2
    assert "niet door STO gemaakt" in done.err


def test_a_damaged_addin_is_kept_and_replaced(folder: Path, home: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(b"half")
    install(folder)
    assert (home / "data" / "sto_xl" / "vorige" / NAME).read_bytes() == b"half"


def test_a_folder_of_that_name_is_left_alone(folder: Path) -> None:
    (folder / NAME).mkdir(parents=True)
    assert "niet door STO gemaakt" in run("addin", "install", "--folder", folder).err
    assert run("addin", "status", "--folder", folder).code == 3


def test_a_run_that_is_cut_off_leaves_nothing_for_excel_to_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_handle: int) -> None:
        raise KeyboardInterrupt

    folder.mkdir()
    monkeypatch.setattr("os.fsync", cut_off)
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_options: None)
    run("addin", "install", "--folder", folder)
    assert list(folder.iterdir()) == []


def test_a_python_from_the_microsoft_store_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/Program Files/WindowsApps/Python.3.12")
    done = run("addin", "install", "--folder", folder)
    assert (done.code, "python.org" in done.err) == (2, True)


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    done = run("addin", "install", "--folder", folder)
    assert done.code == 2
    assert "python -m pip install pyOpenVBA" in done.err
    assert not (folder / NAME).exists()


def test_an_xlwings_that_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(Failure) as raised:
        books_addin.xlwings_modules()
    assert raised.value.cause is Cause.XLWINGS_UNKNOWN


def test_vba_that_windows_cannot_keep_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        books_addin.addin_bytes({"StoX": "' ĳ"}, build.ribbon(), {})


# Where Excel looks.


class Key:
    """An open key of a made-up registry."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = list(values.items())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None: ...


class Registry(ModuleType):
    """The module `winreg`, over a made-up registry."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = 1, 2

    def __init__(self, keys: Mapping[str, Mapping[str, object]]) -> None:
        super().__init__("winreg")
        self.keys = {key.casefold(): values for key, values in keys.items()}

    def OpenKey(self, root: int, key: str) -> Key:  # noqa: N802  (as Windows has it)
        # What Windows holds for all users, it holds of Defender here.
        here = self.HKEY_LOCAL_MACHINE if "Defender" in key else self.HKEY_CURRENT_USER
        if root != here or key.casefold() not in self.keys:
            raise FileNotFoundError(key)
        return Key(self.keys[key.casefold()])

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:  # noqa: N802
        return 0, len(key.values), 0

    def EnumValue(self, key: Key, number: int) -> tuple[str, object, int]:  # noqa: N802
        return (*key.values[number], 1)


def with_values(monkeypatch: pytest.MonkeyPatch, keys: Mapping[str, Mapping[str, object]]) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "Roaming/Microsoft/Excel/XLSTART"),
        ("Opstarten", "Roaming/Microsoft/Excel/Opstarten"),
        ("/elders/XLSTART", "/elders/XLSTART"),
    ],
)
def test_on_windows_it_is_the_startup_folder_that_the_registry_names(
    monkeypatch: pytest.MonkeyPatch, home: Path, value: str | None, expected: str
) -> None:
    monkeypatch.setenv("APPDATA", str(home / "Roaming"))
    with_values(monkeypatch, {rf"{OFFICE}\Common\General": {"XLSTART": value} if value else {}})
    assert places.startup_folder("win32") == home / expected


def test_on_a_mac_it_is_the_startup_folder_of_office() -> None:
    place = places.startup_folder("darwin")
    assert place is not None
    assert place.parts[-3:] == ("User Content.localized", "Startup.localized", "Excel")


def test_elsewhere_a_folder_must_be_given() -> None:
    assert places.startup_folder("linux") is None
    if sys.platform not in {"win32", "darwin"}:
        done = run("addin", "install")
        assert done.code == 2
        assert "--folder DIR" in done.err


# What status says.


def verdicts(seen: doctor.Seen) -> dict[Verdict, list[str]]:
    found: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for check in doctor.checks(seen):
        found[check.verdict].append(check.text)
        assert check.text.endswith(".")
        assert check.verdict is not Verdict.FOUT or check.remedy.endswith((".", ")"))
    return found


@pytest.fixture
def healthy(home: Path) -> doctor.Seen:
    """An add-in on Windows with nothing the matter."""
    made_for = baked.here()
    versions = {"python": made_for.python, "sto_xl": made_for.sto_xl, "xlwings": made_for.xlwings}
    return doctor.Seen(
        home / NAME,
        "win32",
        there=True,
        made_for=made_for,
        interpreter=True,
        package=True,
        answer=doctor.ProbeAnswer(versions, excel=True),
        startup=home,
    )


def test_with_nothing_the_matter_all_is_well(healthy: doctor.Seen) -> None:
    found = verdicts(healthy)
    assert (found[Verdict.FOUT], found[Verdict.LET_OP], found[Verdict.ONBEKEND]) == ([], [], [])
    assert len(found[Verdict.GOED]) == 5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"there": False}, "staat niet in"),
        ({"made_for": None}, "is niet de invoegtoepassing van STO"),
        ({"interpreter": False}, "Python is niet meer te vinden"),
        ({"package": False}, "Het pakket sto_xl is niet meer te vinden"),
        ({"answer": doctor.ProbeAnswer(failed="ImportError: x.")}, "ImportError: x."),
        ({"from_internet": True}, "van het internet"),
        ({"disabled": True}, "uitgezet, omdat Excel een keer vastliep"),
        *(({"forbidding": (setting,)}, setting.text) for setting in policies.SETTINGS),
        ({"system": "darwin"}, "alleen in Excel voor Windows"),
    ],
)
def test_each_thing_the_matter_is_said_alone(
    healthy: doctor.Seen, change: Mapping[str, object], words: str
) -> None:
    [said] = verdicts(replace(healthy, **change))[Verdict.FOUT]  # type: ignore[arg-type]
    assert words in said


@pytest.mark.parametrize("name", ["python", "sto_xl", "xlwings"])
def test_another_version_than_the_addin_was_made_for_is_named(
    healthy: doctor.Seen, name: str
) -> None:
    answer = doctor.ProbeAnswer({**healthy.answer.versions, name: "99.1"}, excel=True)
    [said] = verdicts(replace(healthy, answer=answer))[Verdict.FOUT]
    assert "en nu is er 99.1" in said


def test_without_pywin32_it_says_that_excel_is_out_of_reach(healthy: doctor.Seen) -> None:
    answer = replace(healthy.answer, excel=False)
    [said] = verdicts(replace(healthy, answer=answer))[Verdict.FOUT]
    assert "pywin32" in said


def test_letters_that_vba_cannot_read_in_a_path_are_told(healthy: doctor.Seen) -> None:
    polish = replace(baked.here(), interpreter=r"C:\Users\Łukasz\python.exe")
    [said] = verdicts(replace(healthy, made_for=polish))[Verdict.FOUT]
    assert "Łukasz" in said
    german = replace(baked.here(), interpreter=r"C:\Users\Loïs\python.exe")
    assert verdicts(replace(healthy, made_for=german))[Verdict.FOUT] == []


def test_a_startup_folder_on_the_network_is_told(healthy: doctor.Seen) -> None:
    path = Path(r"\\server\thuis\XLSTART", NAME)
    seen = replace(healthy, path=path, startup=path.parent)
    [said] = verdicts(seen)[Verdict.LET_OP]
    assert "op het netwerk" in said


def test_in_a_folder_of_ones_own_it_says_how_excel_comes_to_load_it(healthy: doctor.Seen) -> None:
    found = verdicts(replace(healthy, startup=healthy.path.parent / "XLSTART"))
    assert found[Verdict.FOUT] == []
    assert "niet in de opstartmap" in found[Verdict.LET_OP][0]


def test_every_setting_that_forbids_is_looked_up_where_it_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(folder)
    cloud = r"Software\Policies\Microsoft\Cloud\Office\16.0"
    with_values(
        monkeypatch,
        {
            rf"{POLICIES}\common\security": {"requirealwaysonmacrosig": 1},
            rf"{DEFENDER}\ASR\Rules": {"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": "1"},
            rf"{OFFICE}\Excel\Security": {"RequireAddinSig": 1, "DisableAllAddins": 0},
            rf"{cloud}\Excel\Security\Trusted Locations": {"AllLocationsDisabled": 1},
            rf"{OFFICE}\Excel\Resiliency\DisabledItems": {
                "1A2B": b"\1\0\0\0" + rf"c:\users\vos\xlstart\{NAME}".encode("utf-16-le")
            },
        },
    )
    seen = doctor.look(folder, "win32")
    assert [setting.name for setting in seen.forbidding] == [
        "RequireAlwaysOnMacroSig",
        "RequireAddinSig",
        "AllLocationsDisabled",
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
    ]
    assert seen.disabled


CHILDREN, CALLS = "d4f940ab-401b-4efc-aadc-ad5f3c50688a", "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
OTHER = "3b576869-a4ec-4529-8536-b80a7769e899"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (f"{CHILDREN}=1|{CALLS}=1", [CHILDREN, CALLS]),
        (f"{OTHER}=1|{CHILDREN.upper()}=6", [CHILDREN]),
        (f"{CHILDREN}=2|{CALLS}=0|{OTHER}=1", []),
        (f"{CALLS}=1|", [CALLS]),
        (f"{CHILDREN}=5", []),
        ("", []),
        (1, []),
    ],
)
def test_the_rules_that_intune_gives_defender_are_read_as_well(
    monkeypatch: pytest.MonkeyPatch, rules: object, expected: list[str]
) -> None:
    manager = r"Software\Policies\Microsoft\Windows Defender\Policy Manager"
    with_values(monkeypatch, {manager: {"ASRRules": rules}})
    assert [setting.name for setting in policies.SETTINGS if setting.on] == expected


@pytest.mark.parametrize(("value", "on"), [("1", True), (6, True), ("2", False), (0, False)])
def test_a_rule_that_warns_forbids_as_well(
    monkeypatch: pytest.MonkeyPatch, value: object, *, on: bool
) -> None:
    with_values(monkeypatch, {rf"{DEFENDER}\ASR\Rules": {CALLS: value}})
    assert any(setting.on for setting in policies.SETTINGS) == on


def test_the_mark_of_the_web_is_seen(folder: Path) -> None:
    install(folder)
    assert not doctor.look(folder).from_internet
    outputs.write(Path(f"{folder / NAME}:Zone.Identifier"), b"[ZoneTransfer]\r\nZoneId=3\r\n")
    assert doctor.look(folder).from_internet


def test_the_python_of_the_addin_is_really_started(folder: Path) -> None:
    install(folder)
    seen = doctor.look(folder)
    here = baked.here()
    assert seen.answer.versions == {
        "python": here.python,
        "sto_xl": here.sto_xl,
        "xlwings": here.xlwings,
    }


def test_a_python_that_cannot_import_the_package_says_why(folder: Path, home: Path) -> None:
    python = home / "python"
    python.write_text("#!/bin/sh\necho 'ModuleNotFoundError: No module named sto_xl' >&2\nexit 1\n")
    python.chmod(0o755)
    outputs.write(
        folder / NAME,
        build.addin_bytes(replace(baked.here(), interpreter=str(python)).settings()),
    )
    done = run("addin", "status", "--folder", folder)
    assert done.code == 3
    assert "ModuleNotFoundError: No module named sto_xl" in done.out


def test_status_of_an_older_addin_says_to_install_anew_and_gives_json(folder: Path) -> None:
    earlier(folder)
    done = run("addin", "status", "--folder", folder, "--json")
    assert done.code == 3
    [fault] = [check for check in json.loads(done.out) if check["verdict"] == "fout"]
    assert "sto_xl 0.0.9" in fault["message"]
    assert fault["remedy"] == doctor.INSTALL
    assert PurePath(folder).name in json.loads(done.out)[0]["message"]
