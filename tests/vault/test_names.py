"""How names are compared, and what a note is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.notes.parse import read_note
from venture_canvas.vault.names import file_keys, key_of, names_of, slug_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pricing", "PRICING"),
        ("Café", "Cafe\u0301"),
        ("Straße", "STRASSE"),
        ("a\u00a0b", "a b"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_names_are_one_without_case_and_composition(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("jobs to be done", "jobs-to-be-done"),
        ("founder’s guide (draft)", "founders-guide-draft"),
        ("snake_case name", "snake-case-name"),
        ("  2024: plan  ", "2024-plan"),
        ("überblick — märz", "überblick-märz"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("¿?", ""),
    ],
)
def test_a_slug_is_the_words_joined(key: str, slug: str) -> None:
    assert slug_of(key) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug_of(slug_of(key_of(text))) == slug_of(key_of(text))


def test_a_note_is_called_by_file_title_heading_alias_and_slug() -> None:
    text = "---\ntitle: The Title\naliases: [Other Name]\n---\n## Start Here\n\n## Not This\n"
    assert names_of(read_note("x/File Name.md", text.encode())) == {
        *("file name", "the title", "start here", "other name"),
        *("file-name", "the-title", "start-here", "other-name"),
    }


def test_a_file_name_that_is_a_slug_stands_for_its_words() -> None:
    assert names_of(read_note("early-backers.md", b"")) == {"early-backers", "early backers"}


def test_a_note_without_words_in_its_names_has_no_blank_name() -> None:
    assert names_of(read_note("!.md", b"---\ntitle: ' '\naliases: ['', '?']\n---\n#\n")) == {"!", "?"}


def test_a_file_is_known_with_and_without_the_ending_of_a_note() -> None:
    assert file_keys("a/Note.MD") == ("note.md", "note")
    assert file_keys("a/Photo.PNG") == ("photo.png",)
