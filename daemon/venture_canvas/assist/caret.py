"""The place in a note at which something is typed, and what could be put there."""

from typing import Literal, NamedTuple

import msgspec

from venture_canvas.hints.sections import line_at
from venture_canvas.hints.views import Surroundings
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span
from venture_canvas.vault.names import key_of

LONGEST_LINE = 1_000
"""Characters before the caret beyond which a line holds data, and nothing is offered."""
FENCES = ("```", "~~~")

Kind = Literal["type", "tag", "value", "link", "alias"]


class Completion(msgspec.Struct, frozen=True):
    """Something that could be put at the caret.

    Arguments:
        label: what is shown.
        insert: the text to put in.
        span: what it takes the place of.
        kind: a customer type, a tag, a property's value, a link by name, or a link by another name.
        detail: a few words on it.
    """

    label: str
    insert: str
    span: Span
    kind: Kind
    detail: str = ""


class Caret(NamedTuple):
    """A place in a note, with the text of its line before and after it, and the vault around it."""

    note: Note
    offset: int
    before: str
    after: str
    around: Surroundings


def caret_at(note: Note, offset: int, around: Surroundings) -> Caret | None:
    """Return the caret at an offset, or None where nothing can be offered: in code, or in a line of data."""
    offset = min(max(offset, 0), len(note.text))
    line = line_at(note, offset)
    is_code = any(_is_inside(note, span, offset) for span in note.code)
    if is_code or offset - line.start > LONGEST_LINE:
        return None
    return Caret(note, offset, note.text[line.start : offset], note.text[offset : line.end], around)


def _is_inside(note: Note, code: Span, offset: int) -> bool:
    """Say whether what is typed at an offset belongs to code; a block that is not closed yet goes on at its end."""
    fence = note.text[code.start : code.start + len("```")]
    is_open = fence in FENCES and not note.text[code.start + len(fence) : code.end].rstrip().endswith(fence)
    return code.start < offset < code.end or (is_open and offset == code.end)


def starts(text: str, typed: str) -> bool:
    """Say whether a text starts with what was typed, without case."""
    return key_of(text).startswith(key_of(typed))
