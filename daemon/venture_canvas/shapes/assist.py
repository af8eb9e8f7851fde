"""Completions and hovers in JSON, for a note as it is being written."""

from typing import Literal

import msgspec

from venture_canvas.assist.caret import Kind
from venture_canvas.assist.completion import MOST, complete
from venture_canvas.assist.hover import hover
from venture_canvas.notes.note import Note
from venture_canvas.positions import positions_of
from venture_canvas.shapes.ranges import Position, Range
from venture_canvas.workspace import Workspace


class TextAndPosition(msgspec.Struct, frozen=True):
    """A note's text as it is being written, saved or not, and a place in it."""

    path: str
    text: str
    position: Position


class CompletionFact(msgspec.Struct, frozen=True):
    """Something that could be put at the position: `insert` takes the place of what stands in `range`."""

    label: str
    insert: str
    range: Range
    kind: Kind
    detail: str


class CompletionList(msgspec.Struct, frozen=True):
    """What could be put at a position, the best first; `complete` is false when there may be more than are told."""

    version: Literal[1]
    generation: int
    complete: bool
    completions: tuple[CompletionFact, ...]


class HoverFact(msgspec.Struct, frozen=True):
    """What there is to say of a piece of a note: `lines` of Markdown; `lexicon` is the path of the vault's entry for the term, or null."""

    range: Range
    title: str
    lines: tuple[str, ...]
    lexicon: str | None


class HoverAnswer(msgspec.Struct, frozen=True):
    """What there is to say of what stands at a position; null when that is nothing."""

    version: Literal[1]
    generation: int
    hover: HoverFact | None


def completions(workspace: Workspace, asked: TextAndPosition) -> CompletionList:
    """Return what could be put at a position."""
    with workspace.writing(asked.path, asked.text) as (note, around):
        found = complete(note, _offset(note, asked.position), around)
        facts = tuple(
            CompletionFact(each.label, each.insert, Range.of(note, each.span), each.kind, each.detail)
            for each in found
        )
        return CompletionList(1, workspace.generation, len(facts) < MOST, facts)


def hovered(workspace: Workspace, asked: TextAndPosition) -> HoverAnswer:
    """Return what there is to say of what stands at a position."""
    with workspace.writing(asked.path, asked.text) as (note, around):
        found = hover(note, _offset(note, asked.position), around)
        fact = (
            HoverFact(Range.of(note, found.span), found.title, found.lines, found.lexicon) if found else None
        )
        return HoverAnswer(1, workspace.generation, fact)


def _offset(note: Note, position: Position) -> int:
    return positions_of(note.text).offset(position.plain())
