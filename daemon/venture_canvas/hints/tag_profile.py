"""How a note writes its tags, and whether it belongs to the method at all: only then is it held to the vocabulary."""

from functools import lru_cache
from typing import Literal

from venture_canvas.canvas.kinds import CANVAS_TAGS
from venture_canvas.canvas.tables import fold, words
from venture_canvas.canvas.vocabulary import CONTENT, KEYS, SECTIONS, STAGE, key_of_term, known_terms
from venture_canvas.hints.properties import find
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Mapping, Note, Sequence, Tag

Profile = Literal["mapping", "list"]

HOUSE_KEYS = ("description", "last_updated", "source")
"""Properties that go with a mapping of tags; two of them tell what a note without tags would write."""
EVIDENCE = {"unmistakable": 2, "section": 1, "canvas": 2}
ENOUGH_EVIDENCE = 3
OURS = frozenset({"canvas", "section", "type"})
"""Kinds of notes that hold a part of a venture."""
PLACEHOLDERS = ("<%", "{{")


def profile_of(note: Note) -> Profile | None:
    """Return the form in which a note writes its tags, told by what it writes; None when nothing tells."""
    tags = find(note, "tags")
    if tags and isinstance(tags.value, Mapping):
        return "mapping"
    if tags and isinstance(tags.value, Sequence):
        return "list"
    return "mapping" if sum(find(note, key) is not None for key in HOUSE_KEYS) > 1 else None


def own_tags(note: Note) -> tuple[Tag, ...]:
    """Return the tags of the front matter."""
    return tuple(tag for tag in note.tags if not tag.inline)


def category_of(tag: Tag) -> str | None:
    """Return the key of the four categories that a tag stands under, or None."""
    key = (tag.category or "").split("/")[0]
    return key if key in KEYS else None


def belongs(view: NoteView) -> bool:
    """Say whether a note is one of the method's, by its tags.

    In a mapping one known tag under its own of the four categories is enough. In a list ordinary words such as `health` or `link` tell
    nothing; `early-adopters` or `idea-stage` do, and so does a canvas in the note itself, or the tag `canvas` on the note of a section.
    """
    return view.once(_belongs)


def _belongs(view: NoteView) -> bool:
    tags = own_tags(view.note)
    if not tags:
        return False
    if any(tag.category is not None and _is_at_home(tag) for tag in tags):
        return True
    told = sum(_evidence(tag.name) for tag in tags if tag.category is None)
    return bool(told) and told + EVIDENCE["canvas"] * is_of_a_canvas(view, tags) >= ENOUGH_EVIDENCE


def is_of_a_canvas(view: NoteView, tags: tuple[Tag, ...]) -> bool:
    """Say whether a note holds a canvas, or is a section of one by its tag as well as by its name."""
    says_so = any(fold(tag.name) in CANVAS_TAGS for tag in tags)
    return view.outlook.kind == "canvas" or (view.outlook.kind == "section" and says_so)


def is_ours(view: NoteView) -> bool:
    """Say whether a note is about a venture or the method, by its tags or by what it holds."""
    return view.outlook.kind in OURS or belongs(view)


def is_form(note: Note) -> bool:
    """Say whether a note is a form that a program fills in: it lies among the templates, or its properties hold places to fill."""
    if not words().template_folders.isdisjoint(fold(note.folder).split("/")):
        return True
    block = note.front_matter
    content = note.text[slice(*block.content)] if block else ""
    return any(mark in content for mark in PLACEHOLDERS)


def _is_at_home(tag: Tag) -> bool:
    key = category_of(tag)
    return key is not None and any(key_of_term(term) == key for term in known_terms(tag.name))


@lru_cache(maxsize=4096)
def _evidence(name: str) -> int:
    """Return how strongly a tag of a list tells of the method."""
    categories = {term.category for term in known_terms(name) if term.status != "marker"}
    if categories & {SECTIONS, CONTENT, STAGE} and ("-" in name or "/" in name):
        return EVIDENCE["unmistakable"]
    return EVIDENCE["section"] if SECTIONS in categories else 0
