"""Read the Customers section: the types, and what stands under each.

What the writer set off comes first: headings, table rows, list items, labels. Only a section without any of them is read as
running text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from venture_canvas.canvas import labels, prose, roles
from venture_canvas.canvas.model import Attribute, Segment, Source
from venture_canvas.canvas.outline import TABLE, Node
from venture_canvas.canvas.phrases import key, parts, phrase, plain, stems, without_ordinal, word_list
from venture_canvas.canvas.remarks import is_blank, is_remark, is_said, is_struck
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.tables import fold, words
from venture_canvas.positions import Span

RELATIVE = re.compile(r"\s+(?:who|that|which|whose|whom|where)\s+|\s*[,;.!?](?:\s+|$)|\s+\(|\s+[–—]\s+", re.IGNORECASE)
LONGEST_TYPE = 9
LONGEST_FRAGMENT = 4
LONGEST_PLAIN_LABEL = 6
MOST_LIST_WORDS = 4
IGNORED = re.compile(r"^\s*no[.:!]\s*(?P<why>.*)|[(\[–—:-]?\s*\b(?:not served|not serving|ignored?|not now|not for now|deliberately not|out of scope|wir bedienen sie nicht)\b\s*[:,–—-]?\s*(?P<reason>[^()\[\]]*)")
SPLIT = re.compile(r"\s*(?:[;,•·]|<br\s*/?>)\s*")


@dataclass
class TypeDraft:
    """A customer type while it is being read."""

    label: str
    source: Source
    link: str | None = None
    aliases: list[str] = field(default_factory=list)
    description: str = ""
    roles: list[str] = field(default_factory=list)
    colours: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    counted: bool = False
    ordinal: int | None = None
    segments: list[Segment] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)

    def add_roles(self, found: Iterable[str]) -> None:
        """Add roles that are not there yet."""
        self.roles += [role for role in dict.fromkeys(found) if role not in self.roles]

    def describe(self, text: str) -> None:
        """Add to the description, and take the roles it tells of."""
        if text and not is_blank(text):
            self.description = f"{self.description} {plain(text)}".strip()
            self.add_roles(roles.roles_told(text))

    def merge(self, other: "TypeDraft") -> None:
        """Take over what another reading of the same type adds."""
        self.link = self.link or other.link
        self.aliases += [alias for alias in other.aliases if alias not in self.aliases]
        self.description = self.description or other.description
        self.add_roles(other.roles)
        self.colours, self.numbers = self.colours or other.colours, self.numbers or other.numbers
        self.ordinal = self.ordinal or other.ordinal
        known = {key(segment.label) for segment in self.segments}
        self.segments += [segment for segment in other.segments if key(segment.label) not in known]
        self.attributes += other.attributes


def read_types(sections: Sequence[Node]) -> list[TypeDraft]:
    """Return the customer types of a venture, in order.

    Arguments:
        sections: the nodes at which a Customers section starts.
    """
    reader = _Reader()
    for section in sections:
        if section.reading.rest and section.line and section.line.kind != "heading":
            reader.inline(section, section.reading.rest)
        reader.level(section.children)
    return reader.finish([text for section in sections for text in _running_text(section)])


def _running_text(section: Node) -> Iterator[Node]:
    for node in section.walk():
        if node.line and node.line.kind in ("text", "item") and node.within == CUSTOMERS and not is_remark(node):
            yield node


class _Reader:
    def __init__(self) -> None:
        self.drafts: list[TypeDraft] = []
        self.loose_segments: list[Node] = []
        self.levels: list[Sequence[Node]] = []

    def finish(self, text: Sequence[Node]) -> list[TypeDraft]:
        """Return the types, with segments that stood apart given to the type they belong to."""
        if not self.drafts and self.loose_segments:
            self.level(self.loose_segments)
            self.loose_segments = []
        if not self.drafts:
            for node in text:
                self.add_all(_of_prose(node))
            for node in text:
                self.segments_of_prose(node)
        for node in self.loose_segments:
            self.place_segment(node)
        for draft in self.drafts:
            if not draft.roles:
                draft.add_roles(roles.roles_in_label(draft.label))
        return self.drafts

    def add(self, draft: TypeDraft | None) -> TypeDraft | None:
        """Add a type, or what is new about one that is there."""
        if draft is None or not phrase(draft.label).head:
            return None
        for known in self.drafts:
            if key(known.label) == key(draft.label) or (draft.link and known.link == draft.link):
                known.merge(draft)
                return known
        self.drafts.append(draft)
        return draft

    def add_all(self, drafts: Iterable[TypeDraft]) -> None:
        for draft in drafts:
            self.add(draft)

    def level(self, nodes: Sequence[Node]) -> None:
        """Read the nodes of one level."""
        nodes = [node for node in nodes if node.section in (None, CUSTOMERS)]
        self.levels.append(nodes)
        has_items = any(node.line and node.line.kind == "item" for node in nodes)
        self.table([node for node in nodes if node.line and node.line.kind in TABLE])
        listed = bool(self.drafts)
        for node in nodes:
            kind = node.line.kind if node.line else ""
            if kind not in TABLE and not is_remark(node) and not self.structure(node):
                weak = kind == "text" and has_items and not _is_strong(node)
                self.add(None if weak and not node.children else self.entry(node, listed=listed or (has_items and bool(self.drafts))))

    def structure(self, node: Node) -> bool:
        """Read a node that names nobody and only says what its children are; say whether it was one."""
        name = fold(node.reading.name).strip(" :?")
        ordinal, rest = without_ordinal(name)
        rest = rest.strip(" :")
        table = words()
        if name in table.segment_labels and not node.section:
            self.loose_segments += node.children
        elif name in table.type_labels | table.customer_words or node.section == CUSTOMERS:
            if node.line and node.line.kind != "heading":
                self.inline(node, node.reading.rest)
            self.level(node.children)
        elif name in table.ignored_labels or name in table.stop_labels or self.is_attribute(node):
            return True
        elif ordinal and rest in table.customer_words and node.reading.rest:
            draft = self.add(_draft(node, node.reading.rest, ""))
            if draft:
                draft.ordinal = ordinal
                _fill(draft, node.children)
        elif _is_intro(node):
            owner = self.told_of_before(node)
            if owner:
                _fill(owner, node.children)
            else:
                self.level(node.children)
        else:
            return False
        return True

    def told_of_before(self, node: Node) -> TypeDraft | None:
        """Return the type that an intro speaks of, when running text above it has named the types: `Carers come in two groups:`."""
        told = [draft for text in self.text_above(node) for draft in _of_prose(text)]
        found = {stem for word in word_list(node.line.text if node.line else "") for stem in stems(word)}
        named = [draft for draft in told if not found.isdisjoint(stems(phrase(draft.label).head))]
        if len(told) < 2 or len(named) != 1:
            return None
        self.add_all(told)
        return next(draft for draft in self.drafts if key(draft.label) == key(named[0].label))

    def text_above(self, node: Node) -> list[Node]:
        """Return the lines of running text that stand before a node on its level."""
        siblings = next((level for level in self.levels if any(each is node for each in level)), ())
        before = siblings[: next((index for index, each in enumerate(siblings) if each is node), 0)]
        return [each for each in before if each.line and each.line.kind == "text" and not each.children]

    def is_attribute(self, node: Node) -> bool:
        return node.reading.label is not None and _attribute_of(node.reading.label.text) is not None

    def inline(self, node: Node, text: str) -> None:
        """Read types written in a row: `Customers: parents, clinics and employers`."""
        names = [name for name in parts(plain(text).rstrip(".")) if not is_blank(name)]
        if names and all(len(name.split()) <= MOST_LIST_WORDS and not _tells(name) for name in names):
            self.add_all(_draft(node, name, "") for name in names)
        elif text:
            self.add_all(_of_prose(node))

    def entry(self, node: Node, *, listed: bool) -> TypeDraft | None:
        """Read a node that may name a type."""
        line, reading = node.line, node.reading
        if line is None or (listed and line.kind == "heading"):
            return None
        if line.kind == "text" and not self.is_set_off(node):
            return _fragment(node)
        if reading.label is None and _tells(line.text):
            return None
        if reading.label and not reading.label.strong and _tells(reading.label.text):
            return None
        draft = _labelled(node) if reading.label else _unlabelled(node)
        if draft:
            _fill(draft, node.children)
        return draft

    def is_set_off(self, node: Node) -> bool:
        reading = node.reading
        if _is_strong(node) and (reading.label is None or _may_be_name(reading.label.text)):
            return True
        found = word_list(reading.label.text) if reading.label and is_said(reading.rest or "x") else []
        return bool(found) and len(found) <= LONGEST_PLAIN_LABEL and _may_be_name(" ".join(found)) and not set(found) & words().intro_words

    def table(self, rows: Sequence[Node]) -> None:
        """Read a table whose rows are types."""
        head = rows[0] if rows and rows[0].line and rows[0].line.kind == "head" else None
        titles = [_title(text) for text, _ in head.line.cells] if head and head.line else []
        if head and head.line and _is_turned(head, rows[1:], titles):
            self.turned_table(head, rows[1:])
            return
        column = next((index for index, title in enumerate(titles) if title == "type"), None)
        column = column if column is not None else next((index for index, title in enumerate(titles) if title == ""), 0)
        before: TypeDraft | None = None
        for row in rows[1:] if head else rows:
            cells = row.line.cells if row.line else ()
            draft = self.add(_of_row(row, cells, column)) if column < len(cells) else None
            before = draft or before
            if before:
                _fill_from_row(before, row, titles, column)

    def turned_table(self, head: Node, rows: Sequence[Node]) -> None:
        """Read a table whose columns are types and whose rows say something of each."""
        cells = head.line.cells if head.line else ()
        for column in range(1, len(cells)):
            draft = self.add(_of_row(head, cells, column))
            for row in rows if draft else ():
                if draft and row.line and column < len(row.line.cells):
                    _take_cell(draft, row, _title(row.line.cells[0][0]), row.line.cells[column])

    def segments_of_prose(self, node: Node) -> None:
        """Read `There are two sorts of carers: …`."""
        found = prose.segments_in(node.line.text) if node.line else None
        for draft in self.drafts if found else []:
            if found and phrase(draft.label).head == phrase(found[0]).head:
                source = Source(node.path, node.headings, node.line.span if node.line else node.reading.rest_span)
                draft.segments += [_segment(label, source) for label in found[1]]

    def place_segment(self, node: Node) -> None:
        """Give a segment that stood apart to the type its label names, or to the only one."""
        if is_remark(node):
            return
        named = [draft for draft in self.drafts if key(draft.label) == key(node.reading.name)]
        owner = named[0] if named else self.drafts[0] if len(self.drafts) == 1 else None
        if owner and named:
            owner.segments += _segments_of_text(node, node.reading.rest) if node.reading.label else []
            _fill(owner, node.children)
        elif owner:
            _fill(owner, [node])


def _is_strong(node: Node) -> bool:
    reading = node.reading
    return bool(reading.markers or reading.numbers or (reading.label and reading.label.strong))


def _is_intro(node: Node) -> bool:
    """Say whether a line leads in to what follows: `We serve two groups:`."""
    if not node.children or node.line is None or node.reading.label and node.reading.label.strong:
        return False
    text = node.reading.name if node.reading.label else node.line.text
    found = word_list(text)
    return bool(set(found) & words().intro_words) and (node.line.text.rstrip().endswith((":", ".")) or len(found) > LONGEST_FRAGMENT)


def _may_be_name(text: str) -> bool:
    found = word_list(text)
    return bool(found) and len(found) <= LONGEST_TYPE and found[0] not in words().tells and not set(found) & {"we", "our", "wir", "nous"}


def _tells(text: str) -> bool:
    """Say whether a line tells of a group rather than naming one: it starts with a verb, a pronoun, a number."""
    found = word_list(text)
    return not found or found[0] in words().tells or found[0][0].isdigit() or text.lstrip()[:1] in "€£$~<>≈+"


def _fragment(node: Node) -> TypeDraft | None:
    """Read `Sole traders. £9/month.` above a list of segments: a few words that are no sentence, then a stop."""
    text = node.line.text if node.line else ""
    name, _, rest = plain(text).partition(".")
    found = word_list(name)
    if not node.children and (node.reading.label is None or rest) or not found or len(found) > LONGEST_FRAGMENT:
        return None
    if set(found) & (words().intro_words | words().tells):
        return None
    draft = _draft(node, name, rest)
    _fill(draft, node.children)
    return draft


def _labelled(node: Node) -> TypeDraft | None:
    reading = node.reading
    label = reading.label
    if label is None or not _may_be_name(label.text) or is_struck(node.line.text if node.line else ""):
        return None
    ordinal, text = _named_ordinal(label.text)
    draft = _draft(node, text, reading.rest)
    draft.ordinal = ordinal
    draft.link = label.link
    _qualify(draft, reading.qualifier)
    return draft


def _named_ordinal(text: str) -> tuple[int | None, str]:
    """Read `Primary customer type: Parents`, the label of a line that the writer set off as a whole."""
    head, colon, name = text.partition(":")
    ordinal, rest = without_ordinal(head)
    if colon and name.strip() and (ordinal or fold(head).strip() in words().customer_words):
        if not rest.strip() or fold(rest).strip() in words().customer_words or fold(head).strip() in words().customer_words:
            return ordinal, name.strip()
    return None, text


def _unlabelled(node: Node) -> TypeDraft | None:
    text = plain(node.line.text if node.line and node.line.kind == "heading" else node.reading.rest)
    cut = RELATIVE.search(text)
    name = text[: cut.start()] if cut else text
    if len(name.split()) > LONGEST_TYPE:
        name = " ".join(phrase(name).nouns)
    if not _may_be_name(name):
        return None
    qualifier = re.match(r"\s*\(([^()]{1,60})\)", text[len(name) :])
    draft = _draft(node, name, text[len(name) + len(qualifier[0]) :] if qualifier else text[cut.end() :] if cut else "")
    _qualify(draft, qualifier[1] if qualifier else "")
    return draft


def _draft(node: Node, label: str, description: str) -> TypeDraft:
    reading = node.reading
    span = node.line.span if node.line else reading.rest_span
    numbers = reading.numbers
    draft = TypeDraft(plain(label).strip(" :.,"), Source(node.path, node.headings, span), colours=reading.markers, numbers=numbers)
    if not numbers and node.line and node.line.number:
        draft.numbers, draft.counted = (node.line.number,), True
    draft.describe(description.strip(" –—:-"))
    return draft


def _qualify(draft: TypeDraft, qualifier: str) -> None:
    """Read what stands in brackets behind a type's name: a role, else another name or a remark."""
    found = roles.roles_named(qualifier)
    if found:
        draft.roles = list(found)
    elif qualifier:
        if len(qualifier.split()) <= 2 and not qualifier[0].isdigit():
            draft.aliases.append(qualifier)
        else:
            draft.describe(qualifier)


def _of_prose(node: Node) -> Iterator[TypeDraft]:
    text = node.line.text if node.line else ""
    for found in prose.types_in(text):
        draft = _draft(node, found.label, "")
        draft.description = found.description
        draft.add_roles(found.roles)
        yield draft


def _title(text: str) -> str:
    """Return what a column holds: `type`, `segments`, the name of an attribute, or an empty text for what is not known."""
    name = fold(plain(text)).strip(" :?.")
    table = words()
    for title, names in table.columns.items():
        if name in names:
            return title
    if found := _attribute_of(name):
        return found
    found_words = word_list(name)
    return next((title for title, names in table.columns.items() if names & set(found_words[-1:])), "")


def _attribute_of(name: str) -> str | None:
    folded = fold(name).strip(" :?")
    return next((attribute for attribute, names in words().attributes.items() if folded in names), None)


def _of_row(row: Node, cells: Sequence[tuple[str, object]], column: int) -> TypeDraft | None:
    text = cells[column][0]
    if is_blank(text) or is_struck(text):
        return None
    reading = labels.read(text)
    name = reading.label.text if reading.label else re.sub(r"\s*\([^()]*\)\s*$", "", reading.rest)
    draft = _draft(row, name, reading.rest if reading.label else "")
    draft.colours, draft.numbers = reading.markers, reading.numbers
    draft.link = reading.label.link if reading.label else None
    qualifier = re.search(r"\(([^()]*)\)\s*$", reading.rest)
    _qualify(draft, reading.qualifier or (qualifier[1] if qualifier and not reading.label else ""))
    return draft


def _fill_from_row(draft: TypeDraft, row: Node, titles: Sequence[str], column: int) -> None:
    cells = row.line.cells if row.line else ()
    for index, cell in enumerate(cells):
        if index != column:
            _take_cell(draft, row, titles[index] if index < len(titles) else "", cell)


def _take_cell(draft: TypeDraft, row: Node, title: str, cell: tuple[str, Span]) -> None:
    text, span = cell
    colour = labels.read(text)
    if not is_blank(text) and colour.markers and not colour.rest:
        draft.colours = colour.markers
    elif not is_blank(text):
        _take_text(draft, title, text, Source(row.path, row.headings, span))


def _take_text(draft: TypeDraft, title: str, text: str, source: Source) -> None:
    """Take what a cell says of a type, by the title of its column or row."""
    if title == "segments":
        draft.segments += [_segment(piece, source) for piece in SPLIT.split(plain(text)) if not is_blank(piece)]
    elif title == "role":
        draft.add_roles(roles.roles_named(text))
    elif title == "code":
        draft.aliases.append(plain(text))
    elif title == "ordinal":
        draft.ordinal = without_ordinal(text)[0]
        draft.numbers = draft.numbers or ((int(text),) if text.strip().isdigit() else ())
    elif title in ("", "description"):
        draft.describe(text)
    else:
        draft.attributes.append(Attribute(title, plain(text), source))
        draft.add_roles(roles.roles_told(text) if title == "price" else ())


def _is_turned(head: Node, rows: Sequence[Node], titles: Sequence[str]) -> bool:
    """Say whether a table's columns are types: nothing is known about its titles, and the first cells of its rows are titles."""
    cells = head.line.cells if head.line else ()
    if any(titles) or len(cells) < 2:
        return False
    return any(row.line and row.line.cells and _title(row.line.cells[0][0]) for row in rows)


def _fill(draft: TypeDraft, children: Sequence[Node]) -> None:
    """Read what stands under a type: segments, attributes, description."""
    for node in children:
        if node.section not in (None, CUSTOMERS) or is_remark(node) or node.line is None:
            continue
        name = fold(node.reading.name).strip(" :")
        attribute = _attribute_of(node.reading.label.text) if node.reading.label else None
        if name in words().segment_labels:
            draft.segments += _segments_of_text(node, node.reading.rest)
            _fill(draft, node.children)
        elif name in words().ignored_labels:
            draft.segments += [_ignored(segment) for segment in _segments_of_text(node, node.reading.rest)]
            draft.segments += [_ignored(_segment_of(child)) for child in node.children if not is_remark(child)]
        elif attribute:
            _take_attribute(draft, attribute, node)
        elif name not in words().stop_labels:
            _take_line(draft, node)


def _take_attribute(draft: TypeDraft, attribute: str, node: Node) -> None:
    text = plain(node.reading.rest)
    if attribute == "role":
        draft.add_roles(roles.roles_named(text))
    elif attribute == "description":
        draft.describe(text)
    else:
        draft.attributes.append(Attribute(attribute, text, Source(node.path, node.headings, node.reading.rest_span)))


def _take_line(draft: TypeDraft, node: Node) -> None:
    line = node.line
    if line is None:
        return
    if line.kind == "item" or (line.kind == "heading" and _may_be_name(line.text)) or (node.reading.label and node.reading.label.strong):
        if _tells(node.reading.name) and not (node.reading.label and node.reading.label.strong):
            draft.describe(line.text)
        else:
            draft.segments.append(_segment_of(node))
    else:
        draft.describe(line.text)
        _fill(draft, node.children)


def _segments_of_text(node: Node, text: str) -> list[Segment]:
    source = Source(node.path, node.headings, node.reading.rest_span)
    return [_segment(piece, source) for piece in SPLIT.split(plain(text).rstrip(".")) if not is_blank(piece)]


def _segment_of(node: Node) -> Segment:
    text = node.line.text if node.line else ""
    source = Source(node.path, node.headings, node.line.span if node.line else node.reading.rest_span)
    segment = _segment(text, source, node)
    return segment


def _segment(text: str, source: Source, node: Node | None = None) -> Segment:
    label = node.reading.label if node else None
    ignored = IGNORED.search(fold(plain(node.reading.rest if node and label else text))) or is_struck(text)
    name = label.text if label and _may_be_name(label.text) else plain(text).strip(" .")
    description = node.reading.rest if node and label and name == label.text else ""
    reason = (ignored["why"] or ignored["reason"] or "").strip(" .") if isinstance(ignored, re.Match) else ""
    if isinstance(ignored, re.Match) and not label:
        name = plain(text)[: ignored.start()].strip(" .([–—:-") or name
    attributes: list[Attribute] = []
    for child in node.children if node else []:
        attribute = _attribute_of(child.reading.label.text) if child.reading.label else None
        if attribute and not is_remark(child):
            attributes.append(Attribute(attribute, plain(child.reading.rest), Source(child.path, child.headings, child.reading.rest_span)))
    return Segment(
        label=name,
        description=plain(description),
        decision="ignore" if ignored else "serve",
        reason=reason,
        beachhead="beachhead" in fold(text),
        attributes=tuple(attributes),
        source=source,
    )


def _ignored(segment: Segment) -> Segment:
    return msgspec.structs.replace(segment, decision="ignore")
