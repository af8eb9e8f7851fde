"""Customer types that the sections call by another name."""

import re
from collections.abc import Iterator, Sequence

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.phrases import key, stems, word_list
from venture_canvas.canvas.sections import CUSTOMERS, JOBS, PROPOSITION, of_heading
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import label_span
from venture_canvas.hints.near import nearest
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import SPEAK_OF_TYPES, line_at
from venture_canvas.hints.similarity import content_words, is_empty
from venture_canvas.hints.strangers import is_group, may_be_somebody
from venture_canvas.hints.views import VentureView

BY_TYPE = (JOBS, PROPOSITION)
"""Sections in which every line belongs to a type: beside a mark in the others stands the name of a rival or of a channel by right."""
LONGEST_NAME = 4
SHORTEST_PART = 4
STRONG = ("*", "_", "=", "[")
SET_OFF = re.compile(r"(?::[*_=\]]+|[*_=\]]+(?: *\([^()]*\))?(?::| +[–—-] | *—))")


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
        """\
## Customers
- 🔴 **Pensioners** (payer): with a garden of their own
- 🟠 **Opticians** (supplier): with a shop
  - Those in the city, independent of the chains

## Jobs to be Done
- 🔴 **Pensioners**: read the paper at breakfast
- 🟠 **⟦Audiologists⟧**: be full on a Tuesday

## Unique Value Proposition
- 🔴 **Pensioners**: the paper read before the coffee is cold
- 🟠 **Audiologists**: twelve who come every Tuesday
""",
        """\
## Customers
- 🔴 **Pensioners** (payer): with a garden of their own
- 🟠 **Opticians** (supplier): with a shop

## Unique Value Proposition
- 🔴 **⟦Farmers⟧**: the paper read before the coffee is cold
- 🟠 **Opticians**: twelve who come every Tuesday
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
        """\
## Customers
- 🔴 **Parents** (payer): nurses in two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Nurses**: sleep after a night shift
- 🟠 **Clinics**: fill the rota

## Unique Value Proposition
- 🔴 **Quiet mornings** when you need them most
- 🟠 **Clinics**: nobody calls in sick

## Existing Alternatives
- 🔴 **Parents**: grandmothers
- 🟠 **Agencies**: at twice the wage
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
        if statement.section in SPEAK_OF_TYPES and len(statement.types) == 1 and _is_own_label(statement):
            customer = types[statement.types[0]]
            if _is_another_name(customer, statement):
                drifted.setdefault((customer.id, key(statement.label or "")), []).append(statement)
    for (identity, _), statements in drifted.items():
        if _is_a_name(types[identity], statements) or _takes_its_place(venture, types[identity], statements):
            yield from _drift(venture, types[identity], statements)


def _is_own_label(statement: Statement) -> bool:
    label = statement.label or ""
    return len(label) > 1 and statement.attribution in ("label", "marker") and not of_heading(label)


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
    parts_of_names = any(_is_part(word, name) for word in said for name in known)
    return bool(said) and not parts_of_names and plain.isdisjoint(said)


def _is_part(one: str, other: str) -> bool:
    """Say whether two words are one, or one is a part of the other; `in` of a segment's name is no part of `clinics`."""
    return one == other or (
        (one in other or other in one)
        and not is_empty(min(one, other, key=len))
        and min(len(one), len(other)) >= SHORTEST_PART
    )


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


def _takes_its_place(venture: VentureView, customer: CustomerType, statements: Sequence[Statement]) -> bool:
    """Say whether a group stands beside a type's mark where each other line of the jobs or the promises begins with a type's name."""
    section, label = statements[0].section, statements[0].label or ""
    others = [each for each in venture.statements(section) if each not in statements]
    by_name = all(each.attribution in ("label", "link") and customer.id not in each.types for each in others)
    described = " ".join((customer.description, *(each.description for each in customer.segments)))
    return (
        section in BY_TYPE
        and bool(others)
        and by_name
        and _is_group(label)
        and content_words(label).isdisjoint(content_words(described))
        and any(_is_set_off(venture, each) for each in statements)
    )


def _is_group(label: str) -> bool:
    """Say whether a few words are a plural, an institution, or several words that are all capitalised as names are."""
    is_titled = label.istitle() and " " in label
    return may_be_somebody(label) and len(label.split()) <= LONGEST_NAME and (is_group(label) or is_titled)


def _is_set_off(venture: VentureView, statement: Statement) -> bool:
    """Say whether a label is bold or a link with a colon or a dash behind it: bold alone may stress what is said."""
    note = venture.notes[statement.source.path]
    span = label_span(note, statement)
    if span is None:
        return False
    line = line_at(note, span.start)
    return note.text[line.start : span.start].endswith(STRONG) and bool(
        SET_OFF.match(note.text, span.end, line.end)
    )


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
