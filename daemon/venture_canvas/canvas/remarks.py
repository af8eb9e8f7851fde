"""Lines that say nothing of the venture: to-dos, notes to oneself, navigation, blanks left to fill."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from venture_canvas.canvas.labels import MOST_LABEL_WORDS, SENTENCE_END, WIKI_LINK
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.tables import fold, words

BLANK = re.compile(r"[\s?.…–—_*\[\](){}<>|/-]*")
PLACEHOLDER = re.compile(
    r"\{\{.*\}\}|<%.*%>|\[(?:[A-Z][^\]\[]{3,60}|(?:placeholder|tb[acd]|to be|insert|fill)\b[^\]\[]{0,80})\](?!\()"
)
INLINE_FIELD = re.compile(r"^[\w -]{1,40}::\s")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
TAGS = re.compile(r"(?:#[^\s#]+\s*)+")
STRUCK = re.compile(r"~~.*?~~")
ITALICS = re.compile(r"(?P<mark>[*_])(?![*_\s])[^*]+(?<![*_\s])(?P=mark)")
QUOTED = re.compile(r"[\"“”„«]\s?([^\"“”„«»]{3,}?)\s?[\"“”»]")
LEFT_TO_SOMEBODY = re.compile(
    r"(?!nobody|no one|niemand|nadie|personne|nessuno|ninguem|who|we|they)[^\W\d_]+ "
    r"(?:(?:lo|la|le|l'|het|das|o) ?(?:escribe|ecrit|scrive|schrijft|schreibt|escreve)|(?:writes|schreibt|schrijft) (?:it|this|that|es|das|het|dit))\b"
)
"""`Ben writes it on Monday`, folded."""
ASIDE = re.compile(r"\([^()]*\)[.!?]?")
LONGEST_BARE_TITLE = 3
"""Words up to which the title of a callout that holds nothing else is taken for no more than a title."""


def is_remark(node: Node) -> bool:
    """Say whether a line is no statement about the venture."""
    line = node.line
    if node.is_root or line.task or not words().to_do_tags.isdisjoint(node.reading.tags):
        return True
    if node.is_only_a_mark or (line.kind == "callout" and node.section):
        return False
    return _is_field(node) or _is_remark(line.text)


def _is_field(node: Node) -> bool:
    """Say whether a line is a field, `key:: value`, whose key is no section."""
    return node.section is None and bool(INLINE_FIELD.match(node.line.text.strip()))


def is_title(node: Node) -> bool:
    """Say whether a line is the title of a callout and no statement by itself: a few words without a full stop, or a question."""
    if node.kind != "callout" or node.section:
        return False
    title = plain(node.line.text)
    longest = MOST_LABEL_WORDS if node.children else LONGEST_BARE_TITLE
    is_short = len(word_list(title)) <= longest and not SENTENCE_END.search(title)
    return is_short or title.endswith("?")


@lru_cache(maxsize=4096)
def _is_remark(written: str) -> bool:
    text = plain(written)
    return is_blank(text) or is_to_oneself(text) or _is_navigation(written) or _is_mark_up(written)


def is_about_the_text(node: Node, beside: Sequence[Node]) -> bool:
    """Say whether a line is the author's word on the writing: all in italics, and it quotes what stands beside it."""
    if node.kind != "text" or not ITALICS.fullmatch(node.line.text.strip()):
        return False
    others = " ".join(fold(plain(other.line.text)) for other in beside if other is not node)
    return any(quoted in others for quoted in QUOTED.findall(fold(plain(node.line.text))))


def is_blank(text: str) -> bool:
    """Say whether a text holds nothing: dashes, dots, question marks, a placeholder."""
    return bool(BLANK.fullmatch(text) or PLACEHOLDER.fullmatch(text.strip()))


def is_struck(text: str) -> bool:
    """Say whether a text is crossed out as a whole."""
    return bool(STRUCK.fullmatch(text.strip()))


def without_struck(text: str) -> str:
    """Return a text without what is crossed out."""
    return STRUCK.sub("", text).strip()


def is_to_oneself(text: str) -> bool:
    """Say whether a text is a note to oneself: `ask Maria`, `(not sure yet)`, `which ones??`."""
    folded = fold(text).lstrip("([*_ ")
    is_put_off = _start_of_note().match(folded) or LEFT_TO_SOMEBODY.match(folded)
    return bool(is_put_off) or folded.endswith("??") or is_aside(text)


def is_aside(text: str) -> bool:
    """Say whether a text stands in brackets as a whole."""
    return bool(ASIDE.fullmatch(text.strip()))


@cache
def _start_of_note() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words().notes_to_self))})(?!\w)")


def _is_navigation(text: str) -> bool:
    """Say whether a line holds links and little else: `See [[Jobs]]`, `← [[Index]] · [[Next]]`."""
    links = WIKI_LINK.findall(text)
    left = re.findall(r"\w+", fold(WIKI_LINK.sub(" ", text)))
    return bool(links) and (len(links) > 1 or bool(left)) and all(word in words().navigation for word in left)


def _is_mark_up(text: str) -> bool:
    stripped = text.strip()
    return bool(FOOTNOTE.match(stripped) or TAGS.fullmatch(stripped) or is_struck(stripped))


def is_said(text: str) -> bool:
    """Say whether what follows a label, or stands in a table's cell, says something."""
    return not is_blank(text) and not is_to_oneself(plain(text)) and not TAGS.fullmatch(text.strip())
