"""The market: how many there are of each segment, and what they pay."""

from collections.abc import Iterator

from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView

MARKET = {"size": "how many there are", "price": "what they pay"}


@rule(
    severity="hint",
    reads="venture",
    source="The customer model: segments may carry size and price",
    fix="Add the size or price for the segment too.",
    bad=(
        "## Customers\n- **Parents** (payer)\n  - Nurses\n    - size: 10,000\n  - ⟦Cleaners⟧\n\n## Jobs to be Done\n- **Parents**: sleep\n",
    ),
    good=(
        "## Customers\n- **Parents** (payer)\n  - Nurses\n  - Cleaners\n\n## Jobs to be Done\n- **Parents**: sleep\n",
        "## Customers\n- **Parents** (payer)\n  - Nurses\n    - size: 10,000\n  - Cleaners\n    - size: 4,000\n\n## Jobs to be Done\n- **Parents**: sleep\n",
    ),
)
def size_missing_for_one(venture: VentureView) -> Iterator[Finding]:
    """Size or price is known for some segments of a type, not for all.

    Segments can only be compared, and one of them chosen, when the same is known of each.
    """
    for customer in venture.types:
        served = [segment for segment in customer.segments if segment.decision == "serve"]
        for name, told in MARKET.items():
            without = [
                segment
                for segment in served
                if all(attribute.name != name for attribute in segment.attributes)
            ]
            if without and len(without) < len(served):
                labels = ", ".join(segment.label for segment in without)
                yield Finding(
                    path=without[0].source.path,
                    span=without[0].source.span,
                    message=f"{labels}: {told} is not written, while it is for the other segments of {customer.label}.",
                    section=CUSTOMERS,
                )
