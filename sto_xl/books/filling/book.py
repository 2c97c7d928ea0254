"""A workbook file as a book that can be changed: read, looked at, and filled in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sto_xl.books.filling.filled import Filling
from sto_xl.books.filling.opening import open_at
from sto_xl.books.filling.places import FilePlaces
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.packing import must_hold
from sto_xl.books.parts import DAMAGE
from sto_xl.books.reading.file import snapshot_of
from sto_xl.books.reading.package import package_of, read_bytes
from sto_xl.books.steps import Present, Targets, look, present
from sto_xl.grid import Changes, Snapshot, Written
from sto_xl.system.errors import Cause, Failure


class FileBook:
    """A workbook that lies in a file, which stays as it is: `data` is what it becomes.

    Is a `grid.Book`. What changes is packed when it is asked for: the sheet that the workbook opens
    at changes along with what was written last.
    """

    def __init__(self, data: bytes, file: str, *, drop_signature: bool = False) -> None:
        """Take the bytes of a workbook, and its name for what is said of it.

        A digital signature does not outlive a change: unless it may be dropped, that is a Failure.
        """
        self._data = data
        self._changing: Whole | None = None
        self.file, self._drop_signature = file, drop_signature
        self._places: FilePlaces | None = None

    @classmethod
    def open(cls, path: Path, *, drop_signature: bool = False) -> FileBook:
        """Read a workbook from disk; Failure for every file that is no readable workbook."""
        return cls(read_bytes(path), path.name, drop_signature=drop_signature)

    @property
    def data(self) -> bytes:
        """The workbook as it is by now; a Failure says that it cannot be changed so."""
        if self._changing:
            with self.spliceable():
                self._data, self._changing = self._changing.packed(), None
        return self._data

    @property
    def places(self) -> FilePlaces:
        """The sheets as they are by now; Failure for bytes that are no readable workbook."""
        if self._places is None:
            package = package_of(self.data, self.file)
            self._places = FilePlaces(package, snapshot_of(package))
        return self._places

    def snapshot(self) -> Snapshot:
        """Read the workbook as it is by now."""
        return self.places.snapshot

    def look(self, wanted: Changes) -> Targets:
        """Look at every place that would change; Failure when one of them cannot be written."""
        with self.spliceable():
            self._must_be_open()
            return look(self.places, wanted)

    def table(self, name: str) -> Present:
        """Read a table of the add-on; Failure when it is gone."""
        with self.spliceable():
            return present(self.places, name)

    def write(self, targets: Targets) -> Written:
        """Write what was looked at: `data` becomes another workbook, or a Failure says why not."""
        with self.spliceable():
            filling = Filling(self.places, targets.steps)
            self._become(filling.carried_out())
        return replace(targets.written(filling.after), unfiltered=filling.unfiltered)

    def apply(self, wanted: Changes) -> Written:
        """Look, and write."""
        return self.write(self.look(wanted))

    def take(self, whole: Whole) -> None:
        """Become the workbook in which these parts are changed, or a Failure says why not."""
        if whole.changed:
            with self.spliceable():
                self._must_be_open()
                self._become(whole)

    def _become(self, whole: Whole) -> None:
        if whole.changed:
            must_hold(whole.parts)
            self._changing, self._places = whole, None

    def _must_be_open(self) -> None:
        if Whole(self.places.parts).signed and not self._drop_signature:
            raise Failure(Cause.SIGNED, file=self.file)

    def show(self, targets: Targets, table: str) -> None:
        """Let the workbook open at the sheet of a table that was looked at; a hidden one stays so.

        A workbook that still bears a signature stays as it is: nothing was written in it.
        """
        whole = self._changing or Whole(self.places.parts)
        if self._changing or not whole.signed:
            for target in targets.tables:
                if target.name == table:
                    open_at(whole, target.place.name)
                    self._become(whole)

    @contextmanager
    def spliceable(self) -> Iterator[None]:
        """Say of XML that cannot be changed, that it cannot."""
        try:
            yield
        except DAMAGE as error:
            raise Failure(Cause.NOT_SPLICED, file=self.file) from error
