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
LINKS = frozenset({"Link", "Image"})
KEPT = NO_PROSE | LINKS | {"Heading", "Table"}

# "$5-$10" is a price range. pulldown-cmark takes the part between the signs for math; Obsidian does not, because a digit follows the
# closing sign. So a sign before a digit that no sign closes is hidden from the parser, by a character of the same length.
PRICE = re.compile(r"(?<!\$)\$(?=[0-9])(?![^$\r\n]*[^\s$]\$(?![0-9]))")

Event = str | dict[str, Any]
Place = dict[str, int]


class Construct(NamedTuple):
    """A heading, a table, a link, an image, or a place without prose.

    `data` is what pyromark tells of it. `label_end` is where the last thing inside a Markdown link ends: its start when it is empty.
    """

    name: str
    data: Any
    start: int
    end: int
    label_end: int = 0


def constructs(body: str) -> Iterator[Construct]:
    """Yield the constructs of a text; a Markdown link or image when it ends, all else when it starts."""
    markdown = PRICE.sub(".", body) if "$" in body else body
    events = cast(
        "Iterator[tuple[Event, Place]]",
        pyromark.events_with_range(markdown, options=OPTIONS, merge_text=True),
    )
    opened: list[Construct] = []
    last_end = 0
    for event, place in events:
        # This loop runs hundreds of times a note. Most events are text or ends, which matter only inside a link.
        if "Text" not in event and "End" not in event:
            found = _construct(event, place)
            if found and _has_label(found):
                opened.append(found)
                last_end = found.start
                continue
            if found:
                yield found
        elif opened and "End" in event and (place["start"], place["end"]) == opened[-1][2:4]:
            yield opened.pop()._replace(label_end=last_end)
        last_end = place["end"]


def _construct(event: Event, place: Place) -> Construct | None:
    """Return what starts, or stands, at an event; None for what nobody asks about, such as a paragraph."""
    if isinstance(event, str):
        return None
    started = event.get("Start", event)
    if isinstance(started, str):
        return Construct(started, None, place["start"], place["end"]) if started in KEPT else None
    ((name, data),) = started.items()
    return Construct(name, data, place["start"], place["end"]) if name in KEPT else None


def _has_label(construct: Construct) -> bool:
    return construct.name in LINKS and isinstance(construct.data["link_type"], str)
