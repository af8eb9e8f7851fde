"""A live vault: notes, indexes and ventures kept current together. What every face talks to."""

import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from venture_canvas.canvas.model import Venture
from venture_canvas.live_state import LiveState, Step, differences
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.disk import Disk, DiskChange, Progress, read_all
from venture_canvas.vault.files import EVERYTHING
from venture_canvas.vault.gathering import Dirty
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.reconcile import CONFIRM_AFTER_NS
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault.watch import Watch
from venture_canvas.vault.watcher import shared_watcher

__all__ = ["Change", "Difference", "Progress", "State", "Trouble", "Workspace"]

CONFIRM_AFTER = CONFIRM_AFTER_NS / 1e9 + 0.1
"""Seconds until a great loss is looked at once more."""
SETTLING = 1.0
"""Seconds that `verify` gives a change which is under way to arrive."""


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


Listener = Callable[[Change], None]


class Workspace:
    """A live vault.

    Every method may be called from any thread; one lock serialises them.

    Arguments:
        root: the vault's folder, absolute.
        cache: the file that holds the facts between two runs, or None for no cache.
    """

    def __init__(self, root: Path, *, cache: Path | None = None) -> None:
        self.root = root
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._disk = Disk(root, cache)
        self._live = LiveState(root.name)
        self._buffers: dict[str, Note] = {}
        self._listeners: list[Listener] = []
        self._watch: Watch | None = None
        self._generation = 0
        self._opened = False

    def open(self, progress: Progress | None = None) -> None:
        """Index the vault. Slow on a large vault without a cache."""
        with self._lock:
            self._advance(self._disk.open(progress))
            self._opened = True

    def watch(self) -> None:
        """Follow the disk from now on."""
        with self._lock:
            self._watch = shared_watcher().watch(self.root, self._look)

    def close(self) -> None:
        """Stop following the disk and close the cache."""
        if self._watch:
            self._watch.close()
        with self._lock:
            self._watch = None
            self._disk.close()

    @property
    def parsed(self) -> int:
        """How many notes were parsed from the disk since the workspace was made."""
        return self._disk.parsed

    @property
    def generation(self) -> int:
        """The number of the last step that changed something."""
        return self._generation

    @property
    def state(self) -> State:
        """How the workspace is."""
        with self._lock:
            doubt = self._disk.doubt
            return State(
                status="indexing" if not self._opened else "unavailable" if doubt else "ready",
                watching=self._watch.mode if self._watch else "off",
                generation=self._generation,
                notes=len(self._live.index.notes),
                buffers=len(self._buffers),
                troubles=self._troubles(),
            )

    @contextmanager
    def reading(self) -> Iterator[VaultIndex]:
        """Hold the vault still while something is read from its indexes."""
        with self._lock:
            yield self._live.index

    @property
    def snapshot(self) -> VaultIndex:
        """The indexes; see `reading` for more than one question at a time."""
        return self._live.index

    @property
    def ventures(self) -> tuple[Venture, ...]:
        """The ventures, in order of their root."""
        with self._lock:
            return self._live.ventures.all

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener, from the thread that made it, with every change; return what ends that."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def edit(self, path: str, text: str) -> None:
        """Let an open editor's text stand for a note until `release`."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            on_disk = self._live.index.notes.get(path)
            note = parse_note(path, text, has_bom=on_disk.has_bom if on_disk else False)
            self._buffers[path] = note
            self._advance(DiskChange({path: note}, {}))

    def release(self, path: str) -> None:
        """Let the disk speak for a note again."""
        path = unicodedata.normalize("NFC", path)
        with self._lock:
            if self._buffers.pop(path, None) is not None:
                found = self._disk.look([path])
                self._advance(DiskChange({path: None, **found.notes}, found.files))

    def verify(self) -> tuple[Difference, ...]:
        """Compare the live state with a build from scratch.

        A change that is under way is waited for, so that only what stays different is told.
        """
        seen = self._generation
        found = self._compare()
        if found:
            with self._lock:
                self._changed.wait_for(lambda: self._generation != seen, timeout=SETTLING)
            found = self._compare()
        return found

    def _compare(self) -> tuple[Difference, ...]:
        with self._lock:
            fresh = LiveState(self.root.name)
            disk = read_all(self.root)
            fresh.apply({**disk.notes, **self._buffers}, disk.files)
            return tuple(Difference(*found) for found in differences(self._live.dump(), fresh.dump()))

    def _look(self, dirty: Dirty) -> None:
        """Take in what happened on the disk."""
        with self._lock:
            found = self._disk.look(EVERYTHING if dirty is None else dirty)
            on_disk = {path: note for path, note in found.notes.items() if path not in self._buffers}
            self._advance(DiskChange(on_disk, found.files))
            doubt, watch = self._disk.doubt, self._watch
        if doubt and doubt.confirm and watch:
            watch.look(after=CONFIRM_AFTER)

    def _advance(self, change: DiskChange) -> None:
        before = self._condition()
        step = self._live.apply(change.notes, change.files)
        after = self._condition()
        if not step and after == before:
            return
        self._generation += bool(step)
        self._changed.notify_all()
        self._tell(step, self.state if after != before else None)

    def _condition(self) -> tuple[object, ...]:
        """Return what of the state is worth telling when it changes."""
        state = self.state
        return state.status, state.watching, state.troubles

    def _tell(self, step: Step, state: State | None) -> None:
        change = Change(self._generation, step.notes, step.tags, step.aliases, step.ventures, state)
        for listener in tuple(self._listeners):
            listener(change)

    def _troubles(self) -> tuple[Trouble, ...]:
        doubt = self._disk.doubt
        unavailable = (Trouble("vault-unavailable", doubt.message),) if doubt else ()
        watching = self._watch.troubles if self._watch else ()
        return (*unavailable, *watching, *self._disk.troubles, *self._live.troubles)
