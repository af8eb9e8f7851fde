"""How a value proposition is worded: a benefit that can be checked, said in one breath."""

from collections.abc import Iterator

from venture_canvas.canvas.phrases import plain, singular, word_list
from venture_canvas.canvas.sections import PROPOSITION
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.listing import items_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

ONE_BREATH = 40
"""Words of a promise beyond which it cannot be said in one breath; a founder's two short sentences stay below."""
PRAISE = frozenset({
    "best", "better", "good", "great", "quality", "high", "highest", "top", "premium", "innovative", "innovation",
    "affordable", "easy", "simple", "convenient", "leading", "unique", "modern", "smart", "new", "excellent", "excellence",
    "superior", "outstanding", "amazing", "fast", "reliable", "efficient", "effective", "professional", "trusted", "world",
    "class", "cutting", "edge", "state", "art", "solution", "service", "product", "experience", "offer", "value", "price",
    "customer", "satisfaction", "all", "one", "stop", "shop",
})  # fmt: skip
MOST_ITEMS = 3
FEATURES = frozenset({
    "dashboard", "api", "app", "module", "integration", "tracking", "analytics", "export", "notification", "plugin",
    "plug-in", "widget", "login", "chatbot", "bot", "database", "interface", "portal", "report", "reporting", "template",
    "calendar", "sync",
})  # fmt: skip
FEWEST_FEATURES = 2
TYPES = """\
# Nightnest

## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

"""


@rule(
    severity="hint",
    reads="venture",
    source="The sections: common mistake in the value proposition: praise words",
    fix="Replace praise by what they can check: a number, a time, something they no longer have to do.",
    bad=(
        TYPES
        + "## Unique Value Proposition\n- ⟦**Parents**: High-quality, affordable service⟧\n- **Clinics**: a full rota by Friday\n",
    ),
    good=(
        TYPES + "## Unique Value Proposition\n- **Parents**: 48-hour delivery\n",
        TYPES + "## Unique Value Proposition\n- **Parents**: the best sleep since the baby came\n",
        TYPES + "## Nutzenversprechen\n- **Parents**: gut und günstig\n",
    ),
)
def uvp_generic(venture: VentureView) -> Iterator[Finding]:
    """A promise holds praise and nothing else.

    Anybody can say best, easy and affordable, so nobody believes it. What can be checked is believed.
    """
    for statement in venture.statements(PROPOSITION):
        found = content_words(statement.text)
        if len(found) > 1 and all(word in PRAISE or singular(word) in PRAISE for word in found):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="Every rival could say this too. What exactly do they get: how fast, how much less, without what?",
                section=PROPOSITION,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: the value proposition is what benefit, and why you",
    fix="Keep the one sentence that you would say on a doorstep; move the rest to the solution.",
    bad=(
        TYPES
        + "## Unique Value Proposition\n⟦We look after your child through the whole of the night in a warm house with trained people who know her name and her teddy, and we give her breakfast and bring her to school, so that you can work your shift, sleep until noon, and still be there at three⟧\n",
    ),
    good=(
        TYPES
        + "## Unique Value Proposition\nThe same face at bedtime and at breakfast, until you have slept.\n",
    ),
)
def uvp_too_long(venture: VentureView) -> Iterator[Finding]:
    """A promise is too long to be said in one breath.

    People repeat a promise that they can remember. A long one hides which part of it matters.
    """
    for statement in venture.statements(PROPOSITION):
        length = len(word_list(statement.text))
        if length > ONE_BREATH:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"This promise has {length} words. Which one sentence would you say on a doorstep?",
                section=PROPOSITION,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: common mistake in the value proposition: features",
    fix="Ask of each feature: so what? Write the answer here, and the feature in the solution.",
    bad=(TYPES + "## Unique Value Proposition\n- ⟦**Clinics**: dashboard, API, mobile app, exports⟧\n",),
    good=(
        TYPES
        + "## Unique Value Proposition\n- **Clinics**: unlimited revisions, 48-hour delivery, founder involvement, one invoice\n",
        TYPES + "## Unique Value Proposition\n- **Clinics**: one app, and the rota is full\n",
    ),
)
def uvp_feature_list(venture: VentureView) -> Iterator[Finding]:
    """A promise lists features.

    Features say what the product has. Customers ask what it does for them, and each of them has to guess.
    """
    for statement in venture.statements(PROPOSITION):
        items = items_of(plain(statement.text))
        features = [
            item for item in items if any(singular(word) in FEATURES for word in word_list(item)[-1:])
        ]
        if len(items) > MOST_ITEMS and len(features) >= FEWEST_FEATURES:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"This lists what the product has ({', '.join(features[:2])}). So what? Say what they can do, or stop doing, because of it.",
                section=PROPOSITION,
            )
