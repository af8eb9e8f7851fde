"""Positions in JSON: 0-based line and UTF-16 column, named as in the Language Server Protocol 3.17."""

from typing import Self

import msgspec

from venture_canvas import positions
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span


class Position(msgspec.Struct, frozen=True):
    """A place in a text."""

    line: int
    character: int

    def plain(self) -> positions.Position:
        """Return the position as the module that converts positions has it."""
        return positions.Position(self.line, self.character)


class Range(msgspec.Struct, frozen=True):
    """A half-open piece of a text."""

    start: Position
    end: Position

    @classmethod
    def of(cls, note: Note, span: Span) -> Self:
        """Return the range of a span of a note."""
        start, end = note.range(span)
        return cls(Position(*start), Position(*end))

    def plain(self) -> positions.Range:
        """Return the range as the module that converts positions has it."""
        return positions.Range(self.start.plain(), self.end.plain())


class Source(msgspec.Struct, frozen=True):
    """Where something stands: a note's path in the vault and the range in it."""

    path: str
    range: Range

    @classmethod
    def of(cls, note: Note, span: Span) -> Self:
        """Return the source of a span of a note."""
        return cls(note.path, Range.of(note, span))
