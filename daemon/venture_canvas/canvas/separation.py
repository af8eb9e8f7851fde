"""The five tests that make segments of one type separate (Strategyzer's question for customer segments): one passed is enough."""

from collections.abc import Sequence
from itertools import combinations

from venture_canvas.canvas.model import Segment, Separation, SeparationTest, Statement, TestName
from venture_canvas.canvas.phrases import key
from venture_canvas.canvas.sections import PROPOSITION

MOST_SEGMENTS = 12
"""Segments of a type that are compared two by two; beyond that the table helps nobody."""
SOURCES: dict[TestName, tuple[str, ...]] = {
    "offer": ("offer",),
    "channel": ("channel",),
    "relationship": ("relationship",),
    "profitability": ("profitability", "price"),
    "pays_for": ("pays_for",),
}
"""What a founder writes about a segment that speaks to each test."""


def separations(segments: Sequence[Segment], statements: Sequence[Statement]) -> tuple[Separation, ...]:
    """Return the five tests for every two segments that are served.

    Arguments:
        segments: the segments of one type.
        statements: what the sections say of that type; a value proposition for one segment counts as its offer, a channel as its channel.
    """
    served = [segment for segment in segments if segment.decision == "serve"][:MOST_SEGMENTS]
    return tuple(
        Separation((one.label, other.label), tuple(_test(name, one, other, statements) for name in SOURCES))
        for one, other in combinations(served, 2)
    )


def _test(name: TestName, one: Segment, other: Segment, statements: Sequence[Statement]) -> SeparationTest:
    first, second = _said(name, one, statements), _said(name, other, statements)
    if not first or not second:
        return SeparationTest(name, "unknown", (*first, *second))
    differ = {key(text) for text in first} != {key(text) for text in second}
    return SeparationTest(name, "passed" if differ else "failed", (*first, *second))


def _said(name: TestName, segment: Segment, statements: Sequence[Statement]) -> tuple[str, ...]:
    written = tuple(attribute.text for attribute in segment.attributes if attribute.name in SOURCES[name])
    section = {"offer": PROPOSITION, "channel": "channels", "relationship": "customer-relationships"}.get(
        name
    )
    return written + tuple(
        statement.text
        for statement in statements
        if statement.section == section and statement.segment == segment.label
    )
