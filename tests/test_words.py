"""What is said to people is said in their words: no name of ours, no word of a program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sto_xl.rules import CATALOGUE
from sto_xl.system.errors import Cause
from support.house import MODULES, PACKAGE, parsed

#: A table, a name or a list of ours: what a workbook is made of, not what it is about.
OWN = r"(?:tbl|ctl|lst)[A-Z]\w*"
PROGRAM = r"None(?:Type)?|True|False|NaN|Traceback|[A-Z]\w*Error|str|int|float|bool|dict|tuple"
INTERNAL = re.compile(rf"\b(?:{OWN}|{PROGRAM}|__\w+__)\b")
#: So many words make a sentence, or a part of one.
SENTENCE = 3
SPEAKING = [path for path in MODULES if path != PACKAGE / "excel" / "addin" / "doctor.py"]


def texts(path: Path) -> Iterator[str]:
    """Give the texts that a module has to say, those about the module itself left out."""
    tree = parsed(path)
    own = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own:
            yield from [node.value] if len(node.value.split()) >= SENTENCE else []


def test_no_sentence_has_a_name_of_ours_or_a_word_of_a_program() -> None:
    said = {text: path.name for path in SPEAKING for text in texts(path)}
    assert len(said) > len(CATALOGUE)
    assert not {text: name for text, name in said.items() if INTERNAL.search(text)}


@pytest.mark.parametrize("text", ["De tabel tblPlannen", "is geen NoneType", "ValueError: x"])
def test_such_a_name_would_be_seen(text: str) -> None:
    assert INTERNAL.search(text)


def test_no_sentence_has_a_place_for_the_name_of_a_table() -> None:
    sentences = [f"{rule.message} {rule.remedy}" for rule in CATALOGUE.values()]
    sentences += [cause.value for cause in Cause]
    assert not [sentence for sentence in sentences if "{table}" in sentence]
