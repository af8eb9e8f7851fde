"""Read the Customers section: which of its lines name customer types.

What the writer set off comes first: headings, table rows, list items, labels. Only a section without any of them is read as
running text.
"""

from collections.abc import Iterable, Sequence

from venture_canvas.canvas import labels, roles
from venture_canvas.canvas.customer_tables import read_table
from venture_canvas.canvas.drafts import (
    NUMBERED_TITLE,
    TypeDraft,
    draft_of,
    from_fragment,
    from_line,
    from_prose,
    may_be_name,
    tells,
)
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import (
    key,
    parts,
    phrase,
    plain,
    singular,
    stems,
    without_ordinal,
    word_list,
)
from venture_canvas.canvas.remarks import is_blank, is_remark, is_said, is_title
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.segments import attribute_of, fill, segments_in_a_row, take_told_segments
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.lines import TABLE

MOST_TYPES = 100
LONGEST_PLAIN_LABEL = 6
LONGEST_LISTED = 4
SHORTEST_INTRO = 5
STRONG = 2
"""How the title of a callout in bold, or with a mark, is set off: more than one with an emoji."""


def read_types(starts: Sequence[Node]) -> list[TypeDraft]:
    """Return the customer types of a venture, in order.

    Arguments:
        starts: the nodes at which a Customers section starts.
    """
    reader = _Reader()
    for start in starts:
        if start.reading.rest and start.kind != "heading":
            reader.inline(start)
        reader.level(start.children)
    return reader.finish([node for start in starts for node in start.walk() if _is_running_text(node)])


def _is_running_text(node: Node) -> bool:
    return node.kind in ("text", "item") and node.within == CUSTOMERS and not is_remark(node)


class _Reader:
    def __init__(self) -> None:
        self.drafts: list[TypeDraft] = []
        self.loose_segments: list[Node] = []

    def finish(self, text: Sequence[Node]) -> list[TypeDraft]:
        """Return the types, with segments that stood apart given to the type they belong to."""
        if not self.drafts:
            self.level(self.loose_segments)
            self.loose_segments = []
        if not self.drafts:
            self.add(draft for node in text for draft in from_prose(node))
        for node in text:
            take_told_segments(self.drafts, node)
        if not self.drafts:
            self.add(draft_of(node, name) for node in text for name in _bare_names(node))
        for node in self.loose_segments:
            self.place_segment(node)
        for draft in self.drafts:
            draft.add_roles(() if draft.roles else roles.roles_in_label(draft.label))
        return self.drafts

    def add(self, drafts: Iterable[TypeDraft]) -> None:
        """Add types, or what is new about those that are there."""
        for draft in drafts:
            known = next((known for known in self.drafts if known.is_same_as(draft)), None)
            if known:
                known.merge(draft)
            elif phrase(draft.label).head and len(self.drafts) < MOST_TYPES:
                self.drafts.append(draft)

    def level(self, nodes: Sequence[Node]) -> None:
        """Read the nodes of one level.

        Beside list items, plain text names no type; and where types were listed, a heading tells more of one of them.
        """
        here = [node for node in nodes if node.section in (None, CUSTOMERS)]
        nodes = [node for node in here if node.kind != "callout" or node.section]
        self.add(read_table([node for node in nodes if node.kind in TABLE]))
        has_items = any(node.kind == "item" for node in nodes)
        listed = bool(self.drafts)
        for index, node in enumerate(nodes):
            if node.kind in TABLE or is_remark(node) or self.structure(node, nodes[:index]):
                continue
            if node.kind == "heading" and (listed or (has_items and self.drafts)):
                continue
            if node.kind == "text" and has_items and not node.children and not _is_strong(node):
                continue
            self.entry(node)
        if not self.drafts:
            told = any(node.kind == "text" and any(from_prose(node)) for node in nodes)
            self.callouts([node for node in here if _is_titled(node)], told=told)

    def callouts(self, nodes: Sequence[Node], *, told: bool) -> None:
        """Read the callouts of one level, where no other lines name types: those set off best do.

        Arguments:
            nodes: those whose title may be a name.
            told: whether running text beside them tells of types; then only what is set off counts.
        """
        best = max(map(_how_set_off, nodes), default=0)
        for node in nodes if best == STRONG or not told else ():
            if self.structure(node, ()) or _how_set_off(node) < best:
                continue
            may_name = best or len(nodes) > 1 or _is_plural(node.reading.name) or not _holds_names(node)
            if not (may_name and self.entry(node)):
                self.level(node.children)

    def structure(self, node: Node, before: Sequence[Node]) -> bool:
        """Read a node that names nobody and only says what its children are; say whether it was one."""
        name = fold(node.reading.name).strip(" :?")
        table = words()
        if name in table.segment_labels and not node.section:
            self.loose_segments += node.children
        elif name in table.type_labels or _is_of_customers(name) or node.section == CUSTOMERS:
            self.inline(node)
            self.level(node.children)
        elif name.rstrip(" 123456789") in table.ignored_labels | table.stop_labels or (
            node.reading.label and attribute_of(name)
        ):
            self.level(node.children if node.reading.rest and name in table.stop_labels else [])
        elif _is_ordinal_label(node):
            self.ordinal(node)
        elif _is_intro(node):
            self.introduced(node, before)
        else:
            return False
        return True

    def ordinal(self, node: Node) -> None:
        """Read `Primary customers: parents`."""
        draft = draft_of(node, node.reading.rest)
        numbered = NUMBERED_TITLE.fullmatch(node.reading.name)
        draft.ordinal = int(numbered["number"]) if numbered else without_ordinal(node.reading.name)[0]
        fill(draft, node.children)
        self.add([draft])

    def introduced(self, node: Node, before: Sequence[Node]) -> None:
        """Read what an intro leads in to: types, or the segments of the one it speaks of (`Carers come in two groups:`)."""
        told = [
            draft
            for each in before
            if each.kind == "text" and not each.children
            for draft in from_prose(each)
        ]
        found = {stem for word in word_list(node.line.text) for stem in stems(word)}
        named = [draft for draft in told if not found.isdisjoint(stems(phrase(draft.label).head))]
        if len(told) > 1 and len(named) == 1:
            fill(named[0], node.children)
            self.add(told)
        else:
            self.level(node.children)

    def inline(self, node: Node) -> None:
        """Read types written in a row: `Customers: parents, clinics and employers`."""
        if node.kind == "heading" or not node.reading.rest:
            return
        inner = labels.read(node.reading.rest)
        names = [name for name in parts(plain(node.reading.rest).rstrip(".")) if not is_blank(name)]
        if inner.label and inner.label.strong and inner.rest and may_be_name(inner.label.text):
            self.add([draft_of(node, inner.label.text, inner.rest)])
        elif names and all(len(name.split()) <= LONGEST_LISTED and not tells(name) for name in names):
            self.add(draft_of(node, name) for name in names)
        else:
            self.add(from_prose(node))

    def entry(self, node: Node) -> bool:
        """Read a node that may name a type, and what stands under it; say whether it names one."""
        label = node.reading.label
        if node.kind in ("text", "callout") and not _is_set_off(node):
            draft = from_fragment(node)
        elif tells(label.text if label else node.reading.rest) and not (label and label.strong):
            draft = None
        else:
            draft = from_line(node)
        if draft:
            fill(draft, node.children)
            self.add([draft])
        return draft is not None

    def place_segment(self, node: Node) -> None:
        """Give a segment that stood apart to the type it names, or to the only one."""
        named = [draft for draft in self.drafts if key(draft.label) == key(node.reading.name)]
        if is_remark(node):
            return
        if named:
            named[0].segments += (
                segments_in_a_row(node.reading.rest, node.rest_source) if node.reading.label else []
            )
            fill(named[0], node.children)
        elif len(self.drafts) == 1:
            fill(self.drafts[0], [node])


def _is_of_customers(name: str) -> bool:
    """Say whether a heading or label speaks of customers at large: `Types and segments`."""
    return all(part in words().customer_words for part in parts(name)) and bool(name)


def _bare_names(node: Node) -> list[str]:
    """Return the names that a line is, when it is nothing else: `Bakers`, `Bakers, millers and grocers`."""
    names = parts(plain(node.line.text).rstrip("."))
    return names if all(_is_plural(name) for name in names) else []


def _is_plural(name: str) -> bool:
    found = word_list(name)
    if not found or len(found) > LONGEST_LISTED or not words().intro_words.isdisjoint(found):
        return False
    return singular(found[-1]) != found[-1] and may_be_name(name) and name[-1].isalnum()


def _is_strong(node: Node) -> bool:
    reading = node.reading
    return bool(reading.markers or reading.numbers or (reading.label and reading.label.strong))


def _is_titled(node: Node) -> bool:
    """Say whether a line is the title of a callout and may name somebody: no section, no sentence, no note to oneself."""
    label = node.reading.label
    is_label = label is not None and (label.colon or not node.reading.rest)
    return (
        node.kind == "callout" and not node.section and not is_remark(node) and (is_label or is_title(node))
    )


def _how_set_off(node: Node) -> int:
    """Rank how the title of a callout is set off: in bold or by a mark, by an emoji, not at all."""
    return STRONG if _is_strong(node) else 1 if node.reading.emblems else 0


def _holds_names(node: Node) -> bool:
    return any(child.kind in ("item", "callout") for child in node.children)


def _is_set_off(node: Node) -> bool:
    """Say whether a line of text names a type by its label: a marked or bold one, or a few plain words before a colon or dash."""
    label = node.reading.label
    if label is None or _is_strong(node):
        return _is_strong(node) and (label is None or may_be_name(label.text))
    found = word_list(label.text)
    if not is_said(node.reading.rest or label.text) or len(found) > LONGEST_PLAIN_LABEL:
        return False
    return may_be_name(label.text) and words().intro_words.isdisjoint(found)


def _is_intro(node: Node) -> bool:
    """Say whether a line leads in to what follows: `We serve two groups:`."""
    label = node.reading.label
    if not node.children or (label and label.strong):
        return False
    found = word_list(label.text if label else node.line.text)
    if words().intro_words.isdisjoint(found):
        return False
    return node.line.text.rstrip().endswith((":", ".")) or len(found) >= SHORTEST_INTRO


def _is_ordinal_label(node: Node) -> bool:
    if NUMBERED_TITLE.fullmatch(node.reading.name):
        return bool(node.reading.rest)
    ordinal, title = without_ordinal(fold(node.reading.name))
    return ordinal is not None and title.strip(" :?") in words().customer_words and bool(node.reading.rest)
