"""`python -m sto_xl.web build DIR` makes the site, in a checkout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sto_xl.system.errors import Failure
from sto_xl.web import site
from sto_xl.web.manifest import AddressError
from sto_xl.web.pieces import PieceError


def main() -> None:
    """Build the site that was asked for; what goes wrong is told in a line."""
    parser = argparse.ArgumentParser(prog="python -m sto_xl.web", description="Make the page.")
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="write the site into a new or empty folder")
    build.add_argument("folder", type=Path, metavar="DIR")
    build.add_argument(
        "--address",
        default="",
        metavar="https://…",
        help="where the site is to be: adds the manifest by which Excel opens the pane",
    )
    asked = parser.parse_args()
    if not site.SOURCES.is_dir():
        sys.exit("the page is made from a checkout: its sources are not in an installed sto_xl")
    try:
        site.build(asked.folder, address=asked.address)
    except (PieceError, AddressError, Failure) as failure:
        sys.exit(str(failure))
    sys.stdout.write(f"{asked.folder}\n")


if __name__ == "__main__":
    main()
