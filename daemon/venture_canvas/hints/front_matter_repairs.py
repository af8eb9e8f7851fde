"""Ways to mend a block of properties that Obsidian cannot read. A way is offered only when the block then reads."""

import re
from collections.abc import Iterator

from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.hints.sections import line_at
from venture_canvas.notes.front_matter import find_block, properties_of, read_front_matter
from venture_canvas.notes.note import Note, Problem, Sequence
from venture_canvas.notes.yaml_errors import InvalidYamlError
from venture_canvas.positions import Span

VALUE = re.compile(r"(?P<key>[ \t]*(?:- +)?[^\s:#\[\]{}'\"][^:\r\n]*:[ \t]+)(?P<value>[^\r\n]*?)[ \t]*$")
TIGHT = re.compile(r"(?P<key>[ \t]*(?:- )?[\w-]+):(?P<value>[^\s:/])")
KEY = re.compile(r"^[^\s#:][^:\r\n]*(?=:(?:[ \t]|$))", re.MULTILINE)
TABS = re.compile(r"^[ \t]*\t[ \t]*")
HASH_IN_LIST = re.compile(r"(?<=[\[,\s])#(?=[^\s,\]]+)")


def repair(note: Note, problem: Problem) -> tuple[Fix, ...]:
    """Return the first way, if any, that makes a note's front matter readable by changing the line of a problem."""
    line = line_at(note, problem.span.start)
    written = note.text[line.start : line.end]
    for title, mended in _ways(written):
        changed = note.text[: line.start] + mended + note.text[line.end :]
        if mended != written and not read_front_matter(changed)[1]:
            return (Fix(title, "safe", (Edit(note.path, Span(*line), mended),)),)
    return ()


def twice(note: Note, problem: Problem) -> tuple[Span, Span] | None:
    """Return the places of two keys of one name, when that is what a problem is about: the second is the problem's."""
    name = note.text[slice(*problem.span)].strip("\"'")
    block = find_block(note.text)
    if block is None or not name:
        return None
    before = note.text[block.content.start : problem.span.start]
    found = [match for match in KEY.finditer(before) if match[0].strip("\"'") == name]
    is_key = note.text[problem.span.end :].startswith(":")
    if not found or not is_key or note.text[line_at(note, problem.span.start).start] in " \t":
        return None
    start = block.content.start + found[-1].start()
    return Span(start, start + len(found[-1][0])), problem.span


def merge(note: Note, first: Span, second: Span) -> tuple[Fix, ...]:
    """Return the fix that makes one property of two with the same key: of two lists one list, of equal values one."""
    one, other = _entry(note, first), _entry(note, second)
    if one is None or other is None:
        return ()
    out = Edit(note.path, other, "")
    values = [_value(note, entry) for entry in (one, other)]
    texts = [note.text[slice(*entry)].partition(":")[2].strip() for entry in (one, other)]
    if texts[0] == texts[1] or not texts[1]:
        return (Fix("Keep one of the two", "safe", (out,)),)
    if all(value is not None for value in values) and all(text.startswith("[") for text in texts):
        items = dict.fromkeys(item for value in values for item in value or ())
        at = note.text.index("[", one.start)
        into = Edit(note.path, Span(at, note.text.rindex("]", at, one.end) + 1), f"[{', '.join(items)}]")
        return (Fix("Make one list of the two", "safe", (into, out)),)
    return ()


def _ways(line: str) -> Iterator[tuple[str, str]]:
    found = VALUE.match(line)
    if found:
        yield "Put the value in quotes", found["key"] + _in_quotes(found["value"])
    yield "Write the tags without #", HASH_IN_LIST.sub("", line)
    yield "Put a space after the colon", TIGHT.sub(r"\g<key>: \g<value>", line, count=1)
    yield "Indent with spaces", TABS.sub(lambda blanks: blanks[0].replace("\t", "  "), line)


def _in_quotes(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _entry(note: Note, key: Span) -> Span | None:
    """Return a property as a whole: from its key to the line before the next key, line end included."""
    block = find_block(note.text)
    if block is None:
        return None
    after = KEY.search(note.text, key.end, block.content.end)
    return Span(key.start, after.start() if after else block.content.end)


def _value(note: Note, entry: Span) -> list[str] | None:
    """Return the items of a list as they are written, or None when the property is no list."""
    content = note.text[slice(*entry)]
    try:
        (found,) = properties_of(content)
    except (InvalidYamlError, ValueError):
        return None
    if not isinstance(found.value, Sequence):
        return None
    return [content[slice(*item.span)] for item in found.value.items]
