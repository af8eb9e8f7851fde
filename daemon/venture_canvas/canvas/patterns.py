"""Which of the five patterns the customers of a venture form: as declared, as the model shows it, and why."""

from collections.abc import Sequence

from venture_canvas.canvas.model import CustomerType, Pattern, PatternReading
from venture_canvas.canvas.tables import fold, words


def read_pattern(types: Sequence[CustomerType], declared: str | None) -> PatternReading:
    """Return the pattern of the types.

    Arguments:
        types: the customer types.
        declared: what a `pattern` property or line says, or None.
    """
    inferred, because = _inferred(types)
    return PatternReading(_declared(declared), inferred, because)


def _declared(text: str | None) -> Pattern | None:
    folded = fold(text or "").strip(" .")
    named = (pattern for pattern, names in words().patterns.items() if folded in names)
    return next(named, None)


def _inferred(types: Sequence[CustomerType]) -> tuple[Pattern | None, str]:
    if not types:
        return None, "No customer type has been written yet."
    return _of_one(types[0]) if len(types) == 1 else _of_many(types)


def _of_one(only: CustomerType) -> tuple[Pattern, str]:
    served = [segment.label for segment in only.segments if segment.decision == "serve"]
    if len(served) > 1:
        return (
            "segmented",
            f"One customer type, {only.label}, with {len(served)} segments: {', '.join(served)}.",
        )
    if served or only.description:
        return (
            "niche",
            f"One customer type, {only.label}, narrowed to {served[0] if served else 'one description'}.",
        )
    return "mass", f"One customer type, {only.label}, with no distinction made inside it."


def _of_many(types: Sequence[CustomerType]) -> tuple[Pattern, str]:
    """Types on different sides (who pays, who uses, who funds) need each other; others are customers of different kinds."""
    sides = words().sides
    told = [customer for customer in types if customer.roles]
    if len({frozenset(sides[role] for role in customer.roles) for customer in told}) > 1:
        roles = "; ".join(f"{customer.label}: {', '.join(customer.roles)}" for customer in told)
        return (
            "multi-sided",
            f"{len(types)} customer types on different sides, each of which needs the others ({roles}).",
        )
    if len(told) == len(types):
        return (
            "diversified",
            f"{len(types)} customer types that play the same part and do not depend on each other.",
        )
    return "diversified", f"{len(types)} customer types, and nothing says that they play different parts."
