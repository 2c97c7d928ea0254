"""Reports in one's own house style: which template each is made with, and what that leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sto_xl.books.reading.package import read_bytes
from sto_xl.books.report import specs
from sto_xl.books.report.filled import ReportTemplate, compiled, shipped
from sto_xl.books.report.fitting import must_fit
from sto_xl.books.report.specs import ReportSpec
from sto_xl.books.report.tables import MailingList
from sto_xl.model.wording import DUTCH
from sto_xl.system import outputs

#: Where templates lie, beside the roster whose reports they are for.
FOLDER = outputs.TEMPLATES_BESIDE


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Where the templates of reports come from: given files, else a folder, else the shipped."""

    given: Mapping[str, Path]
    folder: Path | None = None

    @classmethod
    def beside(
        cls, folder: Path | None, *, summary: Path | None = None, findings: Path | None = None
    ) -> HouseStyle:
        """Give that of a roster in this folder: templates that are given, the others beside it."""
        given = {specs.SUMMARY.file: summary, specs.FINDINGS.file: findings}
        files = {name: file for name, file in given.items() if file}
        return cls(files, folder / FOLDER if folder else None)

    @classmethod
    def like(cls, listed: MailingList, file: Path) -> HouseStyle:
        """Give that of a list which was made before."""
        return cls({specs.MAILED[listed].file: file})

    def file(self, spec: ReportSpec) -> Path | None:
        """Give the template of one's own of a report, if there is one."""
        if own := self.given.get(spec.file):
            return own
        if self.folder is None:
            return None
        beside = self.folder / spec.file
        with outputs.reachable(beside):
            return beside if beside.is_file() else None

    def template(self, spec: ReportSpec, without: tuple[str, ...] = ()) -> ReportTemplate:
        """Give the template of a report; Failure when one's own cannot be used."""
        own = self.file(spec)
        if own is None:
            return shipped(spec, without)
        data = read_bytes(own)
        must_fit(data, own.name, spec)
        return compiled(data, own.name, spec, without)

    def must_fit(self) -> None:
        """Raise the Failure that tells which template of one's own cannot be used, and why."""
        for spec in specs.EVERY:
            self.template(spec)

    @property
    def files(self) -> tuple[Path, ...]:
        """The templates of one's own."""
        return tuple(filter(None, map(self.file, specs.EVERY)))

    def own(self, *reports: ReportSpec) -> Mapping[str, str]:
        """Give the templates of one's own of these reports: by name, their SHA-256."""
        files = filter(None, map(self.file, reports))
        return {file.name: outputs.digest(read_bytes(file)) for file in files}

    def told(self, *reports: ReportSpec) -> list[str]:
        """Give what is to be said of templates of one's own of these reports, or of any."""
        return list(filter(None, map(self.lacking, reports or specs.EVERY)))

    def lacking(self, spec: ReportSpec) -> str:
        """Say which tables and values a template of one's own leaves out; "" when it has all."""
        own = self.file(spec)
        if own is None:
            return ""
        mine, whole = self.template(spec), shipped(spec)
        gone = [t.name for t in spec.tables if mine.table(t.name) is None]
        gone += [name.replace("sto_", "STO_") for name in whole.names if name not in mine.names]
        if not gone:
            return ""
        said = DUTCH.opsomming(gone)
        return f"In sjabloon ‘{own.name}’ ontbreken, en komen dus niet in het verslag: {said}."


#: The templates that come with the program.
SHIPPED = HouseStyle({})
