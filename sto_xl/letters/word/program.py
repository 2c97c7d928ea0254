"""Word at work, unseen, where there is one: letters become PDFs just as Word shows them.

Always a Word of our own, so that the one in which somebody works goes on undisturbed and is never
closed. It opens letters to read only, keeps them out of its list of recent files, runs no macro and
asks nothing. A PDF is PDF/A as this Word makes it, tagged, and has the letter's title.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sto_xl.books.live.busy import Patience, refused_by_excel
from sto_xl.system import pdf
from sto_xl.system.errors import Cause, Failure

T = TypeVar("T")

_PROGRAM = "Word.Application"
#: Ten seconds in all for one letter: Word takes no calls while it starts or tidies up.
_PAUSES = 50
_NO_ALERTS = 0
_NO_MACROS = 3
_NOT_SAVED = 0
#: What follows the path in Documents.Open: ConfirmConversions, ReadOnly, AddToRecentFiles.
_TO_READ = (False, True, False)
#: What follows the path in ExportAsFixedFormat.
_AS_PDF = (
    17,  # ExportFormat: PDF
    False,  # OpenAfterExport
    0,  # OptimizeFor: print
    0,  # Range: all of it, so From and To say nothing
    1,
    1,
    0,  # Item: the letter without remarks
    True,  # IncludeDocProps
    True,  # KeepIRM
    1,  # CreateBookmarks: of headings
    True,  # DocStructureTags
    True,  # BitmapMissingFonts
    True,  # UseISO19005_1
)


def printer(*, word_first: bool = False) -> pdf.Printer:
    """Give what makes PDFs of letters: LibreOffice, else Word, or the other way round.

    Raises `Failure` where there is neither.
    """
    if word_first and is_there():
        return to_pdf
    try:
        return pdf.printer()
    except Failure as failure:
        if failure.cause is Cause.NO_PDF_PROGRAM and is_there():
            return to_pdf
        raise


def is_there() -> bool:
    """Tell whether Word is installed, without starting it."""
    try:
        import pywintypes
    except ImportError:
        return False
    try:
        pywintypes.IID(_PROGRAM)
    except pywintypes.com_error:
        return False
    return True


def to_pdf(letters: Sequence[Path]) -> pdf.Pages:
    """Give the PDF of each letter, or why there is none; all of one Word, as long as it lives."""
    waiting = list(letters)
    try:
        folder = tempfile.TemporaryDirectory(prefix="sto-xl-", ignore_cleanup_errors=True)
    except OSError as error:
        raise Failure(Cause.NO_TEMPORARY) from error
    with folder as name:
        target = Path(name) / "brief.pdf"
        while waiting:
            # One that dies of a letter is followed by another, for the letters to come.
            with _own_word() as word:
                alive = True
                while waiting and alive:
                    letter = waiting.pop(0)
                    yield letter, _page(word, letter, target)
                    alive = _taken(lambda: word.Name)


@contextmanager
def _own_word() -> Iterator[Any]:
    """Give a Word that was started for this; it ends with it."""
    import pythoncom
    from win32com.client import dynamic

    def started() -> Any:  # noqa: ANN401  (COM has no types)
        # By its name alone pywin32 would take the Word in which somebody works.
        kind, face = pythoncom.CLSCTX_LOCAL_SERVER, pythoncom.IID_IDispatch
        return dynamic.Dispatch(pythoncom.CoCreateInstance(_PROGRAM, None, kind, face))

    try:
        word = _patiently(started)
    except _RefusedError as error:
        raise Failure(Cause.WORD_NOT_STARTED) from error
    try:
        if not _taken(partial(_quieten, word)):
            raise Failure(Cause.WORD_NOT_STARTED)
        yield word
    finally:
        _taken(lambda: word.Quit(_NOT_SAVED))


def _quieten(word: Any) -> None:  # noqa: ANN401  (COM has no types)
    word.DisplayAlerts = _NO_ALERTS
    word.AutomationSecurity = _NO_MACROS


def _page(word: Any, letter: Path, target: Path) -> bytes | Failure:  # noqa: ANN401  (COM)
    """Give the PDF of a letter, made in `target`."""
    try:
        target.unlink(missing_ok=True)
        _patiently(lambda: _export(word, letter, target))
        return target.read_bytes()
    except (_RefusedError, OSError):
        return Failure(Cause.PDF_NOT_MADE, file=letter.name)


def _export(word: Any, letter: Path, target: Path) -> None:  # noqa: ANN401  (COM)
    document = word.Documents.Open(str(letter.absolute()), *_TO_READ)
    try:
        document.ExportAsFixedFormat(str(target), *_AS_PDF)
    finally:
        _taken(lambda: document.Close(_NOT_SAVED))


class _RefusedError(Exception):
    """Word did not do what it was asked, or is gone."""


def _patiently(step: Callable[[], T]) -> T:
    """Do what may be done twice, as soon as Word takes it. Raises `_RefusedError`."""
    try:
        return Patience(_PAUSES)(step)
    except Failure as failure:
        raise _RefusedError from failure
    except Exception as error:
        if not refused_by_excel(error):
            raise
        raise _RefusedError from error


def _taken(step: Callable[[], object]) -> bool:
    """Do a step, and tell whether Word did it."""
    try:
        _patiently(step)
    except _RefusedError:
        return False
    return True
