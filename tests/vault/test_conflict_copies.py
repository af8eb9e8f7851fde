"""A conflict copy is told by its name, and by nothing that people write into names themselves."""

import pytest

from venture_canvas.vault.conflict_copies import is_copy, original_of


@pytest.mark.parametrize(
    "name",
    [
        "Customers (conflicted copy 2026-11-20)",
        "Customers (Ama's conflicted copy 2026-11-20)",
        "Customers (Conflicted copy Telephone 202611201015)",
        "Customers.sync-conflict-20261120-101500-ABCDEFG",
        "Customers (SFConflict ama@example.org 2026-11-20-10-15-00)",
        "Customers [conflicted]",
        "Customers - conflict copy",
        "Customers (Conflict 2026-11-20)",
    ],
)
def test_a_conflict_copy_says_of_what_it_is_one(name: str) -> None:
    assert original_of(name) == "Customers"
    assert is_copy(f"nursery/{name}.md")


@pytest.mark.parametrize(
    "name",
    [
        "Customers",
        "Customers 2",
        "Customers (1)",
        "Land conflict",
        "Talk (conflict about rent)",
        "Conflict copy",
    ],
)
def test_other_names_are_no_conflict_copies(name: str) -> None:
    assert original_of(name) is None
    assert not is_copy(f"nursery/{name}.md")
