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
    pages: dict[str, list[int]] = {}
    written: dict[str, set[str]] = {}
    page = 0
    for line in lines:
        page += line.kind == "heading"
        if line.kind == "text" and NUMBERS.search(line.text):
            text = NUMBERS.sub("#", line.text)
            pages.setdefault(text, []).append(page)
            written.setdefault(text, set()).add(line.text)
    return frozenset(text for text, found in pages.items() if _is_footer(text, found, len(written[text])))


def _is_footer(text: str, pages: Sequence[int], spellings: int) -> bool:
    is_on_each = len(pages) == len(set(pages)) >= FEWEST_PAGES
    return is_on_each and spellings == len(pages) and len(word_list(text)) >= FEWEST_WORDS


def _is_field(line: Line) -> bool:
    found = FIELD.match(line.text) if line.kind == "text" else None
    return found is not None and fold(found["name"]).strip() in words().about_the_note
