"""What the indexes hold of one note: enough to take it in or out of them without looking into it again."""

from typing import Literal

import msgspec

from venture_canvas.notes.note import Note
from venture_canvas.vault.names import key_of, names_of

Form = Literal["mapping", "list"]
"""How a note's front matter holds its tags: sorted under categories, which Obsidian does not see, or in one list."""

NEARBY_KINDS = frozenset({"markdown", "reference"})
"""The kinds of links whose target is looked for in the note's own folder first."""


class NoteKeys(msgspec.Struct, frozen=True, array_like=True):
    """What one note is called, tagged and linked to.

    Arguments:
        names: the keys of everything it may be called by.
        aliases: the key and the text of each alias.
        tags: the name of each tag, its category, and whether Obsidian sees it.
        form: how its front matter holds tags; None when it holds none.
        far, nearby: the keys that its links aim at, those looked for in its own folder first apart; links within it left out.
        fragments: whether any link aims at a place within a note.
        empty: whether it holds nothing below its properties.
        problems: code and message of what kept something from being read.
    """

    names: frozenset[str] = frozenset()
    aliases: frozenset[tuple[str, str]] = frozenset()
    tags: frozenset[tuple[str, str | None, bool]] = frozenset()
    form: Form | None = None
    far: frozenset[str] = frozenset()
    nearby: frozenset[str] = frozenset()
    fragments: bool = False
    empty: bool = False
    problems: tuple[tuple[str, str], ...] = ()


NO_KEYS = NoteKeys()
"""Those of a note that is not there."""


def keys_of(note: Note | None) -> NoteKeys:
    """Return what the indexes hold of a note; nothing for no note."""
    if note is None:
        return NO_KEYS
    texts = filter(None, (alias.text.strip() for alias in note.aliases))
    far, nearby = _aims_of(note)
    return NoteKeys(
        names=frozenset(names_of(note)),
        aliases=frozenset((key_of(text), text) for text in texts),
        tags=frozenset((tag.name, tag.category, tag.visible) for tag in note.tags),
        form=_form_of(note),
        far=frozenset(far),
        nearby=frozenset(nearby),
        fragments=any(link.fragment for link in note.links),
        empty=not note.text[note.body_start :].strip(),
        problems=tuple((problem.code, problem.message) for problem in note.problems),
    )


def _aims_of(note: Note) -> tuple[set[str], set[str]]:
    far: set[str] = set()
    nearby: set[str] = set()
    for link in note.links:
        if link.target:
            (nearby if link.kind in NEARBY_KINDS else far).add(key_of(link.target))
    return far, nearby


def _form_of(note: Note) -> Form | None:
    written = [tag for tag in note.tags if not tag.inline]
    if any(tag.category is not None for tag in written):
        return "mapping"
    return "list" if written else None
