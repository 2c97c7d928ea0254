"""The PDFs of a quarter: of the national workbook and of each region's summary, all in one start.

When a PDF was made stands in it, so one of a workbook that is as it was in the earlier run stays as
it is too: then a quarter that is made again changes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from sto_xl.system import outputs, pdf
from sto_xl.system.errors import Failure
from sto_xl.system.publishing import Earlier


def print_beside(
    workbooks: Sequence[Path],
    made: Path,
    folder: Path,
    earlier: Earlier,
    progress: Callable[[object], None],
) -> tuple[str, ...]:
    """Put a PDF beside each workbook under `made`; give what to say of those without one.

    `folder` is where the earlier run brought its files.
    """
    said = []
    waiting = [one for one in workbooks if not _as_before(one, made, folder, earlier)]
    try:
        for one in pdf.beside(waiting, pdf.printer()) if waiting else ():
            if one.failure:
                said.append(str(one.failure))
            progress(one)
    except Failure as failure:
        said.append(str(failure))
    return tuple(said)


def _as_before(workbook: Path, made: Path, folder: Path, earlier: Earlier) -> bool:
    """Take over the PDF of the earlier run when its workbook is the same; tell whether it was."""
    printed = workbook.with_suffix(pdf.SUFFIX)
    there = folder / printed.relative_to(made)
    for new, at in ((workbook, workbook), (printed, there)):
        known = earlier.made.get(new.relative_to(made).as_posix(), frozenset())
        if not at.is_file() or outputs.leads_away(at) or outputs.fingerprint(at) not in known:
            return False
    shutil.copyfile(there, printed)
    return True
