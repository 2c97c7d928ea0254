"""A row of a table never changes, also not by what others of its kind are given."""

from __future__ import annotations

import pickle

from sto_xl.model import Offering


def travelled(rows: list[Offering]) -> list[Offering]:
    """Give rows as another process gets them."""
    found: list[Offering] = pickle.loads(pickle.dumps(rows))  # noqa: S301  (packed here)
    return found


def test_rows_share_which_fields_were_given_and_stay_apart() -> None:
    one, other = rows = [Offering(line=line, profiel="Z&W") for line in (1, 2)]
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    changed = one.model_copy(update={"bereikt": 3})
    assert changed.model_fields_set == {"line", "profiel", "bereikt"}
    assert one.model_fields_set == other.model_fields_set == {"line", "profiel"}
    one, other = travelled(rows)
    assert [one, other] == rows
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
