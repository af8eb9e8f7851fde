"""Find the tags of a note: `#tag` in its text, and the `tags` property in both of its shapes.

A list, or one word, is Obsidian's shape. The other is a mapping of categories, which Obsidian does not see:

    tags:
      stage: [idea]
      type: {area: [health]}

Here the tag `idea` has the category `stage`, and `health` the category `type/area`: the path of keys above it. Inside a category
a number is a tag too.
"""

import re
from collections.abc import Iterator

from venture_canvas.notes.note import FrontMatter, Mapping, Scalar, Sequence, Tag, YamlNode
from venture_canvas.notes.regions import Regions
from venture_canvas.notes.yaml_scalars import as_text
from venture_canvas.notes.yaml_spans import text_span
from venture_canvas.positions import Span

# Obsidian ends a tag at white space, ASCII punctuation but `_ - /`, and the blocks General and Supplemental Punctuation.
NAME = r"""[^\s\u2000-\u206f\u2e00-\u2e7f'!"#$%&()*+,.:;<=>?@^`{|}~\[\]\\]+"""
INLINE = re.compile(f"#({NAME})")
WHOLE = re.compile(NAME)
EMPHASIS = ("_", "*")


def inline_tags(text: str, start: int, skipped: Regions, tables: Regions) -> Iterator[Tag]:
    """Yield the tags in the text of a note, in order.

    A tag follows a blank, the start of a line or of a table's cell, another tag, or the `_` or `*` of emphasis; after any other
    character a `#` is text (read back from Obsidian 1.13.7; the `*` by analogy).

    Arguments:
        text: the text of the note.
        start: where its body starts.
        skipped: code, math, HTML and link targets, in which a `#` means something else.
        tables: the tables.
    """
    last_end = -1
    for found in INLINE.finditer(text, start):
        at = found.start()
        before = text[at - 1] if at > start else "\n"
        opens = (
            before.isspace() or before in EMPHASIS or at == last_end or (before == "|" and tables.covers(at))
        )
        if opens and _is_name(found[1]) and not skipped.covers(at):
            name = _without_emphasis(text, at, found[1])
            last_end = found.end()
            yield Tag(name, None, inline=True, visible=True, span=Span(at, at + 1 + len(name)))


def _without_emphasis(text: str, at: int, name: str) -> str:
    """Cut off the `_` that close what the same number before the tag have opened."""
    opening = 0
    while opening < 3 and text[at - opening - 1 : at - opening] == "_":
        opening += 1
    return name.removesuffix("_" * opening)


def property_tags(text: str, front_matter: FrontMatter) -> Iterator[Tag]:
    """Yield the tags of the `tags` property, in order.

    A text that holds more than one tag yields none, as in Obsidian; a list item that is no valid tag is kept, marked as invisible.
    """
    found = front_matter.find("tags")
    if found is None:
        return
    if isinstance(found.value, Sequence):
        for item in found.value.items:
            yield from _item(text, item, None)
    else:
        yield from _value(text, found.value, None)


def _value(text: str, node: YamlNode, category: str | None) -> Iterator[Tag]:
    """Yield the tags of a key's value, which stands in a category or is the `tags` property itself."""
    if isinstance(node, Mapping):
        yield from _categories(text, node, category)
    elif isinstance(node, Scalar):
        yield from (tag for tag in _item(text, node, category) if WHOLE.fullmatch(tag.name))
    else:
        for item in node.items:
            yield from _item(text, item, category)


def _categories(text: str, mapping: Mapping, category: str | None) -> Iterator[Tag]:
    for entry in mapping.properties:
        yield from _value(text, entry.value, f"{category}/{entry.key}" if category else entry.key)


def _item(text: str, node: YamlNode, category: str | None) -> Iterator[Tag]:
    """Yield the tags of an item of a list."""
    if isinstance(node, Mapping):
        yield from _categories(text, node, category)
    elif isinstance(node, Sequence):
        return
    elif name := _name(node, numbers=category is not None):
        visible = category is None and bool(WHOLE.fullmatch(name))
        yield Tag(name, category, inline=False, visible=visible, span=text_span(text, node.span))


def _name(scalar: Scalar, *, numbers: bool) -> str:
    name = as_text(scalar.value).strip().removeprefix("#")
    return name if numbers or (isinstance(scalar.value, str) and _is_name(name)) else ""


def _is_name(name: str) -> bool:
    return bool(name.strip("0123456789"))
