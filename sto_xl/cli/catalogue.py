"""Commands that list what there is: `rules`, `fields`."""

from __future__ import annotations

import click

from sto_xl.cli.group import cli
from sto_xl.cli.options import json_option


@cli.command()
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/regels.md.")
def rules(*, as_json: bool, markdown: bool) -> None:
    """List every rule: code, severity, message, remedy and source.

    \b
    Examples:
      sto-xl rules
      sto-xl rules --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.catalogue import print_rules, rules_json, rules_markdown

    if as_json:
        terminal.print_json(rules_json())
    elif markdown:
        click.echo(rules_markdown(), nl=False)
    else:
        print_rules()


@cli.command()
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/briefvelden.md.")
def fields(*, as_json: bool, markdown: bool) -> None:
    """List what the templates of letters may use: their fields, their kinds and what they say.

    \b
    Examples:
      sto-xl fields
      sto-xl fields --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.catalogue import fields_json, print_fields
    from sto_xl.letters.fields import page

    if as_json:
        terminal.print_json(fields_json())
    elif markdown:
        click.echo(page(), nl=False)
    else:
        print_fields()
