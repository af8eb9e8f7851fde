"""How a job is worded: in the customers' own words, without the product, and one at a time."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.model import Statement
from venture_canvas.canvas.phrases import key, plain, word_list
from venture_canvas.canvas.sections import JOBS
from venture_canvas.hints.coverage import names
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at, line_end, text_of
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.voice import names_the_venture, speaks_of_ourselves

PROVIDING = frozenset({"provide", "provides", "offer", "offers", "deliver", "delivers", "supply", "supplies"})
PROVIDERS = frozenset({"supplier", "reseller", "volunteer", "public buyer", "licensee"})
"""Roles whose own job it is to provide something."""
FOR_OTHERS = re.compile(
    r"\b(?:to|for|their|my|our|clients?|customers?|students?|pupils?|patients?|residents?|tenants?|members?|employees?|staff|guests?|families|children|people)\b",
    re.IGNORECASE,
)
OUR_PRODUCT = re.compile(
    r"(?<!without )(?<!not )\b(?:use|using|with|via|through|on|in) our (?:own |new |mobile )?(?:app|platform|website|web site|dashboard|software|portal|tool|product|service)\b",
    re.IGNORECASE,
)
THIN = frozenset(
    key(text)
    for text in (
        "save time", "save money", "save time and money", "make money", "earn money", "be happy", "be successful", "be healthy",
        "feel good", "have fun", "succeed", "grow", "efficiency", "convenience", "quality", "happiness", "growth", "success",
        "peace of mind", "make life easier", "be more efficient", "zeit sparen", "geld sparen", "gagner du temps",
        "gagner de l'argent", "ahorrar tiempo", "ahorrar dinero", "economizar tempo", "economizar dinheiro",
        "risparmiare tempo", "risparmiare denaro", "tijd besparen", "geld besparen",
    )
)  # fmt: skip
FEWEST_IN_ONE_LINE = 3
"""Jobs in one line from which on they are easier to work with apart."""
TYPES = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

"""


@rule(
    severity="hint",
    reads="venture",
    source="The sections: a job is in the customer's verb; common mistake: the company's verb",
    fix="Begin with what the customers do or want, not with what you do.",
    bad=(
        TYPES + "## Jobs to be Done\n- ⟦**Parents**: We provide safe childcare at night⟧\n",
        TYPES
        + "## Jobs to be Done\n- ⟦**Parents**: Provide safe childcare at night⟧\n\n## Solution\nChildcare at night, safe and near.\n",
    ),
    good=(
        TYPES
        + "## Jobs to be Done\n- **Parents**: Access affordable care\n- **Clinics**: we need the rota full\n",
        TYPES
        + "## Jobs to be Done\n- **Clinics**: Provide staff with safe childcare\n\n## Solution\nChildcare at night, safe and near.\n",
        "## Customers\n- **Shops** (reseller): corner shops\n\n## Jobs to be Done\n- **Shops**: Offer fresh bread at seven\n\n## Solution\nFresh bread.\n",
        TYPES + "## Jobs to be Done\n- **Clinics**: Deliver the budget\n\n## Solution\nChildcare at night.\n",
    ),
)
def job_company_voice(venture: VentureView) -> Iterator[Finding]:
    """A job is written as what you do, not as what the customers want done.

    A job in your own words can only be done by you, so it cannot show you what you are compared with, nor what else the customers
    might hire for it.
    """
    provided = content_words(text_of(venture, "solution"))
    makers = {customer.id for customer in venture.types if not PROVIDERS.isdisjoint(customer.roles)}
    for statement in venture.statements(JOBS):
        if speaks_of_ourselves(statement.text) or (
            makers.isdisjoint(statement.types) and _provides(statement, provided)
        ):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="This job tells what you do. Say it in the customers' words: what do they try to get done, with or without you?",
                section=JOBS,
            )


def _provides(statement: Statement, provided: frozenset[str]) -> bool:
    """Say whether a job begins by providing what the solution provides, and names nobody who gets it from the customers."""
    first = word_list(statement.text)[:1]
    return (
        bool(PROVIDING.intersection(first))
        and not FOR_OTHERS.search(statement.text)
        and not provided.isdisjoint(content_words(statement.text) - PROVIDING)
    )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: common mistake in jobs: a feature",
    fix="Say what they want to get done, so that it stays true if your product did not exist.",
    bad=(
        "# Nightnest\n\n" + TYPES + "## Jobs to be Done\n- ⟦**Parents**: book a bed with Nightnest⟧\n",
        TYPES + "## Jobs to be Done\n- ⟦**Parents**: use our app to find a bed⟧\n",
    ),
    good=(
        "# Nightnest\n\n" + TYPES + "## Jobs to be Done\n- **Parents**: find a bed before the shift\n",
        TYPES + "## Jobs to be Done\n- **Parents**: get to payday without the app loan\n",
        "# Werkbank\n\n## Kunden\n- **Eltern**: zu Hause\n\n## Aufgaben\n- am Samstag eine Werkbank finden\n",
        "# Tide\n\n"
        + TYPES
        + "## Jobs to be Done\n- **Parents**: cross before high tide\n- **Clinics**: Tide over the week\n",
    ),
)
def job_names_product(venture: VentureView) -> Iterator[Finding]:
    """A job mentions your product.

    Nobody gets up in the morning to use your product; they have something to get done and would do it another way if that were
    better. A job without the product in it shows what that other way is.
    """
    for statement in venture.statements(JOBS):
        if OUR_PRODUCT.search(plain(statement.text)) or names_the_venture(venture, statement.text):
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message="This job speaks of your product. What would they be trying to get done if it did not exist?",
                section=JOBS,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: a job is what they hire you for",
    fix="Add what they save it on, for whom, or when.",
    bad=(
        TYPES + "## Jobs to be Done\n- ⟦**Parents**: save time⟧\n- **Clinics**: fill the rota by Friday\n",
        TYPES + "## Jobs to be Done\n- **Parents**: sleep till noon\n- ⟦**Clinics**: Geld sparen.⟧\n",
    ),
    good=(
        TYPES + "## Jobs to be Done\n- **Parents**: save time on the school run\n",
        TYPES + "## Jobs to be Done\n- **Parents**: be thanked, for once\n- **Clinics**: sell the place\n",
    ),
)
def job_too_thin(venture: VentureView) -> Iterator[Finding]:
    """A job would be true of anybody: save time, make money.

    Such a job cannot tell one group from another, and it gives your promise nothing to aim at.
    """
    for statement in venture.statements(JOBS):
        if key(statement.text) in THIN:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"Everybody wants to “{plain(statement.text).rstrip('.')}”. When, and with what, do {names(venture, statement) or 'they'} struggle to?",
                section=JOBS,
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: one or more jobs per type",
    fix="Splits the line, one job on each.",
    on=False,
    bad=(TYPES + "## Jobs to be Done\n- ⟦**Parents**: find a bed; sleep till noon; pay the rent⟧\n",),
    good=(
        TYPES + "## Jobs to be Done\n- **Parents**: find a bed; sleep till noon\n",
        TYPES
        + "## Jobs to be Done\n\n| Who | Job | Feeling |\n| --- | --- | --- |\n| Parents | find a bed; sleep; wake | calm |\n",
    ),
)
def job_compound(venture: VentureView) -> Iterator[Finding]:
    """Several jobs stand in one line.

    Jobs on lines of their own can be ranked, tested and answered one by one.
    """
    for statement in venture.statements(JOBS):
        pieces = [piece.strip() for piece in statement.text.split(";")]
        note = venture.notes[statement.source.path]
        line = line_at(note, statement.source.span.start)
        written = note.text[line.start : line.end]
        if len([piece for piece in pieces if piece]) < FEWEST_IN_ONE_LINE or written.lstrip().startswith("|"):
            continue
        head, found, tail = written.partition(statement.text)
        lines = line_end(note).join(f"{head}{piece}{tail}" for piece in pieces if piece)
        edits = (Edit(note.path, line, lines),) if found and not tail.strip() else ()
        yield Finding(
            path=note.path,
            span=statement.source.span,
            message="Several jobs stand in this line. One job a line lets you rank and test them.",
            fixes=(Fix("Put each job on its own line", "suggested", edits),) if edits else (),
            section=JOBS,
        )
