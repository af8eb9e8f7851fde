"""The economic model: channels, revenue, costs and advantage, and whether they agree with the customers."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.phrases import plain, singular, word_list
from venture_canvas.canvas.sections import CUSTOMERS, PROPOSITION
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import in_doubt
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.listing import items_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import begun, section_places
from venture_canvas.hints.similarity import content_words, likeness
from venture_canvas.hints.views import VentureView

CHANNELS, REVENUE, ADVANTAGE = "channels", "revenue", "advantage"
ONE_OFF = re.compile(
    r"(?<!no )(?<!not )(?<!without )(?<!instead of )(?<!rather than )(?<!after the )\b(?:investor (?:funding|money|capital)|(?:funding|money|capital) from (?:\w+ )?investors|angel (?:investors?|investments?|money|funding)"
    r"|seed (?:funding|rounds?|money|capital|investment)|venture capital|equity (?:investment|funding|round|capital)|series [ab]\b(?: round)?"
    r"|start-?up (?:grants?|loans?|funding|capital)|start up (?:grants?|loans?|funding|capital)|crowd ?funding(?: campaign)?|bank loans?|founders'? (?:savings|loans?|money)|prize money)\b",
    re.IGNORECASE,
)
WHOLLY_ONE_OFF = frozenset(
    {"investment", "investments", "investors", "investor", "loan", "loans", "savings", "investoren", "investisseurs", "inversores", "investidores", "investeerders"}
)  # fmt: skip
PAYING = frozenset({"payer", "funder", "sponsor", "advertiser", "public buyer", "licensee"})
FEWEST_NAMED = 2
"""Types that a section must name, line by line, before another one can be missing there."""
WINNING = frozenset({
    "marketing", "seo", "sem", "ad", "advert", "advertising", "advertisement", "facebook", "instagram", "tiktok", "youtube",
    "linkedin", "twitter", "influencer", "referral", "talk", "pr", "flyer", "poster",
    "billboard", "google", "social", "media", "word", "mouth", "campaign", "trade", "fair",
    "conference",
})  # fmt: skip
JOINING = frozenset({"and", "of", "on", "at", "in", "the", "our", "a"})
WEAK = re.compile(
    r"(?:(?:we|our|being|having|the|a|an|are|is|have|with|of) )*(?:first[- ]mover(?: advantage)?|first to market|first on the market|being first|the first|"
    r"passion(?:ate)?(?: team| founders?| people)?|passion for .*|hard work|hard[- ]working team|great team|good team|strong team|dedicated team|experienced team|"
    r"(?:great|good|high|best|better|excellent) (?:customer )?(?:quality|service|support)|quality service|customer service|care more|we care more|low prices?|lower prices?)[.! ]*",
    re.IGNORECASE,
)
AS_THE_PROMISE = 0.6
FEWEST_WORDS = 3
MARKET = {"size": "how many there are", "price": "what they pay"}
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
    source="The sections: revenue is regular income at scale; common mistake: investment, start-up grants",
    fix="Move it to a note about funding; keep here what comes in again and again.",
    bad=(
        TYPES + "## Revenue\n- €30 a night\n- ⟦Seed funding from two angels⟧\n",
        TYPES + "## Revenue\n- €30 a night\n- ⟦Investors⟧\n",
    ),
    good=(
        TYPES + "## Revenue\n- €30 a night\n- fees for investment advice\n",
        TYPES + "## Revenue\n- €30 a night, without venture capital\n",
        TYPES + "## Revenue\n- interest on small loans, 4 % margin\n",
        "## Customers\n- **Start-ups** (payer): they run crowdfunding campaigns\n\n## Revenue\n- a fee on each crowdfunding campaign\n\n## Solution\nA site.\n",
    ),
)
def revenue_startup_funding(venture: VentureView) -> Iterator[Finding]:
    """Money to start with stands among the revenue.

    Revenue is what comes in again and again once the venture runs. Investment, loans and start-up grants pay for getting there, and
    make a model look alive that does not earn yet.
    """
    sold = content_words(" ".join(f"{customer.label} {customer.description}" for customer in venture.types))
    for statement in venture.statements(REVENUE):
        text = plain(statement.text)
        found = ONE_OFF.search(text)
        told = found[0] if found else text if fold(text).strip(" .") in WHOLLY_ONE_OFF else ""
        if told and sold.isdisjoint(content_words(told)):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"“{told}” gets you started; it is no income that comes again. What do customers or funders pay for, month after month?",
                section=REVENUE,
            )


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: at least one type pays; revenue streams are tied to a type",
    fix="Write in Customers who pays.",
    bad=("## Purpose\nNobody alone at night.\n\n## Customers\n\n## Revenue\n⟦Monthly fees⟧\n",),
    good=(
        "## Purpose\nNobody alone at night.\n\n## Customers\n- **Parents**: two-job homes\n\n## Revenue\nMonthly fees\n",
        "## Purpose\nNobody alone at night.\n\n## Customers\n\n## Revenue\n\n## Solution\nBeds.\n",
    ),
)
def revenue_without_customers(venture: VentureView) -> Iterator[Finding]:
    """There is income, but nobody who pays it.

    Every stream of income comes from somebody who must be won and served. Until they are named, the income is a wish.
    """
    told = venture.statements(REVENUE)
    others = (PROPOSITION, "jobs-to-be-done", "solution")
    if (
        told
        and not venture.types
        and not venture.has_section(CUSTOMERS)
        and not any(map(venture.has_section, others))
    ):
        yield Finding(
            path=told[0].source.path,
            span=told[0].source.span,
            message="Who pays this? There are no customers yet; begin with the type that pays.",
            section=CUSTOMERS,
        )


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: at least one type pays; revenue streams are tied to a type",
    fix="Adds a line for the type to the revenue, for you to fill in.",
    bad=(
        TYPES.replace("**Sponsors** (sponsor)", "⟦**Sponsors**⟧ (sponsor)")
        + "## Revenue\n- **Parents**: €30 a night\n- **Clinics**: €900 a month\n",
    ),
    good=(
        TYPES
        + "## Revenue\n- **Parents**: €30 a night\n- **Clinics**: €900 a month\n- **Sponsors**: €2,000 a year\n",
        TYPES + "## Revenue\n€30 a night, €900 a month\n",
        TYPES
        + "## Revenue\n- **Parents**: €30 a night\n- **Clinics**: €900 a month\n- €2,000 a year for the logo\n",
    ),
)
def payer_without_revenue(venture: VentureView) -> Iterator[Finding]:
    """A type that pays has no line in the revenue, while the others have theirs.

    Either it does not pay after all, and plays another role; or a part of the income is not counted yet.
    """
    for customer in _left_out_line_by_line(venture, REVENUE):
        if not PAYING.isdisjoint(customer.roles):
            yield Finding(
                path=customer.source.path,
                span=customer.source.span,
                message=f"{customer.label}: what do they pay, and for what? The revenue has a line for the others.",
                related=section_places(venture, REVENUE, "The income is listed here."),
                fixes=add_a_line(venture, REVENUE, customer, f"Add a line for {customer.label}"),
                section=REVENUE,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: channels are how customers are won, and how served; a change in Customers calls for another look at channels",
    fix="Adds a line for the type to the channels, for you to fill in.",
    bad=(
        TYPES.replace("**Sponsors**", "⟦**Sponsors**⟧")
        + "## Channels\n- **Parents**: the school gate\n- **Clinics**: ward managers\n",
    ),
    good=(
        TYPES + "## Channels\nThe school gate, ward managers (for clinics)\n",
        TYPES + "## Channels\n- **Parents**: the school gate\n- the ward managers' breakfast\n",
        TYPES + "## Channels\n- **Parents**: the school gate\n- **Clinics and sponsors**: ward managers\n",
    ),
)
def channel_type_uncovered(venture: VentureView) -> Iterator[Finding]:
    """The channels are given by customer type, and one type is left out.

    A type that you cannot reach is a type that you do not have yet.
    """
    for customer in _left_out_line_by_line(venture, CHANNELS):
        yield Finding(
            path=customer.source.path,
            span=customer.source.span,
            message=f"{customer.label}: how do you reach them? The channels have a line for the others.",
            related=section_places(venture, CHANNELS, "The channels are listed here."),
            fixes=add_a_line(venture, CHANNELS, customer, f"Add channels for {customer.label}"),
            section=CHANNELS,
        )


def _left_out_line_by_line(venture: VentureView, section: str) -> list[CustomerType]:
    """Return the types that a section leaves out whose every line is for a type, and which names at least two."""
    told = venture.statements(section)
    named = {identity for statement in told for identity in statement.types}
    by_name = all(statement.types and statement.label for statement in told)
    if not by_name or len(named) < FEWEST_NAMED:
        return []
    named |= begun(venture, section) | in_doubt(venture)
    return [customer for customer in venture.types if customer.id not in named]


@rule(
    severity="hint",
    reads="venture",
    source="The sections: channels are of both kinds; common mistake: only marketing",
    fix="Add how the product or service gets to them.",
    bad=(TYPES + "## Channels\n⟦YouTube, referrals, talks⟧\n",),
    good=(
        TYPES + "## Channels\nSEO and ads; website and email for delivery\n",
        TYPES + "## Channels\nFacebook groups. Wholesalers' counters.\n",
        TYPES + "## Channels\nInstagram\n",
        TYPES + "## Channels\nthe newsletter itself, ads, talks\n",
        TYPES + "## Channels\n- insta, feira, boca a boca\n",
    ),
)
def channel_kind_missing(venture: VentureView) -> Iterator[Finding]:
    """All channels are for winning customers, none for serving them.

    A channel also brings what was bought: a shop, a van, a download, a visit. What that costs, and whether it can grow, decides
    much of the model.
    """
    told = venture.statements(CHANNELS)
    items = [item for statement in told for item in items_of(plain(statement.text))]
    if len(items) >= FEWEST_NAMED and all(map(_only_wins, items)):
        yield Finding(
            path=told[0].source.path,
            span=told[0].source.span,
            message="These channels win customers. How does what they bought reach them?",
            section=CHANNELS,
        )


def _only_wins(item: str) -> bool:
    return all(word in JOINING or singular(word) in WINNING for word in word_list(item))


@rule(
    severity="hint",
    reads="venture",
    source="The sections: an advantage is hard to copy; common mistake: passion, being first",
    fix="Ask what a rival with money could not buy or copy within two years.",
    bad=(
        TYPES + "## Advantage\n- ⟦First-mover advantage⟧\n- a contract with the port until 2034\n",
        TYPES + "## Unfair Advantage\n⟦Our passionate team⟧\n",
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


@rule(
    severity="hint",
    reads="venture",
    source="The customer model: segments may carry size and price",
    fix="Add the size or price for the segment too.",
    bad=(
        "## Customers\n- **Parents** (payer)\n  - Nurses\n    - size: 10,000\n  - ⟦Cleaners⟧\n\n## Jobs to be Done\n- **Parents**: sleep\n",
    ),
    good=(
        "## Customers\n- **Parents** (payer)\n  - Nurses\n  - Cleaners\n\n## Jobs to be Done\n- **Parents**: sleep\n",
        "## Customers\n- **Parents** (payer)\n  - Nurses\n    - size: 10,000\n  - Cleaners\n    - size: 4,000\n\n## Jobs to be Done\n- **Parents**: sleep\n",
    ),
)
def size_missing_for_one(venture: VentureView) -> Iterator[Finding]:
    """Size or price is known for some segments of a type, not for all.

    Segments can only be compared, and one of them chosen, when the same is known of each.
    """
    for customer in venture.types:
        served = [segment for segment in customer.segments if segment.decision == "serve"]
        for name, told in MARKET.items():
            without = [
                segment
                for segment in served
                if all(attribute.name != name for attribute in segment.attributes)
            ]
            if without and len(without) < len(served):
                labels = ", ".join(segment.label for segment in without)
                yield Finding(
                    path=without[0].source.path,
                    span=without[0].source.span,
                    message=f"{labels}: {told} is not written, while it is for the other segments of {customer.label}.",
                    section=CUSTOMERS,
                )
