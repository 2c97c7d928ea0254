"""Templates read and filled in by another process, which can be ended: a template may ask anything.

A repetition without end, or a text that fills the memory, costs the letters of that template alone:
what else the program makes is not touched by it. A template that asked too much is not tried again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Generator, Hashable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from sto_xl.letters.kinds import Field
from sto_xl.letters.mail.text import TextTemplate, compile_text
from sto_xl.letters.template.compiled import Template, Use, compile_template, require
from sto_xl.letters.template.places import is_mail
from sto_xl.model import Language
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.workers import Bounds, each, one

#: A letter takes a thousandth of this, and a tenth of the memory.
BOUNDS = Bounds(
    Cause.TEMPLATE_TOO_MUCH,
    Cause.TEMPLATE_TOO_MUCH,
    Cause.TEMPLATE_FAILED,
    seconds=20,
    memory=512 * 2**20,
)
#: How long each letter of many may take beside that, on average: a hundred times what it does.
_SECONDS_EACH = 0.3

Fields = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class UsableTemplate:
    """A template that was looked at: its fields, and how it prints one otherwise than asked.

    It is a letter in Word, or the text of a mail. `uses` are in the order in which one reads;
    `wrong` is the `Failure` that tells of such a field.
    """

    name: str
    language: Language
    data: bytes = field(repr=False)
    uses: tuple[Use, ...] = field(default=(), compare=False)
    wrong: Failure | None = field(default=None, compare=False)

    def must_fit(self, fields: Collection[str]) -> None:
        """Raise the `Failure` that tells of a field which is none of these, or is `wrong`."""
        require(self.uses, fields)
        if self.wrong:
            raise self.wrong


@dataclass(frozen=True, slots=True)
class _Unmade:
    """Why a letter cannot be made: its template says so, in its own process."""

    failure: Failure


_SPENT: dict[UsableTemplate, Failure] = {}


def looked_at(
    data: bytes, name: str, language: Language, fields: Mapping[str, Field]
) -> UsableTemplate:
    """Give a template that may ask for these fields. Raises a `Failure` when it cannot be used.

    Whether it asks for others is not looked at.
    """
    template = UsableTemplate(name, language, data)
    if failure := _SPENT.get(template):
        raise failure
    try:
        uses, wrong = one(partial(_look, fields, name), data, file=name, bounds=BOUNDS)()
    except Failure as failure:
        _note(template, failure)
        raise
    return UsableTemplate(name, language, data, uses, wrong)


def fill(
    asked: Sequence[tuple[UsableTemplate, Fields | Failure]],
) -> Generator[bytes | Failure, None, None]:
    """Give for each template and what it is to say the letter, or why it cannot be made.

    Where it is not known what a letter is to say, the `Failure` that stands for it is given back.
    """
    rest = deque(asked)
    while rest:
        with closing(_filled(tuple(rest))) as made:
            while rest:
                template, fields = rest.popleft()
                failure = fields if isinstance(fields, Failure) else _SPENT.get(template)
                if failure:
                    yield failure
                    continue
                answer = next(made)
                yield answer
                if isinstance(answer, Failure) and _note(template, answer):
                    # Those that wait for it would be tried as well: begin again without them.
                    break


def _filled(
    asked: Iterable[tuple[UsableTemplate, Fields | Failure]],
) -> Generator[bytes | Failure, None, None]:
    """Give the letters that can be tried."""
    tried = [(t, f) for t, f in asked if not isinstance(f, Failure) and t not in _SPENT]
    templates = tuple(dict.fromkeys(template for template, _ in tried))
    numbers = {template: number for number, template in enumerate(templates)}
    make = partial(_fill, tuple((template.data, template.name) for template in templates))
    items = [(numbers[template], fields) for template, fields in tried]
    patience = BOUNDS.seconds + len(items) * _SECONDS_EACH
    with closing(
        each(make, items, file=lambda item: templates[item[0]].name, bounds=BOUNDS)
    ) as answers:
        for template, _ in tried:
            begun = time.monotonic()
            _, answer = next(answers)
            patience -= time.monotonic() - begun
            if patience < 0:
                yield Failure(Cause.TEMPLATE_TOO_MUCH, file=template.name)
            else:
                yield answer.failure if isinstance(answer, _Unmade) else answer


def _compiled(data: bytes, name: str) -> Template | TextTemplate:
    """Compile a template of a letter, or of the text of a mail, as its name tells."""
    return compile_text(data, name) if is_mail(name) else compile_template(data, name)


def _note(template: UsableTemplate, failure: Failure) -> bool:
    """Remember a template that asked too much; tell whether it did."""
    if failure.cause is not Cause.TEMPLATE_TOO_MUCH:
        return False
    _SPENT[template] = failure
    return True


def _look(
    fields: Mapping[str, Field], name: str, data: bytes
) -> tuple[tuple[Use, ...], Failure | None]:
    """Compile a template; give what it uses, and what it prints otherwise than asked."""
    try:
        template = _compiled(data, name)
        try:
            template.check(fields)
        except Failure as failure:
            return template.uses, failure
    except (RecursionError, MemoryError):
        raise Failure(Cause.TEMPLATE_TOO_MUCH, file=name) from None
    return template.uses, None


def _fill(templates: Sequence[tuple[bytes, str]], item: tuple[int, Fields]) -> bytes | _Unmade:
    number, fields = item
    data, name = templates[number]
    try:
        return _compiled(data, name).render(fields)
    except Failure as failure:
        return _Unmade(failure)
    except (RecursionError, MemoryError):
        return _Unmade(Failure(Cause.TEMPLATE_TOO_MUCH, file=name))
