"""The site handed out on this computer alone, for a look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sto_xl.web import site

ADDRESS = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Hands out files with the headers of the site, and says nothing of it."""

    extensions_map: Mapping[str, str] = {  # type: ignore[assignment]  # typed as a dict
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        for name, value in site.HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its own name)
        """Say nothing."""


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Give what hands out a site on this computer; on any free port, for port 0."""
    return ThreadingHTTPServer((ADDRESS, port), partial(_Handler, directory=str(folder)))


def address(serving: ThreadingHTTPServer) -> str:
    """Give the address to open."""
    return f"http://{ADDRESS}:{serving.server_address[1]}/"
