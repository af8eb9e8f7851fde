"""Placeholders: lines of a template that nobody has written yet."""

from collections.abc import Iterator

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.remarks import PLACEHOLDER
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.outlines import WRITTEN, root_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import is_form
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

A_FEW = 2
"""Placeholders of a note up to which each is told; a note with more is being written."""
NOT_YET = frozenset(
    {
        "todo",
        "to do",
        "tbd",
        "tba",
        "tbc",
        "xxx",
        "fixme",
        "coming soon",
        "lorem ipsum",
        "???",
        "??",
        "?",
        "...",
    }
)
"""What stands, alone, for a text that somebody means to write."""


@rule(
    severity="info",
    reads="note",
    source="The sections: each answers its question",
    fix="Write the answer, or take the line out; only you know it.",
    bad=(
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
⟦[Content goes here]⟧

## Solution
⟦TBD⟧
""",
        """\
## Customers
- **Parents** (payer): two-job homes

## Jobs to be Done
- **Parents**: ⟦{{job}}⟧
""",
    ),
    good=(
        """\
## Customers
- [[Parents]]
- [Clinics]

## Jobs to be Done
[Sleep](https://example.org)

## Solution
A cot. TBD: which one.

[Clinics]: https://example.org
""",
        "---\ntags: [template]\n---\n## Customers\n[Content goes here]\n\n## Solution\n[Content goes here]\n",
    ),
)
def placeholder_left(view: NoteView) -> Iterator[Finding]:
    """A line of a template is still there.

    A section that holds only its placeholder counts as written when you look at the page, and says nothing.
    """
    found = list(_placeholders(view))
    for node, span in found[:1] if len(found) > A_FEW else found:
        more = f" {len(found) - 1} more lines of this note do." if len(found) > A_FEW else ""
        yield Finding(
            path=view.note.path,
            span=span,
            message=f"“{view.note.text[slice(*span)]}” only holds the place. Write what belongs here, or take it out.{more}",
            section=node.within,
        )


def _placeholders(view: NoteView) -> Iterator[tuple[Node, Span]]:
    root = (
        root_of(view.around, view.note) if view.outlook.kind in WRITTEN and not is_form(view.note) else None
    )
    for parent in root.walk() if root else ():
        for node in parent.children:
            if span := _placeholder(view.note, node, is_alone=len(parent.children) == 1):
                yield node, span


def _placeholder(note: Note, node: Node, *, is_alone: bool) -> Span | None:
    """Return where a line, or what follows its label, is nothing but a placeholder."""
    if node.kind not in ("text", "item"):
        return None
    span = node.line.span if node.reading.label is None else node.reading.rest_span
    written = note.text[slice(*span)].strip()
    is_answer = node.reading.label is not None or (is_alone and not node.children)
    is_promise = is_answer and (written in NOT_YET or fold(plain(written)).strip(" .:!") in NOT_YET)
    is_template = PLACEHOLDER.fullmatch(written) and f"{written}:" not in note.text
    if not written or not (is_promise or is_template):
        return None
    return Span(span.end - len(note.text[slice(*span)].lstrip()), span.end)
