"""Whom the lines at hand speak of, and how that is known: a label, a heading, a link, a marker, the subject of a sentence."""

import re
from collections.abc import Callable

import msgspec

from venture_canvas.canvas import sections
from venture_canvas.canvas.labels import WIKI_LINK
from venture_canvas.canvas.model import Attribution
from venture_canvas.canvas.names import Naming
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.remarks import without_struck
from venture_canvas.canvas.sentences import LONGEST_NAME, SpokenNames
from venture_canvas.canvas.tables import words

BEHIND = re.compile(rf"(?:[.!?…]|[–—]|\s-|\()\s*{WIKI_LINK.pattern}[ .)]*$")

NoteOf = Callable[[str, str], str | None]
"""Called with a link's target and the note it stands in; returns the path it leads to, or None."""


class Scope(msgspec.Struct, frozen=True):
    """Whom the lines at hand speak of, and how that is known."""

    naming: Naming
    attribution: Attribution
    label: str | None = None


class Scopes:
    """Tells whom lines speak of.

    Arguments:
        names: the names of the venture's customer types.
        note_of: resolves a link.
    """

    def __init__(self, names: SpokenNames, note_of: NoteOf) -> None:
        self._names = names
        self._note_of = note_of

    def of(self, node: Node, outer: Scope | None) -> Scope | None:
        """Return whom a line and what stands below it speak of, when the line says so.

        Arguments:
            node: the line.
            outer: whom what stands above it speaks of: then it takes more than a subject to speak of somebody else.
        """
        if told := self.told(node):
            return told
        if node.section or node.kind == "heading":
            return None
        naming = self._names.of_sentence(without_struck(node.line.text), node.within)
        return Scope(naming, "label", None) if naming and (outer is None or node.is_bare) else None

    def told(self, node: Node) -> Scope | None:
        """Return whom a line's label or marks name."""
        if named := self.named_by_label(node):
            return named
        marked = self._names.of_markers(node.reading.markers, node.reading.numbers, node.reading.tags)
        marked = marked or self._names.of_emblems(node.reading.emblems)
        return Scope(marked, "marker", None) if marked else None

    def named_by_label(self, node: Node) -> Scope | None:
        """Return what a line's label, or a heading, names."""
        if node.section and node.line.kind != "heading":
            return None
        label = node.reading.label
        if label and label.link:
            return self._linked(label.link, label.text, node)
        return self._labelled(node) or self._linked(_only_link(node.reading.rest), None, node)

    def _linked(self, link: str | None, label: str | None, node: Node) -> Scope | None:
        """Return what a link names, by the note that it leads to or by its words."""
        if not link:
            return None
        naming = self._names.of_note(self._note_of(link, node.path)) or self._names.of_label(link)
        return Scope(naming, "link", label or plain(node.line.text)) if naming else None

    def _labelled(self, node: Node) -> Scope | None:
        line, label = node.line, node.reading.label
        text = label.text if label else plain(line.text)
        short = bool(node.children) and len(word_list(line.text)) <= LONGEST_NAME
        whole_line = label is not None or line.kind == "heading" or short
        naming = self._names.of_label(text) if whole_line else None
        if line.kind == "callout" and not whole_line:
            naming = self._names.exactly(text) or self._names.of_part(text)
        return Scope(naming, "label", text) if naming else None


def keeps_scope(node: Node) -> bool:
    """Say whether a section inside another goes on about the type above it: early adopters under a type, jobs under its heading."""
    return node.section in sections.UNDER_A_TYPE


def goes_on(node: Node) -> bool:
    """Say whether a text goes on about what stood before it: it starts with a pronoun."""
    found = word_list(node.line.text)[:1] if node.kind == "text" and not node.reading.label else ()
    return bool(found) and found[0] in words().pronouns


def _only_link(text: str) -> str | None:
    match = WIKI_LINK.search(text)
    if not match or len(WIKI_LINK.findall(text)) != 1:
        return None
    is_set_off = _starts_with(text, match) or ends_with_link(text)
    return match["target"].strip() if is_set_off else None


def ends_with_link(text: str) -> bool:
    """Say whether a link stands behind what is said, as a mark does: `sleep six hours — [[Parents]]`."""
    return bool(BEHIND.search(text))


def _starts_with(text: str, match: re.Match[str]) -> bool:
    before = word_list(text[: match.start()])
    return all(word in words().determiners | words().numerals for word in before)
