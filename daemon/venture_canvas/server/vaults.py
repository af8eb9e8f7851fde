"""The vaults of one daemon, kept on the user's list."""

import threading
from pathlib import Path

from venture_canvas.server.places import Places
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.registry import RegisteredVault, Registry
from venture_canvas.server.served_vault import Listener, ServedVault
from venture_canvas.vault.roots import find_root


class Vaults:
    """The vaults of one daemon, kept on the user's list.

    Arguments:
        places: the user's folders.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._registry = Registry(places.registry)
        self._lock = threading.Lock()
        self._served: dict[str, ServedVault] = {}
        self._listeners: list[Listener] = []

    def open_registered(self) -> None:
        """Begin to serve every vault on the list."""
        with self._lock:
            for entry in self._registry.vaults():
                self._serve(entry)

    def all(self) -> tuple[ServedVault, ...]:
        """Return the vaults served."""
        with self._lock:
            return tuple(self._served.values())

    def subscribe(self, listener: Listener) -> None:
        """Call a listener with every change of any vault, and of those that are served later as well. It only takes note of it."""
        with self._lock:
            self._listeners.append(listener)
            for vault in self._served.values():
                vault.subscribe(listener)

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
            vault = ServedVault(entry, self._places.cache_of(entry.id), self._places.journal_of(entry.id))
            self._served[entry.id] = vault
            for listener in self._listeners:
                vault.subscribe(listener)
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
