"""DUO writes places in capitals; people do not."""

from __future__ import annotations

import pytest

from sto_xl.register.capitals import written


@pytest.mark.parametrize(
    "place",
    [
        *("Enschede", "Alphen aan den Rijn", "Den Helder", "De Bilt", "IJsselstein UT", "Ter Apel"),
        *("Bergen op Zoom", "Bergen NH", "Sint-Oedenrode", "St.-Annaparochie", "'t Harde", "Oss"),
        *("Capelle aan den IJssel", "'s-Gravenhage", "Aa en Hunze", "Súdwest-Fryslân", "Ee"),
    ],
)
def test_a_place_is_written_as_people_do(place: str) -> None:
    assert written(place.upper()) == place


def test_a_missing_hyphen_or_apostrophe_is_put_back() -> None:
    assert {written(p) for p in ("'S HERTOGENBOSCH", "S-HERTOGENBOSCH")} == {"'s-Hertogenbosch"}
