"""Change pieces of a text and nothing else."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import eq, itemgetter
from typing import NamedTuple

from venture_canvas.positions import LINE_END, Span


class Splice(NamedTuple):
    """A piece of a text and what to put in its place."""

    span: Span
    text: str


class OverlapError(ValueError):
    """Splices that touch the same characters."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text after splices that were all made for it: every span is one of the text as it was before.

    Raises:
        OverlapError: when two of them overlap, or one ends before it starts or outside the text.
    """
    pieces: list[str] = []
    done = 0
    # Insertions at one place keep the order they are given in, so the texts must not take part in the sorting.
    for span, new in sorted(splices, key=itemgetter(0)):
        if span.start < done or span.end < span.start or span.end > len(text):
            raise OverlapError("Two edits overlap, or one ends before it starts.")
        pieces += text[done : span.start], new
        done = span.end
    return "".join([*pieces, text[done:]])


def difference(before: str, after: str) -> Splice:
    """Return the one splice that makes a text of another: the lines between those that both begin with and those that both end with."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    start = sum(map(len, old[:head]))
    end = len(before) - sum(map(len, old[len(old) - tail :]))
    return Splice(Span(start, end), "".join(new[head : len(new) - tail]))


def with_line_ends_of(text: str, new: str) -> str:
    """Return a new piece with the line ends of the text it is for; one that has carriage returns brings its own."""
    first = LINE_END.search(text)
    if first is None or first[0] == "\n" or "\r" in new:
        return new
    return new.replace("\n", first[0])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: eq(*pair), zip(one, other, strict=False)))
