"""Pieces of a text are changed, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.notes.splices import Splice, difference, spliced
from venture_canvas.positions import Span, positions_of

texts = st.lists(st.sampled_from(["tide", "ebb", "🛶", "\n", "\r\n", "\r", "\u2028", " "])).map("".join)


@given(texts, texts)
def test_the_difference_makes_one_text_of_the_other(before: str, after: str) -> None:
    assert spliced(before, [difference(before, after)]) == after


@given(texts, texts)
def test_the_difference_survives_being_told_as_positions(before: str, after: str) -> None:
    change, positions = difference(before, after), positions_of(before)
    assert positions.span(positions.range(change.span)) == change.span


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", Splice(Span(2, 4), "B\n")),
        ("a\nc\n", "a\nb\nc\n", Splice(Span(2, 2), "b\n")),
        ("a\na\na\n", "a\na\n", Splice(Span(4, 6), "")),
        ("a\n", "a\n", Splice(Span(2, 2), "")),
    ],
)
def test_the_difference_leaves_out_the_lines_that_both_have(before: str, after: str, change: Splice) -> None:
    assert difference(before, after) == change
