"""Places in a note's front matter, and edits that change its lists and keys in the manner in which they are written."""

import re
from collections.abc import Sequence as SequenceOf

from venture_canvas.hints.hint import Edit
from venture_canvas.hints.sections import line_at, line_end
from venture_canvas.notes.note import Alias, Mapping, Note, Property, Scalar, Sequence, Tag, YamlNode
from venture_canvas.positions import LINE_END, Span

PLAIN = re.compile(r"[^\W\d_][\w/. -]*")
KNOWN_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def find(note: Note, key: str, *keys: str) -> Property | None:
    """Return a property by its key, or one within mappings by the keys that lead there; without case."""
    found = note.front_matter.find(key) if note.front_matter else None
    for inner in keys:
        if found is None or not isinstance(found.value, Mapping):
            return None
        wanted = inner.casefold()
        found = next((each for each in found.value.properties if each.key.casefold() == wanted), None)
    return found


def quoted(text: str) -> str:
    """Return a text as YAML takes it for that text, in quotes where it needs them."""
    if PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in KNOWN_WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def is_blank(node: YamlNode) -> bool:
    """Say whether a property holds nothing."""
    return isinstance(node, Scalar) and (
        node.value is None or (isinstance(node.value, str) and not node.value.strip())
    )


def without_item(note: Note, items: Sequence, at: Span) -> Edit | None:
    """Return the edit that takes the item which starts at or around a span out of a list."""
    index = next((number for number, item in enumerate(items.items) if _holds(item.span, at)), None)
    if index is None:
        return None
    spans = [item.span for item in items.items]
    if not _is_flow(note, items):
        line = Span(line_at(note, spans[index].start).start, _line_end_after(note, spans[index].end))
        return Edit(note.path, line, "")
    if index + 1 < len(spans):
        return Edit(note.path, Span(spans[index].start, spans[index + 1].start), "")
    start = spans[index - 1].end if index else spans[index].start
    return Edit(note.path, Span(start, spans[index].end), "")


def without_alias(note: Note, alias: Alias) -> Edit | None:
    """Return the edit that takes another name out of the list that it stands in."""
    entry = find(note, "aliases")
    return (
        without_item(note, entry.value, alias.span) if entry and isinstance(entry.value, Sequence) else None
    )


def without_tag(note: Note, tag: Tag) -> Edit | None:
    """Return the edit that takes a tag out of the list of the front matter that it stands in."""
    entry = find(note, "tags", *(tag.category.split("/") if tag.category else ()))
    return without_item(note, entry.value, tag.span) if entry and isinstance(entry.value, Sequence) else None


def with_items(
    note: Note, entry: Property, names: SequenceOf[str], before: Span | None = None
) -> Edit | None:
    """Return the edit that puts names into a list, before the item at a span or at its end.

    A property that holds nothing becomes a list; one that holds a single text becomes a list of it and the names. None where the
    value is no list and none can be made of it.
    """
    written = [quoted(name) for name in names]
    if isinstance(entry.value, Sequence):
        return _into_list(note, entry.value, written, before)
    if is_blank(entry.value):
        return _instead_of_nothing(note, entry, f"[{', '.join(written)}]")
    span = entry.value.span
    if isinstance(entry.value, Scalar) and "\n" not in note.text[slice(*span)]:
        return Edit(note.path, span, f"[{', '.join((note.text[slice(*span)], *written))}]")
    return None


def with_value(note: Note, entry: Property, written: str) -> Edit | None:
    """Return the edit that gives a value to a property that holds nothing."""
    return _instead_of_nothing(note, entry, written) if is_blank(entry.value) else None


def with_lines(note: Note, lines: SequenceOf[str]) -> Edit | None:
    """Return the edit that adds lines at the end of the front matter; None when there is none that can be read."""
    block = note.front_matter
    if block is None or not block.valid or not block.properties:
        return None
    end = line_end(note)
    at = block.content.end
    gap = "" if at == 0 or note.text[at - 1] in "\r\n" else end
    return Edit(note.path, Span(at, at), gap + "".join(line + end for line in lines))


def with_keys(note: Note, entry: Property, keys: SequenceOf[str]) -> Edit | None:
    """Return the edit that adds keys with empty lists at the end of a mapping."""
    if not isinstance(entry.value, Mapping) or not entry.value.properties:
        return None
    first, last = entry.value.properties[0], entry.value.properties[-1]
    if note.text[entry.value.span.start] == "{":
        at = last.value.span.end
        return Edit(note.path, Span(at, at), "".join(f", {key}: []" for key in keys))
    line = line_at(note, first.key_span.start)
    indent = note.text[line.start : first.key_span.start]
    at = line_at(note, max(last.value.span.end, last.key_span.end)).end
    end = line_end(note)
    return (
        Edit(note.path, Span(at, at), "".join(f"{end}{indent}{key}: []" for key in keys))
        if not indent.strip()
        else None
    )


def _into_list(note: Note, items: Sequence, written: list[str], before: Span | None) -> Edit | None:
    spans = [item.span for item in items.items]
    index = next((number for number, span in enumerate(spans) if before and _holds(span, before)), None)
    if not spans:
        at = items.span.start + 1
        return Edit(note.path, Span(at, at), ", ".join(written)) if _is_flow(note, items) else None
    if _is_flow(note, items):
        at = spans[-1].end if index is None else spans[index].start
        text = "".join(f", {name}" if index is None else f"{name}, " for name in written)
        return Edit(note.path, Span(at, at), text)
    item = spans[-1] if index is None else spans[index]
    line = line_at(note, item.start)
    lead, end = note.text[line.start : item.start], line_end(note)
    if not re.fullmatch(r"[ \t]*-[ \t]+[\"']?", lead):
        return None
    lead = lead.rstrip("\"'")
    if index is None:
        at = line_at(note, item.end).end
        return Edit(note.path, Span(at, at), "".join(f"{end}{lead}{name}" for name in written))
    return Edit(note.path, Span(line.start, line.start), "".join(f"{lead}{name}{end}" for name in written))


def _instead_of_nothing(note: Note, entry: Property, written: str) -> Edit:
    """Put a value behind a key: in the place of what stands there, else right behind the colon."""
    start, end = entry.value.span
    if end > start:
        return Edit(note.path, Span(start, end), written)
    colon = note.text.index(":", entry.key_span.end) + 1
    after = re.compile(r"[ \t]*").match(note.text, colon)
    return Edit(note.path, Span(colon, after.end() if after else colon), f" {written}")


def _holds(item: Span, at: Span) -> bool:
    return item.start <= at.start <= max(item.start, item.end - 1)


def _is_flow(note: Note, items: Sequence) -> bool:
    return note.text[items.span.start : items.span.start + 1] == "["


def _line_end_after(note: Note, offset: int) -> int:
    """Return where the line after an offset's own starts."""
    end = line_at(note, offset).end
    found = LINE_END.match(note.text, end)
    return found.end() if found else end
