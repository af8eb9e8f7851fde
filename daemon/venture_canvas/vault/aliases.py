"""The aliases of a vault: which notes bear them, where they collide, and which file names they shadow."""

import msgspec

from venture_canvas.vault.bearers import Bearers, Facts, commonest
from venture_canvas.vault.file_names import FileNames
from venture_canvas.vault.names import NOTE_ENDING, key_of
from venture_canvas.vault.note_keys import NoteKeys


class AliasEntry(msgspec.Struct, frozen=True):
    """An alias of the vault.

    Arguments:
        key: casefolded; what aliases are compared by.
        text: as most notes write it.
        notes: the notes that bear it, in order; more than one is a collision.
        shadows: the notes whose file name it is, though another note bears it; a link by this name leads there.
    """

    key: str
    text: str
    notes: tuple[str, ...]
    shadows: tuple[str, ...]


class AliasIndex:
    """The aliases of a vault, kept current by difference.

    Arguments:
        files: the vault's files, for the names that aliases shadow.
    """

    def __init__(self, files: FileNames) -> None:
        self._files = files
        self._texts: Facts[str] = Facts()

    def change(self, path: str, old: NoteKeys, new: NoteKeys) -> set[str]:
        """Replace a note's aliases; return the texts whose bearers changed."""
        return {text for _, text in self._texts.change(path, old.aliases, new.aliases)}

    def starting_with(self, prefix: str) -> tuple[AliasEntry, ...]:
        """Return the aliases that start with a prefix, in order of key."""
        return tuple(self._entry(key) for key in self._texts.keys.starting_with(key_of(prefix)))

    def find(self, alias: str) -> AliasEntry | None:
        """Return an alias, or None when no note bears it."""
        key = key_of(alias.strip())
        return self._entry(key) if key in self._texts.keys else None

    def texts_of(self, key: str) -> tuple[str, ...]:
        """Return how an alias is written; nothing when no note bears it."""
        return tuple(self._texts.keys.find(key) or ())

    def dump(self) -> dict[str, object]:
        """Return every alias with its spellings, bearers and shadows, as JSON has it; in order."""
        shadows = {key: list(self._entry(key).shadows) for key in self._texts.keys}
        return {"texts": self._texts.dump(), "shadows": shadows}

    def _entry(self, key: str) -> AliasEntry:
        texts = self._texts.keys[key]
        notes = _bearers_of(texts)
        shadowed = (path for path in self._files.called(key + NOTE_ENDING) if notes != (path,))
        spellings = ((text, len(texts.of(text)), texts.of(text)[0]) for text in texts)
        return AliasEntry(key, commonest(spellings), notes, tuple(shadowed))


def _bearers_of(texts: Bearers[str]) -> tuple[str, ...]:
    return tuple(sorted({path for text in texts for path in texts.of(text)}))
