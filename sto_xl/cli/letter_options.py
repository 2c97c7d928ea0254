"""What commands that write letters have alike: where to, and a template that is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, NOTHING
from sto_xl.cli.options import FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sto_xl.letters import LetterKind
    from sto_xl.letters.mail.kinds import MailTemplates
    from sto_xl.letters.mailing import Postable, Posted


class LetterChoice(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The name of a letter, one of the table of letters, which is read when it is needed."""

    name = "letter"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> LetterKind:
        """Give the letter of this name. Raises a usage error for another name."""
        letters = self._letters()
        return letters[click.Choice(list(letters)).convert(value, param, ctx)]

    # Before click 8.2 without the context.
    def get_metavar(self, *_asked: object, **_named: object) -> str:
        """Give the names between bars, as the help shows them."""
        return f"[{'|'.join(self._letters())}]"

    @staticmethod
    def _letters() -> dict[str, LetterKind]:
        from sto_xl.letters import LetterKind

        return {kind.value: kind for kind in LetterKind}


output_option = click.option("-o", "--output", type=FILE, help="A new or empty folder.")
try_option = click.option(
    "--try",
    "tried",
    type=FILE,
    metavar="TEMPLATE",
    help="List the fields of TEMPLATE, try each letter and leave one, beside it or in the folder.",
)
no_fields_option = click.option(
    "--no-fields",
    "plain",
    is_flag=True,
    help="Take a template without any field: every letter is the same.",
)


mail_option = click.option(
    "--mail",
    is_flag=True,
    help="Also put a draft of its mail beside each (.eml): addressed, with all that goes along, to "
    "open in Outlook, Thunderbird or Mail and send from there. Nothing is sent.",
)


def draft_mails(
    posted: Sequence[Posted],
    templates: MailTemplates | None,
    day: dt.date,
    folder: Path,
    *,
    paths: bool = True,
) -> bool:
    """Write the drafts of mails where there are templates for them; tell whether all could be.

    Their `paths` are printed, but where something else is.
    """
    from sto_xl.cli.terminal.letters import print_drafted
    from sto_xl.letters.mail import drafts

    if templates is None:
        return True
    drafted = drafts.draft_each(posted, templates, day, folder)
    return print_drafted(drafted, len(posted), folder if paths else None)


def must_agree(
    output: Path | None,
    template: Path | None,
    tried: Path | None,
    copy: Path | None = None,
    *,
    pdf: bool = False,
) -> None:
    """Raise a usage error for options that exclude each other, or for want of a folder."""
    if tried and template:
        message = "--try and --template do not go together."
        raise click.UsageError(message)
    if tried and copy:
        message = "--try and --update do not go together."
        raise click.UsageError(message)
    if tried and pdf:
        message = "--try and --pdf do not go together."
        raise click.UsageError(message)
    if not tried and not output:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")


def new_folder(output: Path | None) -> Path:
    """Give the folder of the letters, made anew. Raises `Failure` when it holds something."""
    from pathlib import Path

    from sto_xl.system import outputs

    folder = output or Path()
    outputs.new_folder(folder)
    return folder


def make_pdfs(made: Iterable[Posted], folder: Path, *, wanted: bool) -> bool:
    """Put a PDF beside each letter where that is wanted; tell whether all are there."""
    from sto_xl.cli.terminal.pdf import print_pdfs
    from sto_xl.letters.word import program

    return not wanted or print_pdfs([folder / one.file for one in made], program.printer)


def make_sample(  # noqa: PLR0913  (the choices of a trial)
    template: Path,
    kind: LetterKind,
    output: Path | None,
    candidates: Iterable[Postable],
    letter_date: dt.date,
    *,
    plain: bool = False,
) -> int:
    """List what a template asks for, and try it on each of the `candidates`.

    The first letter that can be made is written in `output` or beside the template; those that
    cannot are named. One without any field is told of unless it may be `plain`.
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.catalogue import print_trial
    from sto_xl.cli.terminal.letters import print_failed
    from sto_xl.letters.mail.kinds import WITH
    from sto_xl.letters.mail.text import MailText
    from sto_xl.letters.template.places import is_mail
    from sto_xl.letters.templates import read
    from sto_xl.letters.trial import Trial
    from sto_xl.system import outputs
    from sto_xl.system.errors import Cause, Failure

    mail = WITH[kind] if is_mail(template.name) else None
    trial = Trial(read(template, mail or kind), mail or kind)
    print_trial(trial)
    bare = not (mail or plain or trial.template.uses)
    if bare:
        terminal.say(str(Failure(Cause.NO_FIELDS, file=template.name)))
    tried = list(trial.letters(candidates, letter_date))
    failed = print_failed(tried)
    for title, letter in tried:
        if isinstance(letter, bytes):
            folder = output or template.parent
            path = outputs.fresh_file(folder, f"Proefbrief {template.stem}", template.suffix)
            outputs.write(path, MailText.read(letter).shown() if mail else letter)
            what = "proefmail" if mail else "proefbrief"
            terminal.say(f"{what} {kind.about} {title}; geprobeerd: {len(tried)}")
            terminal.made(path)
            return FOUND if trial.unknown or failed or bare else 0
    return NOTHING
