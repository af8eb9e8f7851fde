"""Read a table of customer types: a row a type, or a column a type."""

import re
from collections.abc import Iterator, Sequence

from venture_canvas.canvas import labels, sections
from venture_canvas.canvas.drafts import TypeDraft, draft_of
from venture_canvas.canvas.model import Source
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain, without_ordinal, word_list
from venture_canvas.canvas.remarks import is_blank, is_struck
from venture_canvas.canvas.segments import attribute_of, segments_in_a_row, take_attribute
from venture_canvas.canvas.tables import fold, words
from venture_canvas.positions import Span

Cell = tuple[str, Span]
QUALIFIER = re.compile(r"\s*\((?P<qualifier>[^()]*)\)\s*$")
PART_NUMBER = re.compile(r"[1-9]\d?\.[1-9]\d?")
FEWEST_COLUMNS = 2


def read_table(rows: Sequence[Node]) -> Iterator[TypeDraft]:
    """Yield the types of a table; one type may come twice, in two rows."""
    head = rows[0] if rows and rows[0].kind == "head" else None
    titles = _titles(head) if head else []
    body = rows[1:] if head else rows
    if head and _is_turned(titles, body):
        yield from _by_column(head, body)
    else:
        yield from _by_row(titles, body)


def _titles(head: Node) -> list[str]:
    """Return what each column holds; where two could name types, as `Who` and `Groups` do, the second holds their segments."""
    found = [title_of(text) for text, _ in head.line.cells]
    naming = "type" if "type" in found else "segments"
    first = found.index(naming) if naming in found else len(found)
    found[first : first + 1] = ["type"] * len(found[first : first + 1])
    return ["segments" if title == "type" and index > first else title for index, title in enumerate(found)]


def title_of(text: str) -> str:
    """Return what a column holds: `type`, `segments`, an attribute, `statement` for what other sections say, or "" when unknown."""
    name = fold(plain(text)).strip(" :?.")
    columns = words().columns
    for title, names in columns.items():
        if name in names:
            return title
    if sections.of_heading(text) in sections.ADDRESSED:
        return "statement"
    last = set(word_list(name)[-1:])
    return attribute_of(name) or next((title for title, names in columns.items() if names & last), "")


def _is_turned(titles: Sequence[str], rows: Sequence[Node]) -> bool:
    """Say whether columns are types: nothing is known of the titles, and the rows' first cells are titles."""
    if any(titles) or len(titles) < FEWEST_COLUMNS:
        return False
    return any(row.line.cells and title_of(row.line.cells[0][0]) for row in rows)


def _by_column(head: Node, rows: Sequence[Node]) -> Iterator[TypeDraft]:
    for column, cell in enumerate(head.line.cells[1:], start=1):
        draft = _from_cell(head, cell)
        for row in rows if draft else ():
            if draft and column < len(row.line.cells):
                _take(draft, title_of(row.line.cells[0][0]), row.line.cells[column], row)
        if draft:
            yield draft


def _by_row(titles: Sequence[str], rows: Sequence[Node]) -> Iterator[TypeDraft]:
    """Read a type a row; a row that names none goes on about the one above."""
    column = next((titles.index(title) for title in ("type", "") if title in titles), 0)
    draft: TypeDraft | None = None
    for row in rows:
        cell = row.line.cells[column] if column < len(row.line.cells) else ("", row.line.span)
        if draft and (part := _part_of(row, cell[0])):
            draft.segments += segments_in_a_row(part, Source(row.path, row.headings, cell[1]))
            continue
        named = _from_cell(row, cell)
        if named and draft:
            yield draft
        draft = named or draft
        for index, cell in enumerate(row.line.cells if draft else ()):
            if draft and index != column:
                _take(draft, titles[index] if index < len(titles) else "", cell, row)
    if draft:
        yield draft


def _part_of(row: Node, text: str) -> str:
    """Return the segment that a row is, when it is a part of the row above: `of which: nurses`, or numbered 1.1 below 1."""
    head, colon, tail = plain(text).partition(":")
    if colon and fold(head).strip() in words().part_words:
        return tail.strip()
    is_numbered = any(PART_NUMBER.fullmatch(cell.strip()) for cell, _ in row.line.cells[:1])
    return plain(text) if is_numbered else ""


def _from_cell(row: Node, cell: Cell) -> TypeDraft | None:
    text = cell[0]
    if is_blank(text) or is_struck(text) or fold(plain(text)).strip(" :") in words().total_words:
        return None
    reading = labels.read(text)
    qualifier = QUALIFIER.search(reading.rest) if reading.label is None else None
    draft = draft_of(row, reading.label.text if reading.label else QUALIFIER.sub("", reading.rest))
    draft.describe(reading.rest if reading.label else "")
    draft.colours, draft.numbers = reading.markers, reading.numbers
    draft.link = reading.label.link if reading.label else None
    draft.qualify(qualifier["qualifier"] if qualifier else reading.qualifier)
    return draft


def _take(draft: TypeDraft, title: str, cell: Cell, row: Node) -> None:
    """Take what a cell says of a type, by the title of its column or row."""
    text, span = cell
    source = Source(row.path, row.headings, span)
    marks = labels.read(text)
    if is_blank(text) and not marks.markers:
        return
    if marks.markers and not marks.rest:
        draft.colours = marks.markers
    elif title == "segments":
        draft.segments += segments_in_a_row(text, source)
    elif title in ("code", "ordinal") and text.strip().isdecimal():
        draft.numbers = draft.numbers or (int(text),)
    elif title == "code":
        draft.aliases.append(plain(text))
    elif title == "ordinal":
        draft.ordinal = without_ordinal(text)[0]
    elif title != "statement":
        take_attribute(draft, title or "description", text, source)
