"""PDFs as they are made: where each stands, and why one could not be made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sto_xl.cli.terminal import out, progress, say
from sto_xl.system import pdf
from sto_xl.system.errors import Failure


def print_pdfs(files: Sequence[Path], printer: Callable[[], pdf.Printer]) -> bool:
    """Put the PDF of each file beside it, printing its path; tell whether all are there."""
    if not files:
        return True
    whole = True
    try:
        with progress("PDFs", len(files)) as advance:
            for one in pdf.beside(files, printer()):
                if one.failure:
                    whole = False
                    say(str(one.failure))
                else:
                    out().tell(str(one.pdf))
                advance()
    except Failure as failure:
        whole = False
        say(str(failure))
    return whole
