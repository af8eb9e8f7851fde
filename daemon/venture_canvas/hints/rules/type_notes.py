"""The note of a customer type, beside what Customers says of the type."""

from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.canvas.labels import Reading
from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.roles import roles_named
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.outlines import root_of
from venture_canvas.hints.properties import find
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note, Scalar
from venture_canvas.positions import Span


class _Contradiction(NamedTuple):
    """What Customers says, and the value of the type's own note that says otherwise."""

    written: str
    value: str
    span: Span


@rule(
    severity="warning",
    reads="venture",
    source="Customer types: what a type's note says is what Customers says",
    fix="Writes into the type's note what Customers says.",
    bad=(
        {
            "Nest/Customers.md": "- **[[Clinics]]** (payer): night wards\n- **[[Parents]]** (user): two-job homes\n",
            "Nest/Jobs to be Done.md": "- **Clinics**: fill the rota\n- **Parents**: sleep\n",
            "Nest/types/Clinics.md": "---\nrole: ⟦beneficiary⟧\n---\nThe head midwife decides.\n",
            "Nest/types/Parents.md": "---\nrole: user\n---\nThey call at night.\n",
        },
        {
            "Nest/Customers.md": "- (1) **[[Clinics]]**: night wards\n- (2) **[[Parents]]**: two-job homes\n",
            "Nest/Jobs to be Done.md": "- **Clinics**: fill the rota\n- **Parents**: sleep\n",
            "Nest/types/Clinics.md": "---\ntags: [customer-type]\nnumber: ⟦2⟧\n---\nThe head midwife decides.\n",
        },
    ),
    good=(
        {
            "Nest/Customers.md": "- **[[Clinics]]** (1) (payer): night wards\n- **[[Parents]]** (2): two-job homes\n",
            "Nest/Jobs to be Done.md": "- **Clinics**: fill the rota\n- **Parents**: sleep\n",
            "Nest/types/Clinics.md": "---\nrole: payer, sponsor\nnumber: 1\n---\nThe head midwife decides.\n",
            "Nest/types/Parents.md": "---\nrole: user\nnumber: 2\n---\nThey call at night.\n",
        },
    ),
)
def type_note_contradicts(venture: VentureView) -> Iterator[Finding]:
    """A customer type's own note says otherwise than Customers.

    One of the two was changed, the other forgotten. Whoever reads only one of them plans with a customer you do not have.
    """
    for customer in venture.types:
        note = venture.notes.get(customer.note or "")
        reading = _reading_of(venture, customer)
        if note is None or reading is None:
            continue
        for found in _contradictions(note, reading):
            yield Finding(
                path=note.path,
                span=found.span,
                message=f"Customers says “{found.written}” of {customer.label}, this note “{found.value}”. Which of the two is true?",
                related=(Related(customer.source.path, customer.source.span, "Customers says it here."),),
                fixes=_as_in_customers(note, found),
                section="customers",
            )


def _reading_of(venture: VentureView, customer: CustomerType) -> Reading | None:
    """Return the line of Customers that names a type, taken apart; None where it is named otherwise than by a line."""
    root = root_of(venture.around, venture.notes[customer.source.path])
    nodes = root.walk() if root else ()
    return next((node.reading for node in nodes if node.name_source.span == customer.source.span), None)


def _contradictions(note: Note, reading: Reading) -> Iterator[_Contradiction]:
    role, number = find(note, "role"), find(note, "number")
    if role and isinstance(role.value, Scalar) and isinstance(role.value.value, str):
        here, there = set(roles_named(role.value.value)), set(roles_named(reading.qualifier))
        if here and there and here.isdisjoint(there):
            yield _Contradiction(reading.qualifier, role.value.value, role.value.span)
    if (
        number
        and isinstance(number.value, Scalar)
        and reading.numbers
        and number.value.value not in reading.numbers
    ):
        yield _Contradiction(str(reading.numbers[0]), str(number.value.value or ""), number.value.span)


def _as_in_customers(note: Note, found: _Contradiction) -> tuple[Fix, ...]:
    edit = Edit(note.path, found.span, found.written)
    return (Fix(f"Write {found.written} here", "suggested", (edit,)),) if found.value else ()
