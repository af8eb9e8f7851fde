"""Hints that a founder decided to ignore: where it is written, for what, and until when.

| written | ignores |
| --- | --- |
| `%% ignore CODE: reason %%` on a line | hints on that line |
| the same alone on a line | hints on the next line that is not blank |
| `%% ignore section CODE, CODE %%` | hints in the section it stands in, the smaller sections in it included |
| `ignore-hints: [CODE, "CODE: reason"]` in the front matter | hints anywhere in the note |

A reason is optional, and so is an end: `%% ignore CODE: we agreed on this until 2027-01-31 %%`; it holds through that day.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

import msgspec

from venture_canvas.notes import note as notes
from venture_canvas.notes.note import Heading, Note, Property
from venture_canvas.positions import LINE_END, Span, line_at

PROPERTY = "ignore-hints"
CODE = r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+"
COMMENT = re.compile(
    rf"%%[ \t]*ignore[ \t]+(?P<section>section[ \t]+)?(?P<codes>{CODE}(?:[ \t]*,[ \t]*{CODE})*)"
    rf"[ \t]*(?P<rest>:[^\r\n]*?|until[ \t][^\r\n]*?)?[ \t]*%%",
    re.IGNORECASE,
)
"""A code has a hyphen in it, so that a note to oneself such as `%% ignore this %%` is none."""
ENTRY = re.compile(rf"['\"]?(?P<code>{CODE})['\"]?(?P<rest>[^\r\n]*)", re.IGNORECASE)
CODES = re.compile(CODE)
MOST = 500
"""Comments of a note that are looked at; a note with more was not written by a founder, and must not cost more than its length."""
NOT_BLANK = re.compile(r"\S")
UNTIL = re.compile(r"\buntil[ \t]+(\d{4}-\d{2}-\d{2})\W*$", re.IGNORECASE)


class Suppression(msgspec.Struct, frozen=True):
    """One code that is ignored somewhere.

    Arguments:
        code: of the rule, in lower case.
        covers: where a hint must start to be ignored; both ends count.
        span: where the code stands.
        remove: what to cut out to end it.
        explicit: whether its form leaves no doubt that it means a hint: it has a reason or an end, or stands in a list of codes.
        until: the last day it holds, or None.
    """

    code: str
    covers: Span
    span: Span
    remove: Span
    explicit: bool
    until: date | None = None

    def holds(self, today: date | None) -> bool:
        """Say whether it holds on a day; without a day, it does."""
        return self.until is None or today is None or today <= self.until

    def ignores(self, code: str, offset: int) -> bool:
        """Say whether it is meant for a hint of some code that starts at some offset."""
        return code == self.code and self.covers.start <= offset <= self.covers.end


def suppressions_of(note: Note) -> tuple[Suppression, ...]:
    """Return what a note ignores, in the order of its text."""
    return (*_in_properties(note), *_in_comments(note))


def end_of(text: str) -> date | None:
    """Return the day that a text ends with after `until`, or None when it names none that exists."""
    found = UNTIL.search(text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _in_comments(note: Note) -> Iterator[Suppression]:
    written = (COMMENT.fullmatch(note.text, *comment) for comment in note.comments)
    for found in islice(filter(None, written), MOST):
        yield from _of_comment(note, found)


def _of_comment(note: Note, found: re.Match[str]) -> Iterator[Suppression]:
    text = note.text
    line = line_at(text, found.start())
    alone = text[line.start : line.end].strip(" \t>") == found[0]
    covers = _section_around(note, found.start()) if found["section"] else _covered(text, line, alone=alone)
    whole = _whole_line(text, line) if alone else _with_space_before(text, line, found)
    spans = [Span(*code.span()) for code in CODES.finditer(text, *found.span("codes"))]
    explicit = bool(found["section"] or found["rest"]) or len(spans) > 1
    for number, span in enumerate(spans):
        remove = whole if len(spans) == 1 else _list_item(spans, number)
        code = text[span.start : span.end].lower()
        yield Suppression(code, covers, span, remove, explicit, end_of(found["rest"] or ""))


def _covered(text: str, line: Span, *, alone: bool) -> Span:
    """Return the lines a comment is for: its own and, when it stands alone there, all up to the next one that is not blank."""
    if not alone:
        return line
    after = NOT_BLANK.search(text, line.end)
    return Span(line.start, line_at(text, after.start()).end) if after else line


def _section_around(note: Note, offset: int) -> Span:
    """Return the section an offset is in, up to the next heading of its level; before the first heading, up to that."""
    position = bisect_right(note.headings, offset, key=_start) - 1
    start, level = note.body_start, 6
    if position >= 0:
        start, level = note.headings[position].span.start, note.headings[position].level
    below = (each.span.start for each in islice(note.headings, position + 1, None) if each.level <= level)
    return Span(start, next(below, len(note.text) + 1) - 1)


def _start(heading: Heading) -> int:
    return heading.span.start


def _whole_line(text: str, line: Span) -> Span:
    """Return a line with its end; the last one with the end of the line before it."""
    end = LINE_END.match(text, line.end)
    if end:
        return Span(line.start, end.end())
    before = next((end for end in ("\r\n", "\n", "\r") if text.endswith(end, 0, line.start)), "")
    return Span(line.start - len(before), line.end)


def _with_space_before(text: str, line: Span, found: re.Match[str]) -> Span:
    return Span(line.start + len(text[line.start : found.start()].rstrip(" \t")), found.end())


def _list_item(spans: Sequence[Span], number: int) -> Span:
    """Return what to cut to take an item out of a list: with the comma after it, or before it when it is the last."""
    if number + 1 < len(spans):
        return Span(spans[number].start, spans[number + 1].start)
    return Span(spans[number - 1].end, spans[number].end)


class Entry(NamedTuple):
    """An item of the property: where it stands, and the text of it that counts."""

    span: Span
    text: str


def _in_properties(note: Note) -> Iterator[Suppression]:
    found = note.front_matter.find(PROPERTY) if note.front_matter else None
    if found is None:
        return
    entries = entries_of(note)
    for number, entry in enumerate(entries):
        match = ENTRY.match(entry.text)
        if match:
            start = entry.span.start + match.start("code")
            remove = _cut(note.text, found, [each.span for each in entries], number)
            span = Span(start, start + len(match["code"]))
            everywhere = Span(0, len(note.text))
            yield Suppression(
                match["code"].lower(), everywhere, span, remove, explicit=True, until=end_of(match["rest"])
            )


def entries_of(note: Note) -> list[Entry]:
    """Return the items of the property by which a note ignores hints; none without it."""
    found = note.front_matter.find(PROPERTY) if note.front_matter else None
    return list(_entries(note.text, found)) if found else []


def _entries(text: str, found: Property) -> Iterator[Entry]:
    """Yield the items of the property: a list, one text, or, where `CODE: reason` has no quotes, a mapping."""
    value = found.value
    items = value.items if isinstance(value, notes.Sequence) else (value,)
    for item in items:
        if isinstance(item, notes.Mapping):
            for entry in item.properties:
                span = Span(entry.key_span.start, max(entry.key_span.end, entry.value.span.end))
                yield Entry(span, text[span.start : span.end])
        elif isinstance(item, notes.Scalar) and item.span.end > item.span.start:
            yield Entry(item.span, text[item.span.start : item.span.end])


def _cut(text: str, found: Property, spans: Sequence[Span], number: int) -> Span:
    """Return what to cut to take out one item: the whole property with the last of them."""
    if len(spans) == 1:
        end = LINE_END.search(text, max(found.value.span.end, found.key_span.end))
        return Span(line_at(text, found.key_span.start).start, end.end() if end else len(text))
    if text.startswith(("[", "{"), found.value.span.start):
        return _list_item(spans, number)
    return _whole_line(text, line_at(text, spans[number].start))
