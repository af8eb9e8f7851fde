"""Customer types in running sentences; of a sentence that is not plain, nothing is guessed."""

import pytest

from canvas.reading import venture_of
from venture_canvas.canvas.prose import types_in
from venture_canvas.canvas.told_segments import segments_in


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
    "counted, and told more of": (
        "The first are bakers. They pay. The second are apprentices. They use it.",
        [("bakers", ("payer",)), ("apprentices", ("user",))],
    ),
    "a short form": ("The oven is funded by the Bread Fund (BF).", [("Bread Fund", ("funder",))]),
    "two types of customers": (
        "There are two types of customers: bakers and millers.",
        [("bakers", ()), ("millers", ())],
    ),
    "sorts of one of them": (
        "We sell to bakers. They come in two kinds: villagers, who pay by the sack, and chains, who pay by the ton.",
        [("bakers", ("payer",))],
    ),
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
    "with what is told of each": (
        "They come in two kinds: villagers, who rise at three, and chains of shops, where a machine does.",
        ("", ["villagers", "chains of shops"]),
    ),
    "with more told of one": (
        "They fall into two groups: villagers, who rise at three, grumbling, and chains, mostly in towns.",
        ("", ["villagers", "chains"]),
    ),
    "kinds of them": (
        "We think about two kinds of them separately: villagers, who rise at three, and chains.",
        ("", ["villagers", "chains"]),
    ),
    "three in a row": (
        "They are of three sorts: villagers; chains; and mills with a shop.",
        ("", ["villagers", "chains", "mills with a shop"]),
    ),
    "German": (
        "Sie zerfallen in zwei Gruppen: Bäcker im Dorf, die um drei aufstehen, und Ketten, wo niemand aufsteht.",
        ("", ["Bäcker im Dorf", "Ketten"]),
    ),
    "German kinds of": (
        "Es gibt zwei Arten von Bäckern: die Handwerker und die Ketten.",
        ("Bäckern", ["die Handwerker", "die Ketten"]),
    ),
    "Dutch": (
        "Er zijn twee soorten bakkers: dorpsbakkers, die vroeg opstaan, en ketens.",
        ("bakkers", ["dorpsbakkers", "ketens"]),
    ),
    "French": (
        "Il y en a deux sortes : les artisans, qui se lèvent tôt, et les chaînes.",
        ("", ["les artisans", "les chaînes"]),
    ),
    "Spanish": (
        "Se dividen en dos grupos: panaderos de pueblo, que madrugan, y cadenas.",
        ("", ["panaderos de pueblo", "cadenas"]),
    ),
    "Italian": (
        "Ce ne sono di due tipi: fornai di paese, che si alzano alle tre, e catene.",
        ("", ["fornai di paese", "catene"]),
    ),
    "Portuguese": (
        "Há dois tipos de padeiros: artesãos e cadeias.",
        ("padeiros", ["artesãos", "cadeias"]),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_a_sentence_may_tell_the_segments_of_a_type(text: str, wanted: tuple[str, list[str]]) -> None:
    assert segments_in(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Bakers rise at three.",
        "Our customers come in two kinds: bakers, who pay, and millers.",
        "There are two kinds of people: bakers and millers.",
        "They come in two kinds: it depends.",
        "They come in all sorts.",
    ],
)
def test_a_sentence_about_something_else_tells_no_segments(text: str) -> None:
    assert segments_in(text) is None


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


PARAGRAPHS = {
    "bold labels": "**Bakers** pay. They come in two kinds: villagers, who rise at three, and chains.\n\n**Millers** grind.",
    "list items": "- Bakers: they pay. There are two kinds: villagers and chains.\n- Millers: they grind.",
    "headings": "### Bakers\nThey pay.\n\nThey come in two kinds: villagers and chains.\n\n### Millers\nThey grind.",
    "running text": "The first are the bakers. They pay. We see two kinds of them: villagers, who rise at three and pay by the"
    " sack, and chains.\n\nThe second are the millers. They sell us flour.",
}


@pytest.mark.parametrize("customers", PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_segments_told_of_them_belong_to_the_type_last_spoken_of(customers: str) -> None:
    venture = venture_of(f"# Loaf\n\n## Customers\n{customers}\n\n## UVP\nWarm.\n\n## Solution\nAn oven.\n")
    told = [
        (each.label.lower(), [segment.label for segment in each.segments]) for each in venture.customer_types
    ]
    assert told == [("bakers", ["villagers", "chains"]), ("millers", [])]


def test_a_very_long_text_takes_no_time() -> None:
    assert len(types_in("used by bakers and funded by banks and " * 4000)) <= 8000
