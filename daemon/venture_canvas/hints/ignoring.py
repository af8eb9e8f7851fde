"""The fix that every hint has: to ignore it where it stands, written in the form for that place.

| the hint is | the comment goes |
| --- | --- |
| in a line of text | to the end of the line, before its block id |
| in a row of a table | to the end of the last cell, so that the row keeps its cells |
| in a heading | to a line of its own above it, so that the heading and links to it stay as they are |
| in the front matter, in code, in a long comment or behind a `%%` that stands alone | to `ignore-hints` in the front matter, for the whole note |
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.hints.suppression import PROPERTY
from venture_canvas.notes import note as notes
from venture_canvas.notes.comments import BLANK_LINE
from venture_canvas.notes.note import FrontMatter, Note, Property
from venture_canvas.positions import Span, line_at, line_end_of

TITLE = "Ignore this hint here"
TITLE_OF_NOTE = "Ignore this hint in this note"
TABLE_ROW = re.compile(r"[ \t>]*\|.*(?<!\\)\|(?=[ \t]*$)")
INLINE = re.compile(r"`(?!``)|``(?!`)|%%|\$(?!\$)")
BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$")
PUSHED_DOWN = re.compile(r"\s+---")
LONGEST_PARAGRAPH = 5_000
"""Characters beyond which no mark is sought that would pair with a new one."""


def ignore_fix(note: Note, code: str, span: Span) -> Fix | None:
    """Return the fix that ignores a hint, or None where nothing can be written: the note or its front matter was not read.

    Arguments:
        note: where the hint is.
        code: of its rule.
        span: its place.
    """
    if not note.was_read:
        return None
    edit = _comment(note, code, span.start)
    if edit is not None:
        return Fix(TITLE, "suggested", (edit,), ignores=True)
    added = _property(note, code)
    return Fix(TITLE_OF_NOTE, "suggested", (added,), ignores=True) if added else None


def _comment(note: Note, code: str, offset: int) -> Edit | None:
    """Return the edit that adds a comment, or None where a comment would be none."""
    front_matter, line = note.front_matter, line_at(note.text, offset)
    # The line of the closing fence counts whole: with a comment behind it, it closes nothing.
    if front_matter and line.start < front_matter.span.end:
        return None
    text = note.text[line.start : line.end]
    if _is_heading(note, line):
        at, written = line.start, f"%% ignore {code} %%{line_end_of(note.text)}"
    elif row := TABLE_ROW.match(text):
        at, written = line.start + len(row[0][:-1].rstrip(" \t")), f" %% ignore {code} %%"
    else:
        block_id = BLOCK_ID.search(text)
        end = block_id.start() if block_id else len(text.rstrip(" \t"))
        at, written = line.start + end, f"{' ' if end else ''}%% ignore {code} %%"
    hidden = _is_within(note, note.code, at) or _is_within(note, note.comments, at)
    return None if hidden or _is_taken(note, at) else Edit(note.path, Span(at, at), written)


def _is_heading(note: Note, line: Span) -> bool:
    position = bisect_right(note.headings, line.end, key=lambda heading: heading.span.start) - 1
    return position >= 0 and note.headings[position].span.end > line.start


def _is_within(note: Note, spans: Sequence[Span], offset: int) -> bool:
    """Say whether what is added at an offset would belong to one of some spans; what is never closed goes on where it seems to end."""
    position = bisect_right(spans, offset, key=lambda span: span.start) - 1
    if position < 0 or spans[position].start == offset:
        return False
    start, end = spans[position]
    mark = INLINE.match(note.text, start)
    is_closed = mark is not None and note.text.endswith(mark[0], mark.end(), end)
    return offset < end + (not is_closed)


def _is_taken(note: Note, at: int) -> bool:
    """Say whether a comment that begins at an offset would pair with a mark before it that stands alone."""
    mark = note.text.rfind("%%", max(at - LONGEST_PARAGRAPH, 0), at)
    if mark < 0 or BLANK_LINE.search(note.text, mark, at):
        return False
    return not any(_covers(spans, mark) for spans in (note.comments, note.code))


def _covers(spans: Sequence[Span], offset: int) -> bool:
    position = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return position >= 0 and spans[position].covers(offset)


def _property(note: Note, code: str) -> Edit | None:
    """Return the edit that adds a code to the front matter; None where that does not parse, is no block of lines or must move up first."""
    front_matter = note.front_matter
    end = line_end_of(note.text)
    if front_matter is None and PUSHED_DOWN.match(note.text):
        return None
    if front_matter is None:
        return Edit(note.path, Span(0, 0), f"---{end}{PROPERTY}: [{code}]{end}---{end}")
    if not front_matter.valid or _is_json(note.text, front_matter):
        return None
    found = front_matter.find(PROPERTY)
    if found is not None:
        return _item(note, found, code)
    at = front_matter.content.end
    return Edit(note.path, Span(at, at), f"{PROPERTY}: [{code}]{end}")


def _item(note: Note, found: Property, code: str) -> Edit | None:
    """Return the edit that adds a code to the property there is; None where it is written in a way that holds no list."""
    value, text = found.value, note.text
    if isinstance(value, notes.Sequence) and text.startswith("[", value.span.start):
        at = value.items[-1].span.end if value.items else value.span.end - 1
        return Edit(note.path, Span(at, at), f", {code}" if value.items else code)
    if isinstance(value, notes.Sequence):
        last = line_at(text, value.items[-1].span.end)
        first = text[line_at(text, value.span.start).start : value.span.start]
        return Edit(note.path, Span(last.end, last.end), f"{line_end_of(text)}{first}- {code}")
    if isinstance(value, notes.Scalar) and value.value is None:
        at = found.key_span.end + text[found.key_span.end :].index(":") + 1
        return Edit(note.path, Span(at, at), f" [{code}]")
    if isinstance(value, notes.Scalar):
        written = text[value.span.start : value.span.end]
        return Edit(note.path, value.span, f"[{written}, {code}]")
    return None


def _is_json(text: str, front_matter: FrontMatter) -> bool:
    return text[front_matter.content.start : front_matter.content.end].lstrip().startswith("{")
