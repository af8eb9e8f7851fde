"""A vault that is served, an editor's connection to it, and what the two tell about a change."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from e2e.notes import write
from live_daemon import Live, LiveDaemon

Message = dict[str, Any]


class Told(NamedTuple):
    """What was told of a change: the messages about the indexes and about the models, in order, without the markers."""

    indexes: list[Message]
    models: list[Message]

    @property
    def notes(self) -> list[str]:
        """The path of every note that was told of, as often as it was."""
        return sorted(path for message in self.indexes for path in message["notes"])

    @property
    def tags(self) -> set[str]:
        return {tag for message in self.indexes for tag in message["tags"]}

    @property
    def aliases(self) -> set[str]:
        return {alias for message in self.indexes for alias in message["aliases"]}

    @property
    def ventures(self) -> list[str]:
        return sorted(venture for message in self.models for venture in message["ventures"])


class Followed:
    """A vault on the disk, and the daemon that follows it.

    Arguments:
        vault: the vault's folder.
        daemon: the daemon that serves it.
        live: a connection of an editor.
    """

    def __init__(self, vault: Path, daemon: LiveDaemon, live: Live) -> None:
        self.vault = vault
        self.daemon = daemon
        self.live = live
        self.address = daemon.vault()
        self._numbers = itertools.count()

    def told(self) -> Told:
        """What was told until now: a marker note, written last, is the barrier. A second one shows that nothing is told late."""
        messages = self._until_marker() + self._until_marker()
        told = Told(
            [each for each in messages if each["type"] == "index"],
            [each for each in messages if each["type"] == "model"],
        )
        pairs = [(path, each["generation"]) for each in told.indexes for path in each["notes"]]
        assert len(pairs) == len(set(pairs)), pairs
        generations = [each["generation"] for each in messages if each["type"] == "index"]
        assert generations == sorted(set(generations))
        return told

    def get(self, what: str, **query: str) -> Any:
        return self.daemon.get(f"{self.address}/{what}", **query)

    def tags(self) -> set[str]:
        return {tag["name"] for tag in self.get("tags")["tags"]}

    def aliases(self) -> dict[str, list[str]]:
        return {alias["text"]: alias["notes"] for alias in self.get("aliases")["aliases"]}

    def ventures(self) -> dict[str, Any]:
        """The ventures by the path of their canvas or folder."""
        return {venture["root"]: venture for venture in self.get("model")["ventures"]}

    def types(self, root: str) -> list[str]:
        return [each["label"] for each in self.ventures()[root]["customer_types"]]

    def _until_marker(self) -> list[Message]:
        name = f"Marker {next(self._numbers)}.md"
        atomic_save(self.vault / name, name)
        messages = []
        while True:
            message = self.live.receive()
            marked = name in message.get("notes", ()) if message["type"] == "index" else False
            if marked:
                message["notes"].remove(name)
            if not marked or message["notes"] or message["tags"] or message["aliases"]:
                messages.append(message)
            if marked:
                return messages


@contextmanager
def following(vault: Path, daemon: LiveDaemon) -> Iterator[Followed]:
    """Follow a vault, and leave it without a difference to a fresh build."""
    with daemon.live(daemon.vault()) as live:
        live.until("state")
        followed = Followed(vault, daemon, live)
        followed.told()
        yield followed
        assert followed.get("verify") == {"equal": True, "differences": []}


def save_in_place(path: Path, text: str) -> None:
    """Write over the bytes that are there, as Obsidian does on the desktop."""
    if not path.exists():
        write(path.parent, path.name, text)
        return
    with path.open("r+b") as file:
        file.write(text.encode("utf-8"))
        file.truncate()


def atomic_save(path: Path, text: str) -> None:
    """Write a dot-file beside the note and rename it over the note."""
    temporary = write(path.parent, f".{path.name}.tmp", text)
    temporary.replace(path)


def sync_save(path: Path, text: str) -> None:
    """Write a file that everybody can see and rename it over the note, as sync clients do."""
    temporary = write(path.parent, f"{path.name}.part", text)
    temporary.replace(path)


def vim_save(path: Path, text: str) -> None:
    """Rename the note to a backup, write a new one, delete the backup, as Vim does with `backupcopy=no`."""
    backup = path.with_name(f"{path.name}~")
    if path.exists():
        path.rename(backup)
    write(path.parent, path.name, text)
    backup.unlink(missing_ok=True)


def deleting_save(path: Path, text: str) -> None:
    """Delete the note and write it anew."""
    path.unlink(missing_ok=True)
    write(path.parent, path.name, text)


SAVES = (save_in_place, atomic_save, sync_save, vim_save, deleting_save)
