"""Revenue: what comes in again and again, and who pays it."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.sections import CUSTOMERS, PROPOSITION
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import FEWEST_NAMED, left_out_line_by_line
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_places
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

REVENUE = "revenue"
ONE_OFF = re.compile(
    r"(?<!no )(?<!not )(?<!without )(?<!instead of )(?<!rather than )(?<!after the )\b(?:investor (?:funding|money|capital)|(?:funding|money|capital) from (?:\w+ )?investors|angel (?:investors?|investments?|money|funding)"
    r"|seed (?:funding|rounds?|money|capital|investment)|venture capital|equity (?:investment|funding|round|capital)|series [ab]\b(?: round)?"
    r"|start-?up (?:grants?|loans?|funding|capital)|start up (?:grants?|loans?|funding|capital)|crowd ?funding(?: campaign)?|bank loans?|founders'? (?:savings|loans?|money)|prize money)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|no|never|nicht|keine?|pas|niet|geen|non|nao)\b")
WHOLLY_ONE_OFF = frozenset(
    {"investment", "investments", "investors", "investor", "loan", "loans", "savings", "investoren", "investisseurs", "inversores", "investidores", "investeerders"}
)  # fmt: skip
PAYING = frozenset({"payer", "funder", "sponsor", "advertiser", "public buyer", "licensee"})
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
        if told and not NEGATED.search(fold(text)) and sold.isdisjoint(content_words(told)):
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
        "## Customers\n- **Parents** (user): two-job homes\n- ⟦**Clinics**⟧ (payer): night wards\n\n## Revenue\n- **Parents**: €30 a night\n\n## Solution\nBeds.\n",
    ),
    good=(
        TYPES + "## Revenue\n- **Parents**: €30 a night\n",
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
    named = {identity for each in venture.statements(REVENUE) for identity in each.types}
    paying = {customer.id for customer in venture.types if not PAYING.isdisjoint(customer.roles)}
    # One line is a beginning; but not when it is for somebody who does not pay, and the one who does has none.
    fewest = FEWEST_NAMED if named & paying else 1
    for customer in left_out_line_by_line(venture, REVENUE, fewest):
        if customer.id in paying:
            yield Finding(
                path=customer.source.path,
                span=customer.source.span,
                message=f"{customer.label}: what do they pay, and for what? The revenue has a line for {'the others' if fewest > 1 else 'others'}.",
                related=section_places(venture, REVENUE, "The income is listed here."),
                fixes=add_a_line(venture, REVENUE, customer, f"Add a line for {customer.label}"),
                section=REVENUE,
            )
