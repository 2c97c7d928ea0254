"""What a web server says with each file: what a browser lets it do, and who may show it.

Each file has its headers by itself: of two rules for one file some hosts keep both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OFFICE = "https://appsforoffice.microsoft.com"
#: Where Excel in a browser shows a pane. `frame-ancestors` asks it of every page around it.
_EXCEL = (
    "https://*.officeapps.live.com",
    "https://*.office.com",
    "https://*.office365.com",
    "https://*.microsoft365.com",
    "https://*.cloud.microsoft",
    "https://*.sharepoint.com",
    "https://*.live.com",
    "https://*.microsoft.com",
)
#: What a page may do: run its own files, and talk to nobody but its own address.
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
#: The pane runs Microsoft's script too, and lies within Excel.
_PANE_POLICY = {
    **_POLICY,
    "script-src": f"{_POLICY['script-src']} {OFFICE}",
    "frame-ancestors": " ".join(("'self'", *_EXCEL)),
}


def _said(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{rule} {allowed}" for rule, allowed in policy.items())


HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _said(_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # The page keeps its own files; a browser that asks is to be told of a new version at once.
    "Cache-Control": "no-cache",
}
_PANE = {name: value for name, value in HEADERS.items() if name != "Cross-Origin-Opener-Policy"} | {
    "Content-Security-Policy": _said(_PANE_POLICY),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
#: Excel shows the icons in its ribbon, and takes none that may not be kept.
_ICON = {
    **HEADERS,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=86400",
}


def of(path: str) -> Mapping[str, str]:
    """Give the headers of a file; some hosts show a page without its `.html`."""
    if path.strip("/").removesuffix(".html") == "pane":
        return _PANE
    return _ICON if path.endswith(".png") else HEADERS


def file(names: Iterable[str]) -> bytes:
    """Give the headers of these files as several hosts of static sites read them from a file."""
    paths = ["/"]
    for name in names:
        folder, slash, _ = name.partition("/")
        paths.append(f"/{folder}/*" if slash else f"/{name}")
        if name.endswith(".html"):
            paths.append(f"/{name.removesuffix('.html')}")
    lines = []
    for path in dict.fromkeys(paths):
        lines += [path, *(f"  {name}: {value}" for name, value in of(path).items())]
    return "\n".join((*lines, "")).encode()
