"""Whom the sections speak of: nobody, somebody whom Customers does not list, or a type under another name."""

from collections.abc import Iterator, Sequence

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.phrases import key, stems, word_list
from venture_canvas.canvas.sections import ADDRESSED, CUSTOMERS, JOBS, PROPOSITION, of_heading
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import label_span, shown
from venture_canvas.hints.near import nearest
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import section_of
from venture_canvas.hints.strangers import Stranger, is_group, may_be_somebody, strangers
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.positions import Span

WHERE_NAMES_COUNT = (*ADDRESSED, "channels", "revenue")
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
    for section in WHERE_NAMES_COUNT if found else ():
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


@rule(
    severity="info",
    reads="venture",
    source="The customer model: identity of a type",
    fix="Writes the type's own name wherever the other one stands.",
    bad=(
        """\
## Customers
- **Firms** (payer): with night shifts
- **Parents** (user): two-job homes

## Jobs to be Done
- **⟦Businesses⟧**: keep people who have small children
- **Parents**: sleep after a night shift

## Unique Value Proposition
- **Businesses**: nobody calls in sick
- **Parents**: asleep by eight
""",
        """\
## Customers
- 🔴 **Families** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **⟦Parents⟧**: sleep after a night shift
- 🟠 **⟦Clinisc⟧**: fill the rota

## Unique Value Proposition
- 🔴 **Parents**: asleep by eight
- 🟠 **Clinics**: nobody calls in sick
""",
    ),
    good=(
        """\
## Customers
- **Solar installers** (payer): in two towns
- **Members** (user): of the circle
- **Readers** (user): of the letter
- **Homeowners** (Owners): with a roof

## Jobs to be Done
- **Installers**: sell without a loan
- **Members/readers**: know where it goes
- **Owners with a flat roof**: pay less
""",
        """\
## Customers
- **Primary customers: parents**
- **Clinics** (funder): night wards

## Jobs to be Done
- **Primary**: sleep after a night shift
- **Both**: know who is ill
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Mornings**: breakfast without tears
- 🟠 **Rotas**: full by Friday

## Unique Value Proposition
- 🔴 **Nights**: asleep by eight
- 🟠 **Monday**: nobody calls in sick
""",
    ),
)
def type_name_drift(venture: VentureView) -> Iterator[Finding]:
    """A section calls a customer type by another word.

    A second word for one group makes readers look for a second group. It also hides the line from a search for the name.
    """
    types = {customer.id: customer for customer in venture.types}
    drifted: dict[tuple[str, str], list[Statement]] = {}
    for statement in venture.venture.statements:
        if statement.section in WHERE_NAMES_COUNT and len(statement.types) == 1 and _is_own_label(statement):
            customer = types[statement.types[0]]
            if _is_another_name(customer, statement):
                drifted.setdefault((customer.id, key(statement.label or "")), []).append(statement)
    for (identity, _), statements in drifted.items():
        if _is_a_name(types[identity], statements):
            yield from _drift(venture, types[identity], statements)


def _is_own_label(statement: Statement) -> bool:
    label = statement.label or ""
    return bool(label) and statement.attribution in ("label", "marker") and not of_heading(label)


def _is_another_name(customer: CustomerType, statement: Statement) -> bool:
    """Say whether a label shares no word with any name of its type: it was understood as a synonym, or by the mark beside it."""
    segments = (segment.label for segment in customer.segments)
    known = {
        stem
        for name in (customer.label, *customer.aliases, *segments)
        for word in word_list(name)
        for stem in stems(word)
    }
    table = words()
    said = [
        word for word in word_list(statement.label or "") if word not in table.determiners | table.for_words
    ]
    plain = table.all_of_them | table.customer_words | frozenset().union(*table.ordinals.values())
    parts_of_names = any(word in name or name in word for word in said for name in known)
    return bool(said) and not parts_of_names and plain.isdisjoint(said)


def _is_a_name(customer: CustomerType, statements: Sequence[Statement]) -> bool:
    """Say whether a label names somebody.

    One that was understood by its words does. Beside a mark stands many a label; it is a name when it is nearly the type's own, or a
    group that several sections call so.
    """
    label = statements[0].label or ""
    if any(statement.attribution == "label" for statement in statements):
        return True
    names = [fold(name) for name in (customer.label, *customer.aliases)]
    sections = {statement.section for statement in statements}
    told = may_be_somebody(label) and (is_group(label) and len(sections) > 1)
    return told or nearest(fold(label), names) is not None


def _drift(
    venture: VentureView, customer: CustomerType, statements: Sequence[Statement]
) -> Iterator[Finding]:
    found = [(each.source.path, label_span(venture.notes[each.source.path], each)) for each in statements]
    places = list(dict.fromkeys((path, span) for path, span in found if span))
    for path, span in places[:1]:
        edits = tuple(Edit(*place, customer.label) for place in places)
        yield Finding(
            path=path,
            span=span,
            message=f"“{venture.notes[path].text[slice(*span)]}” seems to be {customer.label} of Customers. Use one name for one group.",
            related=tuple(Related(*place, "The other name stands here too.") for place in places[1:]),
            fixes=(Fix(f"Write {customer.label}", "suggested", edits),),
            section=CUSTOMERS,
        )
