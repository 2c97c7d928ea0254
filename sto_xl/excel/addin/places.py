"""Where Excel looks for add-ins that it opens by itself: for this user alone, without an admin."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sto_xl.excel.addin import windows

#: The settings of Excel 2016 and all that came after it.
OFFICE = r"Software\Microsoft\Office\16.0"


def startup_folder(system: str = sys.platform) -> Path | None:
    """Give the user's own startup folder of Excel; None on a system that has no Excel.

    On Windows it is a trusted location from the start. Its name is the registry's, else XLSTART.
    """
    if system == "win32":
        roaming = os.environ.get("APPDATA")
        base = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
        name = windows.value(rf"{OFFICE}\Common\General", "Xlstart")
        # A whole path there takes the place of the base.
        return (
            base / "Microsoft" / "Excel" / (name if isinstance(name, str) and name else "XLSTART")
        )
    if system == "darwin":
        office = Path.home() / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return office / "User Content.localized" / "Startup.localized" / "Excel"
    return None
