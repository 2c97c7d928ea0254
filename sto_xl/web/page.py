"""What the page's own script asks: plain data in, plain data out, and one sentence for a failure.

The script is in a language of its own, so what goes across is JSON and bytes.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sto_xl import sheets
from sto_xl.model.findings import Report, Severity
from sto_xl.region import sentences
from sto_xl.system import doors
from sto_xl.system.errors import Cause, Failure
from sto_xl.web import desk, english
from sto_xl.web.across import Reply, guarded, kept, told
from sto_xl.web.desk import Document, PlanDesk, Progress, RosterDesk


def begin(folder: str, progress: Progress) -> Visit:
    """Begin a visit, as the worker of the page does."""
    return Visit(folder, progress)


def _silent(_done: int) -> None:
    """Say nothing."""


class Visit:
    """A visit to the page, as its script drives it: one workbook at a time, in its own folder."""

    def __init__(self, folder: str, progress: Progress = _silent) -> None:
        """Let files lie in this folder, the page's alone; `progress` is told of letters made."""
        doors.enter(doors.Door.PAGE)
        self._folder = Path(folder)
        self._progress = progress
        self._desk: RosterDesk | PlanDesk | None = None

    def open(self, name: str, data: bytes, day: str) -> Reply:
        """Read and check a workbook; `day` is the peildatum, as year-month-day."""
        self._desk = None
        # Of what lay here before nothing is needed any more.
        shutil.rmtree(self._folder, ignore_errors=True)
        return self._guarded(lambda: self._laid(self._kept(name, data), day))

    def lay_beside(self, name: str, data: bytes) -> Reply:
        """Check the techniekplan once more, with this roster beside it."""
        return self._guarded(lambda: self._beside(self._kept(name, data)))

    def use_template(self, name: str, data: bytes) -> Reply:
        """Take this Word template for the letters from now on."""
        return self._guarded(lambda: self._templated(self._kept(name, data)))

    def make(self, what: str) -> Reply:
        """Make a document."""
        return self._guarded(lambda: _given(self._making()[what]()))

    def empty(self, what: str) -> Reply:
        """Give an empty workbook: `roster` or `plan`."""
        template = sheets.ROSTER if what == "roster" else sheets.PLAN
        return self._guarded(lambda: _given(desk.empty(template)))

    @staticmethod
    def _guarded(work: Callable[[], Reply]) -> Reply:
        """Turn what went wrong into one sentence."""
        return guarded(work, lambda said: told({"failure": english.told(said)}), Cause.UNEXPECTED)

    def _kept(self, name: str, data: bytes) -> Path:
        return kept(self._folder, [(name, data)])[0]

    def _laid(self, file: Path, day: str, beside: Path | None = None) -> Reply:
        self._desk = desk.lay(file, dt.date.fromisoformat(day), beside)
        return told(seen(self._desk))

    def _beside(self, roster: Path) -> Reply:
        laid = self._laid_already()
        if not isinstance(laid, PlanDesk):
            raise Failure(Cause.NOT_A_PLAN, file=laid.file.name)
        self._desk = replace(
            desk.lay(laid.file, laid.examined.peildatum, roster), template=laid.template
        )
        return told(seen(self._desk))

    def _templated(self, template: Path) -> Reply:
        with_it = replace(self._laid_already(), template=template)
        # Read now, so that what is wrong with it is told now.
        _ = with_it.templates
        self._desk = with_it
        return told({"template": template.name})

    def _laid_already(self) -> RosterDesk | PlanDesk:
        if self._desk is None:
            raise LookupError
        return self._desk

    def _making(self) -> Mapping[str, Callable[[], Document]]:
        """Give what can be made of what lies here, by the name that the page has for it."""
        laid = self._laid_already()
        if isinstance(laid, PlanDesk):
            return {"plan": laid.filled_in, "proposal": laid.proposal}
        return {
            "roster": laid.updated,
            "repaired": lambda: laid.updated(repair=True),
            "findings": laid.findings,
            "summary": laid.summary,
            "letters": lambda: laid.letters(self._progress),
        }


def limits() -> str:
    """Give as JSON what is said of a file, and of a template, that the page had to give up."""
    given_up = {
        "late": Cause.READER_LATE,
        "broken": Cause.READER_DIED,
        "template": Cause.TEMPLATE_TOO_MUCH,
    }
    return told({what: english.of(cause) for what, cause in given_up.items()}).told


def seen(laid: RosterDesk | PlanDesk) -> Mapping[str, object]:
    """Give what the page shows of a workbook."""
    if isinstance(laid, RosterDesk):
        return {
            "kind": "roster",
            "file": laid.file.name,
            "title": laid.examined.basis.title,
            **_found(laid.examined.report),
            "unchecked": " ".join(sentences.not_compared(laid.examined.duo)),
            "attention": sentences.attention(laid.flags),
            "schools": [
                (flag.location.code or "", flag.location.name, flag.signaal.value, flag.next_step)
                for flag in laid.flags
                if flag.signaal
            ],
        }
    form, plan = laid.examined.form, laid.examined.plan
    school = " ".join(filter(None, (form.school, form.vestiging and f"({form.vestiging})")))
    return {
        "kind": "plan",
        "file": laid.file.name,
        "title": plan.title,
        "school": school,
        "beside": laid.roster.name if laid.roster else "",
        **_found(laid.examined.report),
    }


def _found(report: Report) -> Mapping[str, object]:
    return {
        "summary": report.summary,
        "counts": {severity.value: report.counts[severity] for severity in Severity},
        "groups": [
            {
                "severity": group.severity.value,
                "code": group.code,
                "sheet": group.sheet,
                "cells": group.cells,
                "message": group.message,
                "remedy": group.remedy,
            }
            for group in report.groups
        ],
    }


def _given(document: Document) -> Reply:
    return replace(told({"said": document.said}), name=document.name, data=document.data)
