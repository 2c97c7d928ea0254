"""The buttons Voorstel maken, in a techniekplan, and Besluiten maken, in a roster."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.books.reading.file import read_file
from sto_xl.books.report import DECIDED, HouseStyle, specs
from sto_xl.buttons import mails, outside, roster
from sto_xl.buttons.click import Run
from sto_xl.buttons.letters import asked, beside_of
from sto_xl.buttons.sentences import listed, unfiltered
from sto_xl.grid import Changes
from sto_xl.letters import LetterKind, mailing
from sto_xl.letters.mail import eml
from sto_xl.letters.mail.eml import Attachment
from sto_xl.letters.mail.kinds import WITH
from sto_xl.letters.mailing import Posted
from sto_xl.letters.templates import Templates
from sto_xl.model.wording import capitalised, counted
from sto_xl.plans import decisions as deciding
from sto_xl.plans import examination, proposals, reading, write_back
from sto_xl.sheets import techniekplan
from sto_xl.system import outputs, pdf
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click


def proposal(click: Click) -> str:
    """Make the voorstel of the open techniekplan, and put it beside that."""
    examined = _plan(click)
    kind, beside = LetterKind.VOORSTEL, beside_of(click)
    templates = asked(click, partial(Templates.beside, None, kind, beside))
    if templates is None:
        return "Er is geen voorstel gemaakt."
    meant = proposals.Proposed(examined, language=templates.language(None))
    (letter,) = mailing.made([meant], templates, click.now.date())
    if isinstance(letter, Failure):
        raise letter
    # That a run was made stands in the workbook, so that it can be taken back.
    plan = click.look(Changes())
    texts = mails.wanted(click, WITH[kind], "de brief en het techniekplan", beside)
    enclosed = _own_file(examined, beside) if texts else ()
    folder = beside or click.book.choose_folder("Kies de map waarin het voorstel komt")
    if folder is None:
        return "Er is geen map gekozen; er is geen voorstel gemaakt."
    printer = outside.printer(click, "het voorstel")
    suffixes = (".docx", pdf.SUFFIX, eml.SUFFIX)
    path = outputs.fresh_file(Path(folder), meant.file_name, *suffixes)
    posted = [Posted(replace(meant, enclosed=enclosed), path.name)]
    made = outside.Outside(path.parent, posted=posted, fresh=False)
    with outside.all_or_nothing(click, made):
        outputs.write(path, letter)
        failed = outside.print_letters(click, made, printer)
        mailed = mails.made(click, texts, made.posted, made)
        written = click.write(plan, Run("voorstel maken", examined.plan.book, made))
    if texts and not enclosed:
        changed = ", want u hebt het gewijzigd sinds u het bewaarde" if beside else ""
        mailed += f" Het techniekplan zelf zit er nog niet in{changed}: bewaar het en voeg het toe."
    text = f"Het voorstel is gemaakt: ‘{path.name}’, in {click.book.called(path.parent)}. Lees het "
    text += "na, vul het zo nodig aan en stuur het met dit techniekplan naar de programmamanager."
    text += outside.said_of_pdfs(made)
    return text + mailed + unfiltered(written) + listed(failed)


def decisions(click: Click) -> str:
    """Make the letters about all plans that are decided on or talked about, and their list."""
    examined = roster.examine(click)
    ready, waiting = deciding.decided(examined)
    over = [f"Geen brief: {one.title}, want {one.reason}." for one in waiting if not one.sent]
    before = _sent_before(sum(one.sent for one in waiting))
    if not ready:
        text = f"Er is geen plan waarover een brief kan worden gemaakt.{before}"
        if not waiting:
            text += " Een brief gaat over een plan dat goedgekeurd, in gesprek of afgewezen is."
        return text + listed(over)
    day = click.now.date()
    templates = asked(click, partial(Templates.beside, None, LetterKind.BESLUIT, beside_of(click)))
    if templates is None:
        return "Er zijn geen brieven gemaakt."
    plan = click.look(write_back.sent(examined, {one.line for one in ready}, day))
    printer = outside.printer(click, "elke brief")
    texts = mails.wanted(click, WITH[templates.kind], "de brief", beside_of(click))
    folder = click.new_folder(f"Besluiten {day:%Y-%m-%d}", "Kies de map waarin de besluiten komen")
    if folder is None:
        return "Er is geen map gekozen; er zijn geen brieven gemaakt."
    made = outside.Outside(folder, [mailing.LIST])
    with outside.all_or_nothing(click, made):
        style = HouseStyle.beside(beside_of(click))
        over += style.told(specs.MAILED[DECIDED])
        posted = mailing.post(ready, waiting, templates, day, folder, style)
        failed = outside.make(click, made, posted, len(ready), "Besluiten")
        failed += outside.print_letters(click, made, printer)
        mailed = mails.made(click, texts, made.posted, made)
        noted = plan.with_columns(write_back.sent(examined, made.letters.keys(), day).columns)
        written = click.write(noted, roster.run(examined, "besluiten maken", made))
    said = counted(len(made.letters), "brief over een plan is", "brieven over plannen zijn")
    text = f"{capitalised(said)} gemaakt in {click.book.called(folder)}. Lees ze na voordat "
    text += f"u ze verstuurt. {write_back.remembered(examined)} Naar welk adres elke brief "
    text += f"gaat, staat in {mailing.LIST}, in dezelfde map.{outside.said_of_pdfs(made)}{before}"
    return text + mailed + unfiltered(written) + listed([*failed, *over])


def _sent_before(count: int) -> str:
    """Say of how many plans the besluit was sent, and how to get a letter all the same."""
    if not count:
        return ""
    what = counted(count, "plan is het besluit", "plannen is het besluit")
    return (
        f"\n\nVan {what} al verzonden. Is er een nieuw besluit, vul dan de nieuwe Besluitdatum in. "
        "Wilt u de brief over hetzelfde besluit nog eens, maak dan bij dat plan Besluit verzonden "
        "leeg."
    )


def _own_file(examined: examination.ExaminedPlan, beside: Path | None) -> tuple[Attachment, ...]:
    """Give the plan's own file, where that says what the open workbook says: it may be older."""
    if beside is None:
        return ()
    file = beside / examined.file
    try:
        snapshot = read_file(file)
        saved = techniekplan.read_techniekplan(snapshot)
        attached = reading.as_it_came(reading.Came(file, snapshot.sha256))
    except Failure:
        return ()
    return (attached,) if saved.records == examined.plan.records else ()


def _plan(click: Click) -> examination.ExaminedPlan:
    """Read and check the open techniekplan. Raises `Failure` when the workbook is another one."""
    try:
        return examination.examine(click.snapshot, click.now.date())
    except Failure as failure:
        if failure.cause is Cause.NOT_A_PLAN:
            raise Failure(Cause.NO_PLAN_OPEN, **failure.values) from failure
        raise
