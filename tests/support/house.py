"""The house as its files show it: which packages there are, and what each imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sto_xl"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: One straight line: a package may import from those before it, never from those behind it.
LINE = (
    *("grid", "system", "model", "sheets", "register", "books", "adopt", "figures", "letters"),
    *("rules", "region", "plans", "quarter", "find", "buttons", "excel", "web", "cli"),
)
#: The doors read the clock.
DOORS = {"cli", "excel"}  # a page is told the day by the browser
#: Who alone may import a library.
OWNERS = {
    **dict.fromkeys(("xlwings", "openpyxl", "python_calamine", "xlsxwriter", "pyopenvba"), "books"),
    **dict.fromkeys(("sqlite3", "rapidfuzz"), "register"),
    **dict.fromkeys(("jinja2", "pythoncom", "pywintypes", "win32com"), "letters"),
    **dict.fromkeys(("click", "rich"), "cli"),
    **dict.fromkeys(("dask", "distributed"), "system"),
}


def package(path: Path) -> str:
    """Give the package that a file lies in; "" for the two that lie in none."""
    within = path.relative_to(PACKAGE).parts
    return within[0] if len(within) > 1 else ""


@cache
def parsed(path: Path) -> ast.Module:
    """Give the syntax tree of a file; each is read once for all guards."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path, *, top_only: bool = False) -> tuple[tuple[str, int], ...]:
    """Give the modules that a file imports, with the line; type-checking ones left out."""
    return tuple(_imports(parsed(path), top_only))


def _imports(tree: ast.Module, top_only: bool) -> Iterator[tuple[str, int]]:  # noqa: FBT001
    for node in tree.body if top_only else _statements(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _statements(within: ast.AST) -> Iterator[ast.stmt]:
    """Walk the statements alone: of expressions there are twenty times more, and none imports."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for node in getattr(within, block, ()):
            if isinstance(node, ast.stmt):
                yield node
            if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
                yield from _statements(node)


def reached(start: Path) -> set[Path]:
    """Give the modules that one imports, and those that they import, wherever that is done."""
    found, open_ = set[Path](), [start]
    while open_:
        path = open_.pop()
        if path not in found:
            found.add(path)
            open_ += [p for name, _ in imports(path) for p in _file(name)]
    return found


def _file(name: str) -> list[Path]:
    """Give the file of a module of ours, or of the one that a name is imported from."""
    every = (ROOT.joinpath(*dotted.split(".")) for dotted in (name, name.rpartition(".")[0]))
    files = (f for path in every for f in (path.with_suffix(".py"), path / "__init__.py"))
    return [f for f in files if f.is_relative_to(PACKAGE) and f.exists()][:1]


def imported() -> Mapping[str, set[str]]:
    """Give the other packages that each package imports from."""
    found: dict[str, set[str]] = {name: set() for name in LINE}
    for path in PACKAGE.glob("*/**/*.py"):
        own = package(path)
        found[own] |= {name.split(".")[1] for name, _ in imports(path) if "sto_xl." in name}
    return {name: others & found.keys() - {name} for name, others in found.items()}


def explained(name: str) -> str:
    """Give the first paragraph of what a package says of itself; empty if it says nothing."""
    tree = parsed(PACKAGE / name / "__init__.py")
    return (ast.get_docstring(tree) or "").partition("\n\n")[0]
