"""The command that makes a vault: `new`; and what `up` does where there is none yet."""

from pathlib import Path
from typing import Annotated

import typer

from venture_canvas.cli.console import say, typed
from venture_canvas.server.places import places
from venture_canvas.server.registry import Registry
from venture_canvas.setup.creating import Made, create_vault
from venture_canvas.setup.wish import Layout, Stage, Tags, Wish
from venture_canvas.vault.roots import is_empty, resolved, vault_around
from venture_canvas.workspace import local_day

Folder = Annotated[Path, typer.Argument(help="The vault's folder; it is made when it is missing.")]
Name = Annotated[str, typer.Option(help="What the venture is called.")]


def new(
    vault: Folder,
    *,
    name: Name = "My venture",
    stage: Annotated[Stage, typer.Option(help="How far the venture is.")] = Stage.IDEA,
    layout: Annotated[
        Layout, typer.Option(help="A note for each section, or the whole canvas in one note.")
    ] = Layout.SECTIONS,
    tags: Annotated[
        Tags, typer.Option(help="How notes write their tags: in a list, or sorted under categories.")
    ] = Tags.LIST,
    example: Annotated[bool, typer.Option("--example", help="Add the example of a filled venture.")] = False,
) -> None:
    """Make a vault to write a canvas in, or add a venture to one; what is there stays as it is."""
    tell(create_vault(vault, Wish(local_day(), name, stage, layout, tags, example)))
    say(f"While you write, leave this running: venture-canvas up {typed(vault)}")


def create_where_nothing_is(vault: Path) -> None:
    """Make a vault in a folder that is missing or empty.

    Not inside another vault, where an empty folder is only an empty folder; nor in place of a vault that was served before,
    whose disk may be unplugged.
    """
    folder = resolved(vault)
    is_free = is_empty(folder) or not folder.exists()
    known = {Path(each.path) for each in Registry(places().registry).vaults()}
    if is_free and vault_around(folder) is None and folder not in known:
        tell(create_vault(folder, Wish(local_day())))


def tell(made: Made) -> None:
    """Say which files were made, which were left alone, and what to do next."""
    if made.kept:
        say(f"Left as they were, because they are there already: {len(made.kept)} files")
        for path in made.kept:
            say(f"  {path}")
    say(
        f"Made {len(made.created)} files in {made.root}."
        if made.created
        else f"Nothing to add to {made.root}."
    )
    say(
        "Next: in Obsidian, choose “Open folder as vault”, take that folder, and begin with the note “Start here”."
    )
