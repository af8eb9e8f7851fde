"""Whom the sections speak of: nobody, or somebody whom Customers does not list."""

from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.phrases import key
from venture_canvas.canvas.sections import CUSTOMERS, JOBS, PROPOSITION
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import shown
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import SPEAK_OF_TYPES, section_of
from venture_canvas.hints.strangers import Stranger, strangers
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.positions import Span

BY_TYPE = (JOBS, PROPOSITION)
"""Sections in which every line belongs to a type; early adopters and alternatives also name others by right."""


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: each type needs its own job and its own value proposition",
    fix="Puts the names of the types before the lines, in order, when there are as many.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## ⟦Jobs to be Done⟧
- sleep after a night shift
- fill the rota
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## ⟦Unique Value Proposition⟧
Asleep by eight.

## Solution
A cot by the bed.
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift

## Existing Alternatives
- a chair in the corridor

## Unique Value Proposition
- **Parents**:
- **Clinics**:
""",
    ),
)
def section_not_attributed(venture: VentureView) -> Iterator[Finding]:
    """There are several customer types, and the jobs or the promises do not say whose they are.

    Each type hires you for a reason of its own. Lines that belong to everybody hide which type has no reason yet.
    """
    if len(venture.types) < 2:
        return
    for section in BY_TYPE:
        found = section_of(venture, section)
        told = venture.statements(section)
        begun = any(each.types for each in venture.venture.blanks if each.section == section)
        if found and told and not begun and not any(each.types for each in told):
            yield Finding(
                path=found.source.path,
                span=shown(venture.notes[found.source.path], found.source.span),
                message=f"Nothing here says which of {in_a_row([each.label for each in venture.types], 'or')} it is for. Start each line with the name.",
                fixes=_named_in_order(venture, told),
                section=section,
            )


def _named_in_order(venture: VentureView, told: tuple[Statement, ...]) -> tuple[Fix, ...]:
    starts = {(each.source.path, each.source.span.start) for each in told}
    if len(starts) != len(venture.types) or len(told) != len(starts) or any(each.label for each in told):
        return ()
    if any(venture.notes[each.source.path].text.startswith("|", each.source.span.start) for each in told):
        return ()
    edits = tuple(
        Edit(
            each.source.path, Span(each.source.span.start, each.source.span.start), f"**{customer.label}:** "
        )
        for each, customer in zip(told, venture.types, strict=True)
    )
    return (Fix("Put the names before the lines, in order", "suggested", edits),)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: each type needs its own job and its own value proposition",
    fix="Writes the name that is nearly the same, or that of the only type the section leaves out, wherever the other one stands.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **⟦Clnics⟧**: fill the rota
""",
        """\
## Customers
- **Carers** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
### ⟦Parents⟧
- sleep after a night shift
### Clinics
- fill the rota

## Unique Value Proposition
- **Parents:** asleep by eight
- **Clinics:** nobody calls in sick
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Unique Value Proposition
- **Parents**: asleep by eight
- **Clinics**: nobody calls in sick
- **⟦Investors⟧**: 8 % a year
""",
        """\
## Customers
- **Water board** (funder): of the county
- **Parents** (user): two-job homes

## Unique Value Proposition
**Parents:** asleep by eight
**⟦Waterschap⟧:** litres per street
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Functional jobs**: sleep after a night shift
- **Parents**: be at work on time
- **Clinics and parents**: know who is ill
- **Mornings**: breakfast

## Early Adopters
- **Parents**: with a newborn
- **Midwives at St Anne's**: two of them

## Existing Alternatives
- **Parents**: a chair
- **Taxis**: £12 a night
""",
    ),
)
def section_names_unknown_type(venture: VentureView) -> Iterator[Finding]:
    """The jobs or the promises speak of somebody whom Customers does not list.

    Either a customer is missing, who may be the one who pays, or one group goes by two names and readers will count two.
    """
    found: dict[str, list[Stranger]] = {}
    for section in BY_TYPE:
        for stranger in strangers(venture, section):
            found.setdefault(key(stranger.name), []).append(stranger)
    for section in SPEAK_OF_TYPES if found else ():
        for stranger in strangers(venture, section) if section not in BY_TYPE else ():
            found.get(key(stranger.name), []).append(stranger)
    for first, *others in found.values():
        told = dict.fromkeys(title_of(each.section) for each in (first, *others))
        speak = f"{in_a_row(list(told))} speak{'s' * (len(told) == 1)}"
        yield Finding(
            path=first.path,
            span=first.span,
            message=f"{speak} of {first.name}, whom Customers does not list. {_advice(first)}",
            related=tuple(Related(each.path, each.span, "The name stands here too.") for each in others),
            fixes=_renamed(first.meant, [first, *others]),
            section=CUSTOMERS,
        )


def _advice(stranger: Stranger) -> str:
    if stranger.meant:
        return f"Did you mean {stranger.meant.label}? If not, add them to Customers."
    return "Add them there, or use the name of a type that is listed."


def _renamed(meant: CustomerType | None, places: list[Stranger]) -> tuple[Fix, ...]:
    if meant is None:
        return ()
    edits = tuple(Edit(each.path, each.span, meant.label) for each in places)
    return (Fix(f"Write {meant.label}", "suggested", edits),)
