"""What is known of one note, in JSON."""

from typing import Any

import msgspec

from venture_canvas.notes.note import Link, Note
from venture_canvas.shapes.ranges import Range
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.snapshot import Resolution


class PropertyFact(msgspec.Struct, frozen=True):
    """A property; the value is JSON of any form (msgspec writes no schema for a type that holds itself), the range that of the key."""

    key: str
    value: Any
    range: Range


class TagFact(msgspec.Struct, frozen=True):
    """A tag, without `#`; Obsidian does not see one whose `visible` is false."""

    name: str
    category: str | None
    inline: bool
    visible: bool
    range: Range


class AliasFact(msgspec.Struct, frozen=True):
    """Another name of the note."""

    text: str
    range: Range


class HeadingFact(msgspec.Struct, frozen=True):
    """A heading."""

    level: int
    text: str
    range: Range


class LinkFact(msgspec.Struct, frozen=True):
    """A link and where it leads: `resolution`, `paths` and `named` are those of the vault's link resolution."""

    kind: str
    embed: bool
    target: str
    fragment: str
    text: str | None
    resolution: str
    paths: tuple[str, ...]
    named: tuple[str, ...]
    range: Range


class ProblemFact(msgspec.Struct, frozen=True):
    """Something that keeps the note, or a part of it, from being read."""

    code: str
    message: str
    range: Range


class NoteFacts(msgspec.Struct, frozen=True):
    """Everything the indexes hold of a note; lists are in the order of its text."""

    path: str
    name: str
    title: str | None
    digest: str
    properties: tuple[PropertyFact, ...]
    tags: tuple[TagFact, ...]
    aliases: tuple[AliasFact, ...]
    headings: tuple[HeadingFact, ...]
    links: tuple[LinkFact, ...]
    backlinks: tuple[str, ...]
    problems: tuple[ProblemFact, ...]


def note_facts(index: VaultIndex, path: str) -> NoteFacts | None:
    """Return the facts of a note, or None when the vault has no note at the path."""
    note = index.notes.get(path)
    return _facts(note, index) if note else None


def _facts(note: Note, index: VaultIndex) -> NoteFacts:
    return NoteFacts(
        path=note.path,
        name=note.name,
        title=note.title,
        digest=note.digest,
        properties=_properties(note),
        tags=tuple(
            TagFact(tag.name, tag.category, tag.inline, tag.visible, Range.of(note, tag.span))
            for tag in note.tags
        ),
        aliases=tuple(AliasFact(alias.text, Range.of(note, alias.span)) for alias in note.aliases),
        headings=tuple(
            HeadingFact(heading.level, heading.text, Range.of(note, heading.span))
            for heading in note.headings
        ),
        links=tuple(_link(link, found, note) for link, found in index.links(note.path)),
        backlinks=index.backlinks(note.path),
        problems=tuple(
            ProblemFact(problem.code, problem.message, Range.of(note, problem.span))
            for problem in note.problems
        ),
    )


def _properties(note: Note) -> tuple[PropertyFact, ...]:
    entries = note.front_matter.properties if note.front_matter else ()
    return tuple(
        PropertyFact(entry.key, entry.value.plain(), Range.of(note, entry.key_span)) for entry in entries
    )


def _link(link: Link, found: Resolution, note: Note) -> LinkFact:
    return LinkFact(
        kind=link.kind,
        embed=link.embed,
        target=link.target,
        fragment=link.fragment,
        text=link.text,
        resolution=found.state,
        paths=found.paths,
        named=found.named,
        range=Range.of(note, link.span),
    )
