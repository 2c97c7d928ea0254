"""The page as files that any web server can hand out: nothing is computed there.

Every file is named with its hash in `pieces.js`, by which the page's own scripts take nothing else,
and in `SHA256SUMS`, by which people compare.
"""

from __future__ import annotations

import base64
import html
import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sto_xl import __version__
from sto_xl.system import outputs
from sto_xl.web import headers, manifest, pieces

PROJECT = Path(__file__).parents[2]
SOURCES = PROJECT / "web"
#: What of the sources is handed out.
_HANDED_OUT = {".css", ".html", ".js", ".json", ".png", ".svg"}
#: Where the page has a text of its own: the whole of an element, or a text in one language.
_WHOLE = re.compile(r'data-text="(\w+)"[^>]*>(?=</)')
_NAMED = re.compile(r"\{(\w+):(nl|en)\}")
#: The one that keeps all others, and so is not kept itself.
_KEEPER = "service-worker.js"


def build(folder: Path, kept: Path | None = None, address: str = "") -> None:
    """Write the site into a new or empty folder. Raises `PieceError`, `AddressError`, `Failure`.

    What is fetched for it is kept in the folder `kept`. With the `address` where it is to be there
    comes a manifest, by which Excel opens the pane.
    """
    told = {manifest.NAME: manifest.manifest(address)} if address else {}
    outputs.new_folder(folder)
    kept = kept or PROJECT / "build" / "pieces"
    kept.mkdir(parents=True, exist_ok=True)
    sources = [file for file in SOURCES.iterdir() if file.suffix in _HANDED_OUT]
    site = {file.name: file.read_bytes() for file in sources if file.name != "tsconfig.json"}
    site["index.html"] = page()
    keeper = site.pop(_KEEPER)
    site |= {f"python/{f.name}": f.read_bytes() for f in pieces.pyodide(SOURCES, kept)}
    with tempfile.TemporaryDirectory() as made:
        wheels = [*pieces.wheels(SOURCES, kept), pieces.own_wheel(PROJECT, Path(made))]
        site |= {f"wheels/{file.name}": file.read_bytes() for file in wheels}
    site["pieces.js"] = _pieces(site)
    site[_KEEPER] = keeper
    site |= told
    site["_headers"] = headers.file(site)
    sums = "".join(f"{outputs.digest(site[name])}  {name}\n" for name in sorted(site))
    for name, content in {**site, "SHA256SUMS": sums.encode()}.items():
        outputs.write(folder / name, content)


def page() -> bytes:
    """Give the page with its texts in Dutch; its script says them in English when asked to."""
    texts: Mapping[str, Mapping[str, str]] = json.loads((SOURCES / "texts.json").read_bytes())

    def said(key: str, language: str = "nl") -> str:
        return html.escape(texts[key][language])

    source = (SOURCES / "index.html").read_text(encoding="utf-8")
    worded = _WHOLE.sub(lambda found: found[0] + said(found[1]), source)
    return _NAMED.sub(lambda found: said(found[1], found[2]), worded).encode()


def _pieces(site: Mapping[str, bytes]) -> bytes:
    """Give what the scripts know of the files: each with its hash, and which version they are."""
    hashes = {name: _integrity(content) for name, content in sorted(site.items())}
    together = outputs.digest(json.dumps(hashes).encode())
    told = {"version": __version__, "edition": together[:16], "files": hashes}
    return f"self.PIECES = {json.dumps(told, indent=2)};\n".encode()


def _integrity(content: bytes) -> str:
    """Give a file's hash as browsers write it."""
    return "sha256-" + base64.b64encode(bytes.fromhex(outputs.digest(content))).decode()
