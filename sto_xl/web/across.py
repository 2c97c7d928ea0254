"""What goes across to the scripts of the page and the pane, and what comes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sto_xl.system import outputs, userdata
from sto_xl.system.errors import Cause, Failure

#: What the name of a file may end in; another ending is a part of the name.
_SUFFIXES = {".xlsx", ".xlsm", ".docx"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a script gets: JSON to show, and a file to save where there is one."""

    told: str
    name: str = ""
    data: bytes = b""


def told(content: Mapping[str, object], name: str = "", data: bytes = b"") -> Reply:
    """Tell a script something, with a file or without."""
    return Reply(json.dumps(content, ensure_ascii=False), name, data)


def guarded(
    work: Callable[[], Reply], failed: Callable[[Failure], Reply], unforeseen: Cause
) -> Reply:
    """Give the reply of some work; of what went wrong that of the sentence which tells it."""
    try:
        return work()
    except Failure as failure:
        said = failure
    except MemoryError:
        raise  # The script starts anew: who knows what is left of this Python.
    except Exception:  # noqa: BLE001  (the one guard of these doors)
        said = userdata.unexpected(unforeseen)
    return failed(said)


def kept(parent: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Put files that a user chose in a folder of their own, under names that are ones."""
    folder, names, paths = outputs.fresh_folder(parent, "bestand"), outputs.Names(), []
    for name, data in files:
        ending = Path(name).suffix
        suffix = ending if ending.casefold() in _SUFFIXES else ""
        paths.append(folder / names.give(name.removesuffix(suffix), suffix))
        paths[-1].write_bytes(data)
    return paths
