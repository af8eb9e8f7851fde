"""Channels: how each customer type is reached, and how it gets what it bought."""

from collections.abc import Iterator

from venture_canvas.canvas.phrases import plain, singular, word_list
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import left_out_line_by_line
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.listing import items_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_places
from venture_canvas.hints.views import VentureView

CHANNELS = "channels"
FEWEST_CHANNELS = 2
WINNING = frozenset({
    "marketing", "seo", "sem", "ad", "advert", "advertising", "advertisement", "facebook", "instagram", "tiktok", "youtube",
    "linkedin", "twitter", "influencer", "referral", "talk", "pr", "flyer", "poster",
    "billboard", "google", "social", "media", "word", "mouth", "campaign", "trade", "fair",
    "conference",
})  # fmt: skip
JOINING = frozenset({"and", "of", "on", "at", "in", "the", "our", "a"})
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
    for customer in left_out_line_by_line(venture, CHANNELS):
        yield Finding(
            path=customer.source.path,
            span=customer.source.span,
            message=f"{customer.label}: how do you reach them? The channels have a line for the others.",
            related=section_places(venture, CHANNELS, "The channels are listed here."),
            fixes=add_a_line(venture, CHANNELS, customer, f"Add channels for {customer.label}"),
            section=CHANNELS,
        )


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
    if len(items) >= FEWEST_CHANNELS and all(map(_only_wins, items)):
        yield Finding(
            path=told[0].source.path,
            span=told[0].source.span,
            message="These channels win customers. How does what they bought reach them?",
            section=CHANNELS,
        )


def _only_wins(item: str) -> bool:
    return all(word in JOINING or singular(word) in WINNING for word in word_list(item))
