"""What each note of a vault is, and which notes of each home have to do with a venture."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from venture_canvas.canvas import kinds
from venture_canvas.canvas.homes import home_of
from venture_canvas.canvas.kinds import SECTIONS_OF_A_PART, NoteReading, Outlook
from venture_canvas.notes.note import Note
from venture_canvas.vault.snapshot import Snapshot

Told = tuple[str, Outlook]
"""What a note is, after the digest of the text that says so."""

NONE_TOLD: Mapping[str, Told] = MappingProxyType({})


class Outlooks:
    """What the notes of a vault are; those that have to do with a venture are kept by home."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}
        self._readings: dict[str, NoteReading] = {}
        self._homes: dict[str, set[str]] = {}

    @property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """The paths of the notes that have to do with a venture, by home."""
        return {home: tuple(paths) for home, paths in self._homes.items()}

    def of(self, note: Note) -> Outlook:
        """Return what a note is."""
        known, outlook = self._told.get(note.path, ("", None))
        return outlook if outlook and known == note.digest else kinds.read(note).outlook

    def at(self, path: str) -> Outlook:
        """Return what the note at a path was when it was last looked at."""
        return self._told[path][1]

    def reading(self, note: Note) -> NoteReading:
        """Return what a note is, with the tree of its lines when it carries a part of a canvas."""
        known = self._readings.get(note.path)
        return known if known and known.note.digest == note.digest else kinds.read(note)

    def in_home(self, home: str, snapshot: Snapshot) -> list[NoteReading]:
        """Return the notes of a home that have to do with a venture, in order of path."""
        return [self._reading_at(path, snapshot) for path in sorted(self._homes.get(home, ()))]

    def look_at(self, path: str, snapshot: Snapshot, told: Told | None) -> bool:
        """Read a note anew; say whether it has, or had, to do with a venture.

        Arguments:
            path: of the note, which may be gone.
            snapshot: the vault.
            told: what the note is, where that has been told already.
        """
        home = home_of(path)
        mattered = self._forget(path, home)
        if told and not _matters(told[1]):
            self._told[path] = told
            return mattered
        note = snapshot.notes.get(path)
        if note is None:
            return mattered
        return self._take_in(kinds.read(note), home) or mattered

    def restore(self, told: Iterable[tuple[str, Told]], homes: Mapping[str, Iterable[str]]) -> None:
        """Take up what the notes were told to be before, by path, and `homes` as they were."""
        self._told.update(told)
        self._homes = {home: set(paths) for home, paths in homes.items()}

    def _forget(self, path: str, home: str) -> bool:
        """Forget what a note was; say whether it had to do with a venture."""
        mattered = path in self._homes.get(home, ())
        if mattered:
            self._homes[home].discard(path)
        self._readings.pop(path, None)
        self._told.pop(path, None)
        return mattered

    def _take_in(self, reading: NoteReading, home: str) -> bool:
        """Keep what a note is; say whether it has to do with a venture."""
        path = reading.note.path
        self._told[path] = (reading.note.digest, reading.outlook)
        if not _matters(reading.outlook):
            return False
        self._readings[path] = reading
        self._homes.setdefault(home, set()).add(path)
        return True

    def _reading_at(self, path: str, snapshot: Snapshot) -> NoteReading:
        """Return the reading of a note that has to do with a venture; after a restart it is read when its venture is read anew."""
        if path not in self._readings:
            self._readings[path] = kinds.read(snapshot.notes[path])
        return self._readings[path]


def _matters(outlook: Outlook) -> bool:
    if outlook.kind in ("canvas", "section", "type") or (outlook.kind == "lexicon" and outlook.section):
        return True
    return outlook.kind == "other" and len(outlook.sections) >= SECTIONS_OF_A_PART and not outlook.is_core
