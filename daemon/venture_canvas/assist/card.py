"""A customer type on a card: its parts in the model, and whether its segments are separate."""

from collections.abc import Iterable, Iterator

from venture_canvas.canvas.model import CustomerType, Segment, Separation, TestName
from venture_canvas.canvas.sections import EARLY_ADOPTERS, JOBS, PROPOSITION
from venture_canvas.hints.marks import mark_of
from venture_canvas.hints.views import VentureView

SAID = {"Job": JOBS, "Promise": PROPOSITION, "Early adopters": EARLY_ADOPTERS}
TESTS: dict[TestName, str] = {
    "offer": "offer",
    "channel": "channel",
    "relationship": "kind of relationship",
    "profitability": "price or margin",
    "pays_for": "what they pay for",
}
"""The five tests of separate segments in words: what differs between two of them."""
RESULTS = {"passed": "differs", "failed": "the same", "unknown": "not said"}


def title(venture: VentureView, customer: CustomerType) -> str:
    """Return the name of a type, after its colour or number if it has one."""
    mark = mark_of(venture, customer)
    return f"{mark.text} {customer.label}" if mark else customer.label


def card(venture: VentureView, customer: CustomerType) -> tuple[str, ...]:
    """Return the lines of a type's card, as Markdown."""
    facts = (
        ("Roles", ", ".join(customer.roles) or "none said yet"),
        ("Marker", _marker(customer)),
        *((name, _said(venture, section, customer)) for name, section in SAID.items()),
        ("Segments", "; ".join(map(_segment, customer.segments))),
    )
    described = (customer.description,) if customer.description else ()
    told = (f"**{name}:** {text}" for name, text in facts if text)
    return (*described, *told, *_tests(customer.separations))


def _marker(customer: CustomerType) -> str:
    return f"{customer.marker.number}{' (not written yet)' if customer.marker.assigned else ''}"


def _said(venture: VentureView, section: str, customer: CustomerType) -> str:
    return "; ".join(each.text for each in venture.statements(section, customer)) or "none yet"


def _segment(segment: Segment) -> str:
    if segment.decision == "serve":
        return segment.label
    return f"{segment.label} (left out{f': {segment.reason}' if segment.reason else ''})"


def _tests(separations: Iterable[Separation]) -> Iterator[str]:
    """Yield a table of the five tests for each two segments: one that differs makes them separate."""
    found = tuple(separations)
    if not found:
        return
    pairs = [" and ".join(map(_in_a_cell, each.segments)) for each in found]
    yield ""
    yield f"| Separate? | {' | '.join(pairs)} |"
    yield f"| --- |{' --- |' * len(pairs)}"
    for name, words in TESTS.items():
        results = [test.result for each in found for test in each.tests if test.name == name]
        yield f"| {words} | {' | '.join(RESULTS[result] for result in results)} |"


def _in_a_cell(text: str) -> str:
    return text.replace("|", r"\|")
