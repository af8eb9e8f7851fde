"""Links after `[[`: to notes by file name, by another name in the form Obsidian follows, and to headings."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from venture_canvas.assist.caret import Caret, Completion, starts
from venture_canvas.canvas.phrases import plain
from venture_canvas.hints.relinking import NOWHERE, written_target
from venture_canvas.notes.note import Link, Note
from venture_canvas.positions import Span
from venture_canvas.vault.names import file_keys, key_of

OPENED = re.compile(r"\[\[(?P<typed>[^\[\]|]*)$")
NOT_IN_A_FRAGMENT = re.compile(r"[#|^\[\]:\s]+|%%")
"""What Obsidian turns into a space in a link to a heading."""
UNLINKED = re.compile(r"[#^|\[\]]")
"""What no link can hold in its target."""
NAMES_LOOKED_AT = 120


class _Name(NamedTuple):
    """A name that a note goes by; `is_file` when it is that of its file."""

    text: str
    path: str
    is_file: bool


def links(caret: Caret) -> Iterable[Completion]:
    """Return the links that could be meant by what stands after `[[`."""
    opened = OPENED.search(caret.before)
    if not opened:
        return ()
    closed = 2 if caret.after.startswith("]]") else 0
    span = Span(caret.offset - len(opened[0]), caret.offset + closed)
    target, mark, fragment = opened["typed"].partition("#")
    return _to_headings(caret, target, fragment, span) if mark else _to_notes(caret, target.strip(), span)


def _to_headings(caret: Caret, target: str, fragment: str, span: Span) -> Iterator[Completion]:
    note = _aimed_at(caret, target)
    above, mark, typed = fragment.rpartition("#")
    for heading in note.headings if note else ():
        text = " ".join(NOT_IN_A_FRAGMENT.sub(" ", plain(heading.text)).split())
        if text and starts(text, typed):
            insert = f"[[{target}#{above}{mark}{text}]]"
            yield Completion(text, insert, span, "link", f"heading in {note.name}" if note else "")


def _aimed_at(caret: Caret, target: str) -> Note | None:
    if not target:
        return caret.note
    link = Link(
        kind="wiki",
        embed=False,
        target=target.strip(),
        fragment="",
        text=None,
        span=NOWHERE,
        target_span=NOWHERE,
    )
    found = caret.around.index.resolve(link, caret.note.path)
    return caret.around.index.notes.get(found.paths[0]) if found.paths else None


def _to_notes(caret: Caret, typed: str, span: Span) -> Iterator[Completion]:
    keys = caret.around.index.names_starting_with(typed, NAMES_LOOKED_AT)
    found = dict.fromkeys(name for key in keys for name in _names(caret, key))
    for name in sorted(found, key=lambda name: _order(name, typed, caret.note)):
        yield _link(caret, name, span)


def _names(caret: Caret, key: str) -> Iterator[_Name]:
    """Yield the notes that a key names, with the name as it is written; the slug of a name is none of its own."""
    for path in caret.around.index.notes_named(key):
        if UNLINKED.search(path):
            continue
        note = caret.around.index.notes[path]
        if key == file_keys(path)[-1]:
            yield _Name(note.name, path, is_file=True)
            continue
        headings = (plain(heading.text) for heading in note.headings[:1])
        written = (*(alias.text for alias in note.aliases), note.title or "", *headings)
        text = next((text.strip() for text in written if key_of(text.strip()) == key), None)
        if text and "]]" not in text:
            yield _Name(text, path, is_file=False)


def _order(name: _Name, typed: str, note: Note) -> tuple[object, ...]:
    """Put the whole name first, then file names, then what is in the same folder; the note itself last."""
    is_near = name.path.rpartition("/")[0] == note.folder
    is_whole = bool(typed) and key_of(name.text) == key_of(typed)
    return name.path == note.path, not is_whole, not name.is_file, not is_near, key_of(name.text), name.path


def _link(caret: Caret, name: _Name, span: Span) -> Completion:
    target = written_target(caret.around.index, name.path, caret.note.path)
    if name.is_file:
        return Completion(name.text, f"[[{target}]]", span, "link", name.path)
    pipe = r"\|" if caret.before.lstrip().startswith("|") else "|"
    return Completion(name.text, f"[[{target}{pipe}{name.text}]]", span, "alias", name.path)
