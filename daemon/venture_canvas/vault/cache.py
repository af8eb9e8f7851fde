"""The facts of a vault's notes between two runs: one SQLite file in the user's cache folder, never in the vault.

The cache may be lost at any time and costs one rebuild when it is. So nothing here fails its caller: what cannot be kept is forgotten,
and `troubles` says so; see `cache_file`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from venture_canvas.vault import cached_notes
from venture_canvas.vault.cache_file import CacheFile, OutdatedError
from venture_canvas.vault.cached_notes import CachedNote, checksum, note_of, row_of
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.trouble import Trouble

CONCLUSIONS = "CREATE TABLE IF NOT EXISTS conclusions (one INTEGER PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL);"


class Cache:
    """The cache of one vault. One thread uses it at a time.

    Arguments:
        path: the file; its folder is made when it is missing.
        root: the vault it belongs to.
        version: names the shape of the facts; a file of another version is begun anew. See `fingerprint`.

    Raises:
        ValueError: the file would lie in the vault.
    """

    def __init__(self, path: Path, *, root: Path, version: str) -> None:
        if path.resolve().is_relative_to(root.resolve()):
            raise ValueError(
                f"it may not lie in the vault, as {path.parent} does. Take a folder as vault that holds your notes alone"
            )
        self._file = CacheFile(path, tables=f"{cached_notes.TABLE}{CONCLUSIONS}", version=version)

    @property
    def rebuilt(self) -> str | None:
        """Why the file was begun anew, or None when it was not."""
        return self._file.rebuilt

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What keeps facts from being kept."""
        return self._file.troubles

    def load(self) -> dict[str, CachedNote]:
        """Return every note kept, by path."""
        return self._file.attempt(self._load, {})

    @property
    def root(self) -> RootIdentity | None:
        """The folder that the notes were read from, as `remember_root` was told."""
        return self._file.attempt(self._load_root, None)

    def remember_root(self, identity: RootIdentity) -> None:
        """Keep the identity of the vault's folder."""
        self._file.attempt(
            lambda: self._file.change(
                "INSERT OR REPLACE INTO fact VALUES ('root', ?)", [(f"{identity.device} {identity.inode}",)]
            ),
            None,
        )

    @property
    def conclusions(self) -> bytes | None:
        """What was kept of what the caller concluded from the notes, or None."""
        return self._file.attempt(self._load_conclusions, None)

    def keep_conclusions(self, value: bytes) -> None:
        """Keep what the caller concluded from the notes, in place of what it concluded before."""
        row = (1, value, checksum(value))
        self._file.attempt(
            lambda: self._file.change("INSERT OR REPLACE INTO conclusions VALUES (?, ?, ?)", [row]), None
        )

    def store(self, notes: Mapping[str, CachedNote]) -> None:
        """Keep notes, in one transaction."""
        self._file.attempt(
            lambda: self._file.change(
                cached_notes.STORE, (row_of(path, note) for path, note in notes.items())
            ),
            None,
        )

    def remove(self, paths: Iterable[str]) -> None:
        """Forget notes, in one transaction."""
        rows = [(path,) for path in paths]
        self._file.attempt(lambda: self._file.change("DELETE FROM note WHERE path = ?", rows), None)

    def close(self) -> None:
        """Close the file. Without this the next start checks it."""
        self._file.close()

    def _load(self) -> dict[str, CachedNote]:
        return dict(map(note_of, self._file.execute(cached_notes.LOAD)))

    def _load_conclusions(self) -> bytes | None:
        row = self._file.execute("SELECT value, checksum FROM conclusions").fetchone()
        if row and checksum(row[0]) != row[1]:
            raise OutdatedError("it is damaged")
        return row[0] if row else None

    def _load_root(self) -> RootIdentity | None:
        row = self._file.execute("SELECT value FROM fact WHERE name = 'root'").fetchone()
        return None if row is None else RootIdentity(*map(int, row[0].split()))
