"""The tags of a vault: their hierarchy, categories and counts, and which of them Obsidian sees.

A note tagged `a/b` is also counted under `a`, as in Obsidian's tag pane and its `tag:` search. Tags under a mapping of
categories are invisible to Obsidian; they are held here all the same, and told apart.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from typing import NamedTuple

import msgspec

from venture_canvas.notes.note import Note
from venture_canvas.positions import Span
from venture_canvas.vault.bearers import Bearers, Facts, commonest
from venture_canvas.vault.names import key_of
from venture_canvas.vault.note_keys import NoteKeys

MOST_LEVELS = 32
"""Deeper levels are not split: the prefixes of a tag of a million slashes would fill the memory."""

MOST_LOOKED_AT = 1000
"""Tags among which the commonest are sought, for an answer between two keystrokes."""


class Mention(NamedTuple):
    """One way in which a note has a tag: as it is written, or as the upper part of one nested in it."""

    spelling: str
    category: str | None
    visible: bool
    itself: bool


Use = frozenset[Mention]
"""All the ways in which one note has one tag. A note has one use of a tag, so that notes are counted by adding up uses."""


class TagEntry(msgspec.Struct, frozen=True):
    """A tag of the vault.

    Arguments:
        key: casefolded; what tags are compared by.
        name: as most notes write it, without `#`.
        categories: the front-matter categories it stands under, in order; None, first, when it also stands under none.
        count: how many notes have it, or a tag nested in it.
        own: how many notes have exactly it.
        invisible: how many of the `count` notes have it only where Obsidian does not look.
    """

    key: str
    name: str
    categories: tuple[str | None, ...]
    count: int
    own: int
    invisible: int

    @property
    def visible(self) -> bool:
        """Whether Obsidian itself sees it anywhere."""
        return self.invisible < self.count


class Tagged(msgspec.Struct, frozen=True):
    """A note that has a tag, and where in its text."""

    path: str
    spans: tuple[Span, ...]


class TagIndex:
    """The tags of a vault, kept current by difference."""

    def __init__(self) -> None:
        self._uses: Facts[Use] = Facts()

    def change(self, path: str, old: NoteKeys, new: NoteKeys) -> set[str]:
        """Replace a note's tags; return the keys of the tags whose count, category, spelling or bearers changed."""
        return {key for key, _ in self._uses.change(path, uses_in(old), uses_in(new))}

    def starting_with(self, prefix: str) -> tuple[TagEntry, ...]:
        """Return the tags that start with a prefix, with or without `#`, in order of key."""
        keys = self._uses.keys.starting_with(key_of(prefix.removeprefix("#")))
        return tuple(entry_of(key, self._uses.keys[key]) for key in keys)

    def commonest(self, prefix: str, most: int) -> tuple[TagEntry, ...]:
        """Return the tags that start with a prefix, those of most notes first; only so many keys are looked at."""
        keys = self._uses.keys.starting_with(key_of(prefix.removeprefix("#")), MOST_LOOKED_AT)
        found = nlargest(most, keys, key=lambda key: _count(self._uses.keys[key]))
        return tuple(entry_of(key, self._uses.keys[key]) for key in found)

    def find(self, tag: str) -> TagEntry | None:
        """Return a tag, or None when no note has it."""
        key = tag_key(tag)
        uses = self._uses.keys.find(key)
        return entry_of(key, uses) if uses else None

    def paths(self, tag: str, *, nested: bool) -> tuple[str, ...]:
        """Return the notes that have a tag, in order; `nested` counts the tags below it."""
        uses = self._uses.keys.find(tag_key(tag)) or Bearers()
        return tuple(sorted(path for use in uses if nested or _is_itself(use) for path in uses.of(use)))

    def dump(self) -> dict[str, object]:
        """Return every tag with its uses, as JSON has it; in order."""
        return self._uses.dump()


def tag_key(name: str) -> str:
    """Return the form in which a tag, with or without `#`, is compared."""
    return key_of(name.removeprefix("#").strip("/"))


def spans_in(note: Note, tag: str, *, nested: bool) -> tuple[Span, ...]:
    """Return where a note has a tag; `nested` counts the tags below it."""
    key = tag_key(tag)
    return tuple(each.span for each in note.tags if _is_at(tag_key(each.name), key, nested=nested))


def uses_in(keys: NoteKeys) -> set[tuple[str, Use]]:
    """Return the tags of a note, on every level of their hierarchy: each key with the note's use of it."""
    uses: dict[str, Use] = {}
    for name, category, visible in keys.tags:
        for key, use in _uses_of(name, category, visible=visible):
            known = uses.get(key)
            uses[key] = use if known is None else known | use
    return set(uses.items())


def entry_of(key: str, uses: Bearers[Use]) -> TagEntry:
    """Return the entry of a tag from the notes' uses of it."""
    categories = {mention.category for use in uses for mention in use}
    return TagEntry(
        key=key,
        name=commonest(_spellings(uses)),
        categories=tuple(sorted(categories, key=lambda category: (category is not None, category or ""))),
        count=_count(uses),
        own=sum(len(uses.of(use)) for use in uses if _is_itself(use)),
        invisible=sum(len(uses.of(use)) for use in uses if not any(mention.visible for mention in use)),
    )


def _count(uses: Bearers[Use]) -> int:
    return sum(len(uses.of(use)) for use in uses)


def _spellings(uses: Bearers[Use]) -> Iterator[tuple[str, int, str]]:
    """Yield each spelling with the number of notes that use it and the first of them."""
    users: dict[str, list[Sequence[str]]] = {}
    for use in uses:
        for spelling in {mention.spelling for mention in use}:
            users.setdefault(spelling, []).append(uses.of(use))
    return (
        (spelling, sum(map(len, notes)), min(paths[0] for paths in notes))
        for spelling, notes in users.items()
    )


def _is_itself(use: Use) -> bool:
    return any(mention.itself for mention in use)


@lru_cache(maxsize=4096)
def _uses_of(name: str, category: str | None, *, visible: bool) -> tuple[tuple[str, Use], ...]:
    """Return the key and use of a tag on each of its levels; kept, since a vault has few tags in many notes."""
    whole = name.strip("/")
    levels = tuple(_levels(whole))
    return tuple(
        (key_of(level), frozenset({Mention(level, category, visible, level == whole)})) for level in levels
    )


def _levels(name: str) -> Iterator[str]:
    """Yield a tag and the tags it is nested in: `a/b/c` gives `a`, `a/b` and `a/b/c`."""
    if "/" not in name:
        return iter((name,) if name else ())
    levels = accumulate(name.split("/", MOST_LEVELS), lambda above, part: f"{above}/{part}")
    return (level for level in levels if not level.endswith("/"))


def _is_at(key: str, wanted: str, *, nested: bool) -> bool:
    return key == wanted or (nested and key.startswith(f"{wanted}/"))
