"""Notes that talk about sections or events, and carry no venture's canvas: told by tags, names, folders and headings."""

import re
from functools import cache
from typing import Literal

from venture_canvas.canvas.phrases import key, word_list
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.note import Note
from venture_canvas.vault.conflict_copies import original_of

DATED = re.compile(r"^\d{4}-?\d{2}-?\d{2}\b|\b\d{4}-\d{2}-\d{2}$")
DEFINING_HEADINGS = 2


def kind_elsewhere(note: Note) -> Literal["lexicon", "event", "other"] | None:
    """Return the kind of a note that carries no canvas, or None.

    A lexicon entry, a guide, a template or a report talks about sections (`lexicon`), minutes and interviews about a day
    (`event`), and a sync client's conflict copy says everything a second time (`other`).
    """
    if original_of(note.name):
        return "other"
    tags = {fold(tag.name).rpartition("/")[2] for tag in note.tags}
    name = " ".join(word_list(note.name))
    if _is_reference(note, tags, name):
        return "lexicon"
    told = tags & words().event_tags or DATED.search(note.name) or _events().search(name)
    return "event" if told or note.property_value("attendees") else None


def _is_reference(note: Note, tags: set[str], name: str) -> bool:
    folders = {" ".join(word_list(folder)) for folder in note.folder.split("/")}
    if tags & words().reference_tags or folders & words().reference_folders or _references().search(name):
        return True
    names, longest = _defining()
    headings = [key(heading.text) for heading in note.headings if len(heading.text) <= longest]
    defining = sum(heading in names for heading in headings)
    return defining >= DEFINING_HEADINGS or "definition" in headings


@cache
def _defining() -> tuple[frozenset[str], int]:
    """Return the headings of an entry that defines something, and how long the longest is."""
    names = frozenset(key(heading) for heading in words().definition_headings)
    return names, max(map(len, names))


@cache
def _references() -> re.Pattern[str]:
    return _any_of(words().reference_words)


@cache
def _events() -> re.Pattern[str]:
    return _any_of(words().event_words)


def _any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, expressions))})(?!\w)")
