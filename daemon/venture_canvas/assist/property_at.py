"""The property whose value is being written, told from the lines: while it is being written, the block is seldom valid YAML."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.assist.caret import Caret
from venture_canvas.hints.sections import line_at
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

ITEM = re.compile(r"[ \t]*-(?:[ \t]+|$)")
KEY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[^\s:#\[\]{},\"'-][^:#\[\]{},\"']*):(?:[ \t]+|$)")
INNER_KEY = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]*\[?[^\[\]{}:]*$")
TYPED = re.compile(r"(?P<quote>[\"']?)(?P<typed>(?:[^\[\]{},\"'\s:][^\[\]{},\"':]*)?)$")
NEXT_PROPERTY = re.compile(r"[\r\n][^\s-]")


class PropertyAt(NamedTuple):
    """The value at the caret.

    Arguments:
        keys: the keys that lead to it, in lower case, the outermost first.
        typed: what is written of it; quotes left out.
        span: where that stands.
        between: what stands between it and another value of the same list.
        in_list: whether it stands in a list already.
        is_quoted: whether a quote was opened before it.
        whole: the text of the outermost property.
    """

    keys: tuple[str, ...]
    typed: str
    span: Span
    between: str
    in_list: bool
    is_quoted: bool
    whole: str


def property_at(caret: Caret) -> PropertyAt | None:
    """Return the property whose value stands at the caret, or None."""
    block = caret.note.front_matter
    if block is None or not block.content.start <= caret.offset <= block.content.end:
        return None
    line = _line_at(caret)
    typed = TYPED.search(line.value) if line else None
    if line is None or typed is None:
        return None
    above = tuple(_above(caret, line.indent))
    if line.is_continued and (not above or above[0].text.count("[") <= above[0].text.count("]")):
        return None
    outermost = above[-1].start if above else caret.offset - len(caret.before)
    return PropertyAt(
        keys=tuple(each.casefold() for each in (*(key.key for key in reversed(above)), *line.keys)),
        typed=typed["typed"],
        span=Span(caret.offset - len(typed["typed"]), caret.offset),
        between=line.between,
        in_list=line.in_list,
        is_quoted=bool(typed["quote"]),
        whole=_whole(caret.note, outermost),
    )


class _Line(NamedTuple):
    """The caret's line: the keys in it, what follows them, and how deep a key above it must stand less."""

    keys: tuple[str, ...]
    value: str
    indent: int
    between: str
    in_list: bool
    is_continued: bool = False


def _line_at(caret: Caret) -> _Line:
    before = caret.before
    if item := ITEM.match(before):
        indent = len(item[0]) - len(item[0].lstrip())
        return _Line((), before[item.end() :], indent + 1, f"{_end_above(caret)}{item[0]}", in_list=True)
    key = KEY.match(before)
    if not key:
        return _Line((), before, len(before) + 1, ", ", in_list=True, is_continued=True)
    own, value, indent = key["key"].strip(), before[key.end() :], len(key["indent"])
    inner = INNER_KEY.search(value) if "{" in value else None
    if inner:
        value = value[inner.end("key") + 1 :]
        return _Line((own, inner["key"]), value, indent, ", ", in_list="[" in value)
    return _Line((own,), value, indent, ", ", in_list="[" in value)


class _KeyLine(NamedTuple):
    key: str
    text: str
    start: int


def _above(caret: Caret, indent: int) -> Iterator[_KeyLine]:
    """Yield the lines of the keys that the caret's line stands under, the innermost first."""
    note, start = caret.note, caret.offset - len(caret.before)
    block = note.front_matter
    while block and indent > 0 and start > block.content.start:
        start, end = line_at(note, start - (2 if note.text[start - 2 : start] == "\r\n" else 1))
        found = KEY.match(note.text[start:end])
        if found and len(found["indent"]) < indent:
            indent = len(found["indent"])
            yield _KeyLine(found["key"].strip(), note.text[start:end], start)


def _whole(note: Note, start: int) -> str:
    end = note.front_matter.content.end if note.front_matter else start
    after = NEXT_PROPERTY.search(note.text, start, end)
    return note.text[start : after.start() if after else end]


def _end_above(caret: Caret) -> str:
    start = caret.offset - len(caret.before)
    return "\r\n" if caret.note.text[:start].endswith("\r\n") else "\n"
