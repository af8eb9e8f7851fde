"""One customer type while it is being read, and how a line that names one is taken apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from venture_canvas.canvas import prose, roles
from venture_canvas.canvas.model import Attribute, Segment, Source
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import key, phrase, plain, without_ordinal, word_list
from venture_canvas.canvas.remarks import is_blank, is_struck
from venture_canvas.canvas.tables import fold, words

NAME_END = re.compile(
    r"\s+(?:who|that|which|whose|whom|where)\s+|\s*(?:[,;!?]|(?<=\w\w\w)\.)(?:\s+|$)|\s+\(|\s+[–—]\s+",
    re.IGNORECASE,
)
NUMBERED_TITLE = re.compile(
    r"(?:customer[ \t]+)?(?:type|segment|group|side)[ \t]+(?P<number>[1-9])", re.IGNORECASE
)
LETTER = re.compile(
    r"(?P<letter>[A-H](?=[.):]|[ \t]+[–—-])|[A-Z][1-9](?=[.):]|[ \t]))(?:[.):]|[ \t]+[–—-])?[ \t]+"
)
"""`A. Parents`, `C1 Clinics`: what stands for a type elsewhere."""
QUALIFIER = re.compile(r"\s*\(([^()]{1,60})\)")
LONGEST_NAME = 9
LONGEST_FRAGMENT = 4
LONGEST_ALIAS = 2
NOT_IN_A_NAME = frozenset({"we", "our", "wir", "nous"})


@dataclass
class TypeDraft:
    """A customer type while it is being read.

    Arguments:
        label: its name, as written.
        source: where that stands.
        link: the target of the link that the label is, or None.
        note: the path of the note that is its own, when it is known.
        numbers: its number; `counted` when that is only its place in an ordered list.
        ordinal: 1 for `Primary`, and so on.
    """

    label: str
    source: Source
    link: str | None = None
    note: str | None = None
    aliases: list[str] = field(default_factory=list)
    description: str = ""
    roles: list[str] = field(default_factory=list)
    colours: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    emblems: tuple[str, ...] = ()
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
            self.add_roles(roles.roles_told(text, self.label))

    def qualify(self, qualifier: str) -> None:
        """Take what stands in brackets behind the name: a role, else another name or a remark."""
        found = roles.roles_named(qualifier)
        if qualifier.isdecimal():
            self.numbers, self.counted = (int(qualifier),), False
        elif found:
            self.roles = list(found)
        elif len(qualifier.split()) > LONGEST_ALIAS or qualifier[:1].isdigit():
            self.describe(qualifier)
        elif qualifier:
            self.aliases.append(qualifier)

    def is_same_as(self, other: "TypeDraft") -> bool:
        """Say whether another draft is of the same type: the same name, or a link to the same note."""
        return key(self.label) == key(other.label) or (other.link is not None and self.link == other.link)

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


def draft_of(node: Node, label: str, description: str = "") -> TypeDraft:
    """Begin a type that a line names."""
    reading, name = node.reading, plain(label)
    letter = LETTER.match(name)
    draft = TypeDraft(
        name[letter.end() if letter else 0 :].strip(" :.,"),
        node.name_source,
        colours=reading.markers,
        numbers=reading.numbers,
        emblems=(letter["letter"],) if letter else reading.emblems,
    )
    if not draft.numbers and node.number:
        draft.numbers, draft.counted = (node.number,), True
    draft.describe(description.strip(" –—:-,"))
    return draft


def from_line(node: Node) -> TypeDraft | None:
    """Read a heading or a list item that names a type, or a line whose label does."""
    return _from_label(node) if node.reading.label else _from_text(node)


def from_fragment(node: Node) -> TypeDraft | None:
    """Read `Sole traders. £9/month.` above a list of segments: a few words that are no sentence, then a stop."""
    text = plain(node.line.text if node.reading.label else node.reading.rest)
    letter = LETTER.match(text)
    name, _, rest = text[letter.end() if letter else 0 :].partition(".")
    found = word_list(name)
    is_name = letter or node.children or node.kind == "callout" or (node.reading.label and not rest)
    if not found or len(found) > (LONGEST_NAME if letter else LONGEST_FRAGMENT) or not is_name:
        return None
    if set(found) & (words().intro_words | words().tells):
        return None
    return draft_of(node, f"{letter[0]}{name}" if letter else name, rest)


def from_prose(node: Node) -> Iterator[TypeDraft]:
    """Read the types that running text names."""
    for found in prose.types_in(node.line.text):
        draft = draft_of(node, found.label)
        draft.description, draft.ordinal = found.description, found.ordinal
        draft.aliases += [found.alias] if found.alias else []
        draft.add_roles(found.roles)
        yield draft


def may_be_name(text: str) -> bool:
    """Say whether words can be the name of a group: not too many of them, and no sentence of ours."""
    found = word_list(text)
    is_short = 0 < len(found) <= LONGEST_NAME and found[0] not in words().tells
    return is_short and not NOT_IN_A_NAME & set(found) and not _counts(found)


def _counts(found: Sequence[str]) -> bool:
    """Say whether words only count the groups: `Three types`."""
    return found[0] in words().numerals and " ".join(found[1:]) in words().customer_words


def tells(text: str) -> bool:
    """Say whether a line tells of a group rather than naming one: it starts with a verb, a pronoun, a number."""
    found = word_list(text)
    if not found or found[0][0].isdecimal() or text.lstrip()[:1] in "€£$~<>≈+":
        return True
    # `live-in carers` begin with no verb.
    return found[0] in words().tells and "-" not in text.split(maxsplit=1)[0]


def _from_label(node: Node) -> TypeDraft | None:
    reading = node.reading
    label = reading.label
    if label is None or not may_be_name(label.text) or is_struck(node.line.text):
        return None
    ordinal, name = _without_title(label.text)
    name, role = _without_role(name)
    draft = draft_of(node, name, reading.rest)
    draft.ordinal, draft.link = ordinal, label.link
    draft.qualify(reading.qualifier or role)
    return draft


def _without_title(text: str) -> tuple[int | None, str]:
    """Read `Primary customer type: Parents`, the label of a line that the writer set off as a whole."""
    head, _, name = text.partition(":")
    if numbered := NUMBERED_TITLE.fullmatch(head.strip()):
        return int(numbered["number"]), name.strip() or text
    ordinal, title = without_ordinal(head)
    is_title = fold(head).strip() in words().customer_words or (
        ordinal is not None and fold(title).strip() in words().customer_words | {""}
    )
    return (ordinal, name.strip()) if name.strip() and is_title else (None, text)


def _without_role(name: str) -> tuple[str, str]:
    """Read `Grandparents, users`: a name with what they do behind a comma."""
    head, _, tail = name.rpartition(",")
    is_role = bool(head) and len(word_list(tail)) <= LONGEST_ALIAS and bool(roles.roles_named(tail))
    return (head, tail.strip()) if is_role else (name, "")


def _from_text(node: Node) -> TypeDraft | None:
    text = plain(node.reading.rest)
    end = NAME_END.search(text)
    name = text[: end.start()] if end else text
    if len(name.split()) > LONGEST_NAME:
        name = " ".join(phrase(name).nouns)
    if not may_be_name(name):
        return None
    qualifier = QUALIFIER.match(text, len(name))
    draft = draft_of(node, name, text[qualifier.end() :] if qualifier else text[end.end() :] if end else "")
    draft.qualify(qualifier[1] if qualifier else "")
    return draft
