"""Where in a venture a place of a note is."""

from venture_canvas.hints.outlines import root_of
from venture_canvas.hints.sections import line_at
from venture_canvas.hints.views import Surroundings, VentureView
from venture_canvas.notes.note import Note


def venture_of(note: Note, around: Surroundings) -> VentureView | None:
    """Return the venture that is read from a note, as it is in the vault, or None."""
    identities = sorted(around.ventures.read_from([note.path]))
    found = (around.ventures.get(identity) for identity in identities)
    venture = next((each for each in found if each), None)
    return VentureView(venture, around.index.notes, around) if venture else None


def section_at(note: Note, offset: int, around: Surroundings) -> str | None:
    """Return the section of the canvas that a new line at an offset would stand in, or None."""
    root = root_of(around, note)
    if root is None:
        return None
    start = line_at(note, offset).start
    before = [node for node in root.walk() if node.is_root or node.line.span.start < start]
    return before[-1].within
