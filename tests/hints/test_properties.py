"""Edits in front matter leave a block that reads as meant, in the manner in which it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.running import applied
from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.hints.properties import find, quoted, with_items, with_keys, with_lines, without_item
from venture_canvas.notes.note import Note, Sequence
from venture_canvas.notes.parse import parse_note


def note_of(text: str) -> Note:
    return parse_note("Note.md", text)


def after(note: Note, edit: Edit | None) -> str:
    assert edit
    return applied({note.path: note.text}, Fix("", "safe", (edit,)))[note.path]


def items_of(note: Note) -> Sequence:
    entry = find(note, "tags")
    assert entry
    assert isinstance(entry.value, Sequence)
    return entry.value


WAYS = {
    "in brackets": "---\ntags: [one, 'two', three]\n---\n",
    "in brackets over lines": "---\ntags: [\n  one,\n  two,\n  three\n]\n---\n",
    "by dashes": "---\ntags:\n  - one\n  - 'two'\n  - three\n---\n",
    "by dashes without indent": "---\r\ntags:\r\n- one\r\n- two\r\n- three\r\ntitle: x\r\n---\r\n",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("index", [0, 1, 2])
def test_an_item_is_taken_out_of_a_list(text: str, index: int) -> None:
    note = note_of(text)
    items = items_of(note)
    changed = note_of(after(note, without_item(note, items, items.items[index].span)))
    left = ["one", "two", "three"]
    del left[index]
    assert changed.property_value("tags") == left
    assert not changed.problems


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("index", [0, 1, 2, None])
def test_items_are_put_into_a_list(text: str, index: int | None) -> None:
    note = note_of(text)
    entry, items = find(note, "tags"), items_of(note)
    assert entry
    before = None if index is None else items.items[index].span
    changed = note_of(after(note, with_items(note, entry, ["new", "#newer"], before)))
    wanted = ["one", "two", "three"]
    at = len(wanted) if index is None else index
    assert changed.property_value("tags") == [*wanted[:at], "new", "#newer", *wanted[at:]]
    assert changed.text.count("\r\n") == changed.text.count("\n") or "\r" not in text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("---\ntags:\n---\n", ["new"]),
        ("---\ntags: \ntitle: x\n---\n", ["new"]),
        ("---\ntags: []\n---\n", ["new"]),
        ("---\ntags: one\n---\n", ["one", "new"]),
        ("---\ntags: null # later\n---\n", ["new"]),
    ],
)
def test_what_is_no_list_yet_becomes_one(text: str, wanted: list[str]) -> None:
    note = note_of(text)
    entry = find(note, "tags")
    assert entry
    assert note_of(after(note, with_items(note, entry, ["new"]))).property_value("tags") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags:\n  content: [concept]\n  venture-stage:\ntitle: x\n---\n",
        "---\ntags: {content: [concept]}\n---\n",
        "---\ntags:\n    content:\n      - concept\n---\n",
    ],
)
def test_keys_are_added_to_a_mapping(text: str) -> None:
    note = note_of(text)
    entry = find(note, "tags")
    assert entry
    changed = note_of(after(note, with_keys(note, entry, ["canvas-sections"])))
    found = changed.property_value("tags")
    assert isinstance(found, dict)
    assert found["canvas-sections"] == []
    assert found["content"] == ["concept"]


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n---\n", "---\r\ntitle: x\r\n---\r\nText.\r\n", "---\ntitle: x"]
)
def test_lines_are_added_at_the_end_of_the_block(text: str) -> None:
    note = note_of(text)
    changed = note_of(after(note, with_lines(note, ["source:", "description: y"])))
    assert changed.property_value("description") == "y"
    assert changed.title == "x"


def test_a_block_that_cannot_be_read_is_not_added_to() -> None:
    assert with_lines(note_of("---\ntitle: a: b\n---\n"), ["source:"]) is None


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12))
def test_any_text_can_be_written_as_a_value(text: str) -> None:
    assert note_of(f"---\ntitle: {quoted(text)}\n---\n").property_value("title") == text
