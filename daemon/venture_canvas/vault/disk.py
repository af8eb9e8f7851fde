"""What the disk says of a vault: look at it, read what changed, and keep the facts for the next start."""

import gc
import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import msgspec

from venture_canvas.vault import reconcile
from venture_canvas.vault.cache import Cache
from venture_canvas.vault.cache_file import cache_off
from venture_canvas.vault.cached_notes import CachedNote
from venture_canvas.vault.files import EVERYTHING, Scan, is_note, scan
from venture_canvas.vault.filing import FiledNote, Known, filed
from venture_canvas.vault.fingerprint import fingerprint
from venture_canvas.vault.inventory import Inventory
from venture_canvas.vault.note_files import NoteFile, NoteRead, ReadMany, read_many
from venture_canvas.vault.reconcile import Changes, Unavailable
from venture_canvas.vault.stamps import UNSETTLED_SIZE, FileStamp
from venture_canvas.vault.trouble import Trouble

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the number of notes read so far and the number to read."""

BATCH = 500
"""Notes read between two writes to the cache."""
TELL_EVERY = 50
"""Notes read between two calls of a Progress: a second's work at most, so that a bar moves and an end that is asked for comes soon."""


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
        cache: the file that holds the facts between two runs, or None for none. It is opened by `recall`.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root = root
        self.parsed = 0
        self._cache_file = cache
        self._cache: Cache | None = None
        self._cache_refused: tuple[Trouble, ...] = ()
        self._inventory = Inventory()
        self._cached: dict[str, str] = {}
        self._doubt: Unavailable | None = None
        self._troubles: dict[str, list[Trouble]] = {}
        self._missed: set[str] = set()

    @property
    def remembers(self) -> bool:
        """Whether there is a cache; `recall` opens it."""
        return self._cache is not None

    @property
    def doubt(self) -> Unavailable | None:
        """Why the vault is not believed to be as it looks, or None."""
        return self._doubt

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What keeps files from being seen or facts from being kept."""
        found = [trouble for path in sorted(self._troubles) for trouble in self._troubles[path]]
        return (*found, *self._cache_refused, *(self._cache.troubles if self._cache else ()))

    @property
    def missed(self) -> frozenset[str]:
        """The folders and files that could not be looked at or read when they were tried last. Every look tries them again."""
        return frozenset(self._missed)

    def open(self, progress: Progress | None = None) -> DiskChange:
        """Return the whole vault: what the cache knows where the files are as they were, and what is read anew.

        Where the folder is missing or emptied all of a sudden, that is what the cache knows, and `doubt` says why.
        """
        with collector_paused():
            known = self.recall()
            found = self.look(EVERYTHING, progress, known)
        return DiskChange({**known, **found.notes}, found.files, found.unreadable)

    def recall(self) -> dict[str, FiledNote]:
        """Open the cache, return the notes that it holds, and know their files."""
        self._open_cache()
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
        self,
        under: Iterable[str],
        progress: Progress | None = None,
        known: Mapping[str, Known] | None = None,
        read: ReadMany = read_many,
    ) -> DiskChange:
        """Look at files and folders and return what is not as it was.

        Arguments:
            under: paths in the vault; "" is all of it.
            progress: told how many notes are read.
            known: notes that need not be parsed again when their bytes are the same.
            read: reads the files of notes.
        """
        asked = frozenset(under)
        found = scan(self.root, EVERYTHING if self._doubt or "" in asked else asked | self._missed)
        verdict = reconcile.compare(self._inventory, found, self._doubt)
        if isinstance(verdict, Unavailable):
            self._doubt = verdict
            return NOTHING
        self._doubt = None
        self._note_troubles(found)
        self._missed = set(found.unreadable)
        notes, files = self._take(verdict, progress, known or {}, read)
        return DiskChange(notes, files, found.unreadable)

    def spelling(self, path: str) -> str:
        """Return a path as the disk spells it."""
        stamp = self._inventory.get(path)
        return (stamp.on_disk if stamp else "") or path

    def close(self) -> None:
        """Close the cache."""
        if self._cache:
            self._cache.close()

    def _open_cache(self) -> None:
        if self._cache_file is None:
            return
        try:
            self._cache = Cache(self._cache_file, root=self.root, version=fingerprint())
        except ValueError as refused:
            logger.info("The cache %s is not used: %s.", self._cache_file, refused)
            self._cache_refused = (cache_off(str(refused)),)

    def _take(
        self, changes: Changes, progress: Progress | None, known: Mapping[str, Known], read: ReadMany
    ) -> tuple[dict[str, FiledNote | None], dict[str, bool]]:
        notes: dict[str, FiledNote | None] = {path: None for path in changes.gone if is_note(path)}
        files = {path: False for path in changes.gone if not is_note(path)}
        files |= {path: True for path in changes.seen if not is_note(path)}
        reconcile.apply(self._inventory, changes)
        self._forget(notes)
        pending = {path: stamp for path, stamp in changes.seen.items() if is_note(path)}
        files_of_notes = [
            NoteFile(path, stamp.on_disk or path, stamp.local, known[path].digest if path in known else "")
            for path, stamp in pending.items()
        ]
        with closing(_told(read(self.root, files_of_notes), len(pending), progress)) as reads:
            for _ in range(0, len(pending), BATCH):
                notes |= self._take_in(islice(reads, BATCH), pending, known)
        if progress:
            progress(len(pending), len(pending))
        if self._cache and self._cache.root != changes.root:
            self._cache.remember_root(changes.root)
        return notes, files

    def _take_in(
        self, reads: Iterable[NoteRead], stamps: Mapping[str, FileStamp], known: Mapping[str, Known]
    ) -> dict[str, FiledNote | None]:
        """Keep what was read, and return it by path; None for what went since it was looked at."""
        notes: dict[str, FiledNote] = {}
        gone: dict[str, None] = {}
        for read in reads:
            note = filed(known[read.path]) if read.known else read.note
            self.parsed += read.parsed
            if note is None:
                # The inventory does not know it from here on, so no later look would tell that it went.
                self._inventory.remove(read.path)
                gone[read.path] = None
                continue
            notes[read.path] = note
            if not note.digest and "unreadable" in dict(note.note_keys().problems):
                # What kept it from being read (no free handle, a drive that stumbled) may pass without a trace in the stamp.
                self._inventory.add(read.path, stamps[read.path].unsettled)
                self._missed.add(read.path)
        rows = {path: CachedNote(stamps[path], note) for path, note in notes.items() if note.digest}
        self._cached |= {path: row.note.digest for path, row in rows.items()}
        if self._cache:
            self._cache.store(rows)
        self._forget(gone)
        return {**notes, **gone}

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


def _told(reads: Generator[NoteRead], total: int, progress: Progress | None) -> Generator[NoteRead]:
    """Pass on what is read, and tell a Progress how much it is so far."""
    with closing(reads):
        for number, read in enumerate(reads):
            if progress and number % TELL_EVERY == 0:
                progress(number, total)
            yield read


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
