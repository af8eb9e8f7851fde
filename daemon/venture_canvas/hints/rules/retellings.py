"""What tells a venture once more, such as a pitch, beside the venture itself."""

from collections.abc import Iterator

from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.lines import shown
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView

CANVAS = {
    "Nest/Customers.md": "- **Clinics** (payer): night wards\n- **Parents** (user): two-job homes\n",
    "Nest/Jobs to be Done.md": "- **Clinics**: fill the rota\n- **Parents**: sleep\n",
    "Nest/Existing Alternatives.md": "- **Clinics**: agencies\n- **Parents**: the grandmother\n",
    "Nest/Unique Value Proposition.md": "- **Clinics**: a nurse in an hour\n- **Parents**: one night of sleep a week\n",
}


@rule(
    severity="info",
    reads="venture",
    source="Customer types: every note of a venture speaks of the same ones",
    fix="Add the customer type to Customers, call it by its name there, or take it out.",
    bad=(
        CANVAS
        | {
            "Nest/Pitch.md": "## Problem\nNobody sleeps.\n## Customers\n- **Clinics**: night wards\n- ⟦**Insurers**⟧: those who pay\n## Solution\nA rota.\n"
        },
    ),
    good=(
        CANVAS
        | {
            "Nest/Pitch.md": "## Problem\nNobody sleeps.\n## Customers\n- **Clinics**: large ones\n## Solution\nA rota.\n"
        },
        CANVAS
        | {
            "Nest/Another idea.md": "## Problem\nNo beds.\n## Customers\n- **Hostels**: on the coast\n- **Hikers**: in May\n## Solution\nA list.\n"
        },
    ),
)
def cross_note_types_differ(venture: VentureView) -> Iterator[Finding]:
    """A pitch or a summary names a customer type that the canvas does not have.

    One of the two was changed, the other forgotten. Whoever hears the pitch is told of a customer for whom nothing has been thought
    through.
    """
    names = [customer.label for customer in venture.types]
    for retelling in venture.venture.retellings if names else ():
        for told in retelling.types:
            if not told.types:
                first = venture.types[0].source
                yield Finding(
                    path=retelling.path,
                    span=shown(venture.notes[retelling.path], told.source.span),
                    message=f"Customers has {enumerated(names)}, and no “{told.label}”. Add them there, call them by the same name, or leave them out here.",
                    related=(Related(first.path, first.span, "Customers stands here."),),
                    section="customers",
                )
