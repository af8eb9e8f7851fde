"""What could be put at the caret: customer types, tags, values of properties and links, the best first."""

from collections.abc import Callable, Iterable
from itertools import islice

from venture_canvas.assist.caret import Caret, Completion, caret_at
from venture_canvas.assist.front_matter_values import front_matter_values
from venture_canvas.assist.inline_tags import inline_tags
from venture_canvas.assist.links import links
from venture_canvas.assist.type_lines import type_lines
from venture_canvas.hints.views import Surroundings
from venture_canvas.notes.note import Note

__all__ = ["MOST", "Completion", "complete"]

MOST = 50
"""Completions that are given at once: nobody reads further, everybody types on."""

SOURCES: tuple[Callable[[Caret], Iterable[Completion]], ...] = (
    links,
    front_matter_values,
    inline_tags,
    type_lines,
)
"""Where completions come from; the first that has any decides."""


def complete(note: Note, offset: int, around: Surroundings) -> tuple[Completion, ...]:
    """Return what could be put at an offset, the best first.

    Arguments:
        note: the note as it is being written; the vault may know it otherwise.
        offset: where the caret stands.
        around: the vault.
    """
    caret = caret_at(note, offset, around)
    found = (tuple(islice(source(caret), MOST)) for source in SOURCES) if caret else ()
    return next((each for each in found if each), ())
