"""The sections of a canvas that are there: none twice, and each below those that it builds on."""

from collections.abc import Iterator

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import key, plain
from venture_canvas.canvas.sections import PROBLEM
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import block_of
from venture_canvas.hints.outlines import SectionHeading, model_of, root_of, section_headings
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

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
