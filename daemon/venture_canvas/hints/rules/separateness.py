"""The five tests that make groups of customers separate: what passes one, and what passes none."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from venture_canvas.canvas.model import CustomerType, Segment, Separation
from venture_canvas.canvas.phrases import key
from venture_canvas.canvas.sections import CUSTOMERS, JOBS, PROPOSITION
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.lines import shown
from venture_canvas.hints.rule import rule
from venture_canvas.hints.similarity import content_words, likeness
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row

AS_TWO = 0.1
"""Likeness, from 0 to 1, below which two jobs, or two promises, have nothing to do with each other."""
FEWEST_WORDS = 4
"""Words of a promise or job below which two of them are not compared."""
FEWEST_FAILED = 2
"""Tests that must have failed, with none passed, before two segments are called alike."""
MANY_SEGMENTS = 3
TESTED = {
    "offer": "the same offer",
    "channel": "the same channel",
    "relationship": "the same kind of relationship",
    "profitability": "the same price or margin",
    "pays_for": "the same thing that they pay for",
}
"""What two segments share that fail a test."""


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: five tests that make segments separate",
    fix="Make them segments of one type, or say what one of them gets or pays for that the other does not.",
    bad=(
        """\
## Customers
- **Homeowners** (user): with a garden
- ⟦**Tenants**⟧ (user): with a garden

## Jobs to be Done
- **Homeowners**: have a garden without three weekends of work
- **Tenants**: have a garden without three weekends of work

## Unique Value Proposition
- **Homeowners**: planted by Sunday and the tiles are gone
- **Tenants**: planted by Sunday, and the tiles are gone
""",
    ),
    good=(
        """\
## Customers
- **Homeowners** (user): with a garden
- **Housing companies** (payer): with many gardens

## Jobs to be Done
- **Homeowners**: have a garden without three weekends of work
- **Housing companies**: have a garden without three weekends of work

## Unique Value Proposition
- **Homeowners**: planted by Sunday and the tiles are gone
- **Housing companies**: planted by Sunday and the tiles are gone
""",
        """\
## Customers
- **Homeowners** (user): with a garden
- **Tenants** (user): with a garden

## Jobs to be Done
- **Homeowners/tenants**: have a garden without three weekends of work

## Unique Value Proposition
- **Homeowners**: planted by Sunday and the tiles are gone
- **Tenants**: taken along when you move out
""",
    ),
)
def types_not_separate(venture: VentureView) -> Iterator[Finding]:
    """Two customer types want the same, are promised the same and play the same part.

    They pass none of the five tests that make groups separate. As segments of one type they share one job and one promise, and you
    have one thing less to keep true.
    """
    first: dict[tuple[object, ...], CustomerType] = {}
    for customer in venture.types:
        profile = _profile(venture, customer)
        if profile is None:
            continue
        other = first.setdefault(profile, customer)
        if other is not customer:
            yield Finding(
                path=customer.source.path,
                span=shown(venture.notes[customer.source.path], customer.source.span),
                message=f"{customer.label} and {other.label} want the same and are promised the same. Are they two segments of one type?",
                related=(Related(other.source.path, other.source.span, f"{other.label} stand here."),),
                section=CUSTOMERS,
            )


def _profile(venture: VentureView, customer: CustomerType) -> tuple[object, ...] | None:
    """Return what tells one type from another, in comparable form; None unless its job and its promise are written for it alone."""
    said = []
    for section in (JOBS, PROPOSITION):
        own = [each.text for each in venture.statements(section) if each.types == (customer.id,)]
        meaning = content_words(" ".join(own))
        if len(meaning) < FEWEST_WORDS:
            return None
        said.append(meaning)
    attributes = frozenset((each.name, key(each.text)) for each in customer.attributes)
    return (*said, frozenset(customer.roles), attributes)


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: segments of one type share job and value proposition, or nearly",
    fix="Make one of them a type, if it plays a part of its own.",
    bad=(
        """\
## Customers
- **Users** (user): of the square
  - Students
  - ⟦Recruiters⟧
- **City** (funder): pays for the tent

## Jobs to be Done
- **Students**: meet friends after the last lecture
- **Recruiters**: hire graduates before they leave town

## Unique Value Proposition
- **Students**: coffee, music and faces you know
- **Recruiters**: ten good conversations in one evening
""",
    ),
    good=(
        """\
## Customers
- **Users** (user): of the square
  - Students
  - Recruiters
- **City** (funder): pays for the tent

## Jobs to be Done
- **Students**: meet friends after the last lecture
- **Recruiters**: hire graduates before they leave town

## Unique Value Proposition
- **Users**: everybody worth meeting in one tent
""",
        """\
## Customers
- **Users** (user): of the square
  - Students
  - Pensioners

## Jobs to be Done
- **Students**: meet friends after the last lecture
- **Pensioners**: meet friends after the market

## Unique Value Proposition
- **Students**: coffee, music and faces you know
- **Pensioners**: coffee, shade and faces you know
""",
    ),
)
def segment_needs_own_offer(venture: VentureView) -> Iterator[Finding]:
    """Two segments of one type have quite different jobs and promises.

    Segments of a type want nearly the same. Where both the job and the promise differ, one of them plays another part, and deserves
    to be looked at as a customer type.
    """
    said = _said_of_segments(venture)
    for customer in venture.types:
        told = [(segment, _own_words(said, customer, segment)) for segment in _served(customer)]
        compared = [(segment, found) for segment, found in told if found]
        for (one, first), (other, second) in pairwise(compared):
            if all(likeness(mine, yours) < AS_TWO for mine, yours in zip(first, second, strict=True)):
                yield Finding(
                    path=other.source.path,
                    span=shown(venture.notes[other.source.path], other.source.span),
                    message=f"{other.label} and {one.label} want different things and are promised different things. Is one of them a customer type?",
                    related=(Related(one.source.path, one.source.span, f"{one.label} stand here."),),
                    section=CUSTOMERS,
                )


def _served(customer: CustomerType) -> list[Segment]:
    return [segment for segment in customer.segments if segment.decision == "serve"]


def _said_of_segments(venture: VentureView) -> dict[tuple[str, str, str], str]:
    """Return what is written for one segment alone, by section, type and segment."""
    found: dict[tuple[str, str, str], str] = {}
    for section in (JOBS, PROPOSITION):
        for each in venture.statements(section):
            if each.segment and len(each.types) == 1:
                place = (section, each.types[0], each.segment)
                found[place] = f"{found.get(place, '')} {each.text}"
    return found


def _own_words(
    said: Mapping[tuple[str, str, str], str], customer: CustomerType, segment: Segment
) -> tuple[frozenset[str], ...] | None:
    """Return the words of a segment's own job and of its own promise; None unless both are written, and not too short."""
    found = tuple(
        content_words(said.get((section, customer.id, segment.label), "")) for section in (JOBS, PROPOSITION)
    )
    return found if all(len(each) >= FEWEST_WORDS for each in found) else None


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: five tests that make segments separate; one is enough",
    fix="Join the two, or write down the one thing that differs.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
  - Nurses
    - Price: £9 a night
    - Channel: the ward's notice board
  - ⟦Cleaners⟧
    - Price: £9 a night
    - Channel: the ward's notice board

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
  - Nurses
    - Price: £9 a night
    - Channel: the ward's notice board
  - Cleaners
    - Price: £9 a night
    - Channel: the agency

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (payer): two-job homes
  - Nurses
  - Cleaners

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def segments_not_separate(venture: VentureView) -> Iterator[Finding]:
    """Two segments are the same in everything that is written about them.

    Segments are worth keeping apart when they need another offer, come through another channel, want another relationship, earn you
    more or less, or pay for something else. Where nothing of that differs, they are one.
    """
    for customer in venture.types:
        places = {segment.label: segment.source for segment in customer.segments}
        told: set[str] = set()
        for pair in customer.separations:
            one, other = pair.segments
            same = _failed(pair)
            if same and other not in told:
                told.add(other)
                yield Finding(
                    path=places[other].path,
                    span=shown(venture.notes[places[other].path], places[other].span),
                    message=f"{other} and {one} have {in_a_row(same)}. What else makes them two segments?",
                    related=(Related(places[one].path, places[one].span, f"{one} stand here."),),
                    section=CUSTOMERS,
                )


def _failed(pair: Separation) -> list[str]:
    """Return what two segments have in common, when they pass no test and fail enough of them."""
    failed = [TESTED[test.name] for test in pair.tests if test.result == "failed"]
    passed = any(test.result == "passed" for test in pair.tests)
    return failed if len(failed) >= FEWEST_FAILED and not passed else []


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: five tests that make segments separate",
    fix="Write one thing that differs below each segment: its offer, channel, price.",
    on=False,
    bad=(
        """\
## Customers
- ⟦**Firms**⟧ (payer): in town
  - Agencies
  - Start-ups
  - Family firms

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Firms** (payer): in town
  - Agencies
  - Start-ups

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def segment_split_untested(venture: VentureView) -> Iterator[Finding]:
    """A type has three or more segments, and nothing says what tells them apart.

    A split that changes nothing you do is a list. Off by default: early on, a list of who they might be is a fair beginning.
    """
    for customer in venture.types:
        tests = [test.result for pair in customer.separations for test in pair.tests]
        if len(_served(customer)) >= MANY_SEGMENTS and all(result == "unknown" for result in tests):
            labels = [segment.label for segment in _served(customer)]
            yield Finding(
                path=customer.source.path,
                span=shown(venture.notes[customer.source.path], customer.source.span),
                message=f"What do you do differently for {in_a_row(labels)}? Write one difference below each.",
                section=CUSTOMERS,
            )
