"""Whole vaults, written by somebody who did not know the rules: good ones stay quiet, and what is wrong in a broken one is found.

Beside each vault stands what its writer meant: where a careless program would raise a false alarm, or what is wrong and how it
would be mended.
"""

from datetime import date
from pathlib import Path

import pytest

from venture_canvas.hints.hint import Hint
from venture_canvas.workspace import Workspace

VAULTS = Path(__file__).parent / "vaults"
TODAY = date(2026, 11, 22)
MAY_BE_SAID = {"participant-is-customer", "tags-not-a-list"}
"""What the writers of the good vaults allow: facts about them that somebody may want to know."""
NEST = "Ventures/Nestlight"
FOUND = {
    ("Notes/Line setup.md", "fence-unclosed"),
    (f"{NEST}/Channels.md", "tag-form"),
    (f"{NEST}/Costs.md", "frontmatter-invalid-yaml"),
    (f"{NEST}/Customers.md", "segment-of-two-types"),
    (f"{NEST}/Customers.md", "type-without-job"),
    (f"{NEST}/Jobs to be Done.md", "link-heading-missing"),
    (f"{NEST}/Jobs to be Done.md", "statement-twice"),
    (f"{NEST}/Key Metrics.md", "frontmatter-duplicate-key"),
    (f"{NEST}/Nestlight.md", "link-broken"),
    (f"{NEST}/Solution.md", "date-format"),
    (f"{NEST}/Solution.md", "embed-missing"),
    (f"{NEST}/Unfair Advantage.md", "question-unanswered"),
    (f"{NEST}/Value Propositions.md", "type-name-drift"),
    (f"{NEST}/interviews/2026-11-03 Interview Tess.md", "frontmatter-not-first"),
    (f"{NEST}/types/Clinics.md", "alias-duplicate"),
    (f"{NEST}/types/Clinics.md", "type-note-contradicts"),
    (f"{NEST}/types/Employers.md", "alias-duplicate"),
    (f"{NEST}/types/Employers.md", "type-note-contradicts"),
    ("Ventures/Quiet Ride.md", "impact-chain-gap"),
    ("Ventures/Quiet Ride.md", "marker-label-conflict"),
    ("Ventures/Quiet Ride.md", "section-duplicate"),
    ("Ventures/Quiet Ride.md", "section-missing"),
    ("Ventures/Quiet Ride.md", "stage-not-single"),
    ("Ventures/Quiet Ride.md", "tag-misspelt"),
}
MOST_WHILE_WRITING = 3


def hints_in(name: str) -> tuple[Hint, ...]:
    workspace = Workspace(VAULTS / name, today=lambda: TODAY)
    workspace.open()
    hints = workspace.hints()
    workspace.close()
    return hints


@pytest.mark.parametrize("name", ["good-folder", "good-single"])
def test_in_a_good_vault_there_is_nothing_to_mend(name: str) -> None:
    assert [hint for hint in hints_in(name) if hint.code not in MAY_BE_SAID] == []


def test_in_a_broken_vault_what_is_wrong_is_found_and_nothing_else() -> None:
    assert {
        (hint.finding.path, hint.code) for hint in hints_in("broken") if hint.code not in MAY_BE_SAID
    } == FOUND


def test_while_a_canvas_is_being_written_hardly_anything_is_said() -> None:
    hints = hints_in("mid-writing")
    assert {hint.finding.path for hint in hints} == {"Ventures/Gleanline.md"}
    assert len(hints) <= MOST_WHILE_WRITING
    assert {hint.severity for hint in hints} <= {"info", "hint"}
