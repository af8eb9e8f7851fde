"""The five tests that make two segments separate: passed, failed or unknown, with what was read for each."""

import pytest

from canvas.reading import venture_of
from venture_canvas.canvas.model import Separation


def separations(segments: str, rest: str = "") -> tuple[Separation, ...]:
    text = (
        f"# Roof\n\n## Customers\n\n- **Tenants**\n{segments}\n\n## UVP\n\n{rest}\n\n## Solution\n\nA roof.\n"
    )
    (tenants,) = venture_of(text).customer_types
    return tenants.separations


def results(segments: str, rest: str = "") -> dict[str, tuple[str, tuple[str, ...]]]:
    (separation,) = separations(segments, rest)
    return {test.name: (test.result, test.evidence) for test in separation.tests}


def two(first: str, second: str) -> str:
    return f"  - **Students**\n    - {first}\n  - **Pensioners**\n    - {second}"


PASSED = [
    ("Offer: a bed", "Offer: a room", "offer", ("a bed", "a room")),
    ("Channel: the campus", "Channel: the church", "channel", ("the campus", "the church")),
    ("Relationship: an app", "Relationship: a visit", "relationship", ("an app", "a visit")),
    ("Profitability: low", "Profitability: high", "profitability", ("low", "high")),
    ("Price: €9", "Price: €12", "profitability", ("€9", "€12")),
    ("Pays for: quiet", "Pays for: company", "pays_for", ("quiet", "company")),
]


@pytest.mark.parametrize(("first", "second", "test", "evidence"), PASSED)
def test_segments_that_differ_pass(first: str, second: str, test: str, evidence: tuple[str, ...]) -> None:
    found = results(two(first, second))
    assert found.pop(test) == ("passed", evidence)
    assert {result for result, _ in found.values()} == {"unknown"}


FAILED = [
    ("Offer: a bed", "Offer: a bed", "offer"),
    ("Offer: a bed", "Offer: Beds", "offer"),
    ("Price: €9", "Price: €9", "profitability"),
]


@pytest.mark.parametrize(("first", "second", "test"), FAILED)
def test_segments_that_do_not_differ_fail(first: str, second: str, test: str) -> None:
    assert results(two(first, second))[test][0] == "failed"


def test_what_is_told_of_one_segment_only_decides_nothing() -> None:
    assert results("  - **Students**\n    - Offer: a bed\n  - **Pensioners**")["offer"] == (
        "unknown",
        ("a bed",),
    )


def test_all_five_tests_are_told_even_when_nothing_is_known() -> None:
    assert results("  - Students\n  - Pensioners") == dict.fromkeys(
        ("offer", "channel", "relationship", "profitability", "pays_for"), ("unknown", ())
    )


def test_a_value_proposition_for_one_segment_is_its_offer() -> None:
    rest = "- Students: a bed and a desk\n- Pensioners: a bed and a porter"
    assert results("  - Students\n  - Pensioners", rest)["offer"] == (
        "passed",
        ("a bed and a desk", "a bed and a porter"),
    )


def test_every_two_segments_are_compared() -> None:
    found = separations("  - Students\n  - Pensioners\n  - Nurses")
    assert [each.segments for each in found] == [
        ("Students", "Pensioners"),
        ("Students", "Nurses"),
        ("Pensioners", "Nurses"),
    ]


def test_an_ignored_segment_is_not_compared() -> None:
    assert separations("  - Students\n  - Pensioners: not now") == ()
