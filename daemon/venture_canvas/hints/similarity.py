"""How alike texts are, by the words in them that carry meaning; no language is assumed."""

from functools import cache, lru_cache

from venture_canvas.canvas.phrases import singular, word_list
from venture_canvas.canvas.tables import words

AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "can", "will",
     "we", "you", "it", "us", "me", "so", "not", "no", "too", "very"}
)  # fmt: skip


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, folded and in the singular."""
    return frozenset(singular(word) for word in word_list(text) if len(word) > 1 and not is_empty(word))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the words of two texts they have in common (Jaccard): 0 for none, 1 for all."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def is_empty(word: str) -> bool:
    """Say whether a word, folded, carries no meaning by itself: `the`, `in`, `and`."""
    return word in _empty_words()


@cache
def _empty_words() -> frozenset[str]:
    table = words()
    return table.determiners | table.prepositions | table.joiners | table.pronouns | AUXILIARIES
