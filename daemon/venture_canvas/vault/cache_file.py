"""The file of a cache, which may be lost at any time: whoever uses it goes on without it.

A file that is damaged or of another version is deleted and begun anew, and where no file can be kept (a full or read-only disk,
another process that holds it) nothing is kept, and `troubles` says so.

One connection holds the file exclusively, with a rollback journal and no WAL: SQLite up to 3.51.2 can corrupt a WAL that two
connections reset, and a second process that may not look in can neither delete nor outdate what the first one uses.
"""

import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from venture_canvas.vault.private_folder import make_private
from venture_canvas.vault.trouble import Trouble

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

FACTS = "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
"""A table that is in every file: one of its facts is that the file is in use."""
NOT_OUR_FILE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}


class OutdatedError(ValueError):
    """The file is not one that this program can use."""


class CacheFile:
    """A file of SQLite. One thread uses it at a time.

    Arguments:
        path: the file; its folder is made when it is missing.
        tables: the statements that make its tables, besides `FACTS`.
        version: names the shape of what is in it; a file of another version is begun anew.
    """

    def __init__(self, path: Path, *, tables: str, version: str) -> None:
        self.rebuilt: str | None = None
        self.troubles: tuple[Trouble, ...] = ()
        self._path = path
        self._tables = f"{tables}{FACTS}"
        self._version = zlib.crc32(f"{self._tables}{version}".encode()) & 0x7FFF_FFFF
        self._connection: sqlite3.Connection | None = None
        self._marked = False
        self.attempt(lambda: None, None)

    def attempt(self, step: Callable[[], Result], otherwise: Result) -> Result:
        """Do a step; begin a damaged file anew, and do without a file where none can be had.

        Arguments:
            step: what is done; it may `execute` and `change`.
            otherwise: the result when it cannot be done.
        """
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

    def execute(self, statement: str) -> sqlite3.Cursor:
        """Execute a statement."""
        return self._connected.execute(statement)

    def change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute a statement with each of some rows, in one transaction."""
        if not self._marked:
            self.execute("INSERT OR REPLACE INTO fact VALUES ('in use', '')")
            self._marked = True
        self.execute("BEGIN")
        self._connected.executemany(statement, rows)
        self.execute("COMMIT")

    def close(self) -> None:
        """Close the file. Without this the next start checks it."""
        if self._connection is not None and self._marked:
            self.attempt(lambda: self.execute("DELETE FROM fact WHERE name = 'in use'"), None)
        self._disconnect()

    def _begin_anew(self, error: Exception, otherwise: Result) -> Result:
        self.rebuilt = str(error)
        logger.warning("The cache %s is begun anew: %s.", self._path, error)
        try:
            _delete(self._path)
        except OSError as refused:
            self._do_without(refused)
            return otherwise
        return self.attempt(lambda: otherwise, otherwise)

    def _do_without(self, error: Exception) -> None:
        # No warning: a command would print it beside the trouble, which says the same.
        logger.info("The cache %s is not used: %s.", self._path, error)
        self.troubles = (_trouble(error),)

    def _connect(self) -> None:
        if self._connection is not None:
            return
        # The file is for this user alone: it holds what the notes say.
        make_private(self._path.parent)
        self._path.touch(mode=0o600)
        self._connection = sqlite3.connect(
            self._path, timeout=0.0, isolation_level=None, check_same_thread=False
        )
        self.execute("PRAGMA locking_mode = EXCLUSIVE")
        self.execute("PRAGMA journal_mode = TRUNCATE")
        # Nobody waits for the disk: after a crash of the system the file is checked, and each note has its checksum.
        self.execute("PRAGMA synchronous = OFF")
        self.execute("BEGIN EXCLUSIVE")
        self.execute("COMMIT")
        self._gate()
        self._check_after_a_crash()

    def _gate(self) -> None:
        (found,) = self.execute("PRAGMA user_version").fetchone()
        (tables,) = self.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and found != self._version:
            raise OutdatedError("it was written by another version")
        self._connected.executescript(self._tables)
        self.execute(f"PRAGMA user_version = {self._version}")

    def _check_after_a_crash(self) -> None:
        if self.execute("SELECT 1 FROM fact WHERE name = 'in use'").fetchone():
            (verdict,) = self.execute("PRAGMA quick_check(1)").fetchone()
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


def cache_off(reason: str) -> Trouble:
    """Return what a person is told when no cache is used."""
    return Trouble("cache-off", f"The cache is not used, so the next start is slower: {reason}.")


USED_BY_ANOTHER = cache_off("another run of venture-canvas is using it")


def _is_damage(error: Exception) -> bool:
    """Say whether a file is to blame, and not its place: a full disk, a lock, a missing permission are no reason to delete it."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in NOT_OUR_FILE
    return isinstance(error, ValueError)


def _trouble(error: Exception) -> Trouble:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return USED_BY_ANOTHER
    if isinstance(error, OSError) and error.filename:
        return cache_off(f"{error.strerror} ({error.filename})")
    return cache_off(str(error))


def _delete(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
