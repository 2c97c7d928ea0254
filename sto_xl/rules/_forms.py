"""Whether a postcode and a phone number can be right in the country of a region.

Caribisch Nederland has postcodes and numbers of other forms, which are not checked.
"""

from __future__ import annotations

from sto_xl.model import Land, contact_details


def is_postcode(text: str, land: Land | None) -> bool:
    """Tell whether this can be a postcode there; with or without a blank, in any case."""
    return land is Land.CARIBISCH or contact_details.postcode(text) is not None


def is_phone(text: str, land: Land | None) -> bool:
    """Tell whether this can be one phone number there."""
    return land is Land.CARIBISCH or contact_details.is_phone(text)
