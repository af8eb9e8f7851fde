"""The colours and numbers by which a founder tells customer types apart: where they stand, and which are free."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from venture_canvas.canvas.labels import COLOURS
from venture_canvas.canvas.model import CustomerType, Source
from venture_canvas.canvas.phrases import plain, without_ordinal
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.hint import Edit
from venture_canvas.hints.sections import line_at
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

MARK = re.compile(
    rf"(?P<colour>[{''.join(COLOURS)}])\ufe0f?|\((?P<round>[1-9])\)|\[(?P<square>[1-9])\](?!\()"
)
DOTS, SQUARES = "🔴🟠🟡🟢🔵🟣", "🟥🟧🟨🟩🟦🟪"
HIGHEST_NUMBER = 9
BEFORE_A_NAME = re.compile(r"[ \t>]*(?:(?:[-*+•●‣·]|#{1,6}|\|)[ \t]+)?(?:\[[ xX]\][ \t]+)?")
CODE = re.compile(r"[A-Z]?\d{1,2}\b")
COUNTED = re.compile(r"[ \t>]*\d{1,3}[.)][ \t]")

Kind = Literal["colour", "number"]


class Mark(NamedTuple):
    """A colour or number as it is written; a colour counts as the preset of JSON Canvas that it is."""

    kind: Kind
    number: int
    text: str
    span: Span


def marks_in(note: Note, source: Source) -> Iterator[Mark]:
    """Yield the marks in the line where something was read, in order."""
    line = line_at(note, source.span.start)
    for match in MARK.finditer(note.text, line.start, line.end):
        if match["colour"]:
            yield Mark("colour", COLOURS[match["colour"]], match[0], Span(*match.span()))
        else:
            yield Mark("number", int(match["round"] or match["square"]), match[0], Span(*match.span()))


def mark_of(venture: VentureView, customer: CustomerType) -> Mark | None:
    """Return the mark of a type where it stands beside its name; None without one, or when its own note gives it."""
    if customer.marker.assigned:
        return None
    found = marks_in(venture.notes[customer.source.path], customer.source)
    return next((mark for mark in found if mark.number == customer.marker.number), None)


def is_marked(venture: VentureView, customer: CustomerType) -> bool:
    """Say whether a type has a colour or number, be it that of an ordered list, a code such as `C1`, or a word: `Primary`."""
    note = venture.notes[customer.source.path]
    written = plain(note.text[slice(*customer.source.span)])
    counted = COUNTED.match(note.text, line_at(note, customer.source.span.start).start)
    return not customer.marker.assigned or bool(counted or CODE.match(written) or _is_ordinal(written))


def _is_ordinal(written: str) -> bool:
    """Say whether a name is an order: `Primary`, `Secondary customers: …`; `Primary schools` is none."""
    ordinal, title = without_ordinal(fold(written).partition(":")[0])
    return ordinal is not None and title.strip() in {"", *words().customer_words}


def place_for_mark(venture: VentureView, customer: CustomerType) -> int | None:
    """Return where a mark goes: before the type's name at the head of its line; None where the name stands elsewhere."""
    note = venture.notes[customer.source.path]
    line = line_at(note, customer.source.span.start)
    head = BEFORE_A_NAME.match(note.text, line.start)
    starts = head is not None and head.end() == customer.source.span.start
    set_off = head is not None and (head[0].strip() or note.text.startswith(("**", "[["), head.end()))
    return customer.source.span.start if starts and set_off else None


def written_like(mark: Mark | None, index: int) -> str | None:
    """Return the mark of an index in the form of another, a round number without one; None when there is none for it."""
    if mark and mark.kind == "colour":
        row = SQUARES if mark.text[0] in SQUARES else DOTS
        return row[index - 1] if index <= len(row) else None
    if index > HIGHEST_NUMBER:
        return None
    return f"[{index}]" if mark and mark.text.startswith("[") else f"({index})"


def free_index(taken: Collection[int]) -> int:
    """Return the lowest index that no type has."""
    return next(index for index in range(1, len(taken) + 2) if index not in taken)


def insertions(venture: VentureView, marked: Sequence[tuple[CustomerType, str | None]]) -> tuple[Edit, ...]:
    """Return the edits that put marks before the names of types; empty unless there is a place for each."""
    places = [(customer.source.path, place_for_mark(venture, customer)) for customer, _ in marked]
    if len(set(places)) < len(places) or any(at is None for _, at in places):
        return ()
    return tuple(
        Edit(path, Span(at, at), f"{text} ")
        for (path, at), (_, text) in zip(places, marked, strict=True)
        if at is not None and text
    )
