"""What the sections say, and of whom: statements, each tied to customer types by what is written, or to none."""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from venture_canvas.canvas import sections
from venture_canvas.canvas.labels import WIKI_LINK, Reading
from venture_canvas.canvas.model import Attribution, Source, Statement
from venture_canvas.canvas.names import Naming
from venture_canvas.canvas.outline import TABLE, Node
from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.remarks import is_aside, is_remark, is_said
from venture_canvas.canvas.sentences import LONGEST_NAME, SpokenNames
from venture_canvas.canvas.tables import fold, section_kinds, words
from venture_canvas.positions import Span

SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bNo\.)(?<!\bNr\.)[\"'”’)]?\s+(?=[\"'“‘„(]?[A-ZÀ-Þ0-9])"
)
STATUS = re.compile(r"[(\[](?P<status>[^()\[\]]{3,20})[)\]]|#(?P<tag>[\w-]+)")

BARE_NUMBER = re.compile("[1-9]")

LONGEST_SUBTITLE = 3
"""Words up to which an unknown label above other lines, such as `Functional jobs`, is no statement itself."""

NoteOf = Callable[[str, str], str | None]
"""Called with a link's target and the note it stands in; returns the path it leads to, or None."""


class Scope(msgspec.Struct, frozen=True):
    """Whom the lines at hand speak of, and how that is known."""

    naming: Naming
    attribution: Attribution
    label: str | None = None


def read_statements(
    root: Node, names: SpokenNames, note_of: NoteOf, scope: Scope | None = None
) -> list[Statement]:
    """Return the statements of a note, in order of the text; one without text where a type is named and nothing is said of it.

    Arguments:
        root: the tree of its lines.
        names: the names of the venture's customer types.
        note_of: resolves a link.
        scope: the type that the whole note is about, for a type's own note.
    """
    return list(_Reader(names, note_of).below(root, scope))


class _Reader:
    def __init__(self, names: SpokenNames, note_of: NoteOf) -> None:
        self.names = names
        self.note_of = note_of

    def below(self, node: Node, scope: Scope | None) -> Iterator[Statement]:
        """Yield the statements below a node; a table is read as a whole, a pronoun goes on with what stood before it."""
        before: Scope | None = None
        for group in _tables_together(node.children):
            if group[0].kind in TABLE:
                yield from self.table(group, scope)
                continue
            inherited = before if before and _goes_on(group[0]) else None
            here = self.scope_of(group[0], scope) or inherited
            yield from self.at(group[0], scope, here)
            before = here

    def at(self, node: Node, outer: Scope | None, scope: Scope | None) -> Iterator[Statement]:
        """Yield what a line says itself, then what stands below it."""
        if is_remark(node):
            return
        entered = node.section is not None and not _keeps_scope(node)
        below = scope or (None if entered else outer)
        if node.kind != "heading" and _holds_statements(node.within):
            if not self.only_names(node):
                yield from self.lines(node, scope, None if entered else outer)
            elif scope and not node.children and not node.section:
                yield self.statement(node, "", scope)
        yield from self.below(node, below)

    def only_names(self, node: Node) -> bool:
        """Say whether a line is only there to say what, or whom, the lines below it are about."""
        reading = node.reading
        if node.section and not reading.rest:
            return True
        if node.children and reading.label is None and self.named_by_label(node):
            return True
        if reading.rest:
            return False
        if reading.label is None or reading.label.colon or self.named_by_label(node):
            return True
        return bool(node.children) and len(word_list(reading.label.text)) <= LONGEST_SUBTITLE

    def lines(self, node: Node, scope: Scope | None, outer: Scope | None) -> Iterator[Statement]:
        """Yield one line's statements: one, unless its sentences speak of different types."""
        reading = node.reading
        is_unsaid = not is_said(reading.rest) if reading.label else is_aside(reading.rest)
        if reading.rest and is_unsaid:
            yield from [self.statement(node, "", scope)] if scope else []
            return
        if scope and (reading.markers or reading.numbers or self.named_by_label(node)):
            yield self.statement(node, reading.rest, scope)
            return
        for text, naming in self.sentences(node):
            own = Scope(naming, "label", None) if naming else None
            yield self.statement(node, text, own or outer or scope)

    def sentences(self, node: Node) -> Iterator[tuple[str, Naming | None]]:
        """Yield runs of sentences that speak of the same types."""
        text = node.reading.rest if node.section else _without_markers(node.line.text, node.reading)
        run: list[str] = []
        current: Naming | None = None
        for sentence in SENTENCE_END.split(text):
            naming = self.names.of_sentence(sentence, node.within)
            if run and naming and naming != current:
                yield " ".join(run), current
                run = []
            current = naming or current
            run.append(sentence)
        yield " ".join(run), current

    def scope_of(self, node: Node, outer: Scope | None) -> Scope | None:
        """Return whom a line and what stands below it speak of, when the line says so."""
        marked = self.names.of_markers(node.reading.markers, node.reading.numbers, node.reading.tags)
        if named := self.named_by_label(node):
            return named
        if marked:
            return Scope(marked, "marker", None)
        if node.section or node.kind == "heading":
            return None
        naming = self.names.of_sentence(node.line.text, node.within)
        return Scope(naming, "label", None) if naming and (outer is None or node.is_bare) else None

    def named_by_label(self, node: Node) -> Scope | None:
        """Return what a line's label, or a heading, names."""
        line, reading = node.line, node.reading
        if node.section and line.kind != "heading":
            return None
        label = reading.label
        link = label.link if label else _only_link(line.text)
        if link:
            naming = self.names.of_note(self.note_of(link, node.path)) or self.names.of_label(link)
            if naming:
                return Scope(naming, "link", label.text if label else plain(line.text))
        text = label.text if label else plain(line.text)
        short = bool(node.children) and len(word_list(line.text)) <= LONGEST_NAME
        whole_line = label is not None or line.kind == "heading" or short
        naming = self.names.of_label(text) if whole_line else None
        return Scope(naming, "label", text) if naming else None

    def table(self, rows: Sequence[Node], outer: Scope | None) -> Iterator[Statement]:
        """Yield the statements of a table: a row a type, a column a type, or neither."""
        has_head = rows[0].kind == "head"
        titles = [plain(text) for text, _ in rows[0].line.cells] if has_head else []
        body = rows[1:] if has_head else rows
        columns = {
            index: naming for index, title in enumerate(titles) if (naming := self.names.of_label(title))
        }
        if len(columns) > 1:
            yield from self.by_column(body, titles, columns)
            return
        naming_column = self.naming_column(body)
        for row in body:
            yield from self.row(row, titles, naming_column, outer)

    def by_column(
        self, rows: Sequence[Node], titles: list[str], columns: dict[int, Naming]
    ) -> Iterator[Statement]:
        for row in rows:
            cells = row.line.cells
            tag = sections.of_name(cells[0][0]) if cells and 0 not in columns else None
            for index, naming in columns.items():
                if index < len(cells) and is_said(cells[index][0]):
                    yield self.cell(
                        row, cells[index], Scope(naming, "label", titles[index]), tag or row.within
                    )

    def naming_column(self, rows: Sequence[Node]) -> int | None:
        """Return the column in which most cells name a type, or None. Numbers that only count the rows name none."""
        width = max((len(row.line.cells) for row in rows), default=0)
        columns = [[_cell_text(row, index) for row in rows] for index in range(width)]
        counts = [
            0 if _counts_rows(column) else sum(self.of_cell(text) is not None for text in column)
            for column in columns
        ]
        most = max(counts, default=0)
        return counts.index(most) if most else None

    def of_cell(self, text: str) -> Naming | None:
        """Return what a cell names: by a name, or by nothing but a number."""
        number = BARE_NUMBER.fullmatch(text)
        return self.names.of_markers((), (int(text),), ()) if number else self.names.of_label(text)

    def row(
        self, row: Node, titles: list[str], naming_column: int | None, outer: Scope | None
    ) -> Iterator[Statement]:
        cells = row.line.cells
        scope = outer
        if naming_column is not None and naming_column < len(cells):
            name = plain(cells[naming_column][0])
            naming = self.of_cell(name)
            scope = Scope(naming, "label", name) if naming else outer
        told = {
            index: _section_of_title(titles, index) for index in range(len(cells)) if index != naming_column
        }
        for index, tag in told.items():
            if tag and tag != row.within and is_said(cells[index][0]):
                yield self.cell(row, cells[index], scope, tag)
        rest = [
            cells[index][0]
            for index, tag in told.items()
            if tag in (None, row.within) and is_said(cells[index][0])
        ]
        if rest and _holds_statements(row.within):
            yield self.statement(row, "; ".join(rest), scope)

    def cell(self, row: Node, cell: tuple[str, Span], scope: Scope | None, tag: str | None) -> Statement:
        return self.statement(row, cell[0], scope, tag=tag, span=cell[1])

    def statement(
        self, node: Node, text: str, scope: Scope | None, *, tag: str | None = None, span: Span | None = None
    ) -> Statement:
        """Make a statement; where there is one type and nobody else is named, it is about that type."""
        label = node.reading.label
        if scope is None and len(self.names.types) == 1:
            scope = Scope(Naming(self.names.types), "only-type", None)
        return Statement(
            section=tag or node.within or "",
            text=text,
            types=scope.naming.types if scope else (),
            segment=scope.naming.segment if scope else None,
            attribution=scope.attribution if scope else "none",
            label=scope.label if scope and scope.label else label.text if label and label.colon else None,
            status=_status(f"{text} {' '.join(f'#{tag}' for tag in node.reading.tags)}"),
            evidence=tuple(match["target"].strip() for match in WIKI_LINK.finditer(text)),
            source=Source(node.path, node.headings, span) if span else node.source,
            colours=node.reading.markers,
            numbers=node.reading.numbers,
        )


def _cell_text(row: Node, column: int) -> str:
    return plain(row.line.cells[column][0]) if column < len(row.line.cells) else ""


def _counts_rows(column: Sequence[str]) -> bool:
    return list(column) == [str(number) for number in range(1, len(column) + 1)]


def _tables_together(nodes: Sequence[Node]) -> Iterator[list[Node]]:
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


def _keeps_scope(node: Node) -> bool:
    """Say whether a section inside another goes on about the type above it: early adopters under a type, jobs under its heading."""
    return node.section in sections.UNDER_A_TYPE


def _holds_statements(tag: str | None) -> bool:
    return tag is not None and tag != sections.CUSTOMERS and not section_kinds()[tag].model


def _goes_on(node: Node) -> bool:
    """Say whether a text goes on about what stood before it: it starts with a pronoun."""
    found = word_list(node.line.text)[:1] if node.kind == "text" and not node.reading.label else ()
    return bool(found) and found[0] in words().pronouns


def _only_link(text: str) -> str | None:
    match = WIKI_LINK.search(text)
    return (
        match["target"].strip()
        if match and len(WIKI_LINK.findall(text)) == 1 and _starts_with(text, match)
        else None
    )


def _starts_with(text: str, match: re.Match[str]) -> bool:
    before = word_list(text[: match.start()])
    return all(word in words().determiners | words().numerals for word in before)


def _without_markers(text: str, reading: Reading) -> str:
    return reading.rest if reading.label is None else text


def _section_of_title(titles: list[str], index: int) -> str | None:
    tag = sections.of_heading(titles[index]) if index < len(titles) else None
    return tag if tag in sections.ADDRESSED else None


def _status(text: str) -> str | None:
    for match in STATUS.finditer(text):
        written = fold(match["status"] or match["tag"])
        for status, spellings in words().statuses.items():
            if written in spellings:
                return status
    return None
