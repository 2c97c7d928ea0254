"""What the page says in English when something cannot be done, for schools in Caribisch Nederland.

Of what stands in a workbook the program speaks in Dutch, as the workbook does. What is the matter
with a file as a whole needs nothing from it but its name, so that can be said in English too. The
buttons are called what `web/texts.json` calls them.
"""

from __future__ import annotations

from collections.abc import Mapping

from sto_xl.system.errors import Cause, Failure

_EMPTY_ONES = (
    "The buttons ‘Empty region file’ and ‘Empty plan’ give you a workbook that you can fill in."
)

#: The sentence of each cause that can be told without a word in Dutch from elsewhere.
SENTENCES: Mapping[Cause, str] = {
    Cause.EMPTY: "The file ‘{file}’ is empty: download it again, or ask the sender to resend it.",
    Cause.LOCK_FILE: (
        "‘{file}’ is a helper file that Excel makes while a workbook is open: choose the workbook "
        "itself, without ‘~$’ in its name."
    ),
    Cause.OLD_EXCEL: (
        "‘{file}’ is a workbook from an old version of Excel (.xls): open it in Excel and save it "
        "as ‘Excel Workbook (.xlsx)’."
    ),
    Cause.ENCRYPTED: (
        "‘{file}’ is protected with a password: open it in Excel, remove the password (File > Info "
        "> Protect Workbook) and save it again."
    ),
    Cause.LABELLED: (
        "‘{file}’ is protected by a sensitivity label, so that only Excel itself can read it: open "
        "it in Excel, choose a label without encryption (Home > Sensitivity) and save it again."
    ),
    Cause.WEB_PAGE: (
        "‘{file}’ is a web page, not an Excel workbook: download the file again (a sign-in page "
        "may have been saved instead), or open it in Excel and save it as ‘Excel Workbook (.xlsx)’."
    ),
    Cause.NOT_EXCEL: (
        "‘{file}’ is not an Excel workbook: open it in Excel and save it as ‘Excel Workbook "
        "(.xlsx)’."
    ),
    Cause.BINARY_EXCEL: (
        "‘{file}’ is a binary workbook (.xlsb): open it in Excel and save it as ‘Excel Workbook "
        "(.xlsx)’."
    ),
    Cause.DAMAGED: (
        "‘{file}’ is damaged or incomplete: download it again, or open it in Excel with ‘Open and "
        "Repair’ and save it again."
    ),
    Cause.STRICT: (
        "‘{file}’ was saved as ‘Strict Open XML’: open it in Excel and save it as an ordinary "
        "‘Excel Workbook (.xlsx)’."
    ),
    Cause.TOO_LARGE: (
        "‘{file}’ is too large to be read safely: in Excel, delete the empty rows and columns "
        "below and beside your data, and save it again."
    ),
    Cause.TOO_MANY_FORMATS: (
        "‘{file}’ cannot be read safely: in Excel, copy your data into a new workbook with ‘Paste "
        "Special > Values’ and save that one."
    ),
    Cause.READER_DIED: (
        "‘{file}’ could not be read to the end: open it in Excel with ‘Open and Repair’, save it "
        "as a new workbook and try again."
    ),
    Cause.READER_LATE: (
        "‘{file}’ could not be read within a minute: copy your data as values into an empty "
        "region file or plan and try again."
    ),
    Cause.NOT_OURS: f"‘{{file}}’ is not a region file (regiobestand). {_EMPTY_ONES}",
    Cause.NOT_A_PLAN: f"‘{{file}}’ is not a plan (techniekplan). {_EMPTY_ONES}",
    Cause.NEITHER: (
        "‘{file}’ is neither a region file (regiobestand) nor a plan (techniekplan). "
        f"{_EMPTY_ONES}"
    ),
    Cause.SIGNED: (
        "‘{file}’ has a digital signature, which would be lost, so nothing has been changed. If it "
        "has to be updated all the same, first remove the signature in Excel (File > Info)."
    ),
    Cause.NOT_SPLICED: (
        "‘{file}’ was saved in such a way that nothing in it can be changed without losing "
        "something else, so nothing has been changed: open it in Excel, save it and try again."
    ),
    Cause.PLAN_UNFINISHED: (
        "There are still errors in the plan ‘{file}’, so no proposal has been made: correct the "
        "errors that are listed below, save the plan and choose it again."
    ),
    Cause.NO_SENDER: (
        "Sheet Regio does not say yet who the letters come from, so none have been made: fill in "
        "‘Naam van de regio’, ‘Programmamanager: naam’ and the lines that begin with ‘Brieven:’, "
        "and try again."
    ),
    Cause.TEMPLATE_GONE: (
        "The letter template ‘{file}’, which is named on sheet Regio, is not here: choose it with "
        "‘Your own letter template’, or clear the field Briefsjabloon."
    ),
    Cause.NO_FIELDS: (
        "The letter template ‘{file}’ does not have any fields, so every letter would be the same, "
        "without the name and address of the school: add some, such as {{{{ school }}}}."
    ),
    Cause.TEMPLATE_TOO_MUCH: (
        "The letter template ‘{file}’ asks for too much, so no letter can be made with it: remove "
        "the repetitions and calculations that you do not need, or start again from the template "
        "that comes with STO."
    ),
    Cause.UNEXPECTED: (
        "Something went wrong in the program itself (reference {reference}); your files have not "
        "been changed. Please mention the reference when you report this."
    ),
}


def of(cause: Cause) -> Mapping[str, str]:
    """Give the sentence of a cause as it stands, in Dutch and where there is one in English."""
    english = SENTENCES.get(cause)
    return {"nl": cause.value, **({"en": english} if english else {})}


def told(failure: Failure) -> Mapping[str, str]:
    """Give what the page says of a failure, in Dutch and where it can be in English."""
    english = SENTENCES.get(failure.cause)
    return {"nl": str(failure), **({"en": english.format(**failure.values)} if english else {})}
