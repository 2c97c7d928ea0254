"""The site is made of what its locks name, and is what was tested; its scripts are typed."""

from __future__ import annotations

import re
import subprocess
import threading
import tomllib
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sto_xl.web import headers, pieces, serving, site
from sto_xl.web.headers import OFFICE
from support.commands import run
from support.house import ROOT
from support.pane import BRIDGE
from support.tools import missing

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WHEELS = {
    canonicalize_name(name.partition("==")[0]): name.partition("==")[2]
    for name in pieces.locked_wheels(site.SOURCES).values()
}
#: What only other doors need, or a job that the page does not have.
ELSEWHERE = {"click", "openpyxl", "rapidfuzz", "rich", "xlwings"}


def test_the_wheels_are_what_the_page_needs_of_the_dependencies_within_their_bounds() -> None:
    wanted = {canonicalize_name(one.name): one for one in map(Requirement, PROJECT["dependencies"])}
    assert wanted.keys() - ELSEWHERE <= WHEELS.keys()
    for name in wanted.keys() & WHEELS.keys():
        assert wanted[name].specifier.contains(WHEELS[name]), name


def test_what_the_page_runs_on_was_tested_elsewhere_too() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in WHEELS.items():
        assert f"\n{name}=={version} " in lock, f"make web/wheels.lock anew: {name}"


def test_every_line_of_a_lock_is_a_piece_with_its_hash() -> None:
    for name, found in (
        ("wheels.lock", pieces.locked_wheels(site.SOURCES)),
        ("pyodide.lock", pieces.locked_files(site.SOURCES)),
    ):
        text = (site.SOURCES / name).read_text(encoding="utf-8")
        assert "https:" not in text
        lines = [line for line in text.splitlines() if line and line[0] != "#"]
        assert len(lines) == len(found) * (2 if name == "wheels.lock" else 1)
    assert pieces.version(site.SOURCES)


def test_a_piece_that_is_not_what_the_lock_names_is_refused(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path_factory.mktemp("stukken")
    (kept / "jinja2-3.1.6-py3-none-any.whl").write_bytes(b"something else")
    # Nothing is fetched.
    monkeypatch.setattr(pieces, "_run", lambda *_command: None)
    with pytest.raises(pieces.PieceError, match=r"jinja2==3\.1\.6"):
        pieces.wheels(site.SOURCES, kept)


def policy_of(path: str) -> dict[str, str]:
    policy = headers.of(path)["Content-Security-Policy"].split("; ")
    return {rule.partition(" ")[0]: rule.partition(" ")[2] for rule in policy}


def test_the_page_may_run_its_own_files_and_talk_to_its_own_address_alone() -> None:
    rules = policy_of("index.html")
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    allowed = {word for said in rules.values() for word in said.split()}
    assert allowed == {"'none'", "'self'", "'wasm-unsafe-eval'"}


def test_no_source_of_the_page_names_another_address() -> None:
    for file in site.SOURCES.iterdir():
        if file.is_file():
            text = file.read_bytes().replace(b"http://www.w3.org/2000/svg", b"")
            if file.name == "pane.html":
                # Excel's own script, which Microsoft lets nobody else hand out.
                text = text.replace(f"{headers.OFFICE}/lib/1/hosted/office.js".encode(), b"")
            assert b"://" not in text, file


def test_the_pane_runs_excels_script_too_and_is_shown_in_excel_alone() -> None:
    page, pane = policy_of("index.html"), policy_of("pane.html")
    assert policy_of("/pane") == pane
    assert {rule for rule in page if page[rule] != pane[rule]} == {"script-src", "frame-ancestors"}
    assert pane["script-src"] == f"{page['script-src']} {headers.OFFICE}"
    within = pane["frame-ancestors"].split()
    assert within[0] == "'self'"
    assert all(re.fullmatch(r"https://\*\.[a-z0-9.]+", one) for one in within[1:])
    assert "no-cache" not in headers.of("icon-32.png")["Cache-Control"]


def test_each_file_has_one_rule_for_its_headers() -> None:
    text = headers.file(["index.html", "pane.html", "icon-16.png", "wheels/a.whl", "wheels/b.whl"])
    lines = text.decode().splitlines()
    paths = [line for line in lines if not line.startswith(" ")]
    assert paths == [
        *("/", "/index.html", "/index", "/pane.html", "/pane", "/icon-16.png", "/wheels/*")
    ]
    policies = [line for line in lines if "Content-Security-Policy" in line]
    assert len(policies) == len(paths)
    assert [OFFICE in policy for policy in policies] == [
        False,
        False,
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_look_at_the_site_is_on_this_computer_alone_and_with_its_headers(tmp_path: Path) -> None:
    (tmp_path / "pyodide.asm.wasm").write_bytes(b"x")
    with serving.server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = str(server.server_address[0]), server.server_address[1]
        # No proxy that a computer may have for the web is asked.
        with closing(HTTPConnection(serving.ADDRESS, port, timeout=20)) as line:
            line.request("GET", "/pyodide.asm.wasm")
            answer = line.getresponse()
            assert dict(answer.headers).items() >= headers.HEADERS.items()
            assert answer.headers["Content-Type"] == "application/wasm"
        assert host == "127.0.0.1"
        taken = run("web", tmp_path, "--port", port)
        server.shutdown()
    assert (taken.code, "index.html" in taken.err) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [site.SOURCES, BRIDGE], ids=["the page's", "the tests'"])
def test_the_scripts_are_typed(folder: Path) -> None:
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        missing("TypeScript")
    done = subprocess.run(
        [compiler, "-p", folder], capture_output=True, text=True, check=False, timeout=90
    )
    assert (done.returncode, done.stdout) == (0, "")
