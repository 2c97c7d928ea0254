"""What is printed is data: nothing in it is read as markup, and nothing commands the terminal."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.build import write_roster
from sto_xl.cli import terminal
from sto_xl.cli.demo import examples
from support.commands import run

#: As they stand in a cell or a name, each with how a terminal may show it.
NASTY = [
    ("a:on:b", "a:on:b"),
    (":smile: [red]rood[/] [link=x]y[/link]", ":smile: [red]rood[/] [link=x]y[/link]"),
    ("school\\", "school\\"),
    ("\\[bold]x", "\\[bold]x"),
    ("\x1b[31mrood\x1b[0m", "\ufffd[31mrood\ufffd[0m"),
    ("\x1b]0;titel\x07", "\ufffd]0;titel\ufffd"),
    ("\x9b2J", "\ufffd2J"),
    ("a\rb\x08c", "a\ufffdb\ufffdc"),
    ("\u202eomgekeerd", "\ufffdomgekeerd"),
    ("een\r\ntwee", "een\ntwee"),
]


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.parametrize(("text", "told"), NASTY)
def test_a_text_is_printed_as_it_is_and_commands_nothing(
    text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.out().tell(text)
    assert printed(capsys) == f"{told}\n"
    terminal.out().tell((text, "bold red"), "!")
    assert printed(capsys) == f"{told}!\n"
    terminal.say(text)
    assert capsys.readouterr().err == f"{told}\n"
    table = terminal.columns("Kop")
    table.add_row(text)
    terminal.out().print(table)
    shown = [line.rstrip() for line in printed(capsys).splitlines()]
    assert shown == ["Kop", *told.split("\n")]
    terminal.out().rule(text)
    assert "\x1b" not in printed(capsys)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_holds_every_value_and_no_sign_that_a_terminal_obeys(text: str) -> None:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        terminal.print_json({"waarde": text})
    told = out.getvalue()
    assert json.loads(told) == {"waarde": text}
    assert not {
        c for c in told if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c == "\u202e"
    }


@pytest.mark.slow
def test_no_command_lets_a_name_speak_to_the_terminal(tmp_path: Path) -> None:
    content = dict(examples.regions()["rivierenhoek"])
    rows = [list(row) for row in content["tblScholen"]]
    for row, (text, _) in zip(rows, NASTY, strict=False):
        row[1] = text
        row[6] = "geen vmbo:on:\x1b[2J"
    content["tblScholen"] = tuple(map(tuple, rows))
    roster = tmp_path / "in" / "regio.xlsx"
    write_roster(roster, content)
    commands: list[tuple[object, ...]] = [
        ("check", roster),
        ("check", roster, "--json"),
        ("flag", roster),
        ("letters", roster, "-o", tmp_path / "brieven"),
        ("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit"),
        ("check", tmp_path / "weg\x1b[31m.xlsx"),
        ("check", tmp_path / "in", "--weg\x1b[31m"),
    ]
    for command in commands:
        done = run(*command)
        for text in (done.out, done.err):
            assert "\x1b" not in text, command
            assert "\x9b" not in text, command
            assert "🔛" not in text, command
    assert ":on:" in run("check", roster).out
    found = json.loads(run("check", roster, "--json").out)
    assert "a:on:b" in {finding["row"] for finding in found["findings"]}
