"""Copies of a note that nobody asked for."""

import re
from collections.abc import Iterator

from venture_canvas.hints.doubled import doubled
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span
from venture_canvas.vault.conflict_copies import original_of

FIRST_LINE = re.compile(r"\s*+([^\r\n]*[^\s])")


@rule(
    severity="warning",
    reads="note",
    source="Programs that synchronise: both sides of a conflict are kept",
    fix="Take over what is only in the copy, then delete it.",
    bad=(
        {"nursery/Customers (conflicted copy 2026-11-20).md": "⟦# Customers⟧\n\nParents.\n"},
        {
            "Costs.sync-conflict-20261120-101500-ABCDEFG.md": "---\ntags: [canvas]\n---\n\n⟦Rent, and two cots.⟧\n"
        },
        {"Purpose (Conflict 2026-11-20).md": "⟦⟧"},
    ),
    good=(
        {"Talk with the landlord (conflict about rent).md": "He wants more.\n"},
        {"Customers 2.md": "Parents.\n"},
    ),
)
def conflict_copy(view: NoteView) -> Iterator[Finding]:
    """A program that synchronises your notes has put a copy of a note beside it.

    The note was changed in two places before the two met. What stands in the copy only is read by nobody, and counts in no canvas.
    """
    if original := original_of(view.note.name):
        message = f"Your sync program kept two versions of {original}, and this is one. Take over what only stands here, then delete it."
        yield Finding(view.note.path, _first_line(view.note), message)


@rule(
    severity="warning",
    reads="venture",
    source="Traps: a section may stand twice",
    fix="Join the two notes, or delete the copy.",
    bad=(
        {
            "Nest/02 Customers.md": "- 🔴 **Parents** (payer): two-job homes\n",
            "Nest/02 Customers 1.md": "⟦- 🔴 **Clinics** (funder): night wards⟧\n",
            "Nest/03 Jobs to be Done.md": "- **Parents**: sleep\n",
        },
        {
            "Nest/Customers.md": "- **Parents** (payer): two-job homes\n",
            "Nest/Solution.md": "A cot by the bed.\n",
            "Nest/Solution (2).md": "⟦A cot by the bed.⟧\n",
        },
    ),
    good=(
        {
            "Nest/Customers.md": "- **Parents** (payer): two-job homes\n",
            "Nest/Revenue.md": "- £9 a night\n",
            "Nest/Prices.md": "---\ntags: [canvas, revenue]\n---\n- £12 at weekends\n",
            "Nest/Key Metrics.md": "- 40 nights\n",
            "Nest/Key Metrics 2.md": "",
            "Other/Customers.md": "- **Clinics** (payer): night wards\n",
            "Other/Solution.md": "A chair.\n",
        },
    ),
)
def section_note_duplicate(venture: VentureView) -> Iterator[Finding]:
    """A section has two notes in one venture, and both count.

    The second one is often a copy that your system or a sync program made. What stands in either is read as one: an old line comes
    back, a customer type seems to be there twice, and what you mend in one note goes on in the other.
    """
    for note, before in doubled(venture):
        section = venture.around.ventures.outlook(note).section
        same = note.text[note.body_start :].split() == before.text[before.body_start :].split()
        advice = (
            "It says the same: delete it." if same else "Take over what only stands here, then delete it."
        )
        yield Finding(
            path=note.path,
            span=_first_line(note),
            message=f"{title_of(section or '')} stands in {before.name} too, and both notes count. {advice}",
            related=(Related(before.path, _first_line(before), "The other note of this section."),),
            section=section,
        )


def _first_line(note: Note) -> Span:
    """Return the place of a note's first line below its properties that is not blank; its start when there is none."""
    found = FIRST_LINE.match(note.text, note.body_start)
    return Span(*found.span(1)) if found else Span(0, 0)
