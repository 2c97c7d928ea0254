"""Bring what a run made into its folder: whole files or none, and nothing of anybody else's.

A run works in a hidden folder within its own, and brings each file in by one move. `run.json` says
what is there: before the first move it names what stood there as well as what will, so that after
a run that was cut off the next one still knows its own files. A file that is not just as a run
left it is somebody's own: it stays, and a new file of that name gets a number. No link is followed:
what lies behind it is not the run's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

RECORD = "run.json"
#: Where a run works until all is made.
PENDING = ".bezig"
#: The file in it that one run at a time has open.
_LOCK = "slot"

#: Files by their path within the folder, with "/" between the parts: the digest of each.
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a run.json says of the run that wrote it.

    `made` gives for each file the digests that a run may have left it with; `content` is the whole
    of it, "" where there was none.
    """

    made: Mapping[str, frozenset[str]] = field(default_factory=dict)
    content: Mapping[str, object] = field(default_factory=dict)
    finished: bool = True

    @property
    def period(self) -> str:
        """The quarter, as 2026-Q4; "" without an earlier run."""
        return str(self.content.get("quarter", ""))


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a folder: paths within it. `own` stayed as somebody made or changed them.

    `placed` gives for each file that was made where it is.
    """

    placed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    first: bool = True


def earlier_run(folder: Path) -> Earlier | None:
    """Give what the run.json in a folder says; None without one. Raises `Failure` for another's."""
    record = folder / RECORD
    with outputs.reachable(record):
        outputs.must_stay_in(folder, record)
        if not record.is_file():
            return None
        text = record.read_bytes()
    try:
        content = json.loads(text)
        made: dict[str, set[str]] = {}
        for part in ("outputs", "outputs_before"):
            for path, digests in content.get(part, {}).items():
                known = [digests] if isinstance(digests, str) else digests
                made.setdefault(_inside(path), set()).update(known)
        finished = content["finished"] is True
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Failure(Cause.NO_RUN, file=str(folder)) from error
    return Earlier({path: frozenset(d) for path, d in made.items()}, content, finished)


def _inside(path: str) -> str:
    """Give a path of a file that a run may have made; ValueError for any other."""
    parts = PurePosixPath(path).parts
    out = path.startswith("/") or ".." in parts or any(sign in path for sign in "\\:\0")
    if out or not parts or parts[0].casefold() in {PENDING, RECORD}:
        raise ValueError(path)
    # What is half of a sign can be no name.
    path.encode()
    return path


@contextlib.contextmanager
def workplace(folder: Path, period: str) -> Iterator[tuple[Path, Earlier]]:
    """Give the hidden folder to work in while it lasts, and what stood in `folder` before.

    Raises `Failure` for a folder that holds something and no run.json, or the run of another
    quarter, or one in which a run is being made at this moment.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = (path.name for path in folder.iterdir())
        filled = not all(name == PENDING or outputs.is_left_by_a_system(name) for name in there)
    except OSError as error:
        raise outputs.unwritable(folder, error) from error
    earlier = earlier_run(folder)
    if filled and earlier is None:
        raise Failure(Cause.NOT_A_RUN, file=str(folder))
    if earlier and earlier.period != period:
        raise Failure(Cause.OTHER_QUARTER, file=str(folder), period=earlier.period)
    pending = folder / PENDING
    lock = pending / _LOCK
    try:
        _must_be_ours(pending)
        pending.mkdir(exist_ok=True)
        held = lock.open("ab")
    except OSError as error:
        raise outputs.unwritable(folder, error) from error
    with held:
        if not outputs.alone(held):
            raise Failure(Cause.RUN_GOING, file=str(folder))
        # What a run that was cut off left here is of no use to anyone.
        _empty(pending)
        try:
            # A process of that run may still be writing in its own place; this one is ours alone.
            ours = Path(tempfile.mkdtemp(dir=pending))
        except OSError as error:
            raise outputs.unwritable(folder, error) from error
        try:
            yield ours, earlier or Earlier()
        finally:
            # What shows that the folder is ours goes last.
            _empty(pending)
            shutil.rmtree(pending, ignore_errors=True)
    if sys.platform == "win32":
        # There an open file stays; another run that has it open by now keeps it.
        with contextlib.suppress(OSError):
            lock.unlink()
            pending.rmdir()


def _must_be_ours(pending: Path) -> None:
    """Raise `Failure` for a workplace that is a link, or that no run made: it holds no lock."""
    lock = pending / _LOCK
    outputs.must_stay_in(pending.parent, lock)
    if pending.exists() and not lock.is_file() and (not pending.is_dir() or any(pending.iterdir())):
        raise Failure(Cause.NOT_OUR_FOLDER, file=str(pending))


def _empty(pending: Path) -> None:
    """Remove what is in the workplace, but for the lock."""
    for left in pending.iterdir():
        if left.name != _LOCK:
            shutil.rmtree(left, ignore_errors=True)
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def publish(plan: Publication, content: Mapping[str, object]) -> Published:
    """Bring the files that have a place into their folder, and write run.json with this content.

    Files of the earlier run that were not made again are removed, unless somebody changed them.
    Raises `Failure` where a file cannot be replaced, for instance because it is open in Excel; what
    is there is whole all the same, and the next run goes on from it.
    """
    folder, earlier = plan.folder, plan.earlier
    before = {path: sorted(digests) for path, digests in sorted(earlier.made.items())}
    _record(plan, recorded({**content, "finished": False}, plan.outputs, before))
    try:
        for path, target in plan.moves:
            outputs.must_stay_in(folder, target.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            outputs.make_lasting(path)
            outputs.move(path, target)
        removed = tuple(_remove(folder, plan.obsolete()))
    except OSError as error:
        raise outputs.unwritable(folder, error) from error
    _record(plan, finished(content, plan.outputs))
    return Published(
        plan.placed,
        tuple(sorted(plan.added)),
        tuple(sorted(plan.changed)),
        removed,
        tuple(sorted(plan.own)),
        first=not earlier.content,
    )


class Publication:
    """Where each file that a run made goes, decided before anything is moved.

    `placed` gives for each file that was placed, by its path under `made`, the path that it gets.
    `renamed` gives by folder the files that get another name: the new by the old.
    """

    def __init__(self, made: Path, folder: Path, earlier: Earlier) -> None:
        """Begin with no file placed; `made`, where they stand, lies in the workplace."""
        self.made, self.folder, self.earlier = made, folder, earlier
        self.placed: dict[str, str] = {}
        self.renamed: dict[Path, dict[str, str]] = {}
        self.outputs: dict[str, str] = {}
        self.moves: list[tuple[Path, Path]] = []
        self.added: list[str] = []
        self.changed: list[str] = []
        self.own: list[str] = []
        self._taken: set[str] = set()

    def place(self, paths: Iterable[Path]) -> None:
        """Decide where files go, or that they need not go anywhere; from now on they stay as is.

        Raises `Failure` where a folder in the way is a link.
        """
        for path in paths:
            self._place(path.relative_to(self.made).as_posix(), path)

    def _place(self, within: str, path: Path) -> None:
        digest = outputs.fingerprint(path)
        for wanted in _numbered(within):
            if wanted.casefold() in self._taken:
                continue
            target = self.folder / wanted
            outputs.must_stay_in(self.folder, target.parent)
            known = self.earlier.made.get(wanted, frozenset())
            if not os.path.lexists(target):
                self.added.append(wanted)
            elif _is_file(target) and (present := outputs.fingerprint(target)) in {*known, digest}:
                if present == digest:
                    self._take(within, wanted, digest)
                    return
                self.changed.append(wanted)
            else:
                self.own.append(wanted)
                if digest in known:
                    # Somebody changed what would be made again just so: theirs is what counts.
                    self._take(within, wanted, digest)
                    return
                continue
            self._take(within, wanted, digest)
            self.moves.append((path, target))
            return

    def obsolete(self) -> list[str]:
        """Give what the earlier run made, this one did not, and nobody changed since."""
        present = {path.casefold(): self.folder / path for path in self.outputs}
        found = []
        for within, digests in sorted(self.earlier.made.items()):
            path = self.folder / within
            again = present.get(within.casefold())
            if not path.is_file() or (again and again.exists() and again.samefile(path)):
                continue
            away = outputs.link_within(self.folder, path)
            if away is None and outputs.fingerprint(path) in digests:
                found.append(within)
            elif within not in self.own:
                self.own.append(within)
        return found

    def _take(self, within: str, wanted: str, digest: str) -> None:
        self.placed[within] = wanted
        if wanted != within:
            path = self.made / within
            self.renamed.setdefault(path.parent, {})[path.name] = PurePosixPath(wanted).name
        self._taken.add(wanted.casefold())
        self.outputs[wanted] = digest


def _is_file(path: Path) -> bool:
    return path.is_file() and not outputs.leads_away(path)


def _numbered(within: str) -> Iterator[str]:
    """Give the path, then the same with a number: "Brief (2).docx"."""
    yield within
    path = PurePosixPath(within)
    number = 2
    while True:
        yield str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        number += 1


def _remove(folder: Path, obsolete: Iterable[str]) -> Iterator[str]:
    """Remove files, and the folders that become empty."""
    for within in obsolete:
        path = folder / within
        path.unlink()
        yield within
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()


def finished(content: Mapping[str, object], files: Files) -> bytes:
    """Give run.json as it is when all these files are in their place."""
    return recorded({**content, "finished": True}, files)


def recorded(
    content: Mapping[str, object], files: Files, before: Mapping[str, list[str]] | None = None
) -> bytes:
    """Give run.json with what a run made, and what stood there before."""
    parts: dict[str, object] = {**content, "outputs": dict(sorted(files.items()))}
    if before:
        parts["outputs_before"] = before
    return outputs.as_json(parts)


def _record(plan: Publication, data: bytes) -> None:
    """Write run.json by way of the workplace, so that nothing half-written lies beside it."""
    record = plan.made.parent / RECORD
    outputs.write(record, data)
    try:
        outputs.move(record, plan.folder / RECORD)
    except OSError as error:
        raise outputs.unwritable(plan.folder, error) from error
