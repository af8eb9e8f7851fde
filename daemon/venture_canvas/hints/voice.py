"""Who speaks in a text: the customer, or the venture of itself."""

import re

from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.tables import words
from venture_canvas.hints.views import VentureView

SHORTEST_NAME = 4
"""Letters of a name of one word below which it may be any word."""
OURSELVES = re.compile(
    r"\b(?:we|our (?:company|team|venture|platform|product|app|service|solution|software))(?: (?:can|will|also|then|now))?"
    r" (?:help|provide|offer|enable|deliver|supply|empower|connect|bridge|solve)(?:s|es)?\b",
    re.IGNORECASE,
)


def names_the_venture(venture: VentureView, text: str) -> bool:
    """Say whether a text names the venture.

    A name of one word must stand inside the text and after no article: at the start, or as a German noun, it may be any word.
    """
    name = [re.escape(word) for word in re.findall(r"\w+", venture.venture.name)]
    if not name or (len(name) == 1 and len(name[0]) < SHORTEST_NAME):
        return False
    written, words_of_name = plain(text), r"\W+".join(name)
    found = re.search(rf"(?<![\w-]){words_of_name}(?![\w-])", written)
    if found is None or len(name) > 1:
        return found is not None
    before = word_list(written[: found.start()])
    return bool(before) and before[-1] not in words().determiners


def is_the_venture(venture: VentureView, text: str) -> bool:
    """Say whether a text is the venture's name and nothing else, but for a remark after a comma, a dash or in brackets."""
    head = re.split(r"\s[–—-]\s|[,:(]", plain(text), maxsplit=1)[0]
    return bool(head.strip()) and word_list(head) == word_list(venture.venture.name)


def speaks_of_ourselves(text: str) -> bool:
    """Say whether a text tells what the venture does: `we provide …`, `our platform helps …`. English only."""
    return OURSELVES.search(plain(text)) is not None
