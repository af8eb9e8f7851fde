"""Headings that are a slip or two away from the name of a section."""

from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from venture_canvas.canvas import sections
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.near import nearest
from venture_canvas.hints.outlines import section_headings, sections_begun
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.note import Heading

SURE_OF_A_SECTION = 3
"""Sections that a note must name rightly before another heading is taken for a misspelt one."""
SHORTEST_NAME = 6
LONG_NAME = 9
"""Letters from which on two slips are forgiven, not one: `hosts` are no `costs`."""


class Misspelt(NamedTuple):
    """A heading, the name that was meant, and the tag of that section."""

    heading: Heading
    name: str
    tag: str


def misspelt_headings(view: NoteView) -> list[Misspelt]:
    """Return the headings of a canvas that nearly name a section it does not have otherwise."""
    known = section_headings(view) if view.outlook.kind == "canvas" else []
    held = {each.tag for each in known}
    if len(held) < SURE_OF_A_SECTION:
        return []
    levels = {each.heading.level for each in known}
    right = {each.heading for each in known}
    others = [each for each in view.note.headings if each.level in levels and each not in right]
    found = [(heading, _meant(heading.text)) for heading in others]
    return [
        Misspelt(heading, meant, tag)
        for heading, meant in found
        if meant and (tag := sections.of_name(meant)) and tag not in held
    ]


def bare_name(text: str) -> str:
    """Return the words of a heading, without number and marks."""
    return sections.NUMBERING.sub("", plain(text), count=1).strip(" :.–—-!?")


def _meant(text: str) -> str | None:
    """Return the name of the one section that a heading is nearly, in the writing of a title."""
    bare = bare_name(text)
    if len(bare) < SHORTEST_NAME or not bare.replace(" ", "").isalpha():
        return None
    name = nearest(fold(bare), (fold(name) for name in sections.written_names()))
    if name is None or (len(bare) < LONG_NAME and DamerauLevenshtein.distance(name, fold(bare)) > 1):
        return None
    tag = sections.of_name(name)
    return title_of(tag) if tag and fold(title_of(tag)) == name else name[:1].upper() + name[1:]


def sections_meant(venture: VentureView) -> frozenset[str]:
    """Return every section of a venture that is there, with text or without, under its name or nearly so."""
    notes = [venture.notes[path] for path in venture.venture.notes]
    views = [NoteView(note, venture.around.ventures.outlook(note), venture.around) for note in notes]
    return sections_begun(venture) | {each.tag for view in views for each in misspelt_headings(view)}
