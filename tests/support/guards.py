"""Guards of what must be kept in step: each says of what is out of step what to do."""

from __future__ import annotations

from collections.abc import Iterable


def agree(found: Iterable[object], wanted: Iterable[object], lacking: str, extra: str = "") -> None:
    """Hold what is found to be what is wanted; `{}` in a sentence is what lacks or is too much.

    Without a sentence for it, more may be found than is wanted.
    """
    there, asked = list(found), list(wanted)
    told = [lacking.format(one) for one in asked if one not in there]
    told += [extra.format(one) for one in there if extra and one not in asked]
    assert not told, "\n".join(told)


def fresh(page: str, made: str, command: str) -> None:
    """Hold a page to be what the program makes of it now."""
    pairs = zip(page.splitlines(), made.splitlines(), strict=False)
    stale = (f"from line {n} on" for n, (old, new) in enumerate(pairs, start=1) if old != new)
    assert page == made, f"stale {next(stale, 'at its end')}; run: {command}"
