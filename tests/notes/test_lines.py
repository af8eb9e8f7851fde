"""The lines of a note, as whoever wrote it sees them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.notes.lines import LONGEST_LINE, Line, read_lines
from venture_canvas.notes.parse import parse_note


def lines_of(text: str) -> tuple[Line, ...]:
    return read_lines(parse_note("Note.md", text))


def told(text: str) -> list[tuple[str, str]]:
    """Return the kind and the text of every line."""
    return [(line.kind, line.text) for line in lines_of(text)]


KINDS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a line of text": ("Ferries run late.", [("text", "Ferries run late.")]),
    "a heading": ("## Crew", [("heading", "Crew")]),
    "a heading with closing marks": ("## Crew ##", [("heading", "Crew")]),
    "a heading underlined with equals signs": ("Crew\n====", [("heading", "Crew")]),
    "a heading right below a list": ("- cooks\n## Crew", [("item", "cooks"), ("heading", "Crew")]),
    "a heading without words": ("##\n\nCrew", [("heading", ""), ("text", "Crew")]),
    "a dash": ("- cooks", [("item", "cooks")]),
    "a star": ("* cooks", [("item", "cooks")]),
    "a plus": ("+ cooks", [("item", "cooks")]),
    "a dot": ("• cooks", [("item", "cooks")]),
    "dots in a row": ("• cooks\n• pilots", [("item", "cooks"), ("item", "pilots")]),
    "an en dash": ("– cooks", [("item", "cooks")]),
    "a small square": ("▪ cooks", [("item", "cooks")]),
    "a number and a dot": ("7. cooks", [("item", "cooks")]),
    "a number and a bracket": ("7) cooks", [("item", "cooks")]),
    "a letter and a bracket": ("b) cooks", [("item", "cooks")]),
    "a year that starts a sentence": ("2031. A good year.", [("text", "2031. A good year.")]),
    "a number without a space after it": ("1.5 boats a day", [("text", "1.5 boats a day")]),
    "a dash without a space after it": ("-5 degrees", [("text", "-5 degrees")]),
    "a bold word that starts a line": ("**Crew** eats", [("text", "**Crew** eats")]),
    "an item within an item": ("- cooks\n  - bakers", [("item", "cooks"), ("item", "bakers")]),
    "a rule of dashes": ("one\n\n---\n\ntwo", [("text", "one"), ("rule", ""), ("text", "two")]),
    "a rule of stars": ("* * *", [("rule", "")]),
    "a rule of underscores": ("___", [("rule", "")]),
    "two dashes are no rule": ("--", [("text", "--")]),
    "a quoted line": ("> cooks eat first", [("text", "cooks eat first")]),
    "a quote in a quote": ("> > cooks eat first", [("text", "cooks eat first")]),
    "an item in a quote": ("> - cooks", [("item", "cooks")]),
    "a callout with a title": (
        "> [!note] The crew\n> - cooks",
        [("callout", "The crew"), ("item", "cooks")],
    ),
    "a callout that folds": ("> [!tip]- The crew", [("callout", "The crew")]),
    "a block id at the end": ("- cooks ^c1", [("item", "cooks")]),
    "a caret inside a word": ("- x^2 grows", [("item", "x^2 grows")]),
    "no text at all": ("", []),
    "blank lines only": ("\n \n\t\n", []),
    "only front matter": ("---\ntitle: Crew\n---\n", []),
    "text after front matter": ("---\ntitle: Crew\n---\ncooks", [("text", "cooks")]),
}


@pytest.mark.parametrize(("text", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_each_line_has_a_kind_and_its_text_without_marks(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


LEFT_OUT = {
    "a fence": "```\n- pilots\n```",
    "a fence of tildes": "~~~yaml\npilots: many\n~~~",
    "a fence that is never closed": "```\n- pilots",
    "a comment": "%% pilots %%",
    "a comment over several lines": "%%\npilots\n- and more\n%%",
    "an HTML comment": "<!-- pilots -->",
    "an HTML comment over several lines": "<!--\n- pilots\n-->",
    "a block of math": "$$\npilots = 4\n$$",
    "a reminder": "> [!todo] pilots\n> - ask them",
    "a question": "> [!question] pilots?\n> who knows",
    "a warning": "> [!WARNING]+ pilots\n> far too many",
    "a reminder of one line": "> [!todo] pilots",
}


@pytest.mark.parametrize("hidden", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_no_writing_of_the_venture_is_left_out(hidden: str) -> None:
    assert told(f"cooks\n\n{hidden}\n") == [("text", "cooks")]


def test_a_comment_inside_a_line_is_left_out_of_it() -> None:
    (line,) = lines_of("- cooks %% who else? %%")
    assert line.text == "cooks"


def test_code_inside_a_line_stays() -> None:
    assert told("- the `galley` app") == [("item", "the `galley` app")]


def test_a_reminder_ends_where_its_quote_ends() -> None:
    assert told("> [!todo] ask\n> twice\n\ncooks\n") == [("text", "cooks")]


def test_a_line_that_is_data_is_left_out() -> None:
    assert told(f"cooks\n\n{'x' * (LONGEST_LINE + 1)}\n\npilots\n") == [("text", "cooks"), ("text", "pilots")]


def test_text_right_above_dashes_is_no_heading() -> None:
    assert told("Cooks eat first.\n---\n\nPilots sleep.") == [
        ("text", "Cooks eat first."),
        ("rule", ""),
        ("text", "Pilots sleep."),
    ]


def test_a_list_right_above_dashes_stays_a_list() -> None:
    assert told("- cooks\n- pilots\n---\n") == [("item", "cooks"), ("item", "pilots"), ("rule", "")]


LEVELS = {
    "no indent": ("- cooks", 0),
    "two blanks": ("- crew\n  - cooks", 2),
    "four blanks": ("- crew\n    - cooks", 4),
    "a tab counts as four": ("- crew\n\t- cooks", 4),
    "two tabs": ("- crew\n\t- galley\n\t\t- cooks", 8),
    "a blank before a tab": ("- crew\n \t- cooks", 4),
    "dots": ("• crew\n    • cooks", 4),
}


@pytest.mark.parametrize(("text", "level"), LEVELS.values(), ids=LEVELS.keys())
def test_the_level_of_an_item_is_its_indent_in_columns(text: str, level: int) -> None:
    assert (lines_of(text)[-1].text, lines_of(text)[-1].level) == ("cooks", level)


def test_the_level_of_a_heading_is_its_own() -> None:
    assert [line.level for line in lines_of("# a\n### b\n###### c\n")] == [1, 3, 6]


NUMBERS = [("3. cooks", 3), ("12) cooks", 12), ("- cooks", None), ("a) cooks", None)]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_an_ordered_item_has_its_number(text: str, number: int | None) -> None:
    assert lines_of(text)[0].number == number


TASKS = [
    ("- [ ] cook", True),
    ("- [x] cook", True),
    ("1. [-] cook", True),
    ("- cook", False),
    ("- [[Cook]]", False),
    ("- [cook](cook.md)", False),
    ("[ ] cook", False),
]


@pytest.mark.parametrize(("text", "task"), TASKS)
def test_an_item_with_a_box_is_a_to_do(text: str, task: bool) -> None:
    assert lines_of(text)[0].task is task


def test_a_to_do_is_told_without_its_box() -> None:
    assert told("- [ ] cook") == [("item", "cook")]


def cells(text: str) -> list[tuple[str, list[str]]]:
    return [(line.kind, [cell for cell, _ in line.cells]) for line in lines_of(text)]


TABLES = {
    "a head and a row": ("| a | b |\n|---|:-:|\n| 1 | 2 |", [("head", ["a", "b"]), ("row", ["1", "2"])]),
    "no bar at the end": ("| a | b\n|---|---\n| 1 | 2", [("head", ["a", "b"]), ("row", ["1", "2"])]),
    "an empty cell": ("| a | b |\n|---|---|\n| | 2 |", [("head", ["a", "b"]), ("row", ["", "2"])]),
    "an empty last cell": ("| a | b |\n|---|---|\n| 1 | |", [("head", ["a", "b"]), ("row", ["1", ""])]),
    "an escaped bar": ("| a |\n|---|\n| x \\| y |", [("head", ["a"]), ("row", ["x | y"])]),
    "an escaped bar in a link": (
        "| a |\n|---|\n| [[Cook\\|the cook]] |",
        [("head", ["a"]), ("row", ["[[Cook|the cook]]"])],
    ),
    "a bar in a link": (
        "| a | b |\n|---|---|\n| [[Cook|the cook]] | 2 |",
        [("head", ["a", "b"]), ("row", ["[[Cook|the cook]]", "2"])],
    ),
    "rows without a head": ("| 1 | 2 |\n| 3 | 4 |", [("row", ["1", "2"]), ("row", ["3", "4"])]),
    "a table in a quote": ("> | a |\n> |---|\n> | 1 |", [("head", ["a"]), ("row", ["1"])]),
    "two tables": (
        "| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |",
        [("head", ["a"]), ("row", ["1"]), ("head", ["b"]), ("row", ["2"])],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), TABLES.values(), ids=TABLES.keys())
def test_a_table_is_read_row_by_row_and_cell_by_cell(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert cells(text) == wanted


LONG = "The harbour kitchen cooks for every crew that comes in after"
WRAPPED = {
    "a sentence that goes on": (f"{LONG}\nmidnight and eats", [("text", f"{LONG} midnight and eats")]),
    "an item that goes on": (f"- {LONG}\n  midnight", [("item", f"{LONG} midnight")]),
    "over three lines": (
        f"{LONG}\nmidnight and for every crew that leaves the harbour before\nsix",
        [("text", f"{LONG} midnight and for every crew that leaves the harbour before six")],
    ),
    "not after a full stop": (f"{LONG}.\nmidnight", [("text", f"{LONG}."), ("text", "midnight")]),
    "not after a colon": (f"{LONG}:\nmidnight", [("text", f"{LONG}:"), ("text", "midnight")]),
    "not before a capital": (f"{LONG}\nMidnight", [("text", LONG), ("text", "Midnight")]),
    "not before a label": (f"{LONG}\npilots: sleep", [("text", LONG), ("text", "pilots: sleep")]),
    "not after a short line": ("Cooks\npilots", [("text", "Cooks"), ("text", "pilots")]),
    "not over a blank line": (f"{LONG}\n\nmidnight", [("text", LONG), ("text", "midnight")]),
    "not into a list": (f"{LONG}\n- midnight", [("text", LONG), ("item", "midnight")]),
}


@pytest.mark.parametrize(("text", "wanted"), WRAPPED.values(), ids=WRAPPED.keys())
def test_a_line_that_was_wrapped_in_the_middle_of_a_sentence_is_one(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert told(text) == wanted


EVERYTHING = (
    "---\ntitle: Crew\n---\n# Crew\n\nWho eats\n\n- cooks ^a\n\t- bakers 🥐\n> quoted\n\n"
    "| a | b |\n|---|---|\n| 1 | x \\| y |\n\n%% not this %%\n• dots\n1. first\n\n---\n\nend"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_every_kind_give_the_same_lines(ends: str) -> None:
    assert told(EVERYTHING.replace("\n", ends)) == told(EVERYTHING)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_spans_point_at_the_text(ends: str) -> None:
    text = EVERYTHING.replace("\n", ends)
    lines = lines_of(text)
    assert len(lines) == 11
    for line in lines:
        if line.kind != "rule":
            assert text[line.span.start : line.span.end] == line.text
        for cell, span in line.cells:
            assert text[span.start : span.end].replace("\\|", "|") == cell


def test_the_span_of_a_wrapped_line_goes_from_its_start_to_its_end() -> None:
    text = f"- {LONG}\n  midnight\n"
    (line,) = lines_of(text)
    assert text[line.span.start : line.span.end] == f"{LONG}\n  midnight"


def test_a_line_knows_whether_a_blank_line_stands_before_it() -> None:
    assert [line.loose for line in lines_of("one\ntwo\n\nThree\n \n## four\n")] == [False, False, True, True]


WRITING = st.text(alphabet="aB -*•|#%`$~:.1)[]\\^\t\n\r=_!<", max_size=80)


@given(WRITING)
def test_whatever_is_written_lines_come_in_order_and_never_overlap(text: str) -> None:
    lines = lines_of(text)
    assert all(text[line.span.start : line.span.end].endswith(line.text[-1:]) for line in lines)
    assert all(one.span.end <= other.span.start for one, other in pairwise(lines))
    assert all(0 <= line.span.start <= line.span.end <= len(text) for line in lines)
