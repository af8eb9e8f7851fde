"""What a note ignores, and the fix that ignores a hint where it stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.running import TODAY, applied, hints_of
from venture_canvas.hints.ignoring import ignore_fix
from venture_canvas.hints.suppression import Suppression, suppressions_of
from venture_canvas.notes.parse import parse_note
from venture_canvas.positions import Span

CODE = "late-ferry"


def read(text: str) -> tuple[Suppression, ...]:
    return suppressions_of(parse_note("Note.md", text))


def covered(text: str) -> list[tuple[str, str]]:
    """Return each code with the last line it covers, or all of a section."""
    found = [(each.code, text[slice(*each.covers)]) for each in read(text)]
    return [(code, part if "section" in part else part.splitlines()[-1]) for code, part in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a line %% ignore late-ferry %%\nnext", [(CODE, "a line %% ignore late-ferry %%")]),
        ("%% ignore late-ferry %%\nnext\nlast", [(CODE, "next")]),
        ("> %% ignore late-ferry %%\r\n\r\n> quoted\r\n", [(CODE, "> quoted")]),
        ("%% ignore late-ferry, other-code: why %%\nx", [(CODE, "x"), ("other-code", "x")]),
        ("%%Ignore Late-Ferry: Why: this%%\nx", [(CODE, "x")]),
        ("%% ignore late-ferry %%", [(CODE, "%% ignore late-ferry %%")]),
    ],
)
def test_a_comment_covers_its_line_or_alone_the_next(text: str, found: list[tuple[str, str]]) -> None:
    assert covered(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "%% ignore this for now %%",
        "%% ignore late-ferry for now %%",
        "%% please ignore late-ferry %%",
        "`%% ignore late-ferry %%`",
        "```\n%% ignore late-ferry %%\n```",
        "%% ignore\nlate-ferry %%",
        "<!-- ignore late-ferry -->",
    ],
)
def test_other_comments_ignore_nothing(text: str) -> None:
    assert read(text) == ()


def test_a_section_is_covered_with_the_smaller_ones_in_it() -> None:
    text = "# A\n%% ignore section late-ferry %%\na\n## B\nb\n# C\nc"

    assert covered(text) == [(CODE, "# A\n%% ignore section late-ferry %%\na\n## B\nb")]


def test_without_a_heading_above_the_part_before_the_first_heading_is_covered() -> None:
    assert covered("%% ignore section late-ferry %%\na\n# B\nb") == [
        (CODE, "%% ignore section late-ferry %%\na")
    ]


@pytest.mark.parametrize(
    "written",
    [
        "ignore-hints: late-ferry",
        "ignore-hints: 'late-ferry: because'",
        "ignore-hints: [late-ferry]",
        'Ignore-Hints: ["late-ferry: because"]',
        "ignore-hints:\n  - late-ferry",
        "ignore-hints:\n- late-ferry: because",
        "ignore-hints:\n  late-ferry: because",
    ],
)
def test_the_property_covers_the_note_however_its_list_is_written(written: str) -> None:
    text = f"---\ntitle: T\n{written}\n---\nbody"
    (found,) = read(text)

    assert found.code == CODE
    assert text[slice(*found.span)] == CODE
    assert found.covers == Span(0, len(text))
    without = text[: found.remove.start] + text[found.remove.end :]
    assert without == "---\ntitle: T\n---\nbody"


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("%% ignore late-ferry: agreed until 2027-01-31 %%", date(2027, 1, 31)),
        ("%% ignore late-ferry until 2027-01-31 %%", date(2027, 1, 31)),
        ("%% ignore late-ferry: agreed until 2027-01-31. %%", date(2027, 1, 31)),
        ("%% ignore late-ferry: until 2027-01-31 at least we agreed %%", None),
        ("%% ignore late-ferry: until 2027-02-30 %%", None),
        ("%% ignore late-ferry: until further notice %%", None),
        ("---\nignore-hints: ['late-ferry: pilot until 2027-01-31']\n---", date(2027, 1, 31)),
        ("---\nignore-hints:\n- late-ferry: until 2027-01-31\n---", date(2027, 1, 31)),
    ],
)
def test_an_end_is_a_day_at_the_end_of_the_reason(written: str, until: date | None) -> None:
    (found,) = read(written)

    assert found.until == until


def test_it_holds_through_its_last_day() -> None:
    (found,) = read("%% ignore late-ferry until 2027-01-31 %%")

    assert found.holds(date(2027, 1, 31))
    assert not found.holds(date(2027, 2, 1))
    assert found.holds(None)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a %% ignore late-ferry %%\nb", "a\nb"),
        ("a\n%% ignore late-ferry %%\nb", "a\nb"),
        ("a\r\n%% ignore late-ferry %%", "a"),
        ("%% ignore late-ferry, b-c %%\nx", "%% ignore b-c %%\nx"),
        ("%% ignore b-c, late-ferry: why %%\nx", "%% ignore b-c: why %%\nx"),
        ("---\nignore-hints: [late-ferry, b-c]\n---\n", "---\nignore-hints: [b-c]\n---\n"),
        ("---\nignore-hints: [b-c, late-ferry]\n---\n", "---\nignore-hints: [b-c]\n---\n"),
        ("---\nignore-hints:\n  - b-c\n  - late-ferry: x\n---\n", "---\nignore-hints:\n  - b-c\n---\n"),
        ("---\nignore-hints:\n  - late-ferry\n  - b-c\n---\n", "---\nignore-hints:\n  - b-c\n---\n"),
    ],
)
def test_what_is_taken_out_leaves_the_rest_as_it_was(text: str, after: str) -> None:
    (cut,) = [each.remove for each in read(text) if each.code == CODE]

    assert text[: cut.start] + text[cut.end :] == after


def ignored(text: str, offset: int) -> str | None:
    """Return a text after the fix that ignores a hint at an offset."""
    fix = ignore_fix(parse_note("Note.md", text), CODE, Span(offset, offset))
    return applied({"Note.md": text}, fix)["Note.md"] if fix else None


@pytest.mark.parametrize(
    ("text", "place", "after"),
    [
        ("- item  \n- next", "item", "- item %% ignore late-ferry %%  \n- next"),
        ("a fact ^id1\n", "fact", "a fact %% ignore late-ferry %% ^id1\n"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "1", "| a | b |\n|---|---|\n| 1 | 2 %% ignore late-ferry %% |\n"),
        ("x\r\n## Head\r\ny", "Head", "x\r\n%% ignore late-ferry %%\r\n## Head\r\ny"),
        ("---\ntitle: T\n---\nx", "T\n", "---\ntitle: T\nignore-hints: [late-ferry]\n---\nx"),
        ("---\ntitle: T\nignore-hints: [b-c]\n---\nx", "T\n", "---\ntitle: T\nignore-hints: [b-c, late-ferry]\n---\nx"),
        ("---\nignore-hints: []\n---\nx", "ign", "---\nignore-hints: [late-ferry]\n---\nx"),
        ("---\nignore-hints:\n---\nx", "ign", "---\nignore-hints: [late-ferry]\n---\nx"),
        ("---\nignore-hints: b-c\n---\nx", "ign", "---\nignore-hints: [b-c, late-ferry]\n---\nx"),
        ("---\nignore-hints:\n  - b-c\n---\nx", "ign", "---\nignore-hints:\n  - b-c\n  - late-ferry\n---\nx"),
        ("```\ncode\n```\n", "code", "---\nignore-hints: [late-ferry]\n---\n```\ncode\n```\n"),
        ("%%\nlong\n%%\n", "long", "---\nignore-hints: [late-ferry]\n---\n%%\nlong\n%%\n"),
        ("%% left open\nto the end", "end", "---\nignore-hints: [late-ferry]\n---\n%% left open\nto the end"),
        ("100 %% sure\n", "sure", "---\nignore-hints: [late-ferry]\n---\n100 %% sure\n"),
        ("100 %%\nsure\n", "sure", "---\nignore-hints: [late-ferry]\n---\n100 %%\nsure\n"),
        ("100 %%\n\nsure\n", "sure", "100 %%\n\nsure %% ignore late-ferry %%\n"),
        ("a %% b %% c `%%` d\n", "d", "a %% b %% c `%%` d %% ignore late-ferry %%\n"),
    ],
)  # fmt: skip
def test_a_hint_is_ignored_in_the_form_for_its_place(text: str, place: str, after: str) -> None:
    assert ignored(text, text.index(place)) == after


def test_a_comment_does_not_break_the_fence_of_the_front_matter() -> None:
    text = "---\ntitle: T\n---\n"
    for offset in range(len(text)):
        assert ignored(text, offset) == "---\ntitle: T\nignore-hints: [late-ferry]\n---\n"


def test_nothing_is_put_above_front_matter_that_only_has_to_move_up() -> None:
    text = "\n---\ntitle: T\n---\n```\ncode\n```\n"
    assert ignored(text, text.index("code")) is None


@pytest.mark.parametrize("text", ["---\ntags: [\n---\nx", '---\n{"title": "T"}\n---\nx'])
def test_front_matter_that_is_broken_or_json_is_not_written_to(text: str) -> None:
    assert ignored(text, 5) is None


LINES = [
    "plain", "- item", "## Head", "Setext\n===", "| a | b |", "|---|---|", "> quote", "`code`", "```", "%% c %%", "", "text ^id",
    "🛶 [[Link]]", "    deep", "1. one  ", "| a \\| b |", "<div>", "- [ ] to do",
]  # fmt: skip
HEADS = ["", "---\ntitle: T\n---\n", "---\nignore-hints:\n- b-c\n---\n"]


@given(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(LINES), max_size=7),
    st.sampled_from(["\n", "\r\n"]),
    st.data(),
)
def test_wherever_a_hint_is_its_fix_ignores_it(
    head: str, lines: list[str], end: str, data: st.DataObject
) -> None:
    text = (head + "\n".join(lines)).replace("\n", end)
    places = [offset for offset in range(len(text) + 1) if text[max(offset - 1, 0) : offset + 1] != "\r\n"]
    offset = data.draw(st.sampled_from(places))
    fix = ignore_fix(parse_note("Note.md", text), CODE, Span(offset, offset))
    assert fix is not None
    (edit,) = fix.edits
    moved = offset + len(edit.text) if edit.span.start < offset or edit.text.startswith("%%") else offset
    after = applied({"Note.md": text}, fix)["Note.md"]
    assert any(each.ignores(CODE, moved) for each in read(after))


CANVAS = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards{}

## Jobs to be Done
- **Parents**: sleep after a night shift
"""
JOB = "type-without-job"


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("", [JOB]),
        (" %% ignore type-without-job: they only sign %%", []),
        (f" %% ignore type-without-job until {TODAY} %%", []),
        (" %% ignore type-without-job until 2026-11-20 %%", [JOB, "expired-ignore"]),
        (" %% ignore type-without-jobs %%", [JOB, "unknown-ignore"]),
    ],
)
def test_an_ignored_hint_is_silent_until_its_end(comment: str, codes: list[str]) -> None:
    found = hints_of({"Canvas.md": CANVAS.format(comment)}, [JOB, "expired-ignore", "unknown-ignore"])

    assert [hint.code for hint in found] == codes


def test_every_hint_can_be_ignored_and_says_so_last() -> None:
    (hint,) = hints_of({"Canvas.md": CANVAS.format("")}, [JOB])

    assert [fix.title for fix in hint.finding.fixes][-1] == "Ignore this hint here"
    assert [fix.ignores for fix in hint.finding.fixes] == [False] * (len(hint.finding.fixes) - 1) + [True]
    assert hint.finding.fixes[-1].safety == "suggested"


def test_a_note_full_of_comments_costs_no_more_than_its_length() -> None:
    text = "%% ignore a-b %% " * 20_000 + "\n# H\n" * 20_000

    assert len(read(text)) == 500
