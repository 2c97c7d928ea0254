"""What Excel refuses, by the codes that Office.js hands on."""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """A code, and what Excel says with it."""

    ACCESS_DENIED = "AccessDenied", "You cannot perform the requested operation."
    CONFLICT = "InsertDeleteConflict", "The insert or delete operation resulted in a conflict."
    EDITING = "InvalidOperationInCellEditMode", "Excel is in cell-editing mode."
    GENERAL = "GeneralException", "There was an internal error while processing the request."
    INVALID = "InvalidArgument", "The argument is invalid or missing or has an incorrect format."
    NOT_FOUND = "ItemNotFound", "The requested resource doesn't exist."
    SELECTION = "InvalidSelection", "The current selection is invalid for this operation."
    TOO_MUCH_ASKED = "RequestPayloadSizeLimitExceeded", "The request exceeds the size limit."
    TOO_MUCH_GIVEN = "ResponsePayloadSizeLimitExceeded", "The response exceeds the size limit."


class RefusedError(Exception):
    """Excel refuses an action."""

    def __init__(self, code: Code) -> None:
        """Refuse with one of the codes that there are."""
        self.code, said = code.value
        super().__init__(said)
