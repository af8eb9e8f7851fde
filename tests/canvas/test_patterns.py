"""Which pattern the customers of a venture form, and why."""

import pytest

from canvas.reading import venture_of
from venture_canvas.canvas.model import Pattern, PatternReading

ROWS: dict[str, tuple[str, Pattern | None, str]] = {
    "nobody": ("To be found out.", None, "No customer type has been written yet."),
    "one, without a distinction": ("- Tenants", "mass", "One customer type, Tenants, with no distinction made inside it."),
    "one, described": ("- Tenants: those with damp walls", "niche", "One customer type, Tenants, narrowed to one description."),
    "one, with one segment": ("- Tenants\n  - Students", "niche", "One customer type, Tenants, narrowed to Students."),
    "one, with two segments": ("- Tenants\n  - Students\n  - Pensioners", "segmented", "One customer type, Tenants, with 2 segments: Students, Pensioners."),
    "one, with one of two served": ("- Tenants\n  - Students\n  - Pensioners: not now", "niche", "One customer type, Tenants, narrowed to Students."),
    "two of the same part": (
        "- Tenants (payer)\n- Guests (buyer)",
        "diversified",
        "2 customer types that play the same part and do not depend on each other.",
    ),
    "two of no part": ("- Tenants\n- Guests", "diversified", "2 customer types, and nothing says that they play different parts."),
    "one who uses and one who pays": (
        "- Tenants (user)\n- City council (payer)",
        "multi-sided",
        "2 customer types on different sides, each of which needs the others (Tenants: user; City council: payer).",
    ),
    "one who uses and one who funds": (
        "- Tenants (user)\n- Foundations (funder)",
        "multi-sided",
        "2 customer types on different sides, each of which needs the others (Tenants: user; Foundations: funder).",
    ),
    "payers of two kinds": (
        "- Guests (payer)\n- City council (public buyer)",
        "diversified",
        "2 customer types that play the same part and do not depend on each other.",
    ),
}  # fmt: skip


def pattern(customers: str, head: str = "") -> PatternReading:
    text = f"# Roof\n\n## Customers\n\n{customers}\n\n## UVP\n\nDry rooms.\n\n## Solution\n\nA roof.\n"
    return venture_of(head + text).pattern


@pytest.mark.parametrize(("customers", "inferred", "because"), ROWS.values(), ids=ROWS.keys())
def test_the_pattern_follows_from_the_model_and_says_why(
    customers: str, inferred: Pattern | None, because: str
) -> None:
    assert pattern(customers) == PatternReading(None, inferred, because)


DECLARED = [
    ("niche", "niche"),
    ("Niche market", "niche"),
    ("mass market", "mass"),
    ("Multi-sided platform", "multi-sided"),
    ("two-sided", "multi-sided"),
    ("segmentiert", "segmented"),
    ("diversified", "diversified"),
    ("whatever works", None),
]


@pytest.mark.parametrize(("written", "declared"), DECLARED)
def test_a_declared_pattern_stands_beside_the_inferred_one(written: str, declared: str | None) -> None:
    found = pattern("- Tenants\n  - Students\n  - Pensioners", f"---\npattern: {written}\n---\n")
    assert (found.declared, found.inferred) == (declared, "segmented")
