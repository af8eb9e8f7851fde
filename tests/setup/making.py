"""Vaults made from the template, and what is found in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path

from venture_canvas.setup.creating import Made, create_vault
from venture_canvas.setup.wish import Layout, Stage, Tags, Wish
from venture_canvas.shapes.hint import HintFact, hint_list
from venture_canvas.workspace import Workspace

TODAY = date(2026, 3, 9)
NAME = "Night Garden"
WISHES = {
    f"{stage}, {layout}, {tags}{', example' * example}": Wish(TODAY, NAME, stage, layout, tags, example)
    for stage, layout, tags, example in product(Stage, Layout, Tags, (False, True))
}


def make(folder: Path, wish: Wish | None = None) -> Made:
    """Make a vault, on a day in March."""
    return create_vault(folder, wish or Wish(TODAY))


@contextmanager
def opened(vault: Path) -> Iterator[Workspace]:
    """A vault, indexed in this process; nothing in it is in the way of reading it."""
    workspace = Workspace(vault)
    try:
        workspace.open()
        assert workspace.state.troubles == ()
        yield workspace
    finally:
        workspace.close()


def hints_in(vault: Path) -> tuple[HintFact, ...]:
    with opened(vault) as workspace:
        return hint_list(workspace).hints


def texts_in(vault: Path) -> dict[str, str]:
    """The text of every file by its path."""
    files = (file for file in vault.rglob("*") if file.is_file())
    return {file.relative_to(vault).as_posix(): file.read_text(encoding="utf-8") for file in files}
