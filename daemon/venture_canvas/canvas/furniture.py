"""Leave out what programs put around the writing: the footers of pages, and fields such as `Last edited: …`."""

import re
from collections.abc import Sequence

from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.lines import Line

NUMBERS = re.compile(r"\d+")
FIELD = re.compile(r"(?P<name>[\w][\w .-]{0,30}?)::?\s+\S")
FEWEST_PAGES = 4
FEWEST_WORDS = 3
"""Words of a footer; `(1)`, `(2)` and `Segment 3` stand for customer types."""


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a note that somebody wrote."""
    footers = _footers(lines)
    return tuple(line for line in lines if not _is_field(line) and NUMBERS.sub("#", line.text) not in footers)


def _footers(lines: Sequence[Line]) -> frozenset[str]:
    """Return the texts that come once on every page, each time with another number, which is left open; a heading begins a page."""
    found: dict[str, list[tuple[int, str]]] = {}
    page = 0
    for line in lines:
        page += line.kind == "heading"
        if line.kind == "text" and NUMBERS.search(line.text):
            found.setdefault(NUMBERS.sub("#", line.text), []).append((page, line.text))
    return frozenset(text for text, places in found.items() if _is_footer(text, places))


def _is_footer(text: str, places: Sequence[tuple[int, str]]) -> bool:
    pages, written = ({each[part] for each in places} for part in (0, 1))
    is_on_each = FEWEST_PAGES <= len(places) == len(pages) == len(written)
    return is_on_each and len(word_list(text)) >= FEWEST_WORDS


def _is_field(line: Line) -> bool:
    found = FIELD.match(line.text) if line.kind == "text" else None
    return found is not None and fold(found["name"]).strip() in words().about_the_note
