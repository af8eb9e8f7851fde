"""Names of groups: what makes two of them the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.canvas.phrases import (
    Phrase,
    key,
    parts,
    phrase,
    plain,
    same_word,
    singular,
    stems,
    without_ordinal,
    word_list,
)

SINGULARS = [
    ("bakers", "baker"),
    ("ferries", "ferry"),
    ("ties", "tie"),
    ("coaches", "coach"),
    ("boxes", "box"),
    ("dishes", "dish"),
    ("houses", "house"),
    ("nurses", "nurse"),
    ("children", "child"),
    ("people", "person"),
    ("women", "woman"),
    ("businesses", "business"),
    ("midwives", "midwife"),
    ("boss", "boss"),
    ("bus", "bus"),
    ("campus", "campus"),
    ("staff", "staff"),
    ("as", "as"),
    ("baker", "baker"),
]


@pytest.mark.parametrize(("word", "wanted"), SINGULARS)
def test_a_plural_has_a_singular(word: str, wanted: str) -> None:
    assert singular(word) == wanted


SAME = [
    ("baker", "bakers"),
    ("familie", "familien"),
    ("bureau", "bureaux"),
    ("taller", "talleres"),
    ("gasthaus", "gasthauser"),
    ("gast", "gasten"),
    ("person", "people"),
]
NOT_SAME = [("baker", "bakery"), ("nurse", "nursery"), ("boat", "boar"), ("men", "menu")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_word_are_the_same_either_way_round(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_words_that_only_look_alike_are_not_the_same(one: str, other: str) -> None:
    assert not same_word(one, other)


MARKS = [
    ("**Bakers**", "Bakers"),
    ("_Bakers_ and ==millers==", "Bakers and millers"),
    ("[[Bakers]]", "Bakers"),
    ("[[People/Bakers|the bakers]]", "the bakers"),
    ("[bakers](people/bakers.md)", "bakers"),
    ("~~Bakers~~", "Bakers"),
    ("`Bakers`", "Bakers"),
    ("  Bakers ", "Bakers"),
]


@pytest.mark.parametrize(("text", "wanted"), MARKS)
def test_markdown_marks_are_no_part_of_a_name(text: str, wanted: str) -> None:
    assert plain(text) == wanted


WORDS = [
    ("Night-shift Bakers", ["night", "shift", "bakers"]),
    ("l’Île", ["l'ile"]),
    ("Bäcker & Müller", ["backer", "muller"]),
    ("baker's", ["baker", "s"]),
    ("don't", ["don't"]),
    ("", []),
    ("– … –", []),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words_are_told_without_case_and_accents(text: str, wanted: list[str]) -> None:
    assert list(word_list(text)) == wanted


PHRASES = [
    ("Bakers", (), "bakers", ()),
    ("The three village bakers", ("village",), "bakers", ()),
    ("Bakers of the old town", (), "bakers", ("of", "the", "old", "town")),
    ("Bakers who start before four", (), "bakers", ("who", "start", "before", "four")),
    ("bakers facing closure", (), "bakers", ("facing", "closure")),
    ("housing offices", ("housing",), "offices", ()),
    ("45 bakers", (), "bakers", ()),
    ("hoteles pequeños", ("hoteles",), "pequenos", ()),
    ("**Bakers**", (), "bakers", ()),
    ("the", (), "", ()),
    ("", (), "", ()),
    ("three", (), "", ()),
]


@pytest.mark.parametrize(("text", "modifiers", "head", "rest"), PHRASES)
def test_a_name_is_read_up_to_the_first_preposition(
    text: str, modifiers: tuple[str, ...], head: str, rest: tuple[str, ...]
) -> None:
    assert phrase(text) == Phrase(modifiers, head, rest)


def test_a_plural_that_comes_first_may_be_the_head_too() -> None:
    assert phrase("hoteles boutique").heads == ("boutique", "hoteles")
    assert phrase("village bakers").heads == ("bakers",)


KEYS = [
    ("Bakers", "baker"),
    ("The Baker", "bakers"),
    ("our bakers", "**Bakers**"),
    ("Night-shift bakers", "night shift baker"),
    ("Bäcker", "backer"),
    ("Bakers’ guild", "bakers' guild"),
    ("[[x/Bakers|bakers]]", "Bakers"),
]


@pytest.mark.parametrize(("one", "other"), KEYS)
def test_two_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_different_names_have_different_keys() -> None:
    assert len({key(name) for name in ("Bakers", "Village bakers", "Bakeries", "Bakers of bread")}) == 4


def test_a_name_of_nothing_but_determiners_keeps_its_words() -> None:
    assert key("The Others") != ""
    assert key("Les uns") != ""


ORDINALS = [
    ("Primary customers", 1, "customers"),
    ("main: Bakers", 1, "Bakers"),
    ("Secondary", 2, ""),
    ("Third – millers", 3, "millers"),
    ("Sekundär: Mühlen", 2, "Mühlen"),
    ("Primarily bakers", None, "Primarily bakers"),
    ("Bakers", None, "Bakers"),
    ("", None, ""),
]


@pytest.mark.parametrize(("text", "ordinal", "rest"), ORDINALS)
def test_an_ordinal_at_the_head_is_split_off(text: str, ordinal: int | None, rest: str) -> None:
    assert without_ordinal(text) == (ordinal, rest)


PARTS = [
    ("Bakers/millers", ["Bakers", "millers"]),
    ("Bakers and millers", ["Bakers", "millers"]),
    ("Bakers & millers + grocers", ["Bakers", "millers", "grocers"]),
    ("Bakers, millers, and grocers", ["Bakers", "millers", "grocers"]),
    ("Bäcker und Müller", ["Bäcker", "Müller"]),
    ("boulangers et meuniers", ["boulangers", "meuniers"]),
    ("Bakers", ["Bakers"]),
    ("Sandwich bars", ["Sandwich bars"]),
    ("Dandelion andirons", ["Dandelion andirons"]),
    ("", []),
    ("/", []),
]


@pytest.mark.parametrize(("text", "wanted"), PARTS)
def test_a_compound_is_split_into_its_names(text: str, wanted: list[str]) -> None:
    assert parts(text) == wanted


NAMES = st.text(alphabet="aeisrtn TÄ-'’*[]|&/,123", max_size=40)


@given(NAMES)
def test_a_key_is_the_key_of_itself(text: str) -> None:
    assert key(key(key(text))) == key(key(text))


@given(NAMES)
def test_every_word_of_a_name_is_a_form_of_itself(text: str) -> None:
    assert all(word in stems(word) for word in word_list(text))
