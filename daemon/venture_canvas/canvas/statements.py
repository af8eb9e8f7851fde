"""What the sections say, and of whom: statements, each tied to customer types by what is written, or to none."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from venture_canvas.canvas.labels import Reading
from venture_canvas.canvas.model import Statement
from venture_canvas.canvas.names import Naming
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.remarks import (
    is_about_the_text,
    is_aside,
    is_blank,
    is_remark,
    is_said,
    is_title,
    is_to_oneself,
    without_struck,
)
from venture_canvas.canvas.scopes import NoteOf, Scope, Scopes, ends_with_link, goes_on, keeps_scope
from venture_canvas.canvas.sentences import SpokenNames
from venture_canvas.canvas.statement_tables import read_table, tables_together
from venture_canvas.canvas.stating import holds_statements, stated
from venture_canvas.notes.lines import TABLE

SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bNo\.)(?<!\bNr\.)[\"'”’)]?\s+(?=[\"'“‘„(]?[A-ZÀ-Þ0-9])"
)

LONGEST_SUBTITLE = 3
"""Words up to which an unknown label above other lines, such as `Functional jobs`, is no statement itself."""


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
        self.scopes = Scopes(names, note_of)

    def below(self, node: Node, scope: Scope | None) -> Iterator[Statement]:
        """Yield the statements below a node; a table is read as a whole, a pronoun goes on with what stood before it."""
        before: Scope | None = None
        content = self.content(node)
        children = [each for each in content if not is_about_the_text(each, content)]
        groups = list(tables_together(children))
        for group, after in zip_longest(groups, groups[1:]):
            if group[0].kind in TABLE:
                yield from read_table(group, scope, self.names)
                continue
            inherited = before if before and goes_on(group[0]) else None
            here = self.scopes.of(group[0], scope) or inherited
            is_put_off = bool(after) and _is_note_to_self(after[0].line.text)
            yield from self.at(group[0], scope, here, is_put_off=is_put_off)
            before = here

    def content(self, node: Node) -> list[Node]:
        """Return what stands under a line, with what counts only because it names a type."""
        told = [each for each in node.asides if self.scopes.told(each)]
        if not told:
            return node.children
        return sorted([*node.children, *told], key=lambda each: each.line.span.start)

    def at(
        self, node: Node, outer: Scope | None, scope: Scope | None, *, is_put_off: bool
    ) -> Iterator[Statement]:
        """Yield what a line says itself, then what stands below it; nothing for a label when its text is put off."""
        if is_remark(node):
            return
        entered = node.section is not None and not keeps_scope(node)
        below = scope or (None if entered else outer)
        if node.kind != "heading" and holds_statements(node.within):
            if not (self.only_titles(node, scope) if is_title(node) else self.only_names(node)):
                yield from self.lines(node, scope, None if entered else outer)
            elif scope and not node.children and not node.section and not is_put_off:
                yield self.stated("", node, scope)
        yield from self.below(node, below)

    def only_names(self, node: Node) -> bool:
        """Say whether a line is only there to say what, or whom, the lines below it are about."""
        reading = node.reading
        if node.section and not reading.rest:
            return True
        is_head = node.children and reading.label is None and not ends_with_link(reading.rest)
        if is_head and self.scopes.named_by_label(node):
            return True
        if reading.rest:
            return False
        if reading.label is None or reading.label.colon or self.scopes.named_by_label(node):
            return True
        return bool(node.children) and len(word_list(reading.label.text)) <= LONGEST_SUBTITLE

    def only_titles(self, node: Node, scope: Scope | None) -> bool:
        """Say whether the title of a callout says nothing itself: one that names nobody, or just a type, or stands above others."""
        named = self.scopes.named_by_label(node)
        if node.reading.label and node.reading.rest and named:
            return False
        return bool(node.children or named) or scope is None or node.line.text.endswith("?")

    def lines(self, node: Node, scope: Scope | None, outer: Scope | None) -> Iterator[Statement]:
        """Yield one line's statements: one, unless its sentences speak of different types."""
        reading = node.reading
        if reading.rest and _is_unsaid(reading):
            if scope and not _is_note_to_self(reading.rest):
                yield self.stated("", node, scope)
            return
        if scope and (scope.attribution == "marker" or self.scopes.named_by_label(node)):
            yield self.stated(reading.rest, node, scope)
            return
        for text, naming in self.sentences(node):
            own = Scope(naming, "label", None) if naming else None
            yield self.stated(text, node, own or outer or scope)

    def sentences(self, node: Node) -> Iterator[tuple[str, Naming | None]]:
        """Yield runs of sentences that speak of the same types."""
        written = node.reading.rest if node.section else _without_markers(node.line.text, node.reading)
        text = without_struck(written)
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

    def stated(self, text: str, node: Node, scope: Scope | None) -> Statement:
        return stated(text, node, scope, self.names)


def _is_unsaid(reading: Reading) -> bool:
    """Say whether nothing is said behind a label; one without a colon is a subject, so `**Clinics** need to …` is no reminder."""
    if reading.label is None:
        return reading.rest.startswith("??") or is_aside(reading.rest) or is_blank(reading.rest)
    return not is_said(reading.rest) and (reading.label.colon or len(word_list(reading.rest)) <= 1)


def _is_note_to_self(text: str) -> bool:
    """Say whether a text puts off in words what should stand in its place: `to be written with Malik`, not a bare `TBD`."""
    return (is_to_oneself(text) or is_aside(text)) and len(word_list(text)) > 1


def _without_markers(text: str, reading: Reading) -> str:
    return reading.rest if reading.label is None else text
