"""Names in a section that no customer type has: a slip of the pen, an older name, or somebody whom Customers does not list."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from venture_canvas.canvas import sections
from venture_canvas.canvas.drafts import may_be_name
from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import phrase, singular, word_list
from venture_canvas.canvas.remarks import is_remark
from venture_canvas.canvas.segments import attribute_of
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.near import nearest
from venture_canvas.hints.outlines import root_of
from venture_canvas.hints.views import VentureView
from venture_canvas.positions import Span

LONGEST_NAME = 5
"""Words of a label beyond which it tells something rather than naming somebody."""
SHORT_NAME = 2
NOT_PEOPLE = frozenset({
    "benefit", "feature", "outcome", "result", "metric", "need", "want", "task", "step", "goal", "aim",
    "job", "pain", "gain", "problem", "reason", "promise", "proposition", "detail", "service", "product",
    "offer", "price", "cost", "hour", "day", "week", "month", "year", "morning", "evening", "night",
    "fact", "number", "thing", "way", "tool", "mean", "term", "basic", "extra", "other", "rest", "together", "overall", "general", "always", "also", "finally",
})  # fmt: skip
"""Nouns of labels that sort a section by something else than by whom."""

Spoken = Mapping[tuple[str, int], list[Statement]]
"""The statements of a venture by where they start."""


class Stranger(NamedTuple):
    """A line that names somebody whom Customers does not list.

    Arguments:
        name: as written.
        section: the section's tag.
        path: of the note.
        span: of the name.
        meant: the type whose name it nearly is, or the only one that the section leaves out; None when that cannot be told.
    """

    name: str
    section: str
    path: str
    span: Span
    meant: CustomerType | None


def strangers(venture: VentureView, section: str) -> list[Stranger]:
    """Return the names in a section that stand where others name a type, and that no type has."""
    spoken: dict[tuple[str, int], list[Statement]] = {}
    for statement in (*venture.venture.statements, *venture.venture.blanks):
        spoken.setdefault((statement.source.path, statement.source.span.start), []).append(statement)
    return [
        Stranger(node.reading.name, section, node.path, span, _meant(venture, section, node.reading.name))
        for path in venture.venture.notes
        if (root := root_of(venture.around, venture.notes[path]))
        for parent in root.walk()
        if parent.within == section
        for node in _without_type(parent, section, spoken)
        if may_be_somebody(node.reading.name)
        and (is_group(node.reading.name) or _takes_a_place(venture, section, node))
        if (span := _place_of_name(venture, node))
    ]


def _without_type(parent: Node, section: str, spoken: Spoken) -> Iterator[Node]:
    """Yield the labelled lines beneath a node that name no type, where one beside them does."""
    labelled = [node for node in parent.children if _is_labelled(node, section)]
    told = {id(node): _types_of(node, spoken) for node in labelled}
    kinds = {node.kind for node in labelled if told[id(node)]}
    yield from (node for node in labelled if told[id(node)] == set() and node.kind in kinds)


def _is_labelled(node: Node, section: str) -> bool:
    if node.within != section or node.section or is_remark(node):
        return False
    label = node.reading.label
    return node.kind == "heading" or (label is not None and (label.colon or bool(node.children)))


def _types_of(node: Node, spoken: Spoken) -> set[str] | None:
    """Return the types that a line and those below it speak of; None when they say nothing."""
    found = [each for below in node.walk() for each in spoken.get((node.path, below.line.span.start), ())]
    return {identity for each in found for identity in each.types} if found else None


def may_be_somebody(name: str) -> bool:
    """Say whether a label can be a name, and is no word that sorts a section by something else than by whom."""
    folded = fold(name).strip(" :.")
    table = words()
    if folded in table.stop_labels | table.type_labels | table.segment_labels | table.customer_words:
        return False
    if not may_be_name(name) or len(word_list(name)) > LONGEST_NAME or attribute_of(name):
        return False
    return not sections.of_heading(name) and NOT_PEOPLE.isdisjoint(map(singular, word_list(name)))


def is_group(name: str) -> bool:
    """Say whether a name is of many (a plural) or of an institution."""
    return any(singular(word) != word or word in words().institutions for word in phrase(name).nouns)


def _takes_a_place(venture: VentureView, section: str, node: Node) -> bool:
    """Say whether a name is nearly a type's, or is set off like the types' and stands where one of them is left out."""
    name, label = node.reading.name, node.reading.label
    is_set_off = label is not None and label.strong and len(word_list(name)) <= SHORT_NAME
    return _nearly(venture, name) is not None or (is_set_off and bool(_left_out(venture, section)))


def _nearly(venture: VentureView, name: str) -> CustomerType | None:
    names = {
        fold(each): customer for customer in venture.types for each in (customer.label, *customer.aliases)
    }
    found = nearest(fold(name), names)
    return names[found] if found else None


def _meant(venture: VentureView, section: str, name: str) -> CustomerType | None:
    left = _left_out(venture, section)
    return _nearly(venture, name) or (left[0] if len(left) == 1 else None)


def _left_out(venture: VentureView, section: str) -> list[CustomerType]:
    spoken = {identity for each in venture.statements(section) for identity in each.types}
    return [customer for customer in venture.types if customer.id not in spoken]


def _place_of_name(venture: VentureView, node: Node) -> Span | None:
    """Return where a name stands, without the marks around it."""
    at = venture.notes[node.path].text.find(node.reading.name, node.line.span.start, node.line.span.end)
    return Span(at, at + len(node.reading.name)) if at >= 0 and node.reading.name else None
