"""Headings that are a slip or two away from the name of a section."""

import re
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from venture_canvas.canvas import sections
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold, section_kinds
from venture_canvas.hints.near import all_nearest
from venture_canvas.hints.outlines import section_headings, sections_begun
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.note import Heading

SURE_OF_A_SECTION = 3
"""Sections that a note must name rightly before another heading is taken for a misspelt one."""
SHORTEST_NAME = 6
LONG_NAME = 9
"""Letters from which on two slips are forgiven, not one: `hosts` are no `costs`."""
BETWEEN_WORDS = re.compile(r"[ -]")


class Misspelt(NamedTuple):
    """A heading, the name that was meant, and the tag of that section."""

    heading: Heading
    name: str
    tag: str


def misspelt_headings(view: NoteView) -> list[Misspelt]:
    """Return the headings of a canvas, or of the note of a section, that nearly name a section it does not have otherwise."""
    if view.outlook.kind not in ("canvas", "section"):
        return []
    known = section_headings(view)
    held = {each.tag for each in known}
    if view.outlook.kind == "canvas" and len(held) < SURE_OF_A_SECTION:
        return []
    levels = {each.heading.level for each in known}
    right = {each.heading for each in known}
    others = [
        each for each in view.note.headings if each not in right and (not levels or each.level in levels)
    ]
    found = [(heading, _meant(heading.text, view.outlook.section)) for heading in others]
    return [
        Misspelt(heading, *meant)
        for heading, meant in found
        if meant and meant[1] not in held and _may_hold(view, meant[1])
    ]


def _may_hold(view: NoteView, tag: str) -> bool:
    """Say whether a section may stand in a note: in that of another section only a part of it, or what the note is tagged with."""
    whole = view.outlook.section
    if whole is None:
        return True
    tagged = {fold(each.name).rpartition("/")[2] for each in view.note.tags}
    return tag != whole and (section_kinds()[tag].parent == whole or tag in tagged)


def bare_name(text: str) -> str:
    """Return the words of a heading, without number and marks."""
    return sections.NUMBERING.sub("", plain(text), count=1).strip(" :.–—-!?")


def _meant(text: str, current: str | None) -> tuple[str, str] | None:
    """Return the name of the one section that a heading is nearly, in the writing of a title, and the section's tag."""
    bare = bare_name(text)
    if len(bare) < SHORTEST_NAME or not BETWEEN_WORDS.sub("", bare).isalpha():
        return None
    names = all_nearest(fold(bare), (fold(name) for name in sections.written_names()))
    tags = {sections.of_name(name, current) for name in names}
    tag = tags.pop() if len(tags) == 1 else None
    if tag is None or (len(bare) < LONG_NAME and DamerauLevenshtein.distance(names[0], fold(bare)) > 1):
        return None
    title = title_of(tag)
    return (title if fold(title) in names else names[0][:1].upper() + names[0][1:]), tag


def sections_meant(venture: VentureView) -> frozenset[str]:
    """Return every section of a venture that is there, with text or without, under its name or nearly so."""
    notes = [venture.notes[path] for path in venture.venture.notes]
    views = [NoteView(note, venture.around.ventures.outlook(note), venture.around) for note in notes]
    return sections_begun(venture) | {each.tag for view in views for each in misspelt_headings(view)}
