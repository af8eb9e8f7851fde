"""Places in a venture's sections, and edits that add to them in the manner in which they are written."""

import re
from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.canvas.model import CustomerType, Section, Statement
from venture_canvas.canvas.phrases import key, plain
from venture_canvas.hints.hint import Edit, Fix, Related
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import LINE_END, Span

BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
AFTER_LABEL = re.compile(r"(?:\]\])?[*_=]*(?:[ \t]*\([^()]*\))?[*_=]*[ \t]*(?:[:–—-]+)?[*_=]*[ \t]*")
SET_OFF = re.compile(r"[*_:=–—-]$")
LINK_OPENING = re.compile(r"\[\[(?:[^\[\]|]*\|)?$")
BULLET = re.compile(r"[ \t]*(?:[-*+•●‣·]|\d+[.)])[ \t]+")


def section_places(venture: VentureView, section: str, message: str) -> tuple[Related, ...]:
    """Return where a section stands, to show beside a finding."""
    return tuple(
        Related(each.source.path, each.source.span, message)
        for each in venture.venture.sections
        if each.tag == section
    )


def section_of(venture: VentureView, section: str) -> Section | None:
    """Return a section that has text, or None."""
    return next((each for each in venture.venture.sections if each.tag == section), None)


def text_of(venture: VentureView, section: str) -> str:
    """Return a section's text; empty when it has none."""
    found = section_of(venture, section)
    return found.text if found else ""


def stands(venture: VentureView, section: str) -> bool:
    """Say whether a section is there at all, be it a bare heading."""
    outlook = venture.around.ventures.outlook
    return any(
        section in outlook(note).sections or outlook(note).section == section for note in _notes(venture)
    )


def begun(venture: VentureView, section: str) -> frozenset[str]:
    """Return the ids of the types for which a section has a line, a heading or a table's row, with nothing said yet."""
    blank = {
        identity for each in venture.venture.blanks if each.section == section for identity in each.types
    }
    names = {
        key(name): customer.id for customer in venture.types for name in (customer.label, *customer.aliases)
    }
    written = (
        *(heading.text for note in _notes(venture) for heading in _headings_within(venture, note, section)),
        *(cell for row in _rows(venture, section) for cell in row),
    )
    return frozenset(blank | {names[found] for name in written if (found := key(name)) in names})


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


def line_at(note: Note, offset: int) -> Span:
    """Return the line, without its end, that an offset stands in."""
    start = max(note.text.rfind("\n", 0, offset), note.text.rfind("\r", 0, offset)) + 1
    end = LINE_END.search(note.text, offset)
    return Span(start, end.start() if end else len(note.text))


def line_end(note: Note) -> str:
    """Return what ends the lines of a note."""
    found = LINE_END.search(note.text)
    return found[0] if found else "\n"


def _notes(venture: VentureView) -> Iterator[Note]:
    return (venture.notes[path] for path in venture.venture.notes if path in venture.notes)


def _headings_within(venture: VentureView, note: Note, section: str) -> Iterator[Heading]:
    """Yield the headings below that of a section, or all in the note that is the section."""
    within: list[tuple[int, str | None]] = [(0, venture.around.ventures.outlook(note).section)]
    for heading in note.headings:
        while len(within) > 1 and within[-1][0] >= heading.level:
            within.pop()
        tag = sections.of_heading(heading.text, within[-1][1])
        if tag is None and within[-1][1] == section:
            yield heading
        within.append((heading.level, tag or within[-1][1]))


def _rows(venture: VentureView, section: str) -> Iterator[list[str]]:
    """Yield the cells of every row of the tables that stand in a section itself."""
    path, end = "", 0
    for statement in venture.statements(section):
        if statement.source.path == path and statement.source.span.start < end:
            continue
        table = _table_at(venture, section, statement)
        if table:
            path, end = statement.source.path, table.end
            text = venture.notes[path].text[table.start : end]
            yield from ([plain(cell) for cell in _cells(row)] for row in text.splitlines())


def _cells(row: str) -> list[str]:
    return BETWEEN_CELLS.split(row.strip().removeprefix("|").removesuffix("|"))


def _table_at(venture: VentureView, section: str, statement: Statement) -> Span | None:
    """Return the table that a statement stands in, when it is one of the section and not, say, of the whole canvas."""
    note = venture.notes[statement.source.path]
    line = line_at(note, statement.source.span.start)
    headings = statement.source.headings
    own = sections.of_heading(headings[-1]) if headings else None
    if not _is_row(note, line) or (own or venture.around.ventures.outlook(note).section) != section:
        return None
    start, end = line
    while start > 0 and _is_row(note, before := line_at(note, start - len(line_end(note)))):
        start = before.start
    while end < len(note.text) and _is_row(note, after := line_at(note, end + len(line_end(note)))):
        end = after.end
    return Span(start, end)


def _is_row(note: Note, line: Span) -> bool:
    return note.text[line.start : line.end].lstrip().startswith("|")


def _addition(venture: VentureView, section: str, last: Statement, customer: CustomerType) -> Edit | None:
    note = venture.notes[last.source.path]
    line = line_at(note, last.source.span.start)
    label, end = last.label or "", line_end(note)
    if _is_row(note, line):
        table = _table_at(venture, section, last)
        row = _row_like(note.text[line.start : line.end], label, customer.label)
        return _insertion(note, table.end, f"{end}{row}") if table and row else None
    below = _end_of_block(note, last)
    if label in note.text[line.start : line.end]:
        return _insertion(
            note, below, f"{end}{label_like(note.text[line.start : line.end], label, customer)}"
        )
    heading = heading_above(note, last, label)
    if heading:
        return _insertion(note, below, f"{end}{end}{'#' * heading.level} {customer.label}")
    above = _label_above(note, line, label)
    return _insertion(note, below, _label_like(note, above, label, customer)) if above else None


def _insertion(note: Note, offset: int, text: str) -> Edit:
    return Edit(note.path, Span(offset, offset), text)


def _label_like(note: Note, line: Span, label: str, customer: CustomerType) -> str:
    """Return another label like one that stands above its lines, with the blank line before it if it has one."""
    end = line_end(note)
    written = label_like(note.text[line.start : line.end], label, customer).rstrip()
    apart = note.text[: line.start].endswith(end * 2)
    return f"{end * (2 if apart else 1)}{written}{'' if SET_OFF.search(written) else ':'}"


def _row_like(row: str, label: str, name: str) -> str | None:
    """Return a row with another name in the cell that holds a label, and nothing in the others."""
    cells = _cells(row)
    if not any(label in plain(cell) for cell in cells):
        return None
    marks = "**" if f"**{label}" in row else ""
    return "|".join(
        ["", *(f" {marks}{name}{marks} " if label in plain(cell) else "  " for cell in cells), ""]
    )


def label_like(line: str, label: str, customer: CustomerType) -> str:
    """Return a line with another label and nothing behind it; a link only where the type has a note to link to."""
    head, _, tail = line.partition(label)
    opening = LINK_OPENING.search(head)
    name = _link_to(customer) if opening and customer.note else customer.label
    mark = AFTER_LABEL.match(tail)
    between = re.sub(r"[ \t]*\([^()]*\)", "", mark[0].removeprefix("]]")) if mark else ": "
    return f"{LINK_OPENING.sub('', head)}{name}{between}"


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


def heading_above(note: Note, last: Statement, label: str) -> Heading | None:
    """Return the heading right above a statement when it carries its label, or None."""
    above = [heading for heading in note.headings if heading.span.start < last.source.span.start]
    return above[-1] if above and label in plain(above[-1].text) else None


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
