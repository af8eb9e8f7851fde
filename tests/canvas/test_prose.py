"""Customer types in running sentences; of a sentence that is not plain, nothing is guessed."""

import pytest

from canvas.reading import venture_of
from venture_canvas.canvas.prose import segments_in, types_in


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.label, found.roles) for found in types_in(text)]


SENTENCES = {
    "used by": ("The oven is used by bakers.", [("bakers", ("user",))]),
    "used by and funded by": (
        "The oven is used by bakers and funded by two banks.",
        [("bakers", ("user",)), ("banks", ("funder",))],
    ),
    "paid for by": ("Every loaf is paid for by the school kitchens.", [("school kitchens", ("payer",))]),
    "by one and by another": (
        "The oven is rented by bakers and by pizzerias.",
        [("bakers", ("payer",)), ("pizzerias", ("payer",))],
    ),
    "our customers are": ("Our customers are bakers and millers.", [("bakers", ()), ("millers", ())]),
    "the users are": ("The users are bakers.", [("bakers", ("user",))]),
    "we serve": ("We serve bakers, millers and grocers.", [("bakers", ()), ("millers", ()), ("grocers", ())]),
    "we sell to": ("We sell to village bakers.", [("village bakers", ("payer",))]),
    "there are two": ("There are two: bakers and millers.", [("bakers", ()), ("millers", ())]),
    "who pays and who uses": (
        "Bakers pay by the hour, apprentices use it for nothing.",
        [("Bakers", ("payer",)), ("apprentices", ("user",))],
    ),
    "a name for a sentence": ("Village bakers. They pay by the hour.", [("Village bakers", ("payer",))]),
    "the ones who": (
        "I think of the bakers, because they are the ones who pay.",
        [("bakers", ("payer",))],
    ),
    "a short form": ("The oven is funded by the Bread Fund (BF).", [("Bread Fund", ("funder",))]),
    "German": ("Wir beliefern Hotels.", [("Hotels", ())]),
}


@pytest.mark.parametrize(("text", "wanted"), SENTENCES.values(), ids=SENTENCES.keys())
def test_plain_sentences_name_types_and_their_roles(
    text: str, wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert told(text) == wanted


SILENT = {
    "no customers": "Millers are not our customers.",
    "never customers": "Supermarkets will never be customers of ours.",
    "not used by": "The oven is not used by restaurants.",
    "nobody pays": "Nobody pays for it yet.",
    "a pronoun": "They pay by the hour.",
    "everyone": "It is used by everyone.",
    "people": "It is used by people.",
    "a thing": "It is driven by the wind.",
    "a singular": "It was built by hand.",
    "what it costs": "The oven costs a lot.",
    "a wish": "We should be able to grow.",
    "a question": "Who pays for it?",
    "nothing": "",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_other_sentences_name_nobody(text: str) -> None:
    assert told(text) == []


def test_a_short_form_is_an_alias() -> None:
    (found,) = types_in("The oven is funded by the Bread Fund (BF).")
    assert found.alias == "BF"


def test_a_type_told_keeps_its_sentence_as_description() -> None:
    (found,) = types_in("Our customers are bakers who rise at three.")
    assert found.description == "Our customers are bakers who rise at three."


KINDS = {
    "sorts of": (
        "There are two sorts of bakers: villagers who rise at three, and chains.",
        ("bakers", ["villagers who rise at three", "chains"]),
    ),
    "come in": ("Bakers come in two kinds: villagers and chains.", ("Bakers", ["villagers", "chains"])),
}


@pytest.mark.parametrize(("text", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_a_sentence_may_tell_the_segments_of_a_type(text: str, wanted: tuple[str, list[str]]) -> None:
    assert segments_in(text) == wanted


def test_a_sentence_about_something_else_tells_no_segments() -> None:
    assert segments_in("Bakers rise at three.") is None


def labels(customers: str) -> list[str]:
    venture = venture_of(f"# Loaf\n\n## Customers\n{customers}\n\n## UVP\nWarm.\n\n## Solution\nAn oven.\n")
    return [customer.label for customer in venture.customer_types]


def test_a_section_of_running_text_is_read_as_such() -> None:
    assert labels("The oven is used by bakers and funded by two banks.") == ["bakers", "banks"]


def test_where_a_list_names_types_running_text_names_none() -> None:
    assert labels("It is funded by two banks.\n\n- Bakers\n- Millers\n") == ["Bakers", "Millers"]


def test_segments_told_belong_to_the_type_that_was_told() -> None:
    venture = venture_of(
        "# Loaf\n\n## Customers\nOur customers are bakers. There are two sorts of bakers: villagers, and chains.\n"
        "\n## UVP\nWarm.\n\n## Solution\nAn oven.\n"
    )
    (bakers,) = venture.customer_types
    assert [segment.label for segment in bakers.segments] == ["villagers", "chains"]


def test_a_very_long_text_takes_no_time() -> None:
    assert len(types_in("used by bakers and funded by banks and " * 4000)) <= 8000
