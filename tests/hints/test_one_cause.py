"""One slip is told once: what else follows from it stays unsaid until it is mended."""

import pytest

from hints.running import applied, hints_of

CANVAS = """\
---
tags: [canvas-example, early-stage]
title: Crib Club
last_updated: 2026-11-02
source: https://example.org/report
---

# Crib Club

## Purpose

Night work should not cost a family its evenings.

## Customers

- 🔴 **Parents** (payer): two-job homes around the hospital
  - Bus drivers: on the early line
- 🟠 **Clinics** (funder): with more than 300 beds

## Early Adopters

- 🔴 **Parents**: nurses of ward 4 with a first child under six months
- 🟠 **Clinics**: the two in Jena that lost five nurses last spring

## Jobs to be Done

- 🔴 **Parents**: sleep for six hours in a row after a night shift
- 🟠 **Clinics**: fill the night rota without calling an agency

## Existing Alternatives

- 🔴 **Parents**: grandmothers, going without sleep
- 🟠 **Clinics**: an agency at twice the wage, leaving the shift one short

## Unique Value Proposition

- 🔴 **Parents**: your child plays outdoors while you are in bed until two
- 🟠 **Clinics**: your own staff on every shift, for less than one agency week

## Solution

A morning nursery inside the hospital that opens at six.

## Impact Model

- **Issue**: nurses with small children leave the night wards
- **Participants**: toddlers of the ward
- **Activities**: morning care
- **Short-term outcomes**: parents sleep through the morning
- **Medium-term outcomes**: fewer nurses hand in their notice
- **Long-term outcomes**: wards keep experienced staff
- **Impact**: a city in which night work and a family go together
"""

CLINICS = "- 🟠 **Clinics** (funder): with more than 300 beds\n"
JOB_OF_CLINICS = "- 🟠 **Clinics**: fill the night rota"

SLIPS: dict[str, tuple[str, str, str]] = {
    "two types with one colour": ("- 🟠 **Clinics** (", "- 🔴 **Clinics** (", "marker-duplicate"),
    "a type without a colour": ("- 🟠 **Clinics** (", "- **Clinics** (", "marker-missing"),
    "a colour that no type has": (JOB_OF_CLINICS, JOB_OF_CLINICS.replace("🟠", "🟢"), "marker-unknown"),
    "another type's colour": (JOB_OF_CLINICS, JOB_OF_CLINICS.replace("🟠", "🔴"), "marker-label-conflict"),
    "another type's name": (JOB_OF_CLINICS, JOB_OF_CLINICS.replace("Clinics", "Parents"), "marker-label-conflict"),
    "a misspelt name beside a colour": (JOB_OF_CLINICS, JOB_OF_CLINICS.replace("Clinics", "Clnics"), "type-name-drift"),
    "a misspelt name": (JOB_OF_CLINICS, "- **Clnics**: fill the night rota", "section-names-unknown-type"),
    "a misspelt heading": ("## Unique Value Prop", "## Unique Value Porp", "section-heading-near-miss"),
    "a misspelt heading of the customers": ("## Customers", "## Custommers", "section-heading-near-miss"),
}  # fmt: skip
"""What is written, what is written by a slip, and the rule that tells; its first fix undoes the slip."""

OTHERS: dict[str, tuple[str, str, str]] = {
    "a type that plays no part": (CLINICS, f"{CLINICS}- 🟡 **Toy makers**: carve animals\n", "type-inessential"),
    "a segment among the types": (CLINICS, f"- 🟡 **Lone parents**: in the town\n{CLINICS}", "type-and-segment-mixed"),
    "a type listed twice": (CLINICS, f"{CLINICS}- **Clinics**: in Jena\n", "type-duplicate"),
    "a type renamed in Customers": ("**Parents** (payer)", "**Families** (payer)", "type-name-drift"),
    "an empty section": ("A morning nursery inside the hospital that opens at six.\n", "", "heading-empty"),
    "a section that is not there": (
        "## Solution\n\nA morning nursery inside the hospital that opens at six.\n\n", "", "section-missing",
    ),
}  # fmt: skip
"""What is written, what is written by mistake, and the rule that tells."""


def test_the_canvas_without_a_slip_has_no_hint() -> None:
    assert hints_of({"Crib Club.md": CANVAS}) == ()


@pytest.mark.parametrize("slip", [pytest.param(slip, id=name) for name, slip in SLIPS.items()])
def test_a_slip_is_told_once_and_the_first_fix_undoes_it(slip: tuple[str, str, str]) -> None:
    right, wrong, code = slip
    notes = {"Crib Club.md": CANVAS.replace(right, wrong, 1)}
    assert notes["Crib Club.md"] != CANVAS
    (hint,) = hints_of(notes)
    assert hint.code == code
    restored = applied(notes, hint.finding.fixes[0])["Crib Club.md"]
    assert hints_of({"Crib Club.md": restored}) == ()
    assert code == "section-names-unknown-type" or restored == CANVAS


@pytest.mark.parametrize("mistake", [pytest.param(mistake, id=name) for name, mistake in OTHERS.items()])
def test_a_mistake_is_told_once(mistake: tuple[str, str, str]) -> None:
    right, wrong, code = mistake
    assert [hint.code for hint in hints_of({"Crib Club.md": CANVAS.replace(right, wrong, 1)})] == [code]
