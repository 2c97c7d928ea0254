"""Settings of Office and Windows that keep the buttons from working, as an admin knows them.

Sources: Microsoft's administrative templates for Office and Windows, whose English names are quoted
because an admin looks for them; the rules for attack surface reduction of Microsoft Defender.
"""

from __future__ import annotations

from dataclasses import dataclass

from sto_xl.books.new.addin import NAME
from sto_xl.excel.addin import windows
from sto_xl.excel.addin.places import OFFICE

ASK = "Vraag de beheerder van uw computer om {} toe te staan (instelling ‘{}’)."
_TRUST = (
    "Zet in Excel bij Bestand > Opties > Vertrouwenscentrum > Instellingen > {} het {} vinkje uit. "
    "Is het grijs? "
)
#: Where settings of Office stand: set by an admin, set from the cloud, and the user's own.
_OFFICE = (
    r"Software\Policies\Microsoft\Office\16.0",
    r"Software\Policies\Microsoft\Cloud\Office\16.0",
    OFFICE,
)
_WINDOWS = (r"Software\Policies\Microsoft\Windows",)
_DEFENDER = (r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard",)
#: Where Intune puts the same rules: all in one value, each as `number=1`, with `|` in between.
_INTUNE, _RULES = r"Software\Policies\Microsoft\Windows Defender\Policy Manager", "ASRRules"
#: A rule that blocks, and one that warns: it blocks too, until the user lets it pass for a day.
_BLOCKS, _WARNS = "1", "6"


@dataclass(frozen=True)
class Setting:
    """A setting that keeps the buttons from working when it has one of these values."""

    roots: tuple[str, ...]
    key: str
    name: str
    text: str
    remedy: str
    values: tuple[str, ...] = (_BLOCKS,)

    @property
    def on(self) -> bool:
        """Whether it is set on this computer."""
        found = [windows.value(rf"{root}\{self.key}", self.name) for root in self.roots]
        return any(str(value) in self.values for value in (*found, _by_intune(self.name)))


def _by_intune(name: str) -> str | None:
    """Give the value that Intune gave a rule of Defender; None when it gave none."""
    rules = str(windows.value(_INTUNE, _RULES) or "").casefold().split("|")
    return dict(rule.strip().partition("=")[::2] for rule in rules).get(name.casefold())


_UNSIGNED = "Excel laadt alleen invoegtoepassingen die ondertekend zijn, en STO is dat niet."
SETTINGS = (
    Setting(
        _OFFICE,
        r"Common\Security",
        "RequireAlwaysOnMacroSig",
        _UNSIGNED,
        ASK.format(
            f"‘{NAME}’", "Require trusted publisher signatures for macros that are always loaded"
        ),
    ),
    Setting(
        _OFFICE,
        r"Excel\Security",
        "RequireAddinSig",
        _UNSIGNED,
        _TRUST.format("Invoegtoepassingen", "eerste")
        + ASK.format(f"‘{NAME}’", "Require that application add-ins are signed"),
    ),
    Setting(
        _OFFICE,
        r"Excel\Security",
        "DisableAllAddins",
        "Excel laadt geen enkele invoegtoepassing.",
        _TRUST.format("Invoegtoepassingen", "laatste")
        + ASK.format("invoegtoepassingen", "Disable all application add-ins"),
    ),
    Setting(
        _OFFICE,
        "Common",
        "VBAOff",
        "In Office staan macro's (VBA) helemaal uit, en daar werken de knoppen mee.",
        ASK.format("macro's", "Disable VBA for Office applications"),
    ),
    Setting(
        _OFFICE,
        r"Excel\Security\Trusted Locations",
        "AllLocationsDisabled",
        "Excel vertrouwt geen enkele map, ook de eigen opstartmap niet.",
        _TRUST.format("Vertrouwde locaties", "laatste")
        + ASK.format("vertrouwde locaties", "Disable all trusted locations"),
    ),
    Setting(
        _WINDOWS,
        "System",
        "DisableCMD",
        "Op deze computer is de opdrachtprompt uitgezet, en daarmee start Excel Python.",
        ASK.format("opdrachten", "Prevent access to the command prompt"),
    ),
    Setting(
        _DEFENDER,
        r"ASR\Rules",
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
        "Windows staat niet toe dat Excel een ander programma start, en de knoppen hebben Python "
        "nodig.",
        ASK.format("STO", "Block all Office applications from creating child processes"),
        (_BLOCKS, _WARNS),
    ),
    Setting(
        _DEFENDER,
        r"ASR\Rules",
        "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b",
        "Windows houdt macro's tegen die functies van Windows gebruiken, en die van STO doen dat.",
        ASK.format("STO", "Block Win32 API calls from Office macros"),
        (_BLOCKS, _WARNS),
    ),
)
