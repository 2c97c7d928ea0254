"""Workbooks opened again by openpyxl, another reader than ours."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import openpyxl
from openpyxl import Workbook

from sto_xl.books.reading.package import open_package
from sto_xl.books.reading.second import read_package_with_openpyxl
from sto_xl.grid import Snapshot


def load(source: io.BytesIO | Path, *, values: bool = False) -> Workbook:
    """Open a workbook, with its formulas or with the values that are stored for them."""
    with warnings.catch_warnings():
        # Only data bars get lost, and only in this copy.
        warnings.filterwarnings("ignore", "(Conditional|Unknown|Data)", UserWarning)
        return openpyxl.load_workbook(source, data_only=values)


def read_with_openpyxl(path: Path) -> Snapshot:
    """Read a workbook with the second reader alone."""
    return read_package_with_openpyxl(open_package(path))
