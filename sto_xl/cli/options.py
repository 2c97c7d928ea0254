"""What commands have in common: files, days, and the options that mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


class File(click.ParamType):  # type: ignore[type-arg]
    """A file or folder, as a Path."""

    name = "path"

    def convert(
        self,
        value: Any,  # noqa: ANN401  (click's signature)
        _parameter: click.Parameter | None,
        _context: click.Context | None,
    ) -> Path:
        """Give it; importing `pathlib` takes a tenth of a start, so it is done only now."""
        from pathlib import Path

        return Path(value)


FILE = File()
_DAY = click.DateTime(["%Y-%m-%d"])


def _today(_context: click.Context, _parameter: click.Parameter, value: Any) -> dt.date:  # noqa: ANN401  (click's signature)
    """Read the clock once, here at the door."""
    import datetime as dt

    return value.date() if value else dt.datetime.now().astimezone().date()


def _day(_context: click.Context, _parameter: click.Parameter, value: Any) -> dt.date | None:  # noqa: ANN401  (click's signature)
    return value.date() if value else None


date_option = click.option(
    "--date",
    "peildatum",
    type=_DAY,
    callback=_today,
    metavar="YYYY-MM-DD",
    help="Peildatum; today.",
)
file_date_option = click.option(
    "--date",
    "file_date",
    type=_DAY,
    callback=_day,
    metavar="YYYY-MM-DD",
    help="The peildatum of a file that does not tell it; of vestigingen the day it was saved.",
)
letter_date_option = click.option(
    "--letter-date",
    type=_DAY,
    callback=_day,
    metavar="YYYY-MM-DD",
    help="The date on the letters; the peildatum.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
folder_option = click.option(
    "--folder",
    type=FILE,
    metavar="DIR",
    help="Where the add-in is; the startup folder of Excel.",
)
thorough_option = click.option(
    "--thorough",
    is_flag=True,
    help="Read with two readers; where they do not agree is a finding. Takes seconds.",
)
plans_option = click.option(
    "--plans",
    type=FILE,
    metavar="DIR",
    help="The schools' techniekplannen, in DIR and in folders within it, perhaps one a region.",
)
pdf_option = click.option(
    "--pdf",
    is_flag=True,
    help="Also put a PDF beside each file, made by LibreOffice, or else (letters) by Word.",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be done; do nothing.")
template_option = click.option(
    "--template",
    type=FILE,
    metavar="FILE",
    help="The letters' Word template; the roster's own (Briefsjabloon), else the built-in one.",
)
summary_template_option = click.option(
    "--summary-template",
    type=FILE,
    metavar="FILE",
    help="The summary's Excel template; else sjablonen/samenvatting.xlsx beside the roster, else "
    "the built-in one.",
)
force_option = click.option("--force", is_flag=True, help="Replace an output file that exists.")
