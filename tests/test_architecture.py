"""The boundaries of the house hold: who imports whom, who reads the clock, what stays out."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from support.house import (
    DOORS,
    LINE,
    MODULES,
    OWNERS,
    PACKAGE,
    ROOT,
    explained,
    imports,
    package,
    parsed,
    reached,
)

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
#: What a door may call of another door and of the buttons: those that are clicked at both, commands
#: about the add-in, the journal.
ACROSS = {
    "cli": ("sto_xl.excel.addin", "sto_xl.buttons.journal", "sto_xl.web.serving"),
    "excel": ("sto_xl.buttons",),
    "web": ("sto_xl.buttons",),
}
#: What is written from nothing, and how that looks.
ANEW = PACKAGE / "books" / "new"
HEAVY = {
    *("xlwings", "openpyxl", "python_calamine", "xlsxwriter", "jinja2", "rapidfuzz"),
    *("dask", "distributed"),
}


def test_the_packages_are_those_of_the_line() -> None:
    found = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert found == set(LINE), "give a new package its place in LINE"
    loose = {path.name for path in PACKAGE.glob("*.py")}
    assert loose == {"__init__.py", "__main__.py"}, "a module lies in a package"


def test_a_package_says_in_its_first_lines_what_it_is() -> None:
    for name in LINE:
        assert explained(name), f"{name}/__init__.py has no docstring"


def test_imports_run_one_way() -> None:
    wrong = []
    for path in PACKAGE.glob("*/**/*.py"):
        own = package(path)
        for name, line in imports(path):
            if name.startswith("sto_xl.") and name != "sto_xl.__version__":
                other = name.split(".")[1]
                behind = LINE.index(other) > LINE.index(own)
                elsewhere = other in ACROSS.keys() | {"buttons"} and own in ACROSS.keys() - {other}
                if behind or (elsewhere and not name.startswith(ACROSS[own])):
                    wrong.append(f"{path}:{line}: {own} may not import {name}")
    assert wrong == []


def test_a_library_stays_in_the_package_that_owns_it() -> None:
    for path in MODULES:
        for name, line in imports(path):
            owner = OWNERS.get(name.split(".")[0])
            assert owner in {None, package(path)}, f"{path}:{line}: {name} is {owner}'s alone"


def test_the_port_needs_the_standard_library_alone() -> None:
    for path in (PACKAGE / "grid").glob("*.py"):
        roots = {name.split(".")[0] for name, _ in imports(path)}
        assert roots <= {"sto_xl", *sys.stdlib_module_names}, path


def test_heavy_libraries_are_imported_in_the_function_that_needs_them() -> None:
    for path in MODULES:
        early = HEAVY & {name.split(".")[0] for name, _ in imports(path, top_only=True)}
        assert not early, f"{path}: import {early} in the function that needs it"


def test_xlsxwriter_writes_in_one_place() -> None:
    for path in MODULES:
        for name, line in imports(path):
            writes = name.split(".")[0] == "xlsxwriter"
            assert not writes or path.is_relative_to(ANEW), f"{path}:{line}: write it in {ANEW}"


@pytest.mark.parametrize(
    "start", ["books/report/__init__.py", "quarter/region.py", "quarter/roster_copies.py"]
)
def test_what_is_filled_in_needs_nothing_of_what_writes_from_nothing(start: str) -> None:
    assert not [path for path in reached(PACKAGE / start) if path.is_relative_to(ANEW)]


@pytest.mark.parametrize(("below", "above"), [("word", "template"), ("template", "mail")])
def test_a_word_file_knows_no_template_and_a_template_no_mail(below: str, above: str) -> None:
    for path in (PACKAGE / "letters" / below).glob("*.py"):
        needed = [name for name, _ in imports(path) if name.startswith(f"sto_xl.letters.{above}")]
        assert not needed, f"{path}: {below} comes before {above}"


def test_only_the_doors_read_the_clock() -> None:
    clock = re.compile(r"\.(today|now|utcnow)\(")
    for path in MODULES:
        reads = clock.search(path.read_text(encoding="utf-8"))
        assert not reads or package(path) in DOORS, f"{path}: take the day as an argument"


def test_one_name_is_one_class() -> None:
    found: dict[str, Path] = {}
    for path in MODULES:
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                other = found.setdefault(node.name, path)
                assert other == path, f"{node.name} is a class in {other} and in {path}"


def test_no_module_is_named_after_nothing() -> None:
    banned = {"utils", "common", "constants", "helpers", "misc", "tools"}
    assert not banned & {path.stem for path in MODULES}


def test_what_tests_share_stands_in_support_and_not_in_another_test() -> None:
    own = {path.stem for path in TESTS} | {path.parent.name for path in TESTS}
    for path in TESTS:
        for name, line in imports(path):
            assert name.split(".")[0] not in own, f"{path}:{line}: move {name} to tests/support"


def test_the_number_of_regions_is_nowhere_in_code() -> None:
    number = re.compile(r"\b7[78]\b")
    for path in MODULES:
        if number.search(path.read_text(encoding="utf-8")):
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.Constant):
                    assert node.value not in {77, 78}, f"{path.name}:{node.lineno}"


def test_workbooks_that_people_get_hold_no_macros() -> None:
    assert {p.suffix for p in (ROOT / "workbooks").glob("*") if p.is_file()} == {".xlsx"}
