"""Colours and numbers: one for each customer type, the same in every section."""

from collections.abc import Iterator, Sequence

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.sections import ADDRESSED
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import label_span
from venture_canvas.hints.marks import (
    Kind,
    Mark,
    free_index,
    insertions,
    is_marked,
    mark_of,
    marks_in,
    written_like,
)
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row

WHERE_MARKS_COUNT = (*ADDRESSED, "channels", "revenue")
"""Sections in which a colour or number stands for a type; elsewhere it may be a traffic light or a footnote."""
A_FEW = 4


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
        for statement in _once_a_line(venture)
        if statement.types == (customer.id,) and statement.label
        for mark in _own_marks(venture, statement)
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
    ),
)
def marker_duplicate(venture: VentureView) -> Iterator[Finding]:
    """Two customer types have the same colour or number.

    What carries the mark could be either's. A job in the wrong hands leads to a promise that nobody asked for.
    """
    first: dict[tuple[Kind, int], CustomerType] = {}
    for customer in venture.types:
        mark = mark_of(venture, customer)
        if mark is None:
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
        for statement in _once_a_line(venture)
        if statement.types == (customer.id,) and statement.label
        for found in _own_marks(venture, statement)
        if (found.kind, found.number) == (mark.kind, mark.number)
    ]
    places = dict.fromkeys([(customer.source.path, mark.span), *own])
    edits = tuple(Edit(path, span, text) for path, span in places)
    return (Fix(f"Give {customer.label} {text}", "suggested", edits),)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: one marker per type, the same in every section",
    fix="Puts the mark of the type that the line names, or of the only one that the section leaves out.",
    bad=(
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Jobs to be Done
- (1) sleep after a night shift
- ⟦(3)⟧ fill the rota
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- ⟦🟢⟧ **Clinics**: fill the rota
""",
    ),
    good=(
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Jobs to be Done
1. sleep after a night shift (1)
2. fill the rota (2)
3. know who is ill (2)

## Key Metrics
- (3) nights a week
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- 🟢 **Parents**: sleep after a night shift
- 🔴 **Clinics**: fill the rota
""",
    ),
)
def marker_unknown(venture: VentureView) -> Iterator[Finding]:
    """A line carries a colour or number that no customer type has.

    A mark without an owner is a slip, or a type that is missing from Customers. Until it is settled, the line belongs to nobody.
    """
    if not _is_settled(venture):
        return
    owned = _owned(venture)
    found: dict[tuple[Kind, int], list[tuple[Statement, Mark]]] = {}
    for statement in _once_a_line(venture):
        for mark in _own_marks(venture, statement):
            if owned[mark.kind] and mark.number not in owned[mark.kind] | owned["either"]:
                found.setdefault((mark.kind, mark.number), []).append((statement, mark))
    for (statement, mark), *others in found.values():
        yield Finding(
            path=statement.source.path,
            span=mark.span,
            message=f"No customer type has {mark.text}. Whose line is this?",
            related=tuple(Related(each.source.path, its.span, "It stands here too.") for each, its in others),
            fixes=_right_marks(venture, [(statement, mark), *others]),
            section=statement.section,
        )


def _is_settled(venture: VentureView) -> bool:
    """Say whether every type has a mark of its own; if not, that is what is wrong, and told in Customers."""
    marks = [mark for each in venture.types if (mark := mark_of(venture, each))]
    return len({(mark.kind, mark.number) for mark in marks}) == len(marks) and all(
        is_marked(venture, each) for each in venture.types
    )


def _right_marks(venture: VentureView, found: list[tuple[Statement, Mark]]) -> tuple[Fix, ...]:
    """Return the fix for every line with one wrong mark; none unless it is known for each whose it is."""
    fixes = [fix for statement, mark in found for fix in _right_mark(venture, statement, mark)]
    if len(fixes) < len(found):
        return ()
    titles = {fix.title for fix in fixes}
    title = titles.pop() if len(titles) == 1 else "Use the marks of the types that are named"
    return (Fix(title, "suggested", tuple(edit for fix in fixes for edit in fix.edits)),)


def _owned(venture: VentureView) -> dict[str, set[int]]:
    """Return the indexes that types have, by how they are written; `either` are those that a type's own note or a list gives."""
    owned: dict[str, set[int]] = {"colour": set(), "number": set(), "either": set()}
    for customer in venture.types:
        if is_marked(venture, customer):
            mark = mark_of(venture, customer)
            owned[mark.kind if mark else "either"].add(customer.marker.number)
            owned["either"].add(customer.marker.number)
    return owned


def _once_a_line(venture: VentureView) -> Iterator[Statement]:
    """Yield the first statement of each line in the sections where marks count."""
    seen: set[tuple[str, int]] = set()
    for statement in venture.venture.statements:
        place = (statement.source.path, statement.source.span.start)
        if statement.section in WHERE_MARKS_COUNT and place not in seen:
            seen.add(place)
            yield statement


def _own_marks(venture: VentureView, statement: Statement) -> Iterator[Mark]:
    """Yield the marks of a statement's line that were read as such: not every number in brackets is one."""
    for mark in marks_in(venture.notes[statement.source.path], statement.source):
        if mark.number in (statement.colours if mark.kind == "colour" else statement.numbers):
            yield mark


def _right_mark(venture: VentureView, statement: Statement, mark: Mark) -> tuple[Fix, ...]:
    named = [each for each in venture.types if each.id in statement.types]
    spoken = {identity for each in venture.statements(statement.section) for identity in each.types}
    meant = named if statement.label else [each for each in venture.types if each.id not in spoken]
    text = written_like(mark, meant[0].marker.number) if len(meant) == 1 else None
    if text is None or meant[0].marker.assigned:
        return ()
    edit = Edit(statement.source.path, mark.span, text)
    return (Fix(f"Use {text}, the mark of {meant[0].label}", "suggested", (edit,)),)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: one marker per type, the same in every section",
    fix="Puts the mark of the type that the words name; or the name that belongs to the mark, when that type has no other line.",
    bad=(
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- ⟦🔴⟧ **Clinics**: fill the rota
""",
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Unique Value Proposition
- ⟦(2)⟧ **Parents**: asleep by eight
- (2) **Clinics**: nobody calls in sick
""",
    ),
    good=(
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- 🔴🟠 **Parents and clinics**: know who is ill
- 🟠 fill the rota
""",
    ),
)
def marker_label_conflict(venture: VentureView) -> Iterator[Finding]:
    """A line names one customer type and carries the mark of another.

    Readers go by the colour, search goes by the words, and the two lead to different customers.
    """
    if not _is_settled(venture):
        return
    owners = {
        (mark.kind, mark.number): customer
        for customer in venture.types
        if (mark := mark_of(venture, customer))
    }
    for statement in _once_a_line(venture):
        if not statement.label or statement.attribution not in ("label", "link"):
            continue
        for mark in _own_marks(venture, statement):
            owner = owners.get((mark.kind, mark.number))
            if owner and owner.id not in statement.types:
                yield Finding(
                    path=statement.source.path,
                    span=mark.span,
                    message=f"{mark.text} is the mark of {owner.label}, and the line speaks of {statement.label}. Which of the two is meant?",
                    related=(
                        Related(owner.source.path, owner.source.span, f"{owner.label} has {mark.text}."),
                    ),
                    fixes=_settled(venture, statement, mark, owner),
                    section=statement.section,
                )


def _settled(venture: VentureView, statement: Statement, mark: Mark, owner: CustomerType) -> tuple[Fix, ...]:
    """Return the way to settle a conflict that leaves no type without a line: another mark, else another name."""
    spoken = [each.types for each in venture.statements(statement.section)]
    if any(owner.id in types for types in spoken):
        return _right_mark(venture, statement, mark)
    span = label_span(venture.notes[statement.source.path], statement)
    if span is None or spoken.count(statement.types) < 2:
        return ()
    edit = Edit(statement.source.path, span, owner.label)
    return (Fix(f"Write {owner.label}", "suggested", (edit,)),)
