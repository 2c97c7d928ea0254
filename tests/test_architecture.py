"""The boundaries of the house hold: who imports whom, who reads the clock, what stays out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sto_xl"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: The rooms from the ground up: a module may import from those before its own, and from its own.
#: `books` stands beside them: see `BOOKS_MAY`.
ROOMS = (
    {"errors", "grid", "model", "oldlist"},
    {"userdata"},
    {"workers"},
    {"findings", "reference", "sums", "wording"},
    {"sheets"},
    {"notation"},
    {"entries"},
    {"adopt"},
    {"records"},
    {"workbook"},
    {"roster", "techniekplan", "same_plan"},
    {"counting", "plan_promises"},
    {"rules", "participation"},
    {"plan_prefill"},
    {"facts"},
    {"figures", "letters"},
    {"breakdowns", "stand"},
    {"comparison"},
    {"summary"},
    {"routines", "plans"},
    {"region_plans", "plan_registration"},
    {"changes", "explain", "decisions", "proposals"},
    {"demo", "outputs", "books", "build"},
    {"addin"},
    {"journal"},
    {"undo"},
    {"documents", "mailing"},
    {"plan_letters"},
    {"intake", "delivery", "plan_reading"},
    {"plan_checks"},
    {"previous"},
    {"outcome"},
    {"census", "compared", "manifest", "plans_account"},
    {"national"},
    {"quarter"},
    {"terminal"},
    {"session"},
    {"cli"},
    {"macros"},
    {"__main__"},
)
BOOKS_MAY = {"grid", "errors", "model", "findings", "reference", "wording", "sheets", "outputs"}
BOOKS_MAY |= {"books", "oldlist"}
#: Who alone may import a library.
OWNERS = {
    "xlwings": {"books"},
    "openpyxl": {"books"},
    "python_calamine": {"books"},
    "xlsxwriter": {"books", "build"},
    "pyopenvba": {"books"},
    "docxtpl": {"letters"},
    "jinja2": {"letters"},
    "click": {"cli"},
    "rich": {"terminal"},
}


#: The doors read the clock, and import no other door.
DOORS = {"cli", "macros"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path, *, top_only: bool = False) -> Iterator[tuple[str, int]]:
    """Give the modules that a file imports, with the line; type-checking ones left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in tree.body if top_only else ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "sto_xl":
                yield from ((f"sto_xl.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    level = next(i for i, group in enumerate(ROOMS) if own in group)
    allowed = set().union(*ROOMS[: level + 1])
    if own == "books":
        allowed = BOOKS_MAY
    if own in DOORS:
        allowed -= DOORS - {own}
    for name, line in imports(path):
        if name.startswith("sto_xl."):
            other = name.split(".")[1]
            assert other in {*allowed, "__version__"}, f"{path.name}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_library_stays_in_the_room_that_owns_it(path: Path) -> None:
    for name, line in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or room(path) in owners, f"{path.name}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_are_imported_in_the_function_that_needs_them(path: Path) -> None:
    heavy = {"xlwings", "openpyxl", "python_calamine", "xlsxwriter", "docxtpl", "jinja2"}
    assert not heavy & {name.split(".")[0] for name, _ in imports(path, top_only=True)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_door_reads_the_clock(path: Path) -> None:
    clocks = {"today", "now", "utcnow"}
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & clocks or room(path) in DOORS


def test_no_module_is_named_after_nothing() -> None:
    banned = {"utils", "common", "constants", "helpers", "misc", "tools"}
    assert not banned & {path.stem for path in MODULES}


def test_the_number_of_regions_is_nowhere_in_code() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in {77, 78}, f"{path.name}:{node.lineno}"


def test_workbooks_that_people_get_hold_no_macros() -> None:
    assert {p.suffix for p in (ROOT / "workbooks").glob("*") if p.is_file()} == {".xlsx"}
