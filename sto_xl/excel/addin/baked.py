"""What an add-in is made for: the Python that its buttons start, and the versions there.

They stand on the add-in's settings sheet, where xlwings' VBA reads the interpreter, the tab's own
VBA reads the package, and `doctor` reads all of it.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

import sto_xl
from sto_xl.books.new import addin

#: Which setting holds which field of `Baked`.
_SETTINGS = {
    "interpreter": "Interpreter_Win",
    "package": "STO_XL",
    "sto_xl": "Version_sto_xl",
    "xlwings": "Version_xlwings",
    "python": "Version_Python",
}


@dataclass(frozen=True)
class Baked:
    """The Python and the versions that an add-in was made for; versions as they are printed."""

    interpreter: str
    package: str
    sto_xl: str
    xlwings: str
    python: str

    def settings(self) -> dict[str, str]:
        """Give what goes onto the add-in's settings sheet."""
        return {_SETTINGS[field]: value for field, value in dataclasses.asdict(self).items()}


def here() -> Baked:
    """Give the Python that runs now."""
    return Baked(
        # Not resolved: in a virtual environment that would lead out of it.
        interpreter=str(Path(sys.executable).absolute()),
        package=str(Path(sto_xl.__file__).absolute()),
        sto_xl=sto_xl.__version__,
        xlwings=importlib.metadata.version("xlwings"),
        python=platform.python_version(),
    )


def of(data: bytes) -> Baked | None:
    """Give what an add-in was made for; None for a file that is none of ours."""
    settings = addin.settings_of(data)
    if settings is None or not settings.keys() >= set(_SETTINGS.values()):
        return None
    return Baked(**{field: settings[name] for field, name in _SETTINGS.items()})
