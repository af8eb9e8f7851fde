"""Edits that add a customer type to a section in the manner in which the section is written."""

import re

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.canvas.phrases import plain
from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.hints.marks import MARK, mark_of
from venture_canvas.hints.sections import cells_of, is_row, line_at, line_end, table_at
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import Span

AFTER_LABEL = re.compile(r"(?:\]\])?[*_=]*(?:[ \t]*\([^()]*\))?[*_=]*[ \t]*(?:[:–—-]+)?[*_=]*[ \t]*")
SET_OFF = re.compile(r"[*_:=–—-]$")
LINK_OPENING = re.compile(r"\[\[(?:[^\[\]|]*\|)?$")
BULLET = re.compile(r"[ \t]*(?:[-*+•●‣·]|\d+[.)])[ \t]+")
LEADING_MARK = re.compile(
    rf"(?P<opening>[ \t>]*(?:(?:[-*+•●‣·]|\d+[.)])[ \t]+)?[*_=]*)(?:{MARK.pattern})[ \t]*"
)


def add_a_line(venture: VentureView, section: str, customer: CustomerType, title: str) -> tuple[Fix, ...]:
    """Return the fix that adds a type to a section, below the last one there and written like it.

    That is a labelled line, a label or a heading with lines below, or a row of a table. None where no type is named by a label:
    then there is no manner to follow.
    """
    told = [
        statement
        for statement in venture.statements(section)
        if statement.label and statement.attribution in ("label", "link")
    ]
    last = max(told, key=lambda statement: (statement.source.path, statement.source.span), default=None)
    edit = _addition(venture, section, last, customer) if last else None
    return (Fix(title, "suggested", (edit,)),) if edit else ()


def mark_before(venture: VentureView, customer: CustomerType) -> str:
    """Return what stands before a type's name when its mark does, with the space between; empty without a mark."""
    own = mark_of(venture, customer)
    return f"{own.text} " if own else ""


def label_like(venture: VentureView, line: str, label: str, customer: CustomerType) -> str:
    """Return a line with another type's label and mark, and nothing behind; a link only where the type has a note to link to."""
    head, _, tail = line.partition(label)
    opening = LINK_OPENING.search(head)
    name = _link_to(customer) if opening and customer.note else customer.label
    after = AFTER_LABEL.match(tail)
    between = re.sub(r"[ \t]*\([^()]*\)", "", after[0].removeprefix("]]")) if after else ": "
    own = mark_of(venture, customer)
    before = LEADING_MARK.sub(
        rf"\g<opening>{f'{own.text} ' if own else ''}", LINK_OPENING.sub("", head), count=1
    )
    return f"{before}{name}{between}"


def heading_above(note: Note, last: Statement, label: str) -> Heading | None:
    """Return the heading right above a statement when it carries its label, or None."""
    above = [heading for heading in note.headings if heading.span.start < last.source.span.start]
    return above[-1] if above and label in plain(above[-1].text) else None


def _addition(venture: VentureView, section: str, last: Statement, customer: CustomerType) -> Edit | None:
    note = venture.notes[last.source.path]
    line = line_at(note, last.source.span.start)
    label, end = last.label or "", line_end(note)
    if is_row(note, line):
        table = table_at(venture, section, last)
        row = _row_like(note.text[line.start : line.end], label, customer.label)
        return _insertion(note, table.end, f"{end}{row}") if table and row else None
    below = _end_of_block(note, last)
    if label in note.text[line.start : line.end]:
        return _insertion(
            note, below, f"{end}{label_like(venture, note.text[line.start : line.end], label, customer)}"
        )
    heading = heading_above(note, last, label)
    if heading:
        mark = mark_before(venture, customer) if MARK.match(heading.text) else ""
        return _insertion(note, below, f"{end}{end}{'#' * heading.level} {mark}{customer.label}")
    above = _label_above(note, line, label)
    return _insertion(note, below, _label_like(venture, note, above, label, customer)) if above else None


def _insertion(note: Note, offset: int, text: str) -> Edit:
    return Edit(note.path, Span(offset, offset), text)


def _label_like(venture: VentureView, note: Note, line: Span, label: str, customer: CustomerType) -> str:
    """Return another label like one that stands above its lines, with the blank line before it if it has one."""
    end = line_end(note)
    written = label_like(venture, note.text[line.start : line.end], label, customer).rstrip()
    apart = note.text[: line.start].endswith(end * 2)
    return f"{end * (2 if apart else 1)}{written}{'' if SET_OFF.search(written) else ':'}"


def _row_like(row: str, label: str, name: str) -> str | None:
    """Return a row with another name in the cell that holds a label, and nothing in the others."""
    cells = cells_of(row)
    if not any(label in plain(cell) for cell in cells):
        return None
    marks = "**" if f"**{label}" in row else ""
    return "|".join(
        ["", *(f" {marks}{name}{marks} " if label in plain(cell) else "  " for cell in cells), ""]
    )


def _link_to(customer: CustomerType) -> str:
    name = (customer.note or "").rpartition("/")[2].removesuffix(".md")
    return f"[[{name}]]" if name == customer.label else f"[[{name}|{customer.label}]]"


def _end_of_block(note: Note, last: Statement) -> int:
    """Return where the lines end that belong to a statement: its own, and those indented below it."""
    line = line_at(note, last.source.span.start)
    end = line_at(note, max(last.source.span.end - 1, last.source.span.start)).end
    indent = _indent(note, line)
    while end < len(note.text):
        below = line_at(note, end + len(line_end(note)))
        if not note.text[below.start : below.end].strip() or _indent(note, below) <= indent:
            break
        end = below.end
    return end


def _indent(note: Note, line: Span) -> int:
    text = note.text[line.start : line.end]
    return len(text) - len(text.lstrip())


def _label_above(note: Note, line: Span, label: str) -> Span | None:
    """Return the line of the block above a line that carries a label."""
    while line.start > 0:
        line = line_at(note, line.start - len(line_end(note)))
        text = note.text[line.start : line.end]
        if text.lstrip().startswith("#"):
            return None
        if plain(BULLET.sub("", text)).startswith(label):
            return line
    return None
