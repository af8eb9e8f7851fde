"""The pattern that the customers form: as it is declared, as the page shows it, and what each pattern needs."""

import re
from collections.abc import Callable, Iterator, Mapping

from venture_canvas.canvas.model import CustomerType, Pattern
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lines import shown
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note, Property
from venture_canvas.positions import Span

PROPERTY = "pattern"
BETWEEN_SIDES = frozenset(
    {"platform-commission", "marketplace-platform", "advertising-sponsorship", "marketplace-fees"}
)
"""Tags of a model that brings two sides together."""
REVENUE_BETWEEN_SIDES = re.compile(
    r"\b(?:commission (?:on|of|from|per)|take rate|transaction fee|booking fee|marketplace fee|placement fee|advertising|adverts?|banner ads?|sponsorship|sponsored)\b",
    re.IGNORECASE,
)
PAY_TO_REACH = frozenset({"sponsor", "advertiser"})
ONLY_MONEY = frozenset({"sponsor", "advertiser", "funder"})


@rule(
    severity="info",
    reads="venture",
    source="Five patterns: inferred from the model, and may be declared",
    fix="Declares the pattern that the page shows.",
    bad=(
        """\
---
pattern: ⟦multi-sided⟧
---
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
        """\
---
pattern: ⟦niche⟧
---
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
---
pattern: multi-sided
---
## Customers
- **Parents** (payer): two-job homes
- **Clinics**: night wards

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def pattern_declared_mismatch(venture: VentureView) -> Iterator[Finding]:
    """The declared pattern is not the one that the customers form.

    The pattern says how many groups you must win, and whether one is worth anything without the other. If the word and the page
    differ, the plan follows one and the money the other.
    """
    reading = venture.venture.pattern
    why = NOT_SO[reading.declared](venture.types) if reading.declared and venture.types else None
    for path in venture.venture.notes if why else ():
        found = _declaration(venture.notes[path])
        if found:
            yield Finding(
                path=path,
                span=found.value.span,
                message=f"This says {reading.declared}, and {why}. {reading.because}",
                fixes=_declared(path, found, reading.inferred),
                section=CUSTOMERS,
            )
            return


def _declaration(note: Note) -> Property | None:
    return note.front_matter.find(PROPERTY) if note.front_matter else None


def _declared(path: str, found: Property, inferred: Pattern | None) -> tuple[Fix, ...]:
    if inferred is None:
        return ()
    return (Fix(f"Declare {inferred}", "suggested", (Edit(path, found.value.span, inferred),)),)


def _not_mass(types: tuple[CustomerType, ...]) -> str | None:
    if len(types) > 1:
        return f"Customers lists {len(types)} types"
    return f"{types[0].label} have segments" if len(_served(types)) > 1 else None


def _not_niche(types: tuple[CustomerType, ...]) -> str | None:
    return f"Customers lists {len(types)} types" if len(types) > 1 else None


def _not_segmented(types: tuple[CustomerType, ...]) -> str | None:
    return (
        "Customers lists one type without segments" if len(types) == 1 and len(_served(types)) < 2 else None
    )


def _needs_two(types: tuple[CustomerType, ...]) -> str | None:
    return f"Customers lists only {types[0].label}" if len(types) == 1 else None


def _served(types: tuple[CustomerType, ...]) -> list[str]:
    return [each.label for customer in types for each in customer.segments if each.decision == "serve"]


NOT_SO: Mapping[Pattern, Callable[[tuple[CustomerType, ...]], str | None]] = {
    "mass": _not_mass,
    "niche": _not_niche,
    "segmented": _not_segmented,
    "diversified": _needs_two,
    "multi-sided": _needs_two,
}
"""What says, of each pattern, why some types cannot form it, or None."""


@rule(
    severity="warning",
    reads="venture",
    source="Five patterns: multi-sided, every side needs its own proposition",
    fix="Add the other side to Customers: who is brought together with whom, and who pays for it?",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- find a sitter for tonight

## Revenue
⟦12 % commission on every night⟧
""",
        """\
---
tags: [⟦platform-commission⟧]
---
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- find a sitter for tonight
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Sitters** (supplier): students of the town

## Jobs to be Done
- find a sitter for tonight

## Revenue
12 % commission on every night
""",
        """\
## Customers
- **Passengers** (payer): to the islands

## Jobs to be Done
- be there by noon

## Revenue
Seats, £40 each. We pay agents a commission.
""",
    ),
)
def multi_sided_one_side(venture: VentureView) -> Iterator[Finding]:
    """The income comes from bringing two sides together, and Customers lists one.

    Whoever earns by a commission or by advertising must win both sides. The side that is not on the page is usually the harder one.
    """
    if len(venture.types) != 1 or venture.venture.pattern.declared in ("multi-sided", "diversified"):
        return
    found = _sign_of_two_sides(venture)
    if found:
        path, span, word = found
        yield Finding(
            path=path,
            span=span,
            message=f"“{word}” brings two sides together, and Customers lists only {venture.types[0].label}. Who is on the other side?",
            section=CUSTOMERS,
        )


def _sign_of_two_sides(venture: VentureView) -> tuple[str, Span, str] | None:
    """Return where, and by which word, a venture says that it earns between two sides."""
    for statement in venture.statements("revenue"):
        word = REVENUE_BETWEEN_SIDES.search(statement.text)
        if word:
            note = venture.notes[statement.source.path]
            return note.path, shown(note, statement.source.span), word[0]
    for path in venture.venture.notes:
        for tag in venture.notes[path].tags:
            if fold(tag.name).rpartition("/")[2] in BETWEEN_SIDES:
                return path, tag.span, tag.name
    return None


@rule(
    severity="warning",
    reads="venture",
    source="Five patterns: interdependent types; sponsors and advertisers pay to reach somebody",
    fix="Add those whom they want to reach to Customers.",
    bad=(
        """\
## Customers
- ⟦**Advertisers**⟧: toy makers in the county

## Jobs to be Done
- be seen by young families
""",
        """\
## Customers
- **Foundations** (funder): of the county
- ⟦**Sponsors**⟧: toy makers in the county

## Jobs to be Done
- be seen by young families
""",
    ),
    good=(
        """\
## Customers
- **Sponsors**: toy makers in the county
- **Readers** (user): of the letter

## Jobs to be Done
- be seen by young families
""",
        """\
## Customers
- **Sponsors**: toy makers in the county
- **Families**: with small children

## Jobs to be Done
- be seen by young families
""",
    ),
)
def sponsor_without_audience(venture: VentureView) -> Iterator[Finding]:
    """There are sponsors or advertisers, and nobody whom they want to reach.

    They pay for somebody's attention. Those people must be won first, with a job and a promise of their own, or there is nothing to
    sell.
    """
    played = [frozenset(customer.roles) for customer in venture.types]
    if not all(each and each <= ONLY_MONEY for each in played):
        return
    for customer in venture.types:
        if PAY_TO_REACH & set(customer.roles):
            yield Finding(
                path=customer.source.path,
                span=shown(venture.notes[customer.source.path], customer.source.span),
                message=f"{customer.label} pay to reach somebody. Whom? Add those people to Customers.",
                section=CUSTOMERS,
            )
            return
