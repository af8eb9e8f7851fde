"""What the disk says of a vault: look at it, read what changed, and keep the facts for the next start."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from venture_canvas.notes.decoding import digest_of
from venture_canvas.notes.parse import MAX_NOTE_BYTES, read_note, unread_note
from venture_canvas.vault import reconcile
from venture_canvas.vault.cache import Cache, CachedNote, fingerprint
from venture_canvas.vault.files import EVERYTHING, Scan, is_note, scan
from venture_canvas.vault.filing import FiledNote, Known, filed
from venture_canvas.vault.inventory import Inventory
from venture_canvas.vault.reading import UnreadableError, read
from venture_canvas.vault.reconcile import Changes, Unavailable
from venture_canvas.vault.stamps import UNSETTLED_SIZE, FileStamp
from venture_canvas.vault.trouble import Trouble

Item = TypeVar("Item")
Progress = Callable[[int, int], None]
"""Called with the number of notes read so far and the number to read."""

BATCH = 500
"""Notes read between two writes to the cache."""
TELL_EVERY = 50
"""Notes read between two calls of a Progress: a second's work at most, so that a bar moves and an end that is asked for comes soon."""

NOT_DOWNLOADED = (
    "This note is not downloaded to this computer, so nothing in it is read. Open it once to download it."
)


class DiskChange(msgspec.Struct, frozen=True):
    """What a look found.

    Arguments:
        notes: each note that came or may have changed, and None for each that went.
        files: whether each other file that can be linked is there.
        unreadable: the folders and files that could not be looked at; what was known beneath them still holds.
    """

    notes: Mapping[str, Known | None]
    files: Mapping[str, bool]
    unreadable: frozenset[str] = frozenset()


NEVER_SEEN = FileStamp(UNSETTLED_SIZE, 0, 0, 0)
NOTHING = DiskChange({}, {})


class Disk:
    """A vault's files. One thread uses it at a time.

    Arguments:
        root: the vault's folder, absolute.
        cache: the file that holds the facts between two runs, or None for none.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root = root
        self.parsed = 0
        self._cache = Cache(cache, root=root, version=fingerprint()) if cache else None
        self._inventory = Inventory()
        self._cached: dict[str, str] = {}
        self._doubt: Unavailable | None = None
        self._troubles: dict[str, list[Trouble]] = {}

    @property
    def remembers(self) -> bool:
        """Whether there is a cache."""
        return self._cache is not None

    @property
    def doubt(self) -> Unavailable | None:
        """Why the vault is not believed to be as it looks, or None."""
        return self._doubt

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What keeps files from being seen or facts from being kept."""
        found = [trouble for path in sorted(self._troubles) for trouble in self._troubles[path]]
        return (*found, *(self._cache.troubles if self._cache else ()))

    def open(self, progress: Progress | None = None) -> DiskChange:
        """Return the whole vault: what the cache knows where the files are as they were, and what is read anew.

        Where the folder is missing or emptied all of a sudden, that is what the cache knows, and `doubt` says why.
        """
        known = self.recall()
        found = self.look(EVERYTHING, progress, known)
        return DiskChange({**known, **found.notes}, found.files, found.unreadable)

    def recall(self) -> dict[str, FiledNote]:
        """Return the notes that the cache holds, and know their files."""
        if self._cache is None:
            return {}
        rows = self._cache.load()
        self._inventory = Inventory(self._cache.root, {path: row.stamp for path, row in rows.items()})
        self._cached = {path: row.note.digest for path, row in rows.items()}
        return {path: row.note for path, row in rows.items()}

    def expect(self, paths: Iterable[str]) -> None:
        """Know files that the cache does not hold, so that a look tells when they are gone."""
        for path in paths:
            self._inventory.add(path, NEVER_SEEN)

    @property
    def version(self) -> str:
        """What names the version of all notes that the cache holds."""
        digest = blake2b(digest_size=16)
        for path, version in sorted(self._cached.items()):
            digest.update(f"{path}\0{version}\0".encode())
        return digest.hexdigest()

    @property
    def conclusions(self) -> bytes | None:
        """What was kept of what the caller concluded from the notes, or None."""
        return self._cache.conclusions if self._cache else None

    def keep_conclusions(self, value: bytes) -> None:
        """Keep what the caller concluded from the notes, for the next start."""
        if self._cache:
            self._cache.keep_conclusions(value)

    def look(
        self, under: Iterable[str], progress: Progress | None = None, known: Mapping[str, Known] | None = None
    ) -> DiskChange:
        """Look at files and folders and return what is not as it was.

        Arguments:
            under: paths in the vault; "" is all of it.
            progress: told how many notes are read.
            known: notes that need not be parsed again when their bytes are the same.
        """
        found = scan(self.root, EVERYTHING if self._doubt else under)
        verdict = reconcile.compare(self._inventory, found, self._doubt)
        if isinstance(verdict, Unavailable):
            self._doubt = verdict
            return NOTHING
        self._doubt = None
        self._note_troubles(found)
        notes, files = self._take(verdict, progress, known or {})
        return DiskChange(notes, files, found.unreadable)

    def spelling(self, path: str) -> str:
        """Return a path as the disk spells it."""
        stamp = self._inventory.get(path)
        return (stamp.on_disk if stamp else "") or path

    def close(self) -> None:
        """Close the cache."""
        if self._cache:
            self._cache.close()

    def _take(
        self, changes: Changes, progress: Progress | None, known: Mapping[str, Known]
    ) -> tuple[dict[str, FiledNote | None], dict[str, bool]]:
        notes: dict[str, FiledNote | None] = {path: None for path in changes.gone if is_note(path)}
        files = {path: False for path in changes.gone if not is_note(path)}
        files |= {path: True for path in changes.seen if not is_note(path)}
        reconcile.apply(self._inventory, changes)
        self._forget(notes)
        pending = [(path, stamp) for path, stamp in changes.seen.items() if is_note(path)]
        told = _told(pending, progress)
        for _ in range(0, len(pending), BATCH):
            notes |= self._read_batch(islice(told, BATCH), known)
        if progress:
            progress(len(pending), len(pending))
        if self._cache and self._cache.root != changes.root:
            self._cache.remember_root(changes.root)
        return notes, files

    def _read_batch(
        self, batch: Iterable[tuple[str, FileStamp]], known: Mapping[str, Known]
    ) -> dict[str, FiledNote | None]:
        notes: dict[str, FiledNote | None] = {}
        rows: dict[str, CachedNote] = {}
        for path, stamp in batch:
            note = self._read(path, stamp, known.get(path))
            if note is None:
                self._inventory.remove(path)
                continue
            notes[path] = note
            if note.digest:
                rows[path] = CachedNote(stamp, note)
            else:
                # What kept it from being read (no free handle, a drive that stumbled) may pass without a trace in the stamp.
                self._inventory.add(path, stamp.unsettled)
        self._cached |= {path: row.note.digest for path, row in rows.items()}
        if self._cache:
            self._cache.store(rows)
        return notes

    def _read(self, path: str, stamp: FileStamp, known: Known | None) -> FiledNote | None:
        """Read a note; None when it went in the meantime, which a later look will see."""
        if not stamp.local:
            return filed(unread_note(path, "not-downloaded", NOT_DOWNLOADED))
        try:
            content = read(self.root, stamp.on_disk or path, MAX_NOTE_BYTES)
        except FileNotFoundError:
            return None
        except UnreadableError as error:
            return filed(unread_note(path, error.code, str(error)))
        if known is not None and known.digest == digest_of(content):
            return filed(known)
        self.parsed += 1
        return filed(read_note(path, content))

    def _forget(self, paths: Iterable[str]) -> None:
        gone = [path for path in paths if self._cached.pop(path, None) is not None]
        if self._cache and gone:
            self._cache.remove(gone)

    def _note_troubles(self, found: Scan) -> None:
        for top in found.under:
            for path in [
                path for path in self._troubles if not top or path == top or path.startswith(f"{top}/")
            ]:
                del self._troubles[path]
        for trouble in found.troubles:
            self._troubles.setdefault(trouble.path or "", []).append(trouble)


def _told(pending: Sequence[Item], progress: Progress | None) -> Iterator[Item]:
    """Pass on what is to be read, and tell a Progress how much is read so far."""
    for number, item in enumerate(pending):
        if progress and number % TELL_EVERY == 0:
            progress(number, len(pending))
        yield item


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector while many facts are made that all stay: it halves the time of a cold start."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
