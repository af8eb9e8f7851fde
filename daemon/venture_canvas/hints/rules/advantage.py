"""The unfair advantage: why nobody else can keep the promise."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.sections import PROPOSITION
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.listing import items_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.similarity import content_words, likeness
from venture_canvas.hints.views import VentureView

ADVANTAGE = "advantage"
WEAK = re.compile(
    r"(?:(?:we|our|being|having|the|a|an|are|is|have|with|of) )*(?:first[- ]movers?(?: advantage)?|first to market|first on the market|being first|the first|"
    r"passion(?:ate)?(?: team| founders?| people)?|passion (?:for .*|of (?:the|our) (?:whole )?(?:team|founders?|people))|hard work|hard[- ]working team|great team|good team|strong team|dedicated team|experienced team|"
    r"(?:great|good|high|best|better|excellent) (?:customer )?(?:quality|service|support)|quality service|customer service|care more|we care more|low prices?|lower prices?)[.! ]*",
    re.IGNORECASE,
)
AS_THE_PROMISE = 0.6
FEWEST_WORDS = 3
TYPES = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (payer): night wards
- **Sponsors** (sponsor): two firms

## Unique Value Proposition
- **Parents and clinics**: nobody alone at night

"""


@rule(
    severity="hint",
    reads="venture",
    source="The sections: an advantage is hard to copy; common mistake: passion, being first",
    fix="Ask what a rival with money could not buy or copy within two years.",
    bad=(
        TYPES + "## Advantage\n- ⟦First-mover advantage⟧\n- a contract with the port until 2034\n",
        TYPES + "## Unfair Advantage\n⟦Our passionate team⟧\n",
        TYPES + "## Advantage\n- ⟦We are the first movers.⟧\n- ⟦Passion of the team⟧\n",
    ),
    good=(
        TYPES + "## Advantage\n- network effects: every parent brings two\n",
        TYPES + "## Advantage\n- the first licence in the county, until 2030\n",
        TYPES + "## Advantage\n- a team of three who hold the patent\n",
    ),
)
def advantage_weak(venture: VentureView) -> Iterator[Finding]:
    """An advantage is easy to copy: being first, passion, a good team.

    A rival with more money can be passionate too, and second movers learn from the first. What lasts is what cannot be bought.
    """
    for statement in venture.statements(ADVANTAGE):
        weak = next((item for item in items_of(plain(statement.text)) if WEAK.fullmatch(item)), None)
        if weak:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"“{weak}” can be copied. What could a rival with more money not buy within two years?",
                section=ADVANTAGE,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: an advantage is leverage that is hard to copy; the value proposition is the benefit promised",
    fix="Write here why only you can keep the promise.",
    bad=(
        TYPES.replace("nobody alone at night", "a verified plastic-free supply chain")
        + "## Advantage\n⟦Verified plastic-free supply chain⟧\n",
    ),
    good=(
        TYPES.replace("nobody alone at night", "a verified plastic-free supply chain")
        + "## Advantage\nAn exclusive contract with the only supplier\n",
    ),
)
def advantage_equals_uvp(venture: VentureView) -> Iterator[Finding]:
    """The advantage repeats the promise.

    The promise is what customers get. The advantage is why nobody else can promise it, or not for long.
    """
    promises = [(content_words(each.text), each) for each in venture.statements(PROPOSITION)[:20]]
    for statement in venture.statements(ADVANTAGE):
        found = content_words(statement.text)
        alike = next((each for words, each in promises if likeness(found, words) > AS_THE_PROMISE), None)
        if alike and len(found) >= FEWEST_WORDS:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="This is what you promise. Why can nobody else promise it?",
                related=(Related(alike.source.path, alike.source.span, "The promise says it too."),),
                section=ADVANTAGE,
            )
