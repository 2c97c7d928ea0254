"""The site handed out on this computer alone, for a look."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

from sto_xl.web import headers

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
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        for name, value in headers.of(self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its own name)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Has an address that no other program has, and asks no one what it is called."""

    # On Windows two programs could have the same.
    allow_reuse_address = sys.platform != "win32"

    def server_bind(self) -> None:
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Give what hands out a site on this computer; on any free port, for port 0."""
    return _Server((ADDRESS, port), partial(_Handler, directory=str(folder)))


def address(serving: ThreadingHTTPServer) -> str:
    """Give the address to open."""
    return f"http://{ADDRESS}:{serving.server_address[1]}/"
