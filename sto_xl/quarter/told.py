"""What a run tells its user; and, when nothing at all has changed since, what it told before.

What the last run into a folder was made of is known, and of every file in it what it was left as.
When all that is so still, to process it again would change nothing, and is not done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sto_xl.quarter import kept_file
from sto_xl.system import outputs
from sto_xl.system.errors import Failure
from sto_xl.system.publishing import PENDING, RECORD, Earlier, earlier_run, finished

if TYPE_CHECKING:
    from sto_xl.quarter.asked import RunAsked
    from sto_xl.quarter.results import RunResult
    from sto_xl.quarter.settings import Settings
    from sto_xl.system.publishing import Publication

_UNKNOWN = "of er regio's ontbreken, is niet nagegaan (--expected BESTAND)"
#: Stands for where the user's register would be: that is another place for each user.
_REGISTER = "{register}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a run tells, but for what became of its folder.

    `left_out` are names, each with the reason why it is not used; `remarks` are no outcome of it.
    `rosters` is how many there were. `found` tells whether there is something to be looked at.
    """

    counts: str
    left_out: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]
    rosters: int
    found: bool


def told(run: RunResult, settings: Settings) -> Told:
    """Give what a run tells."""
    from sto_xl.region import sentences

    styles = (settings.style(roster) for roster in run.folders.values())
    return Told(
        _counts(run),
        tuple(_left_out(run)),
        (*run.unprinted, *_notes(run)),
        (
            *([_UNKNOWN] if run.missing is None else []),
            *sentences.not_compared(settings.register),
            *(said for style in styles for said in style.told()),
        ),
        len(run.results),
        run.provisional or bool(run.unprinted),
    )


def _counts(run: RunResult) -> str:
    from sto_xl.model.wording import REGIO, counted

    letters = sum(len(result.letters) for _, result in run.counted)
    vmbo = sum(v.vmbo for v in run.nation.locations)
    taking_part = sum(v.participates for v in run.nation.locations)
    named = [
        counted(len(run.counted), *REGIO),
        counted(vmbo, "vmbo-locatie", "vmbo-locaties"),
        counted(taking_part, "deelnemer", "deelnemers"),
        counted(letters, "uitnodiging", "uitnodigingen"),
    ]
    if run.plans is not None:
        named.append(counted(len(run.plans), "techniekplan", "techniekplannen"))
    return f"{run.period}: {', '.join(named)}"


def _left_out(run: RunResult) -> Iterator[tuple[str, str]]:
    """Give what a run could not use, and why."""
    from sto_xl.quarter.results import LEFT_OUT

    for result in run.unreadable:
        yield result.roster.name, " ".join(result.failures)
    for result in run.double:
        number = result.basis.number if result.basis else ""
        reason = f"regionummer {number} is meer dan eens ingeleverd; telt niet mee"
        yield result.roster.name, reason
    for name, result in run.counted:
        for failure in result.failures:
            yield name, failure
        if result.uncompared:
            yield name, f"niet vergeleken: {result.uncompared}"
        if result.not_copied:
            yield name, f"regiobestand niet ingevuld: {result.not_copied}"
    for plan in run.plans or ():
        if plan.stand in LEFT_OUT:
            yield plan.file, f"{plan.stand}: {plan.note}"
    for region in run.missing or ():
        yield region.title, "niet ontvangen"


def _notes(run: RunResult) -> Iterator[str]:
    for shared in run.nation.shared:
        regions = ", ".join(f"{region} ({status.value})" for region, status in shared.regions)
        yield f"in meer regio's: {shared.name}: {regions}"
    for _, result in run.counted:
        for school in result.withheld:
            yield f"geen uitnodiging: {school.school}, want {school.reason}"


def to_keep(
    run: RunResult,
    settings: Settings,
    asked: RunAsked,
    plan: Publication,
    content: Mapping[str, object],
) -> bytes:
    """Give what was told as a line of JSON, with what tells whether it would be told again.

    `content` is that of run.json. Nothing, where another run of the same might come to something
    else: because something failed, or because somebody's own file is in the way.
    """
    failed = run.unreadable or run.unprinted or any(result.undone for _, result in run.counted)
    unread = any(one.stand == "niet leesbaar" for one in run.plans or ())
    moved = any(within != placed for within, placed in plan.placed.items())
    if failed or unread or moved:
        return b""
    templates = sorted({result.letter_template for _, result in run.counted} - {""})
    found = asdict(told(run, settings))
    place = str(asked.register)
    found["remarks"] = [said.replace(place, _REGISTER) for said in found["remarks"]]
    kept = {
        "made_of": asked.digest(templates),
        # Its own digest no file can hold.
        "record": outputs.digest(finished(content, {**plan.outputs, kept_file.NAME: ""})),
        "letter_templates": templates,
        "told": found,
    }
    return json.dumps(kept, ensure_ascii=False).encode()


def again(folder: Path, asked: RunAsked) -> Told | None:
    """Give what the last run into a folder told, if this one would change nothing there."""
    try:
        earlier = earlier_run(folder)
        kept = kept_file.kept_in(folder, earlier) if earlier else None
        if earlier is None or kept is None:
            return None
        found = json.loads(kept.told)
        if (
            found["made_of"] == asked.digest(found["letter_templates"])
            and found["record"] == _record(folder, earlier)
            and _as_left(folder, earlier)
        ):
            return _of(found["told"], str(asked.register))
    except (Failure, OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def _as_left(folder: Path, earlier: Earlier) -> bool:
    """Tell whether all files of a run are as that run left them, to the byte."""
    files = (kept_file.trusted(folder, path, earlier) is not None for path in earlier.made)
    return not (folder / PENDING).exists() and all(files)


def _record(folder: Path, earlier: Earlier) -> str:
    """Give the digest of run.json, without that of the file in which this one is kept."""
    (own,) = earlier.made[kept_file.NAME]
    return outputs.digest((folder / RECORD).read_bytes().replace(own.encode(), b""))


def _of(found: Mapping[str, Any], register: str) -> Told:
    texts = (found["counts"], *found["notes"], *found["remarks"])
    pairs = tuple((str(name), str(reason)) for name, reason in found["left_out"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    return Told(
        found["counts"],
        pairs,
        tuple(found["notes"]),
        tuple(said.replace(_REGISTER, register) for said in found["remarks"]),
        int(found["rosters"]),
        found["found"] is True,
    )
