"""Places in a venture's sections, and edits that add to them in the manner in which they are written."""

import re

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.hints.hint import Edit, Fix, Related
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Note
from venture_canvas.positions import LINE_END, Span

LABELLED = re.compile(
    r"(?P<before>[ \t]*(?:[-*+•]|\d+[.)])?[ \t]*)(?P<open>\*\*|)(?P<label>[^*:\r\n–—]+?)(?P<between>:\*\*|\*\*:|\*\*|:|)(?P<dash>[ \t]+[–—-][ \t]+|)"
)


def section_places(venture: VentureView, section: str, message: str) -> tuple[Related, ...]:
    """Return where a section stands, to show beside a finding."""
    return tuple(
        Related(each.source.path, each.source.span, message)
        for each in venture.venture.sections
        if each.tag == section
    )


def add_a_line(venture: VentureView, section: str, customer: CustomerType, title: str) -> tuple[Fix, ...]:
    """Return the fix that adds a line for a type to a section, below its last labelled line and written like it.

    None where no line of the section names a type by a label: then there is no manner to follow.
    """
    last = _last_labelled(venture, section)
    if last is None:
        return ()
    note = venture.notes[last.source.path]
    start, end = _line_of(note, last.source.span.start)
    written = _written_like(note.text[start:end], last.label or "", customer.label)
    edit = Edit(note.path, Span(end, end), f"{_line_end(note)}{written}")
    return (Fix(title, "suggested", (edit,)),)


def _last_labelled(venture: VentureView, section: str) -> Statement | None:
    told = [
        statement
        for statement in venture.statements(section)
        if statement.label and statement.attribution in ("label", "link") and _has_label(venture, statement)
    ]
    return max(told, key=lambda statement: (statement.source.path, statement.source.span), default=None)


def _has_label(venture: VentureView, statement: Statement) -> bool:
    note = venture.notes[statement.source.path]
    start, end = _line_of(note, statement.source.span.start)
    return (statement.label or "") in note.text[start:end]


def _written_like(line: str, label: str, name: str) -> str:
    """Return a line with another label and nothing behind it."""
    head, _, tail = line.partition(label)
    mark = re.match(r"(?:\]\])?(?:\([^()]*\))?[*_=]*[ \t]*(?:[:–—-]+)?[*_=]*[ \t]*", tail)
    return f"{head}{name}{mark[0] if mark else ': '}"


def _line_of(note: Note, offset: int) -> Span:
    start = max(note.text.rfind("\n", 0, offset), note.text.rfind("\r", 0, offset)) + 1
    end = LINE_END.search(note.text, offset)
    return Span(start, end.start() if end else len(note.text))


def _line_end(note: Note) -> str:
    found = LINE_END.search(note.text)
    return found[0] if found else "\n"
