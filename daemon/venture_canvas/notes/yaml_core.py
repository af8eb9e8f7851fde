"""Read YAML 1.2 core into nodes with spans, within bounds.

libyaml's parser gives events with code-point offsets, and it does not recurse; we put the nodes together ourselves. PyYAML's own
composer crashes the process on deep nesting, keeps no place for an alias, and resolves scalars by YAML 1.1.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from venture_canvas.notes.note import Mapping, Property, Scalar, Sequence, YamlNode
from venture_canvas.notes.yaml_errors import InvalidYamlError, explain
from venture_canvas.notes.yaml_scalars import as_text, resolve_plain, resolve_tagged
from venture_canvas.positions import Span

MAX_LENGTH = 64 * 1024
MAX_DEPTH = 32
MAX_NODES = 100_000

# libyaml refuses control characters, and takes U+0085, U+2028 and U+2029 for line ends; YAML 1.2 does not. So they are parsed
# as private-use characters.
STRANGE = (
    "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)]))
    + "\u2028\u2029\ufeff\ufffe\uffff"
)
HIDDEN = "".join(chr(0x10F700 + number) for number in range(len(STRANGE)))
HIDE, SHOW = str.maketrans(STRANGE, HIDDEN), str.maketrans(HIDDEN, STRANGE)
ANY_STRANGE = re.compile(f"[{re.escape(STRANGE)}]")
BLOCK_STYLES = ("|", ">")
TOO_DEEP = f"The properties are nested more than {MAX_DEPTH} levels deep. Make them flatter."
TOO_MANY = "The properties repeat themselves by `*` without end. Write the values out."
NODE_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|$))+")


def read_yaml(content: str, offset: int = 0) -> YamlNode | None:
    """Read one YAML document.

    Arguments:
        content: the document, at most 64 Ki characters.
        offset: where the content starts in the note's text; added to every span.

    Returns the root, or None for a document without content.

    Raises InvalidYamlError, with a sentence for the writer and the span of the spot, when the content is no YAML 1.2, a key is there
    twice, or the bounds are broken: 32 levels, 100,000 nodes after aliases are put in.
    """
    strange = bool(ANY_STRANGE.search(content))
    composer = _Composer(content.translate(HIDE) if strange else content, offset, shows_strange=strange)
    try:
        return composer.document()
    except yaml.YAMLError as error:
        raise explain(error, content).shift(offset) from error


class _Composer:
    def __init__(self, content: str, offset: int, *, shows_strange: bool) -> None:
        self.content = content
        self.offset = offset
        self.shows_strange = shows_strange
        self.anchors: dict[str | None, YamlNode] = {}
        self.nodes = 0
        self.events: Iterator[Any] = iter(yaml.CSafeLoader(content).get_event, None)

    def document(self) -> YamlNode | None:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        root = self._node(next(self.events), 0)
        next(self.events)
        surplus = next(self.events)
        if not isinstance(surplus, yaml.StreamEndEvent):
            raise InvalidYamlError(
                "The properties end at this line; keep what follows out of them.", self._span(surplus)
            )
        return root

    def _node(self, event: Any, depth: int) -> YamlNode:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise self._out_of_bounds(event, depth)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            node: YamlNode = self._scalar(event)
        elif kind is yaml.AliasEvent:
            return self._alias(event, depth)
        elif kind is yaml.SequenceStartEvent:
            node = self._sequence(event, depth + 1)
        else:
            node = self._mapping(event, depth + 1)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _scalar(self, event: Any) -> Scalar:
        value = event.value.translate(SHOW) if self.shows_strange else event.value
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor or event.tag:
            start += len(self._node_properties(start, end))
        if event.style in BLOCK_STYLES:
            end = start + len(self.content[start:end].rstrip())
        span = Span(start + self.offset, end + self.offset)
        if event.tag:
            return Scalar(resolve_tagged(value, event.tag), span)
        return Scalar(resolve_plain(value) if event.implicit[0] else value, span)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        items = []
        while type(item := next(self.events)) is not yaml.SequenceEndEvent:
            items.append(self._node(item, depth))
        return Sequence(
            tuple(items), self._collection_span(event, item, items[-1].span.end if items else None)
        )

    def _mapping(self, event: Any, depth: int) -> Mapping:
        properties: dict[str, Property] = {}
        end = None
        while type(item := next(self.events)) is not yaml.MappingEndEvent:
            key = self._node(item, depth)
            name = as_text(key.value) if isinstance(key, Scalar) else self._written(key.span)
            if name in properties:
                raise InvalidYamlError(
                    f'The property "{name}" is there twice. Keep one of the two.', key.span
                )
            value = self._node(next(self.events), depth)
            properties[name] = Property(name, key.span, value)
            end = value.span.end
        return Mapping(tuple(properties.values()), self._collection_span(event, item, end))

    def _alias(self, event: Any, depth: int) -> YamlNode:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise InvalidYamlError('A value that starts with "*" needs quotes around it.', self._span(event))
        self._count_again(node, depth, event)
        return msgspec.structs.replace(node, span=self._span(event))

    def _out_of_bounds(self, event: Any, depth: int) -> InvalidYamlError:
        return InvalidYamlError(TOO_DEEP if depth > MAX_DEPTH else TOO_MANY, self._span(event))

    def _count_again(self, node: YamlNode, depth: int, event: Any) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise self._out_of_bounds(event, depth)
        for child in _children(node):
            self._count_again(child, depth + 1, event)

    def _span(self, event: Any) -> Span:
        return Span(event.start_mark.index + self.offset, event.end_mark.index + self.offset)

    def _collection_span(self, first: Any, last: Any, end: int | None) -> Span:
        # A block collection has no end mark of its own: libyaml reports the start of whatever comes next.
        if first.flow_style or end is None:
            end = self._span(last).end
        start = first.start_mark.index
        if first.anchor or first.tag:
            start += len(self._node_properties(start, end - self.offset))
        return Span(start + self.offset, end)

    def _node_properties(self, start: int, end: int) -> str:
        found = NODE_PROPERTIES.match(self.content[start:end])
        return found[0] if found else ""

    def _written(self, span: Span) -> str:
        return self.content[span.start - self.offset : span.end - self.offset]


def _children(node: YamlNode) -> Iterator[YamlNode]:
    if isinstance(node, Sequence):
        yield from node.items
    elif isinstance(node, Mapping):
        yield from (entry.value for entry in node.properties)
