"""What a run is asked, in so far as it decides what comes of it, before any of it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sto_xl.quarter import made_of
from sto_xl.system import outputs
from sto_xl.system.errors import Failure
from sto_xl.system.publishing import RECORD, earlier_run


@dataclass(frozen=True, slots=True)
class RunAsked:
    """The files that a run is given, and how it is to go about them.

    `options` are those that name no file, `unopened` the folders that were not looked into.
    """

    options: tuple[str | bool, ...]
    rosters: tuple[Path, ...]
    unopened: tuple[Path, ...]
    plans: tuple[Path, ...] | None
    register: Path
    expected: Path | None = None
    previous: Path | None = None
    template: Path | None = None
    summary_template: Path | None = None

    def digest(self, letter_templates: Iterable[str]) -> str:
        """Give the digest of all of it; `letter_templates` are those that the rosters name."""
        files = made_of.Digests()
        typed = sorted(letter_templates)
        beside = {roster.parent: roster for roster in self.rosters}
        return made_of.of(
            [
                made_of.program(),
                self.options,
                [(one.name, files.file(one)) for one in self.rosters],
                [one.name for one in self.unopened],
                None if self.plans is None else [(p.name, files.file(p)) for p in self.plans],
                files.file(self.register),
                [self.expected and self.expected.name, files.file(self.expected)],
                _earlier(self.previous, files),
                files.template(self.template),
                [self.template and self.template.name, self.summary_template is None],
                files.files([self.summary_template] if self.summary_template else ()),
                [
                    [files.beside(roster, outputs.TEMPLATES_BESIDE)]
                    + [files.own_template(one, roster) for one in typed]
                    for roster in beside.values()
                ],
                [list(beside).index(roster.parent) for roster in self.rosters],
            ]
        )


def _earlier(previous: Path | None, files: made_of.Digests) -> object:
    """Give what a run may read of the one that it is compared with."""
    if previous is None:
        return None
    try:
        earlier = earlier_run(previous)
    except Failure:
        earlier = None
    known = [one for one in sorted(earlier.made if earlier else ()) if one.endswith(".xlsx")]
    return [
        files.file(previous / RECORD),
        [
            (one, files.file(previous / one))
            for one in known
            if not outputs.link_within(previous, previous / one)
        ],
    ]
