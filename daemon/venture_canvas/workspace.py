"""A live vault: notes, indexes and ventures kept current together. What every face talks to."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from venture_canvas.vault.snapshot import Snapshot

Progress = Callable[[int, int], None]
"""Called with the number of notes read so far and the number to read."""


class Trouble(msgspec.Struct, frozen=True):
    """Something a person should know of: a note that could not be read, a folder that is not watched."""

    code: str
    message: str
    path: str | None = None


class State(msgspec.Struct, frozen=True):
    """How a workspace is."""

    status: Literal["indexing", "ready", "unavailable"]
    watching: Literal["events", "polling", "off"]
    generation: int
    notes: int
    buffers: int
    troubles: tuple[Trouble, ...]


class Change(msgspec.Struct, frozen=True):
    """What one step changed; sent to every subscriber once.

    `ventures` holds the ids of the ventures whose model changed, came or went; `notes`, `tags` and `aliases` what the indexes
    changed in; `state` is set when the state (not only its counts) changed.
    """

    generation: int
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ventures: tuple[str, ...] = ()
    state: State | None = None


class Difference(msgspec.Struct, frozen=True):
    """Where the live state and a fresh build disagree."""

    what: str
    live: str
    fresh: str


class Workspace:
    """A live vault.

    Every method may be called from any thread; one lock serialises them.

    Arguments:
        root: the vault's folder, absolute.
        cache: the file that holds the facts between two runs, or None for no cache.
    """

    def __init__(self, root: Path, *, cache: Path | None = None) -> None:
        self.root = root

    def open(self, progress: Progress | None = None) -> None:
        """Index the vault. Slow on a large vault without a cache."""

    def watch(self) -> None:
        """Follow the disk from now on."""

    def close(self) -> None:
        """Stop following the disk and write what the cache lacks."""

    @property
    def generation(self) -> int: ...

    @property
    def state(self) -> State: ...

    @property
    def snapshot(self) -> Snapshot: ...

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call a listener, from the thread that made it, with every change; return what ends that."""

    def edit(self, path: str, text: str) -> None:
        """Let an open editor's text stand for a note until `release`."""

    def release(self, path: str) -> None:
        """Let the disk speak for a note again."""

    def verify(self) -> tuple[Difference, ...]:
        """Compare the live state with a build from scratch."""
