"""The cases of the rules about what stands in a roster; on top of a quiet region stands each."""

from __future__ import annotations

from sto_xl import sheets
from support.rule_texts import (
    BASE,
    BUDGET,
    MAXIMUM,
    NORM,
    OFFER,
    OFFERINGS,
    with_contact,
    with_offering,
    with_partner,
    with_plan,
    with_region,
    with_school,
)

EMAIL, PHONE = "Programmamanager: e-mail", "Programmamanager: telefoon"
POSTCODE = "Brieven: postcode"

#: code: (what triggers it, where, what does not).
CASES: dict[str, tuple[str, str, str]] = {
    "WRK-012": (
        with_region(Sjabloonversie="najaar"),
        "Regio!B26",
        # What Excel makes of 1.0 when it takes it for a number.
        with_region(Sjabloonversie="1"),
    ),
    "WRK-024": (with_region(Sjabloonversie=""), "Regio!B26", with_region(Sjabloonversie="najaar")),
    "WRK-013": (
        with_region(Sjabloonversie="1.10"),
        "Regio!B26",
        with_region(Sjabloonversie="1,0"),
    ),
    "WRK-014": (
        with_region(Sjabloonversie="0.9"),
        "Regio!B26",
        with_region(Sjabloonversie=sheets.ROSTER.version),
    ),
    "WRK-010": (
        with_offering("00AH17 | PIE | BB | 9", " |  |  | ", "00AH17 | PIE | KB | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | KB | 9"),
    ),
    "WRK-030": (
        with_offering("00AH17 | PIE | BB | veertig"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | <5"),
    ),
    "WRK-031": (
        with_offering("00AH17 | PIE | BB | 7,5"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | 1.075"),
    ),
    "WRK-032": (
        with_partner("X | bedrijf | -5 | geld"),
        "Partners!D4",
        with_partner("X | bedrijf | 5 | geld"),
    ),
    "WRK-033": (with_region(**{NORM: "10"}), "Regio!B23", with_region(**{NORM: "10%"})),
    "WRK-034": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | najaar"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1 sept. 2025"),
    ),
    "WRK-035": (
        with_school("00AH18 | B | 41234 | vmbo | deelneemer"),
        "Scholen!I3",
        with_school("00AH18 | B | 41234 | VMBO | Geen"),
    ),
    "WRK-036": (
        with_school(f"00AH18 | {'x' * 32_768} | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school(f"00AH18 | {'x' * 32_767} | 41234 | vmbo | geen"),
    ),
    "WRK-037": (
        with_offering("00AH17 | PIE | BB | 1000000"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | 999999"),
    ),
    "WRK-026": (
        with_partner("Totaal | | 40 | "),
        "Partners!A4",
        with_partner("Totaal Techniek BV | bedrijf | 40 | geld"),
    ),
    "WRK-027": (
        with_partner("C | bedrijf | 5 | geld\nD | vo | 6 | geld\nE | hbo | 7 | geld\nF | vo | 18"),
        "Partners!A7",
        with_partner("C | bedrijf | 5 | geld\nD | vo | 6 | geld\nE | hbo | 7 | geld\nF | vo | 19"),
    ),
    "WRK-038": (
        with_offering("00AH17 | PIE | BB | 1,000"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | 1.000"),
    ),
    "WRK-039": (
        with_school("00AH18 | #N/B | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school("00AH18 | De #1 | 41234 | vmbo | geen"),
    ),
    "WRK-040": (
        with_region(Ondersteuner="#VERW!"),
        "Regio!B11",
        with_region(Ondersteuner="R. Smit"),
    ),
    "WRK-043": (
        with_school("00AH18 | volgt | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school("00AH18 | School 2 | 41234 | vmbo | geen"),
    ),
    "WRK-044": (
        with_region(Ondersteuner="n.v.t."),
        "Regio!B11",
        with_region(Ondersteuner="Nanne van Tol"),
    ),
    "RST-001": (with_region(Regionummer=""), "Regio!B2", with_region()),
    "RST-002": (with_region(Regionummer="19072"), "Regio!B2", with_region()),
    "RST-003": (with_region(**{"Naam van de regio": ""}), "Regio!B3", with_region()),
    "RST-004": (with_region(**{"Penvoerder: nummer bevoegd gezag": ""}), "Regio!B6", with_region()),
    "RST-005": (
        with_region(**{"Penvoerder: nummer bevoegd gezag": "4123"}),
        "Regio!B6",
        with_region(),
    ),
    "RST-006": (
        with_region(**{"Penvoerder: nummer bevoegd gezag": "49999"}),
        "Regio!B6",
        with_region(),
    ),
    "RST-007": (with_region(**{"Programmamanager: e-mail": ""}), "Regio!B9", with_region()),
    "RST-008": (with_region(**{"Programmamanager: naam": ""}), "Regio!B8", with_region()),
    "RST-009": (
        with_region(**{"Soort regio": "techniekluwe regio", MAXIMUM: "4000001"}),
        "Regio!B20",
        with_region(**{"Soort regio": "techniekluwe regio", MAXIMUM: "4000000"}),
    ),
    "RST-018": (
        with_region(**{"Website van de regio": "sto mijnregio"}),
        "Regio!B12",
        with_region(**{"Website van de regio": "https://www.sto-mijnregio.nl/contact/"}),
    ),
    "RST-050": (with_school(" | B | 41234 | vmbo | geen"), "Scholen!A3", with_school("")),
    "RST-051": (
        with_school("0AH18 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00 ah18 | B | 41234 | vmbo | geen"),
    ),
    "RST-052": (
        with_school("00ah17 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-053": (
        with_school("00AH18 |  | 41234 | vmbo | geen"),
        "Scholen!B3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-054": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | 9401"),
        "Scholen!D3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | 9401sl"),
    ),
    "RST-055": (
        with_school("00AH18 | B | 4123 | vmbo | geen"),
        "Scholen!F3",
        with_school("00AH18 | B | 41235 | vmbo | geen"),
    ),
    "RST-056": (
        with_school("00AH18 | B | 41234 | vmbo | "),
        "Scholen!I3",
        with_school("00AH18 | B | 41234 | pro | "),
    ),
    "RST-057": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1-8-2025"),
    ),
    "RST-058": (
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 1-10-2026"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | deelnemer | 30-9-2026"),
    ),
    "RST-059": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 1-10-2026"),
        "Scholen!O3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 30-9-2026"),
    ),
    "RST-060": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 31-12-2019"),
        "Scholen!O3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | 1-1-2020"),
    ),
    "RST-061": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00ZZ00"),
        "Scholen!R3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17"),
    ),
    "RST-067": (
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH19",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH18",
            "00AH20 | D | 41234 | vmbo | geen | | | | 00AH18",
        ),
        "Scholen!R4",
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH19",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH17",
        ),
    ),
    "RST-071": (
        with_school("00AH19 | B | 41234 | vmbo | geen | | | | | | | 61").replace(
            OFFERINGS, OFFERINGS + "00AH19 | D&P | BB | 40 | nee\n"
        ),
        "Scholen!S3",
        # A number that is not known may make it up.
        with_school("00AH19 | B | 41234 | vmbo | geen | | | | | | | 61").replace(
            OFFERINGS, OFFERINGS + "00AH19 | D&P | BB | 40 | nee\n00AH19 | D&P | KB | <5 | nee\n"
        ),
    ),
    "RST-070": (
        with_region().replace("Dorpsweg 1 | 9401 SL | Assen", "| 9401 SL | "),
        "Scholen!C2",
        with_region().replace("geen | Dorpsweg 1 | 9401 SL | Assen", "deelnemer"),
    ),
    "RST-068": (
        with_school("00AH19 | B | 41234 | | geen"),
        "Scholen!G3",
        with_school(
            "00AH18 | B | 41234 | vmbo | geen",
            "00AH19 | C | 41234 | | geen",
            "00AH20 | D | 41234 | | geen | | | | 00AH17",
        ).replace(OFFERINGS, OFFERINGS + "00AH19 | | TL | 9\n"),
    ),
    "RST-100": (with_contact("00ZZ00 | A. Bos"), "Contacten!A2", with_contact("00ah17 | A. Bos")),
    "RST-101": (
        with_contact("00AH17 | A. Bos | a.bos@school,nl"),
        "Contacten!E2",
        with_contact("00AH17 | A. Bos | a.bos@school.example"),
    ),
    "RST-102": (
        with_contact("00AH17 | A. Bos | | 06-12"),
        "Contacten!F2",
        with_contact("00AH17 | A. Bos | | (010) 220 21 21"),
    ),
    "RST-103": (
        with_contact("00AH17 | A | | | geadresseerde", "00AH17 | B | | | geadresseerde"),
        "Contacten!H3",
        with_contact("00AH17 | A | | | geadresseerde", "00AH17 | B | | | kopie"),
    ),
    "RST-108": (with_contact(" | A. Bos"), "Contacten!A2", with_contact("00ZZ00 | A. Bos")),
    "RST-150": (
        with_offering("00AH17 | PIE | BB | 9", "00ZZ00 | PIE | BB | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9"),
    ),
    "RST-164": (
        with_offering(" | PIE | BB | 9"),
        "Aanbod!A2",
        with_offering("00ZZ00 | PIE | BB | 9"),
    ),
    "RST-151": (
        with_offering("00AH17 | PIE | | 9"),
        "Aanbod!C2",
        with_offering("00AH17 | PIE | VMBO BL | 9"),
    ),
    "RST-152": (
        with_offering("00AH17 | | BB | 9"),
        "Aanbod!B2",
        with_offering("00AH17 | | TL | 9"),
    ),
    "RST-153": (
        with_offering("00AH17 | Techniek | BB | 9"),
        "Aanbod!B2",
        with_offering("00AH17 | Techniek | TL | 9"),
    ),
    "RST-154": (
        with_offering("00AH17 | Z&W | BB | 9 | ja | | 10"),
        "Aanbod!H2",
        with_offering("00AH17 | Z&W | BB | 9 | ja | | 9"),
    ),
    "RST-155": (
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | BL | 9"),
        "Aanbod!A3",
        with_offering("00AH17 | PIE | BB | 9", "00AH17 | PIE | KB | 9"),
    ),
    "RST-156": (
        with_school("00AH19 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-157": (
        with_offering("00AH17 | Z&W | KB | 9 | | ja"),
        "Aanbod!F2",
        with_offering("00AH17 | Z&W | GL | 9 | | ja"),
    ),
    "RST-158": (
        with_offering("00AH17 | D&P | KB | 9"),
        "Aanbod!E2",
        with_offering("00AH17 | D&P | KB | 9 | nee"),
    ),
    "RST-200": (with_partner("X | | | "), "Partners!B4", with_partner("X | hbo | | ")),
    "RST-201": (with_partner("X | hbo | | "), "Partners", with_partner("X | bedrijf | | ")),
    "RST-202": (
        with_partner("X | bedrijf | 50 | "),
        "Partners!E4",
        with_partner("X | bedrijf | 50 | in natura"),
    ),
    "RST-203": (
        with_region(**{BASE: "1000", NORM: "10%"}),
        "Regio!B21",
        with_region(**{BASE: "1000", NORM: "0%"}),
    ),
    "RST-250": (
        with_plan("P1 | 00ZZ00 | concept"),
        "Plannen!B2",
        with_plan("P1 | 00AH17 | concept"),
    ),
    "RST-264": (with_plan("P1 | | concept"), "Plannen!B2", with_plan("P1 | 00ZZ00 | concept")),
    "RST-251": (with_plan("P1 | 00AH17 | "), "Plannen!I2", with_plan("P1 | 00AH17 | concept")),
    "RST-252": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 11 | 1-9-2026"),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | 1-9-2026"),
    ),
    "RST-253": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | "),
        "Plannen!L2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | "),
    ),
    "RST-254": (
        with_plan("P1 | 00AH17 | ingediend | 10 | 10 | "),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | "),
    ),
    "RST-255": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{MAXIMUM: "80"}),
        "Regio!B20",
        # What stands there twice, and what is decided after the peildatum, does not count.
        with_plan(
            "P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026\n"
            "p1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026\n"
            "P2 | 00AH17 | goedgekeurd | 90 | 90 | 1-10-2026",
            **{MAXIMUM: "90"},
        ),
    ),
    "RST-256": (
        with_plan("P1 | 00AH17 | concept | 90\n p 1 | 00AH17 | concept\nP1 | 00AH17 | concept"),
        "Plannen!A4",
        with_plan("P1 | 00AH17 | concept | 90\nP2 | 00AH17 | concept\n | 00AH17 | concept"),
    ),
    "RST-257": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | | 1-9-2026"),
        "Plannen!K2",
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 0 | 1-9-2026"),
    ),
    "RST-010": (with_region(**{"Soort regio": ""}), "Regio!B4", with_region()),
    "RST-011": (with_region(Land=""), "Regio!B5", with_region(Land="Caribisch Nederland")),
    "RST-012": (with_region(Tranche=""), "Regio!B19", with_region(Tranche="2027-2028")),
    "RST-013": (
        with_region(**{EMAIL: "m.vos@sto,example"}),
        "Regio!B9",
        with_region(**{EMAIL: "m.vos@sto.example"}),
    ),
    "RST-014": (
        with_region(**{PHONE: "06-12"}),
        "Regio!B10",
        with_region(**{PHONE: "06-12", "Land": "Caribisch Nederland"}),
    ),
    "RST-015": (
        with_region(**{POSTCODE: "9401"}),
        "Regio!B15",
        with_region(**{POSTCODE: "9401 sl"}),
    ),
    "RST-016": (
        with_region(**{"Peildatum leerlingen": "1-10-2026"}),
        "Regio!B24",
        with_region(**{"Peildatum leerlingen": "30-9-2026"}),
    ),
    "RST-017": (with_region(**{NORM: "9,9%"}), "Regio!B23", with_region(**{NORM: "10%"})),
    "RST-062": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | | 12"),
        "Scholen!M3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | | 14 0592"),
    ),
    "RST-063": (
        with_school("00AH18 | B | 41234 | vmbo | in gesprek | 1-9-2026 | | 1-7-2026"),
        "Scholen!O3",
        # Ninety days before the peildatum is not yet too long ago.
        with_school("00AH18 | B | 41234 | vmbo | aangemeld | | | 2-7-2026"),
    ),
    "RST-064": (
        with_school("00AH18 | B | 41234 | vmbo | gestopt | 1-10-2026"),
        "Scholen!J3",
        with_school("00AH18 | B | 41234 | vmbo | gestopt | 30-9-2026"),
    ),
    "RST-065": (
        with_school("00 ah18 | B | 41234 | vmbo | geen"),
        "Scholen!A3",
        with_school("00AH18 | B | 41234 | vmbo | geen"),
    ),
    "RST-069": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | -"),
        "Scholen!R3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00 ah 17"),
    ),
    "RST-066": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00ah18"),
        "Scholen!R3",
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17"),
    ),
    "RST-104": (
        with_contact("00AH17 | A. Bos"),
        "Scholen!A3",
        with_contact("00AH17 | A. Bos", "00 ah18 | B. Vos"),
    ),
    "RST-105": (
        with_contact("00AH17 | A. Bos"),
        "Contacten!E2",
        with_contact("00AH17 | A. Bos | | 010 220 2121"),
    ),
    "RST-106": (
        with_contact("00AH17 | A. Bos | | | | Mevrouw Bos"),
        "Contacten!C2",
        with_contact("00AH17 | A. Bos | | | | zeer geachte mevrouw Bos,"),
    ),
    "RST-107": (
        with_contact("00AH17 | A. Bos | | | | Geachte mevr. A.B. Bos"),
        "Contacten!C2",
        with_contact("00AH17 | A. Bos | | | | Geachte mevrouw Bos."),
    ),
    "RST-159": (
        with_offering(
            "00AH17 | Z&W | KB | 9 | nee | | | nee",
            "00AH17 | Z&W | BB | 9 | nee | | | nee",
            deelname="deelnemer",
        ),
        "Aanbod!B3",
        # In a technical profile, for a school without pupils in it, and for one that does not
        # take part, no way is asked for.
        with_offering(
            "00AH17 | Z&W | BB | 0 | nee | | | nee",
            "00AH17 | PIE | BB | 9 | nee | | | nee",
            "00AH18 | Z&W | BB | 9 | nee | | | nee",
            deelname="deelnemer",
        ),
    ),
    "RST-160": (
        with_offering("00AH17 | PIE | BB"),
        "Aanbod!D2",
        with_offering("00AH17 | PIE | BB | <5", "00AH17 | PIE | KB | onbekend"),
    ),
    "RST-161": (
        with_offering("00AH17 | Z&W | BB | 9 | nee | | 5"),
        "Aanbod!H2",
        with_offering("00AH17 | Z&W | BB | 9 | nee | | 5 | ja", "00AH17 | PIE | BB | 9 | | | 5"),
    ),
    "RST-162": (
        with_offering("00AH17 | Z&W | BB | 9", deelname="deelnemer"),
        "Aanbod!B2",
        with_offering("00AH17 | Z&W | BB | 9 | nee", "00AH17 | D&P | BB | 9", deelname="deelnemer"),
    ),
    "RST-163": (
        with_school("00AH18 | B | 41234 | vmbo | geen | | | | 00AH17").replace(
            OFFERINGS, OFFER + "00AH17 | PIE | BB | 9\n00AH18 | PIE | BB | 8\n"
        ),
        "Aanbod!A3",
        # Nobody is left there, or the location stands there once more and counts.
        with_school(
            "00AH18 | B | 41234 | vmbo | geen | | | | 00AH17",
            "00AH19 | C | 41234 | vmbo | geen | | | | 00AH17",
            "00AH19 | C | 41234 | vmbo | geen",
        ).replace(OFFERINGS, OFFER + "00AH18 | PIE | BB | 0\n00AH19 | PIE | BB | 8\n"),
    ),
    "RST-204": (
        with_school("00AH18 | B | 41234 | pro | geen"),
        "Scholen",
        with_school("00AH18 | B | 41234 | | geen"),
    ),
    "RST-205": (
        with_partner("X | bedrijf | 50 | geld", **{BASE: "500"}),
        "Regio!B23",
        with_partner("X | bedrijf | 50 | geld", **{BASE: "500", NORM: "10%"}),
    ),
    "RST-262": (
        with_plan("P1 | 00AH17 | concept | | | | | D&P; Zorg en wlezijn"),
        "Plannen!D2",
        with_plan("P1 | 00AH17 | concept | | | | | Dienstverlening en producten;zw ; "),
    ),
    "RST-263": (
        with_plan("P1 | 00AH17 | concept | | | | | | excursie"),
        "Plannen!E2",
        with_plan("P1 | 00AH17 | concept | | | | | | Technisch keuzevak; techniek in het profiel"),
    ),
    "RST-258": (
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | 2-9-2026"),
        "Plannen!L2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | 1-9-2026"),
    ),
    "RST-259": (
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{BUDGET: "80"}),
        "Regio!B22",
        with_plan("P1 | 00AH17 | goedgekeurd | 90 | 90 | 1-9-2026", **{BUDGET: "90"}),
    ),
    "RST-260": (
        with_plan("P1 | 00AH17 | ingediend | 10 | | | 31-12-2024"),
        "Plannen!H2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | | 1-1-2025"),
    ),
    "RST-261": (
        with_plan("P1 | 00AH17 | goedgekeurd | 10 | 10 | 1-10-2026 | 1-9-2026"),
        "Plannen!L2",
        # A concept counts, whenever it will be handed in.
        with_plan("P1 | 00AH17 | concept | 10 | | | 1-10-2026"),
    ),
    "RST-265": (
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | | | | 1-10-2026"),
        "Plannen!P2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 1-9-2026 | | | | 30-9-2026"),
    ),
    "RST-266": (
        with_plan("P1 | 00AH17 | afgewezen | 10 | | | 2-9-2026 | | | 1-9-2026 | afgewezen"),
        "Plannen!P2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | | 2-9-2026 | | | 1-9-2026 | in gesprek"),
    ),
    "RST-267": (
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 2-9-2026 | | | | 1-9-2026"),
        "Plannen!P2",
        with_plan("P1 | 00AH17 | afgewezen | 10 | | 2-9-2026 | | | | 2-9-2026"),
    ),
    "RST-268": (
        with_plan("P1 | 00AH17 | ingediend | 10 | | | | | | 1-9-2026 | afgewezen"),
        "Plannen!P2",
        with_plan("P1 | 00AH17 | ingediend | 10 | | | | | | 1-9-2026 | in gesprek"),
    ),
    "RST-269": (
        with_plan("P1 | 00AH17 | ingetrokken | 10 | | | | | | 31-12-2024"),
        "Plannen!P2",
        with_plan("P1 | 00AH17 | ingetrokken | 10 | | | | | | 1-1-2025"),
    ),
}
