"""Fences of code that are opened and never closed: what follows them is lost to the canvas."""

import re
from collections.abc import Iterator

from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`\r\n]*(?=[\r\n]|\Z)")


def unclosed_fences(note: Note) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield each opening of a fence that has no end, with the code that it makes of all that follows."""
    for code in note.code:
        opened = FENCE.match(note.text, code.start, code.end)
        if opened and not _is_closed(note.text[opened.end() : code.end], opened["fence"]):
            yield opened, code


def _is_closed(rest: str, fence: str) -> bool:
    last = rest.rstrip().rsplit("\n", 1)[-1].rsplit("\r", 1)[-1].strip(" \t>") if rest.strip() else ""
    return len(last) >= len(fence) and set(last) == {fence[0]}
