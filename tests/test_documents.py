"""What the documents say of the code is so: what they quote, the files they name, their links."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from support.house import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
BY_NAME = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
#: A quotation: the file that was named last, and the block of its code.
QUOTED = re.compile(r"`([^`\s]+\.py)`[^`]*\n\n( *)```python\n(.*?)\n *```", re.DOTALL)
#: A file or folder of the project, by its whole path.
NAMED = re.compile(r"`((?:sto_xl|tests|docs|templates|workbooks)/[\w./-]+)`")
LINKED = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_code_that_is_quoted_is_the_code() -> None:
    quoted = [found for page in PAGES for found in QUOTED.findall(text(page))]
    assert len(quoted) == sum(text(page).count("```python") for page in PAGES)
    for file, indent, block in quoted:
        lines = textwrap.dedent(f"{indent}{block.removeprefix(indent)}")
        assert f"\n{lines}\n" in text(ROOT / file), f"not what stands in {file}:\n{lines}"


@BY_NAME
def test_a_file_that_is_named_is_there(page: Path) -> None:
    for name in NAMED.findall(text(page)):
        assert (ROOT / name).exists(), f"{page.name} names {name}"


@BY_NAME
def test_a_link_leads_somewhere(page: Path) -> None:
    for target, anchor in LINKED.findall(text(page)):
        if not target.startswith("http"):
            file = page.parent / target
            assert file.exists(), f"{page.name} links to {target}"
            if anchor:
                headings = re.findall(r"(?m)^#+ (.+)$", text(file))
                slugs = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
                assert anchor[1:] in slugs, f"{page.name} links to {target}{anchor}"


def test_the_readme_stays_short() -> None:
    assert len(text(ROOT / "README.md").splitlines()) <= 130
