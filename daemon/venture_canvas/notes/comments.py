"""Find `%% … %%`, Obsidian's comments. Tags and links inside them count."""

import re
from collections.abc import Iterator

from venture_canvas.notes.regions import Regions
from venture_canvas.positions import Span

MARK = re.compile("%%")
BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def comments_of(text: str, start: int, code: Regions) -> Iterator[Span]:
    """Yield the spans of the comments, marks included, in order.

    A mark at the start of a line opens a comment that lasts to the next mark, or to the end of the note. A mark within a line opens
    one only when it is closed in the same paragraph. Marks in code are none.
    """
    marks = (found.start() for found in MARK.finditer(text, start) if not code.covers(found.start()))
    opened = next(marks, None)
    while opened is not None:
        closed = next(marks, None)
        if closed is None:
            if _starts_line(text, opened):
                yield Span(opened, len(text))
            return
        if _starts_line(text, opened) or not BLANK_LINE.search(text, opened, closed):
            yield Span(opened, closed + 2)
            closed = next(marks, None)
        opened = closed


def _starts_line(text: str, offset: int) -> bool:
    while offset and text[offset - 1] in " \t>":
        offset -= 1
    return offset == 0 or text[offset - 1] in "\r\n"
