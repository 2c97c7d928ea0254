"""What the words of a report mean, as they are printed with it."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.model import Klasse, Signaal, Status

_KLASSE, _STATUS, _SIGNAAL = "klasse", "deelname", "signaal"
#: The words of the report: the word, what kind of word it is, what it means.
TERMS: Sequence[tuple[str, str, str]] = (
    (
        "Peildatum",
        "",
        "De dag waarvan de stand is weergegeven. Wat later ingaat, telt nog niet mee.",
    ),
    (
        "Locatie",
        "",
        (
            "Een rij op het blad Scholen met een vestiging of een naam. Waar ‘school’ staat, is een "
            "locatie bedoeld. Een locatie die in een andere is opgegaan, telt niet meer mee; dezelfde "
            "vestigingscode telt één keer."
        ),
    ),
    (
        "Vmbo-locatie",
        "",
        (
            "Een locatie met soort vmbo, of zonder leesbare soort maar met een vmbo-leerweg op het "
            "blad Aanbod. Praktijkonderwijs en voortgezet speciaal onderwijs staan apart en tellen in "
            "geen enkel aandeel mee."
        ),
    ),
    (
        "Deelnemer",
        "",
        (
            "Een vmbo-locatie met deelname ‘deelnemer’ en een begindatum die leeg is of niet na de "
            "peildatum ligt."
        ),
    ),
    (
        "Onbekend",
        "",
        (
            "Wat niet is ingevuld, telt nooit als nul. ‘18 van 24 bekend’ zegt over hoeveel rijen een "
            "aandeel gaat; ‘–’ betekent dat er niets te berekenen is."
        ),
    ),
    (
        Klasse.TECHNISCH,
        _KLASSE,
        (
            "De locatie biedt ten minste één van de vijf technische profielen aan (BWI, PIE, M&T, MVI, "
            "MaT)."
        ),
    ),
    (
        Klasse.NIET_TECHNISCH,
        _KLASSE,
        "De locatie biedt ten minste één profiel aan, maar geen technisch profiel.",
    ),
    (Klasse.ALLEEN_TL, _KLASSE, "De locatie biedt alleen de theoretische leerweg aan."),
    (
        Klasse.ONBEKEND,
        _KLASSE,
        (
            "Er is geen aanbod ingevuld, of een profiel is niet te lezen en er is geen technisch "
            "profiel. De vier klassen samen zijn alle vmbo-locaties."
        ),
    ),
    (Status.DEELNEMER, _STATUS, "De school doet op de peildatum mee."),
    (
        Status.AANGEMELD,
        _STATUS,
        "De school heeft zich aangemeld, of doet pas na de peildatum mee.",
    ),
    (Status.IN_GESPREK, _STATUS, "De school en de regio praten over deelname."),
    (Status.GEEN, _STATUS, "De school doet niet mee."),
    (
        Status.GESTOPT,
        _STATUS,
        "De school deed mee en is gestopt. Zij telt mee in de noemer van Deelname.",
    ),
    (Status.ONBEKEND, _STATUS, "Deelname is leeg of niet te lezen."),
    (
        Signaal.NIEMAND,
        _SIGNAAL,
        "Er is geen contact met een e-mailadres of telefoonnummer, en ook geen algemeen nummer.",
    ),
    (Signaal.DEELNAME_ONBEKEND, _SIGNAAL, "Deelname is leeg of niet te lezen."),
    (
        Signaal.STILGEVALLEN,
        _SIGNAAL,
        (
            "De school is aangemeld of in gesprek, maar het laatste contact (en anders de datum bij "
            "Sinds) ligt meer dan 90 dagen voor de peildatum, of beide zijn leeg."
        ),
    ),
    (
        Signaal.GEEN_TECHNISCH,
        _SIGNAAL,
        "De school doet niet mee en biedt ten minste één technisch profiel aan.",
    ),
    (
        Signaal.GEEN_NIET_TECHNISCH,
        _SIGNAAL,
        "De school doet niet mee en biedt alleen niet-technische profielen aan.",
    ),
    (
        Signaal.GEEN_TL,
        _SIGNAAL,
        "De school doet niet mee en biedt alleen de theoretische leerweg aan.",
    ),
    (
        Signaal.GEEN_ONBEKEND,
        _SIGNAAL,
        "De school doet niet mee en haar aanbod is niet bekend.",
    ),
    (Signaal.GESTOPT, _SIGNAAL, "De school deed mee en is gestopt."),
    (
        Signaal.NIET_BEREIKT,
        _SIGNAAL,
        (
            "De school doet mee, maar voor ten minste één niet-technisch profiel staan alle manieren "
            "op nee."
        ),
    ),
    (
        Signaal.BEREIK_ONBEKEND,
        _SIGNAAL,
        (
            "De school doet mee, maar van ten minste één niet-technisch profiel zijn alle manieren "
            "leeg of is Bereikt niet ingevuld. Elke vmbo-locatie heeft hoogstens één signaal: het "
            "eerste uit deze lijst dat geldt."
        ),
    ),
)
MASKED: tuple[str, str, str] = (
    "<5",
    "",
    (
        "Aantallen leerlingen van 1 tot en met 4 zijn niet getoond, zodat geen leerling te herkennen "
        "is."
    ),
)
