"""A note as a vault keeps it: packed into bytes, and unpacked for whoever looks into it.

Most notes of a vault are looked into once, when they are read. Packed they take a tenth of the memory, and a start on a vault
that did not change unpacks none of them.
"""

import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from venture_canvas.notes.note import Note
from venture_canvas.vault.note_keys import NoteKeys, keys_of
from venture_canvas.vault.sorted_map import SortedMap

UNPACKED = 128
"""Notes that stay unpacked after somebody looked into them: those of the venture that is being written, and what it links to."""
QUICKLY = 1
"""The level of compression: the next ones take longer and save no more than a twentieth."""

_encoder = msgspec.msgpack.Encoder()
_notes = msgspec.msgpack.Decoder(Note)
_keys = msgspec.msgpack.Decoder(NoteKeys)


class FiledNote(msgspec.Struct, frozen=True, array_like=True):
    """A packed note.

    Arguments:
        path, digest: as in the note.
        facts: the note itself, compressed.
        keys: what the indexes hold of it.
        first_look: what whoever read it made of it at once; never cached.
    """

    path: str
    digest: str
    facts: bytes
    keys: bytes
    first_look: bytes = b""

    def note(self) -> Note:
        """Return the note itself."""
        return _unpacked(self.facts)

    def note_keys(self) -> NoteKeys:
        """Return what the indexes hold of it."""
        return _keys.decode(self.keys)


Known = Note | FiledNote


def filed(note: Known) -> FiledNote:
    """Return a note as it is kept."""
    if isinstance(note, FiledNote):
        return note
    facts = zlib.compress(_encoder.encode(note), QUICKLY)
    return FiledNote(note.path, note.digest, facts, _encoder.encode(keys_of(note)))


def unpacked(note: Known) -> Note:
    """Return a note itself."""
    return note.note() if isinstance(note, FiledNote) else note


class Shelf(Mapping[str, Note]):
    """The notes of a vault by path, in order of path."""

    def __init__(self) -> None:
        self._facts: SortedMap[bytes] = SortedMap()
        self._unpack = lru_cache(maxsize=UNPACKED)(_unpacked)

    def __getitem__(self, path: str) -> Note:
        return self._unpack(self._facts[path])

    def __contains__(self, path: object) -> bool:
        return path in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def holds(self, path: str, note: FiledNote | None) -> bool:
        """Say whether this very note is kept at a path; without a note, whether none is."""
        return self._facts.find(path) == (note.facts if note else None)

    def put(self, path: str, note: FiledNote) -> None:
        """Keep a note."""
        self._facts[path] = note.facts

    def remove(self, path: str) -> None:
        """Keep a note no longer."""
        del self._facts[path]


def _unpacked(facts: bytes) -> Note:
    return _notes.decode(zlib.decompress(facts))
