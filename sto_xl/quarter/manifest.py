"""What run.json says of a run: counts, inputs and digests, and nothing of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from sto_xl import __version__
from sto_xl.model.findings import Severity
from sto_xl.quarter.results import Recipient, RegionResult, RunResult
from sto_xl.register import DuoKind, Register
from sto_xl.system import pdf


def manifest(
    run: RunResult,
    letter_date: dt.date,
    national: str,
    placed: Mapping[str, str],
    register: Register | None = None,
) -> Mapping[str, object]:
    """Give the content of run.json, without the outputs, and without what is kept of it all.

    `national` is the path of the national workbook; `placed` gives for each file of a region, by
    its path as it was made, where it is. `register` is what the rosters were held beside.
    """
    return {
        "program": f"sto_xl {__version__}",
        "quarter": run.period,
        "peildatum": run.peildatum.isoformat(),
        "letter_date": letter_date.isoformat(),
        "national": national,
        "national_pdf": _printed(national, placed),
        "kept": None,
        "regions": [_region(name, result, placed) for name, result in run.counted],
        "double": [
            {"input": o.roster.name, "regionummer": o.basis.number, "sha256": o.sha256}
            for o in run.double
            if o.basis
        ],
        "unreadable": [
            {"input": o.roster.name, "reason": " ".join(o.failures)} for o in run.unreadable
        ],
        "not_received": None
        if run.missing is None
        else [{"regionummer": one.number, "naam": one.name} for one in run.missing],
        "plans": None
        if run.plans is None
        else [
            {"input": p.file, "sha256": p.sha256, "region": p.region, "stand": p.stand}
            for p in run.plans
        ],
        "register": None if register is None else list(_newest(register)),
        "folders_not_opened": [path.name for path in run.unopened],
        "shared_locations": [shared.code for shared in run.nation.shared],
    }


def _newest(register: Register) -> Iterator[Mapping[str, object]]:
    """Give the files of DUO that say what holds now."""
    for kind in DuoKind:
        if file := register.newest(kind):
            day = file.peildatum.isoformat()
            yield {"kind": kind.value, "peildatum": day, "input": file.name, "sha256": file.sha256}


def _region(name: str, result: RegionResult, placed: Mapping[str, str]) -> Mapping[str, object]:
    found = result.basis
    if found is None:
        message = "a region that counts has a basis"
        raise ValueError(message)
    return {
        "regionummer": found.number,
        "naam": found.name,
        "folder": name,
        "summary": placed[f"{name}/{result.summary}"],
        "summary_pdf": _printed(f"{name}/{result.summary}", placed),
        "roster": placed[f"{name}/{result.copy}"] if result.copy else None,
        "input": result.roster.name,
        "sha256": result.sha256,
        "templates": [{"input": name, "sha256": sha} for name, sha in result.templates.items()],
        "stand": "voorlopig" if found.provisional else "verwerkt",
        "findings": {s.value: found.findings.get(s, 0) for s in Severity},
        "locations": len(found.locations),
        "vmbo": sum(v.vmbo for v in found.locations),
        "deelnemers": sum(v.participates for v in found.locations),
        "uitnodigingen": len(result.letters),
        "uitnodigingen_mislukt": result.unmade,
        "niet_aangeschreven": _reasons((*result.passed_over, *result.withheld)),
        "niet_vergeleken": result.uncompared or None,
        "niet_ingevuld": result.not_copied or None,
    }


def _printed(workbook: str, placed: Mapping[str, str]) -> str | None:
    """Give where the PDF of a workbook is; None without one."""
    return placed.get(str(PurePosixPath(workbook).with_suffix(pdf.SUFFIX)))


def _reasons(schools: Sequence[Recipient]) -> list[Mapping[str, object]]:
    return [{"vestiging": s.code, "school": s.school, "reden": s.reason} for s in schools]
