"""What a techniekplan says: its form with the flyer's six questions, and its five tables."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sto_xl.model.choices import Answer, MeansSource, PartnerKind
from sto_xl.model.fields import Amount, Count, Quantity, Record, Text


class PlanForm(Record):
    """The first sheet of a techniekplan: which plan it is, whose, and the six questions."""

    line: int = 0
    kenmerk: Text | None = None
    titel: Text | None = None
    vestiging: Text | None = None
    school: Text | None = None
    adres: Text | None = None
    postcode: Text | None = None
    plaats: Text | None = None
    regio: Text | None = None
    programmamanager: Text | None = None
    leerlingen: Count | None = None
    indiener: Text | None = None
    functie: Text | None = None
    email: Text | None = None
    telefoon: Text | None = None
    akkoord: Answer | None = None
    akkoord_naam: Text | None = None
    akkoord_datum: dt.date | None = None
    regiovisie: Text | None = None
    doelen: Text | None = None
    activiteiten: Text | None = None
    mijlpalen: Text | None = None
    samenwerking: Text | None = None
    middelen: Text | None = None
    sjabloonversie: Text | None = None


class Goal(Record):
    """A goal, and by what one will see that it is reached."""

    line: int
    doel: Text | None = None
    resultaat: Text | None = None
    toelichting: Text | None = None


class Activity(Record):
    """An activity: for which goal, in which way, for whom and when.

    `profielen`, `leerwegen` and `leerjaren` may hold several, with a semicolon between them;
    `manier` is the name of a way to get acquainted with techniek.
    """

    line: int
    activiteit: Text | None = None
    doel: Text | None = None
    manier: Text | None = None
    profielen: Text | None = None
    leerwegen: Text | None = None
    leerjaren: Text | None = None
    leerlingen: Count | None = None
    start: dt.date | None = None
    einde: dt.date | None = None


class Milestone(Record):
    """A milestone of an activity: when it is due, and when it was reached."""

    line: int
    mijlpaal: Text | None = None
    activiteit: Text | None = None
    datum: dt.date | None = None
    bereikt_op: dt.date | None = None
    toelichting: Text | None = None


class Cooperation(Record):
    """A partner in a plan, and what it contributes."""

    line: int
    partner: Text | None = None
    soort: PartnerKind | None = None
    bijdrage: Text | None = None


class Means(Record):
    """What is needed: a number of something at a price in euros, and who pays for it."""

    line: int
    omschrijving: Text | None = None
    aantal: Quantity | None = None
    prijs: Amount | None = None
    bedrag: Amount | None = None
    bron: MeansSource | None = None
    toelichting: Text | None = None

    @property
    def amount(self) -> Decimal | None:
        """The amount in euros: as filled in, else aantal × prijs; None when neither is known."""
        if self.bedrag is not None or self.aantal is None or self.prijs is None:
            return self.bedrag
        return self.aantal * self.prijs
