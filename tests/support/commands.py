"""The command line as its user starts it, within the test's own process."""

from __future__ import annotations

import contextlib
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sto_xl import cli


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Done:
    """Run `sto-xl` with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch("sys.argv", ["sto-xl", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
    return Done(code, out.getvalue(), err.getvalue())


def fingerprints(folder: Path) -> dict[str, str]:
    """Give the files under a folder, each with what tells its bytes from others."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
