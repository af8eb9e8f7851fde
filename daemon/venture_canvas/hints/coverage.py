"""Which customer types a section leaves out, and what it says of two of them in the same words."""

from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.sections import begun
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

FEWEST_WORDS = 2
"""Words that carry meaning below which two equal texts may be no more than a remark, such as `same`."""


def left_out(venture: VentureView, section: str) -> Iterator[CustomerType]:
    """Yield the types of which a section says nothing, although it speaks of others by name.

    None where a line carries a name that no type has: it may mean the very type that seems to be left out.
    """
    if not venture.is_attributed(section) or _names_a_stranger(venture, section):
        return
    spoken = {identity for statement in venture.statements(section) for identity in statement.types}
    spoken |= begun(venture, section)
    yield from (customer for customer in venture.types if customer.id not in spoken)


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
    return any(
        statement.label
        and not statement.types
        and fold(statement.label) not in words().stop_labels
        and sections.of_heading(statement.label) is None
        for statement in venture.statements(section)
    )
