"""Lines that say nothing of the venture: to-dos, notes to oneself, navigation, blanks left to fill."""

import re

from venture_canvas.canvas.labels import WIKI_LINK
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.tables import fold, words

BLANK = re.compile(r"[\s?.…–—_*\[\](){}<>|/-]*")
PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>|\[(?:[A-Z][^\]\[]{3,60})\](?!\()")
INLINE_FIELD = re.compile(r"^[\w -]{1,40}::\s")
TAGS = re.compile(r"(?:#[^\s#]+\s*)+")
STRUCK = re.compile(r"~~.*~~")
ASIDE = re.compile(r"\([^()]*\)[.!?]?")


def is_remark(node: Node) -> bool:
    """Say whether a line is no statement about the venture."""
    line = node.line
    if line is None or line.task:
        return True
    text = plain(line.text)
    return is_blank(text) or _is_to_oneself(text) or _is_navigation(line.text) or _is_mark_up(line.text)


def is_blank(text: str) -> bool:
    """Say whether a text holds nothing: dashes, dots, question marks, a placeholder."""
    return bool(BLANK.fullmatch(text) or PLACEHOLDER.fullmatch(text.strip()))


def is_struck(text: str) -> bool:
    """Say whether a text is crossed out as a whole."""
    return bool(STRUCK.fullmatch(text.strip()))


def _is_to_oneself(text: str) -> bool:
    folded = fold(text).lstrip("([*_ ")
    starts = any(re.match(rf"{re.escape(start)}(?!\w)", folded) for start in words().notes_to_self)
    return starts or folded.endswith("??") or bool(ASIDE.fullmatch(text.strip()))


def _is_navigation(text: str) -> bool:
    """Say whether a line holds links and little else: `See [[Jobs]]`, `← [[Index]] · [[Next]]`."""
    links = WIKI_LINK.findall(text)
    left = re.findall(r"\w+", fold(WIKI_LINK.sub(" ", text)))
    return bool(links) and (len(links) > 1 or bool(left)) and all(word in words().navigation for word in left)


def _is_mark_up(text: str) -> bool:
    stripped = text.strip()
    return bool(INLINE_FIELD.match(stripped) or TAGS.fullmatch(stripped) or is_struck(stripped))
