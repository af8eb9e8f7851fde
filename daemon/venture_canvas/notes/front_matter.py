"""Find the block of properties at the head of a note, by Obsidian's rules, and read it.

The first line of the file is `---`; the block ends at the next line that is `---`, or with the file. Anything before it, even a
blank line, means no properties. Blanks after the dashes are tolerated.
"""

import re
from typing import Any, NamedTuple

from frontmatter.default_handlers import BaseHandler

from venture_canvas.notes.note import FrontMatter, Mapping, Problem, Property
from venture_canvas.notes.yaml_core import MAX_LENGTH, read_yaml
from venture_canvas.notes.yaml_errors import InvalidYamlError
from venture_canvas.positions import Span

OPENING = re.compile(r"---[ \t]*(?:(?P<break>\r\n|\n|\r)|\Z)")
CLOSING = re.compile(r"(?:\r\n|\n|\r)(?P<dashes>---)[ \t]*(?=[\r\n]|\Z)")
KEY = r"""(?:"[^"\r\n]+"|'[^'\r\n]+'|[^\W\d_][\w/.-]*(?: [\w/.-]+){0,2}):"""
REST = r"[^\r\n]*(?:\r\n|\n|\r|\Z)"
KEY_LINE = re.compile(rf"{KEY}(?:[ \t]{REST}|\r\n|\n|\r|\Z)")
NEXT_KEY_LINE = re.compile(rf"\s*{KEY_LINE.pattern}")
CONTINUED_LINE = re.compile(rf"(?:[ \t]+\S|-[ \t]|#|[\]}}]){REST}")

ROOT_IS_NO_MAPPING = (
    "These properties are not written as `key: value`, so Obsidian reads none of them. Give each line a key."
)
TOO_LARGE = f"This block of properties is longer than {MAX_LENGTH // 1024} KB, so none are read. Move the text below the block."
UNCLOSED = "This block of properties is not closed. Add a line with `---` after the last property."


class Block(NamedTuple):
    """Where the front matter is: all of it with its dashes, and what lies between them."""

    span: Span
    content: Span
    closed: bool


class FrontMatterHandler(BaseHandler):
    """Obsidian's front matter for python-frontmatter: `frontmatter.loads(text, handler=FrontMatterHandler())`.

    It differs from the package's own handler in where a block starts and ends, and in YAML 1.2.
    """

    FM_BOUNDARY = OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Say whether a text starts with a block of properties."""
        return find_block(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the block's content and the text after the block; raises ValueError when there is none."""
        block = find_block(text)
        if block is None:
            raise ValueError("no front matter")
        return text[slice(*block.content)], text[block.span.end :]

    def load(self, fm: str) -> dict[str, Any]:
        """Return the properties of a block's content; raises InvalidYamlError when it cannot be read."""
        return {entry.key: entry.value.plain() for entry in properties_of(fm)}


def find_block(text: str) -> Block | None:
    """Return where the front matter of a text is, or None when it has none.

    A block that is never closed counts when its first line is a property; it ends with the last line that can belong to it, so
    that what a founder wrote below is still read. Without such a line the dashes are a rule.
    """
    opening = OPENING.match(text)
    if not opening or not opening["break"]:
        return None
    start = opening.end()
    closing = CLOSING.search(text, opening.start("break"))
    if closing:
        return Block(Span(0, closing.end()), Span(start, max(start, closing.start("dashes"))), closed=True)
    end = _end_of_properties(text, start)
    return Block(Span(0, end), Span(start, end), closed=False) if end > start else None


def read_front_matter(text: str) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Read the front matter of a text.

    Returns the front matter, or None when there is none; and the problems. A block with an error keeps its place and loses all
    its properties, as in Obsidian. So does one that is not closed, unless nothing follows it.
    """
    block = find_block(text)
    if block is None:
        return None, ()
    problems = () if block.closed else (Problem("front-matter-unclosed", UNCLOSED, Span(0, 3)),)
    if not block.closed and text[block.span.end :].strip():
        return _unusable(block), problems
    if block.content.end - block.content.start > MAX_LENGTH:
        return _unusable(block), (*problems, Problem("front-matter-too-large", TOO_LARGE, Span(0, 3)))
    try:
        properties = properties_of(text[slice(*block.content)], block.content.start)
    except InvalidYamlError as error:
        return _unusable(block), (*problems, Problem("front-matter-invalid", error.message, error.span))
    return FrontMatter(block.span, block.content, properties, valid=True), problems


def properties_of(content: str, offset: int = 0) -> tuple[Property, ...]:
    """Return the properties in a block's content.

    Arguments:
        content: what lies between the dashes.
        offset: where that starts in the note's text.

    Raises InvalidYamlError when the content is no YAML, or its root is no mapping.
    """
    root = read_yaml(content, offset)
    if isinstance(root, Mapping):
        return root.properties
    if root is None or root.plain() is None:
        return ()
    raise InvalidYamlError(ROOT_IS_NO_MAPPING, root.span)


def _unusable(block: Block) -> FrontMatter:
    return FrontMatter(block.span, block.content, (), valid=False)


def _end_of_properties(text: str, start: int) -> int:
    """Return the end of the lines, from `start` on, that can be properties; `start` when the first is no `key: value`."""
    end = start
    found = KEY_LINE.match(text, start)
    while found:
        end = found.end()
        found = CONTINUED_LINE.match(text, end) or NEXT_KEY_LINE.match(text, end)
    return end
