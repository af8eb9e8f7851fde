"""Offsets, bytes, lines and UTF-16 columns agree with each other and with Python's own encoders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.positions import ByteOffsets, Position, Positions, Range, Span, positions_of

TEXTS = {
    "empty": "",
    "no final newline": "one\ntwo",
    "final newline": "one\ntwo\n",
    "Windows line ends": "one\r\ntwo\r\n",
    "old Mac line ends": "one\rtwo\r",
    "mixed line ends": "a\nb\r\nc\rd\n\re",
    "emoji": "a🙂b\n👩‍👩‍👧 x",
    "Chinese": "客户群体\n「学校」",
    "combining marks": "e\u0301a\u0308\no\u0302",
    "tabs": "\ta\tb\n\t\t",
    "separators that end no line": "a\u2028b\u0085c\x0bd",
}
texts = st.text(alphabet=st.sampled_from("ab\t\n\r\u00e9\u0301客🙂👧\u200d\u2028"), max_size=60)


def between_a_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n" and offset > 0


def utf_16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_offset_comes_back_from_its_position(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        if not between_a_line_end(text, offset):
            assert positions.offset(positions.position(offset)) == offset


@given(texts)
def test_any_offset_comes_back_from_its_position(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        if not between_a_line_end(text, offset):
            assert positions.offset(positions.position(offset)) == offset


@given(texts)
def test_a_column_counts_utf_16_units_from_the_start_of_its_line(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        line, character = positions.position(offset)
        assert character == utf_16_units(text[positions.starts[line] : offset])


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_byte_ranges_agree_with_the_encoder(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = (len(text[:offset].encode("utf-8")) for offset in (start, end))
    assert ByteOffsets(text).span(first, last) == Span(start, end)


def test_byte_ranges_stay_right_far_into_a_long_text() -> None:
    text = "añ客🙂" * 1000
    offsets = ByteOffsets(text)
    assert [offsets.offset(len(text[:at].encode("utf-8"))) for at in range(0, 4001, 7)] == list(
        range(0, 4001, 7)
    )


@pytest.mark.parametrize("piece", ["plain", "añ客🙂"])
def test_the_bytes_of_a_piece_give_offsets_in_the_whole_text(piece: str) -> None:
    assert ByteOffsets(piece, 100).span(0, len(piece.encode("utf-8"))) == Span(100, 100 + len(piece))


def test_each_kind_of_line_end_starts_one_line() -> None:
    assert Positions("a\nb\r\nc\rd").starts == [0, 2, 5, 7]


def test_an_emoji_is_two_columns_wide() -> None:
    assert Positions("🙂x").range(Span(0, 2)) == Range(Position(0, 0), Position(0, 3))


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        (Position(9, 0), 6),
        (Position(0, 99), 3),
        (Position(0, 2), 1),
        (Position(-1, 5), 0),
        (Position(1, -3), 5),
    ],
    ids=[
        "line past the end",
        "column past its line",
        "inside a surrogate pair",
        "line below zero",
        "column below zero",
    ],
)
def test_a_position_that_is_not_in_the_text_goes_to_the_nearest_place(
    position: Position, offset: int
) -> None:
    assert Positions("a🙂b\r\nc").offset(position) == offset


@pytest.mark.parametrize("offset", [-1, 99])
def test_an_offset_outside_the_text_goes_to_its_nearer_end(offset: int) -> None:
    assert Positions("ab\nc").position(offset) == (Position(0, 0) if offset < 0 else Position(1, 1))


@given(texts, st.integers(-1, 20), st.integers(-1, 20))
def test_any_position_gives_an_offset_inside_the_text(text: str, line: int, character: int) -> None:
    assert 0 <= Positions(text).offset(Position(line, character)) <= len(text)


def test_a_range_comes_back_as_its_span() -> None:
    positions = positions_of("ä\r\n🙂🙂 客\n")
    assert positions.span(positions.range(Span(3, 6))) == Span(3, 6)


def test_a_span_covers_its_start_but_not_its_end() -> None:
    assert [Span(2, 4).covers(offset) for offset in (1, 2, 3, 4)] == [False, True, True, False]


def test_a_span_moves_as_a_whole() -> None:
    assert Span(2, 4).shift(3) == Span(5, 7)
