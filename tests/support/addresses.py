"""Addresses of what is not in a package, however a program may spell them."""

from __future__ import annotations

#: As a relationship says them: the target, and its mode.
ADDRESSES = (
    ("http://127.0.0.1/x.png", "External"),
    ("logo.png", "external"),
    *(
        (target, "")
        for target in (
            "http://127.0.0.1/x.png",
            "http:x.png",
            "HTTP%3A//127.0.0.1/x.png",
            "file:///c:/x.png",
            "c:/x.png",
            "//server/x.png",
            r"\\server\x.png",
            "%5C%5Cserver%5Cx.png",
        )
    ),
)
