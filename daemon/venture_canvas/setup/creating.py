"""Make a vault from the template. Nothing that is there is ever changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from venture_canvas.setup.errors import SetupError
from venture_canvas.setup.plan import planned
from venture_canvas.setup.template import read_template
from venture_canvas.setup.wish import Layout, Wish
from venture_canvas.vault.roots import resolved, vault_around


class Made(NamedTuple):
    """The vault's folder, the paths of the files that were made, and of those that were there already and left alone."""

    root: Path
    created: tuple[str, ...]
    kept: tuple[str, ...]


def create_vault(folder: Path, wish: Wish) -> Made:
    """Make a vault in a folder, or add to the vault that is there what it lacks.

    Arguments:
        folder: need not exist.
        wish: what is wanted of the vault.

    Raises:
        SetupError: a vault cannot be made there.
        FileNotFoundError: the path leads nowhere.
    """
    root = resolved(folder)
    around = vault_around(root)
    if around not in (None, root):
        raise SetupError(
            f"{root} lies in the vault {around}. Give {around} to add to it, or a folder elsewhere."
        )
    template = read_template()
    files = planned(template, wish)
    _refuse_second_layout(root, files, template, wish)
    return _write(root, files)


def _refuse_second_layout(
    root: Path, files: Mapping[str, str], template: Mapping[str, str], wish: Wish
) -> None:
    """Two layouts of one canvas beside each other would be two canvases that say different things."""
    layouts = (planned(template, msgspec.structs.replace(wish, layout=layout)) for layout in Layout)
    others = (path for paths in layouts for path in paths if path not in files)
    if found := next((path for path in others if (root / path).exists()), None):
        raise SetupError(
            f"The canvas is there in the other layout already: {root / found}. Ask for that layout, or for another --name."
        )


def _write(root: Path, files: Mapping[str, str]) -> Made:
    created: list[str] = []
    kept: list[str] = []
    for path, text in files.items():
        (created if _is_written(root, path, text) else kept).append(path)
    return Made(root, tuple(created), tuple(kept))


def _is_written(root: Path, path: str, text: str) -> bool:
    """Write a file that is not there; say whether it was not."""
    file = root / path
    _make_folder(root, file.parent)
    try:
        with file.open("xb") as opened:
            opened.write(text.encode("utf-8"))
    except FileExistsError:
        return False
    return True


def _make_folder(root: Path, folder: Path) -> None:
    if not folder.resolve().is_relative_to(root):
        raise SetupError(
            f"{folder} leads out of the vault, so nothing is written there. Take the link away first."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise SetupError(
            f"{folder} should be a folder, and is a file or lies in one. Rename it, or choose another folder."
        ) from error
