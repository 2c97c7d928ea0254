"""The command line `sto-xl`: commands, progress, exit codes.

Exit codes: 0 good, 3 a finding of severity fout or an input that could not be processed, 2 nothing
could be processed, 1 the program failed. Imports what a command needs when it runs, so that
`--help` and `--version` answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from sto_xl import __version__
from sto_xl.errors import Cause, Failure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from sto_xl.grid import Snapshot
    from sto_xl.intake import Expected, Given
    from sto_xl.outcome import Outcome, Run
    from sto_xl.previous import Previous
    from sto_xl.routines import Examined, Wanted

FOUND, NOTHING, FAILED = 3, 2, 1


class _File(click.ParamType):  # type: ignore[type-arg]
    """A file or folder, as a Path."""

    name = "path"

    def convert(
        self,
        value: Any,  # noqa: ANN401  (click's signature)
        _parameter: click.Parameter | None,
        _context: click.Context | None,
    ) -> Path:
        """Give it; importing `pathlib` takes a tenth of a start, so it is done only now."""
        from pathlib import Path

        return Path(value)


_FILE = _File()
_DAY = click.DateTime(["%Y-%m-%d"])


def _today(_context: click.Context, _parameter: click.Parameter, value: Any) -> dt.date:  # noqa: ANN401  (click's signature)
    """Read the clock once, here at the door."""
    import datetime as dt

    return value.date() if value else dt.datetime.now().astimezone().date()


def _day(_context: click.Context, _parameter: click.Parameter, value: Any) -> dt.date | None:  # noqa: ANN401  (click's signature)
    return value.date() if value else None


date_option = click.option(
    "--date",
    "peildatum",
    type=_DAY,
    callback=_today,
    metavar="YYYY-MM-DD",
    help="Peildatum; today.",
)
letter_date_option = click.option(
    "--letter-date",
    type=_DAY,
    callback=_day,
    metavar="YYYY-MM-DD",
    help="The date on the letters; the peildatum.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
folder_option = click.option(
    "--folder",
    type=_FILE,
    metavar="DIR",
    help="Where the add-in is; the startup folder of Excel.",
)
thorough_option = click.option(
    "--thorough",
    is_flag=True,
    help="Read with two readers; where they do not agree is a finding. Takes seconds.",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be done; do nothing.")
template_option = click.option(
    "--template",
    type=_FILE,
    metavar="FILE",
    help="The letters' Word template; the roster's own (Briefsjabloon), else the built-in one.",
)
force_option = click.option("--force", is_flag=True, help="Replace an output file that exists.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sto-xl")
def cli() -> None:
    """Check, summarise and answer the region rosters of Sterk Techniekonderwijs.

    \b
    Examples:
      sto-xl demo                                    three example regions, end to end
      sto-xl new roster regiobestand.xlsx            an empty roster to fill in
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx
      sto-xl check regiobestand.xlsx                 what is wrong, and what to do
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4     every region's report
    """


@cli.command()
@click.argument("folder", type=_FILE, default="demo", metavar="[DIR]")
def demo(folder: Path) -> None:
    """Run the whole job on three invented regions, into DIR (demo).

    \b
    Examples:
      sto-xl demo
      sto-xl demo /tmp/voorbeeld
    """
    from sto_xl import demo as example
    from sto_xl import intake, outputs, routines, terminal
    from sto_xl.books.reading.file import read
    from sto_xl.build import write_roster

    outputs.new_folder(folder)
    paths = []
    for name, content in example.regions().items():
        path = folder / "regiobestanden" / f"{name}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_roster(path, content)
        paths.append(path)
    for path in paths:
        examined = routines.examine(read(path), example.PEILDATUM)
        terminal.out().rule(examined.facts.title)
        terminal.print_report(examined.report, path.name)
        terminal.out().print()
        terminal.print_flags(routines.flag(examined), path.name)
        terminal.out().print()
    period, day = example.QUARTER, example.PEILDATUM
    given = intake.rosters(paths)
    done = _quarter(given, folder / period, period=period, peildatum=day, letter_date=day)
    terminal.print_demo(folder, done)


@cli.group()
def new() -> None:
    """Make a fresh workbook."""


@new.command("roster")
@click.argument("file", type=_FILE)
@force_option
def new_roster(file: Path, *, force: bool) -> None:
    """Write an empty roster (regiobestand) to FILE.

    \b
    Examples:
      sto-xl new roster regiobestand.xlsx
    """
    from sto_xl import outputs, terminal

    _must_be_free(file, force=force)
    outputs.write(file, outputs.shipped("workbooks", "regiobestand.xlsx").read_bytes())
    terminal.made(file)


@new.command("template")
@click.argument("file", type=_FILE)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="The language of the letter; the name of an English template ends in .en.docx.",
)
@force_option
def new_template(file: Path, language: str, *, force: bool) -> None:
    """Write the built-in uitnodiging to FILE, to edit in Word.

    \b
    Examples:
      sto-xl new template brief.docx
      sto-xl new template brief.en.docx --language en
      sto-xl fields                                  what a template may use
    """
    from sto_xl import mailing, outputs, terminal
    from sto_xl.model import Language

    wanted = Language(language)
    if file.suffix.casefold() != ".docx" or mailing.language_of(file.name) is not wanted:
        ends = ".docx, and not in .en.docx" if wanted is Language.NL else ".en.docx"
        message = f"a template is known by its name: end it in {ends}."
        raise click.BadParameter(message, param_hint="FILE")
    _must_be_free(file, force=force)
    outputs.write(file, outputs.shipped("templates", mailing.SHIPPED[wanted]).read_bytes())
    terminal.made(file)


@cli.command()
@click.argument("old", type=_FILE, metavar="LIST")
@click.option("-o", "--output", type=_FILE, required=True, help="The roster to write.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="'COLUMN=PLACE'",
    help="Say where a column goes: 'Locatie=School', 'Mobiel=Contacten:Telefoon', 'ZW=Z&W'; "
    "'Code=' sends it to Opmerking. Repeatable.",
)
@force_option
@date_option
@json_option
def adopt(  # noqa: PLR0913  (what a user can say)
    old: Path,
    output: Path,
    mapping: tuple[str, ...],
    peildatum: dt.date,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Make a roster of LIST: any Excel list of schools, or a roster of an older template.

    Shows which column went where and why, and what was left out; LIST stays as it is.

    \b
    Examples:
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx
      sto-xl adopt scholenlijst.xlsx -o regiobestand.xlsx --map 'Locatie=School' --map 'Code='
    """
    from sto_xl import adopt as adoption
    from sto_xl import build, routines, terminal, workers
    from sto_xl.books.reading.annotated import read_annotated
    from sto_xl.books.reading.file import read

    asked = dict(_asked(text) for text in mapping)
    _refuse_output(old, output, force=force)
    try:
        adopted = adoption.adopt(workers.one(read_annotated, old, file=old.name)(), asked)
    except adoption.UnknownTargetError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    if not adopted.columns:
        raise Failure(Cause.NO_LIST, file=old.name)
    build.write_roster(output, adopted.content)
    examined = routines.examine(read(output), peildatum)
    if as_json:
        terminal.print_json(terminal.adopted_json(adopted, examined.report, old.name, output.name))
    else:
        terminal.print_adopted(adopted, examined.report, old.name, output)
    terminal.made(output)
    return _verdict(examined)


def _asked(text: str) -> tuple[str, str]:
    """Take what was said with --map apart: the heading may hold an = itself."""
    heading, equals, place = text.rpartition("=")
    if not equals or not heading.strip():
        message = f"{text!r} is no mapping: write it as 'COLUMN=PLACE', or 'COLUMN=' for Opmerking."
        raise click.BadParameter(message, param_hint="--map")
    return heading.strip(), place.strip()


@cli.command()
@click.argument("roster", type=_FILE)
@click.option("-o", "--output", type=_FILE, help="Also write a findings workbook.")
@force_option
@date_option
@thorough_option
@json_option
def check(  # noqa: PLR0913  (a command's options)
    roster: Path,
    output: Path | None,
    peildatum: dt.date,
    *,
    force: bool,
    thorough: bool,
    as_json: bool,
) -> int:
    """Check ROSTER and print what is wrong, with its cell and what to do.

    \b
    Examples:
      sto-xl check regiobestand.xlsx
      sto-xl check regiobestand.xlsx -o bevindingen.xlsx
      sto-xl check regiobestand.xlsx --json --date 2026-12-31
      sto-xl check regiobestand.xlsx --thorough
    """
    from sto_xl import terminal

    examined = _examined(roster, peildatum, output, force=force, thorough=thorough)
    if as_json:
        terminal.print_json(terminal.report_json(examined.report, roster.name))
    else:
        terminal.print_report(examined.report, roster.name)
    if output:
        from sto_xl import documents, outputs

        outputs.write(output, documents.findings(examined))
        terminal.made(output)
    return _verdict(examined)


@cli.command()
@click.argument("roster", type=_FILE)
@date_option
@json_option
def flag(roster: Path, peildatum: dt.date, *, as_json: bool) -> int:
    """List the locations that ask for attention, with the next step for each.

    \b
    Examples:
      sto-xl flag regiobestand.xlsx
      sto-xl flag regiobestand.xlsx --json
    """
    from sto_xl import routines, terminal

    examined = _examined(roster, peildatum)
    flags = routines.flag(examined)
    if as_json:
        terminal.print_json(terminal.flags_json(flags))
    else:
        terminal.print_flags(flags, roster.name)
    return _verdict(examined)


@cli.command()
@click.argument("roster", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="The workbook to write.")
@click.option(
    "--previous",
    type=_FILE,
    metavar="FILE",
    help="An earlier summary of the region to compare with.",
)
@force_option
@date_option
def summary(
    roster: Path, output: Path, previous: Path | None, peildatum: dt.date, *, force: bool
) -> int:
    """Write the summary of a region as a workbook to print.

    \b
    Examples:
      sto-xl summary regiobestand.xlsx -o samenvatting.xlsx
      sto-xl summary regiobestand.xlsx -o nu.xlsx --previous "Samenvatting Noordrand.xlsx"
    """
    from sto_xl import documents, outputs, stand, terminal, workers
    from sto_xl.books.reading.file import read

    examined = _examined(roster, peildatum, output, force=force)
    earlier = workers.one(read, previous, file=previous.name)() if previous else None
    before = stand.read_own(earlier, examined.facts) if earlier else None
    sha256 = outputs.fingerprint(roster)
    outputs.write(output, documents.region_summary(examined, sha256, before=before))
    terminal.made(output)
    return _verdict(examined)


@cli.command()
@click.argument("roster", type=_FILE)
@click.option("-o", "--output", type=_FILE, help="A new or empty folder.")
@template_option
@click.option(
    "--try",
    "tried",
    type=_FILE,
    metavar="TEMPLATE",
    help="List the fields of TEMPLATE and make one sample letter, beside it or in the folder.",
)
@click.option(
    "--also",
    type=click.Choice(["aangemeld", "in gesprek", "gestopt"]),
    multiple=True,
    help="Also write to schools of this deelname; may be repeated.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="VESTIGING",
    help="Write to this school alone, whenever its last letter was; may be repeated.",
)
@date_option
@letter_date_option
def letters(  # noqa: PLR0913, PLR0917  (the choices of a run)
    roster: Path,
    output: Path | None,
    template: Path | None,
    tried: Path | None,
    also: tuple[str, ...],
    only: tuple[str, ...],
    peildatum: dt.date,
    letter_date: dt.date | None,
) -> int:
    """Write an uitnodiging to each vmbo school that does not take part, and a list to mail from.

    Passed over: schools with niet aanschrijven, those with a letter of less than 180 days before
    the peildatum, and those with a fout in their address.

    \b
    Examples:
      sto-xl letters regiobestand.xlsx -o uitnodigingen
      sto-xl letters regiobestand.xlsx -o uitnodigingen --letter-date 2026-12-01
      sto-xl letters regiobestand.xlsx -o brieven --also 'in gesprek' --template brief.docx
      sto-xl letters regiobestand.xlsx -o brief --only 00AH17
      sto-xl letters regiobestand.xlsx --try brief.docx
    """
    from sto_xl import mailing, outputs, routines, terminal
    from sto_xl.model import Status

    if tried and template:
        message = "--try and --template do not go together."
        raise click.UsageError(message)
    if not tried and not output:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")
    examined = _examined(roster, peildatum)
    wanted = routines.Wanted(frozenset(map(Status, also)), _named(examined, only))
    day = letter_date or peildatum
    if tried:
        return _tried(examined, tried, output or tried.parent, wanted, day)
    templates = mailing.templates(template, examined.roster.region, roster.parent)
    from pathlib import Path

    folder = output or Path()
    outputs.new_folder(folder)
    invitations, passed = routines.invite(examined, wanted)
    failed = False
    with terminal.progress("letters", len(invitations)) as bar:
        for letter in mailing.post(invitations, passed, templates, day, folder):
            if letter.failure:
                failed = True
                terminal.say(f"{letter.invitation.location.name}: {letter.failure}")
            else:
                terminal.out().print(str(folder / letter.file), markup=False, soft_wrap=True)
            bar.advance(bar.task_ids[0])
    for over in passed:
        terminal.say(f"{over.location.name}: geen uitnodiging, want {over.reason}")
    if invitations or passed:
        terminal.made(folder / mailing.LIST)
    return FOUND if failed else _verdict(examined)


def _named(examined: Examined, only: tuple[str, ...]) -> frozenset[str]:
    """Give the keys of these schools; a usage error names the one that the roster does not have."""
    from sto_xl import reference

    read = examined.roster
    keys = {key for v in examined.facts.locations if (key := examined.key(v))}
    found = set()
    for typed in only:
        key = read.key_of(typed)
        if key not in keys:
            near = {reference.spelling(k): k for k in keys}
            nearest = reference.nearest(typed, near)
            meant = f" Did you mean {near[nearest]}?" if nearest else ""
            message = f"{typed!r} is not a school of this roster, or merged into another.{meant}"
            raise click.BadParameter(message, param_hint="--only")
        found.add(key)
    return frozenset(found)


def _tried(
    examined: Examined, template: Path, folder: Path, wanted: Wanted, letter_date: dt.date
) -> int:
    """List what a template asks for, and make one letter of it."""
    from sto_xl import mailing, outputs, terminal

    trial = mailing.Trial(mailing.compiled(template))
    terminal.print_trial(trial)
    school, letter = trial.letter(examined, wanted, letter_date)
    path = outputs.fresh_file(folder, f"Proefbrief {template.stem}", template.suffix)
    outputs.write(path, letter)
    terminal.say(f"sample letter to {school}")
    terminal.made(path)
    return FOUND if trial.unknown else 0


@cli.command()
@click.argument("period", metavar="QUARTER")
@click.argument("rosters", nargs=-1, type=_FILE, required=True)
@click.option(
    "-o",
    "--output",
    type=_FILE,
    required=True,
    help="A new or empty folder, or that of this quarter's last run.",
)
@click.option("--previous", type=_FILE, metavar="DIR", help="An earlier run to compare with.")
@click.option(
    "--expected",
    type=_FILE,
    metavar="FILE",
    help="The regions that should be there: a CSV file with regionummer;naam.",
)
@click.option("--workers", type=click.IntRange(1, 61), help="How many processes; one per core.")
@template_option
@thorough_option
@letter_date_option
def quarter(  # noqa: PLR0913, PLR0917  (a command's options)
    period: str,
    rosters: tuple[Path, ...],
    output: Path,
    previous: Path | None,
    expected: Path | None,
    workers: int | None,
    template: Path | None,
    letter_date: dt.date | None,
    *,
    thorough: bool,
) -> int:
    """Process ROSTERS (files or folders) of a quarter: every region's report, and the nation's.

    Run again into the same folder, it replaces what it made there and leaves all else alone.

    \b
    Examples:
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4
      sto-xl quarter 2026-Q4 rosters/ -o 2026-Q4 --previous 2026-Q3 --expected regios.csv
      sto-xl quarter 2026-Q4 noord.xlsx zuid.xlsx -o 2026-Q4 --workers 4
    """
    from sto_xl import intake, outputs, terminal
    from sto_xl import previous as earlier
    from sto_xl import quarter as quarters

    peildatum = quarters.last_day(period)
    if peildatum is None:
        message = f"{period!r} is not a quarter: write it as 2026-Q4."
        raise click.BadParameter(message, param_hint="QUARTER")
    if previous:
        with outputs.reachable(previous):
            if output.exists() and previous.exists() and output.samefile(previous):
                raise Failure(Cause.PREVIOUS_IS_OUTPUT, file=str(previous))
    done = _quarter(
        intake.rosters(rosters),
        output,
        period=period.upper(),
        peildatum=peildatum,
        letter_date=letter_date or peildatum,
        workers=workers,
        template=template,
        expected=intake.expected(expected) if expected else None,
        previous=earlier.previous(previous) if previous else None,
        thorough=thorough,
    )
    terminal.print_run(done)
    return FOUND if done.provisional else 0


@cli.command()
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/regels.md.")
def rules(*, as_json: bool, markdown: bool) -> None:
    """List every rule: code, severity, message, remedy and source.

    \b
    Examples:
      sto-xl rules
      sto-xl rules --json
    """
    from sto_xl import terminal

    if as_json:
        terminal.print_json(terminal.rules_json())
    elif markdown:
        click.echo(terminal.rules_markdown(), nl=False)
    else:
        terminal.print_rules()


@cli.command()
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/briefvelden.md.")
def fields(*, as_json: bool, markdown: bool) -> None:
    """List what a letter template may use: its fields, their kinds and what they say.

    \b
    Examples:
      sto-xl fields
      sto-xl fields --json
    """
    from sto_xl import terminal
    from sto_xl.letters.fields import page

    if as_json:
        terminal.print_json(terminal.fields_json())
    elif markdown:
        click.echo(page(), nl=False)
    else:
        terminal.print_fields()


@cli.group()
def addin() -> None:
    """Put the tab STO into Excel, see how it does, or take it away."""


@addin.command("install")
@folder_option
@dry_run_option
def install_addin(folder: Path | None, *, dry_run: bool) -> int:
    """Make the add-in for this Python and put it where Excel looks for it; no admin rights needed.

    An add-in that was there before is kept. Afterwards it is looked at as `status` does.

    Excel trusts its own startup folder; a folder given with --folder it may not, until it is made a
    trusted location. A copy that came by e-mail or from the internet carries the Mark of the Web,
    and Windows blocks its macros: make the add-in on the computer that uses it.

    \b
    Examples:
      sto-xl addin install
      sto-xl addin install --dry-run
      sto-xl addin install --folder addins
    """
    from sto_xl import terminal
    from sto_xl.addin import install

    place = _addin_folder(folder)
    terminal.say_done(install.install(place, dry_run=dry_run), "made", dry_run=dry_run)
    return 0 if dry_run else _addin_status(place)


@addin.command("status")
@folder_option
@json_option
def addin_status(folder: Path | None, *, as_json: bool) -> int:
    """See whether the buttons will work on this computer, and if not, what to do.

    \b
    Examples:
      sto-xl addin status
      sto-xl addin status --json
    """
    return _addin_status(_addin_folder(folder), as_json=as_json)


@addin.command("uninstall")
@folder_option
@dry_run_option
def uninstall_addin(folder: Path | None, *, dry_run: bool) -> None:
    """Take the add-in away; a copy is kept.

    \b
    Examples:
      sto-xl addin uninstall
    """
    from sto_xl import terminal
    from sto_xl.addin import install

    done = install.uninstall(_addin_folder(folder), dry_run=dry_run)
    terminal.say_done(done, "removed", dry_run=dry_run)


def _addin_folder(folder: Path | None) -> Path:
    from sto_xl.addin.places import startup_folder

    place = folder or startup_folder()
    if place is None:
        message = "there is no Excel on this system, so say where the add-in goes: --folder DIR."
        raise click.UsageError(message)
    return place.absolute()


def _addin_status(folder: Path, *, as_json: bool = False) -> int:
    from sto_xl import terminal
    from sto_xl.addin import doctor

    checks = tuple(doctor.checks(doctor.look(folder)))
    if as_json:
        terminal.print_json(terminal.checks_json(checks))
    else:
        terminal.print_checks(checks)
    return FOUND if any(check.verdict is doctor.Verdict.FOUT for check in checks) else 0


@cli.group()
def journal() -> None:
    """Manage what is kept for the button Ongedaan maken in Excel."""


@journal.command("clear")
def clear_journal() -> None:
    """Let go of every run: they can no longer be taken back.

    \b
    Examples:
      sto-xl journal clear
    """
    from sto_xl import terminal
    from sto_xl.journal import Journal

    count = Journal.of_the_user().clear()
    terminal.say(f"{count} {'run' if count == 1 else 'runs'} removed")


def _examined(
    roster: Path,
    peildatum: dt.date,
    output: Path | None = None,
    *,
    force: bool = False,
    thorough: bool = False,
) -> Examined:
    if output is not None:
        _refuse_output(roster, output, force=force)
    snapshot = _begin_reading(roster, thorough=thorough)
    # Meanwhile the rest of the program is loaded.
    from sto_xl import routines

    return routines.examine(snapshot(), peildatum)


def _begin_reading(roster: Path, *, thorough: bool) -> Callable[[], Snapshot]:
    """Let another process read a roster: a file can be such that its reader dies of it."""
    from sto_xl import workers

    if thorough:
        from sto_xl.books.reading.thorough import read_thoroughly as read
    else:
        from sto_xl.books.reading.file import read_input as read
    return workers.one(read, roster, file=roster.name)


def _refuse_output(source: Path, output: Path, *, force: bool) -> None:
    """Refuse an output that is the input itself, or that exists and must stay."""
    from sto_xl import outputs

    with outputs.reachable(source):
        given = source.exists()
    with outputs.reachable(output):
        if given and output.exists() and output.samefile(source):
            raise Failure(Cause.IS_INPUT, file=str(output))
    _must_be_free(output, force=force)


def _must_be_free(file: Path, *, force: bool) -> None:
    from sto_xl import outputs

    with outputs.reachable(file):
        if file.exists() and (not force or file.is_dir()):
            raise Failure(Cause.EXISTS, file=str(file))


def _verdict(examined: Examined) -> int:
    return FOUND if examined.facts.provisional else 0


def _quarter(  # noqa: PLR0913  (a run's settings)
    given: Given,
    folder: Path,
    *,
    period: str,
    peildatum: dt.date,
    letter_date: dt.date,
    workers: int | None = None,
    template: Path | None = None,
    expected: tuple[Expected, ...] | None = None,
    previous: Previous | None = None,
    thorough: bool = False,
) -> Run:
    from sto_xl import quarter as quarters
    from sto_xl import terminal

    with terminal.progress("regions", len(given.rosters)) as bar:

        def advance(_outcome: Outcome) -> None:
            bar.advance(bar.task_ids[0])

        return quarters.run(
            given,
            folder,
            period=period,
            peildatum=peildatum,
            letter_date=letter_date,
            template=template,
            workers=workers or os.cpu_count(),
            expected=expected,
            previous=previous,
            thorough=thorough,
            progress=advance,
        )


def main() -> None:
    """Run the command line; turn what went wrong into one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A school's name may hold letters that an old console does not have.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli(standalone_mode=False)
    except Failure as failure:
        click.echo(str(failure), err=True)
        sys.exit(NOTHING)
    except click.ClickException as error:
        error.show()
        sys.exit(NOTHING)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Who reads our output has had enough; what is still to be written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001  (the one guard of this door)
        from sto_xl import userdata

        click.echo(str(userdata.unexpected()), err=True)
        sys.exit(FAILED)
    sys.exit(code if isinstance(code, int) else 0)
