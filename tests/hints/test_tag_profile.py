"""Which notes are held to the vocabulary, and which are left alone."""

import pytest

from hints.running import hints_of
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.hints.tag_profile import profile_of
from venture_canvas.notes.parse import parse_note

FAMILIES = ("tags", "tag_sets", "properties", "aliases", "front_matter")
CODES = [code for code, rule in all_rules().items() if rule.check.__module__.endswith(FAMILIES)]
CANVAS = "## Customers\nParents.\n## Jobs\nSleep.\n## Solution\nA nursery.\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [health, education, research, link, finance, subscriptions]\n---\n",
        "---\ntags: [customers, revenue]\nlast_updated: soon\n---\n",
        "---\ntags: [concept, resource, report, stubborn-concepts]\n---\n",
        "---\ntags: {topic: [health], people: [anna]}\n---\n",
        "---\ntags: {content: [health, soup]}\n---\n",
        "---\ntags: [Recipes, soup, soup]\naliases: [Soup, soup]\ntitle:\n---\n",
        "---\ntags: recipes, soup\n---\n",
        "---\ntags: []\n---\n#customers #jobs-to-be-don\n",
    ],
)
def test_a_note_that_is_not_of_the_method_gets_no_hint_of_its_vocabulary(text: str) -> None:
    found = {hint.code for hint in hints_of({"Cellar.md": text}, CODES)}
    assert found <= {"tags-not-a-list"}


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("---\ntags: {content: [concept]}\n---\n", "mapping"),
        ("---\ntags: [concept]\n---\n", "list"),
        ("---\ndescription: x\nlast_updated: 2026-01-01\n---\n", "mapping"),
        ("---\ntitle: x\n---\n", None),
        ("x\n", None),
    ],
)
def test_the_form_of_the_tags_is_told_by_what_the_note_writes(text: str, profile: str | None) -> None:
    assert profile_of(parse_note("Note.md", text)) == profile


def test_tags_that_the_settings_name_are_known() -> None:
    notes = {"Note.md": "---\ntags: {content: [concept, field-report]}\n---\n"}
    known = Settings(vocabulary={"content": ("field-report",)})
    assert [hint.code for hint in hints_of(notes, ["tag-unknown"])] == ["tag-unknown"]
    assert hints_of(notes, ["tag-unknown"], known) == ()


def test_where_most_notes_sort_their_tags_only_one_of_them_tells() -> None:
    notes = {f"{name}.md": "---\ntags: {content: [concept]}\n---\n" for name in "abc"}
    (hint,) = hints_of({**notes, "d.md": "---\ntags: [canvas]\n---\n"}, ["tags-not-a-list"])
    assert hint.finding.path == "a.md"
    assert "2 more notes" in hint.finding.message


def test_a_file_that_is_not_utf_8_is_told_of() -> None:
    (hint,) = hints_of({"Café.md": "Caf\ud800\n"}, ["note-unreadable"])
    assert hint.finding.span == (3, 4)
