"""The command `web`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import cli
from sto_xl.cli.options import FILE
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from pathlib import Path


@cli.command()
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--port", type=int, default=8020, show_default=True, help="0 for any that is free.")
def web(folder: Path, port: int) -> None:
    """Open the web page that was built in DIR to this computer alone, for a look.

    Ctrl+C ends it. What it shows is what any web server would hand out: docs/webpagina.md.

    \b
    Examples:
      python -m sto_xl.web build site
      sto-xl web site
    """
    from sto_xl.cli import terminal
    from sto_xl.web import serving

    if not (folder / "index.html").is_file():
        raise Failure(Cause.NOT_FOUND, file=str(folder / "index.html"))
    try:
        server = serving.server(folder, port)
    except OSError as error:
        message = "it is in use, or may not be used; 0 takes any that is free."
        raise click.BadParameter(message, param_hint="--port") from error
    with server:
        terminal.out().tell(serving.address(server))
        server.serve_forever()
