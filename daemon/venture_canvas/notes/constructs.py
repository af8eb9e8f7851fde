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

LONE_RETURN = re.compile(r"\r(?!\n)")

# An image's text can hold images. Nobody means this many, and each text would be a copy of those inside it.
MAX_NESTED_LABELS = 8

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
    parsed = pyromark.events_with_range(_for_parser(body), options=OPTIONS, merge_text=True)
    events = cast("Iterator[tuple[Event, Place]]", parsed)
    opened: list[Construct] = []
    last_end = 0
    for event, place in events:
        # This loop runs hundreds of times a note. Most events are text, ends and paragraphs, and those matter only inside a link.
        if "Text" in event or "End" in event:
            if opened:
                if "End" in event and (place["start"], place["end"]) == opened[-1][2:4]:
                    yield opened.pop()._replace(label_end=last_end)
                last_end = place["end"]
            continue
        if isinstance(event, str) or (isinstance(started := event.get("Start"), str) and started not in KEPT):
            if opened:
                last_end = place["end"]
            continue
        found = _construct(event, place)
        if found and found.name in LINKS and isinstance(found.data["link_type"], str):
            if len(opened) < MAX_NESTED_LABELS:
                opened.append(found)
                last_end = found.start
            continue
        if found:
            yield found
        last_end = place["end"]


def definitions(body: str) -> Iterator[tuple[str, int, int]]:
    """Yield the link reference definitions of a text: the label, and the bytes where the definition starts and ends."""
    for label, definition in pyromark.reference_definitions(_for_parser(body), options=OPTIONS).items():
        yield label, definition["span"]["start"], definition["span"]["end"]


def _for_parser(body: str) -> str:
    """Change what pulldown-cmark reads otherwise than Obsidian, byte for byte: prices, and a return, which closes no fence."""
    if "\r" in body:
        body = LONE_RETURN.sub("\n", body)
    return PRICE.sub(".", body) if "$" in body else body


def _construct(event: dict[str, Any], place: Place) -> Construct | None:
    """Return what starts, or stands, at an event; None for what nobody asks about, such as a list."""
    name = data = event.get("Start", event)
    if isinstance(data, dict):
        ((name, data),) = data.items()
    return Construct(name, data, place["start"], place["end"]) if name in KEPT else None
