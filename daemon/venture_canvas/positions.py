r"""Convert between the three ways of counting in a text: the one module that does.

- **offset**: code points from the start of the text; what Python strings and our facts count in.
- **byte offset**: UTF-8 bytes from the start of the text; what the Markdown parser counts in.
- **position**: 0-based line and UTF-16 column; what the Language Server Protocol, CodeMirror and our faces count in.

Lines end with ``\n``, ``\r\n`` or ``\r``, as in CodeMirror and the Language Server Protocol (3.17, "Text Documents"). A BOM is
no part of a text: it is cut off when a file is read.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\n|\r")
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
CHUNK = 128


class Span(NamedTuple):
    """A half-open piece of a text, in code points."""

    start: int
    end: int

    def shift(self, by: int) -> "Span":
        """Return the span moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def covers(self, offset: int) -> bool:
        """Say whether an offset lies inside."""
        return self.start <= offset < self.end


def line_at(text: str, offset: int) -> Span:
    """Return the line, without its end, that an offset stands in."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = LINE_END.search(text, offset)
    return Span(start, end.start() if end else len(text))


def line_end_of(text: str) -> str:
    """Return how the lines of a text end: as its first one does."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"


class Position(NamedTuple):
    """A place in a text: 0-based line, and UTF-16 code units from the start of that line."""

    line: int
    character: int


class Range(NamedTuple):
    """A half-open piece of a text, as positions."""

    start: Position
    end: Position


class Positions:
    """The positions of one text.

    Arguments:
        text: the text, without BOM, line ends as they stand in the file.
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        ends = list(LINE_END.finditer(text))
        self.starts: list[int] = [0, *(end.end() for end in ends)]
        self.ends: list[int] = [*(end.start() for end in ends), self.length]
        self.astral: list[int] = [] if text.isascii() else [wide.start() for wide in ASTRAL.finditer(text)]

    def position(self, offset: int) -> Position:
        """Return the position of an offset; an offset outside the text is moved to its nearer end."""
        offset = min(max(offset, 0), self.length)
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        return Position(line, offset - start + self._astral_between(start, offset))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position.

        A line past the end gives the end of the text, a column past the end of its line the end of that line, and a column inside
        a surrogate pair the start of its character (Language Server Protocol 3.17, "Position").
        """
        line, column = position
        if line < 0 or column < 0:
            return self.starts[max(line, 0)] if line < len(self.starts) else self.length
        if line >= len(self.starts):
            return self.length
        start = self.starts[line]
        wide = self.astral[bisect_left(self.astral, start) : bisect_left(self.astral, self.ends[line])]
        passed = sum(offset - start + before + 2 <= column for before, offset in enumerate(wide))
        inside = passed < len(wide) and wide[passed] - start + passed + 1 == column
        return min(start + column - passed - inside, self.ends[line])

    def span(self, selected: Range) -> Span:
        """Return the span of a range."""
        return Span(self.offset(selected.start), self.offset(selected.end))

    def _astral_between(self, start: int, end: int) -> int:
        return bisect_left(self.astral, end) - bisect_left(self.astral, start)


@lru_cache(maxsize=128)
def positions_of(text: str) -> Positions:
    """Return the positions of a text, kept for the texts asked for last."""
    return Positions(text)


class ByteOffsets:
    """Converts the UTF-8 byte offsets of a piece of a text to code-point offsets in the text, each by one look-up.

    Arguments:
        piece: the piece; lone surrogates are not allowed in it.
        start: the offset at which the piece starts.
    """

    def __init__(self, piece: str, start: int = 0) -> None:
        self._start = start
        self._is_ascii = piece.isascii()
        if not self._is_ascii:
            self._bytes = piece.encode("utf-8")
            chunks = (piece[at : at + CHUNK] for at in range(0, len(piece), CHUNK))
            ends = accumulate(len(chunk.encode("utf-8")) for chunk in chunks)
            self._chunks = [0, *ends][:-1]

    def offset(self, byte: int) -> int:
        """Return the offset of the character that a byte belongs to, or of the end of the piece."""
        if self._is_ascii:
            return byte + self._start
        chunk = bisect_right(self._chunks, byte) - 1
        return (
            self._start
            + chunk * CHUNK
            + len(self._bytes[self._chunks[chunk] : byte].decode("utf-8", "ignore"))
        )

    def span(self, start: int, end: int) -> Span:
        """Return the code-point span of a half-open byte range."""
        return Span(self.offset(start), self.offset(end))
