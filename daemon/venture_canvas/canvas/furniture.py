"""Leave out what programs put around the writing: the footers of pages, and fields such as `Last edited: …`."""

import re
from collections.abc import Sequence

from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.lines import Line

NUMBERS = re.compile(r"\d+")
FIELD = re.compile(r"(?P<name>[\w][\w .-]{0,30}?)::?\s+\S")
FEWEST_PAGES = 4


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a note that somebody wrote."""
    footers = _footers(lines)
    return tuple(line for line in lines if not _is_field(line) and NUMBERS.sub("#", line.text) not in footers)


def _footers(lines: Sequence[Line]) -> frozenset[str]:
    """Return the texts that come again on every page, each time with another number, which is left open."""
    written: dict[str, set[str]] = {}
    for line in lines:
        if line.kind == "text" and NUMBERS.search(line.text):
            written.setdefault(NUMBERS.sub("#", line.text), set()).add(line.text)
    return frozenset(text for text, pages in written.items() if len(pages) >= FEWEST_PAGES)


def _is_field(line: Line) -> bool:
    found = FIELD.match(line.text) if line.kind == "text" else None
    return found is not None and fold(found["name"]).strip() in words().about_the_note
