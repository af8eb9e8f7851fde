"""The lines of a note as a tree: what stands under what, and which section each part belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from venture_canvas.canvas import labels, sections
from venture_canvas.canvas.bold_runs import parted
from venture_canvas.canvas.labels import Label, Reading
from venture_canvas.canvas.model import Source
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.section_tables import rows_as_sections
from venture_canvas.canvas.voices import Voices, voices_in
from venture_canvas.notes.lines import REMINDERS, TABLE, Kind, Line
from venture_canvas.positions import Span

Rank = tuple[int, int]

NUMBERING = re.compile(r"(?P<number>\d+)(?:\.\d+)*(?:[.)][ \t]+|[ \t]*[–—·|][ \t]+|[ \t]+-[ \t]+)")
BARE_NUMBER = re.compile(r"(?P<number>[1-9])[.)]?")
ROOT: Rank = (-1, 0)
SECTION_LABEL: Rank = (1, 0)
BARE_LABEL: Rank = (2, 0)
TEXT: Rank = (2, 1)
ITEM = 3
LEAST_INDENT = 2
DEEPEST = 30
"""Levels beyond which what stands deeper is read as standing beside it."""


@dataclass(frozen=True)
class Node:
    """A line and what stands under it.

    Arguments:
        line: the line; an empty one for the root.
        reading: the line, taken apart.
        section: the tag of the section that starts here, or None.
        within: the tag of the section it stands in, itself included, or None.
        children: what stands under it, in order.
        asides: what stands under it and counts only where it names a customer type: callouts that remind, others' words in quotes.
        path: the note's path.
        headings: the texts of the headings above, outermost first.
    """

    line: Line
    reading: Reading
    section: str | None
    within: str | None
    rank: Rank
    path: str
    headings: tuple[str, ...] = ()
    children: list["Node"] = field(default_factory=list)
    asides: list["Node"] = field(default_factory=list)

    @property
    def is_root(self) -> bool:
        """Whether it stands for the whole note."""
        return self.rank == ROOT

    @property
    def kind(self) -> Kind:
        """What kind of line it is."""
        return self.line.kind

    @property
    def source(self) -> Source:
        """Where the line stands."""
        return Source(self.path, self.headings, self.line.span)

    @property
    def name_source(self) -> Source:
        """Where the label stands, or the line when it has none."""
        return Source(self.path, self.headings, self.reading.label_span)

    @property
    def rest_source(self) -> Source:
        """Where what follows the label stands."""
        return Source(self.path, self.headings, self.reading.rest_span)

    @property
    def number(self) -> int | None:
        """The number of an ordered item, or of a numbered heading."""
        numbering = NUMBERING.match(self.line.text) if self.kind == "heading" else None
        return int(numbering["number"]) if numbering else self.line.number

    @property
    def is_bare(self) -> bool:
        """Whether it only names what follows it."""
        return not self.reading.rest and not self.reading.qualifier

    @property
    def is_marked(self) -> bool:
        """Whether a number, a colour, an emoji or a code stands at its head or end."""
        return bool(self.reading.numbers or self.reading.markers or self.reading.emblems)

    @property
    def is_only_a_mark(self) -> bool:
        """Whether it is nothing but what stands for a type: `(1)`, `**(C2)**`."""
        return self.is_marked and not (self.reading.label or self.reading.rest)

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, in order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def starts_of(self, section: str) -> list["Node"]:
        """Return the outermost nodes at which a section starts."""
        if self.section == section:
            return [self]
        return [found for child in self.children for found in child.starts_of(section)]


NOTHING = labels.read("")
NO_LINE = Line("text", 0, "", Span(0, 0))


def build(path: str, lines: tuple[Line, ...], section: str | None = None) -> Node:
    """Return the root of the tree of a note's lines.

    Arguments:
        path: the note's path.
        lines: its lines.
        section: the section that the whole note is, when it is one.
    """
    root = Node(NO_LINE, NOTHING, section, section, ROOT, path)
    voices = voices_in(lines)
    stack = [root]
    for line in parted(rows_as_sections(_without_tail(lines))):
        if line.kind == "rule":
            continue
        _leave_quotes(stack, line, voices)
        node = _node(line, stack, path)
        if line.quote in voices.asking and not node.section:
            continue
        while (stack[-1].rank >= node.rank and not _holds(stack[-1], line)) or len(stack) > DEEPEST:
            stack.pop()
        if _is_apart(line, stack):
            stack.pop()
        parent = stack[-1]
        headings = (*parent.headings, line.text) if line.kind == "heading" else parent.headings
        placed = Node(
            line, node.reading, node.section, node.section or parent.within, node.rank, path, headings
        )
        (parent.asides if _reminds(placed) else parent.children).append(placed)
        stack.append(placed)
    if voices.of_others:
        _set_apart(root, voices)
    return root


def _is_apart(line: Line, stack: list[Node]) -> bool:
    """Say whether a line stands apart from the mark above it, which was left empty: those before it have their text beside them."""
    above = stack[-1]
    if line.kind != "text" or not line.loose or above.kind != "text" or not above.is_only_a_mark:
        return False
    return any(node.is_marked and not node.is_only_a_mark for node in stack[-2].children[-2:-1])


def _leave_quotes(stack: list[Node], line: Line, voices: Voices) -> None:
    """Close what a line no longer stands in: callouts, but those that start a section, and others' words."""
    for index, node in enumerate(stack):
        ends = not node.section and (node.kind == "callout" or node.line.quote in voices.of_others)
        if ends and not _is_within(line, node):
            del stack[index:]
            return


def _holds(node: Node, line: Line) -> bool:
    """Say whether a line stands in a callout, whatever its rank."""
    is_next = line.kind == "callout" and line.quote == node.line.quote
    return node.kind == "callout" and _is_within(line, node) and not is_next


def _is_within(line: Line, node: Node) -> bool:
    quote = node.line.quote
    return line.quote[: len(quote)] == quote


def _reminds(node: Node) -> bool:
    return node.line.callout in REMINDERS and node.section is None


def _set_apart(root: Node, voices: Voices) -> None:
    """Set others' words apart where the writer's own stand beside them in a section; where all is quoted, it is the writer's."""
    placed = list(_by_start(root, root))
    own = {id(start) for start, node in placed if node is not start and _is_unquoted(node)}
    for start, node in placed:
        if id(start) in own:
            node.asides.extend(child for child in node.children if _is_of_others(child, voices))
            node.children[:] = [child for child in node.children if not _is_of_others(child, voices)]


def _by_start(node: Node, start: Node) -> Iterator[tuple[Node, Node]]:
    """Yield each node with the one at which its section starts."""
    start = node if node.section else start
    yield start, node
    for child in node.children:
        yield from _by_start(child, start)


def _is_unquoted(node: Node) -> bool:
    return not node.line.quote and node.kind != "heading"


def _is_of_others(node: Node, voices: Voices) -> bool:
    return node.line.quote in voices.of_others and node.section is None


def _without_tail(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Cut off what follows the last rule when it is plain text: a closing remark belongs to no section."""
    rules = [index for index, line in enumerate(lines) if line.kind == "rule"]
    if not rules or not any(line.kind == "heading" for line in lines[: rules[-1]]):
        return lines
    tail = lines[rules[-1] + 1 :]
    return lines[: rules[-1]] if all(line.kind == "text" for line in tail) else lines


def _node(line: Line, stack: list[Node], path: str) -> Node:
    reading = _reading(line)
    section = _section(line, reading, stack)
    if section and reading.label is None and line.kind in ("text", "callout"):
        reading = msgspec.structs.replace(reading, label=Label(line.text, strong=True, colon=True), rest="")
    return Node(line, reading, section, section, _rank(line, reading, section, stack), path)


def _reading(line: Line) -> Reading:
    if line.kind in TABLE and line.cells:
        return labels.read(line.cells[0][0], line.cells[0][1].start)
    if line.kind == "heading" and (bare := BARE_NUMBER.fullmatch(line.text)):
        return msgspec.structs.replace(
            labels.read(line.text, line.span.start), numbers=(int(bare["number"]),)
        )
    if line.kind == "heading" and (numbering := NUMBERING.match(line.text)):
        return labels.read(line.text[numbering.end() :], line.span.start + numbering.end())
    return labels.read(line.text, line.span.start)


def _section(line: Line, reading: Reading, stack: list[Node]) -> str | None:
    """Return the section that starts with a line, judged by what would stand above it if it did."""
    if line.kind == "heading":
        return sections.of_heading(line.text, _current(stack, (0, line.level)))
    if line.kind == "callout":
        return sections.of_heading(line.text, _current(stack, SECTION_LABEL))
    if line.kind in TABLE or (reading.label and reading.label.link):
        return None
    if line.kind == "item":
        return sections.of_label(reading.name, _current(stack, (ITEM, line.level))) if reading.label else None
    if reading.label and reading.rest:
        return sections.of_label(reading.label.text, _current(stack, TEXT))
    current = _current(stack, SECTION_LABEL)
    if plain(line.text).isupper():
        return sections.of_name(line.text, current)
    return sections.of_label(reading.label.text, current) if reading.label else None


def _current(stack: list[Node], rank: Rank) -> str | None:
    """Return the section that a node of a rank would stand in."""
    return next((node.within for node in reversed(stack) if node.rank < rank and node.within), None)


def _rank(line: Line, reading: Reading, section: str | None, stack: list[Node]) -> Rank:
    if line.kind == "heading":
        return (0, line.level)
    if line.kind in TABLE:
        return TEXT
    if line.kind == "item" or (line.kind == "text" and _is_below_item(line, stack)):
        return (ITEM, line.level)
    if section and not reading.rest:
        return SECTION_LABEL
    if line.kind == "callout":
        return TEXT
    return BARE_LABEL if _is_bare_label(line, reading) else TEXT


def _is_below_item(line: Line, stack: list[Node]) -> bool:
    """Say whether a text is a paragraph of the list item above it, being indented as far as the item's own text."""
    above = next((node for node in reversed(stack) if node.kind == "item"), None)
    return above is not None and line.loose and line.level >= above.line.level + LEAST_INDENT


def _is_bare_label(line: Line, reading: Reading) -> bool:
    if reading.rest or (reading.qualifier and not (reading.label and reading.label.strong)):
        return False
    return (
        reading.label is not None
        or bool(reading.markers or reading.numbers or reading.tags)
        or line.text.endswith(":")
    )
