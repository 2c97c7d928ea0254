"""What a letter or a mail says, as its template asks for it: fields, each with what it says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated, TypeAlias

Programme: TypeAlias = Annotated[
    str, "de regio zoals zij ondertekent, zoals ‘Sterk Techniekonderwijs Rivierenhoek’"
]
LetterDate: TypeAlias = Annotated[dt.date, "datum van de brief; schrijf {{ briefdatum|datum }}"]


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What is said: a text that is not known is empty, and a list has no gaps."""

    def fields(self) -> dict[str, object]:
        """Give the fields by name, as a template asks for them."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
