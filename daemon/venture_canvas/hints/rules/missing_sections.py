"""Sections that are not there: Customers, and those that the venture's stage calls for."""

from collections.abc import Iterator

from venture_canvas.canvas.sections import CUSTOMERS, EARLY_ADOPTERS, JOBS, PROPOSITION
from venture_canvas.hints.fences import unclosed_fences
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.lines import head_of, shown
from venture_canvas.hints.misspelt import sections_meant
from venture_canvas.hints.new_headings import headings_for
from venture_canvas.hints.outlines import section_headings
from venture_canvas.hints.questions import as_comment, title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end, section_of
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.positions import Span

AT_FIRST = ("purpose", "jobs-to-be-done", "unique-value-proposition")
EXPECTED: dict[str, tuple[str, ...]] = {
    "idea-stage": ("purpose", "issue"),
    "early-stage": (
        "jobs-to-be-done",
        "early-adopters",
        "unique-value-proposition",
        "solution",
        "activities",
    ),
    "growth-stage": ("channels", "revenue", "costs", "key-metrics", "short-term-outcomes"),
    "scale-stage": ("advantage", "impact"),
}
"""What each stage adds to the one before. Customers has a rule of its own."""
SAME_AS: dict[str, frozenset[str]] = {
    "purpose": frozenset({"issue", "problem"}),
    "jobs-to-be-done": frozenset({"problem"}),
    "issue": frozenset({"problem", "impact-model"}),
    "activities": frozenset({"key-activities", "impact-model"}),
    "short-term-outcomes": frozenset({"medium-term-outcomes", "long-term-outcomes", "impact-model"}),
    "impact": frozenset({"impact-model", "long-term-outcomes"}),
    "revenue": frozenset({"financial-model"}),
    "costs": frozenset({"financial-model"}),
}
"""Sections that say what another one would."""
NEED_CUSTOMERS = (JOBS, PROPOSITION, "solution")
"""Sections that say something to or about customers."""


@rule(
    severity="error",
    reads="venture",
    source="The sections: whom must we move for this to work?",
    fix="Adds the heading and its question, where the canvas is one note.",
    bad=(
        """\
## Purpose
Rest for all who work at night.

## ⟦Jobs to be Done⟧
- sleep after a night shift

## Solution
A cot by the bed.
""",
        {
            "Night Nest/Jobs to be Done.md": "⟦- sleep after a night shift⟧\n- be at work on time\n",
            "Night Nest/Solution.md": "A cot by the bed.\n",
        },
    ),
    good=(
        "## Customers\n\n## Jobs to be Done\n- sleep after a night shift\n\n## Solution\nA cot.\n",
        "## Purpose\nRest for all who work at night.\n\n## Early Adopters\nTwo nurses.\n\n## Costs\nCots.\n",
    ),
)
def customers_missing(venture: VentureView) -> Iterator[Finding]:
    """There are jobs, a promise or a solution, and no customers.

    A job is somebody's job, and a promise is made to somebody. Without a name on the page, everybody reads somebody else into it.
    """
    if venture.types or CUSTOMERS in sections_meant(venture):
        return
    first = next((found for tag in NEED_CUSTOMERS if (found := section_of(venture, tag))), None)
    if first:
        note = venture.notes[first.source.path]
        yield Finding(
            path=note.path,
            span=shown(note, first.source.span),
            message=f"{venture.venture.name} does not say who its customers are. Who must say yes for this to work, and what part does each play?",
            fixes=_customers_heading(venture, first.source.path),
            section=CUSTOMERS,
        )


def _customers_heading(venture: VentureView, path: str) -> tuple[Fix, ...]:
    """Return the fix that adds the heading above the first section of the customer model in a canvas that is one note."""
    note = venture.notes[path]
    view = NoteView(note, venture.around.ventures.outlook(note), venture.around)
    heading = next((each.heading for each in section_headings(view) if each.tag in NEED_CUSTOMERS), None)
    if view.outlook.kind != "canvas" or heading is None:
        return ()
    end = line_end(note)
    text = f"{'#' * heading.level} {title_of(CUSTOMERS)}{end * 2}{as_comment(CUSTOMERS)}{end * 2}"
    edit = Edit(path, Span(heading.span.start, heading.span.start), text)
    return (Fix("Add Customers", "suggested", (edit,)),)


@rule(
    severity="info",
    reads="venture",
    source="The sections; Which notes are what: stages",
    fix="Adds the heading and its question, where the canvas is one note.",
    bad=(
        """\
---
stage: growth
---

# ⟦Night Nest⟧

## Purpose
Rest for all who work at night.

## Issue
Night work makes ill.

## Customers
- **Parents** (payer): two-job homes

## Early Adopters
Two nurses at St Anne's.

## Jobs to be Done
- sleep after a night shift

## Unique Value Proposition
Asleep by eight.

## Solution
A cot by the bed.

## Activities
Lending cots.

## Short-Term Outcomes
They sleep.

## Revenue
£9 a night.

## Costs
Cots, laundry.

## Key Metrics
Hours slept.
""",
        """\
## ⟦Customers⟧
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

---
Drawn up in a workshop.
""",
        """\
# ⟦Night Nest⟧

## Customer Model
### Customers
- **Parents** (payer): two-job homes

## Impact Model
### Issue
Night work makes ill.
""",
    ),
    good=(
        """\
---
stage: idea
---
## Purpose
Rest for all who work at night.
## Issue
Night work makes ill.
## Customers
- **Parents** (payer): two-job homes
""",
        """\
## Why
Rest for all who work at night.
## Customers
- **Parents** (payer): two-job homes
## Problem
- no sleep after a night shift
## Value Proposition

## Solution
A cot by the bed.
""",
    ),
)
def section_missing(venture: VentureView) -> Iterator[Finding]:
    """A section that the venture's stage calls for is not there.

    Each stage rests on questions that must have been asked before it. An answer may be a guess at first; a question that nobody
    asked is what surprises a venture later.
    """
    if any(True for path in venture.venture.notes for _ in unclosed_fences(venture.notes[path])):
        return
    held = sections_meant(venture)
    missing = [
        tag
        for tag in _expected(venture.venture.stage)
        if tag not in held and held.isdisjoint(SAME_AS.get(tag, ())) and not _needs_none(venture, tag)
    ]
    if missing:
        note = venture.notes[venture.venture.notes[0]]
        names = in_a_row([title_of(tag) for tag in missing], "or")
        yield Finding(
            path=note.path,
            span=head_of(note),
            message=f"{venture.venture.name} has no {names} yet. A sentence is enough to begin with.",
            fixes=headings_for(venture, note, missing),
            section=missing[0],
        )


def _needs_none(venture: VentureView, tag: str) -> bool:
    """Say whether a venture can do without a section: types that are single organisations have no early adopters."""
    return tag == EARLY_ADOPTERS and all(customer.single for customer in venture.types)


def _expected(stage: str) -> tuple[str, ...]:
    if stage not in EXPECTED:
        return AT_FIRST
    stages = list(EXPECTED)
    return tuple(tag for each in stages[: stages.index(stage) + 1] for tag in EXPECTED[each])
