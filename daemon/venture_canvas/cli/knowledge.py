"""What is known of a vault: asked of the daemon when it serves the vault, else built in this process."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from venture_canvas.cli.client import Client, find_daemon
from venture_canvas.cli.console import messages
from venture_canvas.server.places import Places
from venture_canvas.server.registry import is_same_folder, vault_id
from venture_canvas.shapes.fixes import FixesToWrite, WrittenNotes
from venture_canvas.shapes.indexes import AliasList, TagList, alias_list, tag_list
from venture_canvas.shapes.model import Model, model_of
from venture_canvas.shapes.vaults import Verification, verification
from venture_canvas.telling import State
from venture_canvas.vault.roots import find_root
from venture_canvas.workspace import Workspace

LOOK_AGAIN_SECONDS = 0.1


class Knowledge(Protocol):
    """What the commands may ask of a vault."""

    def model(self) -> Model:
        """Return the customer model of every venture."""

    def tags(self, prefix: str) -> TagList:
        """Return the tags that start with a prefix."""

    def aliases(self, prefix: str) -> AliasList:
        """Return the aliases that start with a prefix."""

    def verify(self) -> Verification:
        """Compare the live state with a fresh build."""


class Served:
    """A vault that the daemon serves."""

    def __init__(self, client: Client, vault: str) -> None:
        self._client = client
        self._address = f"/vaults/{vault}"

    def opened(self) -> frozenset[str]:
        """Return the paths of the notes that are open in editors."""
        return frozenset(self._client.get(f"{self._address}/state", State).open)

    def write(self, fixes: FixesToWrite) -> None:
        """Write the edits of fixes, of all notes or of none."""
        self._client.post(f"{self._address}/fixes", fixes, WrittenNotes)

    def wait(self) -> None:
        """Wait until the daemon has indexed the vault."""
        with progress_bar() as tell:
            while (state := self._client.get(f"{self._address}/state", State)).status == "indexing":
                tell(state.notes, None)
                time.sleep(LOOK_AGAIN_SECONDS)

    def model(self) -> Model:
        """Return the customer model of every venture."""
        return self._client.get(f"{self._address}/model", Model)

    def tags(self, prefix: str) -> TagList:
        """Return the tags that start with a prefix."""
        return self._client.get(f"{self._address}/tags", TagList, prefix=prefix)

    def aliases(self, prefix: str) -> AliasList:
        """Return the aliases that start with a prefix."""
        return self._client.get(f"{self._address}/aliases", AliasList, prefix=prefix)

    def verify(self) -> Verification:
        """Compare the live state with a fresh build."""
        return self._client.get(f"{self._address}/verify", Verification)


class Built:
    """A vault that was indexed in this process."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def model(self) -> Model:
        """Return the customer model of every venture."""
        return model_of(self._workspace)

    def tags(self, prefix: str) -> TagList:
        """Return the tags that start with a prefix."""
        with self._workspace.reading() as index:
            return tag_list(index, prefix)

    def aliases(self, prefix: str) -> AliasList:
        """Return the aliases that start with a prefix."""
        with self._workspace.reading() as index:
            return alias_list(index, prefix)

    def verify(self) -> Verification:
        """Compare the live state with a fresh build."""
        return verification(self._workspace.verify())


@contextmanager
def knowledge_of(places: Places, path: Path) -> Generator[Knowledge]:
    """Give what is known of the vault a path is in, for as long as the context lasts.

    Raises:
        FileNotFoundError: when nothing is at the path.
        DaemonError: when the daemon serves the vault but cannot answer yet.
    """
    root = find_root(path)
    if served := served_vault(places, root):
        served.wait()
        yield served
        return
    workspace = Workspace(root, cache=places.cache_of(vault_id(root)))
    try:
        with progress_bar() as tell:
            workspace.open(tell)
        yield Built(workspace)
    finally:
        workspace.close()


def served_vault(places: Places, root: Path) -> Served | None:
    """Return a vault as the user's daemon serves it, or None when none does."""
    client = find_daemon(places)
    vaults = client.vaults() if client else ()
    found = next((vault.id for vault in vaults if is_same_folder(Path(vault.path), root)), None)
    return Served(client, found) if client and found else None


@contextmanager
def progress_bar() -> Generator[Callable[[int, int | None], None]]:
    """Give what shows how many notes are read, of how many; nothing is shown where there is no terminal."""
    columns = (TextColumn("Indexing"), BarColumn(), MofNCompleteColumn(), TextColumn("notes"))
    with Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal) as bar:
        task = bar.add_task("index", total=None)
        yield lambda read, total: bar.update(task, completed=read, total=total)
