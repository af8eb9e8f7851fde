"""Any text is a note: from its facts to its hints nothing fails, every place lies inside it, and it says the same again."""

from hypothesis import given
from hypothesis import strategies as st

from proof.canvases import vaults
from proof.chain import assert_inside, read, texts_of
from proof.strength import tries
from venture_canvas.assist.completion import complete
from venture_canvas.assist.hover import hover

anything = st.dictionaries(
    st.sampled_from(["Canvas.md", "Boats/Customers.md"]),
    st.text() | st.text(alphabet="#-*_[]|`~%:>🔴(){}!$^&\\ \t\n\r\0\ud800e\u0301客"),
    min_size=1,
)


@tries(80)
@given(vaults | anything)
def test_no_rule_fails_and_every_hint_lies_inside_its_note(texts: dict[str, str]) -> None:
    live = read(texts)
    assert_inside(texts_of(live), live.hints.all())


@tries(40)
@given(vaults | anything)
def test_the_same_texts_give_the_same_in_whatever_order_they_come(texts: dict[str, str]) -> None:
    backwards = dict(reversed(texts.items()))
    assert read(texts).dump() == read(backwards).dump()


@tries(60)
@given(vaults | anything, st.data())
def test_whatever_is_asked_at_any_place_the_answer_lies_around_it(
    texts: dict[str, str], data: st.DataObject
) -> None:
    live = read(texts)
    note = live.index.notes[data.draw(st.sampled_from(sorted(texts)))]
    for offset in data.draw(st.lists(st.integers(0, len(note.text)), min_size=1, max_size=8)):
        with live.reading():
            for found in complete(note, offset, live.around):
                assert 0 <= found.span.start <= offset <= found.span.end <= len(note.text)
            shown = hover(note, offset, live.around)
        assert shown is None or 0 <= shown.span.start <= shown.span.end <= len(note.text)
