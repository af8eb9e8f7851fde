"""What the customer types are needed for: which part each plays, whether there are too many, and who pays."""

from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.phrases import phrase, stems, word_list
from venture_canvas.canvas.sections import CUSTOMERS, JOBS, PROPOSITION
from venture_canvas.hints.additions import add_a_line
from venture_canvas.hints.coverage import without_part
from venture_canvas.hints.hint import Finding, Fix
from venture_canvas.hints.lines import shown
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import text_of
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row

MANY = 4
"""Types up to which nobody wonders; an ordinary two-sided venture with a funder has three or four."""
PAYING = frozenset({"payer", "public buyer", "funder", "sponsor", "advertiser", "licensee", "reseller"})


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: only what is needed",
    fix="Strike out a type and see whether the model still works; then leave it out.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (payer): night wards
- **Employers** (payer): with shifts
- **Midwives** (reseller): in the county
- ⟦**Toy makers**⟧ (advertiser): who want to be seen

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics** (payer): night wards
- **Foundations** (funder): for the first two years

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def types_many(venture: VentureView) -> Iterator[Finding]:
    """There are more than four customer types.

    Every type needs a job, a promise, a channel and somebody's time. A young venture that tries to move five groups at once moves
    none of them.
    """
    if len(venture.types) > MANY:
        extra = venture.types[MANY]
        yield Finding(
            path=extra.source.path,
            span=shown(venture.notes[extra.source.path], extra.source.span),
            message=f"{len(venture.types)} customer types are many to win at once. Which of them could you do without for now?",
            section=CUSTOMERS,
        )


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: every type must be necessary for the model to work",
    fix="Say what the type is needed for, or take it out of Customers.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards
- ⟦**Toy makers**⟧: make toys

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota

## Unique Value Proposition
- **Parents**: asleep by eight
- **Clinics**: nobody calls in sick
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards
- **Toy makers**: make toys

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota

## Unique Value Proposition
- **Parents**: asleep by eight
- **Clinics**: nobody calls in sick

## Solution
Cots, with a toy from a maker in town.
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Toy makers**: make toys

## Jobs to be Done
- **Parents**: sleep after a night shift

## Unique Value Proposition
- asleep by eight
""",
    ),
)
def type_inessential(venture: VentureView) -> Iterator[Finding]:
    """A customer type is listed and plays no part in anything else.

    Only those belong in Customers whom the model cannot do without. Whoever has no job, no promise and no place in the money or
    the impact is a wish, and costs attention that the others need.
    """
    for customer in without_part(venture):
        yield Finding(
            path=customer.source.path,
            span=shown(venture.notes[customer.source.path], customer.source.span),
            message=f"Nothing but Customers speaks of {customer.label}. What would not work without them? Give them a job and a promise, or leave them out.",
            fixes=_a_part(venture, customer),
            section=CUSTOMERS,
        )


def _a_part(venture: VentureView, customer: CustomerType) -> tuple[Fix, ...]:
    """Return the fix that adds a type to the jobs and to the value propositions."""
    added = [add_a_line(venture, section, customer, "") for section in (JOBS, PROPOSITION)]
    edits = tuple(edit for fixes in added for fix in fixes[:1] for edit in fix.edits)
    title = f"Add a job and a promise for {customer.label}"
    return (Fix(title, "suggested", edits),) if len(edits) == len(added) else ()


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: at least one type pays",
    fix="Say at one type that it pays, or add the one that does.",
    bad=(
        """\
## Customers
- ⟦**Parents**⟧ (user): two-job homes
- **Midwives** (volunteer): in the county

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics**: night wards

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (user): two-job homes

## Jobs to be Done
- sleep after a night shift

## Revenue
- **Parents**: £9 a night
""",
    ),
)
def payer_missing(venture: VentureView) -> Iterator[Finding]:
    """The part that each customer type plays is known, and none of them pays.

    Somebody has to pay for it: those who use it, somebody for them, or somebody who wants to reach them. If nobody on the page does,
    the model has no income, or a customer is missing.
    """
    played = [set(customer.roles) for customer in venture.types]
    if not played or not all(played) or any(each & PAYING for each in played) or _brings_income(venture):
        return
    first = venture.types[0]
    yield Finding(
        path=first.source.path,
        span=shown(venture.notes[first.source.path], first.source.span),
        message=f"None of the customers pays: {in_a_row([_with_role(each) for each in venture.types])}. Who does, and what for?",
        section=CUSTOMERS,
    )


def _brings_income(venture: VentureView) -> bool:
    """Say whether the revenue speaks of a type: then it pays, whatever its role is called."""
    found = {stem for word in word_list(text_of(venture, "revenue")) for stem in stems(word)}
    heads = (stems(phrase(customer.label).head) for customer in venture.types)
    told = any(each.attribution != "only-type" for each in venture.statements("revenue") if each.types)
    return told or any(not head.isdisjoint(found) for head in heads)


def _with_role(customer: CustomerType) -> str:
    return f"{customer.label} ({', '.join(customer.roles)})"
