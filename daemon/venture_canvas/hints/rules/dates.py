"""The date of the last change: whether it is a day, and one that has been."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.properties import find, is_blank
from venture_canvas.hints.rule import rule
from venture_canvas.hints.tag_profile import belongs, is_form
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Property, Scalar
from venture_canvas.notes.yaml_scalars import as_text
from venture_canvas.notes.yaml_spans import text_span

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[./ -]?(?P<month>\d{1,2})[./ -]?(?P<day>\d{1,2})\.?")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})[./ -](?P<year>\d{4})")
LAST_MONTH = 12
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
    if entry and not _day(written):
        day = _plain_day(written)
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
    day, today = _day(written), view.around.today
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


def _day(written: str) -> date | None:
    """Return the day that a date, or a moment, names."""
    moment = MOMENT.fullmatch(written)
    text = moment[1] if moment else written
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _plain_day(written: str) -> date | None:
    """Return the day that is meant when day and month cannot be mistaken for each other: between dots the day comes first."""
    year_first, day_first = YEAR_FIRST.fullmatch(written), DAY_FIRST.fullmatch(written)
    found = year_first or day_first
    if not found:
        return None
    can_be_either = day_first and int(found["day"]) <= LAST_MONTH and found["day"] != found["month"]
    if can_be_either and "." not in written:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
