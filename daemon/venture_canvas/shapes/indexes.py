"""What the indexes of a vault hold, in JSON."""

import msgspec

from venture_canvas.shapes.ranges import Range
from venture_canvas.vault.aliases import AliasEntry
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.tags import TagEntry, Tagged


class VaultTag(msgspec.Struct, frozen=True):
    """A tag of the vault.

    Arguments:
        name: as most notes write it, without `#`.
        count: how many notes have it, or a tag nested in it.
        own: how many notes have exactly it.
        visible: whether Obsidian itself sees it anywhere.
        invisible: how many of the `count` notes have it only where Obsidian does not look.
        categories: the categories it stands under in front matter; null when it also stands under none.
    """

    name: str
    count: int
    own: int
    visible: bool
    invisible: int
    categories: tuple[str | None, ...]


class TagList(msgspec.Struct, frozen=True):
    """Tags, in order of their names without case."""

    tags: tuple[VaultTag, ...]


class TaggedNote(msgspec.Struct, frozen=True):
    """A note that has a tag, and where in its text."""

    path: str
    ranges: tuple[Range, ...]


class NoteList(msgspec.Struct, frozen=True):
    """The notes that have a tag or one nested in it, in order of path."""

    tag: str
    notes: tuple[TaggedNote, ...]


class VaultAlias(msgspec.Struct, frozen=True):
    """An alias of the vault; more than one note is a collision.

    `shadows` are the notes whose file name it is, though another note bears it: a link by this name leads there.
    """

    text: str
    notes: tuple[str, ...]
    shadows: tuple[str, ...]


class AliasList(msgspec.Struct, frozen=True):
    """Aliases, in order of their texts without case."""

    aliases: tuple[VaultAlias, ...]


def tag_list(index: VaultIndex, prefix: str) -> TagList:
    """Return the tags that start with a prefix, without case."""
    return TagList(tuple(_tag(entry) for entry in index.tags(prefix)))


def note_list(index: VaultIndex, tag: str) -> NoteList:
    """Return the notes that have a tag."""
    return NoteList(tag, tuple(_tagged(found, index) for found in index.notes_with_tag(tag)))


def alias_list(index: VaultIndex, prefix: str) -> AliasList:
    """Return the aliases that start with a prefix, without case."""
    return AliasList(tuple(_alias(entry) for entry in index.aliases(prefix)))


def _tag(entry: TagEntry) -> VaultTag:
    return VaultTag(entry.name, entry.count, entry.own, entry.visible, entry.invisible, entry.categories)


def _tagged(found: Tagged, index: VaultIndex) -> TaggedNote:
    note = index.notes[found.path]
    return TaggedNote(found.path, tuple(Range.of(note, span) for span in found.spans))


def _alias(entry: AliasEntry) -> VaultAlias:
    return VaultAlias(entry.text, entry.notes, entry.shadows)
