"""A PDF beside each file that was made: whole or not there, and one that fails costs no other.

What makes it is told by who asks; LibreOffice takes workbooks and letters alike.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sto_xl.system import libreoffice, outputs
from sto_xl.system.errors import Cause, Failure

SUFFIX = ".pdf"
#: The PDF of each file in turn, or why there is none.
Pages: TypeAlias = Generator[tuple[Path, bytes | Failure], None, None]
Printer: TypeAlias = Callable[[Sequence[Path]], Pages]


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of the PDF of a file: the failure that stopped it, if any."""

    file: Path
    failure: Failure | None = None

    @property
    def pdf(self) -> Path:
        """Where the PDF is, or would have been."""
        return self.file.with_suffix(SUFFIX)


def printer() -> Printer:
    """Give what makes PDFs of letters and workbooks. Raises `Failure` where nothing does."""
    program = libreoffice.find()
    if program is None:
        raise Failure(Cause.NO_PDF_PROGRAM, setting=libreoffice.SETTING)
    return partial(libreoffice.to_pdf, program)


def beside(files: Sequence[Path], made_by: Printer) -> Generator[Printed, None, None]:
    """Put the PDF of each file beside it, telling of each as soon as it is there.

    Raises `Failure` when what makes them cannot be started.
    """
    # Whoever breaks off leaves no program at work.
    with closing(made_by(files)) as pages:
        for file, content in pages:
            yield _written(file, content)


def _written(file: Path, content: bytes | Failure) -> Printed:
    if isinstance(content, Failure):
        return Printed(file, content)
    try:
        outputs.write(file.with_suffix(SUFFIX), content)
    except Failure as failure:
        return Printed(file, failure)
    return Printed(file)
