"""Where the heading of a section goes that is not there yet."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from venture_canvas.canvas.tables import section_kinds
from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.hints.lines import block_of
from venture_canvas.hints.outlines import MODELS, SectionHeading, model_of, section_headings
from venture_canvas.hints.questions import as_comment, title_of
from venture_canvas.hints.sections import line_end
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.hints.wording import in_a_row
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import LINE_END, Span

RULE = re.compile(r"^[ ]{0,3}(?:-[ \t]*){3,}$", re.MULTILINE)


class _Place(NamedTuple):
    """Where the heading of a section goes, its place in working order, its level and its tag."""

    at: int
    order: int
    level: int
    tag: str


def headings_for(venture: VentureView, note: Note, missing: Sequence[str]) -> tuple[Fix, ...]:
    """Return the fix that adds headings, each behind the section that comes before it in working order.

    Arguments:
        venture: whose canvas it is.
        note: the note that holds the canvas; without a place in it for each of them there is no fix.
        missing: the tags of the sections.
    """
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
