"""The sections of a canvas: which are there, twice or not yet, and in which order."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import key, plain
from venture_canvas.canvas.sections import EARLY_ADOPTERS, PROBLEM
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.fences import unclosed_fences
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import block_of, head_of
from venture_canvas.hints.misspelt import sections_meant
from venture_canvas.hints.outlines import MODELS, SectionHeading, model_of, root_of, section_headings
from venture_canvas.hints.questions import as_comment, title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import LINE_END, Span

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
RULE = re.compile(r"^[ ]{0,3}(?:-[ \t]*){3,}$", re.MULTILINE)
EITHER_WAY = ({"costs", "revenue"},)
"""Sections that may stand in either order."""


@rule(
    severity="warning",
    reads="note",
    source="Traps: a section may stand twice",
    fix="Joins the two, or takes the copy away when it says the same.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Solution
A cot by the bed.

## Jobs to be Done
- sleep after a night shift

## ⟦Solution⟧
A cot by the bed.
""",
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

## ⟦Jobs to be done⟧
- be at work on time
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs of parents
- sleep after a night shift

## Jobs of clinics
- fill the rota

## Solution
A cot by the bed.

## Solution Detailed Analysis
It folds.
""",
        """\
# Night Nest
## Customers
- **Parents** (payer): two-job homes
## Solution
A cot by the bed.
# Day Nest
## Customers
- **Clinics** (payer): with a ward
## Solution
A chair.
""",
        """\
## Solution
A cot for every ward.
# Night Nest
## Customers
- **Parents** (payer): two-job homes
## Solution
A cot by the bed.
""",
    ),
)
def section_duplicate(view: NoteView) -> Iterator[Finding]:
    """A section stands twice in one canvas.

    One of the two is the older one, and nobody can tell which: readers, and you in a month, will believe the wrong one.
    """
    if view.outlook.kind != "canvas":
        return
    written = [each for each in section_headings(view) if each.node.children]
    parents = _parents(root_of(view.around, view.note))
    first: dict[tuple[int | None, int, str, str], SectionHeading] = {}
    for each in written:
        parent = parents.get(each.node.line.span.start)
        place = (parent, each.heading.level, each.tag, key(each.heading.text))
        before = first.setdefault(place, each)
        if before is not each:
            name = plain(each.heading.text)
            yield Finding(
                path=view.note.path,
                span=each.heading.text_span,
                message=f"{name} stands twice in this note. Keep one, with what is true today.",
                related=(Related(view.note.path, before.heading.text_span, "It stands here first."),),
                fixes=(_joined(view.note, before, each),),
                section=each.tag,
            )


def _parents(root: Node | None) -> dict[int, int]:
    """Return where each heading's parent starts, by where the heading does; the headings may be of another reading of the note."""
    return {
        child.line.span.start: node.line.span.start
        for node in (root.walk() if root else ())
        if not node.is_root
        for child in node.children
        if child.kind == "heading"
    }


def _joined(note: Note, first: SectionHeading, second: SectionHeading) -> Fix:
    one, other = block_of(note, first.heading), block_of(note, second.heading)
    body = note.text[second.heading.span.end : other.end].strip("\r\n")
    away = Edit(note.path, other, "")
    if body.split() == note.text[first.heading.span.end : one.end].split():
        return Fix("Take the copy away", "suggested", (away,))
    end = one.start + len(note.text[one.start : one.end].rstrip())
    return Fix(
        "Join the two", "suggested", (Edit(note.path, Span(end, end), f"{line_end(note)}{body}"), away)
    )


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
            fixes=_headings_for(venture, note, missing),
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


class _Place(NamedTuple):
    """Where the heading of a section goes, its place in working order, its level and its tag."""

    at: int
    order: int
    level: int
    tag: str


def _headings_for(venture: VentureView, note: Note, missing: Sequence[str]) -> tuple[Fix, ...]:
    """Return the fix that adds headings, each behind the section that comes before it in working order."""
    view = NoteView(note, venture.around.ventures.outlook(note), venture.around)
    known = section_headings(view) if view.outlook.kind == "canvas" else []
    found = [place for tag in missing if (place := _place(note, known, tag))]
    if len(found) < len(missing):
        return ()
    edits = tuple(
        Edit(note.path, Span(at, at), _headings(note, at, list(group)))
        for at, group in groupby(sorted(found), key=lambda place: place.at)
    )
    return (Fix(f"Add {in_a_row([title_of(tag) for tag in missing])}", "suggested", edits),)


def _place(note: Note, known: Sequence[SectionHeading], tag: str) -> _Place | None:
    """Return the place of a section's heading: within its model, where the note has headings for models."""
    order = list(section_kinds())
    if any(each.tag in MODELS for each in known):
        known = [each for each in known if model_of(each.tag) == model_of(tag)]
    plain_ones = [each for each in known if each.tag not in MODELS]
    before = [each for each in plain_ones if order.index(each.tag) < order.index(tag)]
    if before:
        heading = max(before, key=lambda each: order.index(each.tag)).heading
        return _Place(_end_of(note, heading), order.index(tag), heading.level, tag)
    if plain_ones:
        first = plain_ones[0].heading
        return _Place(first.span.start, order.index(tag), first.level, tag)
    if known:
        model = known[0].heading
        return _Place(_end_of(note, model), order.index(tag), model.level + 1, tag)
    return None


def _end_of(note: Note, heading: Heading) -> int:
    """Return where a heading's block ends; a closing remark below a last rule belongs to none."""
    start, end = block_of(note, heading)
    rules = list(RULE.finditer(note.text, start, end)) if end == len(note.text) else []
    return rules[-1].start() if rules else end


def _headings(note: Note, at: int, places: Sequence[_Place]) -> str:
    """Return headings with their questions, set off by a blank line before and behind."""
    end = line_end(note)
    blank = end * 2
    written = blank.join(
        f"{'#' * place.level} {title_of(place.tag)}{blank}{as_comment(place.tag)}" for place in places
    )
    before = note.text[:at]
    ends = LINE_END.findall(before[len(before.rstrip()) :]) if before.strip() else [end, end]
    return f"{end * (2 - min(2, len(ends)))}{written}{blank if at < len(note.text) else end}"


@rule(
    severity="hint",
    reads="note",
    source="The sections: working order",
    fix="Move the section to its place; nothing else depends on where it stands.",
    on=False,
    bad=(
        """\
## Jobs to be Done
- sleep after a night shift

## ⟦Customers⟧
- **Parents** (payer): two-job homes

## Unique Value Proposition
Asleep by eight.
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- sleep after a night shift

## Costs
Cots, laundry.

## Revenue
£9 a night.

## Unique Value Proposition
Asleep by eight.
""",
    ),
)
def section_order(view: NoteView) -> Iterator[Finding]:
    """A section stands before one that it builds on.

    Customers come first because jobs are theirs, and the promise answers the jobs. Who writes the solution first tends to find
    customers to fit it. Off by default: many founders know the order and like another one on the page.
    """
    if view.outlook.kind != "canvas":
        return
    known = [each for each in section_headings(view) if each.tag != PROBLEM]
    if len({each.tag for each in known}) < len(known):
        return
    order = list(section_kinds())
    furthest: dict[str | None, SectionHeading] = {}
    for each in known:
        model = model_of(each.tag)
        before = furthest.setdefault(model, each)
        if order.index(each.tag) >= order.index(before.tag):
            furthest[model] = each
        elif {each.tag, before.tag} not in EITHER_WAY:
            yield Finding(
                path=view.note.path,
                span=each.heading.text_span,
                message=f"{title_of(each.tag)} stands below {title_of(before.tag)}, which builds on it. Read it first.",
                related=(Related(view.note.path, before.heading.text_span, "It builds on the other one."),),
                section=each.tag,
            )
