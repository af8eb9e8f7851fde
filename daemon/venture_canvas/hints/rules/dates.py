"""The date of the last change: whether it is a day, and one that has been."""

from collections.abc import Iterator
from datetime import timedelta

from venture_canvas.hints.days import day_of, plain_day
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, is_blank
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import belongs, is_form
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Property, Scalar
from venture_canvas.notes.yaml_scalars import as_text
from venture_canvas.notes.yaml_spans import text_span

FRONT = "First-generation front matter: last_updated as YYYY-MM-DD"


@rule(
    severity="warning",
    reads="note",
    source=FRONT,
    fix="Writes year, month and day, where it is plain which is which.",
    bad=(
        "---\nlast_updated: ⟦16/07/2025⟧\ntags: [canvas-example, early-stage]\n---\n",
        "---\nlast_updated: ⟦2025-02-30⟧\ntags:\n  content: [concept]\n---\n",
        "---\nlast_updated: '⟦2025.7.6⟧'\ntags:\n  content: [concept]\n---\n",
        "---\nlast_updated: ⟦last summer⟧\ntags:\n  content: [concept]\n---\n",
        {"01 Purpose.md": "---\ntags: [canvas, purpose]\nlast_updated: ⟦22.11.2026⟧\n---\nRest for all.\n"},
    ),
    good=(
        "---\nlast_updated: 2025-07-16\ntags:\n  content: [concept]\n---\n",
        "---\nlast_updated: 2025-07-16T10:30:00\ntags:\n  content: [concept]\n---\n",
        "---\nlast_updated: yesterday\ntags: [soup]\n---\n",
        {"Purpose.md": "---\ntags: [purpose, sermon]\nlast_updated: Advent\n---\nWhy we sing.\n"},
        "---\nlast_updated: '{{date}}'\ntags:\n  content: [template]\n---\n",
    ),
)
def date_format(view: NoteView) -> Iterator[Finding]:
    """The date of the last change is not a day written as YYYY-MM-DD.

    Only so do dates sort, and only so does Obsidian take them for dates.
    """
    entry, written = _date(view)
    if entry and not day_of(written):
        day = plain_day(written)
        place = text_span(view.note.text, entry.value.span)
        fixes = (Fix(f"Write {day}", "safe", (Edit(view.note.path, place, str(day)),)),) if day else ()
        message = f'"{written}" is no day written as year, month and day, such as 2026-03-09. Write it so.'
        yield Finding(view.note.path, place, message, fixes=fixes)


@rule(
    severity="warning",
    reads="note",
    dated=True,
    source=FRONT,
    fix="Writes today's date.",
    bad=("---\nlast_updated: ⟦2031-01-01⟧\ntags:\n  content: [concept]\n---\n",),
    good=("---\nlast_updated: 2025-07-16\ntags:\n  content: [concept]\n---\n",),
)
def date_in_future(view: NoteView) -> Iterator[Finding]:
    """The date of the last change lies in the future.

    Such a note stands above all others in every list by date, and nobody notices when it grows old.
    """
    entry, written = _date(view)
    day, today = day_of(written), view.around.today
    if entry and day and today and day > today + timedelta(days=1):
        place = text_span(view.note.text, entry.value.span)
        fix = Fix("Write today's date", "suggested", (Edit(view.note.path, place, today.isoformat()),))
        message = f"{written} is still to come. Write the day on which the note was last changed."
        yield Finding(view.note.path, place, message, fixes=(fix,))


def _date(view: NoteView) -> tuple[Property | None, str]:
    """Return the date of the last change as it is written; nothing for a note that is not held to it."""
    entry = find(view.note, "last_updated")
    if not entry or not isinstance(entry.value, Scalar) or is_blank(entry.value):
        return None, ""
    if is_form(view.note) or not belongs(view):
        return None, ""
    return entry, as_text(entry.value.value).strip()
