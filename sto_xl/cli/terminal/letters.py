"""Letters as they are made: where each stands, and why one could not be made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sto_xl.cli.terminal import out, progress, say
from sto_xl.letters.mail.drafts import Drafted, unaddressed
from sto_xl.letters.mailing import Posted
from sto_xl.model.wording import DUTCH
from sto_xl.system.errors import Failure


def print_posted(posted: Iterable[Posted], count: int, folder: Path) -> list[Posted]:
    """Print the path of each letter as soon as it is there; give those that could be made."""
    made = []
    with progress("letters", count) as advance:
        for letter in posted:
            if letter.failure:
                say(f"{letter.name}: {letter.failure}")
            else:
                made.append(letter)
                out().tell(str(folder / letter.file))
            advance()
    return made


def print_drafted(drafted: Iterable[Drafted], count: int, folder: Path | None) -> bool:
    """Print the path of each draft of a mail as soon as it is there; tell whether all are.

    Without a `folder` no path is printed, only what there is to say.
    """
    every = []
    with progress("mails", count) as advance:
        for draft in drafted:
            every.append(draft)
            if draft.failure:
                say(f"{draft.name}: geen conceptmail. {draft.failure}")
            elif folder:
                out().tell(str(folder / draft.file))
            advance()
    if left := unaddressed(every):
        say(left)
    return not any(draft.failure for draft in every)


def print_failed(tried: Iterable[tuple[str, bytes | Failure]]) -> bool:
    """Print why letters that were tried cannot be made, each name with its reason; tell if any."""
    reasons: dict[str, list[str]] = {}
    for title, letter in tried:
        if isinstance(letter, Failure):
            reasons.setdefault(str(letter), []).append(title)
    for reason, titles in reasons.items():
        say(f"{DUTCH.opsomming(titles)}: {reason}")
    return bool(reasons)
