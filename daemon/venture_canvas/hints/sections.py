"""Where a venture's sections stand, and what is begun in them."""

import re
from collections.abc import Iterator

from venture_canvas import positions
from venture_canvas.canvas import sections
from venture_canvas.canvas.model import Section, Statement
from venture_canvas.canvas.phrases import key, plain
from venture_canvas.hints.hint import Related
from venture_canvas.hints.views import VentureView
from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import Span

SPEAK_OF_TYPES = (*sections.ADDRESSED, "channels", "revenue")
"""Sections whose lines are for customer types, so that a name, a colour or a number in them stands for one; elsewhere a colour may be a
traffic light, and a number a footnote."""
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")


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


def line_at(note: Note, offset: int) -> Span:
    """Return the line, without its end, that an offset stands in."""
    return positions.line_at(note.text, offset)


def line_end(note: Note) -> str:
    """Return what ends the lines of a note."""
    return positions.line_end_of(note.text)


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
        table = table_at(venture, section, statement)
        if table:
            path, end = statement.source.path, table.end
            text = venture.notes[path].text[table.start : end]
            yield from ([plain(cell) for cell in cells_of(row)] for row in text.splitlines())


def cells_of(row: str) -> list[str]:
    """Return the cells of a table's row, as they are written."""
    return BETWEEN_CELLS.split(row.strip().removeprefix("|").removesuffix("|"))


def table_at(venture: VentureView, section: str, statement: Statement) -> Span | None:
    """Return the table that a statement stands in, when it is one of the section and not, say, of the whole canvas."""
    note = venture.notes[statement.source.path]
    line = line_at(note, statement.source.span.start)
    headings = statement.source.headings
    own = sections.of_heading(headings[-1]) if headings else None
    if not is_row(note, line) or (own or venture.around.ventures.outlook(note).section) != section:
        return None
    start, end = line
    while start > 0 and is_row(note, before := line_at(note, start - len(line_end(note)))):
        start = before.start
    while end < len(note.text) and is_row(note, after := line_at(note, end + len(line_end(note)))):
        end = after.end
    return Span(start, end)


def is_row(note: Note, line: Span) -> bool:
    """Say whether a line is the row of a table."""
    return note.text[line.start : line.end].lstrip().startswith("|")
