"""A list on disk becomes a roster, in one step: what a process does that may be ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sto_xl import sheets
from sto_xl.adopt import Adopted, UnknownSheetError, UnknownTargetError, Unlisted, adopt
from sto_xl.books.reading.annotated import read_annotated
from sto_xl.sheets import workbook
from sto_xl.system.errors import Cause, Failure

_NO_LIST = {Unlisted.TURNED: Cause.LIST_TURNED, Unlisted.CARDS: Cause.LIST_OF_CARDS}


def adopt_file(
    mapping: Mapping[str, str], leave_out: Sequence[str], old: Path
) -> Adopted | UnknownTargetError | UnknownSheetError:
    """Make a roster of a workbook on disk, as `adopt` does; give what was asked and is not there.

    Raises `Failure` for a file that cannot be read, that is a techniekplan, or that holds no list.
    """
    book = read_annotated(old)
    if workbook.template_of(book.snapshot) is sheets.PLAN:
        raise Failure(Cause.NO_LIST_BUT_PLAN, file=old.name)
    try:
        adopted = adopt(book, mapping, leave_out)
    except (UnknownTargetError, UnknownSheetError) as error:
        return error
    if not adopted.columns:
        if adopted.unlisted:
            sheet, how = adopted.unlisted
            raise Failure(_NO_LIST[how], file=old.name, sheet=sheet)
        raise Failure(Cause.NO_LIST, file=old.name)
    return adopted
