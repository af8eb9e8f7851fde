"""The lines of a note's body, as a founder sees them: headings, list items, table rows, text.

Lines, not Markdown blocks: to CommonMark, `• one` and `**Label:** text` lines that follow each other are one paragraph, and
to a founder they are a list.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count, islice, zip_longest
from typing import Literal

import msgspec

from venture_canvas.notes.note import Heading, Note
from venture_canvas.positions import LINE_END, Span, line_at

IsContent = Callable[[str, str], bool]
"""Called with the title and the kind of a callout that reminds; says whether it stands above content all the same."""
Kind = Literal["heading", "callout", "text", "item", "head", "row", "rule"]
"""`callout` is the title of one; `head` is the first row of a table, above the line of dashes."""
TABLE: tuple[Kind, ...] = ("head", "row")

BLANK = re.compile(r"[\s>]*(?:\^[A-Za-z0-9-]+\s*|\[![\w-]+\][+-]?\s*)?")
"""Nothing but quote marks, a block id by itself, or a callout without a title."""
QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?[ \t]*")
TO_DO = "todo"
REMINDERS = (TO_DO, "question", "help", "faq", "warning", "caution", "attention", "bug", "failure", "fail", "missing", "danger", "error")  # fmt: skip
"""The kinds of callout that hold what is still to be done or asked."""
REMINDER = re.compile(
    rf"^[ \t]{{0,3}}>[ \t]?\[!(?P<kind>{'|'.join(REMINDERS)})\][+-]?(?P<title>.*)"
    r"(?:(?:\r\n|\n|\r)[ \t]{0,3}>.*)*",
    re.IGNORECASE | re.MULTILINE,
)
BULLET = re.compile(r"(?:[-*+•●‣◦▪▸·–—][ \t]+|(?P<number>\d{1,3})[.)][ \t]+|[a-z]\)[ \t]+)")
CLAUSE = re.compile(r"(?P<above>\d{1,2})(?P<below>(?:\.\d{1,2})+)\.?[ \t]+(?=\S)")
"""`2.1 Parents`: the number of a clause, where a note counts several."""
CLAUSES = re.compile(rf"^[ \t]*{CLAUSE.pattern}", re.MULTILINE)
FEWEST_CLAUSES = 2
TASK = re.compile(r"\[(?P<state>[^\[\]\d])\][ \t]+")
RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
CELL = re.compile(r"(?:\\.|\[\[[^\[\]]*\]\]|[^|\\])+")
SEPARATOR_CELL = re.compile(r"[ \t]*:?-+:?[ \t]*")
HIDDEN = ("```", "~~~", "<!--", "$$")
BLOCK_ID = re.compile(r"(?<![ \t])[ \t]+\^[A-Za-z0-9-]+$")
LABELLED = re.compile(r"[\w /&'-]{1,40}::?\s")
NOT_LINE_END = re.compile(r"[^\r\n]")
ACCIDENT = re.compile(r"[\r\n][ ]{0,3}---\s*\Z")
TAB_WIDTH = 4
DEEPEST_QUOTE = 9
"""Quotes within quotes beyond which what stands deeper is read as standing beside it."""
LONGEST_LINE = 5_000
"""Characters beyond which a line is data, not writing, and is not read."""
ENDED = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?$|[(\[]\d[)\]]$")
"""A mark at the end of a line, such as a coloured dot: the next line is another one."""
WRAPPED_AT = 58
"""Characters from which on a line that ends without a full stop is taken for a wrapped one."""


class Line(msgspec.Struct, frozen=True):
    """One line, or a line with the lines that wrap on from it.

    Arguments:
        kind: what it is.
        level: a heading's level; for items and text the indent in columns, a tab counting as four.
        text: what is written, without list mark, quote mark, heading mark and block id.
        span: of the text.
        number: the number of an ordered item.
        task: whether it is a to-do, done or not.
        cells: of a table row, with the span of each.
        loose: whether a blank line stands before it.
        quote: the block quotes and callouts it stands in, outermost first, each by its number in the note.
        callout: the kind of the callout that it is the title of, in lower case.
    """

    kind: Kind
    level: int
    text: str
    span: Span
    number: int | None = None
    task: bool = False
    cells: tuple[tuple[str, Span], ...] = ()
    loose: bool = False
    quote: tuple[int, ...] = ()
    callout: str = ""


def read_lines(note: Note, is_content: IsContent = lambda *_: False) -> tuple[Line, ...]:
    """Return the lines of a note's body.

    Left out are blank lines, code, comments of either kind (`%%` and HTML), the front matter, and callouts that hold what is
    still to be done or asked (`> [!todo]`).

    Arguments:
        note: the note.
        is_content: as for `reminders`.
    """
    return tuple(_joined(_with_table_heads(list(_lines(note, _visible(note, is_content))))))


def reminders(note: Note, is_content: IsContent = lambda *_: False) -> list[Span]:
    """Return the callouts that hold what is still to be done or asked, in order.

    Arguments:
        note: the note.
        is_content: says that a callout stands above content, whatever its kind: some choose that for its colour.
    """
    return [
        Span(*found.span())
        for found in REMINDER.finditer(note.text)
        if not is_content(found["title"].strip(), found["kind"].lower())
    ]


def _visible(note: Note, is_content: IsContent) -> str:
    """Return the text with everything that is not read blanked, so that offsets stay."""
    hidden = [*note.comments, *(span for span in note.code if note.text.startswith(HIDDEN, span.start))]
    hidden += reminders(note, is_content)
    if note.front_matter:
        hidden.append(note.front_matter.span)
    pieces, done = [], 0
    for start, end in sorted(hidden):
        pieces += [note.text[done:start], NOT_LINE_END.sub(" ", note.text[max(start, done) : end])]
        done = max(end, done)
    return "".join([*pieces, note.text[done:]])


def _lines(note: Note, text: str) -> Iterator[Line]:
    has_clauses = _has_clauses(text)
    headings = {
        line_at(text, heading.text_span.start).start: heading
        for heading in note.headings
        if _is_meant(heading, text)
    }
    start, covered, loose = 0, 0, False
    quote: tuple[int, ...] = ()
    numbers = count(1)
    for end in [*LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        quote = _quote(text, Span(start, stop), quote, numbers)
        heading = headings.get(start)
        if heading:
            covered = heading.span.end
            yield Line("heading", heading.level, heading.text, heading.text_span, loose=loose, quote=quote)
        elif start >= covered and stop - start <= LONGEST_LINE and not BLANK.fullmatch(text, start, stop):
            line = _line(text, Span(start, stop), quote, loose=loose)
            yield _clause(line) if has_clauses else line
        loose = bool(BLANK.fullmatch(text, start, stop))
        start = end.end() if end else stop


def _quote(text: str, span: Span, before: tuple[int, ...], numbers: Iterator[int]) -> tuple[int, ...]:
    """Return the quotes that a line stands in: those of the line before it, as deep as it is quoted itself, then new ones."""
    marks = QUOTE.match(text, span.start, min(span.end, span.start + LONGEST_LINE))
    if not marks:
        return ()
    depth = min(marks[0].count(">"), DEEPEST_QUOTE)
    return (*before[:depth], *islice(numbers, max(0, depth - len(before))))


def _has_clauses(text: str) -> bool:
    """Say whether a note counts its lines as a contract does: most begin with the same number as another, 2.1, 2.1.1, 2.2."""
    found = Counter(match["above"] for match in CLAUSES.finditer(text))
    together = sum(count for count in found.values() if count >= FEWEST_CLAUSES)
    return 2 * together > found.total()


def _clause(line: Line) -> Line:
    """Return a line of text as an item, when it begins with the number of a clause, which tells how deep it lies."""
    found = CLAUSE.match(line.text) if line.kind == "text" else None
    if not found:
        return line
    level = max(line.level, TAB_WIDTH * (found["below"].count(".") - 1))
    span = Span(line.span.start + found.end(), line.span.end)
    return msgspec.structs.replace(line, kind="item", level=level, text=line.text[found.end() :], span=span)


def _is_meant(heading: Heading, text: str) -> bool:
    """Say whether a heading was meant as one: text right above a `---` seldom is, and one in a comment is none."""
    if not text[heading.text_span.start : heading.text_span.end].strip():
        return not heading.text
    return not ACCIDENT.search(text[heading.span.start : heading.span.end])


def _line(text: str, span: Span, quote: tuple[int, ...], *, loose: bool) -> Line:
    marks = QUOTE.match(text, span.start, span.end) if quote else None
    outer = marks.end() if marks else span.start
    start, end = _trimmed(text, Span(outer, span.end))
    callout = CALLOUT.match(text, start, end) if quote else None
    if callout:
        title, kind = Span(callout.end(), end), callout["kind"].lower()
        return Line("callout", 0, text[slice(*title)], title, loose=loose, quote=quote, callout=kind)
    if RULE.fullmatch(text, start, end):
        return Line("rule", 0, "", Span(start, end), loose=loose, quote=quote)
    if text.startswith("|", start):
        cells = tuple(_cells(text, start, end))
        return Line("row", 0, text[start:end], Span(start, end), cells=cells, loose=loose, quote=quote)
    level = len(text[outer:start].expandtabs(TAB_WIDTH))
    return _item_or_text(text, Span(start, end), level, quote, loose=loose)


def _item_or_text(text: str, span: Span, level: int, quote: tuple[int, ...], *, loose: bool) -> Line:
    bullet = BULLET.match(text, span.start, span.end)
    start = bullet.end() if bullet else span.start
    task = TASK.match(text, start, span.end) if bullet else None
    start = task.end() if task else start
    block_id = BLOCK_ID.search(text, start, span.end)
    end = block_id.start() if block_id else span.end
    number = int(bullet["number"]) if bullet and bullet["number"] else None
    return Line(
        "item" if bullet else "text",
        level,
        text[start:end],
        Span(start, end),
        number=number,
        task=task is not None,
        loose=loose,
        quote=quote,
    )


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip()))


def _cells(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the cells of a row; a wiki link's own `|` splits nothing."""
    offset = start + 1
    while offset < end:
        match = CELL.match(text, offset, end)
        stop = match.end() if match else offset
        cell = _trimmed(text, Span(offset, stop)) if match and match[0].strip() else Span(offset, offset)
        yield text[cell.start : cell.end].replace("\\|", "|"), cell
        offset = stop + 1


def _with_table_heads(lines: list[Line]) -> Iterator[Line]:
    """Mark the row above a line of dashes as a head, and drop the line of dashes."""
    for line, after in zip_longest(lines, lines[1:]):
        if after is not None and line.kind == "row" and _is_separator(after):
            yield msgspec.structs.replace(line, kind="head")
        elif not _is_separator(line):
            yield line


def _is_separator(line: Line) -> bool:
    return line.kind == "row" and all(SEPARATOR_CELL.fullmatch(text) for text, _ in line.cells)


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Join lines that a writer, or an editor, wrapped in the middle of a sentence."""
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run[-1], line, run[0].kind):
            yield _together(run)
            run = []
        run.append(line)
    if run:
        yield _together(run)


def _together(run: list[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    text = " ".join(line.text for line in run)
    return msgspec.structs.replace(run[0], text=text, span=Span(run[0].span.start, run[-1].span.end))


def _continues(before: Line, line: Line, kind: Kind) -> bool:
    """Say whether a line goes on with the sentence of the line before it, in a run that began with a kind of line."""
    if line.loose or line.kind != "text" or kind not in ("text", "item"):
        return False
    if LABELLED.match(line.text) or before.text[-1:] in ".!?:" or ENDED.search(before.text):
        return False
    return line.text[0].islower() and len(before.text) >= WRAPPED_AT
