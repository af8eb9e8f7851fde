"""Headings, places without prose, comments and block ids."""

import pytest

from venture_canvas.notes.parse import parse_note

HEADINGS = [
    ("# One", 1, "One"),
    ("###### Six", 6, "Six"),
    ("## One ##", 2, "One"),
    ("## One # two", 2, "One # two"),
    ("## C#", 2, "C#"),
    ("#", 1, ""),
    ("## ##", 2, ""),
    ("#\tOne\t", 1, "One"),
    ("  ## One", 2, "One"),
    ("> ## One", 2, "One"),
    ("- ## One", 2, "One"),
    ("One\n===", 1, "One"),
    ("One *two*\n---\n", 2, "One *two*"),
    ("One\r\ntwo\r\n---\r\n", 2, "One\r\ntwo"),
    ("## é 🙂 [[客户|x]]", 2, "é 🙂 [[客户|x]]"),
]


@pytest.mark.parametrize(("text", "level", "title"), HEADINGS, ids=[row[0] for row in HEADINGS])
@pytest.mark.parametrize("before", ["", "---\né: 1\n---\n🙂\n\n"], ids=["first", "later"])
def test_a_heading_has_a_level_a_text_and_their_spans(before: str, text: str, level: int, title: str) -> None:
    whole = f"{before}{text}\n\nAfter"
    (heading,) = parse_note("Note.md", whole).headings
    assert (heading.level, heading.text) == (level, title)
    assert whole[slice(*heading.text_span)] == title
    assert whole[slice(*heading.span)] == text.strip().removeprefix("> ").removeprefix("- ")


@pytest.mark.parametrize(
    "text", ["#One", "####### Seven", "\\# One", "    # One", "```\n# One\n```", "%%x%% # One"]
)
def test_what_looks_like_a_heading_may_be_none(text: str) -> None:
    assert parse_note("Note.md", text).headings == ()


def test_old_mac_line_ends_separate_headings() -> None:
    assert [heading.text for heading in parse_note("Note.md", "# A\rtext\r## B\r").headings] == ["A", "B"]


CODE = [
    ("a `b` c", ["`b`"]),
    ("```py\nb\n```\nc", ["```py\nb\n```"]),
    ("a\n\n    b\n", ["b\n"]),
    ("a $b$ c $$d$$", ["$b$", "$$d$$"]),
    ("a <!-- b --> c", ["<!-- b -->"]),
    ("<div>\nb\n</div>\n\nc", ["<div>\nb\n</div>\n"]),
    ("a<br>b", ["<br>"]),
    ("- a\n  ```\n  b\n  ```\n", ["```\n  b\n  ```"]),
    ("$5-$10, $20,000–$30,000 and $3.", []),
    ("**$5**-$10 and $x$", ["$x$"]),
    ("$5x$ is math", ["$5x$"]),
    ("$$5 + 3$$ is math", ["$$5 + 3$$"]),
    ("🙂 `é` 客 `b`", ["`é`", "`b`"]),
]


@pytest.mark.parametrize(("text", "expected"), CODE, ids=[row[0] for row in CODE])
def test_the_places_without_prose_are_known(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in parse_note("Note.md", text).code] == expected


def test_the_front_matter_is_no_markdown() -> None:
    note = parse_note("Note.md", "---\ntitle: '`a` [[b]]'\nx: |\n  # c\n---\n# d\n")
    assert note.code == ()
    assert [heading.text for heading in note.headings] == ["d"]


COMMENTS = [
    ("a %%b%% c", ["%%b%%"]),
    ("%%\nb\n\nc\n%%\nd", ["%%\nb\n\nc\n%%"]),
    ("> %%b%%", ["%%b%%"]),
    ("a %%b\nc%% d", ["%%b\nc%%"]),
    ("a %%b%% c %%d%%", ["%%b%%", "%%d%%"]),
    ("%%%%", ["%%%%"]),
    ("%% open\n\nto the end", ["%% open\n\nto the end"]),
    ("50%% of\n\nthem", []),
    ("50%% of\n\nthem %%b%%", ["%%b%%"]),
    ("a `%%` b %%c%%", ["%%c%%"]),
    ("%%a `%%` b%%", ["%%a `%%` b%%"]),
    ("```\n%%\n```\na", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), COMMENTS, ids=[row[0] for row in COMMENTS])
def test_comments_are_known(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in parse_note("Note.md", text).comments] == expected


BLOCK_IDS = [
    ("a ^id", ["id"]),
    ("a ^id-1 \r\nb\r^two\n", ["id-1", "two"]),
    ("- item ^id\n> quote ^q", ["id", "q"]),
    ("| a |\n|--|\n| b |\n\n^table", ["table"]),
    ("a^id", []),
    ("a ^id b", []),
    ("a ^not_valid", []),
    ("[^1]", []),
    ("`a ^id`\n```\n^no\n```", []),
    ("---\nx: ^id\n---\n", []),
]


@pytest.mark.parametrize(("text", "expected"), BLOCK_IDS, ids=[row[0] for row in BLOCK_IDS])
def test_block_ids_stand_at_the_ends_of_lines(text: str, expected: list[str]) -> None:
    assert list(parse_note("Note.md", text).block_ids) == expected
