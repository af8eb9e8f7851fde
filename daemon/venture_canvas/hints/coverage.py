"""Which customer types a section leaves out, and what it says of two of them in the same words."""

from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.canvas.drafts import may_be_name
from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.phrases import phrase, stems, word_list
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.sections import begun
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.strangers import strangers
from venture_canvas.hints.views import VentureView

FEWEST_WORDS = 2
"""Words that carry meaning below which two equal texts may be no more than a remark, such as `same`."""
FEWEST_NAMED = 2
"""Types that a section must name, line by line, before another one can be missing there."""


def left_out(venture: VentureView, section: str) -> Iterator[CustomerType]:
    """Yield the types of which a section says nothing, although it speaks of others by name.

    None where a line carries a name that no type has: it may mean the very type that seems to be left out. Nor a type of which it
    is in doubt whether it is one: that is told once.
    """
    doubted = in_doubt(venture)
    yield from (customer for customer in _left_out(venture, section) if customer.id not in doubted)


def left_out_line_by_line(
    venture: VentureView, section: str, fewest: int = FEWEST_NAMED
) -> list[CustomerType]:
    """Return the types that a section leaves out whose every line is for a type, and which names at least a few, two by default."""
    told = venture.statements(section)
    named = {identity for statement in told for identity in statement.types}
    by_name = all(statement.types and statement.label for statement in told)
    if not by_name or len(named) < fewest:
        return []
    named |= begun(venture, section) | in_doubt(venture)
    return [customer for customer in venture.types if customer.id not in named]


def in_doubt(venture: VentureView) -> frozenset[str]:
    """Return the ids of the types that play no part anywhere, or sound like a part of another type."""
    doubted = (*without_part(venture), *(part for part, _ in parts_of_types(venture)))
    return frozenset(customer.id for customer in doubted)


def parts_of_types(venture: VentureView) -> list[tuple[CustomerType, CustomerType]]:
    """Return the types that sound like a segment of another, each with that one: `Single parents` beside `Parents`.

    Not those with a role, a job or a promise that the other has not.
    """
    bare = {phrase(each.label).head: each for each in venture.types if not phrase(each.label).modifiers}
    told = (*venture.statements(sections.JOBS), *venture.statements(sections.PROPOSITION))
    addressed = {each.types for each in told}
    return [
        (customer, whole)
        for customer in venture.types
        if (named := phrase(customer.label)).modifiers and not named.rest
        if (whole := bare.get(named.head)) and set(customer.roles) <= set(whole.roles)
        if (customer.id,) not in addressed
    ]


def without_part(venture: VentureView) -> tuple[CustomerType, ...]:
    """Return the types without a role that jobs and value propositions both leave out and no other section speaks of."""
    without_job = _left_out(venture, sections.JOBS)
    without_promise = _left_out(venture, sections.PROPOSITION) if without_job else []
    idle = [customer for customer in without_job if customer in without_promise and not customer.roles]
    if not idle:
        return ()
    spoken = {identity for each in venture.venture.statements for identity in each.types}
    spoken |= {identity for each in venture.venture.participants for identity in each.customer_types}
    found = {
        stem
        for section in venture.venture.sections
        if section.tag != sections.CUSTOMERS
        for word in word_list(section.text)
        for stem in stems(word)
    }
    return tuple(
        customer
        for customer in idle
        if customer.id not in spoken and stems(phrase(customer.label).head).isdisjoint(found)
    )


def _left_out(venture: VentureView, section: str) -> list[CustomerType]:
    if not venture.is_attributed(section) or _names_a_stranger(venture, section):
        return []
    spoken = {identity for statement in venture.statements(section) for identity in statement.types}
    spoken |= begun(venture, section)
    # A line with the type's mark and another's name is a slip in one of the two; it may well be the type's own.
    marks = {mark for each in venture.statements(section) for mark in (*each.colours, *each.numbers)}
    spoken |= {each.id for each in venture.types if not each.marker.assigned and each.marker.number in marks}
    return [customer for customer in venture.types if customer.id not in spoken]


def said_twice(venture: VentureView, section: str) -> Iterator[tuple[Statement, Statement]]:
    """Yield the statements that repeat, in the same words, what was said of another type before, each with the first."""
    first: dict[frozenset[str], Statement] = {}
    for statement in venture.statements(section):
        if not statement.types or len(content_words(statement.text)) < FEWEST_WORDS:
            continue
        before = first.setdefault(content_words(statement.text), statement)
        if set(before.types).isdisjoint(statement.types):
            yield statement, before


def names(venture: VentureView, statement: Statement) -> str:
    """Return the labels of the types that a statement speaks of, joined."""
    labels = [customer.label for customer in venture.types if customer.id in statement.types]
    return " and ".join((", ".join(labels[:-1]), labels[-1])) if len(labels) > 1 else "".join(labels)


def _names_a_stranger(venture: VentureView, section: str) -> bool:
    return bool(strangers(venture, section)) or any(
        statement.label
        and not statement.types
        and may_be_name(statement.label)
        and fold(statement.label) not in words().stop_labels
        and sections.of_heading(statement.label) is None
        for statement in venture.statements(section)
    )
