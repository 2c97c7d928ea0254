"""A command line as Windows reads it: first `cmd.exe`, then the program that it starts.

Sources: "Parsing C++ command-line arguments" (Microsoft) for backslashes and quotes; `cmd /?` for
`&`, `^` and `2>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Started:
    """A program that cmd.exe starts: in which folder, with what, and where stderr goes."""

    folder: str
    program: str
    arguments: tuple[str, ...]
    log: str


def started(command: str) -> Started:
    """Read `cmd.exe /C DRIVE: & cd "FOLDER" & "PROGRAM" ARGUMENTS 2> "LOG"`."""
    # Windows fills these in first, in quotes and out of them.
    assert not re.search("%[^%]+%", command), "a variable"
    shell, rest = command.split(" /C ", 1)
    assert shell == "cmd.exe"
    *before, last = _commands(rest)
    line, log = last
    folder = ""
    for text, _ in before:
        change = re.fullmatch(r'\s*cd "(.*)"\s*', text)
        assert change or re.fullmatch(r"\s*[A-Za-z]:\s*", text), text
        folder = change.group(1) if change else folder
    program, *arguments = _arguments(line)
    return Started(folder, program, tuple(arguments), log)


def _commands(text: str) -> list[tuple[str, str]]:
    """Split at each `&` outside quotes; give each command with the file of its `2>`."""
    commands, now, log, quoted, at = list[tuple[str, str]](), "", "", False, 0
    while at < len(text):
        sign = text[at]
        if sign == '"':
            quoted = not quoted
        if not quoted and sign == "^":
            at += 1
            now += text[at]
        elif not quoted and sign == "&":
            commands.append((now, log))
            now, log = "", ""
        elif not quoted and text.startswith(" 2> ", at):
            found = re.match(r' 2> "([^"]*)"', text[at:])
            assert found
            log = found.group(1)
            at += len(found.group()) - 1
        else:
            now += sign
        at += 1
    assert not quoted, "an odd number of quotes"
    return [*commands, (now, log)]


def _arguments(line: str) -> list[str]:
    r"""Split as a program's runtime does: `\"` is a quote, `\\` before one is one backslash."""
    found, now, quoted, begun, at = list[str](), "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        if slashes:
            at += slashes
            if line[at : at + 1] != '"':
                now += "\\" * slashes
            else:
                now += "\\" * (slashes // 2)
                if slashes % 2:
                    now += '"'
                    at += 1
            begun = True
        elif line[at] == '"':
            quoted, begun = not quoted, True
            at += 1
        elif line[at] in " \t" and not quoted:
            if begun:
                found.append(now)
            now, begun = "", False
            at += 1
        else:
            now += line[at]
            begun = True
            at += 1
    return [*found, now] if begun else found
