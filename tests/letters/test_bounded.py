"""Templates that ask too much, or fail as nobody foresaw: what they cost, and what they do not."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sto_xl.letters import LetterKind, bounded
from sto_xl.letters.templates import Templates
from sto_xl.model import Language
from sto_xl.system import workers
from sto_xl.system.errors import Cause, Failure
from support import treacherous
from support.letterfiles import ENDLESS, template, text_of

KIND = LetterKind.UITNODIGING
FIELDS = {
    name: ("Dorpsweg 1", "9401 SL Assen") if field.kind == "lijst" else "De Werkhoek"
    for name, field in KIND.fields.items()
}
MANY = "('x' * 10000)|list"
#: Each asks too much, by time, by memory, or by depth.
TOO_MUCH = [
    ENDLESS,
    "{{ (school|length) ** (school|length) ** (school|length) ** 9 }}",
    "{{ school * 2000000000 }}",
    "{{ school.ljust(4000000000) }}",
    "{{ '%3000000000d' % 1 }}",
    "{{ (school * 100000000)|upper }}",
    f"{{% for a in {MANY} %}}{{% for b in {MANY} %}}{{{{ school }}}}{{% endfor %}}{{% endfor %}}",
]


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Wait less long, and forget what was found out here; tell how often a wait was in vain."""
    monkeypatch.setattr(bounded, "BOUNDS", replace(bounded.BOUNDS, seconds=3))
    monkeypatch.setattr(bounded, "_SPENT", {})
    in_vain: list[bool] = []
    late = workers._Worker.late  # noqa: SLF001  (what a user waits for, on a machine of any speed)

    def counted(worker: workers._Worker[object, object]) -> bool:
        if late(worker):
            in_vain.append(True)
            return True
        return False

    monkeypatch.setattr(workers._Worker, "late", counted)  # noqa: SLF001
    return in_vain


def written(path: Path, *paragraphs: str) -> Path:
    path.write_bytes(template(*paragraphs))
    return path


def filled(path: Path, *languages: Language) -> list[bytes | Failure]:
    return list(Templates(path).fill([(one, FIELDS) for one in languages]))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded")
@pytest.mark.parametrize("paragraph", TOO_MUCH)
def test_a_template_that_asks_too_much_costs_its_letters_a_sentence(
    paragraph: str, tmp_path: Path, waited: list[bool]
) -> None:
    file = written(tmp_path / "veel.docx", "Dag {{ school }}", paragraph)
    try:
        made = filled(file, *[Language.NL] * 50)
    except Failure as failure:
        made = [failure]
    assert len(waited) <= 1
    for one in made:
        assert isinstance(one, Failure)
        assert "‘veel.docx’" in str(one)
        assert "te veel" in str(one) or "een berekening die in een brief niet kan" in str(one)
        assert "neem de gegevens" not in str(one)


@pytest.mark.slow
def test_a_template_without_end_is_waited_for_once_and_stops_no_other(
    tmp_path: Path, waited: list[bool]
) -> None:
    file = written(tmp_path / "veel.docx", "Dag {{ school }}", ENDLESS)
    written(tmp_path / "veel.en.docx", "Hello {{ school }}")
    made = filled(file, *[Language.EN, Language.NL, Language.EN, Language.NL] * 5)
    with pytest.raises(Failure, match="vraagt te veel"):
        Templates(file)
    assert len(waited) == 1
    for one in made[::2]:
        assert isinstance(one, bytes)
        assert text_of(one) == ["Hello De Werkhoek"]
    for one in made[1::2]:
        assert isinstance(one, Failure)
        assert one.cause is Cause.TEMPLATE_TOO_MUCH


@pytest.mark.slow
def test_letters_that_take_long_each_are_given_up_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "_SECONDS_EACH", 0)
    slow = "".join(f"{{% for {name} in ('x' * 700)|list %}}" for name in "ab") + "{% endfor %}" * 2
    slow = f"{{% for c in ('x' * 12)|list %}}{slow}{{% endfor %}}"
    own = Templates(written(tmp_path / "traag.docx", "{{ school }}", slow))
    made = list(own.fill([(Language.NL, {**FIELDS, "school": f"{n}"}) for n in range(600)]))
    assert isinstance(made[0], bytes)
    last = made[-1]
    assert isinstance(last, Failure)
    assert last.cause is Cause.TEMPLATE_TOO_MUCH


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded")
def test_a_process_that_was_held_to_its_memory_is_free_again_for_what_comes_next() -> None:
    held = replace(workers.READING, memory=2**20)
    ((_, answer),) = workers.each(treacherous.take, [200_000_000], file=str, bounds=held)
    assert isinstance(answer, Failure)
    assert workers.one(treacherous.take, 200_000_000, file="")() == 200_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "paragraph",
    [
        "{{ " + "(" * 19 + "school" + ")" * 19 + " }}",
        "{{ " + "not " * 80 + "school }}",
        "{{ school" + "|upper" * 80 + " }}",
        "{{ school" + ".a" * 480 + " }}",
        "{{ " + "1 + " * 240 + "1 }}",
        "{{ " + "-" * 480 + "1 }}",
        "{{ 10 ** 5000 }}",
        "{{ 1e999 }}",
        "{{ 9 ** 9 ** 4 }}",
        "{% if " + "school and " * 90 + "school %}x{% endif %}",
        "{% for a in adres %}" * 15 + "{% endfor %}" * 15,
        "{% if school %}" * 15 + "{% endif %}" * 15,
        "{% set a = 1 %}" * 3000,
        "{{ school }}" * 5000,
    ],
)
def test_what_is_written_to_be_too_much_gives_a_letter_or_a_sentence_with_its_name(
    paragraph: str, tmp_path: Path
) -> None:
    try:
        (made,) = filled(written(tmp_path / "diep.docx", "{{ plaats }}", paragraph), Language.NL)
    except Failure as failure:
        made = failure
    if isinstance(made, Failure):
        assert made.cause in {Cause.TEMPLATE, Cause.TEMPLATE_TOO_MUCH}
        assert "‘diep.docx’" in str(made)


def test_a_template_that_is_filled_in_elsewhere_says_what_it_would_say_here(tmp_path: Path) -> None:
    (made,) = filled(written(tmp_path / "brief.docx", "Dag {{ school }}"), Language.NL)
    assert isinstance(made, bytes)
    assert text_of(made) == ["Dag De Werkhoek"]
    with pytest.raises(Failure, match="het veld ‘schol’, dat niet bestaat"):
        Templates(written(tmp_path / "fout.docx", "Dag {{ schol }}"))
