"""Part a paragraph in which bold names begin the sentences, as in `**Parents** use it. **Clinics** pay.`."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from venture_canvas.notes.lines import Line
from venture_canvas.positions import Span

NEXT_NAME = re.compile(r"(?<=[.!?])[ \t]+(?=\*\*[^*\s][^*]{1,58}\*\*)")


def parted(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield a line for each bold name with the sentences about it; a line that begins with none stays whole."""
    for line in lines:
        yield from _parts(line) if line.kind == "text" and line.text.startswith("**") else (line,)


def _parts(line: Line) -> Iterator[Line]:
    start = 0
    # A line that was wrapped is joined with one character for each line end, and whatever stood before it: its places are not known.
    is_whole = len(line.text) == line.span.end - line.span.start
    for end in [*NEXT_NAME.finditer(line.text), None] if is_whole else []:
        stop = end.start() if end else len(line.text)
        span = Span(line.span.start + start, line.span.start + stop)
        yield msgspec.structs.replace(
            line, text=line.text[start:stop], span=span, loose=line.loose and not start
        )
        start = end.end() if end else stop
    if not is_whole:
        yield line
