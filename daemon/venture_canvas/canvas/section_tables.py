"""Tables of which each row is a section: a canvas or an impact chain, read as labelled lines."""

from collections.abc import Iterator

from venture_canvas.canvas import sections
from venture_canvas.notes.lines import TABLE, Line
from venture_canvas.positions import Span

SECTION_ROWS = 3
"""Rows that must name a section before a table is read as a canvas or an impact chain."""


def rows_as_sections(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Yield lines, the rows of a table that lists sections as labelled ones."""
    canvases = {id(row) for table in _tables(lines) if _lists_sections(table) for row in table}
    for line in lines:
        if id(line) in canvases:
            if _row_section(line):
                yield from _row_as_lines(line)
        else:
            yield line


def _lists_sections(table: list[Line]) -> bool:
    """Say whether the rows of a table are sections, each of them once."""
    named = [tag for row in table if (tag := _row_section(row))]
    return len(named) >= SECTION_ROWS and len(named) == len(set(named))


def _tables(lines: tuple[Line, ...]) -> list[list[Line]]:
    tables: list[list[Line]] = []
    before = None
    for line in lines:
        if line.kind in TABLE:
            if before is None or before.kind not in TABLE:
                tables.append([])
            tables[-1].append(line)
        before = line
    return tables


def _row_section(row: Line) -> str | None:
    return sections.of_name(row.cells[0][0], sections.IMPACT) if len(row.cells) > 1 else None


def _row_as_lines(row: Line) -> Iterator[Line]:
    """Yield a bare label for a row's first cell and a line for each piece of the others."""
    name, span = row.cells[0]
    yield Line("text", 0, f"{name.rstrip(':')}:", span, quote=row.quote)
    for text, cell in row.cells[1:]:
        for piece in _pieces(text, cell):
            yield Line("item", 0, *piece, quote=row.quote)


def _pieces(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    offset = span.start
    for piece in text.replace("<br/>", "<br>").split("<br>"):
        if piece.strip():
            yield piece.strip(" •-"), Span(offset, span.end)
        offset += len(piece) + len("<br>")
