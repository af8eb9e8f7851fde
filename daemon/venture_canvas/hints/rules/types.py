"""Customer types as they are listed: each by itself, once, and with a few words on who they are."""

from collections.abc import Iterator

from venture_canvas.canvas import roles
from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import key
from venture_canvas.canvas.remarks import is_remark
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import shown, whole_line
from venture_canvas.hints.outlines import customer_lines
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at, line_end
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.positions import Span


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: type or segment",
    fix="Lists the groups below the sentence, each with its role; take the sentence out when the list says it all.",
    bad=(
        """\
## Customers
⟦It is used by parents and paid for by clinics.⟧

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
⟦Older adults who live alone, plus their family carers.⟧

## Jobs to be Done
- get home safely
""",
    ),
    good=(
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics** (payer): night wards

## Jobs to be Done
- sleep after a night shift
""",
        "## Customers\nWe sell to parents and grandparents.\n\n## Jobs to be Done\n- sleep\n",
        """\
## Customers

| | Parents | Clinics |
| --- | --- | --- |
| Role | user | payer |

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def customer_type_unlabelled(venture: VentureView) -> Iterator[Finding]:
    """Customers of different kinds are packed into one sentence, or nobody is named at all.

    Groups that play different parts want different things. A line for each shows how many there are, and lets every job, promise
    and price say whose it is.
    """
    if not venture.types:
        yield from _unnamed(venture)
        return
    together: dict[tuple[str, Span], list[CustomerType]] = {}
    for customer in venture.types:
        if not _is_in_a_table(venture, customer):
            together.setdefault((customer.source.path, customer.source.span), []).append(customer)
    for (path, span), customers in together.items():
        if len({customer.roles for customer in customers}) > 1:
            names = in_a_row([customer.label for customer in customers])
            yield Finding(
                path=path,
                span=shown(venture.notes[path], span),
                message=f"This text names {names}, who play different parts. Give each a line of its own.",
                fixes=_listed(venture, customers),
                section=CUSTOMERS,
            )


def _is_in_a_table(venture: VentureView, customer: CustomerType) -> bool:
    note = venture.notes[customer.source.path]
    return note.text.startswith("|", line_at(note, customer.source.span.start).start)


def _unnamed(venture: VentureView) -> Iterator[Finding]:
    first = next(
        (
            each
            for each in customer_lines(venture)
            if each.kind in ("text", "item") and not is_remark(each) and not each.section
        ),
        None,
    )
    if first:
        yield Finding(
            path=first.path,
            span=shown(venture.notes[first.path], first.line.span),
            message="Who are the customers here? Start a line with the name of each group, such as “- **Parents**: …”.",
            section=CUSTOMERS,
        )


def _listed(venture: VentureView, customers: list[CustomerType]) -> tuple[Fix, ...]:
    """Return the fix that lists groups below the text that names them; none where more is written, or the part of one is not known."""
    note = venture.notes[customers[0].source.path]
    others = [
        each
        for each in customer_lines(venture)
        if not each.section and each.line.span != customers[0].source.span
    ]
    if others or len(customers) < len(venture.types) or not all(customer.roles for customer in customers):
        return ()
    at = customers[0].source.span.end
    end = line_end(note)
    lines = [f"- **{customer.label}** ({', '.join(customer.roles)})" for customer in customers]
    gap = "" if not note.text[at:].strip() or note.text[line_at(note, at).end :].startswith(end * 2) else end
    edit = Edit(note.path, Span(at, at), f"{end * 2}{end.join(lines)}{gap}")
    return (Fix("List the groups below", "suggested", (edit,)),)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: types are told apart by their roles",
    fix="Joins the two lines, or takes the second away when it adds nothing.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards
- ⟦**parents**⟧: they also spread the word

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- Parents
- Clinics
- ⟦Parent⟧

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Readers** (user): read at night
- **Book readers** (payer): buy two a year

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
**Customer Types**
- Parents
- Clinics

**Customer Segments**
- Parents: nurses, bus drivers

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def type_duplicate(venture: VentureView) -> Iterator[Finding]:
    """A customer type is listed twice.

    Two lines for one group drift apart, and the second looks like somebody else to everyone who was not there.
    """
    types = {(each.source.path, each.source.span): each for each in venture.types}
    for parent in customer_lines(venture):
        first: dict[tuple[str, str], Node] = {}
        for node in parent.children:
            name = (node.kind, key(node.reading.name))
            if (node.path, node.reading.label_span) in types:
                first.setdefault(name, node)
            elif name in first and node.kind in ("item", "heading", "text"):
                yield _twice(venture, first[name], node)


def _twice(venture: VentureView, first: Node, second: Node) -> Finding:
    return Finding(
        path=second.path,
        span=second.reading.label_span,
        message=f"{second.reading.name} is listed above already. Join the two, or give this one the name that tells it apart.",
        related=(Related(first.path, first.reading.label_span, "It is listed here."),),
        fixes=_joined(venture, first, second),
        section=CUSTOMERS,
    )


def _joined(venture: VentureView, first: Node, second: Node) -> tuple[Fix, ...]:
    """Return the fix that makes one line of two, where both are single lines and the second gives no role of its own."""
    note = venture.notes[second.path]
    other_role = second.reading.qualifier not in ("", first.reading.qualifier)
    if first.children or second.children or other_role or "heading" in (first.kind, second.kind):
        return ()
    away = Edit(note.path, whole_line(note, second.line.span.start), "")
    if second.reading.label is None or second.reading.rest in ("", first.reading.rest):
        return (Fix("Take this line away", "suggested", (away,)),)
    lead = "; " if first.reading.rest else " " if first.reading.label and first.reading.label.colon else ": "
    at = first.line.span.end
    return (
        Fix(
            "Join it with the line above",
            "suggested",
            (Edit(note.path, Span(at, at), lead + second.reading.rest), away),
        ),
    )


@rule(
    severity="info",
    reads="venture",
    source="The sections: types first, then a core segment per type",
    fix="Say who they are in a few words.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Foundations:**⟧

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards
- ⟦**Foundations**⟧

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents**
- **Clinics**

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- **Parents:**
  - nurses on the night shift
- **Clinics** (funder)
- [[Foundations]]: impact investors

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def type_empty(venture: VentureView) -> Iterator[Finding]:
    """A customer type is named and not described, while the others are.

    A bare name fits too many people. A few words on who they are, and which part they play, decide whether you would recognise one.
    """
    bare = [customer for customer in venture.types if _is_bare(customer)]
    if len(bare) == len(venture.types):
        return
    for customer in bare:
        if len(bare) == 1 or _is_left_open(venture, customer):
            yield Finding(
                path=customer.source.path,
                span=shown(venture.notes[customer.source.path], customer.source.span),
                message=f"Nothing is said of {customer.label} yet. Who are they, and what part do they play?",
                section=CUSTOMERS,
            )


def _is_bare(customer: CustomerType) -> bool:
    """Say whether nothing is said of a type, other than what its name says by itself."""
    told = (
        customer.description or customer.segments or customer.attributes or customer.note or customer.single
    )
    return not told and set(customer.roles) <= set(roles.roles_in_label(customer.label))


def _is_left_open(venture: VentureView, customer: CustomerType) -> bool:
    note = venture.notes[customer.source.path]
    line = note.text[customer.source.span.start : line_at(note, customer.source.span.start).end]
    return line.strip(" \t*_").endswith(":")
