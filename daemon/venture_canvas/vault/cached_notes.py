"""The rows of the cache: a note as it is kept, with a checksum of its own."""

import zlib
from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from venture_canvas.vault.cache_file import OutdatedError
from venture_canvas.vault.filing import FiledNote
from venture_canvas.vault.stamps import FileStamp

TABLE = """
CREATE TABLE IF NOT EXISTS note (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode TEXT NOT NULL, changed_ns INTEGER NOT NULL,
    local INTEGER NOT NULL, on_disk TEXT NOT NULL, digest TEXT NOT NULL, facts BLOB NOT NULL,
    keys BLOB NOT NULL, checksum INTEGER NOT NULL);
"""
STORE = "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
LOAD = (
    "SELECT path, size, mtime_ns, inode, changed_ns, local, on_disk, digest, facts, keys, checksum FROM note"
)


class CachedNote(NamedTuple):
    """A note as the cache keeps it.

    Arguments:
        stamp: the stamp to remember for it.
        note: the note, packed.
    """

    stamp: FileStamp
    note: FiledNote


def row_of(path: str, note: CachedNote) -> tuple[object, ...]:
    """Return a note as what `STORE` stores."""
    stamp, filed = note
    # ReFS and some network drives have inodes beyond the 63 bits of an SQLite integer.
    return (
        path, stamp.size, stamp.mtime_ns, str(stamp.inode), stamp.changed_ns, stamp.local, stamp.on_disk, filed.digest, filed.facts,
        filed.keys, checksum(filed.facts, filed.keys),
    )  # fmt: skip


def note_of(row: Sequence[Any]) -> tuple[str, CachedNote]:
    """Return the path and the note of a row that `LOAD` loads.

    Whatever is damaged is found out now, not when somebody looks into the note.

    Raises:
        OutdatedError: it is damaged.
    """
    path, size, mtime, inode, changed, local, on_disk, digest, facts, keys, written = row
    if checksum(facts, keys) != written:
        raise OutdatedError("it is damaged")
    stamp = FileStamp(size, mtime, int(inode), changed, bool(local), on_disk)
    return path, CachedNote(stamp, FiledNote(path, digest, facts, keys))


def checksum(*pieces: bytes) -> int:
    """Return a number that is another when a byte of some pieces is."""
    return reduce(lambda before, piece: zlib.crc32(piece, before), pieces, 0)
