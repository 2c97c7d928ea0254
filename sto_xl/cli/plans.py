"""Commands about school plans (techniekplannen)."""

from __future__ import annotations

from sto_xl.cli.group import cli


@cli.group()
def plans() -> None:
    """Check the plans of schools, and make the letters that go with them."""
