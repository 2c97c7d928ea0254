"""The workbooks people fill in, made from their descriptions; templates of reports; the add-in.

`python -m sto_xl.books.build` rebuilds what of these stands in the repository. The add-in is
made from its text in `workbooks/ribbon` and `workbooks/vba`, on the computer that will use it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from sto_xl import sheets
from sto_xl.books.fresh import Content, roster_bytes
from sto_xl.books.new import addin, reports
from sto_xl.books.new.plan import plan_bytes
from sto_xl.books.new.roster import empty_roster
from sto_xl.system import outputs

__all__ = ["TEMPLATES", "WORKBOOKS", "Content", "addin_bytes", "build", "build_reports"]
__all__ += ["plan_bytes", "roster_bytes", "write_plan", "write_roster"]

#: Where the repository keeps the built workbooks.
WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
#: And the templates of letters and reports.
TEMPLATES = WORKBOOKS.with_name("templates")


def write_roster(path: Path, content: Content | None = None) -> None:
    """Write a roster, whole or not at all: the empty template, or one that holds this content."""
    outputs.write(path, roster_bytes(content))


def write_plan(path: Path, content: Content | None = None) -> None:
    """Write a techniekplan, whole or not at all: the empty one, or one that holds this content."""
    outputs.write(path, plan_bytes(content))


def build(folder: Path = WORKBOOKS) -> tuple[Path, ...]:
    """Write every workbook of the repository into a folder; give their paths."""
    roster, plan = (folder / template.file for template in sheets.TEMPLATES)
    outputs.write(roster, empty_roster())
    write_plan(plan)
    return roster, plan


def build_reports(folder: Path = TEMPLATES) -> tuple[Path, ...]:
    """Write the template of every report into a folder; give their paths."""
    for spec, built in reports.BUILDERS.items():
        outputs.write(folder / spec.file, built())
    return tuple(folder / spec.file for spec in reports.BUILDERS)


def addin_bytes(settings: Mapping[str, str]) -> bytes:
    """Give the add-in, with these settings for xlwings and for the tab STO.

    Raises `Failure` when pyOpenVBA, or an xlwings that is known here, is not installed.
    """
    return addin.addin_bytes({**addin.xlwings_modules(), **vba()}, ribbon(), settings)


def vba() -> dict[str, str]:
    """Give the tab's own VBA by module name."""
    folder = outputs.shipped("workbooks", "vba")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def ribbon() -> bytes:
    """Give the customUI document of the tab STO."""
    return outputs.shipped("workbooks", "ribbon/customUI14.xml").read_bytes()


if __name__ == "__main__":
    for path in (*build(), *build_reports()):
        sys.stdout.write(f"{path}\n")
