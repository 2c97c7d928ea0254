"""The register answers with what the newest files say, in whatever order they came."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import pickle
import sqlite3
from pathlib import Path

import pytest

from sto_xl.region.sentences import not_compared
from sto_xl.register import DuoKind, Programme, Register, Successor, Tally, database, importing
from sto_xl.register.importing import Imported
from sto_xl.register.successors import SAME_BOARD, SAME_SPOT
from sto_xl.system.errors import Cause, Failure
from support import duo_files
from support.rule_cases.register import register as register_of_cases

TODAY = dt.date(2026, 11, 30)
#: A moment before that, as a file bears it.
SAVED = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC).timestamp()
BEFORE = """
code   | naam         | straat | nr | postcode | plaats | gemeente     | bestuur | rmc
90AA00 | De Hoek      | Laan   | 1  | 4191 KA  | HOEK   | DE HOEKEN    | 90001   | 07
90AA01 | De Hoek Oost | Dijk   | 2  | 4191 KB  | HOEK   | DE HOEKEN    | 90001   | 07
90AB00 | Berg College | Weg    | 3  | 4192 KC  | BERG   | BERGEN (NH.) | 90002   | 11
90AC00 | De Stek      | Kade   | 4  | 4193 KD  | STEK   | 'S-GRAVENHAGE | 90003  | 11
90AD00 | De Werf      | Kade   | 5  | 4193 KE  | STEK   | 'S-GRAVENHAGE | 90004  | 11
"""
#: Oost is gone, the school at its board's other place is left; Stek moved, Berg has another name,
#: De Werf goes on at the same spot under another code.
NOW = """
code   | naam         | straat | nr | postcode | plaats | gemeente     | bestuur | rmc
90AA00 | De Hoek      | Laan   | 1  | 4191 KA  | HOEK   | DE HOEKEN    | 90001   | 07
90AB00 | Bergcollege Noord | Weg | 3 | 4192 KC  | BERG   | BERGEN (NH.) | 90002   | 11
90AC00 | De Stek      | Plein  | 9  | 4193 KZ  | STEK   | 'S-GRAVENHAGE | 90003  | 11
90AE00 | De Nieuwe Werf | Kade | 5  | 4193KE   | STEK   | 'S-GRAVENHAGE | 90005  | 11
"""
PUPILS = """
code   | naam      | plaats | type           | sector   | afdeling  | 3man | 4vrouw
90AA00 | Hoek      | HOEK   | VMBO BL lj 3-4 | Techniek | Media, vormgeving en ICT | 9 | <5
90AB00 | Berg      | BERG   | VMBO TL lj 3-4 | Techniek | N.v.t.    | 20   | 20
90AC00 | Stek      | STEK   | VMBO KL lj 3-4 | Landbouw | Groen     | 0    | 0
90AX00 | Verdwenen | HOEK   | VMBO GL lj 3-4 | Landbouw | Groen     | 7    | 8
"""
EXAMS = """
code   | naam | gemeente  | type | leerweg | sector   | afdeling | kandidaten
90AA00 | Hoek | DE HOEKEN | VMBO | BL      | Techniek | BWI      | 7
90AC00 | Stek | X         | VMBO | KL      | Landbouw | G        | <5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, told in {"eerst": BEFORE, "nu": NOW}.items():
        duo_files.write(tmp_path / f"{name}.csv", DuoKind.VESTIGINGEN, told)
    duo_files.write(tmp_path / "leerlingen-2025.csv", DuoKind.LEERLINGEN, PUPILS)
    for years in ("2024-2025", "2025-2026"):
        duo_files.write(tmp_path / f"examens-{years}.csv", DuoKind.EXAMEN, EXAMS)
    return tmp_path


DAYS = {"eerst.csv": dt.date(2025, 9, 1), "nu.csv": dt.date(2026, 9, 1)}


def put(folder: Path, *names: str, day: dt.date | None = None) -> list[Imported | Failure]:
    """Import files one after the other, as someone does from month to month."""
    path = folder / "register.sqlite"
    done: list[Imported | Failure] = []
    for name in names:
        given = importing.read(folder / name, day or DAYS.get(name))
        done += importing.put(path, [given], TODAY)
    return done


def imported(folder: Path, *names: str) -> Register:
    put(folder, *names)
    return Register.open(folder / "register.sqlite")


ALL = ("eerst.csv", "nu.csv", "leerlingen-2025.csv", "examens-2024-2025.csv")


def test_a_vestiging_is_what_the_newest_files_say(folder: Path) -> None:
    register = imported(folder, *ALL)
    hoek = register.vestiging("90AA00")
    assert hoek is not None
    assert (hoek.names, hoek.street, hoek.number) == (("Hoek", "De Hoek"), "Laan", "1")
    assert (hoek.board, hoek.rmc, hoek.gone, hoek.vmbo) == ("90001", "07", None, True)
    assert register.offered("90AA00") == {Programme("MVI", "", "BB"): Tally(9, 1)}
    assert register.examined("90AA00") == {Programme("BWI", "", "BB"): Tally(7)}
    assert register.vestiging("99ZZ99") is None


def test_what_is_gone_stays_known_with_where_it_was_probably_taken_up(folder: Path) -> None:
    register = imported(folder, *ALL)
    found = {one.code: (one.gone, one.successor) for one in register.all() if one.gone}
    assert found == {
        "90AA01": (dt.date(2026, 9, 1), Successor("90AA00", SAME_BOARD)),
        "90AD00": (dt.date(2026, 9, 1), Successor("90AE00", SAME_SPOT)),
        # Pupils were counted there after the first file of vestigingen, which never had it.
        "90AX00": (dt.date(2026, 9, 1), None),
    }
    ((day, address),) = register.earlier("90AC00")
    assert (day, address.street) == (dt.date(2025, 9, 1), "Kade")


def test_each_change_is_told_after_the_import_of_a_newer_file(folder: Path) -> None:
    first, second = put(folder, "eerst.csv", "nu.csv")
    assert isinstance(first, Imported)
    assert isinstance(second, Imported)
    changes = second.changes
    assert (first.changes.compared, changes.compared) == (False, True)
    assert [one.code for one in changes.new] == ["90AE00"]
    assert [one.code for one in changes.gone] == ["90AA01", "90AD00"]
    assert [new.code for _, new in changes.moved] == ["90AC00"]
    assert [(old.name, new.name) for old, new in changes.renamed] == [
        ("Berg College", "Bergcollege Noord")
    ]
    assert {code: after.code for code, after in changes.successors.items()} == {
        "90AA01": "90AA00",
        "90AD00": "90AE00",
    }


def test_the_order_of_imports_does_not_matter(folder: Path, tmp_path: Path) -> None:
    found = []
    for number, order in enumerate([*itertools.permutations(ALL)][::5]):
        path = tmp_path / f"{number}.sqlite"
        given = [importing.read(folder / name, DAYS.get(name)) for name in order]
        importing.put(path, given[:2], TODAY)
        importing.put(path, given[2:], TODAY)
        register = Register.open(path)
        offered = [register.offered(one.code) for one in register.all()]
        found.append((register.all(), offered, register.files))
    assert all(one == found[0] for one in found)


def test_an_older_file_leaves_newer_facts_and_says_so(folder: Path) -> None:
    _, older = put(folder, "nu.csv", "eerst.csv")
    assert isinstance(older, Imported)
    assert (older.added, older.newest) == (True, dt.date(2026, 9, 1))
    assert not older.changes.compared
    stek = Register.open(folder / "register.sqlite").vestiging("90AC00")
    assert stek is not None
    assert stek.street == "Plein"


@pytest.mark.parametrize(
    ("files", "vmbo"),
    [
        ((), set()),
        (("leerlingen-2025.csv",), {"90AA00", "90AX00"}),
        (("examens-2024-2025.csv",), {"90AA00", "90AC00"}),
        # Pupils were counted after those examens: the school has none now.
        (("leerlingen-2025.csv", "examens-2024-2025.csv"), {"90AA00", "90AX00"}),
        (("leerlingen-2025.csv", "examens-2025-2026.csv"), {"90AA00", "90AX00", "90AC00"}),
    ],
)
def test_vmbo_is_a_profile_with_pupils_or_with_later_examens(
    folder: Path, files: tuple[str, ...], vmbo: set[str]
) -> None:
    register = imported(folder, "nu.csv", *files)
    assert {one.code for one in register.all() if one.vmbo} == vmbo
    assert {one.code for one in register.all() if register.profiles(one.code)} == vmbo


def test_an_area_is_of_municipalities_rmc_regios_and_single_codes(folder: Path) -> None:
    register = imported(folder, *ALL)

    def codes(*parts: str) -> list[str]:
        return [one.code for one in register.in_area(parts).vestigingen]

    assert codes("De Hoeken") == ["90AA00"]
    assert codes("Den Haag", "rmc:7") == ["90AA00", "90AC00", "90AE00"]
    assert codes("RMC: 11", "90 ab00") == ["90AB00", "90AC00", "90AE00"]
    assert codes("90AA01") == []
    unknown = register.in_area(["Bergen", "rmc:38", "De Hoeken"]).unknown
    assert unknown == {"Bergen": "BERGEN (NH.)", "rmc:38": None}
    assert [one.code for one in register.of_board("90003")] == ["90AC00"]
    assert register.rmc_regions == {"07": "Hoek", "11": "Hoek"}


def test_a_file_that_is_in_already_changes_nothing(folder: Path) -> None:
    put(folder, "nu.csv")
    path = folder / "register.sqlite"
    before = path.stat().st_mtime_ns, path.read_bytes()
    (again,) = put(folder, "nu.csv")
    assert isinstance(again, Imported)
    assert not again.added
    # Nor does a copy that was saved on another day.
    os.utime(folder / "nu.csv", (SAVED, SAVED))
    (copy,) = importing.put(path, [importing.read(folder / "nu.csv", None)], TODAY)
    assert isinstance(copy, Imported)
    assert (copy.added, copy.given.peildatum) == (False, DAYS["nu.csv"])
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_later_edition_of_a_day_and_a_better_day_for_a_file_take_its_place(folder: Path) -> None:
    put(folder, "eerst.csv", "leerlingen-2025.csv")
    (folder / "definitief-2025.csv").write_bytes(
        (folder / "leerlingen-2025.csv").read_bytes().replace(b";9;", b";29;")
    )
    (edition,) = put(folder, "definitief-2025.csv")
    assert isinstance(edition, Imported)
    assert edition.replaced == "leerlingen-2025.csv"
    put(folder, "eerst.csv", day=dt.date(2025, 8, 1))
    register = Register.open(folder / "register.sqlite")
    assert [(file.name, file.peildatum) for file in register.files] == [
        ("definitief-2025.csv", dt.date(2025, 10, 1)),
        ("eerst.csv", dt.date(2025, 8, 1)),
    ]
    assert register.offered("90AA00") == {Programme("MVI", "", "BB"): Tally(29, 1)}


def test_a_part_of_the_file_and_a_day_to_come_are_refused_and_change_nothing(folder: Path) -> None:
    line = "91AA{0:02} | Nr {0} | Weg | {0} | 4191 ZZ | HOEK | X | 90009 | 07\n"
    many = BEFORE + "".join(map(line.format, range(30)))
    duo_files.write(folder / "nu.csv", DuoKind.VESTIGINGEN, many)
    put(folder, "nu.csv")
    before = (folder / "register.sqlite").read_bytes()
    (part,) = put(folder, "eerst.csv", day=dt.date(2026, 10, 1))
    (to_come,) = put(folder, "eerst.csv", day=dt.date(2027, 1, 1))
    assert [getattr(one, "cause", None) for one in (part, to_come)] == [
        Cause.DUO_PARTIAL,
        Cause.DUO_NOT_YET,
    ]
    assert "ontbreken 30 van de 35 vestigingen" in str(part)
    assert (folder / "register.sqlite").read_bytes() == before


def test_of_two_files_of_one_day_nobody_can_tell_which_holds(folder: Path) -> None:
    day = dt.date(2026, 9, 1)
    given = [importing.read(folder / name, day) for name in ("eerst.csv", "nu.csv", "eerst.csv")]
    first, second, again = importing.put(folder / "register.sqlite", given, TODAY)
    assert isinstance(first, Imported)
    assert "‘nu.csv’ en ‘eerst.csv’ zouden allebei van 1 september 2026 zijn" in str(second)
    assert isinstance(again, Imported)
    assert not again.added


def test_it_is_read_whole_and_keeps_nothing_open_or_beside_it(folder: Path) -> None:
    put(folder, "nu.csv")
    alone = folder / "gedeeld"
    alone.mkdir()
    path = (folder / "register.sqlite").rename(alone / "register.sqlite")
    path.chmod(0o444)
    register = Register.open(path)
    path.unlink()
    assert register.vestiging("90AA00")
    assert list(alone.iterdir()) == []
    with pytest.raises(sqlite3.OperationalError):
        register._database.execute("DELETE FROM vestiging")  # noqa: SLF001  (nobody else can)


def test_one_writes_at_a_time(folder: Path) -> None:
    path = folder / "register.sqlite"
    with database.changed(path), pytest.raises(Failure, match="al bijgewerkt"):
        put(folder, "nu.csv")
    assert not path.exists()


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" * 99, b"Vestiging;School\n"])
def test_what_is_no_register_is_left_as_it_is(folder: Path, data: bytes) -> None:
    path = folder / "register.sqlite"
    path.write_bytes(data)
    for use in (lambda: Register.open(path), lambda: put(folder, "nu.csv")):
        with pytest.raises(Failure) as raised:
            use()
        assert raised.value.cause is Cause.NOT_A_REGISTER
    assert path.read_bytes() == data


def test_a_register_of_another_version_or_with_a_hole_is_none(folder: Path) -> None:
    put(folder, "nu.csv")
    path = folder / "register.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(Failure, match="geen register"):
        Register.open(path)
    path.write_bytes(data)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(Failure, match="geen register"):
        Register.open(path)


def test_there_need_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(database.VARIABLE, str(tmp_path / "elders.sqlite"))
    assert Register.of_the_user() is None
    with pytest.raises(Failure, match="register import"):
        Register.open(database.path_of_the_user())
    assert "register import" in str(Register.absence())


def test_one_that_cannot_be_read_keeps_nothing_else_from_being_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(b"no register")
    monkeypatch.setenv(database.VARIABLE, str(path))
    assert Register.of_the_user() is None
    (said,) = not_compared(Register.of_the_user())
    assert said.startswith("Met de gegevens van DUO is niet vergeleken. ‘")
    assert "is geen register" in said
    monkeypatch.setenv(database.VARIABLE, str(tmp_path / "none" / "register.sqlite"))
    (said,) = not_compared(None)
    assert "want er is geen register" in said


def test_it_travels_to_another_process_as_it_is() -> None:
    before = register_of_cases()
    after = pickle.loads(pickle.dumps(before))  # noqa: S301  (our own)
    assert isinstance(after, Register)
    assert (after.all(), after.files) == (before.all(), before.files)
