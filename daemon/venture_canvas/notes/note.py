"""The facts of one note. Frozen; every fact carries its span in the text.

Spans are code-point offsets into `Note.text`; `Note.range` turns one into lines and UTF-16 columns. The structures are msgspec's
so that the cache can write and read them as they are.
"""

from typing import Literal

import msgspec

from venture_canvas.positions import Range, Span, positions_of

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


class Scalar(msgspec.Struct, frozen=True, tag="scalar", array_like=True, gc=False):
    """A YAML scalar, resolved by the YAML 1.2 core schema."""

    value: str | int | float | bool | None
    span: Span

    def plain(self) -> Plain:
        """Return the value as Python has it."""
        return self.value


class Sequence(msgspec.Struct, frozen=True, tag="sequence", array_like=True):
    """A YAML sequence."""

    items: tuple["YamlNode", ...]
    span: Span

    def plain(self) -> Plain:
        """Return the items as a list."""
        return [item.plain() for item in self.items]


class Property(msgspec.Struct, frozen=True, array_like=True):
    """A key and its value, in the front matter or in a mapping inside it."""

    key: str
    key_span: Span
    value: "YamlNode"


class Mapping(msgspec.Struct, frozen=True, tag="mapping", array_like=True):
    """A YAML mapping; keys are unique."""

    properties: tuple[Property, ...]
    span: Span

    def plain(self) -> Plain:
        """Return the properties as a dictionary."""
        return {entry.key: entry.value.plain() for entry in self.properties}


YamlNode = Scalar | Sequence | Mapping


class Problem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something about a note that keeps it, or a part of it, from being read.

    Codes: `front-matter-invalid`, `front-matter-unclosed`, `front-matter-too-large`, `not-utf-8`, `null-bytes`; and of a note that was
    not read at all, `note-too-large`, `not-downloaded`, `outside-the-vault`, `unreadable`.
    """

    code: str
    message: str
    span: Span


class FrontMatter(msgspec.Struct, frozen=True, array_like=True):
    """The block of properties at the head of a note.

    `span` covers the block from the opening `---` to the end of the closing one; `content` what lies between. `properties` is empty
    when the block does not parse or its root is no mapping; then `valid` is false and the note's problems say why.
    """

    span: Span
    content: Span
    properties: tuple[Property, ...]
    valid: bool

    def find(self, key: str) -> Property | None:
        """Return the property with a key, compared without case as Obsidian does, or None."""
        wanted = key.casefold()
        for entry in self.properties:
            if entry.key.casefold() == wanted:
                return entry
        return None


class Tag(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A tag, without its `#`, in the casing of the note.

    `category` is the key above it when `tags` is a mapping of categories; in a mapping within that one, the path of keys, joined by
    `/`. Obsidian does not see such tags, nor a list item that is no valid tag: `visible` is false. `span` covers the tag as written,
    its `#` included, quotes around it not.
    """

    name: str
    category: str | None
    inline: bool
    visible: bool
    span: Span


class Alias(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Another name of the note, from its `aliases` property; `span` leaves quotes out."""

    text: str
    span: Span


class Heading(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A heading; `text` is as written, without the marks of the heading itself; `span` covers the whole construct."""

    level: int
    text: str
    span: Span
    text_span: Span


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to something in the vault, or an attempt at one.

    `target` is the path or name, decoded, without `#…`; empty for a link within the note. `fragment` is what follows the first `#`,
    without it (`h1#h2`, `^block`). `text` is the display text, None when the link gives none. `target_span` is where the target
    stands as written, without `#…`: in the definition for a reference link, empty for a link within the note.
    """

    kind: Literal["wiki", "markdown", "reference", "property"]
    embed: bool
    target: str
    fragment: str
    text: str | None
    span: Span
    target_span: Span


class Note(msgspec.Struct, frozen=True, array_like=True):
    """Everything the text of one note says, by itself.

    Arguments:
        path: relative to the vault, with `/`, NFC.
        digest: BLAKE2b hash of the file's bytes, hex; names the version of the text.
        text: the text without BOM, line ends as in the file; undecodable bytes are U+FFFD.
        has_bom: whether the file starts with a BOM.
        front_matter: the block of properties, or None.
        tags, aliases, headings, links: in the order of the text.
        block_ids: the `^ids` that links can aim at, without `^`.
        comments: the spans of `%% … %%`, marks included; tags and links inside count.
        code: the spans that hold no prose: code, math, HTML comments and blocks, in order and without overlap.
        problems: what kept something from being read.
    """

    path: str
    digest: str
    text: str
    has_bom: bool
    front_matter: FrontMatter | None
    tags: tuple[Tag, ...]
    aliases: tuple[Alias, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    block_ids: tuple[str, ...]
    comments: tuple[Span, ...]
    code: tuple[Span, ...]
    problems: tuple[Problem, ...]

    @property
    def was_read(self) -> bool:
        """Whether `text` is what the file holds; of a note that could not be read it is empty."""
        return bool(self.text) or not self.problems

    @property
    def name(self) -> str:
        """The file's name without `.md`, as Obsidian shows it."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def folder(self) -> str:
        """The folder's path in the vault; empty for the vault's root."""
        return self.path.rpartition("/")[0]

    @property
    def body_start(self) -> int:
        """The offset at which the text after the front matter starts."""
        return self.front_matter.span.end if self.front_matter else 0

    def property_value(self, key: str) -> Plain:
        """Return a property's value, or None when the note has no such property."""
        found = self.front_matter.find(key) if self.front_matter else None
        return found.value.plain() if found else None

    @property
    def title(self) -> str | None:
        """The `title` property when it is text that is not blank."""
        title = self.property_value("title")
        return title.strip() if isinstance(title, str) and title.strip() else None

    def range(self, span: Span) -> Range:
        """Return a span of this note as lines and UTF-16 columns."""
        return positions_of(self.text).range(span)
