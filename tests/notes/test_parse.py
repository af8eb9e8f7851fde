"""Any bytes give a note, in linear time, and every place it names lies in its text."""

import time
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from venture_canvas.notes.note import Mapping, Note, Sequence, YamlNode
from venture_canvas.notes.parse import MAX_NOTE_BYTES, parse_note, read_note, unread_note
from venture_canvas.positions import Span

FRAGMENTS = [
    *"#[]()|*_`$%^~<>!&\\:-\"'{}, \t\n\r\0",
    *(
        "---\n",
        "[[",
        "]]",
        "%%",
        "```\n",
        "\r\n",
        "é",
        "客",
        "🙂",
        "\u0301",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "a",
        "b c",
        "12",
    ),
    *(
        "tags:",
        "aliases:",
        " - ",
        "x: ",
        "[t](",
        "<!--",
        "-->",
        "<div>",
        "&a ",
        "*a",
        "!!int ",
        "^id",
        "# ",
        "[r]: u\n",
        "|--|\n",
        "$5",
    ),
]
written = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
notes = st.one_of(written, written.map("---\n{}\n---\n".format), st.text(max_size=80))


def yaml_spans(node: YamlNode) -> Iterator[Span]:
    yield node.span
    if isinstance(node, Sequence):
        for item in node.items:
            yield from yaml_spans(item)
    elif isinstance(node, Mapping):
        for entry in node.properties:
            yield entry.key_span
            yield from yaml_spans(entry.value)


def spans_of(note: Note) -> Iterator[Span]:
    found = note.front_matter
    if found:
        yield from (found.span, found.content)
        for entry in found.properties:
            yield entry.key_span
            yield from yaml_spans(entry.value)
    for facts in (note.tags, note.aliases, note.headings, note.links, note.problems):
        yield from (fact.span for fact in facts)
    yield from (link.target_span for link in note.links)
    yield from (heading.text_span for heading in note.headings)
    yield from (*note.comments, *note.code)


def assert_sound(note: Note) -> None:
    for start, end in spans_of(note):
        assert 0 <= start <= end <= len(note.text)
    for earlier, later in zip(note.code, note.code[1:], strict=False):
        assert earlier.end <= later.start
    for tag in note.tags:
        if tag.inline:
            assert note.text[slice(*tag.span)] == f"#{tag.name}"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(note), type=Note).path == note.path


@given(
    st.one_of(
        st.binary(max_size=200), st.binary(max_size=100).map(lambda content: b"---\n" + content + b"\n---\n")
    )
)
@example(b"\xff\xfe-\0-\0")
@example(b"\xef\xbb\xbf---\n\x85: \xed\xa0\x80\n---\n")
def test_any_bytes_give_a_note(content: bytes) -> None:
    assert_sound(read_note("Note.md", content))


@given(notes)
@example('---\na: "\\ud83d"\n---\n')
def test_any_text_gives_a_note_with_places_inside_it(text: str) -> None:
    assert_sound(parse_note("Note.md", text))


@given(st.text(alphabet=st.sampled_from("a\ud800\udfff\n#[]-: "), max_size=60))
def test_lone_surrogates_from_an_editor_are_replaced_one_for_one(text: str) -> None:
    note = parse_note("Note.md", text)
    assert_sound(note)
    assert len(note.text) == len(text)
    assert [problem.code for problem in note.problems].count("not-utf-8") == any(
        "\ud800" <= mark <= "\udfff" for mark in text
    )


@given(notes, st.booleans())
def test_a_buffer_and_its_file_give_the_same_note(text: str, has_bom: bool) -> None:
    if text.startswith("\ufeff") or any("\ud800" <= mark <= "\udfff" for mark in text):
        return
    content = text.encode("utf-8-sig" if has_bom else "utf-8")
    read = msgspec.msgpack.encode(read_note("Note.md", content))
    assert read == msgspec.msgpack.encode(parse_note("Note.md", text, has_bom=has_bom))


def test_a_bom_is_cut_off_and_remembered() -> None:
    note = read_note("Note.md", b"\xef\xbb\xbf---\ntags: [work]\n---\n")
    assert note.has_bom
    assert note.text.startswith("---")
    assert [tag.name for tag in note.tags] == ["work"]


def test_the_digest_names_the_bytes() -> None:
    assert read_note("A.md", b"a").digest == read_note("B.md", b"a").digest != read_note("A.md", b"b").digest
    assert parse_note("A.md", "a", digest="known").digest == "known"
    assert len(read_note("A.md", b"a").digest) == 32


def test_bytes_that_are_not_utf_8_are_reported_where_they_are() -> None:
    note = read_note("Note.md", "é #tag caf".encode() + b"\xe9 [[Bees]]")
    (problem,) = note.problems
    assert (problem.code, note.text[slice(*problem.span)]) == ("not-utf-8", "\ufffd")
    assert problem.span == Span(10, 11)
    assert [tag.name for tag in note.tags] == ["tag"]
    assert [link.target for link in note.links] == ["Bees"]


def test_null_bytes_are_reported_where_they_are() -> None:
    (problem,) = read_note("Note.md", b"a\0b\0").problems
    assert (problem.code, problem.span) == ("null-bytes", Span(1, 2))


def test_a_note_that_is_too_large_is_not_read() -> None:
    content = b"# One\n" + b"x" * MAX_NOTE_BYTES
    for note in (read_note("Note.md", content), parse_note("Note.md", content.decode())):
        assert (note.text, note.headings) == ("", ())
        assert [problem.code for problem in note.problems] == ["note-too-large"]
        assert "4 MB" in note.problems[0].message
    assert read_note("Note.md", content).digest != read_note("Note.md", content + b"y").digest


def test_a_note_of_just_the_size_that_is_allowed_is_read() -> None:
    assert read_note("Note.md", b"# One\n" + b"x" * (MAX_NOTE_BYTES - 6)).problems == ()


def test_an_unreadable_note_says_why() -> None:
    note = unread_note("Folder/Note.md", "unreadable", "You may not read this file.")
    assert (note.name, note.folder, note.text, note.title) == ("Note", "Folder", "", None)
    assert [(problem.code, problem.message) for problem in note.problems] == [
        ("unreadable", "You may not read this file.")
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["newlines", "Windows", "old Mac"])
def test_a_note_says_the_same_with_any_line_ends(ends: str) -> None:
    lines = [
        "---",
        "tags: [work]",
        "aliases:",
        "- Bees",
        "---",
        "# Hive",
        "",
        "| a |",
        "|--|",
        "| [[x\\|y]] |",
        "",
        "- #one ^id",
        "```",
        "#no",
        "```",
        "%%",
        "#two",
        "%%",
    ]
    note = parse_note("Note.md", ends.join(lines))
    assert [tag.name for tag in note.tags] == ["work", "one", "two"]
    assert [alias.text for alias in note.aliases] == ["Bees"]
    assert [heading.text for heading in note.headings] == ["Hive"]
    assert [(link.target, link.text) for link in note.links] == [("x", "y")]
    assert note.block_ids == ("id",)
    assert len(note.comments) == len(note.code) == 1


MEGABYTE = 1_000_000
MUCH = 150_000
HOSTILE = {
    "brackets in the front matter": "---\n" + "[" * 60_000 + "\n---\n",
    "too many brackets in the front matter": "---\n" + "[" * 100_000 + "\n---\n",
    "brackets": "[" * 100_000,
    "open links": "[[" * (MEGABYTE // 2),
    "hashes": "#" * MEGABYTE,
    "percents": "%" * MEGABYTE,
    "backticks": "`" * MEGABYTE,
    "backticks in runs": " ".join("`" * length for length in range(1400)),
    "open links with pipes": "[[a|" * MUCH,
    "open embeds": "![[" * MUCH,
    "nested images": "![" * 20_000 + "](a)" * 20_000,
    "open Markdown links": "[a](" * MUCH,
    "links": "[[a]]" * 30_000,
    "hash and blank": "# " * MUCH,
    "heading closed by many": "# " + " #" * MUCH,
    "tags": "#a " * 50_000,
    "underscores and tags": "_#a" * 50_000,
    "a very long tag": "#" + "a" * MUCH,
    "percents with blanks": "%% " * MUCH,
    "percents with lines": "a%%\n\n" * MUCH,
    "dollars": "$" * MUCH,
    "prices": "$5-" * MUCH,
    "carets": "^" * MUCH,
    "block ids": "^a " * MUCH,
    "quotes": ">" * MUCH,
    "tables": "|a" * MUCH + "\n" + "|-" * MUCH,
    "rules": "---\n" * MUCH,
    "unclosed properties": "---\n" + "a: b\n" * MUCH,
    "blank lines": "---\na: b\n" + "\n \n" * MUCH,
    "definitions": "[a]: b\n" * 50_000,
    "open definitions": "[a]:" * MUCH,
    "emoji": "🙂`🙂`" * 30_000,
    "open links in a value": "---\na: '" + "[[" * 30_000 + "'\n---\n",
    "links in a value": "---\na: '" + "[[b]]" * 12_000 + "'\n---\n",
    "blanks in a broken value": "---\na: @" + " " * 60_000 + "x\n---\n",
    "colons in a broken value": "---\na: " + "b: " * 20_000 + "x\n---\n",
    "quotes in a broken value": "---\na: " + '"' * 60_000 + "x\n---\n",
    "a very long key": "---\n" + "a" * MUCH + "\n",
    "many short keys": "---\n" + "{a,b," * 12_000 + "\n---\n",
    "anchors": "---\n" + "".join(f"a{n}: &a{n} x\n" for n in range(4_000)) + "---\n",
    "open comments in HTML": "<!--" * MUCH,
    "nulls": "\0" * MUCH,
    "returns": "\r" * MUCH,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_linear_time(text: str) -> None:
    started = time.process_time()
    assert_bounds(read_note("Note.md", text.encode("utf-8")))
    assert time.process_time() - started < 5


def assert_bounds(note: Note) -> None:
    assert all(0 <= start <= end <= len(note.text) for start, end in spans_of(note))
