"""The facts of a vault's notes between two runs: one SQLite file in the user's cache folder, never in the vault.

The cache may be lost at any time and costs one rebuild when it is. So nothing here fails its caller: a file that is damaged or of
another version is deleted and begun anew, and where no file can be kept (a full or read-only disk, another process that holds it)
the cache is empty, forgets what it is given, and says so in `troubles`.

One connection holds the file exclusively, with a rollback journal and no WAL: SQLite up to 3.51.2 can corrupt a WAL that two
connections reset, and a second process that may not look in can neither delete nor outdate what the first one uses.
"""

import hashlib
import logging
import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import pyromark
import rapidfuzz
import yaml

from venture_canvas import __version__
from venture_canvas.vault.filing import FiledNote
from venture_canvas.vault.roots import RootIdentity
from venture_canvas.vault.stamps import FileStamp
from venture_canvas.vault.trouble import Trouble

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

TABLES = """
CREATE TABLE IF NOT EXISTS note (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode TEXT NOT NULL, changed_ns INTEGER NOT NULL,
    local INTEGER NOT NULL, on_disk TEXT NOT NULL, digest TEXT NOT NULL, facts BLOB NOT NULL,
    keys BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS conclusions (one INTEGER PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL);
"""
STORE = "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
LOAD = (
    "SELECT path, size, mtime_ns, inode, changed_ns, local, on_disk, digest, facts, keys, checksum FROM note"
)
# What the facts are made by, besides our own code: another version of one may read the same note differently.
READERS = (pyromark, yaml, msgspec, rapidfuzz)
PROGRAM = Path(__file__).parents[1]
SOURCES = (".py", ".yaml")
NOT_OUR_FILE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}


class CachedNote(NamedTuple):
    """A note as the cache keeps it.

    Arguments:
        stamp: the stamp to remember for it.
        note: the note, packed.
    """

    stamp: FileStamp
    note: FiledNote


def fingerprint(program: Path = PROGRAM) -> str:
    """Return the version of what this program reads from notes and concludes from them.

    It is a hash of its sources, and the versions of the libraries beneath: nobody has to think of raising a number when a structure,
    the parser or a rule changes. An installation without sources gives the version of the package.
    """
    digest = hashlib.blake2b(digest_size=16)
    for source in _sources(program):
        digest.update(source.read_bytes())
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    # Not asked of importlib.metadata: to import that takes a tenth of a warm start.
    readers = [f"{reader.__name__} {reader.__version__}" for reader in READERS]
    return " ".join([digest.hexdigest(), __version__, *readers, python])


def _sources(program: Path) -> list[Path]:
    """Return the files that the program consists of, in order."""
    folders = os.walk(program)
    return sorted(
        Path(folder, name) for folder, _, names in folders for name in names if name.endswith(SOURCES)
    )


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
                f"The cache may not lie in the vault: {path}. Set another cache folder, or do without a cache."
            )
        self.rebuilt: str | None = None
        self.troubles: tuple[Trouble, ...] = ()
        self._path = path
        self._version = zlib.crc32(f"{TABLES}{version}".encode()) & 0x7FFF_FFFF
        self._connection: sqlite3.Connection | None = None
        self._marked = False
        self._attempt(lambda: None, None)

    def load(self) -> dict[str, CachedNote]:
        """Return every note kept, by path."""
        return self._attempt(self._load, {})

    @property
    def root(self) -> RootIdentity | None:
        """The folder that the notes were read from, as `remember_root` was told."""
        return self._attempt(self._load_root, None)

    def remember_root(self, identity: RootIdentity) -> None:
        """Keep the identity of the vault's folder."""
        self._attempt(
            lambda: self._change(
                "INSERT OR REPLACE INTO fact VALUES ('root', ?)", [(f"{identity.device} {identity.inode}",)]
            ),
            None,
        )

    @property
    def conclusions(self) -> bytes | None:
        """What was kept of what the caller concluded from the notes, or None."""
        return self._attempt(self._load_conclusions, None)

    def keep_conclusions(self, value: bytes) -> None:
        """Keep what the caller concluded from the notes, in place of what it concluded before."""
        row = (1, value, _checksum(value))
        self._attempt(
            lambda: self._change("INSERT OR REPLACE INTO conclusions VALUES (?, ?, ?)", [row]), None
        )

    def store(self, notes: Mapping[str, CachedNote]) -> None:
        """Keep notes, in one transaction."""
        self._attempt(lambda: self._change(STORE, (_row(path, note) for path, note in notes.items())), None)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget notes, in one transaction."""
        rows = [(path,) for path in paths]
        self._attempt(lambda: self._change("DELETE FROM note WHERE path = ?", rows), None)

    def close(self) -> None:
        """Close the file. Without this the next start checks it."""
        if self._connection is not None and self._marked:
            self._attempt(lambda: self._execute("DELETE FROM fact WHERE name = 'in use'"), None)
        self._disconnect()

    def _attempt(self, step: Callable[[], Result], otherwise: Result) -> Result:
        """Do a step; begin a damaged file anew, and do without a file where none can be had."""
        if self.troubles:
            return otherwise
        try:
            self._connect()
            return step()
        except (sqlite3.Error, ValueError, OSError) as error:
            self._disconnect()
            if _is_damage(error) and self.rebuilt is None:
                return self._begin_anew(error, otherwise)
            self._do_without(error)
            return otherwise

    def _begin_anew(self, error: Exception, otherwise: Result) -> Result:
        self.rebuilt = str(error)
        logger.warning("The cache %s is begun anew: %s.", self._path, error)
        try:
            _delete(self._path)
        except OSError as refused:
            self._do_without(refused)
            return otherwise
        return self._attempt(lambda: otherwise, otherwise)

    def _do_without(self, error: Exception) -> None:
        logger.warning("The cache %s is not used: %s.", self._path, error)
        message = f"The cache is not used, so the next start is slower: {_reason(error)}."
        self.troubles = (Trouble("cache-off", message),)

    def _connect(self) -> None:
        if self._connection is not None:
            return
        _make_private(self._path)
        self._connection = sqlite3.connect(
            self._path, timeout=0.0, isolation_level=None, check_same_thread=False
        )
        self._execute("PRAGMA locking_mode = EXCLUSIVE")
        self._execute("PRAGMA journal_mode = TRUNCATE")
        # Nobody waits for the disk: after a crash of the system the file is checked, and each note has its checksum.
        self._execute("PRAGMA synchronous = OFF")
        self._execute("BEGIN EXCLUSIVE")
        self._execute("COMMIT")
        self._gate()
        self._check_after_a_crash()

    def _gate(self) -> None:
        (found,) = self._execute("PRAGMA user_version").fetchone()
        (tables,) = self._execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and found != self._version:
            raise OutdatedError("it was written by another version")
        self._connected.executescript(TABLES)
        self._execute(f"PRAGMA user_version = {self._version}")

    def _check_after_a_crash(self) -> None:
        if self._execute("SELECT 1 FROM fact WHERE name = 'in use'").fetchone():
            (verdict,) = self._execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise OutdatedError(f"it is damaged ({verdict})")
        self._marked = False

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    @property
    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the cache is closed")
        return self._connection

    def _execute(self, statement: str) -> sqlite3.Cursor:
        return self._connected.execute(statement)

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if not self._marked:
            self._execute("INSERT OR REPLACE INTO fact VALUES ('in use', '')")
            self._marked = True
        self._execute("BEGIN")
        self._connected.executemany(statement, rows)
        self._execute("COMMIT")

    def _load(self) -> dict[str, CachedNote]:
        return dict(map(_note, self._execute(LOAD)))

    def _load_conclusions(self) -> bytes | None:
        row = self._execute("SELECT value, checksum FROM conclusions").fetchone()
        if row and _checksum(row[0]) != row[1]:
            raise OutdatedError("it is damaged")
        return row[0] if row else None

    def _load_root(self) -> RootIdentity | None:
        row = self._execute("SELECT value FROM fact WHERE name = 'root'").fetchone()
        return None if row is None else RootIdentity(*map(int, row[0].split()))


class OutdatedError(ValueError):
    """The file is not one that this program can use."""


def _row(path: str, note: CachedNote) -> tuple[object, ...]:
    stamp, filed = note
    # ReFS and some network drives have inodes beyond the 63 bits of an SQLite integer.
    return (
        path, stamp.size, stamp.mtime_ns, str(stamp.inode), stamp.changed_ns, stamp.local, stamp.on_disk, filed.digest, filed.facts,
        filed.keys, _checksum(filed.facts, filed.keys),
    )  # fmt: skip


def _note(row: Sequence[Any]) -> tuple[str, CachedNote]:
    """Return a row as what was stored; whatever is damaged is found out now, not when somebody looks into the note.

    Raises:
        OutdatedError: it is damaged.
    """
    path, size, mtime, inode, changed, local, on_disk, digest, facts, keys, checksum = row
    if _checksum(facts, keys) != checksum:
        raise OutdatedError("it is damaged")
    stamp = FileStamp(size, mtime, int(inode), changed, bool(local), on_disk)
    return path, CachedNote(stamp, FiledNote(path, digest, facts, keys))


def _checksum(*pieces: bytes) -> int:
    return reduce(lambda before, piece: zlib.crc32(piece, before), pieces, 0)


def _is_damage(error: Exception) -> bool:
    """Say whether a file is to blame, and not its place: a full disk, a lock, a missing permission are no reason to delete it."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in NOT_OUR_FILE
    return isinstance(error, ValueError)


def _reason(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "another run of venture-canvas is using it"
    return str(getattr(error, "strerror", None) or error)


def _make_private(path: Path) -> None:
    """Make the file and its folder, for this user alone: it holds what the notes say."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)


def _delete(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
