"""Colours and numbers: one for each customer type, and no two types with the same."""

from collections.abc import Iterator, Sequence

from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.sections import ALTERNATIVE, JOBS, PROPOSITION
from venture_canvas.hints.doubled import doubled
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.marked_lines import lines_about_types, own_marks
from venture_canvas.hints.marks import Kind, Mark, free_index, insertions, is_marked, mark_of, written_like
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row

A_FEW = 4
TELL_APART = (JOBS, ALTERNATIVE, PROPOSITION)
"""Sections in which marks tell types apart; before there is one, nobody misses them."""


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: one marker per type, as soon as there are two",
    fix="Gives each type the next number, or the next colour, in Customers.",
    bad=(
        """\
## Customers
- ⟦**Parents**⟧ (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- ⟦**Clinics**⟧ (funder): night wards
- 🟡 **Wards** (user): four of them

## Jobs to be Done
- 🔴 sleep after a night shift
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- ⟦**Primary schools**⟧ (user): in the town

## Jobs to be Done
- 🔴 sleep after a night shift
""",
        """\
## Customers

| Type | Role |
| --- | --- |
| ⟦Parents⟧ | payer |
| Clinics | funder |

## Jobs to be Done
- **Parents**: sleep after a night shift
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
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Jobs to be Done
- (1) sleep after a night shift
""",
        """\
## Customers
1. **Parents** (payer): two-job homes
2. **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift (1)
""",
    ),
)
def marker_missing(venture: VentureView) -> Iterator[Finding]:
    """There are several customer types, and some have neither a colour nor a number.

    A colour or a number shows at a glance whom each job, promise and price is for, and which type a section has forgotten.
    """
    without = [customer for customer in venture.types if not is_marked(venture, customer)]
    if len(venture.types) < 2 or not without:
        return
    if len(without) == len(venture.types):
        told = [statement for section in TELL_APART for statement in venture.statements(section)]
        if not told or any(statement.attribution == "marker" for statement in told):
            return
        yield Finding(
            path=without[0].source.path,
            span=without[0].source.span,
            message=f"{_these(without)} have no colour or number yet. With one each, used in every section, you see at once what is whose.",
            fixes=_in_order(venture),
            section="customers",
        )
        return
    for customer in without:
        yield Finding(
            path=customer.source.path,
            span=customer.source.span,
            message=f"{customer.label} has no colour or number, and the other types have one. Give it its own.",
            fixes=_next_free(venture, customer),
            section="customers",
        )


def _these(customers: Sequence[CustomerType]) -> str:
    if len(customers) > A_FEW:
        return f"The {len(customers)} customer types"
    return in_a_row([each.label for each in customers])


def _in_order(venture: VentureView) -> tuple[Fix, ...]:
    dot = Mark("colour", 1, "🔴", venture.types[0].source.span)
    fixes = []
    for title, like in (("Number them in order", None), ("Give them colours in order", dot)):
        marks = [
            (customer, written_like(like, index)) for index, customer in enumerate(venture.types, start=1)
        ]
        edits = insertions(venture, marks) if all(text for _, text in marks) else ()
        fixes += [Fix(title, "suggested", edits)] if edits else []
    return tuple(fixes)


def _next_free(venture: VentureView, customer: CustomerType) -> tuple[Fix, ...]:
    taken = {each.marker.number for each in venture.types if is_marked(venture, each)}
    like = next((mark for each in venture.types if (mark := mark_of(venture, each))), None)
    text = _in_use(venture, customer) or written_like(like, free_index(taken))
    edits = insertions(venture, [(customer, text)]) if text else ()
    return (Fix(f"Give it {text}", "suggested", edits),) if edits else ()


def _in_use(venture: VentureView, customer: CustomerType) -> str | None:
    """Return the mark that the sections give a type and that no type has."""
    owned = {(mark.kind, mark.number) for each in venture.types if (mark := mark_of(venture, each))}
    used = (
        mark.text
        for statement in lines_about_types(venture)
        if statement.types == (customer.id,) and statement.label
        for mark in own_marks(venture, statement)
        if (mark.kind, mark.number) not in owned
    )
    return next(used, None)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: one marker per type, the same in every section",
    fix="Gives the second type the next colour or number that is free, wherever it is named.",
    bad=(
        """\
## Customers
- 🔵 **Parents** (payer): two-job homes
- ⟦🔵⟧ **Clinics** (funder): night wards

## Jobs to be Done
- 🔵 **Parents**: sleep after a night shift
- 🔵 **Clinics**: fill the rota
""",
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- ⟦(1)⟧ **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- 🔵 **Parents** (payer): two-job homes
- 🟢 **Clinics** (funder): night wards

## Jobs to be Done
- 🔵 sleep after a night shift
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- (1) **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift
""",
        {
            "Nest/Customers.md": "- 🔴 **Parents** (payer): two-job homes\n",
            "Nest/Customers 1.md": "- 🔴 **Clinics** (funder): night wards\n",
            "Nest/Jobs to be Done.md": "- **Parents**: sleep\n",
        },
    ),
)
def marker_duplicate(venture: VentureView) -> Iterator[Finding]:
    """Two customer types have the same colour or number.

    What carries the mark could be either's. A job in the wrong hands leads to a promise that nobody asked for.
    """
    copies = {note.path for note, _ in doubled(venture)}
    first: dict[tuple[Kind, int], CustomerType] = {}
    for customer in venture.types:
        mark = mark_of(venture, customer)
        if mark is None or customer.source.path in copies:
            continue
        owner = first.setdefault((mark.kind, mark.number), customer)
        if owner is not customer:
            yield Finding(
                path=customer.source.path,
                span=mark.span,
                message=f"{owner.label} and {customer.label} both have {mark.text}. Give {customer.label} one of its own.",
                related=(Related(owner.source.path, owner.source.span, f"{owner.label} has it too."),),
                fixes=_remarked(venture, customer, mark),
                section="customers",
            )


def _remarked(venture: VentureView, customer: CustomerType, mark: Mark) -> tuple[Fix, ...]:
    """Return the fix that gives a type the mark that its lines have, or another one there too."""
    free = written_like(mark, free_index({each.marker.number for each in venture.types}))
    text = _in_use(venture, customer) or free
    if text is None:
        return ()
    own = [
        (statement.source.path, found.span)
        for statement in lines_about_types(venture)
        if statement.types == (customer.id,) and statement.label
        for found in own_marks(venture, statement)
        if (found.kind, found.number) == (mark.kind, mark.number)
    ]
    places = dict.fromkeys([(customer.source.path, mark.span), *own])
    edits = tuple(Edit(path, span, text) for path, span in places)
    return (Fix(f"Give {customer.label} {text}", "suggested", edits),)
