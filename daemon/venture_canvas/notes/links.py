"""Read links: wiki links and embeds, Markdown and reference links, and the links in property values."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import unquote

from venture_canvas.notes.note import FrontMatter, Link, Mapping, Scalar, Sequence, YamlNode
from venture_canvas.positions import Span

URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOT_IN_VAULT = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
WIKI_IN_VALUE = re.compile(r"!?\[\[(?P<inner>[^\[\]\r\n]+)\]\]")
DESTINATION = re.compile(r"[ \t\r\n]*(?:<(?P<angled>(?:[^<>\\\r\n]|\\.)*)>|(?P<bare>[^\x00-\x20\x7f]*))")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Destination(NamedTuple):
    """Where a Markdown link points, as written, and where that is written."""

    written: str
    start: int


def wiki_link(text: str, span: Span) -> Link | None:
    """Read a wiki link or embed of the body.

    Arguments:
        text: the text of the note.
        span: the link from its first bracket (or `!`) to its last.

    Returns None for what Obsidian takes for text: an empty link, or one over two lines.
    """
    embed = text[span.start] == "!"
    start = span.start + 2 + embed
    return _wiki(text[start : span.end - 2], start, "wiki", span, embed=embed)


def markdown_link(
    text: str, span: Span, label: Span, destination: Destination, *, embed: bool, is_reference: bool
) -> Link | None:
    """Read a Markdown link or image.

    Arguments:
        text: the text of the note.
        span: the whole link.
        label: what lies between its square brackets.
        destination: where it points, from `inline_destination` or the definition of its reference.
        embed: whether it is an image.
        is_reference: whether the destination stands in a definition.

    Returns None for a link that is empty or leads out of the vault, such as one to a web page.
    """
    if NOT_IN_VAULT.match(destination.written):
        return None
    path, _, fragment = destination.written.partition("#")
    if not path and not fragment:
        return None
    target_span = Span(destination.start, destination.start + len(path))
    kind: Literal["reference", "markdown"] = "reference" if is_reference else "markdown"
    return Link(kind, embed, _decoded(path), _decoded(fragment), text[slice(*label)], span, target_span)


def inline_destination(text: str, start: int, end: int) -> Destination:
    """Find the destination of a Markdown link.

    Arguments:
        text: the text of the note.
        start: the offset after `](` or, in a definition, after `]:`.
        end: the offset before the closing bracket or, in a definition, its end.
    """
    found = DESTINATION.match(text, start, end)
    if found is None:
        return Destination("", start)
    part = "bare" if found["angled"] is None else "angled"
    return Destination(found[part], found.start(part))


def property_links(text: str, front_matter: FrontMatter) -> Iterator[Link]:
    """Yield the wiki links in the values of properties, at any depth, in order."""
    for entry in front_matter.properties:
        for scalar in _scalars(entry.value):
            if isinstance(scalar.value, str) and "[[" in scalar.value:
                yield from _links_in_value(text, scalar.value, scalar.span)


def _links_in_value(text: str, value: str, span: Span) -> Iterator[Link]:
    written = text[slice(*span)]
    after = 0
    for found in WIKI_IN_VALUE.finditer(value):
        at = written.find(found[0], after)
        after = max(after, at + len(found[0]))
        # An escape inside the link (`\"`, `''`) makes the value differ from what is written: then the value as a whole is the place.
        start = span.start + at + found.start("inner") - found.start() if at >= 0 else None
        whole = Span(span.start + at, span.start + after) if at >= 0 else span
        link = _wiki(found["inner"], start, "property", whole, embed=found[0].startswith("!"))
        if link:
            yield link


def _wiki(
    inner: str, start: int | None, kind: Literal["wiki", "property"], span: Span, *, embed: bool
) -> Link | None:
    if "\n" in inner or "\r" in inner:
        return None
    destination, label = _split(inner)
    is_url = "://" in destination and URL.match(destination)
    path, _, fragment = (destination, "", "") if is_url else destination.partition("#")
    target = path.strip()
    fragment = fragment.strip()
    if not target and not fragment:
        return None
    target_start = span.start if start is None else start + path.find(target)
    target_end = span.end if start is None else target_start + len(target)
    return Link(kind, embed, target, fragment, label, span, Span(target_start, target_end))


def _split(inner: str) -> tuple[str, str | None]:
    """Split the inside of a wiki link at its first pipe, which a table escapes."""
    destination, pipe, label = inner.partition("|")
    return (destination.removesuffix("\\"), label) if pipe else (inner, None)


def _decoded(written: str) -> str:
    return unquote(unescape(ESCAPE.sub(r"\1", written)))


def _scalars(node: YamlNode) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for entry in node.properties:
            yield from _scalars(entry.value)
