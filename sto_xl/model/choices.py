"""What can be chosen from a list: the words that cells and letters use, each list closed."""

from __future__ import annotations

from enum import StrEnum


class RegionKind(StrEnum):
    """The two kinds of region of the subsidieregeling."""

    TECHNIEKREGIO = "techniekregio"
    TECHNIEKLUW = "techniekluwe regio"


class Land(StrEnum):
    """Where a region lies; decides which notations of postcode and phone are checked."""

    NEDERLAND = "Nederland"
    CARIBISCH = "Caribisch Nederland"


class Tranche(StrEnum):
    """The two periods for which detailed plans are made."""

    T2025 = "2025-2026"
    T2027 = "2027-2028"


class SchoolKind(StrEnum):
    """The kind of education at a location."""

    VMBO = "vmbo"
    PRO = "pro"
    VSO = "vso"
    HAVO_VWO = "havo/vwo"
    OVERIG = "overig"


class SchoolRole(StrEnum):
    """A school's place in the partnership."""

    KERNPARTNER = "kernpartner"
    REGIOPARTNER = "regiopartner"


class Deelname(StrEnum):
    """Whether a location takes part, as the roster says."""

    DEELNEMER = "deelnemer"
    AANGEMELD = "aangemeld"
    IN_GESPREK = "in gesprek"
    GEEN = "geen"
    GESTOPT = "gestopt"


class Answer(StrEnum):
    """Yes or no; an empty cell is unknown."""

    JA = "ja"
    NEE = "nee"


class Language(StrEnum):
    """The language of letters to a school."""

    NL = "nl"
    EN = "en"


class ContactRole(StrEnum):
    """What a contact is for."""

    STO = "STO-contact"
    DIRECTIE = "directie"
    OVERIG = "overig"


class LetterRole(StrEnum):
    """Whether a contact gets the letter."""

    GEADRESSEERDE = "geadresseerde"
    KOPIE = "kopie"
    NEE = "nee"


class Leerweg(StrEnum):
    """The four leerwegen; BB, KB and GL are the beroepsgerichte ones."""

    BB = "BB"
    KB = "KB"
    GL = "GL"
    TL = "TL"


class PartnerKind(StrEnum):
    """The kinds of partner in a region."""

    PO = "po"
    VO = "vo"
    VMBO = "vmbo"
    MBO = "mbo"
    HBO = "hbo"
    BEDRIJF = "bedrijf"
    OVERHEID = "overheid"


class PartnerForm(StrEnum):
    """The form of a contribution."""

    GELD = "geld"
    NATURA = "in natura"


class PlanStatus(StrEnum):
    """Where a plan stands."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    IN_GESPREK = "in gesprek"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


#: The statuses of a plan about which its region writes to the school.
WRITTEN_ABOUT = (PlanStatus.GOEDGEKEURD, PlanStatus.IN_GESPREK, PlanStatus.AFGEWEZEN)


class MeansSource(StrEnum):
    """Who pays for what a plan needs."""

    STO = "STO"
    COFINANCIERING = "cofinanciering"
    EIGEN = "eigen middelen"


class Klasse(StrEnum):
    """What a location offers, in the four classes that add up to all vmbo locations."""

    TECHNISCH = "technisch profiel"
    NIET_TECHNISCH = "alleen niet-technische profielen"
    ALLEEN_TL = "alleen TL"
    ONBEKEND = "aanbod onbekend"


class Status(StrEnum):
    """Participation as it counts on the peildatum; adds up to all vmbo locations."""

    DEELNEMER = "deelnemer"
    AANGEMELD = "aangemeld"
    IN_GESPREK = "in gesprek"
    GEEN = "geen"
    GESTOPT = "gestopt"
    ONBEKEND = "onbekend"


class Signaal(StrEnum):
    """What a location is noted for; the first that holds, so each location has one at most."""

    NIEMAND = "niemand te bereiken"
    DEELNAME_ONBEKEND = "deelname onbekend"
    STILGEVALLEN = "stilgevallen"
    GEEN_TECHNISCH = "doet niet mee (technisch profiel)"
    GEEN_NIET_TECHNISCH = "doet niet mee (alleen niet-technische profielen)"
    GEEN_TL = "doet niet mee (alleen TL)"
    GEEN_ONBEKEND = "doet niet mee (aanbod onbekend)"
    GESTOPT = "gestopt"
    NIET_BEREIKT = "doet mee, profiel niet bereikt"
    BEREIK_ONBEKEND = "doet mee, bereik onbekend"

    @property
    def asks(self) -> bool:
        """Whether there is something to call the school about now, and not a number to find out."""
        return self is not Signaal.BEREIK_ONBEKEND
