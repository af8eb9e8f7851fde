"""The commands that show what is known of a vault: `model`, `tags`, `aliases` and `verify`."""

from pathlib import Path
from typing import Annotated

import typer

from venture_canvas.cli.cards import model_cards
from venture_canvas.cli.console import FAILED, Format, FormatOption, print_json, results, say
from venture_canvas.cli.knowledge import knowledge_of
from venture_canvas.cli.tables import aliases_table, differences_table, tags_table
from venture_canvas.server.places import places

Vault = Annotated[Path, typer.Argument(help="A vault, or a path inside one.")]
Prefix = Annotated[str, typer.Option(help="Show only the ones that start with this, without case.")]


def model(vault: Vault = Path(), format_: FormatOption = Format.TABLE) -> None:
    """Show the customer model of every venture in a vault."""
    with knowledge_of(places(), vault) as known:
        found = known.model()
    if format_ is Format.JSON:
        print_json(found)
        return
    for card in model_cards(found):
        results.print(card)
    if not found.ventures:
        say("No venture was found: the vault has no note with the sections of a canvas.")


def tags(vault: Vault = Path(), prefix: Prefix = "", format_: FormatOption = Format.TABLE) -> None:
    """Show the tags of a vault, their categories, and whether Obsidian sees them."""
    with knowledge_of(places(), vault) as known:
        found = known.tags(prefix)
    if format_ is Format.JSON:
        print_json(found)
    else:
        results.print(tags_table(found))


def aliases(vault: Vault = Path(), prefix: Prefix = "", format_: FormatOption = Format.TABLE) -> None:
    """Show the aliases of a vault, and where several notes share one."""
    with knowledge_of(places(), vault) as known:
        found = known.aliases(prefix)
    if format_ is Format.JSON:
        print_json(found)
    else:
        results.print(aliases_table(found))


def verify(vault: Vault = Path(), format_: FormatOption = Format.TABLE) -> None:
    """Compare the live state of a vault with a fresh build; exit 1 and show the difference when they differ."""
    with knowledge_of(places(), vault) as known:
        found = known.verify()
    if format_ is Format.JSON:
        print_json(found)
    elif found.equal:
        say("The live state equals a fresh build.")
    else:
        results.print(differences_table(found))
    if not found.equal:
        raise typer.Exit(FAILED)
