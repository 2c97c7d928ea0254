"""What the words of a report mean, as they are printed with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl.model import Klasse, Signaal, Status

WORDS: Mapping[str, str] = {
    "Peildatum": "De dag waarvan de stand is weergegeven. Wat later ingaat, telt nog niet mee.",
    "Locatie": "Een rij op het blad Scholen met een vestiging of een naam. Waar ‘school’ staat, is "
    "een locatie bedoeld. Een locatie die in een andere is opgegaan, telt niet meer mee; dezelfde "
    "vestigingscode telt één keer.",
    "Vmbo-locatie": "Een locatie met soort vmbo, of zonder leesbare soort maar met een "
    "vmbo-leerweg op het blad Aanbod. Praktijkonderwijs en voortgezet speciaal onderwijs staan "
    "apart en tellen in geen enkel aandeel mee.",
    "Deelnemer": "Een vmbo-locatie met deelname ‘deelnemer’ en een begindatum die leeg is of niet "
    "na de peildatum ligt.",
    "Vraagt aandacht": "Een vmbo-locatie met een signaal waarover nu iemand te bellen is: elk "
    "signaal behalve ‘doet mee, bereik onbekend’. Van die laatste ontbreekt alleen een aantal of "
    "een antwoord; zij worden apart geteld.",
    "Onbekend": "Wat niet is ingevuld, telt nooit als nul. ‘18 van 24 bekend’ zegt over hoeveel "
    "rijen een aandeel gaat; ‘–’ betekent dat er niets te berekenen is.",
    "Verschil": "De waarde min de vorige waarde, berekend vóór het afronden. Het kan daarom een "
    "punt schelen met het verschil tussen de afgeronde percentages.",
}
KLASSEN: Mapping[Klasse, str] = {
    Klasse.TECHNISCH: "De locatie biedt ten minste één van de vijf technische profielen aan: BWI, "
    "PIE, M&T, MVI of MaT.",
    Klasse.NIET_TECHNISCH: "De locatie biedt ten minste één profiel aan, maar geen technisch "
    "profiel.",
    Klasse.ALLEEN_TL: "De locatie biedt alleen de theoretische leerweg aan.",
    Klasse.ONBEKEND: "Er is geen aanbod ingevuld, of een profiel is niet te lezen en er is geen "
    "technisch profiel. De vier klassen samen zijn alle vmbo-locaties.",
}
STATUSSEN: Mapping[Status, str] = {
    Status.DEELNEMER: "De school doet op de peildatum mee.",
    Status.AANGEMELD: "De school heeft zich aangemeld, of doet pas na de peildatum mee.",
    Status.IN_GESPREK: "De school en de regio praten over deelname.",
    Status.GEEN: "De school doet niet mee.",
    Status.GESTOPT: "De school deed mee en is gestopt. Zij telt mee in de noemer van Deelname.",
    Status.ONBEKEND: "Deelname is leeg of niet te lezen.",
}
SIGNALEN: Mapping[Signaal, str] = {
    Signaal.NIEMAND: "Er is geen contactpersoon met een e-mailadres of telefoonnummer, en ook geen "
    "algemeen nummer.",
    Signaal.DEELNAME_ONBEKEND: "Deelname is leeg of niet te lezen.",
    Signaal.STILGEVALLEN: "De school is aangemeld of in gesprek, maar het laatste contact (en "
    "anders de datum bij Sinds) ligt meer dan 90 dagen voor de peildatum, of beide zijn leeg.",
    Signaal.GEEN_TECHNISCH: "De school doet niet mee en biedt ten minste één technisch profiel "
    "aan.",
    Signaal.GEEN_NIET_TECHNISCH: "De school doet niet mee en biedt alleen niet-technische "
    "profielen aan.",
    Signaal.GEEN_TL: "De school doet niet mee en biedt alleen de theoretische leerweg aan.",
    Signaal.GEEN_ONBEKEND: "De school doet niet mee en haar aanbod is niet bekend.",
    Signaal.GESTOPT: "De school deed mee en is gestopt.",
    Signaal.NIET_BEREIKT: "De school doet mee, maar voor ten minste één niet-technisch profiel "
    "staan alle manieren die de leerweg kent op nee.",
    Signaal.BEREIK_ONBEKEND: "De school doet mee, maar van ten minste één niet-technisch profiel "
    "zijn alle manieren leeg of is Bereikt niet ingevuld. Elke vmbo-locatie heeft hoogstens één "
    "signaal: het eerste uit deze lijst dat geldt.",
}
#: Word, kind of word, meaning; a class, a participation and a signal may have the same name.
TERMS: Sequence[tuple[str, str, str]] = (
    *((word, "", meaning) for word, meaning in WORDS.items()),
    *((klasse.value, "klasse", meaning) for klasse, meaning in KLASSEN.items()),
    *((status.value, "deelname", meaning) for status, meaning in STATUSSEN.items()),
    *((signaal.value, "signaal", meaning) for signaal, meaning in SIGNALEN.items()),
)
MASKED = (
    "Aantallen leerlingen van 1 tot en met 4 staan er als <5, zodat geen leerling te herkennen is. "
    "‘Afgeschermd’ is een getal waaruit zo'n aantal te berekenen zou zijn, met wat er verder "
    "gedrukt staat of met wat één regio van zichzelf weet."
)
