"""Lines of the sections that carry a colour or a number of a customer type."""

from collections.abc import Iterator

from venture_canvas.canvas.model import Statement
from venture_canvas.hints.marks import Mark, marks_in
from venture_canvas.hints.sections import SPEAK_OF_TYPES
from venture_canvas.hints.views import VentureView


def lines_about_types(venture: VentureView) -> Iterator[Statement]:
    """Yield the first statement of each line in the sections that speak of types."""
    seen: set[tuple[str, int]] = set()
    for statement in venture.venture.statements:
        place = (statement.source.path, statement.source.span.start)
        if statement.section in SPEAK_OF_TYPES and place not in seen:
            seen.add(place)
            yield statement


def own_marks(venture: VentureView, statement: Statement) -> Iterator[Mark]:
    """Yield the marks of a statement's line that were read as such: not every number in brackets is one."""
    for mark in marks_in(venture.notes[statement.source.path], statement.source):
        if mark.number in (statement.colours if mark.kind == "colour" else statement.numbers):
            yield mark
