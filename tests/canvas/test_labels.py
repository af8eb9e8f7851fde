"""One line of writing, taken apart: marker, label, qualifier, and what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.canvas.labels import read

LABELS = {
    "plain": ("Bakers: rise early", "Bakers", "rise early"),
    "plain, of several words": ("Village bakers in the hills: rise early", "Village bakers in the hills", "rise early"),
    "bold, the colon outside": ("**Bakers**: rise early", "Bakers", "rise early"),
    "bold, the colon inside": ("**Bakers:** rise early", "Bakers", "rise early"),
    "bold by underscores": ("__Bakers__: rise early", "Bakers", "rise early"),
    "italic": ("*Bakers*: rise early", "Bakers", "rise early"),
    "bold and italic": ("***Bakers***: rise early", "Bakers", "rise early"),
    "highlighted": ("==Bakers==: rise early", "Bakers", "rise early"),
    "bold without a separator": ("**Bakers** rise early", "Bakers", "rise early"),
    "bold alone": ("**Bakers**", "Bakers", ""),
    "plain alone, with a colon": ("Bakers:", "Bakers", ""),
    "a link": ("[[Bakers]]: rise early", "Bakers", "rise early"),
    "a link with a text of its own": ("[[People/Bakers|The bakers]] – rise early", "The bakers", "rise early"),
    "a link in bold": ("**[[Bakers]]:** rise early", "Bakers", "rise early"),
    "a hyphen between blanks": ("Bakers - rise early", "Bakers", "rise early"),
    "two hyphens": ("Bakers -- rise early", "Bakers", "rise early"),
    "an en dash": ("Bakers – rise early", "Bakers", "rise early"),
    "an em dash": ("Bakers — rise early", "Bakers", "rise early"),
    "an em dash without blanks": ("Bakers—rise early", "Bakers", "rise early"),
    "an arrow": ("Bakers → rise early", "Bakers", "rise early"),
    "bold and an equals sign": ("**Bakers** = rise early", "Bakers", "rise early"),
    "a hyphenated word": ("Night-shift bakers: rise early", "Night-shift bakers", "rise early"),
    "a colon in what is said": ("Bakers: open at 5:30 every day", "Bakers", "open at 5:30 every day"),
    "a bold label and a bold word": ("**Bakers**: rise **early**", "Bakers", "rise **early**"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "label", "rest"), LABELS.values(), ids=LABELS.keys())
def test_a_label_names_what_the_rest_speaks_of(text: str, label: str, rest: str) -> None:
    reading = read(text)
    assert reading.label is not None
    assert (reading.label.text, reading.rest, reading.name) == (label, rest, label)


NO_LABEL = {
    "a plain sentence": "Bakers rise early",
    "a sentence in bold": "**We bake for everyone.**",
    "a long text before a colon": "It took the bakers of this town almost a year to find out: bread sells",
    "an address": "https://bakers.example",
    "a time": "5:30 is when it starts",
    "a hyphen in a word": "Night-shift bakers rise early",
    "a colon after a full stop": "They rise. At five: bread",
    "punctuation": "…",
    "nothing": "",
    "a bold word in the middle": "the **bakers** rise early",
    "snake case": "bakers_of_bread rise early",
}


@pytest.mark.parametrize("text", NO_LABEL.values(), ids=NO_LABEL.keys())
def test_a_line_without_a_label_is_all_rest(text: str) -> None:
    reading = read(text)
    assert reading.label is None
    assert reading.rest == text


STRONG = [
    ("**Bakers**: rise", True, True),
    ("**Bakers:** rise", True, True),
    ("**Bakers** rise", True, False),
    ("*Bakers* – rise", True, True),
    ("Bakers: rise", False, True),
    ("Bakers – rise", False, True),
    ("[[Bakers]] rise", True, False),
    ("[[Bakers]]: rise", True, True),
]


@pytest.mark.parametrize(("text", "strong", "colon"), STRONG)
def test_a_label_knows_how_it_was_set_off(text: str, strong: bool, colon: bool) -> None:
    label = read(text).label
    assert label is not None
    assert (label.strong, label.colon) == (strong, colon)


LINKS = [
    ("[[Bakers]]: rise", "Bakers"),
    ("[[People/Bakers#Who|them]]: rise", "People/Bakers"),
    ("**[[Bakers|The bakers]]**: rise", "Bakers"),
    ("Bakers: rise in [[Town]]", None),
]


@pytest.mark.parametrize(("text", "target"), LINKS)
def test_a_label_that_is_a_link_knows_where_it_leads(text: str, target: str | None) -> None:
    label = read(text).label
    assert label is not None
    assert label.link == target


QUALIFIERS = {
    "after a bold label": ("**Bakers** (payer): rise early", "Bakers", "payer", "rise early"),
    "after a plain label": ("Bakers (payer): rise early", "Bakers", "payer", "rise early"),
    "inside the bold": ("**Bakers (payer):** rise early", "Bakers", "payer", "rise early"),
    "after a link": ("[[Bakers]] (payer) – rise early", "Bakers", "payer", "rise early"),
    "before a dash": ("Bakers (payer) – rise early", "Bakers", "payer", "rise early"),
    "alone": ("**Bakers** (payer)", "Bakers", "payer", ""),
    "of several words": ("**Bakers** (user, and payer later): rise", "Bakers", "user, and payer later", "rise"),
    "none": ("**Bakers**: rise (early)", "Bakers", "", "rise (early)"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "label", "qualifier", "rest"), QUALIFIERS.values(), ids=QUALIFIERS.keys())
def test_brackets_behind_a_label_qualify_it(text: str, label: str, qualifier: str, rest: str) -> None:
    reading = read(text)
    assert (reading.name, reading.qualifier, reading.rest) == (label, qualifier, rest)


MARKERS: dict[str, tuple[str, tuple[int, ...], tuple[int, ...], tuple[str, ...], str]] = {
    "a coloured dot": ("🟢 rise early", (4,), (), (), "rise early"),
    "a coloured square": ("🟥 rise early", (1,), (), (), "rise early"),
    "a heart, with the mark that makes it an emoji": ("❤️ rise early", (1,), (), (), "rise early"),
    "two colours": ("🔴🔵 rise early", (1, 5), (), (), "rise early"),
    "a colour without a blank": ("🟡rise early", (3,), (), (), "rise early"),
    "a colour at the end": ("rise early 🟣", (6,), (), (), "rise early"),
    "a number in round brackets": ("(2) rise early", (), (2,), (), "rise early"),
    "a number in square brackets": ("[2] rise early", (), (2,), (), "rise early"),
    "two numbers": ("(1)(3) rise early", (), (1, 3), (), "rise early"),
    "two numbers with a blank between": ("(1) (3) rise early", (), (1, 3), (), "rise early"),
    "a number at the end": ("rise early (2)", (), (2,), (), "rise early"),
    "a square number at the end": ("rise early [2]", (), (2,), (), "rise early"),
    "a colour and a number": ("🟠 (2) rise early", (2,), (2,), (), "rise early"),
    "a tag": ("#bakers rise early", (), (), ("bakers",), "rise early"),
    "a tag at the end": ("rise early #bakers", (), (), ("bakers",), "rise early"),
    "two tags at the end": ("rise early #bakers #millers", (), (), ("bakers", "millers"), "rise early"),
    "a nested tag": ("rise early #type/bakers", (), (), ("type/bakers",), "rise early"),
    "a link is no number": ("[2](two.md) rise", (), (), (), "rise"),
    "a footnote is no number": ("rise early[^2]", (), (), (), "rise early[^2]"),
    "a year in brackets is no number": ("(2031) rise early", (), (), (), "(2031) rise early"),
    "a hash with a number is no tag": ("rise at gate #4", (), (), (), "rise at gate #4"),
    "an emoji that is no colour is ornament": ("🥐 rise early", (), (), (), "rise early"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "colours", "numbers", "tags", "rest"), MARKERS.values(), ids=MARKERS.keys())
def test_markers_are_taken_off_a_line(
    text: str, colours: tuple[int, ...], numbers: tuple[int, ...], tags: tuple[str, ...], rest: str
) -> None:
    reading = read(text)
    assert (reading.markers, reading.numbers, reading.tags, reading.rest) == (colours, numbers, tags, rest)


MARKED_LABELS = [
    ("🟢 **Bakers**: rise early", (4,), ()),
    ("(4) **Bakers**: rise early", (), (4,)),
    ("🟢 Bakers: rise early", (4,), ()),
    ("[4] Bakers – rise early", (), (4,)),
    ("**Bakers**: rise early 🟢", (4,), ()),
    ("**Bakers**: rise early (4)", (), (4,)),
]


@pytest.mark.parametrize(("text", "colours", "numbers"), MARKED_LABELS)
def test_a_label_may_carry_a_marker(text: str, colours: tuple[int, ...], numbers: tuple[int, ...]) -> None:
    reading = read(text)
    assert (reading.name, reading.markers, reading.numbers, reading.rest) == (
        "Bakers",
        colours,
        numbers,
        "rise early",
    )


@pytest.mark.parametrize("text", ["Bakers: rise early", "🟢 **Bakers** (payer): rise early", "rise early"])
def test_the_place_of_the_rest_is_told_in_the_note(text: str) -> None:
    span = read(text, 10).rest_span
    assert text[span.start - 10 : span.end - 10] == "rise early"


WRITING = st.text(alphabet="aB *_=[]|()#:–-—→🟢2\ufe0f.~^é", max_size=60)


@given(WRITING, st.integers(0, 1000))
def test_whatever_is_written_the_rest_is_a_part_of_it(text: str, start: int) -> None:
    reading = read(text, start)
    assert reading.rest in text
    assert start <= reading.rest_span.start <= reading.rest_span.end == start + len(text)
    assert reading.rest in text[reading.rest_span.start - start :]
