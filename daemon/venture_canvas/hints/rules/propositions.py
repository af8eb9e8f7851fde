"""The unique value proposition: a benefit promised to each customer type, and what it only repeats."""

from collections.abc import Iterator, Sequence
from itertools import islice

from venture_canvas.canvas.model import Statement
from venture_canvas.canvas.sections import JOBS, PROPOSITION
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import left_out, names, said_twice
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_places
from venture_canvas.hints.similarity import content_words, likeness
from venture_canvas.hints.views import VentureView

AS_THE_SOLUTION = 0.5
AS_THE_JOB = 0.6
FEWEST_WORDS = 3
"""Words that carry meaning below which two texts are too short to be compared."""
MOST_COMPARED = 20
"""Statements of a section that each promise is compared with."""
TYPES = """\
# Nightnest

## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

"""


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: each type needs its own job and its own value proposition",
    fix="Adds a line for the type to the value propositions, for you to fill in.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Unique Value Proposition
- **Parents**: the same face at bedtime and at breakfast
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Unique Value Proposition
*Nobody alone at night.*

**Parents:** the same face at bedtime and at breakfast
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards

## Unique Value Proposition

**Parents**
- the same face at bedtime and at breakfast

## Solution
Beds at night.
""",
    ),
    good=(
        TYPES
        + "## Unique Value Proposition\n- **Parents**: the same face at breakfast\n- **Clinics**: a full rota\n",
        TYPES + "## Unique Value Proposition\nNobody alone at night.\n",
        TYPES + "## Unique Value Proposition\n- **Parents/clinics**: the same face at breakfast\n",
        TYPES + "## Unique Value Proposition\n- **Parents**: the same face at breakfast\n- **Clinics**:\n",
    ),
)
def type_without_uvp(venture: VentureView) -> Iterator[Finding]:
    """A customer type has no value proposition, while another has one.

    Every type that the venture needs must be given a reason to take part. A type without a promise of its own is a type that you
    hope will come along.
    """
    for customer in left_out(venture, PROPOSITION):
        yield Finding(
            path=customer.source.path,
            span=customer.source.span,
            message=f"{customer.label}: no value proposition yet. What do you promise them, and why is it better than what they do today?",
            related=section_places(venture, PROPOSITION, "The promises are listed here."),
            fixes=add_a_line(venture, PROPOSITION, customer, f"Add a value proposition for {customer.label}"),
            section=PROPOSITION,
        )


@rule(
    severity="info",
    reads="venture",
    source="The sections: one value proposition per type; common mistake: one line for all",
    fix="Write for each of the two what it gets; or name both in one line, when it is the same on purpose.",
    bad=(
        TYPES
        + "## Unique Value Proposition\n- **Parents**: Nobody alone at night\n- ⟦**Clinics**: Nobody alone, at night.⟧\n",
    ),
    good=(
        TYPES + "## Unique Value Proposition\n- **Parents/clinics**: nobody alone at night\n",
        TYPES + "## Unique Value Proposition\n- **Parents**: nobody alone at night\n- **Clinics**: same\n",
        TYPES
        + "## Unique Value Proposition\n- **Parents**: nobody alone at night\n- **Parents**: nobody alone at night\n",
    ),
)
def uvp_shared(venture: VentureView) -> Iterator[Finding]:
    """Two customer types get the same promise, word for word.

    Each type has another job, so the same words cannot answer both. Often the line was written for one and copied for the other.
    """
    for statement, first in said_twice(venture, PROPOSITION):
        yield Finding(
            path=statement.source.path,
            span=statement.source.span,
            message=f"{names(venture, statement)} and {names(venture, first)} are promised the same, word for word. What do {names(venture, statement)} get out of it?",
            related=(Related(first.source.path, first.source.span, "The same words stand here."),),
            section=PROPOSITION,
        )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: common mistake in the value proposition: a copy of the solution",
    fix="Say in the promise what changes for them; leave what you build to the solution.",
    bad=(
        TYPES
        + "## Unique Value Proposition\n⟦A curated shop of durable baby goods⟧\n\n## Solution\nCurated shop of durable goods for the baby.\n",
    ),
    good=(
        TYPES
        + "## Unique Value Proposition\nSleep till noon while the baby is safe\n\n## Solution\nBeds for babies, open at night.\n",
        TYPES + "## Unique Value Proposition\nA safe bed\n\n## Solution\nA safe bed\n",
    ),
)
def uvp_equals_solution(venture: VentureView) -> Iterator[Finding]:
    """A promise says the same as the solution.

    The solution is what you build; the promise is what gets better for the customers because of it. With one text for both, nobody
    sees why they should care.
    """
    yield from _repeats(
        venture,
        venture.statements("solution"),
        limit=AS_THE_SOLUTION,
        message="This promise says what the solution says. What gets better for them because of it?",
    )


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: the value proposition answers the job",
    fix="Answer the job: what do they get, and what is better than today?",
    bad=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep until noon after the night shift\n\n## Unique Value Proposition\n- ⟦**Parents**: Sleep until noon after the night shift!⟧\n",
    ),
    good=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: sleep until noon after the night shift\n\n## Unique Value Proposition\n- **Parents**: the same face at bedtime and breakfast, so that you sleep\n",
        TYPES
        + "## Jobs to be Done\n- **Clinics**: sleep until noon after the night shift\n\n## Unique Value Proposition\n- **Parents**: Sleep until noon after the night shift!\n",
    ),
)
def uvp_equals_job(venture: VentureView) -> Iterator[Finding]:
    """A promise only repeats the job.

    The job is what they want; the promise says what you do about it, and why that beats what they do today.
    """
    jobs: dict[str, list[Statement]] = {}
    for statement in venture.statements(JOBS):
        for identity in statement.types:
            jobs.setdefault(identity, []).append(statement)
    for identity, wanted in jobs.items():
        yield from _repeats(
            venture,
            wanted,
            limit=AS_THE_JOB,
            message="This promise repeats the job. What do they get from you that they do not get today?",
            identity=identity,
        )


def _repeats(
    venture: VentureView,
    others: Sequence[Statement],
    *,
    limit: float,
    message: str,
    identity: str | None = None,
) -> Iterator[Finding]:
    """Yield a finding for each promise, of one type if given, whose words are, beyond a limit, those of another statement."""
    compared = [
        (content_words(other.text), other)
        for other in islice(others, MOST_COMPARED)
        if len(content_words(other.text)) >= FEWEST_WORDS
    ]
    for statement in venture.statements(PROPOSITION):
        found = content_words(statement.text)
        if len(found) < FEWEST_WORDS or (identity is not None and identity not in statement.types):
            continue
        alike = next((other for wanted, other in compared if likeness(found, wanted) > limit), None)
        if alike:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=message,
                related=(Related(alike.source.path, alike.source.span, "It is said here."),),
                section=PROPOSITION,
            )
