"""Guidance: which question of the canvas comes next."""

from collections.abc import Iterator
from typing import NamedTuple

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.sections import EARLY_ADOPTERS, is_callout_of_section
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.lines import first_line, head_of
from venture_canvas.hints.outlines import root_of
from venture_canvas.hints.questions import QUESTIONS
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.lines import reminders
from venture_canvas.notes.note import Note
from venture_canvas.notes.regions import Regions
from venture_canvas.positions import Span

OPTIONAL = frozenset({"outputs"})
"""Sections that a finished canvas may leave open."""


MOSTLY_WRITTEN = 6
"""Sections with a text from which on a section note without one is no skeleton any more."""


class _Waiting(NamedTuple):
    """A section that holds its question alone, and where that stands."""

    tag: str
    path: str
    span: Span


@rule(
    severity="hint",
    reads="venture",
    source="The sections: working order, and the question of each",
    fix="Write an answer below the question; a guess will do.",
    bad=(
        {
            "Nest/1 Purpose.md": "Rest for all who work at night.\n",
            "Nest/2 Customers.md": "- **Parents** (payer): two-job homes\n",
            "Nest/3 Jobs to be Done.md": "- sleep six hours\n",
            "Nest/4 Existing Alternatives.md": "- their own mothers\n",
            "Nest/5 Unique Value Proposition.md": "- asleep by eight\n",
            "Nest/6 Solution.md": "A cot by the bed.\n",
            "Nest/7 Advantage.md": "# ⟦Advantage⟧\n",
        },
        {
            "Nest/1 Purpose.md": "Rest for all who work at night.\n",
            "Nest/2 Customers.md": "⟦> [!question] Whom must you win?⟧\n> A line for each.\n\n## Early Adopters\n\n> [!question] Who first?\n",
            "Nest/3 Jobs to be Done.md": "> [!question] What do they try to get done?\n",
        },
        """\
## Customers
- **Parents** (payer): two-job homes

## ⟦Early Adopters⟧

> [!question] Who wants it most?
> Where can you find them?

%% ask Ada %%

## Jobs to be Done

> [!question]
""",
    ),
    good=(
        {
            "Nest/1 Purpose.md": "# Purpose\n",
            "Nest/2 Customers.md": "- **Parents** (payer): two-job homes\n",
            "Nest/3 Jobs to be Done.md": "- sleep six hours\n",
        },
        """\
## Customers
- **Parents** (payer): two-job homes

## Early Adopters
> [!question] Who wants it most?

Nurses with a first child under six months

## Jobs to be Done
- sleep after a night shift
%% ask two more %%

## Solution
""",
        """\
## Customers
- **The Ministry of Water**: pays for it all

## Early Adopters
> [!question] Who wants it most?

## Jobs to be Done
- report a rate

## Existing Alternatives
%% How do they do it today? %%

## Impact Model
### Activities
> [!question] What happens?

```mermaid
flowchart LR
```

### Outputs
> [!question] What can you count?
""",
    ),
)
def question_unanswered(venture: VentureView) -> Iterator[Finding]:
    """A section holds its question, and no answer yet.

    Only the next one is told: each section builds on those before it, so the answer to this one makes the others easier. A guess is
    better than a blank, because a guess can be tested.
    """
    order = list(section_kinds())
    notes = [venture.notes[path] for path in venture.venture.notes]
    roots = [(note, root) for note in notes if (root := root_of(venture.around, note))]
    asked = [each for note, root in roots for each in _waiting(note, root)]
    waiting = [each for each in asked if not _is_settled(venture, each.tag)]
    if sum(venture.has_section(tag) for tag in QUESTIONS) >= MOSTLY_WRITTEN:
        bare = [each for note, root in roots for each in _bare(note, root)]
        waiting += [each for each in bare if each.tag not in OPTIONAL and not venture.statements(each.tag)]
    if waiting:
        tag, path, span = min(waiting, key=lambda each: order.index(each.tag))
        yield Finding(
            path=path,
            span=span,
            message=f"Next: {QUESTIONS[tag].title}. {QUESTIONS[tag].question} Write the answer below the question.",
            section=tag,
        )


def _bare(note: Note, root: Node) -> Iterator[_Waiting]:
    """Yield the section that a note is, when it holds no more than headings."""
    below = [node for node in root.walk() if not node.is_root]
    if root.section in QUESTIONS and all(node.kind == "heading" for node in below):
        yield _Waiting(root.section or "", note.path, head_of(note))


def _waiting(note: Note, root: Node) -> Iterator[_Waiting]:
    """Yield the sections of a note in which nothing stands but guidance."""
    for node in root.walk():
        starts = node.section in QUESTIONS and (node.is_root or node.kind == "heading")
        if starts and all(child.section for child in node.children):
            body = _up_to_heading(note, note.body_start if node.is_root else node.line.span.end)
            if _is_guidance(note, body):
                shown = first_line(note, body) if node.is_root else node.line.span
                yield _Waiting(node.section or "", note.path, shown)


def _is_settled(venture: VentureView, tag: str) -> bool:
    """Say whether a section needs no answer: it has one elsewhere, may be left open, or is about the first among one."""
    needless = tag == EARLY_ADOPTERS and venture.types and all(each.single for each in venture.types)
    return bool(needless or venture.statements(tag)) or tag in OPTIONAL or venture.has_section(tag)


def _up_to_heading(note: Note, start: int) -> Span:
    after = (heading.span.start for heading in note.headings if heading.span.start >= start)
    return Span(start, next(after, len(note.text)))


def _is_guidance(note: Note, span: Span) -> bool:
    """Say whether a part of a note holds a question to the writer, in a callout, and nothing of the writer's."""
    asked = [part for part in reminders(note, is_callout_of_section) if part.start in range(*span)]
    unsaid = Regions((*asked, *note.comments))
    return bool(asked) and all(
        unsaid.covers(offset) or note.text[offset].isspace() for offset in range(*span)
    )
