"""Near misses: what is a slip, and what is another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.hints.near import LETTERS, nearest, one_slip

NAMES = ["customers", "jobs-to-be-done", "impact", "impact-model", "costs"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("custmers", "customers"),
        ("cusotmers", "customers"),
        ("jobs-to-be-don", "jobs-to-be-done"),
        ("jbos-to-be-doen", "jobs-to-be-done"),
        ("cots", "costs"),
        ("impakt", "impact"),
    ],
)
def test_a_slip_or_two_is_told(written: str, meant: str) -> None:
    assert nearest(written, NAMES) == meant


@pytest.mark.parametrize("written", ["customers", "cst", "posts-x", "funders", "outputs", ""])
def test_another_word_is_no_slip(written: str) -> None:
    assert nearest(written, NAMES) is None


def test_between_two_names_equally_near_none_is_chosen() -> None:
    assert nearest("grants-x", ["grants-a", "grants-b"]) is None


TEXTS = st.text(LETTERS, min_size=1, max_size=8)


@given(TEXTS, TEXTS)
def test_slips_go_both_ways(one: str, other: str) -> None:
    assert (other in set(one_slip(one))) == (one in set(one_slip(other)))


@given(TEXTS)
def test_every_slip_is_one_step_away(text: str) -> None:
    assert all(abs(len(slip) - len(text)) <= 1 and slip != text for slip in one_slip(text))


def test_a_digit_is_no_slip() -> None:
    assert "sprint 15" not in set(one_slip("sprint 14"))
    assert "week 1" not in set(one_slip("week 12"))
