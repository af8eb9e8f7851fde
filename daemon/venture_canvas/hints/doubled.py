"""Notes of one venture that are the same section under one name: `02 Customers` and the copy `02 Customers 1`."""

import re

from venture_canvas.canvas import sections
from venture_canvas.canvas.phrases import key
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note

COPY_MARK = re.compile(r"(?:[ _-]+\d{1,2}|\s*\(\d{1,2}\))$")
"""What a system, or a person, adds to the name of a second note."""


def doubled(venture: VentureView) -> list[tuple[Note, Note]]:
    """Return the notes that hold a section once more, each with the one that holds it first; the one with the plain name is the first."""
    notes = [venture.notes[path] for path in dict.fromkeys(venture.venture.notes)]
    first: dict[tuple[str, str], Note] = {}
    found: list[tuple[Note, Note]] = []
    for note in sorted(notes, key=lambda note: (bool(COPY_MARK.search(note.name)), note.path)):
        outlook = venture.around.ventures.outlook(note)
        if outlook.kind == "section" and outlook.section and note.text[note.body_start :].strip():
            before = first.setdefault((outlook.section, _bare(note.name)), note)
            found += [(note, before)] if before is not note else []
    return found


def _bare(name: str) -> str:
    return key(sections.NUMBERING.sub("", COPY_MARK.sub("", name), count=1))
