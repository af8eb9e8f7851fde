"""Segments: the parts of a customer type."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from venture_canvas.canvas.model import CustomerType, Segment, Source
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.sections import ADDRESSED, CUSTOMERS
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.coverage import parts_of_types
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import shown
from venture_canvas.hints.outlines import customer_lines
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at
from venture_canvas.hints.views import VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

EVERYBODY = (
    "everyone", "everybody", "anyone", "anybody", "all people", "all humans", "every human", "every person", "the general public",
    "general public", "the public", "general audience", "the whole world", "jeder", "jedermann", "alle menschen", "tout le monde",
    "todo el mundo", "todas las personas", "todo mundo", "iedereen", "tutti quanti",
)  # fmt: skip
"""What a group is called that leaves nobody out."""
BROAD = re.compile(rf"(?:for |fur |pour |para |per |voor )?(?:{'|'.join(EVERYBODY)})\b(?P<rest>[^.;\n]*)")
CLAUSE = re.compile(r"\s+(?:who|that|der|qui|que|die|che)\s+(?P<said>.+)")
LONGEST_CLAUSE = 2
"""Words after `who` up to which it narrows nothing: `everyone who eats`, but not `anyone who moved to Leeds this year`."""


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: type or segment",
    fix="Puts the group below the type it is a part of.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
- ⟦**Single parents**⟧: on the night shift
- **Clinics** (funder): night wards

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
**⟦Segments⟧**
- Students
- Pensioners

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Schools** (user): with a night class
- **Private schools** (payer): pay for two places each

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
**Customer types**
- Parents

**Segments**
- nurses
- bus drivers

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customer Segments
- Students
- Pensioners

## Jobs to be Done
- **Students**: sleep before an exam
- **Pensioners**: sleep through
""",
    ),
)
def type_and_segment_mixed(venture: VentureView) -> Iterator[Finding]:
    """Types and segments are not told apart: a part of a type stands beside it, or there are segments and no type.

    A type plays a part in the model: it pays, uses, funds. A segment is some of those who play one part. Only types need a job and a
    promise of their own, so a segment taken for a type asks for work that leads nowhere.
    """
    yield from _segments_as_types(venture)
    yield from _segments_alone(venture)


def _segments_as_types(venture: VentureView) -> Iterator[Finding]:
    for part, whole in parts_of_types(venture):
        yield Finding(
            path=part.source.path,
            span=shown(venture.notes[part.source.path], part.source.span),
            message=f"{part.label} sound like a part of {whole.label}: a segment. If they play no other part, list them below {whole.label}.",
            related=(Related(whole.source.path, whole.source.span, f"{whole.label} stand here."),),
            fixes=_indented(venture, whole, part),
            section=CUSTOMERS,
        )


def _indented(venture: VentureView, whole: CustomerType, part: CustomerType) -> tuple[Fix, ...]:
    """Return the fix that moves a list item below the one right above it; None unless they are neighbours in one list."""
    neighbours = (pair for parent in customer_lines(venture) for pair in pairwise(parent.children))
    for one, other in neighbours:
        if _names(one, whole.source) and _names(other, part.source) and one.kind == other.kind == "item":
            note = venture.notes[other.path]
            starts = [line_at(note, each.line.span.start).start for each in other.walk()]
            step = _indent(note, one.children[0])[len(_indent(note, one)) :] if one.children else "  "
            edits = tuple(Edit(note.path, Span(start, start), step) for start in starts)
            return (Fix(f"Put them below {whole.label}", "suggested", edits),)
    return ()


def _indent(note: Note, node: Node) -> str:
    line = line_at(note, node.line.span.start)
    return note.text[line.start : line.end - len(note.text[slice(*line)].lstrip(" \t"))]


def _names(node: Node, source: Source) -> bool:
    return (node.path, node.reading.label_span) == (source.path, source.span)


def _segments_alone(venture: VentureView) -> Iterator[Finding]:
    """Find a list of segments that was read as types, because nothing says whose segments they are."""
    if len(venture.types) < 2 or any(customer.roles for customer in venture.types):
        return
    if any(0 < len(each.types) < len(venture.types) for each in venture.venture.statements):
        return
    sources = {(each.source.path, each.source.span) for each in venture.types}
    for node in customer_lines(venture):
        listed = {(child.path, child.reading.label_span) for child in node.children}
        if fold(node.reading.name).strip(" :") in words().segment_labels and sources <= listed:
            name = venture.notes[node.path].text.find(node.reading.name, node.line.span.start)
            labels = [customer.label for customer in venture.types]
            yield Finding(
                path=node.path,
                span=Span(name, name + len(node.reading.name)),
                message=f"Whose segments are {in_a_row(labels)}? Name the customer type first: who pays, who uses, who funds.",
                section=CUSTOMERS,
            )
            return


@rule(
    severity="warning",
    reads="venture",
    source="The sections: common mistake in Customers: everyone",
    fix="Name what they have in common, where they are, or what happened to them.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes
  - ⟦everyone who eats⟧

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- ⟦**Everyone**⟧

## Jobs to be Done
- sleep after a night shift
""",
        """\
## Customers
- ⟦**Users**⟧: the general public

## Jobs to be Done
- sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Finance teams** (payer): everyone in the finance team of a firm with 50 people
- **Users** (user): not everyone: night nurses
- **Borrowers**: anyone going to the ball who has no £200 for one night
- **Members of the public body**: the public health board

## Jobs to be Done
- sleep after a night shift
""",
    ),
)
def segment_too_broad(venture: VentureView) -> Iterator[Finding]:
    """A customer type or segment is everybody.

    What suits everybody is nobody's first choice, and a message to everybody reaches no one. The first customers share something
    that you could see.
    """
    for customer in venture.types:
        groups: Sequence[CustomerType | Segment] = (customer, *customer.segments)
        for group in groups:
            if _is_everybody(group.label) or _is_everybody(group.description):
                yield Finding(
                    path=group.source.path,
                    span=shown(venture.notes[group.source.path], group.source.span),
                    message=f"“{_said(group)}” is everybody. Which of them need it most, and how would you recognise one?",
                    section=CUSTOMERS,
                )


def _said(group: CustomerType | Segment) -> str:
    return plain(group.label if _is_everybody(group.label) else group.description)


def _is_everybody(text: str) -> bool:
    """Say whether a text starts with a word for everybody, and nothing behind it narrows that down."""
    found = BROAD.match(fold(plain(text)).strip())
    if found is None:
        return False
    rest = found["rest"].rstrip(" !.,")
    clause = CLAUSE.fullmatch(rest)
    return not rest or (clause is not None and len(clause["said"].split()) <= LONGEST_CLAUSE)


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: serve or ignore is a decision",
    fix="Take the line out, or serve the segment.",
    bad=(
        """\
## Customers
- **Hotels** (payer): by the sea
  - small houses
  - chain hotels (not served: they want 400 of a kind)

## Jobs to be Done
- **Small houses**: rooms that look like here
- ⟦**Chain hotels**: 400 of a kind by May⟧
""",
    ),
    good=(
        """\
## Customers
- **Hotels** (payer): by the sea
  - small houses
  - chain hotels (not served: they want 400 of a kind)

## Jobs to be Done
- **Small houses**: rooms that look like here
- **Hotels**: guests who come back
""",
    ),
)
def segment_ignored_addressed(venture: VentureView) -> Iterator[Finding]:
    """A segment that you decided not to serve still has a job, a promise or early adopters.

    To leave a group out is a decision that frees your hands. A line that goes on speaking to it takes that back.
    """
    for customer in venture.types:
        left = {segment.label: segment for segment in customer.segments if segment.decision == "ignore"}
        for section in ADDRESSED if left else ():
            for statement in venture.statements(section, customer):
                segment = left.get(statement.segment or "")
                if segment:
                    yield Finding(
                        path=statement.source.path,
                        span=shown(venture.notes[statement.source.path], statement.source.span),
                        message=f"You decided not to serve {segment.label}{_why(segment)}, and this line speaks to them. Which of the two holds?",
                        related=(
                            Related(segment.source.path, segment.source.span, "The decision stands here."),
                        ),
                        section=section,
                    )


def _why(segment: Segment) -> str:
    return f" ({segment.reason})" if segment.reason else ""
