"""The vaults the daemon serves, each opened in a thread of its own so that the API answers while they are indexed."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from venture_canvas.server.buffers import Buffers
from venture_canvas.server.places import Places
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.registry import RegisteredVault, Registry
from venture_canvas.vault.roots import find_root
from venture_canvas.workspace import Change, Progress, State, Trouble, Workspace

log = logging.getLogger(__name__)

STOP_SECONDS = 2.0

Listener = Callable[[Change], None]


class StoppedError(Exception):
    """Ends the indexing of a vault that is no longer wanted."""


class ServedVault:
    """A vault and how far its opening is. Every method may be called from any thread, and none of them waits for the indexing.

    Arguments:
        entry: the vault's place on the list of vaults.
        cache: the file that holds its facts between two runs.
        progress: called with the number of notes read and to read.
    """

    def __init__(self, entry: RegisteredVault, cache: Path, progress: Progress | None = None) -> None:
        self.id = entry.id
        self.root = Path(entry.path)
        self.live = Workspace(self.root, cache=cache)
        self.buffers = Buffers(self.live)
        self._tell_progress = progress
        self._read_and_total = (0, 0)
        self._trouble: Trouble | None = None
        self._stopping = threading.Event()
        self._opened = threading.Event()
        self._listening = threading.Lock()
        self._listeners: list[Listener] = []
        self._thread = threading.Thread(target=self._open, name=f"open {entry.id}", daemon=True)

    def start(self) -> None:
        """Begin to index."""
        self._thread.start()

    def stop(self) -> None:
        """Stop following the disk; an indexing that is under way is given up."""
        self._stopping.set()
        self._thread.join(timeout=STOP_SECONDS)
        if not self._thread.is_alive():
            self.live.close()

    @property
    def state(self) -> State:
        """How the vault is; while it is being indexed, `notes` counts the notes read so far."""
        if self._opened.is_set():
            return self.live.state
        if self._trouble:
            return State("unavailable", "off", 0, 0, 0, (self._trouble,))
        return State("indexing", "off", 0, self._read_and_total[0], 0, ())

    @property
    def workspace(self) -> Workspace:
        """The live vault.

        Raises:
            RefusedError: while it is being indexed, or when it could not be.
        """
        if self._opened.is_set():
            return self.live
        if self._trouble:
            raise RefusedError(503, self._trouble.message)
        read, total = self._read_and_total
        raise RefusedError(
            503, f"The vault is being indexed: {read} of {total} notes are read. Ask again.", retry_after=1
        )

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with every change from now on; return what ends that. After it has ended, no call comes."""
        with self._listening:
            self._listeners.append(listener)

        def end() -> None:
            with self._listening:
                self._listeners.remove(listener)

        return end

    def _open(self) -> None:
        try:
            self.live.open(self._progress)
            self.live.watch()
            self.live.subscribe(self._spread)
            self._opened.set()
        except StoppedError:
            return
        except Exception:
            # Whatever keeps one vault from opening, the daemon and the other vaults go on, and the state says so.
            log.exception("The vault %s could not be opened.", self.id)
            message = "The vault could not be indexed. Is its folder there and readable? The daemon's log has the reason."
            self._trouble = Trouble("not-opened", message)
        self._spread(Change(self.state.generation, state=self.state))

    def _progress(self, read: int, total: int) -> None:
        if self._stopping.is_set():
            raise StoppedError
        self._read_and_total = (read, total)
        if self._tell_progress:
            self._tell_progress(read, total)

    def _spread(self, change: Change) -> None:
        with self._listening:
            for listener in self._listeners:
                listener(change)


class Vaults:
    """The vaults of one daemon, kept on the user's list.

    Arguments:
        places: the user's folders.
        progress: called, for each vault, with the number of notes read and to read.
    """

    def __init__(self, places: Places, progress: Progress | None = None) -> None:
        self._places = places
        self._progress = progress
        self._registry = Registry(places.registry)
        self._lock = threading.Lock()
        self._served: dict[str, ServedVault] = {}

    def open_registered(self) -> None:
        """Begin to serve every vault on the list."""
        with self._lock:
            for entry in self._registry.vaults():
                self._serve(entry)

    def all(self) -> tuple[ServedVault, ...]:
        """Return the vaults served."""
        with self._lock:
            return tuple(self._served.values())

    def get(self, vault: str) -> ServedVault:
        """Return a vault by its id.

        Raises:
            RefusedError: when it is not served.
        """
        with self._lock:
            found = self._served.get(vault)
        if found is None:
            raise RefusedError(404, "No vault of that id is served. GET /v1/vaults lists the ones that are.")
        return found

    def add(self, path: str) -> ServedVault:
        """Serve the vault a folder is in, now and in later runs.

        Raises:
            RefusedError: when the path does not lead to a folder.
        """
        root = find_root(existing_folder(path))
        with self._lock:
            return self._serve(self._registry.add(root))

    def remove(self, vault: str) -> None:
        """Serve a vault no longer, now and in later runs. Its notes stay as they are.

        Raises:
            RefusedError: when it is not served.
        """
        self.get(vault)
        with self._lock:
            self._registry.remove(vault)
            removed = self._served.pop(vault, None)
        if removed:
            removed.stop()

    def close(self) -> None:
        """Stop serving; the list stays as it is."""
        with self._lock:
            served, self._served = self._served, {}
        for vault in served.values():
            vault.stop()

    def _serve(self, entry: RegisteredVault) -> ServedVault:
        if entry.id not in self._served:
            vault = ServedVault(entry, self._places.cache_of(entry.id), self._progress)
            self._served[entry.id] = vault
            vault.start()
        return self._served[entry.id]


def existing_folder(path: str) -> Path:
    """Return the real path of a folder.

    Raises:
        RefusedError: when the path is not absolute, does not lead to a folder, or cannot be written down as Unicode.
    """
    try:
        path.encode("utf-8")
        folder = Path(path)
        if folder.is_absolute() and folder.is_dir():
            return folder.resolve()
    except (OSError, ValueError):
        pass
    raise RefusedError(400, "There is no folder at that path. Give the absolute path of a folder of notes.")
