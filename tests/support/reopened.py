"""Workbooks opened again by openpyxl, another reader than ours."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import openpyxl
from openpyxl import Workbook


def load(source: io.BytesIO | Path, *, values: bool = False) -> Workbook:
    """Open a workbook, with its formulas or with the values that are stored for them."""
    with warnings.catch_warnings():
        # Only data bars get lost, and only in this copy.
        warnings.filterwarnings("ignore", "(Conditional|Unknown|Data)", UserWarning)
        return openpyxl.load_workbook(source, data_only=values)
