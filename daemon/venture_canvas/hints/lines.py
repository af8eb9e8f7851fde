"""Lines and blocks of a note's text: where edits begin and end."""

from venture_canvas.canvas.model import Statement
from venture_canvas.hints.sections import line_at
from venture_canvas.notes.lines import ACCIDENT
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import LINE_END, Span


def whole_line(note: Note, offset: int) -> Span:
    """Return the line that an offset lies in, with its line end."""
    start, end = line_at(note, offset)
    found = LINE_END.match(note.text, end)
    return Span(start, found.end() if found else end)


def first_line(note: Note, span: Span) -> Span:
    """Return the first line of a span that is not blank, without the blanks around it; the whole span when all are."""
    written = note.text[span.start : span.end]
    start = span.start + len(written) - len(written.lstrip())
    end = min(line_at(note, start).end, span.end)
    return Span(start, start + len(note.text[start:end].rstrip())) if start < end else span


def head_of(note: Note) -> Span:
    """Return where a hint about a note as a whole is shown: its first heading, else its first line."""
    if note.headings:
        return note.headings[0].text_span
    return first_line(note, Span(note.body_start, len(note.text)))


def shown(note: Note, span: Span) -> Span:
    """Return where something is shown: its first line; its whole line, or the head of the note, when it holds no text."""
    if note.text[slice(*span)].strip():
        return first_line(note, span)
    line = first_line(note, line_at(note, span.start))
    return line if note.text[slice(*line)].strip() else head_of(note)


def label_span(note: Note, statement: Statement) -> Span | None:
    """Return where the label of a statement stands, without the marks around it, when that is in its own line."""
    start, end = statement.source.span
    at = note.text.find(statement.label, start, end) if statement.label else -1
    return Span(at, at + len(statement.label or "")) if at >= 0 else None


def block_of(note: Note, heading: Heading) -> Span:
    """Return a heading with everything up to the next heading that is not deeper."""
    after = (other for other in note.headings if other.span.start > heading.span.start)
    end = next((other.span.start for other in after if other.level <= heading.level), len(note.text))
    return Span(heading.span.start, end)


def is_accident(note: Note, heading: Heading) -> bool:
    """Say whether a heading is a text that `---` stands right below, which seldom is meant as a heading."""
    return ACCIDENT.search(note.text[slice(*heading.span)]) is not None
