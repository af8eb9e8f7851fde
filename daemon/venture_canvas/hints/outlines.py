"""The headings of a note that start a section of the canvas."""

from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.views import NoteView, Surroundings, VentureView
from venture_canvas.notes.note import Heading, Note

OF_THE_METHOD = frozenset({"canvas", "section", "type", "lexicon"})
"""The kinds of notes that belong to the method; what a founder writes elsewhere is none of our business."""
WRITTEN = ("canvas", "section", "type")
"""The kinds of notes that carry what a venture says."""

MODELS = {
    "customer-model": "Customer Model",
    "impact-model": "Impact Model",
    "economic-model": "Economic Model",
}
"""The three models by tag, as founders call them."""


class SectionHeading(NamedTuple):
    """A heading, the section that starts with it, and the node it is in the tree of the note's lines."""

    heading: Heading
    tag: str
    node: Node


def root_of(around: Surroundings, note: Note) -> Node | None:
    """Return the tree of a note's lines, or None for a note that carries no part of a canvas."""
    return around.ventures.reading(note).root


def section_headings(view: NoteView) -> list[SectionHeading]:
    """Return the headings of a note that start a section, in order."""
    root = root_of(view.around, view.note)
    starts = {heading.text_span.start: heading for heading in view.note.headings}
    return [
        SectionHeading(starts[node.line.span.start], node.section, node)
        for node in (root.walk() if root else ())
        if node.section and node.kind == "heading" and node.line.span.start in starts
    ]


def model_of(tag: str | None) -> str | None:
    """Return the model that a section belongs to, or None for one that stands alone."""
    while tag and tag not in MODELS:
        tag = section_kinds()[tag].parent
    return tag


def sections_begun(venture: VentureView) -> frozenset[str]:
    """Return every section of a venture that is there, with text or without."""
    roots = [root_of(venture.around, venture.notes[path]) for path in venture.venture.notes]
    started = {node.section for root in roots if root for node in root.walk() if node.section}
    said = {each.section for each in (*venture.venture.statements, *venture.venture.blanks)}
    return frozenset(started | said | ({"participants"} if venture.venture.participants else set()))


def customer_lines(venture: VentureView) -> Iterator[Node]:
    """Yield the lines of the Customers section, each with what stands under it, in order."""
    for path in venture.venture.notes:
        root = root_of(venture.around, venture.notes[path])
        for node in root.walk() if root else ():
            if node.within == CUSTOMERS:
                yield node
