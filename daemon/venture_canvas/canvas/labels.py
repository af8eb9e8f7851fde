"""Take one line of writing apart: marker, label, qualifier, and what is said.

`🟢 **Parents** (payer): shift-working parents` has the marker 4, the label `Parents`, the qualifier `payer` and the rest
`shift-working parents`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

import msgspec

from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold
from venture_canvas.positions import Span

LONGEST_LABEL = 60
MOST_LABEL_WORDS = 9
COLOURS = {
    "🔴": 1, "🟥": 1, "❤": 1, "🟠": 2, "🟧": 2, "🧡": 2, "🟡": 3, "🟨": 3, "💛": 3,
    "🟢": 4, "🟩": 4, "💚": 4, "🔵": 5, "🟦": 5, "💙": 5, "🟣": 6, "🟪": 6, "💜": 6,
}  # fmt: skip
"""JSON Canvas 1.0's preset colours; its fifth is cyan, for which blue stands here."""

MARKER = re.compile(
    rf"(?P<colour>[{''.join(COLOURS)}])\ufe0f?[ \t]*|(?:\((?P<round>[1-9])\)|\[(?P<square>[1-9])\](?!\())[ \t]*|[\#@](?P<tag>[^\W\d][\w/-]*)(?:[ \t]+|$)"
)
ORNAMENT = re.compile(
    r"[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff][\u200d\ufe0f\U0001f3fb-\U0001f3ff\u2600-\u27bf\U0001f000-\U0001faff]*[ \t]+"
)
CODE = re.compile(
    r"[(\[](?:[A-H]|[A-Z][1-9])[)\]](?!\()[ \t]*|(?:[A-H](?:[.):]|[ \t]+[–—-])|[A-Z][1-9][.):]?)[ \t]+(?=\*\*)"
)
"""`(C2)`, `[A]`, `A. **Parents**`: the code that stands for a type whose name it precedes."""
CODE_MARKS = " \t\ufe0f()[].:–—-"
EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|==)(?=\S)(?P<label>.+?)(?<=\S)(?P=mark)(?!\w)")
WIKI_LINK = re.compile(r"\[\[(?P<target>[^\[\]|#\\]+)(?:#[^\[\]|]*)?(?:\\?\|(?P<text>[^\[\]]*))?\]\]")
MARKDOWN_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\(<?(?P<target>(?!\w+:)[^()<>]+)>?\)")
DASH = r"[ \t]+(?:[–—-]{1,2}|→)[ \t]+|[ \t]*[—][ \t]*"
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s*$")
RUN_IN = re.compile(r"(?P<label>\S+(?: \S+){0,3})\.")
"""`**Liveaboards.** Their boat is their home`: a few words that a stop sets off from what follows."""
NUMBER_INSIDE = re.compile(r"(?<=\s)\((?P<number>[1-9])\)(?=[\s,.;:])")
TAG = re.compile(r"(?<!\S)[#@](?P<tag>[^\W\d][\w/-]*)")
TAIL_TAGS = re.compile(r"(?<![ \t])(?:[ \t]+[#@][^\W\d][\w/-]*)+[ \t]*$")
QUALIFIER = re.compile(r"[ \t]*\((?P<qualifier>[^()]{1,60})\)")
QUALIFIED = re.compile(r"(?P<label>[^()]*[^()\s])[ \t]*\((?P<qualifier>[^()]{1,60})\)")
SEPARATOR = re.compile(rf"[ \t]*(?:::?(?=\s|$)|{DASH}|[ \t]=[ \t])[ \t]*")
PLAIN_LABEL = re.compile(
    rf"(?P<label>[^:.!?;|()]{{1,{LONGEST_LABEL}}}?)(?P<end>[ \t]*\([^()]{{1,60}}\))?(?:[ \t]*::?(?=\s|$)|{DASH})"
)
TAIL = re.compile(
    rf"(?<![ \t])[ \t]*(?:(?P<colour>[{''.join(COLOURS)}])\ufe0f?|[(\[](?P<number>[1-9])[)\]])[ \t]*$"
)


class Label(msgspec.Struct, frozen=True):
    """The words at the head of a line that name what the rest speaks of.

    Arguments:
        text: without marks, qualifier and colon.
        strong: whether the writer set it off by more than a colon or a dash: bold, italic, a link, a heading.
        colon: whether a colon or dash follows it.
        link: the target of the wiki link that it is, or None.
    """

    text: str
    strong: bool
    colon: bool
    link: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """One line, taken apart; `rest` is all of it, after the markers, when there is no label.

    `emblems` are the emoji at its head that are no colours, and letters or codes in brackets; `tags` are written with `#` or `@`. `label_span` covers the label with its marks, or the whole line without one; `rest_span` what follows.
    """

    markers: tuple[int, ...]
    numbers: tuple[int, ...]
    tags: tuple[str, ...]
    label: Label | None
    label_span: Span
    qualifier: str
    rest: str
    rest_span: Span
    emblems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label, or the whole text of a line without one."""
        return self.label.text if self.label else plain(self.rest)


@lru_cache(maxsize=4096)
def read(text: str, start: int = 0) -> Reading:
    """Take a line apart.

    Arguments:
        text: the line's text, without list mark.
        start: its offset in the note.
    """
    offset, colours, numbers, tags = _markers(text, 0)
    label, end = _label(text, offset)
    label_span = Span(start + offset, start + end) if label else Span(start, start + len(text))
    if label:
        inside, own, own_numbers, _ = _markers(label.text, 0)
        after, behind, behind_numbers, _ = _markers(text, end + len(text[end:]) - len(text[end:].lstrip()))
        end = after if behind or behind_numbers else end
        name = _without_tail(label.text[inside:])[0]
        label = msgspec.structs.replace(label, text=name or label.text) if name or label.link else None
        colours, numbers = (*colours, *own, *behind), (*numbers, *own_numbers, *behind_numbers)
    qualifier = QUALIFIER.match(text, end) if label else None
    if label and qualifier:
        end = qualifier.end()
    elif label and (qualifier := QUALIFIED.fullmatch(label.text)):
        label = msgspec.structs.replace(label, text=qualifier["label"])
    separator = SEPARATOR.match(text, end) if label else None
    if label and separator and separator[0].strip():
        end = separator.end()
        label = msgspec.structs.replace(label, colon=True)
    elif separator:
        end = separator.end()
    tags += tuple(fold(match["tag"]) for match in TAG.finditer(text, end))
    rest, tail_colours, tail_numbers = _without_tail(TAIL_TAGS.sub("", text[end:]))
    return Reading(
        markers=(*colours, *tail_colours),
        numbers=(*numbers, *(int(found["number"]) for found in NUMBER_INSIDE.finditer(rest)), *tail_numbers),
        tags=tags,
        label=label,
        label_span=label_span,
        qualifier=qualifier["qualifier"].strip() if qualifier else "",
        rest=rest.strip(),
        rest_span=Span(start + end, start + len(text)),
        emblems=tuple(match[0].strip(CODE_MARKS) for match in _marks(text, 0) if match.re is not MARKER),
    )


def _markers(text: str, offset: int) -> tuple[int, tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    """Read the markers from an offset on; other emoji there are ornament."""
    colours: list[int] = []
    numbers: list[int] = []
    tags: list[str] = []
    for match in _marks(text, offset):
        offset = match.end()
        if match.re is not MARKER:
            continue
        if match["colour"]:
            colours.append(COLOURS[match["colour"]])
        elif match["round"] or match["square"]:
            numbers.append(int(match["round"] or match["square"]))
        else:
            tags.append(fold(match["tag"]))
    return offset, tuple(colours), tuple(numbers), tuple(tags)


def _marks(text: str, offset: int) -> Iterator[re.Match[str]]:
    while match := MARKER.match(text, offset) or ORNAMENT.match(text, offset) or CODE.match(text, offset):
        yield match
        offset = match.end()


def _without_tail(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Cut a marker off the end of a line: `clinics pay per month (2)`."""
    match = TAIL.search(text)
    if not match:
        return text, (), ()
    head = text[: match.start()]
    return (head, (COLOURS[match["colour"]],), ()) if match["colour"] else (head, (), (int(match["number"]),))


def _label(text: str, start: int) -> tuple[Label | None, int]:
    if text.startswith("~~", start):
        return None, start
    inline = MARKDOWN_LINK.match(text, start)
    if inline:
        return Label(
            inline["text"].strip(),
            strong=True,
            colon=False,
            link=unquote(inline["target"]).removesuffix(".md"),
        ), inline.end()
    link = WIKI_LINK.match(text, start)
    if link:
        return Label(
            (link["text"] or link["target"]).strip(), strong=True, colon=False, link=link["target"].strip()
        ), link.end()
    strong = EMPHASIS.match(text, start)
    if strong and len(strong["label"]) <= LONGEST_LABEL:
        inner = RUN_IN.fullmatch(strong["label"]) if text[strong.end() :].strip() else None
        if inner or not SENTENCE_END.search(strong["label"]):
            return _strong_label(inner["label"] if inner else strong["label"]), strong.end()
    ordinary = PLAIN_LABEL.match(text, start)
    if ordinary and not _is_sentence(ordinary["label"]) and not _is_link_behind(text, ordinary):
        end = ordinary.end("label")
        return Label(plain(ordinary["label"]), strong=False, colon=True), end
    return None, start


def _strong_label(inner: str) -> Label:
    link = WIKI_LINK.fullmatch(inner.strip().rstrip(":").strip())
    if link:
        return Label(
            (link["text"] or link["target"]).strip(),
            strong=True,
            colon=inner.rstrip().endswith(":"),
            link=link["target"].strip(),
        )
    return Label(plain(inner).rstrip(":").strip(), strong=True, colon=inner.rstrip().endswith(":"))


def _is_link_behind(text: str, label: re.Match[str]) -> bool:
    """Say whether a dash sets off a link behind what is said: `sleep six hours — [[Parents]]`."""
    return text[label.start() : label.end()].strip()[-1:] != ":" and bool(
        WIKI_LINK.fullmatch(text[label.end() :].strip(" ."))
    )


def _is_sentence(label: str) -> bool:
    """Say whether words before a colon or dash are too many to be a name."""
    return len(label.split()) > MOST_LABEL_WORDS or "://" in label or not re.search(r"\w", label)
