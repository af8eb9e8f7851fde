"""Early adopters: who wants it most and comes first."""

from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType, Segment
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.sections import EARLY_ADOPTERS, JOBS, PROPOSITION
from venture_canvas.hints.coverage import names
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import stands
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

STAGES = ("idea-stage", "unknown")
"""Stages in which early adopters are looked for; of the early stage itself the hint about missing sections speaks."""
ATTITUDES = frozenset({
    "passionate", "passion", "innovative", "innovator", "forward", "thinking", "motivated", "curious", "visionary",
    "conscious", "values", "driven", "open", "minded", "enthusiastic", "enthusiast", "committed", "engaged", "progressive",
    "ambitious", "caring", "early", "adopter", "first", "tech", "savvy", "interested", "interest", "eager", "keen",
    "adventurous", "pioneer", "pioneering", "mission", "aware", "responsible",
})  # fmt: skip
ANYBODY = frozenset({
    "people", "person", "customer", "user", "client", "group", "individual", "family", "one", "folk", "woman", "man",
})  # fmt: skip
TYPES = """\
## Customers
- **Parents** (payer): two-job homes
  - Night-shift nurses
  - Cleaners

"""


@rule(
    severity="hint",
    reads="venture",
    source="The sections: early adopters are who wants it most and comes first",
    fix="Add who would want it first, narrow enough that you could find ten of them.",
    bad=(
        """\
## Customers
- ⟦**Parents**⟧ (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        TYPES
        + "## Jobs to be Done\n- sleep\n\n## Early Adopters\nNurses with a first child under six months\n",
        TYPES + "## Jobs to be Done\n- sleep\n\n## Early Adopters\n",
        "---\ntags: [growth-stage]\n---\n" + TYPES + "## Jobs to be Done\n- sleep\n",
        "## Customers\n- **The Ministry of Water**: pays for it all\n\n## Jobs to be Done\n- report a rate\n",
    ),
)
def early_adopters_missing(venture: VentureView) -> Iterator[Finding]:
    """Nothing says yet who the early adopters are.

    A new venture is first bought by the few who need it most. Who they are decides whom you talk to this week, and what you build
    first.
    """
    told = venture.statements(JOBS) or venture.statements(PROPOSITION)
    many = [customer for customer in venture.types if not customer.single]
    named = venture.statements(EARLY_ADOPTERS) or stands(venture, EARLY_ADOPTERS)
    if many and told and not named and venture.venture.stage in STAGES:
        yield Finding(
            path=many[0].source.path,
            span=many[0].source.span,
            message=f"Who among {_listed(many)} needs this most and would come first? Add early adopters, narrow enough that you could find ten.",
            section=EARLY_ADOPTERS,
        )


def _listed(customers: list[CustomerType]) -> str:
    labels = [customer.label for customer in customers]
    return " and ".join((", ".join(labels[:-1]), labels[-1])) if len(labels) > 1 else labels[0]


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: a type that is one organisation needs no early adopters",
    fix="Take the line out, or say in Customers which organisations there are.",
    bad=(
        "## Customers\n- **The Ministry of Water**: funds the pumps\n- **Villages**: use them\n\n## Early Adopters\n- ⟦**Ministry**: the pilot officers⟧\n- **Villages**: the four on the Nkhoma road\n",
    ),
    good=(
        "## Customers\n- **Foundations**: fund the pumps\n- **Villages**: use them\n\n## Early Adopters\n- **Foundations**: the two that know us\n- **Villages**: the four on the Nkhoma road\n",
        "## Customers\n- **The Ministry of Water**: funds the pumps\n\n## Early Adopters\nthe pilot officers\n",
    ),
)
def early_adopters_not_needed(venture: VentureView) -> Iterator[Finding]:
    """A type that is one organisation has early adopters.

    Early adopters are the first among many. One organisation has no first: it says yes or no, and a person in it who likes you is
    a contact.
    """
    single = {customer.id for customer in venture.types if customer.single}
    for statement in venture.statements(EARLY_ADOPTERS):
        if statement.types and single.issuperset(statement.types) and statement.attribution != "only-type":
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"{names(venture, statement)} is one organisation, so it needs no early adopters. If there are several, list them in Customers.",
                section=EARLY_ADOPTERS,
            )


@rule(
    severity="warning",
    reads="venture",
    source="The sections: early adopters are narrower than the segment; common mistake: the segment again",
    fix="Narrow them down by something that you can see: where they are, what happened to them, what they tried already.",
    bad=(
        TYPES + "## Early Adopters\n- ⟦Night-shift nurses⟧\n",
        TYPES + "## Early Adopters\n- ⟦The parents⟧\n",
        "## Customers\n- **Parents** (payer): two-job homes around the hospital\n\n## Early Adopters\n- ⟦**Parents**: two-job homes around the hospital⟧\n",
    ),
    good=(
        TYPES + "## Early Adopters\n- Night-shift nurses with a newborn\n",
        "## Customers\n- **Parents** (payer): two-job homes\n\n## Early Adopters\n- **Parents**: two-job homes with twins\n",
        TYPES + "## Early Adopters\n- **Parents**: with a newborn\n",
    ),
)
def early_adopters_equal_segment(venture: VentureView) -> Iterator[Finding]:
    """The early adopters are a whole type or segment again.

    The first customers are a part of the group: those who need it most and can be found. Named as the whole group, they give no
    hint where to begin.
    """
    groups = {content_words(group.description): group for group in _groups(venture)}
    groups |= {content_words(group.label): group for group in _groups(venture)}
    for statement in venture.statements(EARLY_ADOPTERS):
        found = content_words(statement.text)
        alike = groups.get(found)
        if found and alike:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"“{plain(alike.label)}” is the whole group. Which of them need it most, and how would you recognise them?",
                related=(Related(alike.source.path, alike.source.span, "The group is named here."),),
                section=EARLY_ADOPTERS,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: early adopters can be found; common mistake: attitudes only",
    fix="Add what could be checked: a place, a number, something that they did.",
    bad=(TYPES + "## Early Adopters\n- ⟦Passionate, forward-thinking parents⟧\n",),
    good=(
        TYPES + "## Early Adopters\n- Passionate parents in the night-shift forum who tried two sitters\n",
        TYPES + "## Early Adopters\n- Parents with a newborn\n",
        TYPES + "## Erste Kunden\n- neugierige Eltern\n",
    ),
)
def early_adopters_unobservable(venture: VentureView) -> Iterator[Finding]:
    """Early adopters are described by their attitude only.

    Nobody wears curiosity on the sleeve. What can be seen, such as where they meet or what they tried already, tells where to find
    them.
    """
    groups = {word for group in _groups(venture) for word in content_words(group.label)}
    for statement in venture.statements(EARLY_ADOPTERS):
        found = content_words(statement.text)
        if found & ATTITUDES and not found - ATTITUDES - ANYBODY - groups:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="You cannot see this from outside. Where are they, what have they tried, what happened to them lately?",
                section=EARLY_ADOPTERS,
            )


def _groups(venture: VentureView) -> Iterator[CustomerType | Segment]:
    for customer in venture.types:
        yield customer
        yield from customer.segments
