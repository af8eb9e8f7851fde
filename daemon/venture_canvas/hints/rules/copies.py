"""Copies of a note that nobody asked for."""

import re
from collections.abc import Iterator

from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span
from venture_canvas.vault.conflict_copies import original_of

FIRST_LINE = re.compile(r"\s*+([^\r\n]*[^\s])")


@rule(
    severity="warning",
    reads="note",
    source="Programs that synchronise: both sides of a conflict are kept",
    fix="Take over what is only in the copy, then delete it.",
    bad=(
        {"nursery/Customers (conflicted copy 2026-11-20).md": "⟦# Customers⟧\n\nParents.\n"},
        {
            "Costs.sync-conflict-20261120-101500-ABCDEFG.md": "---\ntags: [canvas]\n---\n\n⟦Rent, and two cots.⟧\n"
        },
        {"Purpose (Conflict 2026-11-20).md": "⟦⟧"},
    ),
    good=(
        {"Talk with the landlord (conflict about rent).md": "He wants more.\n"},
        {"Customers 2.md": "Parents.\n"},
    ),
)
def conflict_copy(view: NoteView) -> Iterator[Finding]:
    """A program that synchronises your notes has put a copy of a note beside it.

    The note was changed in two places before the two met. What stands in the copy only is read by nobody, and counts in no canvas.
    """
    if original := original_of(view.note.name):
        message = f"Your sync program kept two versions of {original}, and this is one. Take over what only stands here, then delete it."
        yield Finding(view.note.path, _first_line(view.note), message)


def _first_line(note: Note) -> Span:
    """Return the place of a note's first line below its properties that is not blank; its start when there is none."""
    found = FIRST_LINE.match(note.text, note.body_start)
    return Span(*found.span(1)) if found else Span(0, 0)
