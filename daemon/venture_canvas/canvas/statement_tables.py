"""Read a table of statements: a row a type, a column a type, or neither."""

import re
from collections.abc import Iterator, Mapping, Sequence

from venture_canvas.canvas import sections
from venture_canvas.canvas.model import Statement
from venture_canvas.canvas.names import Names, Naming
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.remarks import is_said
from venture_canvas.canvas.scopes import Scope
from venture_canvas.canvas.stating import holds_statements, stated
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.lines import TABLE

BARE_NUMBERS = re.compile(r"[1-9](?:\s*[,;/&+]\s*[1-9])*")


def tables_together(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield each node alone, and the rows of a table together."""
    table: list[Node] = []
    for node in nodes:
        if table and (node.kind not in TABLE or node.kind == "head"):
            yield table
            table = []
        if node.kind in TABLE:
            table.append(node)
        else:
            yield [node]
    if table:
        yield table


def read_table(rows: Sequence[Node], outer: Scope | None, names: Names) -> Iterator[Statement]:
    """Yield the statements of a table.

    Arguments:
        rows: its rows, the head first where it has one.
        outer: whom what stands above it speaks of.
        names: the names of the venture's customer types.
    """
    has_head = rows[0].kind == "head"
    titles = [plain(text) for text, _ in rows[0].line.cells] if has_head else []
    body = rows[1:] if has_head else rows
    columns = {index: naming for index, title in enumerate(titles) if (naming := names.of_label(title))}
    if len(columns) > 1:
        yield from _by_column(body, titles, columns, names)
        return
    naming_column = _naming_column(body, names)
    for row in body:
        yield from _of_row(row, titles, naming_column, outer, names)


def _by_column(
    rows: Sequence[Node], titles: Sequence[str], columns: Mapping[int, Naming], names: Names
) -> Iterator[Statement]:
    for row in rows:
        cells = row.line.cells
        tag = sections.of_name(cells[0][0]) if cells and 0 not in columns else None
        for index, naming in columns.items():
            if index < len(cells) and is_said(cells[index][0]):
                text, span = cells[index]
                scope = Scope(naming, "label", titles[index])
                yield stated(text, row, scope, names, tag=tag or row.within, span=span)


def _naming_column(rows: Sequence[Node], names: Names) -> int | None:
    """Return the column in which most cells name a type, or None; numbers that only count the rows name none."""
    width = max((len(row.line.cells) for row in rows), default=0)
    counts = [sum(_scope_of_row(row, index, names) is not None for row in rows) for index in range(width)]
    counts = [0 if _counts_rows(rows, index) else count for index, count in enumerate(counts)]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def _counts_rows(rows: Sequence[Node], column: int) -> bool:
    written = [row.line.cells[column][0].strip(" .") for row in rows if column < len(row.line.cells)]
    return written == [str(number) for number in range(1, len(rows) + 1)]


def _of_row(
    row: Node, titles: Sequence[str], naming_column: int | None, outer: Scope | None, names: Names
) -> Iterator[Statement]:
    """Yield what the cells say: of other sections each by itself, of the table's own all together."""
    cells = row.line.cells
    scope = _scope_of_row(row, naming_column, names) or outer
    told = [
        (cell, _section_of_title(titles, index), index)
        for index, cell in enumerate(cells)
        if index != naming_column and is_said(cell[0])
    ]
    for (text, span), tag, _ in told:
        if tag and tag != row.within:
            yield stated(text, row, scope, names, tag=tag, span=span)
    own = [(text, index) for (text, _), tag, index in told if tag in (None, row.within)]
    if any(not _is_aside(titles, index) for _, index in own) and holds_statements(row.within):
        yield stated("; ".join(text for text, _ in own), row, scope, names)


def _scope_of_row(row: Node, naming_column: int | None, names: Names) -> Scope | None:
    cells = row.line.cells
    if naming_column is None or naming_column >= len(cells):
        return None
    name = plain(cells[naming_column][0])
    if BARE_NUMBERS.fullmatch(name):
        numbered = names.of_markers((), map(int, re.findall("[1-9]", name)), ())
        return Scope(numbered, "marker", None) if numbered else None
    naming = names.of_label(name)
    return Scope(naming, "label", name) if naming else None


def _is_aside(titles: Sequence[str], index: int) -> bool:
    """Say whether a column says something about what the row says, such as where it is known from."""
    return index < len(titles) and fold(titles[index]).strip(" :?") in words().aside_columns


def _section_of_title(titles: Sequence[str], index: int) -> str | None:
    tag = sections.of_heading(titles[index]) if index < len(titles) else None
    return tag if tag in sections.ADDRESSED else None
