"""An earlier run to compare with: where its summaries are, by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sto_xl.figures.basis import region_key
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.publishing import Earlier, earlier_run


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier run: its national workbook, and of each region the title and the summary."""

    period: str
    national: Path
    titles: Mapping[str, str]
    summaries: Mapping[str, Path]


def previous(folder: Path) -> Previous:
    """Find an earlier run in its folder. Raises `Failure` where there is none that was finished."""
    earlier = earlier_run(folder)
    if earlier is None:
        raise Failure(Cause.NO_EARLIER_RUN, file=str(folder))
    if not earlier.finished:
        raise Failure(Cause.CUT_OFF_RUN, file=str(folder))
    try:
        return _previous(folder, earlier)
    except (KeyError, TypeError, AttributeError) as error:
        raise Failure(Cause.NO_RUN, file=str(folder)) from error


def _previous(folder: Path, earlier: Earlier) -> Previous:
    content: Mapping[str, Any] = earlier.content
    titles: dict[str, str] = {}
    summaries: dict[str, Path] = {}
    for region in content["regions"]:
        number, name = region["regionummer"], region["naam"]
        key = region_key(number) or region_key(name or region["input"])
        titles[key] = f"{number} {name}".strip() or region["input"]
        summaries[key] = _listed(folder, earlier, region["summary"])
    national = _listed(folder, earlier, content["national"])
    return Previous(earlier.period, national, titles, summaries)


def _listed(folder: Path, earlier: Earlier, path: object) -> Path:
    """Give a file that the run made: no other is looked at, and no link is followed."""
    if not isinstance(path, str) or path not in earlier.made:
        raise KeyError(path)
    outputs.must_stay_in(folder, folder / path)
    return folder / path
