"""Find where Markdown constructs are, with pyromark (pulldown-cmark), in UTF-8 bytes."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import pyromark

OPTIONS = (
    pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
NO_PROSE = frozenset({"CodeBlock", "Code", "InlineMath", "DisplayMath", "InlineHtml", "HtmlBlock"})
LINKS = ("Link", "Image")

# "$5-$10" is a price range. pulldown-cmark takes the part between the signs for math; Obsidian does not, because a digit follows the
# closing sign. So a sign before a digit that no sign closes is hidden from the parser, by a character of the same length.
PRICE = re.compile(r"(?<!\$)\$(?=[0-9])(?![^$\r\n]*[^\s$]\$(?![0-9]))")

Event = str | dict[str, Any]
Place = dict[str, int]


class Construct(NamedTuple):
    """A heading, a link, an image, or a place without prose.

    `data` is what pyromark tells of it. `label_end` is where the last thing inside a link ends, its start when it is empty.
    """

    name: str
    data: Any
    start: int
    end: int
    label_end: int


def constructs(body: str) -> Iterator[Construct]:
    """Yield the constructs of a text, in the order of their ends."""
    markdown = PRICE.sub(".", body) if "$" in body else body
    events = cast(
        "Iterator[tuple[Event, Place]]",
        pyromark.events_with_range(markdown, options=OPTIONS, merge_text=True),
    )
    opened: list[tuple[Any, int]] = []
    last_end = 0
    for event, place in events:
        # Most events are text, or a plain string such as "SoftBreak": out with them first.
        if "Text" not in event and isinstance(event, dict):
            started, ended = event.get("Start"), event.get("End")
            name, data = _named(started or event)
            if name in NO_PROSE or name == "Heading" and started:
                yield Construct(name, data, place["start"], place["end"], place["end"])
            elif ended in LINKS:
                yield Construct(ended, *opened.pop(), place["end"], last_end)
            elif started and name in LINKS:
                opened.append((data, place["start"]))
                last_end = place["start"]
                continue
        last_end = place["end"]


def _named(event: Event) -> tuple[str, Any]:
    return (event, None) if isinstance(event, str) else next(iter(event.items()))
