"""Which tags a note has, in its text and in its properties, and which of them Obsidian sees."""

import pytest

from venture_canvas.notes.note import Tag
from venture_canvas.notes.parse import parse_note


def tags_of(text: str) -> tuple[Tag, ...]:
    return parse_note("Note.md", text).tags


def names(text: str) -> list[str]:
    return [tag.name for tag in tags_of(text)]


INLINE = [
    ("#work", ["work"]),
    ("a #work b", ["work"]),
    ("x\t#work", ["work"]),
    ("a\u00a0#work", ["work"]),
    ("a\u3000#work", ["work"]),
    ("a\r#one\r\n#two\n#three", ["one", "two", "three"]),
    ("#one #two", ["one", "two"]),
    ("#one#two", ["one", "two"]),
    ("#one/#two", ["one/", "two"]),
    ("# Heading #work", ["work"]),
    ("- item #work", ["work"]),
    ("- [ ] task #work", ["work"]),
    ("> quote #work", ["work"]),
    ("> [!note] callout #work", ["work"]),
    ("| a | b |\n|--|--|\n| #one | x #two |", ["one", "two"]),
    ("|a|b|\n|-|-|\n|#one|x|", ["one"]),
    ("text[^1]\n\n[^1]: foot #work", ["work"]),
    ("==marked #work==", ["work"]),
    ("%% hidden #work %%", ["work"]),
    ("%%\nhidden #work\n%%", ["work"]),
    ("_#work_ and __#play__", ["work", "play"]),
    ("**#work** and snake_#case", ["work", "case"]),
    ("[label #work](https://a.b/ 'x')", ["work"]),
    ("#y1984", ["y1984"]),
    ("#2024/05", ["2024/05"]),
    ("#a_b-c/d", ["a_b-c/d"]),
    ("#work:x #play. #rest, #a(b)", ["work", "play", "rest", "a"]),
    ("#x—y #x…", ["x", "x"]),
    ("#größe #客户 #🐝", ["größe", "客户", "🐝"]),
    ("price $5-$10 #work and $20 #play", ["work", "play"]),
    ("```\ncode\n```\n#work", ["work"]),
]


@pytest.mark.parametrize(("text", "expected"), INLINE, ids=[row[0] for row in INLINE])
def test_a_tag_in_the_text_is_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


NO_TAGS = [
    "#1984",
    "# heading",
    "#",
    "####",
    "\\#work",
    "word#work",
    '(#work) "#work" .#work x—#work',
    "a|#work",
    "`#work`",
    "`` a #work ``",
    "```\n#work\n```",
    "~~~query\n#work\n~~~",
    "text\n\n    #work",
    "$a #work$",
    "$$\n#work\n$$",
    "<!-- #work -->",
    "<!--\n\n#work\n\n-->",
    "<div>\n#work\n</div>",
    '<a title=" #work">x</a>',
    "https://a.b/#work",
    "<https://a.b/#work>",
    "[[note #work]]",
    "[[note#work]]",
    "[[note|see #work]]",
    "[t](note.md#work)",
    "[t](<a #work.md>)",
    "[t](a.md 'title #work')",
    "![alt](a.png#work)",
    "[t][r]\n\n[r]: a.md 'title #work'",
]


@pytest.mark.parametrize("text", NO_TAGS)
def test_a_hash_that_means_something_else_is_no_tag(text: str) -> None:
    assert names(text) == []


def test_an_inline_tag_is_visible_and_its_span_holds_the_hash() -> None:
    text = "---\na: 1\n---\n🙂 x #Work/Day, y"
    (tag,) = tags_of(text)
    assert (tag.name, tag.category, tag.inline, tag.visible) == ("Work/Day", None, True, True)
    assert text[slice(*tag.span)] == "#Work/Day"


PROPERTIES = [
    ("tags: [work, play]", ["work", "play"]),
    ("tags:\n- work\n- play", ["work", "play"]),
    ('tags: ["#work", play]', ["work", "play"]),
    ("Tags: [work]", ["work"]),
    ("TAGS: work", ["work"]),
    ("tags: work", ["work"]),
    ('tags: "#work"', ["work"]),
    ("tags: a, b", []),
    ("tags: a b", []),
    ("tags: #work", []),
    ("tags:\n- #work", []),
    ("tags:\n- ~\n- ''\n- work", ["work"]),
    ("tags: [1984, 1.5, true, '2024', y2024]", ["y2024"]),
    ("tags: 1984", []),
    ("tags:", []),
    ("tags: [[work]]", []),
    ("tag: work", []),
    ("tags: [yes, no, on]", ["yes", "no", "on"]),
]


@pytest.mark.parametrize(("properties", "expected"), PROPERTIES, ids=[row[0] for row in PROPERTIES])
def test_the_tags_property_is_read_as_obsidian_does(properties: str, expected: list[str]) -> None:
    tags = tags_of(f"---\n{properties}\n---\n")
    assert [tag.name for tag in tags] == expected
    assert all(tag.visible and not tag.inline and tag.category is None for tag in tags)


def test_a_list_item_that_is_no_valid_tag_is_kept_but_invisible() -> None:
    assert [(tag.name, tag.visible) for tag in tags_of("---\ntags: [two words, work]\n---\n")] == [
        ("two words", False),
        ("work", True),
    ]


def test_tags_by_category_are_invisible_to_obsidian() -> None:
    text = "---\ntags:\n  stage: [idea, '#early']\n  type: {area: [health, care], fee: monthly}\n  goals: [4, 17]\n  none: []\n  text: a, b\n---\n"
    assert [(tag.category, tag.name) for tag in tags_of(text)] == [
        ("stage", "idea"),
        ("stage", "early"),
        ("type/area", "health"),
        ("type/area", "care"),
        ("type/fee", "monthly"),
        ("goals", "4"),
        ("goals", "17"),
    ]
    assert not any(tag.visible or tag.inline for tag in tags_of(text))


def test_a_list_may_hold_categories() -> None:
    text = "---\ntags:\n- work\n- stage: idea\n---\n"
    assert [(tag.category, tag.name, tag.visible) for tag in tags_of(text)] == [
        (None, "work", True),
        ("stage", "idea", False),
    ]


def test_the_span_of_a_property_tag_leaves_the_quotes_out() -> None:
    text = "---\ntags: [ä, \"#work\", 'play']\n---\n"
    assert [text[slice(*tag.span)] for tag in tags_of(text)] == ["ä", "#work", "play"]


def test_property_tags_come_before_those_in_the_text() -> None:
    assert names("---\ntags: [b]\n---\n#a") == ["b", "a"]
