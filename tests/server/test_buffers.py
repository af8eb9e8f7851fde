"""Open notes: how edits are put into a text, and whose text counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.notes.splices import OverlapError
from venture_canvas.positions import Positions, Span
from venture_canvas.server.buffers import Buffers, TextEdit, apply_edits
from venture_canvas.shapes.ranges import Position, Range
from venture_canvas.workspace import Workspace


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> TextEdit:
    return TextEdit(Range(Position(*start), Position(*end)), text)


@pytest.mark.parametrize(
    ("text", "edits", "wanted"),
    [
        ("", (), ""),
        ("one\ntwo", (), "one\ntwo"),
        ("one\ntwo", (edit((1, 0), (1, 0), "and "),), "one\nand two"),
        ("one\r\ntwo", (edit((0, 3), (1, 0), " "),), "one two"),
        ("🛶x", (edit((0, 2), (0, 3), "y"),), "🛶y"),
        ("abc", (edit((0, 2), (0, 3), "C"), edit((0, 0), (0, 1), "A")), "AbC"),
        ("abc", (edit((0, 1), (0, 1), "1"), edit((0, 1), (0, 1), "2")), "a12bc"),
        ("abc", (edit((0, 1), (0, 1), "2"), edit((0, 1), (0, 1), "1")), "a21bc"),
        ("abc", (edit((0, 1), (0, 2), "B"), edit((0, 1), (0, 1), "+")), "a+Bc"),
        ("abc", (edit((9, 9), (9, 9), "!"),), "abc!"),
    ],
)
def test_edits_are_all_made_for_the_text_as_it_was(
    text: str, edits: tuple[TextEdit, ...], wanted: str
) -> None:
    assert apply_edits(text, edits) == wanted


@pytest.mark.parametrize(
    "edits",
    [
        (edit((0, 0), (0, 2), ""), edit((0, 1), (0, 3), "")),
        (edit((0, 2), (0, 1), ""),),
        (edit((0, 0), (0, 3), ""), edit((0, 1), (0, 1), "x")),
    ],
)
def test_edits_that_overlap_are_refused(edits: tuple[TextEdit, ...]) -> None:
    with pytest.raises(OverlapError):
        apply_edits("abcdef", edits)


@given(
    st.text(st.sampled_from("ab\n\r🛶é"), max_size=30),
    st.lists(st.integers(0, 30), min_size=2, max_size=8),
    st.text(max_size=3),
)
def test_edits_equal_the_same_splices_from_the_end(text: str, cuts: list[int], new: str) -> None:
    positions = Positions(text)
    places = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    # A place inside a line end is no position: what is expected goes through positions too.
    spans = [positions.span(positions.range(span)) for span in spans]
    spans = [span for index, span in enumerate(spans) if index == 0 or span.start >= spans[index - 1].end]
    edits = tuple(TextEdit(json_range(positions, span), new) for span in spans)

    wanted = text
    for span in reversed(spans):
        wanted = wanted[: span.start] + new + wanted[span.end :]
    assert apply_edits(text, edits) == wanted


def json_range(positions: Positions, span: Span) -> Range:
    start, end = positions.range(span)
    return Range(Position(*start), Position(*end))


class Recorder(Workspace):
    """A workspace that only notes down what counts for each note: a text, or None for the disk."""

    def __init__(self) -> None:
        self.counts: dict[str, str | None] = {}

    def edit(self, path: str, text: str) -> None:
        self.counts[path] = text

    def release(self, path: str) -> None:
        self.counts[path] = None


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        ([("one", "A")], "A"),
        ([("one", "A"), ("one", "B")], "B"),
        ([("one", "A"), ("other", "B")], "B"),
        ([("one", "A"), ("other", "B"), ("one", "C")], "C"),
        ([("one", "A"), ("other", "B"), ("other", None)], "A"),
        ([("one", "A"), ("other", "B"), ("one", None)], "B"),
        ([("one", "A"), ("other", "B"), ("one", "C"), ("one", None)], "B"),
        ([("one", "A"), ("one", None)], None),
        ([("one", "A"), ("one", None), ("one", None)], None),
        ([("one", "A"), ("other", None)], "A"),
        ([("one", "A"), ("other", "B"), ("one", None), ("other", None)], None),
    ],
)
def test_the_editor_that_typed_last_counts_then_the_one_before_then_the_disk(
    steps: list[tuple[str, str | None]], counts: str | None
) -> None:
    recorder = Recorder()
    buffers = Buffers(recorder)
    for editor, text in steps:
        if text is None:
            buffers.close(editor, "Note.md")
        else:
            buffers.write(editor, "Note.md", text)

    assert recorder.counts["Note.md"] == counts


def test_closing_all_lets_go_of_what_the_editor_had_open_only() -> None:
    recorder = Recorder()
    buffers = Buffers(recorder)
    buffers.write("one", "A.md", "a")
    buffers.write("one", "B.md", "b")
    buffers.write("other", "B.md", "b of the other")
    buffers.close_all("one")

    assert recorder.counts == {"A.md": None, "B.md": "b of the other"}


def test_closing_what_is_not_open_asks_nothing_of_the_workspace() -> None:
    recorder = Recorder()
    Buffers(recorder).close("one", "A.md")

    assert recorder.counts == {}
