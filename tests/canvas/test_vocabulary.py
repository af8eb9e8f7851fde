"""The vocabulary of tags: complete in itself, and read in each way a tag can be written."""

import pytest

from venture_canvas.canvas.vocabulary import KEYS, ancestors, key_of_term, known_terms, terms, vocabulary


def test_the_four_keys_are_there_and_every_other_category_is_a_dimension_of_one() -> None:
    own = [name for name, category in vocabulary().categories.items() if not category.of]
    assert own == list(KEYS[:3])
    assert {category.of for category in vocabulary().categories.values()} == {None, KEYS[3]}


def test_every_parent_and_every_suggestion_is_a_tag_of_the_same_category() -> None:
    for category in vocabulary().categories.values():
        for term in category.tags.values():
            assert {*term.suggest, *filter(None, [term.parent])} <= category.tags.keys(), term.name


def test_no_suggestion_is_itself_an_old_spelling() -> None:
    for category in vocabulary().categories.values():
        for term in category.tags.values():
            assert "former" not in {category.tags[name].status for name in term.suggest}, term.name


def test_every_tag_in_use_says_what_it_is_about() -> None:
    silent = [
        term.name
        for category in vocabulary().categories.values()
        for term in category.tags.values()
        if term.status is None and not term.about
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("written", "categories"),
    [
        ("customers", ["canvas-sections"]),
        ("Customers", ["canvas-sections"]),
        ("education", ["impact-area", "impact-mechanism", "industry"]),
        ("industry/education", ["industry"]),
        ("venture/industry/education", ["industry"]),
        ("stage/idea", ["venture-stage"]),
        ("venture/stage/idea", ["venture-stage"]),
        ("industry/customers", []),
        ("falconry", []),
        ("", []),
    ],
)
def test_a_tag_is_known_bare_with_its_dimension_and_by_its_other_ways(
    written: str, categories: list[str]
) -> None:
    assert [term.category for term in terms(written)] == categories


def test_a_tag_seen_in_notes_but_in_no_list_is_not_known() -> None:
    assert [term.category for term in terms("canvas-sections")] == ["content"]
    assert known_terms("canvas-sections") == ()


def test_the_tags_above_a_tag_come_outermost_first() -> None:
    (term,) = terms("existing-alternatives")
    assert ancestors(term) == ("customer-model", "jobs-to-be-done")


def test_a_dimension_belongs_under_the_key_of_the_ventures_properties() -> None:
    (term,) = terms("industry/retail")
    assert key_of_term(term) == "venture-type"
