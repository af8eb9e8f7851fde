"""Where the block of properties is, what it holds, and what a founder is told when it cannot be read."""

from dataclasses import dataclass

import frontmatter
import pytest

from venture_canvas.notes.front_matter import FrontMatterHandler
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.notes.yaml_core import MAX_LENGTH
from venture_canvas.positions import Span


def note_of(text: str) -> Note:
    return parse_note("Note.md", text)


def plain(note: Note) -> dict[str, object] | None:
    found = note.front_matter
    return {entry.key: entry.value.plain() for entry in found.properties} if found else None


def codes(note: Note) -> list[str]:
    return [problem.code for problem in note.problems]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Bees\n---\n",
        "---\r\ntitle: Bees\r\n---\r\nText",
        "---\rtitle: Bees\r---\rText",
        "---\ntitle: Bees\n---",
        "---  \ntitle: Bees\n--- \t\nText",
        '---\n{"title": "Bees"}\n---\n',
        '---\n{\n\t"title":"Bees"\n}\n---\n',
    ],
    ids=[
        "newlines",
        "Windows",
        "old Mac",
        "no final newline",
        "blanks after the dashes",
        "JSON",
        "JSON with tabs",
    ],
)
def test_a_block_at_the_head_of_a_note_is_read(text: str) -> None:
    note = note_of(text)
    assert plain(note) == {"title": "Bees"}
    assert note.title == "Bees"
    assert codes(note) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n---\ntitle: Bees\n---\n",
        " ---\ntitle: Bees\n---\n",
        "Text\n---\ntitle: Bees\n---\n",
        "----\ntitle: Bees\n----\n",
        "---",
        "",
    ],
    ids=["blank line first", "indented", "text first", "four dashes", "dashes alone", "empty note"],
)
def test_anything_before_the_block_means_no_properties(text: str) -> None:
    note = note_of(text)
    assert note.front_matter is None
    assert note.body_start == 0
    assert codes(note) == []


@pytest.mark.parametrize("text", ["---\n---\nText", "---\n\n---\n", "---\n# later\n---\n"])
def test_a_block_without_properties_is_valid(text: str) -> None:
    note = note_of(text)
    assert note.front_matter
    assert note.front_matter.valid
    assert plain(note) == {}
    assert codes(note) == []


def test_the_block_and_its_content_have_spans() -> None:
    text = "---\nä: 1\n---\nText"
    found = note_of(text).front_matter
    assert found
    assert text[slice(*found.span)] == "---\nä: 1\n---"
    assert text[slice(*found.content)] == "ä: 1\n"


def test_every_key_and_value_has_the_span_it_is_written_at() -> None:
    text = '---\nname: "Bees" # ours\nplaces:\n  - Gent\n  - {city: Lyon}\n\nnote: |\n  one\n\nempty:\n---\n'
    found = note_of(text).front_matter
    assert found
    written = [(text[slice(*entry.key_span)], text[slice(*entry.value.span)]) for entry in found.properties]
    assert written == [
        ("name", '"Bees"'),
        ("places", "- Gent\n  - {city: Lyon}"),
        ("note", "|\n  one"),
        ("empty", ""),
    ]


def test_a_key_is_found_whatever_its_case() -> None:
    assert note_of("---\nTITLE: Bees\n---\n").property_value("title") == "Bees"


def test_the_dashes_of_a_rule_are_no_block() -> None:
    note = note_of("---\n\nWe met three schools today: all of them small.\n")
    assert note.front_matter is None
    assert codes(note) == []


def test_a_block_that_lasts_to_the_end_of_the_note_is_read_but_reported() -> None:
    note = note_of("---\ntitle: Bees\ntags:\n- work\n")
    assert plain(note) == {"title": "Bees", "tags": ["work"]}
    assert codes(note) == ["front-matter-unclosed"]


def test_text_after_an_unclosed_block_is_the_body_and_the_properties_are_lost() -> None:
    text = "---\ntitle: Bees\n\n# Customers\n- Parents #parents\n"
    note = note_of(text)
    assert note.front_matter
    assert not note.front_matter.valid
    assert plain(note) == {}
    assert codes(note) == ["front-matter-unclosed"]
    assert [heading.text for heading in note.headings] == ["Customers"]
    assert [tag.name for tag in note.tags] == ["parents"]


@dataclass
class Broken:
    line: str
    spot: str
    advice: str


BROKEN = [
    Broken("title: Bees: a story", "title: Bees: a story", 'title: "Bees: a story"'),
    Broken("link: [[A]] and [[B]]", "link: [[A]] and [[B]]", 'link: "[[A]] and [[B]]"'),
    Broken('say: "yes" they do', 'say: "yes" they do', "say: '\"yes\" they do'"),
    Broken("owner: @mia", "owner: @mia", 'owner: "@mia"'),
    Broken("share: %5", "share: %5", 'starts with "%"'),
    Broken("star: *x", "*x", 'starts with "*"'),
    Broken("list:\n\t- b", "- b", "spaces"),
    Broken("quote: 'open", "quote: 'open", "closing quote"),
    Broken("tags: [#work]", "tags: [#work]", 'without "#"'),
    Broken("list: [a, b", "list: [a, b", "never closed"),
    Broken("list:\n - a\n -b", "-b", "space after the dash"),
    Broken("tight:value\nnext: 1", "tight:value", "tight: value"),
    Broken("one: a\n  two: b", "two: b", "no property"),
    Broken("twice: 1\nTwice: 2\ntwice: 3", "twice", "is there twice"),
    Broken("place: Gent\n- Lyon", "- Lyon", "same column"),
    Broken("place: - Lyon", "place: - Lyon", "line of its own"),
    Broken('path: "C:\\q"', 'path: "C:\\q"', "single quotes"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=[broken.line for broken in BROKEN])
@pytest.mark.parametrize("before", ["", "before: é🙂\n"], ids=["first", "later"])
def test_an_error_costs_all_properties_and_says_where_and_what_to_do(broken: Broken, before: str) -> None:
    text = f"---\n{before}{broken.line}\n---\nText #kept\n"
    note = note_of(text)
    assert note.front_matter
    assert not note.front_matter.valid
    assert plain(note) == {}
    (problem,) = note.problems
    assert problem.code == "front-matter-invalid"
    assert text[slice(*problem.span)] == broken.spot
    assert broken.advice in problem.message
    assert [tag.name for tag in note.tags] == ["kept"]


@pytest.mark.parametrize("content", ["just words", "- a\n- b", "12"])
def test_a_block_that_is_no_mapping_has_no_properties(content: str) -> None:
    text = f"---\n{content}\n---\n"
    note = note_of(text)
    (problem,) = note.problems
    assert plain(note) == {}
    assert text[slice(*problem.span)] == content
    assert "Give each line a key" in problem.message


def test_a_second_key_is_where_a_duplicate_is_reported() -> None:
    (problem,) = note_of("---\na: 1\na: 2\n---\n").problems
    assert problem.span == Span(9, 10)


def test_the_same_key_at_another_depth_is_no_duplicate() -> None:
    assert codes(note_of("---\na:\n  a: 1\nb: {a: 2}\n---\n")) == []


@pytest.mark.parametrize("character", ["\u2028", "\u0085", "\x01", "\x7f", "\ufeff"])
def test_a_character_that_libyaml_refuses_stands_in_a_value(character: str) -> None:
    text = f"---\ntitle: a{character}b\nnext: c\n---\n"
    note = note_of(text)
    assert note.property_value("title") == f"a{character}b"
    assert note.front_matter
    assert text[slice(*note.front_matter.properties[1].value.span)] == "c"


def test_an_alias_is_where_it_is_written_and_says_what_its_anchor_says() -> None:
    text = "---\nfirst: &all [x, y]\nsecond: *all\n---\n"
    found = note_of(text).front_matter
    assert found
    assert [text[slice(*entry.value.span)] for entry in found.properties] == ["[x, y]", "*all"]
    assert plain(note_of(text)) == {"first": ["x", "y"], "second": ["x", "y"]}


def test_the_tag_and_the_anchor_of_a_value_are_no_part_of_its_span() -> None:
    text = "---\na: &one !!str 12\nb: !odd 'x'\n---\n"
    found = note_of(text).front_matter
    assert found
    assert [text[slice(*entry.value.span)] for entry in found.properties] == ["12", "'x'"]


@pytest.mark.parametrize(
    ("written", "key"), [("1.0", "1"), ("true", "true"), ("~", ""), ("[a, b]", "[a, b]")]
)
def test_a_key_that_is_no_text_becomes_text(written: str, key: str) -> None:
    assert plain(note_of(f"---\n{written}: x\n---\n")) == {key: "x"}


def test_a_block_that_is_too_large_is_not_parsed() -> None:
    note = note_of("---\na: " + "x" * MAX_LENGTH + "\n---\nText #kept\n")
    assert codes(note) == ["front-matter-too-large"]
    assert [tag.name for tag in note.tags] == ["kept"]


@pytest.mark.parametrize(
    "nested",
    ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000],
    ids=["lists", "maps", "items", "keys"],
)
def test_deep_nesting_is_refused_before_it_is_built(nested: str) -> None:
    note = note_of(f"---\n{nested}\n---\n")
    (problem,) = note.problems
    assert "32 levels" in problem.message


def test_thirty_levels_are_read() -> None:
    assert codes(note_of("---\na: " + "[" * 30 + "]" * 30 + "\n---\n")) == []


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (problem,) = note_of("---\n" + "\n".join(lines) + "\n---\n").problems
    assert "repeat themselves" in problem.message


def test_aliases_that_nest_are_refused() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 500)]
    (problem,) = note_of("---\n" + "\n".join(lines) + "\n---\n").problems
    assert "levels" in problem.message


def test_a_value_cannot_hold_itself() -> None:
    assert codes(note_of("---\na: &a [*a]\n---\n")) == ["front-matter-invalid"]


def test_a_number_too_long_for_an_integer_is_read_as_javascript_does() -> None:
    assert note_of("---\na: " + "9" * 5000 + "\n---\n").property_value("a") == float("inf")


def test_python_frontmatter_reads_a_note_by_our_rules() -> None:
    post = frontmatter.loads(
        "---\ntitle: Bees\non: 12:30\n---\n\nText\n\n---\n\nMore", handler=FrontMatterHandler()
    )
    assert post.metadata == {"title": "Bees", "on": "12:30"}
    assert post.content == "Text\n\n---\n\nMore"
