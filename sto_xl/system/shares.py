"""Work done on another computer, a share of the items at a time, by the very same processes.

There it is done in a folder of its own, where all that it needs lies as at home. What went well
comes back, with the files that were made; all else is done again at home, where its sentence can
name the user's own files.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias, TypeVar

from sto_xl.system import outputs, parcels, workers
from sto_xl.system.errors import Failure
from sto_xl.system.parcels import FoldersWithin, OwnFolders, Parcel

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Of the folders that items lie in, the files in or below them that none of them names.
Beside: TypeAlias = Mapping[Path, Iterable[Path]]
NOTHING: Beside = MappingProxyType({})


class Manner(Protocol):
    """A way to work on items, as `workers.each` is one."""

    def __call__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        /,
        *,
        file: Callable[[Item], str],
        processes: int = 1,
    ) -> Generator[tuple[int, Result | Failure], None, None]:
        """Give what the function makes of each item with the item's number."""


def always(_result: object) -> bool:
    """Tell that whatever an item came to is what it would come to at home."""
    return True


class Crew(Protocol):
    """Who does the work: the processes of this computer, or the computers of a cluster."""

    def each(  # noqa: PLR0913  (what one crew needs, another leaves alone)
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        file: Callable[[Item], str],
        needs: Callable[[Item], Iterable[Path]],
        processes: int = 1,
        way: Manner = workers.each,
        well: Callable[[Result], bool] = always,
        beside: Beside = NOTHING,
    ) -> Generator[tuple[int, Result | Failure], None, None]:
        """Give what the function makes of each item with the item's number.

        Each item `needs` some files; all need those that the function names, and those that lie in
        or below their folders, `beside` them. Whatever does not go `well` elsewhere is done here,
        by so many `processes`.
        """

    def told(self) -> Iterable[str]:
        """Say what is to be said of them when the work is done."""


class OwnCrew:
    """The processes of the computer that the program runs on."""

    @staticmethod
    def each(  # noqa: PLR0913  (as any crew)
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        file: Callable[[Item], str],
        needs: Callable[[Item], Iterable[Path]],  # noqa: ARG004  (all lies where it is needed)
        processes: int = 1,
        way: Manner = workers.each,
        well: Callable[[Result], bool] = always,  # noqa: ARG004
        beside: Beside = NOTHING,  # noqa: ARG004
    ) -> Generator[tuple[int, Result | Failure], None, None]:
        """Give what the function makes of each item with the item's number."""
        return way(function, items, file=file, processes=processes)

    @staticmethod
    def told() -> tuple[str, ...]:
        """Say nothing: of one's own computer there is nothing to say."""
        return ()


OWN_CREW = OwnCrew()


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each item of every share, in which way, and whether that went `well`."""

    function: Callable[[Any], object]
    way: Manner
    well: Callable[[Any], bool] = always


def packed(work: Work, folders: OwnFolders, beside: Beside) -> Parcel:
    """Pack what all shares need: the work with all that it names, and files that none names."""
    files = [file for of_folder in beside.values() for file in of_folder]
    return parcels.pack_with_its_files(work, folders, files)


def share(
    items: Iterable[Item], needs: Callable[[Item], Iterable[Path]], folders: OwnFolders
) -> tuple[Parcel, ...]:
    """Pack a share of the items, each with the files that it needs."""
    return tuple(parcels.pack(item, folders, needs(item)) for item in items)


def done(work: Parcel, items: Sequence[Parcel], root: Path) -> tuple[Parcel | None, ...]:
    """Do a share in the folder `root`; give of each item what came of it, None if it is not well.

    That is its result, and the files in the folders that it names.
    """
    folders = FoldersWithin(root)
    asked: Any = parcels.unpack(work, folders)[0]
    unpacked = [parcels.unpack(item, folders) for item in items]
    answers: list[Parcel | None] = [None] * len(items)
    # One process: a computer is given as many shares at a time as it may use.
    for number, answer in asked.way(
        asked.function, [item for item, _ in unpacked], file=lambda _item: "", processes=1
    ):
        if not isinstance(answer, Failure) and asked.well(answer):
            made = parcels.files_within(unpacked[number][1])
            answers[number] = parcels.pack(answer, folders, made)
    return tuple(answers)


def brought_home(answer: Parcel, folders: OwnFolders) -> Any:  # noqa: ANN401  (whatever was made)
    """Give a result, with the files that were made in their place. Raises `Failure`."""
    try:
        return parcels.unpack(answer, folders)[0]
    except OSError as error:
        raise outputs.unwritable(Path(error.filename or ""), error) from error
