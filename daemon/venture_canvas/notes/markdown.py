r"""Read the Markdown of a note's body: headings, links, and the places that hold no prose.

The parser says where a construct is; what it says is read from the text itself, because the parser gives no place for a link's
destination, and keeps the backslash of `[[note\|text]]` in tables.
"""

import re
from typing import NamedTuple

from venture_canvas.notes.constructs import LINKS, NO_PROSE, Construct, constructs, definitions
from venture_canvas.notes.links import Destination, inline_destination, markdown_link, wiki_link
from venture_canvas.notes.note import Heading, Link
from venture_canvas.positions import ByteOffsets, Span

REFERENCES = frozenset({"Reference", "Collapsed", "Shortcut"})
BLANK_OR_END = ("", " ", "\t", "\r", "\n")
LAST_LINE = re.compile(r"(?:\r\n|\n|\r)[^\r\n]*\Z")


class Markdown(NamedTuple):
    """What the body of a note is made of, in the order of the text.

    `targets` are the places where a `#` belongs to a link: wiki links as a whole, the destinations of other links, and the
    definitions of references.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    code: tuple[Span, ...]
    targets: tuple[Span, ...]
    tables: tuple[Span, ...]


def read_markdown(text: str, start: int) -> Markdown:
    """Read the body of a note.

    Arguments:
        text: the text of the note.
        start: where its body starts.
    """
    return _Reader(text, start).read()


class _Reader:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.body = text[start:]
        self.offsets = ByteOffsets(self.body, start)
        self.links: list[Link] = []
        self.targets: list[Span] = []
        self.definitions: dict[str, Destination] = {}

    def read(self) -> Markdown:
        headings, code, tables = [], [], []
        if "]:" in self.body:
            self._read_definitions()
        for construct in constructs(self.body):
            span = self.offsets.span(construct.start, construct.end)
            if construct.name in NO_PROSE:
                code.append(span)
            elif construct.name in LINKS:
                self._read_link(construct, span)
            elif construct.name == "Table":
                tables.append(span)
            else:
                headings.append(_heading(self.text, span, int(construct.data["level"][1])))
        self.links.sort(key=lambda link: link.span)
        return Markdown(tuple(headings), tuple(self.links), tuple(code), tuple(self.targets), tuple(tables))

    def _read_definitions(self) -> None:
        for label, first, last in definitions(self.body):
            start, end = self.offsets.span(first, last)
            destination_start = self.text.find("]:", start) + 2
            self.definitions[_folded(label)] = inline_destination(self.text, destination_start, end)
            self.targets.append(Span(start, end))

    def _read_link(self, construct: Construct, span: Span) -> None:
        kind = construct.data["link_type"]
        if isinstance(kind, dict):
            self.targets.append(span)
            link = wiki_link(self.text, span)
        elif kind == "Inline" or kind in REFERENCES:
            link = self._markdown_link(construct, span, is_reference=kind in REFERENCES)
        else:
            link = None
        if link:
            self.links.append(link)

    def _markdown_link(self, construct: Construct, span: Span, *, is_reference: bool) -> Link | None:
        embed = construct.name == "Image"
        label_start = span.start + 1 + embed
        label = Span(label_start, max(label_start, self.offsets.offset(construct.label_end)))
        if is_reference:
            destination = self.definitions.get(_folded(construct.data["id"]))
        else:
            destination = inline_destination(self.text, self.text.find("](", label.end) + 2, span.end - 1)
            self.targets.append(Span(label.end, span.end))
        if destination is None:
            return None
        return markdown_link(self.text, span, label, destination, embed=embed, is_reference=is_reference)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _heading(text: str, span: Span, level: int) -> Heading:
    written = text[slice(*span)].rstrip()
    if written.startswith("#" * level) and written[level : level + 1] in BLANK_OR_END:
        inside = _without_closing(written[level:])
        start = span.start + level
    else:
        inside = LAST_LINE.sub("", written)
        start = span.start
    content = inside.strip()
    start += len(inside) - len(inside.lstrip()) if content else 0
    return Heading(
        level, content, Span(span.start, span.start + len(written)), Span(start, start + len(content))
    )


def _without_closing(line: str) -> str:
    """Cut off the `#`s that may close a heading, after a blank."""
    if not line.endswith("#"):
        return line
    content = line.rstrip("#")
    return content if not content or content[-1].isspace() else line
